"""What the pages of the directory cost when no cache holds them: calls of Python functions, which the load of the machine
does not change. The limits leave a tenth for other versions of Python and Django.
"""

import sys

import pytest
from django.test import Client

from support_groups.models import GroupSearch
from tests.factories import make_group

pytestmark = pytest.mark.django_db


def calls(address: str) -> int:
    """Of the third request: the first ones read what is kept."""
    counted, client = [0], Client()
    for _ in range(2):
        client.get(address)

    def count(frame, event, argument):
        counted[0] += event == "call"

    sys.setprofile(count)
    try:
        response = client.get(address)
    finally:
        sys.setprofile(None)
    assert response.status_code == 200
    return counted[0]


FINDER = "/support-groups/"
PLACE = f"{FINDER}?place=Akron, OH&radius=50&fit=mbc&lang=en&day=tuesday"
SHEET, CALENDAR = f"{FINDER}sheet/", f"{FINDER}calendar.ics"
NOTHING = f"{FINDER}?place=Nome, AK&how=in-person&fit=mbc&lang=ko&day=sunday"


@pytest.mark.parametrize(
    ("address", "most", "most_of_a_row"),
    [
        ("/", 11_000, 900),
        (FINDER, 19_500, 1_250),
        (PLACE, 26_000, 1_700),
        (SHEET, 14_500, 800),
        (CALENDAR, 6_100, 600),
    ],
)
def test_a_page_takes_few_calls_and_a_row_of_it_fewer(address, most, most_of_a_row):
    attendance = "online" if address == "/" else "in-person"  # the home page names those that are open to all
    make_group(attendance=attendance)
    GroupSearch.objects.refresh()
    at_one = calls(address)
    for _ in range(2):
        make_group(attendance=attendance)
    GroupSearch.objects.refresh()
    of_a_row = (calls(address) - at_one) / 2

    assert at_one < most
    assert 0 < of_a_row < most_of_a_row


def test_nothing_found_is_no_dearer_than_a_result():
    for _ in range(10):
        make_group()
    GroupSearch.objects.refresh()

    assert calls(NOTHING) < calls(PLACE)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_group_takes_few_calls(rows):
    group = make_group()
    for _ in range(rows):
        group.contacts.create(name="Ann", phone="555-0100", is_public=True)
    GroupSearch.objects.refresh()

    assert calls(group.get_absolute_url()) < 20_000
