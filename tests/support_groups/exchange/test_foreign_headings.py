"""What people call their columns, and how they write a web address."""

import pytest

from support_groups.exchange.formats import column_guess
from support_groups.models import Group

COLUMNS = {"Group": "name", "Site": "website", "ZIP": "postcode", "Town": "town", "State": "region"}


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Name of group", "name"),
        ("Name of the Group", "name"),
        ("Name of your organization", "organization"),
        ("Day of week", "weekday"),
        ("Number of members", ""),
        ("of the group", ""),
    ],
)
def test_a_heading_may_turn_its_words_around(header, column):
    assert column_guess.guess([header], {}) == {header: column}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("www.example.org/circle", "https://www.example.org/circle"),
        ("WWW.example.org", "https://WWW.example.org"),
        ("http://www.example.org", "http://www.example.org"),
    ],
)
def test_a_web_address_may_begin_with_www(run_import, written, kept):
    run_import(f"Group,Site,Town,State,ZIP\nCircle,{written},Akron,OH,44301\n", columns=COLUMNS)

    assert Group.objects.get().website == kept
