"""Listing a group that nobody can reach asks first."""

import pytest
from django.urls import reverse

from support_groups.models import Group
from tests.factories import make_group, make_organization, make_venue
from tests.support_groups.admin.pages import ADD, change_page, new_group, opened

pytestmark = pytest.mark.django_db
QUESTION = "Nobody can reach this group"


def online(**fields) -> Group:
    return make_group(attendance="online", joining="Call first.", **fields)


def asked(client, group, **changes) -> bool:
    """Whether saving the form with these changes asks; if so, nothing is saved."""
    before = Group.objects.values().get(pk=group.pk)
    response = client.post(change_page(group), opened(client, group, **changes))
    if response.status_code == 302:
        return False
    assert QUESTION in response.content.decode()
    assert Group.objects.values().get(pk=group.pk) == before
    return True


def contact(group, **fields) -> dict:
    typed = {"name": "Ann", "role": "", "email": "", "phone": "330-555-0101", "group": group.pk, "id": ""}
    return {f"contacts-0-{name}": value for name, value in (typed | fields).items()} | {
        "contacts-TOTAL_FORMS": 1
    }


def test_listing_asks_and_saves_nothing_until_it_is_answered(as_grace):
    group = online(status="draft")

    response = as_grace.post(
        change_page(group), opened(as_grace, group, status="listed", summary="What I typed.")
    )

    assert 'name="_list_anyway"' in response.content.decode()
    assert response.context["adminform"].form["summary"].value() == "What I typed."
    group.refresh_from_db()
    assert (group.status, group.summary) == ("draft", "A circle of people who get it.")

    as_grace.post(change_page(group), opened(as_grace, group, status="listed", _list_anyway="1"))
    group.refresh_from_db()
    assert group.status == "listed"
    assert not asked(as_grace, group, summary="Said once is enough.")


def test_a_new_group_is_asked_about_too_and_its_rows_are_not_saved(as_grace):
    data = new_group(as_grace, joining="Call first.", **{"meeting_patterns-0-phrase": "Tuesdays 6 pm"})

    assert QUESTION in as_grace.post(reverse(ADD), data).content.decode()
    assert not Group.objects.exists()

    assert as_grace.post(reverse(ADD), data | {"_list_anyway": "1"}).status_code == 302
    assert Group.objects.get().meeting_patterns.count() == 1


def test_a_contact_for_visitors_is_enough_and_one_for_staff_is_not(as_grace):
    group = online(status="draft")

    assert asked(as_grace, group, status="listed", **contact(group))
    assert not asked(as_grace, group, status="listed", **contact(group, is_public="True"))


@pytest.mark.parametrize(
    "way",
    [
        {"website": "https://example.org/circle"},
        {"joining": "Write to ann@example.org."},
        {"joining": "", "dial_in": "555-0100", "link_visibility": "public"},
        {"status": "draft"},
        {"status": "closed"},
    ],
)
def test_what_leads_to_the_group_is_not_asked_about(as_grace, way):
    group = online(status="draft")

    assert not asked(as_grace, group, **{"status": "listed"} | way)


def test_the_organization_can_be_asked(as_grace):
    reached, unknown = make_organization(email="us@example.org"), make_organization()
    group = online(status="draft")

    assert asked(as_grace, group, status="listed", organization=unknown.pk)
    assert not asked(as_grace, group, status="listed", organization=reached.pk)


@pytest.mark.parametrize(
    ("street", "group_type", "patterns", "is_asked"),
    [
        ("5 Fern Street", "drop-in", True, False),
        ("5 Fern Street", "register", True, True),
        ("5 Fern Street", "drop-in", False, True),
        ("", "drop-in", True, True),
        ("PO Box 12", "drop-in", True, True),
    ],
)
def test_street_and_time_are_enough_where_everybody_may_come(
    as_grace, street, group_type, patterns, is_asked
):
    some = {} if patterns else {"patterns": ()}
    group = make_group(status="draft", venue=make_venue(street=street), group_type=group_type, **some)

    assert asked(as_grace, group, status="listed") is is_asked


def test_taking_away_the_last_way_asks(as_grace):
    group = online(website="https://example.org/circle")

    assert asked(as_grace, group, website="")
    group.refresh_from_db()
    assert group.website == "https://example.org/circle"


def test_staff_can_ask_somebody_where_the_page_says_ask_us(as_grace):
    """“We can put you in touch” is there only if a link is withheld, or nothing says how to join."""
    group = online(status="draft", join_link="https://example.org/room")
    group.contacts.create(name="Ann", phone="330-555-0101")

    assert not asked(as_grace, group, status="listed")
    assert asked(as_grace, group, join_link="")
