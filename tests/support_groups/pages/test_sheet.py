"""The clinic's sheet: a search on paper, with the day it was printed and a way to the newest."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.urls import reverse

from support_groups.finder.changed_groups import newest_key
from support_groups.models import Audience, GroupSearch, Language, ScheduleException
from support_groups.schedules import Pattern
from support_groups.views import sheet
from tests.factories import make_group, make_organization, make_page, make_venue
from tests.support_groups.html import compact
from web import qr

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
OPEN = Pattern(kind="daily", begins=time(), minutes=24 * 60)
LATE = Pattern(kind="weekly", weekdays=(1,), begins=time(16), zone="UTC")
EASTERN = Pattern(kind="weekly", weekdays=(1,), begins=time(20), minutes=60, zone="America/New_York")
ADDRESS = reverse("support_groups:sheet")


def page(client, query="") -> str:
    with time_machine.travel(AT, tick=False):
        response = client.get(ADDRESS + query)
    assert response.status_code == 200
    return compact(response.content.decode())


def test_each_group_takes_a_few_lines(visitor):
    venue = make_venue(name="Library", street="200 Fern Street")
    group = make_group(
        name="The Tuesday Table",
        venue=venue,
        organization=make_organization(name="Friends", phone="555-0177"),
    )
    group.contacts.create(name="Ann Private", phone="555-0199")

    text = page(visitor)

    for words in (
        "1 group. Printed December 1, 2026.",
        '<h2>The Tuesday Table</h2><p><b class="mbc">MBC only</b> · In person · English · ',
        '<span class="checked">Confirmed Nov 2026 · no. 1</span></p>',
        "<p>Every Tuesday, 6:30 to 8 pm</p>",
        "<p>Library, 200 Fern Street, Akron, OH</p>",
        "<p>Ask: Friends, 555-0177</p>",
        '<a href="http://testserver/support-groups/">',
    ):
        assert words in text, words
    assert "Private" not in text
    assert "555-0199" not in text


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 12, 8), None, "(not on December 8)"),
        (date(2026, 12, 8), date(2026, 12, 15), "(not on December 8 and 15)"),
        (date(2026, 12, 1), date(2027, 3, 1), "(not on December 1, 8, 15 and other days)"),
        (date(2026, 12, 9), None, ""),
        (date(2027, 1, 5), None, ""),
    ],
)
def test_cancellations_of_the_coming_weeks_are_on_the_sheet(visitor, first, last, words):
    group = make_group()
    ScheduleException.objects.create(group=group, first=first, last=last)

    assert f"<p>{f'Every Tuesday, 6:30 to 8 pm {words}'.strip()}</p>" in page(visitor)


def test_the_contact_is_a_person_else_the_organization_else_a_web_page(visitor):
    friends = make_organization(name="Friends", email="friends@example.org", website="https://example.org/f/")
    person = make_group(name="A", organization=friends)
    person.contacts.create(name="Odalys", phone="555-0178", is_public=True)
    make_group(name="B", organization=friends)
    make_group(name="C", organization=make_organization(website="https://example.org/f/"))
    make_group(name="D")

    text = page(visitor)

    assert [
        words in text
        for words in ("Ask: Odalys, 555-0178", "Ask: Friends, friends@example.org", "<p>example.org/f</p>")
    ] == [True] * 3
    assert text.count("<p>Ask:") == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"attendance": "online"}, "<p>Every Tuesday, 6:30 to 8 pm Eastern</p>"),
        ({"patterns": []}, "<p>Ask when it meets</p>"),
        ({"status": "paused", "paused_until": date(2027, 2, 1)}, "(paused until February 1, 2027)"),
        ({"confirmed_on": None}, "Not confirmed yet"),
        ({"status": "unconfirmed"}, "Not confirmed since Nov 2026"),
    ],
)
def test_unusual_features_are_mentioned(visitor, fields, words):
    make_group(**fields)

    assert words in page(visitor)


def test_the_sheet_says_who_a_group_is_for_and_its_languages(visitor):
    group = make_group(stage_fit="any")
    group.audiences.set(Audience.objects.filter(code__in=["men", "young-adults"]))
    group.languages.set(Language.objects.filter(code__in=["es", "ase"]))

    assert "<p>Any cancer · Men, Under 45 · In person · Spanish, American Sign Language · <span" in page(
        visitor
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"attendance": "text", "patterns": []}, "<p>Whenever you like</p>"),
        ({"attendance": "telephone", "patterns": [OPEN]}, "<p>Whenever you like</p>"),
        ({"patterns": [Pattern(kind="appointment")]}, "<p>Whenever you like, by appointment</p>"),
        ({"attendance": "online", "patterns": []}, "<p>Ask when it meets</p>"),
        ({"attendance": "text", "zone": "America/Denver"}, "<p>Every Tuesday, 6:30 to 8 pm Mountain</p>"),
    ],
)
def test_a_group_without_hours_is_there_whenever_you_like(visitor, fields, words):
    make_group(**fields)

    assert words in page(visitor)
    assert words in page(visitor, "?tz=America/Denver")


@pytest.mark.parametrize(
    ("query", "fields", "words"),
    [
        ("?tz=America/Denver", {}, "Every Tuesday, 4:30 to 6 pm Mountain"),
        ("?place=Denver,+CO", {}, "Every Tuesday, 4:30 to 6 pm Mountain"),
        ("?place=Denver,+CO&tz=America/New_York", {}, "Every Tuesday, 6:30 to 8 pm Eastern"),
        ("?tz=Australia/Perth", {}, "Every Tuesday, 6:30 to 8 pm Eastern (next for you: December 2,"),
        ("?tz=Asia/Kolkata", {"zone": "Asia/Tokyo"}, "Every Tuesday, 3 to 4:30 pm Kolkata time"),
        ("?tz=Asia/Tokyo", {"patterns": [LATE]}, "Every Wednesday, 1 am Tokyo time"),
        ("?tz=America/Denver", {"attendance": "in-person"}, "Every Tuesday, 6:30 to 8 pm</p>"),
        (
            "?tz=America/Denver",
            {"patterns": [EASTERN], "zone": "America/Denver"},
            "Every Tuesday, 6 to 7 pm Mountain",
        ),
        ("", {}, "Every Tuesday, 6:30 to 8 pm Eastern"),
    ],
)
def test_times_are_on_the_clock_of_the_searcher(visitor, query, fields, words):
    make_group(**{"attendance": "online"} | fields)

    assert f"<p>{words}" in page(visitor, query)


def test_each_pattern_shows_its_next_meeting_where_the_rule_does_not(visitor):
    later = Pattern(kind="weekly", weekdays=(3,), begins=time(19), minutes=60, zone="America/Los_Angeles")
    group = make_group(attendance="online", patterns=[EASTERN, later])
    ScheduleException.objects.create(group=group, first=date(2026, 12, 3))
    ScheduleException.objects.create(group=group, kind="extra", first=date(2026, 12, 2), begins=time(9))

    text = page(visitor, "?tz=Australia/Sydney")

    assert "Every Tuesday, 8 to 9 pm Eastern (next for you: December 2, noon to 1 pm Sydney time)" in text
    assert "Every Thursday, 7 to 8 pm Pacific (next for you: December 11, 2 to 3 pm Sydney time)" in text


def test_the_foot_of_the_sheet_shows_its_date(visitor):
    assert f"{ADDRESS} · As of December 1, 2026" in page(visitor)


def test_a_hybrid_group_nearby_is_shown_on_its_own_clock(visitor):
    make_group(attendance="hybrid", venue=make_venue())

    assert "<p>Every Tuesday, 6:30 to 8 pm Eastern</p>" in page(visitor, "?place=44301&tz=America/Denver")
    assert "<p>Every Tuesday, 4:30 to 6 pm Mountain</p>" in page(visitor, "?tz=America/Denver")


def test_the_heading_says_whose_clock_it_is_and_the_address_keeps_it(visitor):
    make_group(attendance="online")

    text = page(visitor, "?tz=America/Denver")

    assert "<p>Video and phone groups: Mountain time. In-person groups: local time.</p>" in text
    assert 'href="http://testserver/support-groups/?tz=America%2FDenver"' in text
    assert "Video and phone groups" not in page(visitor)


def test_a_canceled_day_is_named_on_the_searchers_clock(visitor):
    group = make_group(attendance="online", zone="America/New_York")
    ScheduleException.objects.create(group=group, first=date(2026, 12, 8))

    assert "(not on December 8)" in page(visitor)
    assert "(not on December 9)" in page(visitor, "?tz=Asia/Tokyo")


def test_links_passcodes_and_hidden_streets_are_not_on_the_sheet(visitor):
    make_group(
        attendance="online",
        join_link="https://zoom.us/j/123",
        passcode="secret4711",
        link_visibility="public",
    )
    make_group(venue=make_venue(name="Fern House", is_street_public=False))

    text = page(visitor)

    assert "<p>Akron, OH (ask for the address)</p>" in text
    for secret in ("zoom.us", "secret4711", "Fern"):
        assert secret not in text


def test_the_sheet_has_the_groups_of_the_search_and_its_address_in_a_code(visitor):
    make_group(name="Video", attendance="online")
    make_group(name="In a room")

    text = page(visitor, "?how=online&how=bogus")

    assert "<h2>Video</h2>" in text
    assert "In a room" not in text
    assert "<b>Online, by video</b>" in text
    assert "We didn’t understand “bogus”" in text
    assert 'href="http://testserver/support-groups/?how=online"' in text
    since = f"http://testserver/support-groups/sheet/since/{newest_key()}/?how=online"
    side, path = qr.drawing(since)
    assert f'viewBox="0 0 {side} {side}"' in text
    assert f'<path d="{path}" />' in text


def test_each_group_on_the_sheet_has_the_number_of_its_last_public_change(visitor):
    group = make_group()
    GroupSearch.objects.refresh()
    group.name = "Another"
    group.save()
    GroupSearch.objects.refresh()

    assert "Confirmed Nov 2026 · no. 2" in page(visitor)


def test_a_search_that_finds_nothing_says_so(visitor):
    assert "No group matches this search." in page(visitor, "?q=nothing")


def test_a_search_of_very_many_groups_is_cut_and_says_so(visitor, monkeypatch):
    monkeypatch.setattr(sheet, "MOST", 2)
    for _ in range(3):
        make_group()

    text = page(visitor)

    assert "This sheet shows only the first 2." in text
    assert text.count("<h2>") == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_a_sheet_takes_the_same_queries_at_any_length(visitor, django_assert_num_queries, rows):
    make_page()
    for _ in range(rows):
        group = make_group(organization=make_organization())
        group.contacts.create(name="Ann", phone="555-0100", is_public=True)
    GroupSearch.objects.refresh()

    with django_assert_num_queries(14):
        visitor.get(ADDRESS)
