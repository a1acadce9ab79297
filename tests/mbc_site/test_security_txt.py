"""/.well-known/security.txt tells people who find a weakness where to report it (RFC 9116)."""

import datetime

import pytest
import time_machine

from mbc_site.models import OrganizationDetails
from tests.answers import is_not_found
from tests.factories import make_page

pytestmark = pytest.mark.django_db

ADDRESS = "/.well-known/security.txt"


def fields(response) -> list[tuple[str, str]]:
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    return [tuple(line.split(": ", 1)) for line in response.content.decode().splitlines()]


@pytest.mark.parametrize(
    ("day", "expires"),
    [
        (datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), "2026-08-01T00:00:00Z"),
        (datetime.datetime(2026, 5, 31, tzinfo=datetime.UTC), "2026-12-01T00:00:00Z"),
        (datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC), "2027-01-01T00:00:00Z"),
        (datetime.datetime(2026, 12, 31, 23, tzinfo=datetime.UTC), "2027-07-01T00:00:00Z"),
    ],
)
def test_it_names_the_organizations_address_and_a_date_less_than_a_year_away(visitor, day, expires):
    OrganizationDetails.objects.create(email="hello@example.org")

    with time_machine.travel(day, tick=False):
        response = visitor.get(ADDRESS)

    assert fields(response) == [
        ("Contact", "mailto:hello@example.org"),
        ("Expires", expires),
        ("Preferred-Languages", "en, es"),
        ("Canonical", "http://testserver/.well-known/security.txt"),
    ]


def test_a_public_contact_page_is_a_contact_too(visitor):
    OrganizationDetails.objects.create(email="a+b@example.org")
    page = make_page(slug="contact", is_published=True)

    contacts = [value for name, value in fields(visitor.get(ADDRESS)) if name == "Contact"]

    assert contacts == ["mailto:a%2Bb@example.org", f"http://testserver{page.get_absolute_url()}"]


def test_an_address_can_add_no_line(visitor):
    OrganizationDetails.objects.create(email="a@example.org\nContact: mailto:evil@example.org")

    names = [name for name, _value in fields(visitor.get(ADDRESS))]

    assert names == ["Contact", "Expires", "Preferred-Languages", "Canonical"]


def test_without_any_contact_there_is_no_such_file(visitor):
    make_page(slug="contact", is_published=False)

    assert is_not_found(visitor.get(ADDRESS), "Contact:")
