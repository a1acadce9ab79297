"""What `find` shows: each filter alone, filters together, and invalid values."""

import datetime
from datetime import UTC, date, time

import pytest
from django.http import QueryDict

from support_groups.finder.filters import RADII, USUAL_RADIUS
from support_groups.finder.page import SearchPage
from support_groups.finder.search import Search, find
from support_groups.models import (
    Activity,
    Group,
    GroupSearch,
    GroupSearchQuerySet,
    Language,
    ScheduleException,
    Subtype,
)
from support_groups.places.distance import between
from support_groups.schedules import Pattern
from tests.factories import make_group, make_organization, make_venue

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 12, 1, 12, tzinfo=UTC)  # a Tuesday, 7 am in Akron
AKRON = {"town": "Akron", "region": "OH", "latitude": 41.0814, "longitude": -81.5190}
CLEVELAND = {"town": "Cleveland", "region": "OH", "latitude": 41.4993, "longitude": -81.6944}  # 29 miles away
DENVER = {"town": "Denver", "region": "CO", "latitude": 39.7392, "longitude": -104.9903}
TORONTO = {"town": "Toronto", "region": "ON", "country": "CA", "latitude": 43.65, "longitude": -79.38}


def group_in(place, **fields) -> Group:
    return refreshed(make_group(venue=make_venue(**place), **fields))


def refreshed(group: Group) -> Group:
    GroupSearch.objects.refresh(Group.objects.filter(pk=group.pk), at=AT)
    return group


def names(query, at=AT) -> list[str]:
    return [group.name for group in find(QueryDict(query), at=at)]


def pattern(weekday, hour, minute=0, **more):
    return Pattern(kind="weekly", weekdays=(weekday,), begins=time(hour, minute), minutes=60, **more)


@pytest.fixture
def around():
    """Two groups in person near Akron, one far away, and one of each kind that can be joined from anywhere."""
    group_in(AKRON, name="Akron")
    group_in(CLEVELAND, name="Cleveland")
    group_in(DENVER, name="Denver")
    for kind in ("online", "telephone", "text"):
        refreshed(make_group(name=kind, attendance=kind))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Akron", "Cleveland", "Denver", "online", "telephone", "text"]),
        ("place=Akron, OH&radius=25", ["Akron", "online", "telephone", "text"]),
        ("place=44308&radius=50", ["Akron", "Cleveland", "online", "telephone", "text"]),
        ("place=44308&radius=50&how=in-person", ["Akron", "Cleveland"]),
        ("place=Cleveland, OH&radius=10&how=in-person", ["Cleveland"]),
        ("place=Akron, OH&how=online&how=telephone", ["online", "telephone"]),
        ("place=Ohio&how=in-person", ["Akron", "Cleveland"]),
        ("place=CO&how=in-person", ["Denver"]),
        ("place=Canada&how=in-person", []),
        ("how=text", ["text"]),
    ],
)
def test_a_place_filters_in_person_groups_but_never_remote_ones(around, query, shown):
    assert sorted(names(query)) == shown


def test_an_ambiguous_place_shows_only_groups_that_need_no_place(around):
    search = Search({"place": "Springfield"}, at=AT)

    assert sorted(group.name for group in search.groups) == ["online", "telephone", "text"]
    assert search.place is None
    assert search.place_match.sentence
    assert len(search.place_match.places) > 2


def test_a_country_and_its_provinces_are_known():
    group_in(TORONTO, name="Toronto")
    group_in(AKRON, name="Akron")

    for place in ("Canada", "Ontario, Canada", "Ont.", "Toronto, Ontario"):
        assert names(f"place={place}") == ["Toronto"], place


def test_a_province_with_a_namesake_at_home_is_asked_about():
    group_in(TORONTO, name="Toronto")

    assert names("place=Ontario") == names("place=Toronto") == []


