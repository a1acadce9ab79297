"""The buttons of a group's page: only what visitors may know, in order, at most two of them filled."""

import pytest

from support_groups.pages.actions import MOST_FILLED, actions
from support_groups.pages.next_dates import NextDate
from tests.factories import make_group, make_organization, make_venue

pytestmark = pytest.mark.django_db
ONLINE = {"attendance": "online", "join_link": "https://meet.example.org/a"}
DATE = NextDate(on=None, day="Tuesday", hours="", zone="", starts="", ends="")


def made(*, phone="", email="", **fields):
    group = make_group(**fields)
    if phone or email:
        group.contacts.create(name="Odette", phone=phone, email=email, is_public=True)
    return group


def shown(group, date=DATE, may_just_come=False):
    return [
        (action.code, action.label, action.is_filled)
        for action in actions(group, date, may_just_come=may_just_come)
    ]


def hrefs(group, date=DATE):
    return {action.code: action.href for action in actions(group, date, may_just_come=False)}


def test_where_people_can_just_come_directions_and_a_call_are_filled():
    group = made(phone="330-555-0111", email="o@example.org")

    assert shown(group, may_just_come=True) == [
        ("call", "Call", True),
        ("directions", "Get directions", True),
        ("calendar", "Add to calendar", False),
        ("email", "Email", False),
    ]


@pytest.mark.parametrize(
    ("fields", "join"),
    [
        (ONLINE | {"link_visibility": "public"}, ("join", "Join by video", True)),
        (ONLINE | {"link_visibility": "on-request"}, ("join", "Ask for the link", True)),
        (ONLINE | {"link_visibility": "never"}, ("join", "Ask for the link", True)),
        ({"attendance": "hybrid", "join_link": "https://meet.example.org/a", "link_visibility": "public"}, ("join", "Join by video", True)),
        ({"attendance": "telephone", "dial_in": "330-555-0154", "link_visibility": "public"}, ("join", "Call to join", True)),
        ({"attendance": "telephone", "dial_in": "330-555-0154", "link_visibility": "on-request"}, ("join", "Ask for the number", True)),
        ({"attendance": "text", "join_link": "https://meet.example.org/a", "link_visibility": "public"}, ("join", "Start writing", True)),
        ({"attendance": "text", "website": "https://example.org/jar", "patterns": []}, ("join", "Go to its web page", True)),
        ({"group_type": "register"}, ("join", "Ask to join", True)),
        ({"group_type": "one-to-one"}, ("join", "Ask to join", True)),
    ],
)  # fmt: skip
def test_joining_comes_first_and_is_filled(fields, join):
    assert shown(made(email="o@example.org", **fields))[0] == join


def test_no_link_or_number_that_is_not_public_is_in_any_button():
    for visibility in ("on-request", "never"):
        group = made(email="o@example.org", dial_in="330-555-0154", link_visibility=visibility, **ONLINE)

        told = " ".join(hrefs(group).values())

        assert "meet.example.org" not in told
        assert "0154" not in told


def test_a_number_to_ask_at_is_not_mistaken_for_the_one_that_joins():
    group = made(
        phone="330-555-0111", attendance="telephone", dial_in="330-555-0154", link_visibility="public"
    )

    assert [(code, label) for code, label, _filled in shown(group)][:2] == [
        ("join", "Call to join"),
        ("call", "Ask by phone"),
    ]


def test_a_private_contact_is_neither_called_nor_written_to():
    group = make_group()
    group.contacts.create(name="Odette at home", phone="330-555-0191", email="home@example.org")

    assert set(hrefs(group)) == {"directions", "calendar"}


def test_without_a_contact_the_organization_is_called():
    group = made(organization=make_organization(phone="330-555-0110", email="hello@example.org"))

    told = hrefs(group)

    assert told["call"] == "tel:3305550110"
    assert told["email"] == f"mailto:hello@example.org?subject={group.name.replace(' ', '%20')}"


def test_a_number_that_cannot_be_dialed_gets_no_button():
    assert "call" not in hrefs(made(phone="112 or 999"))
    assert "call" not in hrefs(made(phone="1-800-555-HOPE"))


@pytest.mark.parametrize(
    "venue",
    [{"is_street_public": False}, {"street": ""}, {"street": "PO Box 12"}],
    ids=["hidden", "town only", "mailbox"],
)
def test_nobody_is_led_to_an_address_that_is_not_known(venue):
    assert "directions" not in hrefs(made(venue=make_venue(**venue)))


def test_directions_lead_to_the_address_and_not_on_a_day_in_another_place():
    group = made(venue=make_venue(street="200 Fern Street", town="Akron", region="OH", postcode="44308"))
    elsewhere = NextDate(on=None, day="", hours="", zone="", starts="", ends="", is_elsewhere=True)

    address = "200%20Fern%20Street%2C%20Akron%2C%20OH%2C%2044308%2C%20US"
    assert hrefs(group)["directions"] == f"https://www.openstreetmap.org/directions?to={address}"
    assert "directions" not in hrefs(group, elsewhere)


def test_the_link_of_the_next_meeting_comes_before_the_usual_one():
    group = made(link_visibility="public", **ONLINE)
    other = NextDate(
        on=None, day="", hours="", zone="", starts="", ends="", link="https://meet.example.org/b"
    )

    assert hrefs(group)["join"] == "https://meet.example.org/a"
    assert hrefs(group, other)["join"] == "https://meet.example.org/b"


def test_without_a_next_date_there_is_nothing_for_a_calendar():
    assert "calendar" in hrefs(made())
    assert "calendar" not in hrefs(made(), date=None)


def test_never_are_more_than_two_filled_and_no_address_is_offered_twice():
    everything = {"phone": "330-555-0111", "email": "o@example.org", "website": "https://example.org/"}
    for way in ("in-person", "online", "telephone", "hybrid", "text"):
        for visibility in ("public", "on-request", "never"):
            for kind in ("drop-in", "register"):
                group = made(
                    attendance=way, link_visibility=visibility, group_type=kind, dial_in="330-555-0154",
                    join_link="https://meet.example.org/a", **everything,
                )  # fmt: skip
                for open_door in (True, False):
                    found = actions(group, DATE, may_just_come=open_door)

                    assert sum(action.is_filled for action in found) == MOST_FILLED
                    assert len({action.href for action in found}) == len(found)


def test_a_long_number_is_not_written_on_its_button():
    short, long = made(phone="330-555-0111"), made(phone="1-800-555-0111 ext. 1234")

    assert [action.detail for group in (short, long) for action in actions(group, None, may_just_come=False) if action.code == "call"] == ["330-555-0111", ""]  # fmt: skip
