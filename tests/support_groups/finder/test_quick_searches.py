"""A search of a large directory takes short cuts: it reads the first rows only, and knows some numbers without counting.
It finds the same groups, in the same order, as without them."""

import datetime
import random

import pytest
from django.db.models import Q

from support_groups.finder import paging
from support_groups.finder.page import SearchPage
from support_groups.models import GroupSearch, Occurrence
from support_groups.models.search_queryset import _any_of
from support_groups.schedules.time_slots import A_WEEK, DAYS, PARTS, TimeSlot, daily, shifted, time_slots
from tests.support_groups.finder.test_lean_lists import build_directory

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 12, 1, 15, 20, tzinfo=datetime.UTC)
A_PAGE = 9
CHOICES = {
    "place": ["Akron, OH", "44308", "Ohio", "Pittsburgh, PA", "Nome, AK"],
    "radius": ["5", "50", "250"],
    "how": [["in-person"], ["online", "telephone"], ["hybrid", "text"]],
    "fit": [["mbc"], ["mbc", "any"], ["advanced"]],
    "q": ["circle", "circle mbc", "lib", "nowhere"],
    "lang": ["en", "es"],
    "cost": ["free", "paid"],
    "day": [["tuesday"], ["friday", "sunday"]],
    "time": [["late"], ["evening"], ["morning", "late"]],
    "tz": ["Asia/Kathmandu", "America/Los_Angeles"],
    "sort": ["soonest", "name", "distance"],
}


def some_search(chance: random.Random) -> dict:
    names = chance.sample(list(CHOICES), chance.choice([0, 1, 1, 2, 3, 4]))
    return {name: chance.choice(CHOICES[name]) for name in names}


def paged(search: dict) -> tuple[int, list[int]]:
    first = SearchPage(search, at=AT).page(None, A_PAGE)
    pages = [SearchPage(search, at=AT).page(str(n), A_PAGE) for n in first.paginator.page_range]
    return first.paginator.count, [group.pk for page in pages for group in page.object_list]


@pytest.mark.parametrize(("seed", "most"), [(0, 3), (1, 2), (2, 1000)])
def test_all_pages_of_a_search_are_what_it_finds(monkeypatch, seed, most):
    monkeypatch.setattr(paging, "COUNTED_AT_ONCE", most)
    build_directory(seed)
    chance = random.Random(seed)  # noqa: S311  not for secrets
    found = set()

    for search in [{}, *(some_search(chance) for _ in range(16))]:
        rows = SearchPage(search, at=AT).rows
        keys = list(rows.values_list("pk", flat=True))

        assert paged(search) == (len(keys), keys), search
        assert SearchPage(search, at=AT).count() == len(keys), search
        found.add(len(keys) > most)

    assert found == ({True, False} if most < 1000 else {False})


def minutes(slots) -> set[int]:
    return {minute for slot in slots for minute in range(slot.first, slot.end)}


@pytest.mark.parametrize("offset", [0, -300, 345, 719])
@pytest.mark.parametrize("part", PARTS)
def test_what_is_the_same_every_day_is_said_once(part, offset):
    slots = [piece for slot in time_slots([], [part]) for piece in shifted(slot, offset)]

    week = [
        TimeSlot(day * 1440 + slot.first, day * 1440 + slot.end) for day in range(7) for slot in daily(slots)
    ]

    assert minutes(week) == minutes(slots)
    assert daily(slots[1:]) is None


@pytest.mark.parametrize("column", ["week_minute", "utc_week_minute"])
def test_dates_in_these_slots_are_those_whose_minute_is_in_one(column):
    build_directory(1)
    chance = random.Random(1)  # noqa: S311  not for secrets
    dates = list(Occurrence.objects.values_list("pk", column, "has_time"))
    assert {has_time for _pk, _minute, has_time in dates} == {True, False}

    for _ in range(30):
        days = chance.sample(DAYS, chance.choice([0, 1, 7]))
        slots = time_slots(days, chance.sample(list(PARTS), chance.choice([0, 1, 2])))
        slots = [piece for slot in slots for piece in shifted(slot, chance.choice([0, 0, 345, A_WEEK - 60]))]
        inside = {
            pk
            for pk, minute, has_time in dates
            for slot in slots
            if slot.first <= minute < slot.end
            and (has_time or (column == "week_minute" and slot.end - slot.first >= 1440))
        }

        assert (
            set(Occurrence.objects.filter(Q(_any_of(slots, column))).values_list("pk", flat=True)) == inside
        )


def test_thousands_of_keys_are_found_like_a_few():
    build_directory(2)
    among = list(GroupSearch.objects.values_list("pk", flat=True)) + list(range(10**6, 10**6 + 5000))
    search = SearchPage({"fit": ["mbc", "any"]}, at=AT)

    few = paging.query.among(search.shape)(**search.values, among=among[:24])
    many = paging.query.among(search.shape)(**search.values, among=among)

    assert sorted(many) == sorted(few) != []