def test_a_hybrid_group_counts_as_both_and_from_afar_as_online():
    group_in(DENVER, name="far", attendance="hybrid")
    group_in(AKRON, name="near", attendance="hybrid")
    refreshed(make_group(name="online", attendance="online", stage_fit="mbc"))

    assert names("place=Akron, OH&how=in-person") == ["near"]
    assert sorted(names("place=Akron, OH&how=online")) == ["far", "near", "online"]
    assert names("place=Akron, OH")[0] == "near"
    assert sorted(names("how=hybrid")) == ["far", "near"]


def test_the_radius_is_in_miles_to_the_point():
    """About 30 miles apart."""
    group_in(CLEVELAND, name="Cleveland")
    akron = "place=44308&how=in-person&radius="

    assert [names(akron + radius) for radius in ("10", "25", "50")] == [[], [], ["Cleveland"]]
    there = Search(QueryDict(akron + "50"), at=AT)
    exact = between(there.place.latitude, there.place.longitude, 41.4993, -81.6944)
    assert there.rows[0].distance == pytest.approx(exact, abs=1e-6)


def test_a_radius_crosses_the_date_line():
    group_in(
        {"town": "Taveuni", "region": "", "country": "FJ", "latitude": -16.8, "longitude": 179.99},
        name="west",
    )
    group_in(
        {"town": "Taveuni", "region": "", "country": "FJ", "latitude": -16.8, "longitude": -179.99},
        name="east",
    )

    inside = GroupSearch.objects.filter(GroupSearchQuerySet.inside(-16.8, 180.0, 50)).values_list(
        "group__name", flat=True
    )

    assert sorted(inside) == ["east", "west"]


def test_mbc_only_comes_first_then_the_nearest_then_the_soonest():
    group_in(AKRON, name="any", stage_fit="any")
    group_in(CLEVELAND, name="mbc far", stage_fit="mbc")
    group_in(AKRON, name="mbc near, Thursday", stage_fit="mbc", patterns=[pattern(3, 10)])
    group_in(AKRON, name="mbc near, Wednesday", stage_fit="mbc", patterns=[pattern(2, 10)])
    refreshed(make_group(name="mbc online", attendance="online"))
    group_in(AKRON, name="breast", stage_fit="breast")
    group_in(AKRON, name="advanced", stage_fit="advanced")

    mbc = ["mbc near, Wednesday", "mbc near, Thursday", "mbc far", "mbc online"]
    assert names("place=44308&radius=50") == [*mbc, "advanced", "breast", "any"]


def test_in_a_state_search_local_groups_come_before_remote_ones():
    refreshed(make_group(name="online", attendance="online", patterns=[pattern(2, 10)]))
    group_in(DENVER, name="far", attendance="hybrid", patterns=[pattern(2, 10)])
    group_in(AKRON, name="there", patterns=[pattern(3, 10)])
    group_in(CLEVELAND, name="there, for any cancer", stage_fit="any")

    assert names("place=Ohio") == ["there", "online", "far", "there, for any cancer"]
    assert names("place=US&fit=mbc")[2] == "online"


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("distance", ["near and late", "far and soon", "online"]),
        ("soonest", ["far and soon", "near and late", "online"]),
        ("name", ["far and soon", "near and late", "online"]),
    ],
)
def test_the_visitor_may_choose_another_order(sort, order):
    group_in(AKRON, name="near and late", stage_fit="any", patterns=[pattern(3, 10)])
    group_in(CLEVELAND, name="far and soon", stage_fit="breast", patterns=[pattern(2, 10)])
    refreshed(make_group(name="online", attendance="online", patterns=[]))

    assert names(f"place=44308&radius=50&sort={sort}") == order


def test_a_canceled_meeting_is_not_the_soonest():
    first = group_in(AKRON, name="cancelled", patterns=[pattern(2, 10)])
    group_in(AKRON, name="held", patterns=[pattern(3, 10)])

    ScheduleException.objects.create(group=first, first=date(2026, 12, 2))
    GroupSearch.objects.refresh(at=AT)

    assert names("sort=soonest") == ["held", "cancelled"]


