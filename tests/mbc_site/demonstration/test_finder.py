"""Every choice of the finder finds the same groups in the demonstration as reading every listing does."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from support_groups.finder.filters import DAYS, TIMES
from support_groups.finder.form import SearchForm
from support_groups.finder.search import find
from support_groups.listings import confirmation, ways_to_meet
from support_groups.listings.folding import folded
from support_groups.models import Group
from tests.mbc_site.demonstration.conftest import AT

pytestmark = pytest.mark.django_db
HOURS = {"morning": (5, 12), "afternoon": (12, 17), "evening": (17, 21), "late": (21, 29)}
TERMS = {"who": "audiences", "lang": "languages", "type": "subtypes", "do": "activities"}
HORIZON = datetime.timedelta(weeks=10)


@pytest.fixture(scope="module")
def listings(loaded, django_db_blocker):
    """All that visitors may find, read one by one without the tables of the search."""
    with django_db_blocker.unblock():
        return [group for group in Group.objects.for_pages() if _is_findable(group)]


def _is_findable(group) -> bool:
    if group.status != "unconfirmed":
        return group.status in ("listed", "paused")
    return group.due_on is None or group.due_on >= AT.date() - confirmation.LEAVES_AFTER


def _dates(group):
    for number, meeting in enumerate(group.meetings(AT)):
        if meeting.starts > AT + HORIZON and number >= 2:
            return
        if not meeting.is_canceled:
            yield meeting


def _is_on(group, day: str, part: str) -> bool:
    for meeting in _dates(group):
        local = meeting.starts.astimezone(ZoneInfo(group.zone))
        if part and not meeting.has_time:
            continue
        begins, ends = HOURS[part] if part else (0, 24)
        days = (local.date(), local.hour), (local.date() - datetime.timedelta(days=1), local.hour + 24)
        if any(begins <= hour < ends and (not day or f"{on:%A}".lower() == day) for on, hour in days):
            return True
    return False


def read(listings, name: str, value: str) -> set[str]:
    """The slugs of the listings that fit this one choice."""
    tests = {
        "cost": lambda group: group.cost == value,
        "fit": lambda group: group.stage_fit == value,
        "how": lambda group: group.attendance in ways_to_meet.offering(value),
        "sort": lambda group: True,
        "day": lambda group: _is_on(group, value, ""),
        "time": lambda group: _is_on(group, "", value),
    }
    for parameter, relation in TERMS.items():
        tests[parameter] = lambda group, relation=relation: (
            value in {term.code for term in getattr(group, relation).all()}
        )
    return {group.slug for group in listings if tests[name](group)}


def found(query) -> set[str]:
    return {group.slug for group in find(query, at=AT, all_versions=True)}


def test_a_group_in_two_languages_is_found_once(listings):
    """In Spanish for who asks for that, else in English: three groups of the demonstration have both."""
    translated = {group.slug: group.translation_of.slug for group in listings if group.translation_of}
    every = {group.slug for group in listings}

    for query, left_out in (({}, set(translated)), ({"lang": "es"}, set(translated.values()))):
        assert {group.slug for group in find(query, at=AT)} == (every & found(query)) - left_out
    assert len(translated) == 3


@pytest.mark.parametrize("name", ["cost", "fit", "how", "sort", "day", "time", *TERMS])
def test_each_choice_of_the_finder_finds_what_reading_the_listings_finds(listings, name):
    field = SearchForm({}).fields[name]
    hits = {}
    for value in (code for code, _label in field.choices if code):
        hits[value] = found({name: value})
        assert hits[value] == read(listings, name, value), (name, value)

    assert sum(map(bool, hits.values())) >= len(hits) / 2, hits  # or the demonstration shows nothing of it


def test_each_day_with_each_part_of_the_day(listings):
    for day, _label in DAYS:
        for part, _words in TIMES:
            expected = {group.slug for group in listings if _is_on(group, day, part)}
            assert found({"day": day, "time": part}) == expected, (day, part)


STATES = {"OH": "Ohio", "TX": "Texas", "MI": "Michigan", "LA": "Louisiana", "CA": "California"}


@pytest.mark.parametrize("code", STATES)
def test_a_state_search_finds_groups_there_and_remote_groups(listings, code):
    there = {group.slug for group in listings if group.place and group.place.region == code}
    remote = {group.slug for group in listings if group.meets_remotely}

    assert there
    assert found({"place": STATES[code]}) == there | remote


@pytest.mark.parametrize("word", ["lantern", "AKRON", "casserole", "viólet", "Kathmandu"])
def test_words_are_found_in_every_searched_text(listings, word):
    expected = {group.slug for group in listings if folded(word) in folded(_read_aloud(group))}

    assert found({"q": word}) == expected != set()


def _read_aloud(group) -> str:
    place, runs = group.place, group.organization
    where = (place.name, place.town, place.region) if place else ()
    return " ".join([group.name, group.summary, group.description, runs.name if runs else "", *where])
