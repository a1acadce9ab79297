"""What a visitor reads about one group, and what stays private."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.utils import timezone

from support_groups.models import AccessFeature, Activity, Group, ScheduleException, Subtype, VenueAccess
from support_groups.schedules import Pattern
from tests.factories import WEEKLY, make_group, make_organization, make_page, make_venue
from tests.support_groups.html import compact

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)  # a Tuesday, 7 am in Akron


def page(client, group, query="", status=200) -> str:
    with time_machine.travel(AT, tick=False):
        response = client.get(group.get_absolute_url() + query)
    assert response.status_code == status
    return compact(response.content.decode().replace("\N{NO-BREAK SPACE}", " "))


def test_a_group_says_when_where_for_whom_and_how_to_join(visitor):
    venue = make_venue(name="Library", room="Fern Room", directions="Bus 14 stops outside.")
    group = make_group(
        name="The Tuesday Table",
        venue=venue,
        organization=make_organization(name="Friends", phone="1-800-555-0177", website="https://example.org/f"),
        joining="Call first.\nCome to the side door.",
        cost="free",
        led_by="co-led",
        may_listen="yes",
        when_someone_dies="We light a candle.",
        description="We talk.\n\nSee https://example.org/table.",
    )  # fmt: skip
    group.contacts.create(name="Odalys", role="Leader", phone="1-800-555-0178", is_public=True)
    group.confirm(on=date(2026, 11, 2), by="leader", how="phone")

    text = page(visitor, group)

    for told in (
        "<h1>The Tuesday Table</h1>",
        "A circle of people who get it.",
        '<li class="tag fit">MBC only</li>',
        "Confirmed with the group’s leader on November 2, 2026, by phone",
        "Eastern. Every Tuesday.",
        '<time class="big" datetime="2026-12-01T18:30-05:00" data-ends="2026-12-01T20:00-05:00">Tonight, Tuesday, December 1, 6:30 to 8 pm</time>',
        '<time datetime="2026-12-08T18:30-05:00" data-ends="2026-12-08T20:00-05:00"><b>Tuesday, December 8</b>, 6:30 to 8 pm</time> Eastern',
        "<li>Call first.</li><li>Come to the side door.</li>",
        "For metastatic breast cancer only",
        "<dd>People living with MBC</dd>",
        "<p>We talk.</p>",
        '<a href="https://example.org/table" rel="nofollow noopener">https://example.org/table</a>.',
        "<dt>Led by</dt><dd>A professional and a person living with MBC</dd>",
        "<dt>Just listening</dt><dd>Always fine</dd>",
        "<dt>Partners and caregivers</dt><dd>Not known: ask first</dd>",
        "<dt>When someone dies</dt><dd>We light a candle.</dd>",
        "<b>Library</b><br>Fern Room<br>",
        f'<a href="geo:{venue.latitude},{venue.longitude}">',
        "Bus 14 stops outside.",
        'Leader: Odalys<br>Phone: <a href="tel:18005550178">1-800-555-0178</a>',
        "Run by Friends.",
        f'href="webcal://testserver{group.get_absolute_url()}calendar.ics"',
        f"<p>http://testserver{group.get_absolute_url()}</p>",
    ):
        assert told in text, told


def test_a_group_open_day_and_night_has_no_next_dates_and_no_calendar(visitor):
    always = Pattern(kind="daily", begins=time(0), minutes=24 * 60)

    text = page(visitor, make_group(attendance="text", patterns=[always]))

    assert "It’s open day and night." in text
    assert "Later dates" not in text
    assert "webcal:" not in text


def test_a_draft_is_404_and_says_nothing(visitor):
    group = make_group(name="Secret circle", status="draft")

    response = visitor.get(group.get_absolute_url())

    assert response.status_code == 404
    assert "Secret circle" not in response.content.decode()


def test_a_closed_group_is_410_and_links_to_other_groups(visitor):
    group = make_group(name="Old circle", status="closed", organization=make_organization(name="Friends"))

    text = page(visitor, group, status=410)

    assert "This group has stopped meeting." in text
    assert "Friends ran it and may know of a group that took its place." in text
    assert '<meta name="robots" content="noindex">' in text
    assert 'href="/support-groups/"' in text
    assert "Fern Street" not in text


def test_a_former_address_redirects_unless_the_group_is_a_draft(visitor):
    group = Group.objects.get(pk=make_group(slug="old").pk)
    group.slug = "new"
    group.save()

    moved = visitor.get("/support-groups/old/")
    Group.objects.update(status="draft")

    assert (moved.status_code, moved.url) == (301, "/support-groups/new/")
    assert visitor.get("/support-groups/old/").status_code == 404


def test_access_features_are_shown_as_present_absent_or_unknown(visitor):
    venue = make_venue()
    for code, is_there in (("step-free", True), ("hearing-loop", False)):
        feature = AccessFeature.objects.get(code=code)
        VenueAccess.objects.create(venue=venue, feature=feature, is_there=is_there, note="side door")
    group = make_group(venue=venue)
    group.access.add(AccessFeature.objects.get(code="captions"))

    text = page(visitor, group)

    assert "<span>Step-free entrance (side door)</span>" in text
    assert "<span>Captions</span>" in text
    assert "<span>Hearing loop: no (side door)</span>" in text
    assert "<span>Accessible restroom: not known, ask first</span>" in text
    assert "Childcare" not in text


@pytest.mark.parametrize(
    ("patterns", "fields", "sentence"),
    [
        ([], {}, "We don’t know when it meets."),
        ([], {"attendance": "text"}, "It has no meeting times"),
        ([Pattern(kind="appointment")], {}, "There are no fixed dates."),
        ([Pattern(kind="weekly", weekdays=(3,), interval=2, begins=time(18))], {}, "We don’t know the date of its next meeting."),
        ([Pattern(kind="weekly", weekdays=(3,))], {}, "We don’t know what time it starts."),
        (
            [Pattern(kind="weekly", weekdays=(1,), count=8, anchor=date(2026, 9, 1), begins=time(18))],
            {},
            "All the dates we know of have passed.",
        ),
    ],
)  # fmt: skip
def test_the_page_says_what_is_unknown_about_the_dates(visitor, patterns, fields, sentence):
    assert sentence in page(visitor, make_group(patterns=patterns, **fields))


def test_a_group_with_known_dates_has_no_such_note(visitor):
    text = page(visitor, make_group())

    assert "We don’t know" not in text
    assert "The dates we know of" not in text


def test_a_paused_group_says_until_when_and_shows_dates_from_then(visitor):
    text = page(visitor, make_group(status="paused", paused_until=date(2026, 12, 14)))

    assert '<b class="off">Paused until December 14, 2026.</b>' in text
    assert "Tuesday, December 15" in text
    assert "Tuesday, December 8" not in text


def test_just_come_is_never_said_without_an_address_and_a_time(visitor):
    open_door = make_group(joining="")
    hidden = make_group(joining="", venue=make_venue(is_street_public=False))
    no_hour = make_group(joining="", patterns=[Pattern(kind="weekly", weekdays=(3,))])

    assert [("Just come." in page(visitor, group)) for group in (open_door, hidden, no_hour)] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"confirmed_on": None}, "Not confirmed yet. Write or call before you go."),
        ({"status": "unconfirmed"}, "Not confirmed since November 2026. Write or call before you go."),
        ({"confirmed_on": date(2025, 11, 30)}, "Not confirmed since November 2025."),
    ],
)
def test_a_listing_not_confirmed_recently_says_so(visitor, fields, sentence):
    text = page(visitor, make_group(**fields))

    assert sentence in text
    assert '<li class="fresh old">' in text


def test_times_are_repeated_in_the_requested_zone(visitor):
    group = make_group(attendance="online")

    asked = page(visitor, group, "?tz=America/Los_Angeles")

    assert '<span class="yours">Tuesday, December 1, 3:30 to 5 pm Pacific</span>' in asked
    assert "6:30 to 8 pm</time> Eastern" in asked
    assert '<option value="America/Los_Angeles" selected>' in asked
    assert 'class="yours"' not in page(visitor, group)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "<b>", "%F0%9F%98%80", "x" * 3000])
def test_an_unknown_zone_is_explained_and_changes_nothing(visitor, zone):
    text = page(visitor, make_group(attendance="online"), f"?tz={zone}")

    assert "We don’t know the time zone" in text
    assert "6:30 to 8 pm</time> Eastern" in text
    assert "<b>”" not in text


def test_a_spanish_listing_marks_its_own_words_and_leads_to_the_english_one(visitor):
    english = make_group(name="Circle", slug="circle")
    spanish = make_group(
        name="Círculo", slug="circulo", language="es", translation_of=english, joining="Llame."
    )
    make_group(name="Borrador", language="es", translation_of=english, status="draft")

    text, back = page(visitor, spanish), page(visitor, english)

    assert '<h1 lang="es">Círculo</h1>' in text
    assert '<dd><span lang="es">Llame.</span></dd>' in text
    assert '<a href="/support-groups/circle/" hreflang="en" lang="en">in English</a>' in text
    assert '<a href="/support-groups/circulo/" hreflang="es" lang="es">en español</a>' in back
    assert "Borrador" not in back
    assert "<h1>Circle</h1>" in back


@pytest.mark.parametrize("rows", [1, 3])
def test_a_group_page_takes_ten_queries_for_any_listing(visitor, django_assert_num_queries, rows):
    make_page()
    venue = make_venue()
    group = make_group(
        venue=venue,
        organization=make_organization(),
        patterns=[WEEKLY] * rows,
        languages=["en", "es", "fr"][:rows],
        audiences=["women", "men", "parents"][:rows],
    )
    group.subtypes.set(Subtype.objects.all()[:rows])
    group.activities.set(Activity.objects.all()[:rows])
    group.access.set(AccessFeature.objects.all()[:rows])
    for number, feature in enumerate(AccessFeature.objects.all()[:rows]):
        VenueAccess.objects.create(venue=venue, feature=feature)
        group.contacts.create(name="Ann", phone="555-0100", is_public=True)
        make_group(translation_of=group, language="es")
        for thing in ({"group": group}, {"venue": venue}, {"organization": group.organization}):
            ScheduleException.objects.create(
                first=timezone.localdate() + timezone.timedelta(days=number), **thing
            )

    with django_assert_num_queries(10):
        visitor.get(group.get_absolute_url())


def test_the_page_sets_no_cookie_and_varies_by_none(visitor):
    response = visitor.get(make_group().get_absolute_url())

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_numbers_in_every_text_of_a_group_can_be_tapped(visitor):
    texts = (
        "joining",
        "description",
        "schedule_note",
        "summary",
        "size",
        "when_someone_dies",
        "confidentiality",
    )
    numbers = [f"330-555-01{n:02}" for n in range(len(texts))]
    told = {text: f"Call {number}." for text, number in zip(texts, numbers, strict=True)}
    group = make_group(venue=make_venue(directions="Ring 330-555-0150."), **told)
    ScheduleException.objects.create(group=group, first=date(2026, 12, 1), reason="Call 330-555-0151")
    ScheduleException.objects.create(group=group, first=date(2026, 12, 15), reason="Call 330-555-0152")

    text = page(visitor, group)

    for number in (*numbers, "330-555-0150", "330-555-0151", "330-555-0152"):
        assert f'<a href="tel:{number.replace("-", "")}">{number}</a>' in text, number


def test_a_meeting_canceled_today_is_the_first_thing_said(visitor):
    group = make_group()
    ScheduleException.objects.create(group=group, first=date(2026, 12, 1), reason="Snow")

    head = page(visitor, group).split('class="first"')[1]

    assert head.index("No meeting today: Snow") < head.index("Tuesday, December 8")


def test_three_meetings_in_other_zones_are_all_in_the_list_of_dates(visitor):
    patterns = [
        Pattern(kind="weekly", weekdays=(1,), begins=time(18), minutes=60, zone="America/New_York"),
        Pattern(kind="weekly", weekdays=(3,), begins=time(18), minutes=60, zone="America/Los_Angeles"),
        Pattern(kind="weekly", weekdays=(5,), begins=time(12), minutes=60, zone="Europe/London"),
    ]

    text = page(visitor, make_group(attendance="online", patterns=patterns))

    head, rest = text.split('class="first"')[1].split('id="dates"')
    assert "Tonight, Tuesday, December 1, 6 to 7 pm" in head
    assert "Every Thursday" not in head
    for words in (
        "Every Tuesday, 6 to 7 pm Eastern.",
        "Every Thursday, 6 to 7 pm Pacific.",
        "Every Saturday, noon to 1 pm London time.",
    ):
        assert words in rest


def test_both_places_of_a_hybrid_group_are_at_the_head(visitor):
    group = make_group(
        attendance="hybrid", venue=make_venue(name="Lantern Loft"), link_visibility="public",
        join_link="https://meet.example.org/loft",
    )  # fmt: skip

    head = page(visitor, group).split('class="first"')[1].split("</section>")[0]

    assert "<b>Lantern Loft</b>," in head
    assert "Or join by video." in head
    assert 'href="https://meet.example.org/loft" rel="nofollow noopener noreferrer"' in head
    assert "Get directions" in head


def test_a_group_in_writing_has_no_clock_and_says_how_to_begin(visitor):
    group = make_group(
        attendance="text", patterns=[], link_visibility="public", join_link="https://meet.example.org/jar"
    )

    text = page(visitor, group)

    assert "<dt>When</dt>" in text
    assert "Start writing" in text
    for clock in ("data-yours", "Add to calendar", "time zone", "Later dates"):
        assert clock not in text.split("<main")[1], clock


def test_the_page_of_a_closed_group_leads_to_groups_near_its_town(visitor):
    organization = make_organization(phone="330-555-0110")
    group = make_group(
        status="closed",
        organization=organization,
        venue=make_venue(is_street_public=False, street="9 Fern Street"),
    )

    text = page(visitor, group, status=410)

    assert '<a class="task" href="/support-groups/?place=Akron%2C%20OH">' in text
    assert '<a href="tel:3305550110">330-555-0110</a>' in text
    assert "Fern" not in text