def test_every_term_of_a_vocabulary_can_be_searched():
    wanted = make_group(
        name="wanted", languages=["es", "en"], audiences=["partners", "bereaved"], cost="free"
    )
    wanted.subtypes.add(Subtype.objects.get(code="lobular"))
    wanted.activities.add(Activity.objects.get(code="writing"))
    make_group(name="other", cost="paid")

    for query in ("lang=es", "who=partners", "type=lobular", "do=writing", "cost=free"):
        assert names(query) == ["wanted"]
    assert names(
        "lang=es&who=bereaved&type=lobular&do=writing&cost=free&how=in-person&fit=mbc&day=tuesday"
    ) == ["wanted"]
    assert names("lang=es&who=carers") == []


def test_a_language_is_found_however_it_was_added():
    group = make_group(name="a", languages=["es"])
    spanish, french = (Language.objects.get(code=code) for code in ("es", "fr"))

    group.languages.add(french)
    assert names("lang=fr") == names("lang=es") == ["a"]
    group.languages.remove(spanish)
    assert (names("lang=es"), names("lang=fr")) == ([], ["a"])
    french.groups.clear()
    assert names("lang=fr") == []
    spanish.groups.add(group)
    assert names("lang=es") == ["a"]


def test_stages_can_be_combined():
    for fit in ("mbc", "advanced", "breast", "any"):
        make_group(name=fit, stage_fit=fit)

    assert names("fit=mbc") == ["mbc"]
    assert names("fit=mbc&fit=breast") == ["mbc", "breast"]


@pytest.mark.parametrize(
    ("q", "shown"),
    [
        ("circulo", ["Círculo"]),
        ("CÍRCULO akron", ["Círculo"]),
        ("lantern", ["Círculo"]),
        ("stage iv", ["Círculo", "Other"]),
        ("metastatic", ["Círculo", "Other"]),
        ("circulo nowhere", []),
        ("hidden", []),
        ("%", ["Círculo", "Other"]),
        ("_", ["Círculo", "Other"]),
    ],
)
def test_words_are_found_without_case_and_accents_and_never_in_what_is_hidden(q, shown):
    runs = make_organization(name="The Lantern")
    make_group(name="Círculo", organization=runs, notes="hidden")
    make_group(name="Other", venue=make_venue(town="Dover", name="Hidden House", is_street_public=False))

    assert sorted(names(f"q={q.replace('%', '%25')}")) == shown


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("day=tuesday", ["Tuesday evening"]),
        ("day=tuesday&day=wednesday", ["Tuesday evening", "Wednesday night"]),
        ("time=evening", ["Tuesday evening"]),
        ("time=late", ["Wednesday night"]),
        ("day=thursday&time=late", []),
        ("day=wednesday&time=morning", []),
    ],
)
def test_a_group_that_meets_in_person_is_found_on_its_own_clock(query, shown):
    group_in(AKRON, name="Tuesday evening", patterns=[pattern(1, 18, 30)])
    group_in(AKRON, name="Wednesday night", patterns=[pattern(2, 23)])

    assert sorted(names(query)) == shown
    assert sorted(names(f"{query}&tz=Asia/Kathmandu")) == shown


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("day=tuesday&time=late", True),  # 9 pm on the group's own clock
        ("day=tuesday&time=evening&tz=America/Denver", True),  # 7 pm
        ("day=tuesday&time=late&tz=America/Denver", False),
        ("day=wednesday&time=late&tz=Europe/London", False),  # 2 am: that is still the night of Tuesday
        ("day=tuesday&time=late&tz=Europe/London", True),
        ("day=wednesday&tz=Europe/London", True),
        ("day=tuesday&tz=Europe/London", False),
        ("day=wednesday&time=morning&tz=Asia/Kathmandu", True),  # 7:45 am
        ("day=tuesday&time=evening&place=Denver, CO", True),
    ],
)
def test_a_group_online_is_found_on_the_visitors_clock(query, is_found):
    refreshed(make_group(name="online", attendance="online", patterns=[pattern(1, 21)]))

    assert names(query) == (["online"] if is_found else [])


