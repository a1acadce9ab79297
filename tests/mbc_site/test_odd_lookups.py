"""For any address, the admin answers with a page, a redirect or a refusal."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse

from tests.factories import make_group, make_published, make_source, make_topic

pytestmark = pytest.mark.django_db

LONG = "9" * 18
VALUES = ["abc", LONG, "2026-02-30", "9999-12-31", "%ED%A0%80", "%ff", "1,abc", "(", "-1", ""]
LOOKUPS = ["", "__in", "__range", "__year", "__regex", "__isnull", "__date", "__gt", "__unknown"]
ANYWHERE = [
    "o=99999999999999.-1",
    "_facets=True&q=%ED%A0%80",
    "_popup=1&_to_field=password",
    "_to_field=id&_popup=x",
    "q=%22%27%5C(",
    "p=" + LONG,
    "_changelist_filters=%ff",
    "=&&__=1",
    "pk__in=,",
    "%ED%A0%80=1",
]


def queries(model) -> list[str]:
    """Each kind of column with each look-up, and each filter of the list with each value: every
    fourth of the first, because all of them take a minute."""
    columns = {type(column): column.name for column in model._meta.get_fields()}
    asked = [
        f"{name}{lookup}={VALUES[(place + number) % len(VALUES)]}"
        for place, name in enumerate(columns.values())
        for number, lookup in enumerate(LOOKUPS)
    ][::4]
    for one in admin.site._registry[model].get_list_filter(None):
        name = one if isinstance(one, str) else one[0] if isinstance(one, tuple) else one.parameter_name
        asked += [f"_facets=True&{name}__exact={value}" for value in VALUES] + [f"{name}={VALUES[1]}"]
    return asked + ANYWHERE


@pytest.fixture
def some_things():
    make_published(topics=[make_topic()])
    make_source()
    make_group()


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_no_lookup_in_a_list_is_a_server_error(admin_client, some_things, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    for query in queries(model):
        with transaction.atomic():
            status = admin_client.get(f"{address}?{query}").status_code
            transaction.set_rollback(True)
        assert status in (200, 302, 400), (query, status)


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_no_page_of_an_impossible_object_is_a_server_error(admin_client, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    tails = ["change/", "delete/", "history/", f"history/{LONG}/", f"history/{LONG * 3}/"]
    paths = [
        f"{key}/{tail}"
        for key in ("abc", LONG, "9" * 40, "-1", "1_2F", "%ff", "²", "x" * 300)
        for tail in tails
    ]
    paths += [
        f"recover/{LONG}/",
        f"recover/{LONG * 3}/",
        "add/?_popup=1&_to_field=password",
        "add/?id=%ED%A0%80",
    ]

    for path in paths:
        for ask in (admin_client.get, admin_client.post):
            with transaction.atomic():
                status = ask(address + path).status_code
                transaction.set_rollback(True)
            assert status in (200, 302, 400, 403, 404), (path, status)


ROWS = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "_save": "1"}
SENT = [
    {"action": "delete_selected", "_selected_action": ["abc", LONG * 3, "\x00", "1.0"]},
    {"action": "delete_selected", "select_across": "x", "index": LONG * 3, "_selected_action": "1"},
    {"_save": "1"},
    {"_save": "1", "form-TOTAL_FORMS": "x"},
    ROWS | {"form-0-id": "abc"},
    ROWS | {"form-0-id": LONG * 3, "form-0-position": LONG * 3},
]


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_nothing_posted_to_a_list_is_a_server_error(admin_client, some_things, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    for data in SENT:
        with transaction.atomic():
            status = admin_client.post(address, data).status_code
            transaction.set_rollback(True)
        assert status in (200, 302, 400, 403), (data, status)


def test_unknown_list_parameters_are_dropped_and_the_rest_stays(admin_client):
    address = reverse("admin:auth_user_changelist")

    response = admin_client.get(f"{address}?username__regex=(&q=ada&is_active__exact=1")

    assert (response.status_code, response["Location"]) == (302, f"{address}?q=ada&is_active__exact=1")
    assert (
        "This list can’t filter by part of this address"
        in admin_client.get(response["Location"]).content.decode()
    )


def test_a_value_that_no_column_holds_leads_to_the_whole_list_and_is_logged(
    admin_client, caplog, monkeypatch
):
    address = reverse("admin:auth_user_changelist")

    def too_large(request):
        raise OverflowError("Python int too large to convert to SQLite INTEGER")

    monkeypatch.setattr(admin.site._registry[User], "get_queryset", too_large)

    response = admin_client.get(f"{address}?q=ada")

    assert (response.status_code, response["Location"]) == (302, address)
    assert "Treated as an odd request" in caplog.text


def test_our_own_errors_are_still_server_errors(admin_client, monkeypatch):
    """Only errors of the database or a column about a value count as odd requests."""
    monkeypatch.setattr(User, "get_short_name", lambda self: 1 / 0)
    admin_client.raise_request_exception = False

    response = admin_client.get(reverse("admin:index"))

    assert response.status_code == 500
    assert "Something went wrong on our side." in response.content.decode()
