"""A kept page is what the site would say now, at every moment, although nobody has changed anything."""

import datetime
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
import time_machine

from articles.models import Article
from support_groups.models import GroupSearch
from support_groups.pages.lasting import lasts_until
from support_groups.schedules import Pattern
from tests.asked import Made
from tests.factories import make_edition, make_group, make_published
from tests.public_pages import AT, make_site
from web.page_cache.moments import A_QUARTER

INSTANT, SECOND, MINUTE = timedelta(microseconds=1), timedelta(seconds=1), timedelta(minutes=1)
KATHMANDU = "Asia/Kathmandu"  # 5:45 ahead of UTC
EDITION = AT + timedelta(hours=2, seconds=23.5)
WITHDRAWAL = AT + timedelta(hours=3, seconds=1.25)
OF_ARTICLES, OF_GROUPS, EVERYWHERE = ("/articles", "/people", "/sources"), ("/support-groups",), ("/",)
MOMENTS = {  # what happens, when, and on which pages
    "an edition's time comes": (EDITION, OF_ARTICLES),
    "an article is withdrawn": (WITHDRAWAL, OF_ARTICLES),
    "a day ends in Kathmandu": (datetime.datetime(2026, 12, 1, 18, 15, tzinfo=UTC), OF_GROUPS),
    "an extra meeting begins": (datetime.datetime(2026, 12, 1, 21, 43, tzinfo=UTC), OF_GROUPS),
    "a meeting begins": (datetime.datetime(2026, 12, 1, 23, 30, tzinfo=UTC), OF_GROUPS),
    "a day ends in UTC": (datetime.datetime(2026, 12, 2, 0, 0, tzinfo=UTC), OF_GROUPS),
    "a day ends on the clock of the site": (datetime.datetime(2026, 12, 2, 5, 0, tzinfo=UTC), EVERYWHERE),
    "a canceled meeting would begin": (datetime.datetime(2026, 12, 2, 12, 50, tzinfo=UTC), OF_GROUPS),
}


def make_moving_site() -> list[str]:
    """Everything that changes by itself, one at each of MOMENTS; and its addresses."""
    addresses = make_site()
    article = Article.objects.get(slug="bone-pain")
    make_edition(article, kind="update", note="New words.", at=EDITION)
    make_published(title="Leaving", slug="leaving")
    Article.objects.filter(slug="leaving").update(withdrawn_at=WITHDRAWAL)
    evening = Pattern(kind="weekly", weekdays=(2,), begins=datetime.time(18, 35), minutes=60)
    far = make_group(slug="far", zone=KATHMANDU, attendance="online", patterns=[evening])
    far.schedule_exceptions.create(kind="cancelled", first=datetime.date(2026, 12, 2), reason="A holiday")
    odd = make_group(slug="odd", attendance="online", joining="Write to us.")
    odd.schedule_exceptions.create(
        kind="extra", first=datetime.date(2026, 12, 1), begins=datetime.time(16, 43), minutes=30
    )
    make_group(slug="paused", status="paused", paused_until=datetime.date(2026, 12, 2))
    make_group(slug="leaves", status="unconfirmed", confirmed_on=datetime.date(2026, 2, 4))
    GroupSearch.objects.refresh(at=AT)
    addresses += [f"/support-groups/{slug}/" for slug in ("far", "odd", "paused", "leaves")]
    return [*addresses, "/articles/leaving/", "/support-groups/far/calendar.ics"]


@pytest.mark.parametrize("name", MOMENTS)
def test_a_kept_page_is_never_older_than_the_moment(db, name):
    moment, where = MOMENTS[name]
    with time_machine.travel(AT, tick=False) as clock:
        addresses, site = make_moving_site(), Made()
        addresses = [each for each in addresses if each.startswith(where) or each in ("/", "/sitemap.xml")]
        try:
            clock.move_to(moment - 7 * MINUTE - 13 * SECOND)
            for address in addresses:
                site.ask(address)
            for now in (moment - SECOND, moment, moment + INSTANT):
                clock.move_to(now)
                for address in addresses:
                    kept, afresh = site.ask(address), site.afresh(address)
                    assert (kept.status, kept.body) == (afresh.status, afresh.body), (address, now)
        finally:
            site.close()


@pytest.mark.parametrize(
    ("address", "until"),
    [
        ("/articles/bone-pain/", EDITION),
        ("/articles/", EDITION),
        ("/sitemap.xml", EDITION),
        ("/", datetime.datetime(2026, 12, 1, 15, 8, tzinfo=UTC)),
        ("/support-groups/", datetime.datetime(2026, 12, 1, 15, 8, tzinfo=UTC)),
        ("/support-groups/circle/", datetime.datetime(2026, 12, 1, 15, 15, tzinfo=UTC)),
        ("/support-groups/far/", datetime.datetime(2026, 12, 1, 15, 10, tzinfo=UTC)),
        ("/support-groups/odd/", datetime.datetime(2026, 12, 1, 15, 8, tzinfo=UTC)),
        ("/support-groups/circle/calendar.ics", datetime.datetime(2026, 12, 2, 0, 0, tzinfo=UTC)),
        ("/.well-known/security.txt", EDITION),
    ],
)
def test_a_page_is_kept_until_it_can_change(db, address, until):
    with time_machine.travel(AT, tick=False):
        make_moving_site()
    with time_machine.travel(AT + SECOND, tick=False):
        site = Made()
        try:
            site.ask(address)
        finally:
            site.close()

    assert [entry.until for entry in site.cache.store.entries.values()] == [until.timestamp()]


def test_pages_without_a_moment_are_kept_until_something_changes(db):
    with time_machine.travel(AT, tick=False) as clock:
        make_site()
        site = Made()
        try:
            site.ask("/sources/bones2020/")
            clock.move_to(AT + timedelta(days=400))
            site.ask("/sources/bones2020/")
        finally:
            site.close()

    assert len(site.paths) == 1


def test_a_clock_that_jumps_makes_no_page_right_that_is_not(db):
    with time_machine.travel(AT, tick=False) as clock:
        addresses, site = make_moving_site(), Made()
        try:
            for days in (0, 2, -3, 40, 0, 1, -1, 0):
                clock.move_to(AT + timedelta(days=days))
                for address in addresses[:20:3]:
                    assert site.ask(address).body == site.afresh(address).body, (address, days)
        finally:
            site.close()


def test_days_end_on_a_quarter_of_an_hour_in_every_time_zone():
    """`lasts_until` builds on it."""
    for name in available_timezones():
        for month in range(1, 25):
            at = datetime.datetime(2026 + month // 13, (month - 1) % 12 + 1, 1, tzinfo=ZoneInfo(name))
            assert at.utcoffset() % timedelta(seconds=A_QUARTER) == timedelta(), (name, at)


def test_what_is_said_of_a_group_lasts_until_a_common_divisor_of_its_times(db):
    at = datetime.datetime(2026, 12, 1, 15, 7, 1, tzinfo=UTC)
    tens = Pattern(kind="weekly", weekdays=(2,), begins=datetime.time(18, 40))
    group = make_group(patterns=[tens])
    assert lasts_until(group, at) == datetime.datetime(2026, 12, 1, 15, 10, tzinfo=UTC)  # every 5 minutes

    group.schedule_exceptions.create(
        kind="moved", first=datetime.date(2026, 12, 2), to_time=datetime.time(18, 42)
    )
    group = type(group).objects.get(pk=group.pk)
    assert lasts_until(group, at) == datetime.datetime(2026, 12, 1, 15, 8, tzinfo=UTC)