def test_the_visitors_clock_may_change_between_now_and_then():
    """In London the clocks go back a week before New York's; the group meets only in that week."""
    once = Pattern(kind="dates", on=(date(2026, 10, 27),), begins=time(13), minutes=60)
    make_group(name="once", attendance="online", patterns=[once])
    at = datetime.datetime(2026, 10, 20, tzinfo=UTC)
    GroupSearch.objects.refresh(at=at)

    # 13:00 EDT is 17:00 UTC: 17:00 in London after the change, 18:00 before it.
    afternoon = "day=tuesday&time=afternoon&tz=Europe/London"
    assert names(afternoon, at) == []
    assert names("day=tuesday&time=evening&tz=Europe/London", at) == ["once"]


def test_a_date_without_a_time_is_found_by_its_day_only():
    untimed = Pattern(kind="monthly", weekdays=(5,), ordinals=(1,))
    group_in(AKRON, name="Saturday", patterns=[untimed])

    assert names("day=saturday") == ["Saturday"]
    assert names("day=saturday&time=late") == names("day=sunday") == []


@pytest.mark.parametrize(
    "query",
    [
        "how=teleport&fit=nobody&day=someday&time=never&radius=7&cost=gold&sort=up&lang=tlh&who=me&tz=Mars/Olympus",
        "radius=-1",
        "radius=9" * 50,
        "place=" + "x" * 10_000,
        "q=" + "qq+" * 190,
        "tz=../../etc/passwd",
        "place=%F0%9F%98%80",
        "day=tuesday%00",
    ],
)
def test_an_invalid_choice_filters_nothing_and_is_reported(query):
    refreshed(make_group(name="online", attendance="online"))
    search = Search(QueryDict(query), at=AT)

    results = [group.name for group in search.groups]

    assert results == ([] if query.startswith("q=") else ["online"])
    told = search.form.messages or [search.place_match and search.place_match.sentence]
    assert query.startswith("q=") or all(told)


def test_an_invalid_choice_leaves_valid_ones_in_force():
    make_group(name="tuesday")
    make_group(name="friday", patterns=[pattern(4, 10)])
    search = Search({"day": ["friday", "someday"]}, at=AT)

    assert [group.name for group in search.groups] == ["friday"]
    assert search.form.messages == ["We didn’t understand “someday”, so we ignored it."]


def test_a_plain_dict_and_form_data_give_the_same_search():
    make_group(name="a", attendance="online")

    assert [g.name for g in find({"how": "online", "radius": 25}, at=AT)] == ["a"]
    assert [g.name for g in find({"how": ["online"], "place": None}, at=AT)] == ["a"]


def test_each_filter_can_be_removed_alone():
    miles = next(miles for miles in RADII if miles != USUAL_RADIUS)
    search = SearchPage(
        QueryDict(f"place=Akron, OH&radius={miles}&how=online&how=text&lang=es&page=3&utm_source=x"), at=AT
    )

    assert [(one.name, one.words, one.without) for one in search.active_filters] == [
        ("place", f"Within {miles} miles of Akron, Ohio", "?how=online&how=text&lang=es"),
        ("how", "Online, by video", f"?place=Akron%2C+OH&radius={miles}&how=text&lang=es"),
        ("how", "In writing: forum or chat", f"?place=Akron%2C+OH&radius={miles}&how=online&lang=es"),
        ("lang", "Spanish", f"?place=Akron%2C+OH&radius={miles}&how=online&how=text"),
    ]


def test_a_draft_and_a_closed_group_are_never_found():
    make_group(name="draft", status="draft")
    make_group(name="closed", status="closed")

    assert names("") == []


def test_results_behave_like_a_queryset():
    for name in ("a", "b", "c"):
        make_group(name=name, attendance="online", venue=None)
    GroupSearch.objects.refresh(at=AT)

    results = find({"sort": "name"}, at=AT)

    assert (len(results), results.count(), results.exists()) == (3, 3, True)
    assert (results[0].name, results[2].name, results.first().name) == ("a", "c", "a")
    assert [group.name for group in results[1:]] == ["b", "c"]
    assert list(results.values_list("name", flat=True)) == ["a", "b", "c"]
    nothing = find({"q": "zebra"}, at=AT)
    assert (list(nothing), nothing.exists(), nothing.first()) == ([], False, None)
