"""What was typed and not saved comes back through the server; what is private never reaches the browser's storage."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.urls import reverse

from articles.models import Article
from editing.browser_storage import person
from editing.unsaved import ALL
from tests.factories import make_article, make_group, make_source, make_venue
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

NAME = "abcdefgh1"
PRIVATE = re.compile(r"note|mail|phone|pass|link|dial|contact|street|room|secret|token|original|address")
# Looks private, and is not: readers see it, or it says where a page is.
PUBLIC = {
    "mbc_site.synonymset": {"note"},
    "mbc_site.organizationdetails": {"email", "postal_address", "telephone"},
    "support_groups.group": {"cost_note", "schedule_note", "link_visibility"},
    "support_groups.organization": {"email", "phone"},
    "support_groups.venue": {"access_known-note", "is_street_public"},
    "articles.image": {"original"},  # a file, which no script can keep
}
EDITED = [(model, owner) for model, owner in admin.site._registry.items() if hasattr(owner, "not_kept")]


def page_of(thing) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def brought_back(client, thing, leave_out=(), **changes):
    page = page_of(thing)
    data = as_submitted(client.get(page), **changes)
    data = {name: value for name, value in data.items() if not name.startswith(tuple(leave_out) or "-")}
    return client.post(page, data | {"_bring_back": "1", "_unsaved": NAME})


def text_of(response) -> str:
    return response.content.decode()


def private_names(owner, request) -> set[str]:
    """The fields that look private and are kept."""
    names = {name for name in owner.get_form(request).base_fields if name not in owner.not_kept}
    for formset, inline in owner.get_formsets_with_inlines(request):
        kept_away = getattr(inline, "not_kept", ())
        if kept_away != ALL:
            prefix = formset.get_default_prefix()
            names |= {f"{prefix}-{name}" for name in formset.form.base_fields if name not in kept_away}
    return {name for name in names if PRIVATE.search(name)}


@pytest.mark.parametrize(("model", "owner"), EDITED, ids=lambda one: getattr(one, "__name__", ""))
def test_every_field_that_looks_private_is_not_kept_or_known_to_be_public(model, owner):
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True, is_staff=True)
    if not owner.is_kept_in_browser or not owner.has_change_permission(request):
        return

    assert private_names(owner, request) == PUBLIC.get(model._meta.label_lower, set())


@pytest.mark.parametrize("name", ["auth_user_add", "auth_group_add"])
def test_account_forms_are_never_kept(admin_client, name):
    page = text_of(admin_client.get(reverse(f"admin:{name}")))

    assert "data-unsaved-form" not in page


def test_a_form_says_which_it_is_and_what_is_not_kept(as_grace):
    group = make_group()

    page = text_of(as_grace.get(page_of(group)))

    assert f'data-unsaved-form="support_groups.group.{group.pk}"' in page
    kept_away = re.search(r'data-not-kept="([^"]*)"', page)[1].split()
    assert {"join_link", "passcode", "notes", "contacts-*", "schedule_exceptions-*-link"} <= {*kept_away}


def test_it_comes_back_into_the_form_and_nothing_is_saved(as_ada):
    article = make_article(title="Bone pain")

    response = brought_back(as_ada, article, title="Pain in the bones", body="<p>New</p>")

    assert response.status_code == 200
    assert 'value="Pain in the bones"' in text_of(response)
    assert "data-is-brought-back" in text_of(response)
    assert f'data-unsaved-name="{NAME}"' in text_of(response)
    assert "Please correct" not in text_of(response)
    assert Article.objects.get().title == "Bone pain"
    assert not [name for name in response.cookies if name.startswith("saved-")]


def test_a_half_written_form_comes_back_without_errors(as_ada):
    response = brought_back(as_ada, make_article(), title="")

    assert "This field is required" not in text_of(response)


def test_private_fields_and_rows_show_what_is_stored(as_grace):
    group = make_group(notes="Ask for Maria", passcode="4711", summary="Old")
    group.contacts.create(name="Lena", phone="330-555-0101")

    private = ("notes", "passcode", "join_link", "dial_in", "contacts-")
    page = text_of(brought_back(as_grace, group, private, summary="A new circle"))

    assert "A new circle" in page
    for stored in ("Ask for Maria", "4711", "Lena", "330-555-0101"):
        assert stored in page


def test_it_meets_the_guard_if_somebody_saved_since(as_ada, as_rosalind):
    article = make_article(title="Bone pain", summary="Old")
    page = page_of(article)
    opened = as_submitted(as_ada.get(page), title="Mine")
    article.title, article.summary = "Theirs", "Theirs too"
    article.save()

    response = as_ada.post(page, opened | {"_bring_back": "1", "_unsaved": NAME})

    assert "while you were editing" in text_of(response)
    assert 'value="Mine"' in text_of(response)
    assert "Theirs too" in text_of(response)
    article.refresh_from_db()
    assert article.title == "Theirs"


@pytest.mark.parametrize("make", [make_article, make_source, make_venue])
def test_nobody_without_permission_brings_anything_back(as_vera, make):
    thing = make()

    response = as_vera.post(page_of(thing), {"_bring_back": "1", "title": "Mine", "name": "Mine"})

    assert response.status_code == 403


@pytest.mark.parametrize(
    "data", [{}, {"contacts-TOTAL_FORMS": "x"}, {"schedule_exceptions-TOTAL_FORMS": "9" * 30}]
)
def test_absurd_values_are_shown_and_not_an_error(as_grace, data):
    response = as_grace.post(page_of(make_group()), data | {"_bring_back": "1", "_unsaved": "../" * 9})

    assert response.status_code == 200
    assert 'data-unsaved-name=""' in text_of(response)


def test_only_a_save_tells_the_browser_to_forget(as_ada):
    article = make_article()
    page = page_of(article)
    data = as_submitted(as_ada.get(page), title="New") | {"_unsaved": f"{NAME}.1764576000000"}

    failed = as_ada.post(page, data | {"title": ""})
    saved = as_ada.post(page, data)

    assert f"saved-{NAME}" not in failed.cookies
    cookie = saved.cookies[f"saved-{NAME}"]
    assert (cookie.value, cookie["path"]) == ("1764576000000", "/admin/")


def test_adding_tells_the_browser_to_forget_too(as_ada):
    page = reverse("admin:articles_topic_add")
    data = as_submitted(as_ada.get(page), title="Bones", slug="bones") | {"_unsaved": NAME}

    assert f"saved-{NAME}" in as_ada.post(page, data).cookies


def test_a_post_that_ends_at_the_login_page_forgets_nothing(visitor):
    response = visitor.post(page_of(make_article()), {"_unsaved": NAME, "title": "New"})

    assert response.headers["Location"].startswith(reverse("admin:login"))
    assert f"saved-{NAME}" not in response.cookies


def test_each_person_has_a_name_of_their_own_in_each_installation(ada, grace, settings):
    here = {person(ada), person(grace)}
    settings.SECRET_KEY = "another installation"

    assert len(here | {person(ada), person(grace)}) == 4


def test_a_page_that_shows_errors_counts_as_unsaved_and_an_answer_does_not(admin_client):
    address = reverse("admin:support_groups_venue_close", args=[make_venue().pk])
    days = {"kind": "cancelled", "first": "2027-01-04", "last": "2027-01-05", "reason": "Repairs"}

    assert "data-unsaved disabled" not in text_of(admin_client.get(address))
    assert "data-unsaved disabled" in text_of(admin_client.post(address, {}))
    assert "data-unsaved disabled" in text_of(admin_client.post(address, days))
