"""How every change form reads, for every registered model."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget, AdminTimeWidget, RelatedFieldWidgetWrapper
from django.test import RequestFactory
from django.urls import reverse

from editing.headings import headings_of
from tests.factories import make_article, make_group, make_page, make_person, make_source

pytestmark = pytest.mark.django_db

LABEL = re.compile(r"<label[^>]*>\s*([^<]*?)\s*</label>", re.DOTALL)
ADMINS = sorted(admin.site._registry.values(), key=str)


@pytest.fixture
def request_of_root(admin_user):
    request = RequestFactory().get("/admin/")
    request.user = admin_user
    return request


def fields_of(model_admin, request) -> dict:
    """The fields of its form and of its rows, if anybody may fill them in."""
    if not model_admin.has_change_permission(request):
        return {}
    found = dict(model_admin.get_form(request).base_fields)
    for inline in model_admin.get_inline_instances(request):
        found |= inline.get_formset(request).form.base_fields
    return found


@pytest.mark.parametrize("model_admin", ADMINS, ids=str)
def test_dates_and_times_are_native_inputs(model_admin, request_of_root):
    widgets = [field.widget for field in fields_of(model_admin, request_of_root).values()]
    parts = [part for widget in widgets for part in getattr(widget, "widgets", [widget])]

    assert [part for part in parts if isinstance(part, AdminDateWidget | AdminTimeWidget)] == []


@pytest.mark.parametrize("model_admin", ADMINS, ids=str)
def test_nothing_beside_a_picker_deletes_or_only_shows(model_admin, request_of_root):
    wrappers = [
        field.widget
        for field in fields_of(model_admin, request_of_root).values()
        if isinstance(field.widget, RelatedFieldWidgetWrapper)
    ]

    assert [wrapper for wrapper in wrappers if wrapper.can_delete_related or wrapper.can_view_related] == []


@pytest.mark.parametrize("make", [make_article, make_group, make_page, make_person, make_source])
def test_labels_begin_with_a_capital_letter_and_end_without_a_colon(make, admin_client):
    record = make()
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"

    labels = LABEL.findall(admin_client.get(reverse(name, args=[record.pk])).content.decode())

    assert len(labels) > 3
    assert [label for label in labels if label.endswith(":")] == []
    assert [label for label in labels if label[:1].islower()] == []


def test_a_button_for_another_row_is_in_sentence_case(as_ada):
    text = as_ada.get(reverse("admin:articles_article_add")).content.decode()

    assert "Add another author&quot;" in text


def test_enter_presses_a_button_that_does_nothing(as_ada):
    text = as_ada.get(reverse("admin:articles_article_change", args=[make_article().pk])).content.decode()
    buttons = re.findall(r'<(?:button|input)[^>]*type="submit"[^>]*>', text)

    of_form = [button for button in buttons if 'form="article_form"' in button or "_continue" in button]

    assert "disabled" in of_form[0]


def test_a_long_form_lists_its_headings_in_the_order_of_the_page(admin_client):
    group = make_group()
    text = admin_client.get(reverse("admin:support_groups_group_change", args=[group.pk])).content.decode()

    listed = re.findall(r'<a href="#([^"]+-heading)">', text)

    assert len(listed) > 8
    assert listed == [key for key in re.findall(r'<h2 id="([^"]+-heading)"', text) if key in listed]
    words = re.findall(r'<a href="#[^"]+-heading">([^<]+)</a>', text)
    assert len(words) == len(set(words))
    assert "Schedule exceptions" in words
    assert {"Schedule", "Contacts"} <= set(words)


def test_a_short_form_lists_none():
    class Fieldset:
        name, classes = "Review", ""

    assert headings_of([Fieldset()] * 5, []) == []
    assert len(headings_of([Fieldset()] * 6, [])) == 6
