"""A group's page never shows private links and numbers, hidden streets or private contacts, and runs no markup."""

from datetime import date

import pytest

from mbc_site.models import OrganizationDetails as Site
from support_groups.models import AccessFeature, ScheduleException, VenueAccess
from tests.factories import make_group, make_organization, make_venue
from tests.support_groups.pages.test_group_page import page

pytestmark = pytest.mark.django_db
SECRETS = {"join_link": "https://zoom.us/j/123", "dial_in": "555-0100", "passcode": "secret4711"}


def test_directions_lead_to_the_address_only_if_it_is_public(visitor):
    known = page(visitor, make_group(venue=make_venue(street="9 Fern Street")))
    hidden = page(visitor, make_group(venue=make_venue(street="9 Fern Street", is_street_public=False)))

    assert 'href="https://www.openstreetmap.org/directions?to=9%20Fern%20Street' in known
    assert "geo:41." in known
    assert "Fern" not in hidden
    assert "openstreetmap" not in hidden
    assert "geo:" not in hidden
    assert 'class="map' not in known + hidden


def test_only_web_addresses_are_links_whatever_was_stored(visitor):
    organization = make_organization(website="javascript:alert(1)")
    text = page(
        visitor,
        make_group(
            attendance="online", link_visibility="public", join_link="javascript:alert(2)",
            website="data:text/html,x", organization=organization,
        ),
    )  # fmt: skip

    assert "javascript:alert(2)" in text
    for bad in ('href="javascript', 'href="data'):
        assert bad not in text


def test_link_number_and_passcode_are_shown_where_everybody_may_see_them(visitor):
    text = page(visitor, make_group(attendance="online", link_visibility="public", **SECRETS))

    assert '<a href="https://zoom.us/j/123" rel="nofollow noopener">https://zoom.us/j/123</a>' in text
    assert '<a href="tel:5550100">555-0100</a>' in text
    assert "secret4711" in text


@pytest.mark.parametrize(
    ("visibility", "told"),
    [("on-request", "The link or number isn’t public"), ("never", "The group gives you the link or number")],
)
def test_private_links_numbers_and_passcodes_are_nowhere_on_the_page(visitor, visibility, told):
    Site.objects.create(helpline="1-800-555-0142")
    group = make_group(attendance="online", link_visibility=visibility, **SECRETS)
    ScheduleException.objects.create(
        group=group, kind="place", first=date(2026, 12, 8), link="https://zoom.us/j/456"
    )

    text = page(visitor, group)

    assert told in text
    assert "We can put you in touch:" in text
    for secret in (*SECRETS.values(), "j/456", "5550100"):
        assert secret not in text


def test_a_hidden_street_and_private_contacts_and_notes_are_nowhere_on_the_page(visitor):
    venue = make_venue(
        name="Fern House", street="9 Fern Street", room="Attic", postcode="44308", directions="Blue door",
        is_street_public=False, latitude=41.0814, longitude=-81.5190, notes="alarm code",
    )  # fmt: skip
    feature = AccessFeature.objects.get(code="step-free")
    VenueAccess.objects.create(venue=venue, feature=feature, note="by the blue gate")
    group = make_group(venue=venue, notes="she cries a lot")
    group.contacts.create(name="Ann Private", phone="555-0199", email="ann@example.org")

    text = page(visitor, group)

    assert "Akron, OH" in text
    assert "The street address isn’t public." in text
    assert "Step-free entrance" in text
    for secret in (
        "Fern", "Attic", "44308", "lue door", "lue gate", "41.08", "81.5", "geo:", "alarm", "cries", "Private", "555-0199", "ann@",
    ):  # fmt: skip
        assert secret not in text, secret


@pytest.mark.parametrize(
    "field", ["name", "summary", "description", "joining", "schedule_note", "size", "cost_note"]
)
def test_no_text_of_a_listing_becomes_markup(visitor, field):
    text = page(visitor, make_group(**{field: '</script><img src=x onerror="alert(1)">'}))

    assert "<img src=x" not in text
    assert "</script><img" not in text
