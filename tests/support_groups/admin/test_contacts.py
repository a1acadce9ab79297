"""Who sees a contact is said in words, and nobody but staff does until somebody chooses otherwise."""

import pytest

from history.models import Entry
from support_groups.models import Contact
from tests.factories import make_group
from tests.support_groups.admin.pages import change_page, opened, saved

pytestmark = pytest.mark.django_db
SHOWN = "Visitors see this contact from now on: Ann, 330-555-0101"


@pytest.fixture
def group():
    return make_group()


def typed(group, contact=None, **fields) -> dict:
    values = {"name": "Ann", "role": "", "email": "", "phone": "330-555-0101", "group": group.pk}
    values["id"] = contact.pk if contact else ""
    return {f"contacts-0-{name}": value for name, value in (values | fields).items()}


def test_each_row_says_who_sees_it(as_grace, group):
    group.contacts.create(name="Ann", phone="330-555-0101")
    group.contacts.create(name="Bea", phone="330-555-0102", is_public=True)

    page = as_grace.get(change_page(group)).content.decode()

    assert (
        page.count('<option value="False" selected>Only staff see this</option>') == 2
    )  # Ann, and a row to be added
    assert page.count('<option value="True" selected>Visitors see this</option>') == 1


@pytest.mark.parametrize("sent", [{}, {"is_public": "False"}, {"is_public": ""}])
def test_a_new_contact_is_private_unless_visitors_are_chosen(as_grace, group, sent):
    response = as_grace.post(change_page(group), opened(as_grace, group, **typed(group, **sent)), follow=True)

    contact = Contact.objects.get()
    assert not contact.is_public
    assert SHOWN not in response.content.decode()


def test_an_empty_row_is_no_contact(as_grace, group):
    empty = dict.fromkeys(("name", "phone"), "")

    saved(as_grace, group, summary="Changed.", **typed(group, **empty, is_public="False"))

    assert not Contact.objects.exists()


def test_a_contact_that_becomes_public_is_named_and_one_that_was_is_not(as_grace, group):
    contact = group.contacts.create(name="Ann", phone="330-555-0101")

    for sent, is_said in (("True", True), ("True", False), ("False", False)):
        data = opened(as_grace, group, summary=sent, **typed(group, contact, is_public=sent))
        page = as_grace.post(change_page(group), data, follow=True).content.decode()
        contact.refresh_from_db()
        assert contact.is_public is (sent == "True")
        assert (SHOWN in page) is is_said


def test_a_form_with_an_error_still_says_who_sees_a_contact(as_grace, group):
    """What the guard against stale saves fills in is what a checkbox would send."""
    contact = group.contacts.create(name="Ann", phone="330-555-0101", is_public=True)
    for sent in ("True", "on"):
        data = opened(as_grace, group, name="", **typed(group, contact, is_public=sent))

        page = as_grace.post(change_page(group), data).content.decode()

        assert '<option value="True" selected>Visitors see this</option>' in page


@pytest.mark.parametrize(("is_public", "words"), [("False", "for staff only"), ("True", "for visitors")])
def test_the_history_names_no_contact_not_even_one_that_was_public(as_grace, group, is_public, words):
    as_grace.post(change_page(group), opened(as_grace, group, **typed(group, is_public=is_public)))
    contact = Contact.objects.get()
    saved(as_grace, group, **typed(group, contact, role="Leader", is_public="False"))
    saved(as_grace, group, **typed(group, contact), **{"contacts-0-DELETE": "on"})

    assert not Contact.objects.exists()
    added, changed, deleted = Entry.objects.of("support_groups.group", group.pk).order_by("pk")
    assert f"Added contact “{words}”." in added.words
    assert "contact “for staff only”." in changed.words
    assert "contact “for staff only”." in deleted.words
    assert not any("Ann" in entry.words for entry in (added, changed, deleted))
