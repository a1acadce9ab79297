import datetime
import io
from datetime import UTC, date, time

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from support_groups.models import Contact, Group, GroupSearch, ScheduleException, Venue
from support_groups.schedules import Pattern
from tests.factories import WEEKLY, dates_of, make_group, make_organization, make_venue, search_of

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 12, 1, 12, tzinfo=UTC)  # a Tuesday morning in Akron


def dates(group, count=3, at=AT):
    return [
        f"{meeting.starts:%m-%d %H:%M}{' off' if meeting.is_canceled else ''}"
        for meeting in group.next_meetings(at, count)
    ]


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Group, {"status": "paused", "paused_until": None}),
        (Group, {"venue": None, "attendance": "in-person"}),
        (Group, {"name": ""}),
        (Group, {"zone": ""}),
        (Group, {"zone": "", "status": "closed"}),
        (Venue, {"town": ""}),
        (Venue, {"longitude": None}),
        (Venue, {"latitude": 91.0}),
    ],
)
def test_the_database_itself_refuses(model, fields):
    row = {Group: make_group, Venue: make_venue}[model]()

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**fields)


def test_a_draft_may_lack_its_venue_and_an_online_group_needs_none():
    make_group(status="draft", venue=None)
    make_group(attendance="online")

    assert Group.objects.count() == 2


def test_a_draft_and_a_forum_may_lack_a_zone():
    make_group(status="draft", zone="")
    make_group(attendance="text", zone="", patterns=())

    assert Group.objects.filter(zone="").count() == 2


def test_a_group_has_no_zone_until_somebody_chooses_one():
    assert Group().zone == ""


def test_the_dates_of_a_draft_without_a_zone_are_what_the_wall_clock_shows():
    group = make_group(status="draft", zone="")

    assert dates(group, 2) == ["12-01 18:30", "12-08 18:30"]
    assert group.schedule_words() == ["Every Tuesday, 6:30 to 8 pm"]


def test_a_contact_can_be_reached():
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(group=make_group(), name="Ann")
    Contact.objects.create(group=make_group(), name="Ann", phone="555-0100")


def test_an_exception_belongs_to_exactly_one_record():
    group, venue = make_group(), make_venue()

    for about in ({}, {"group": group, "venue": venue}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ScheduleException.objects.create(first=date(2026, 12, 24), **about)


@pytest.mark.parametrize("field", ["place", "reason"])
@pytest.mark.parametrize("about", ["group", "venue", "organization"])
def test_a_private_link_is_refused_in_public_texts_of_an_exception(about, field):
    thing = {"group": make_group, "venue": make_venue, "organization": make_organization}[about]()
    change = ScheduleException(first=date(2026, 12, 8), **{about: thing, field: "zoom.us/j/1, passcode 4711"})

    with pytest.raises(ValidationError) as refused:
        change.full_clean()

    assert list(refused.value.message_dict) == [field]


def test_a_public_link_is_allowed_in_texts_of_an_exception():
    group = make_group(link_visibility="public")

    ScheduleException(group=group, first=date(2026, 12, 8), reason="On zoom.us/j/1 instead").full_clean()


def test_a_closure_does_not_affect_a_group_that_no_longer_meets_there():
    venue = make_venue(name="Fern House", is_street_public=False)
    make_group(venue=venue, attendance="online")

    ScheduleException.objects.create(venue=venue, first=date(2026, 12, 7), last=date(2026, 12, 10))
    ScheduleException.objects.create(
        venue=venue, kind="place", first=date(2026, 12, 15), place="9 Fern Street"
    )

    assert dates(Group.objects.get()) == ["12-01 18:30", "12-08 18:30", "12-15 18:30"]
    assert Group.objects.get().date_exceptions == []


@pytest.mark.parametrize("about", ["group", "venue", "organization"])
def test_an_exception_of_the_group_its_venue_or_its_organization_cancels_meetings(about):
    organization = make_organization()
    group = make_group(organization=organization)
    thing = {"group": group, "venue": group.venue, "organization": organization}[about]

    ScheduleException.objects.create(first=date(2026, 12, 7), last=date(2026, 12, 10), **{about: thing})

    assert dates(Group.objects.get()) == ["12-01 18:30", "12-08 18:30 off", "12-15 18:30"]


def test_an_exception_on_a_day_that_a_meeting_moved_to_gets_no_warning():
    group = make_group()
    ScheduleException.objects.create(
        group=group, kind="moved", first=date(2026, 12, 8), to_date=date(2026, 12, 10)
    )
    ScheduleException.objects.create(group=group, first=date(2026, 12, 10))
    mistaken = ScheduleException.objects.create(group=group, first=date(2026, 12, 11))

    assert group.exceptions_without_meetings(date(2026, 12, 1)) == [mistaken]


def test_the_dates_for_searching_follow_patterns_changes_and_their_undoing():
    group = make_group(patterns=[])
    assert dates_of(group) == []

    pattern = group.meeting_patterns.create(rule=WEEKLY.to_dict())
    planned = dates_of(group)
    change = ScheduleException.objects.create(venue=group.venue, first=planned[1].date())
    changed = dates_of(group)
    change.delete()

    assert planned[1] not in changed
    assert changed[0] == planned[0]
    assert dates_of(group) == planned
    pattern.delete()
    assert dates_of(group) == []


def test_the_dates_for_searching_are_on_the_clock_of_the_group():
    group = make_group(zone="Asia/Kathmandu")

    GroupSearch.objects.refresh(at=AT)

    first = group.occurrences.first()
    assert (first.week_minute, first.has_time) == (24 * 60 + 18 * 60 + 30, True)
    assert first.starts_at == datetime.datetime(2026, 12, 1, 12, 45, tzinfo=UTC)


def test_a_group_that_rarely_meets_has_two_dates_for_searching():
    yearly = Pattern(kind="monthly", weekdays=(5,), ordinals=(1,), months=(6,), begins=time(10))
    group = make_group(patterns=[yearly])

    GroupSearch.objects.refresh(at=AT)

    assert [f"{row.starts_at:%Y-%m-%d}" for row in group.occurrences.all()] == ["2027-06-05", "2028-06-03"]


def test_a_paused_group_meets_from_the_day_it_is_back():
    group = make_group(status="paused", paused_until=date(2026, 12, 15))

    assert dates(group, 2) == ["12-15 18:30", "12-22 18:30"]
    assert dates(make_group(status="closed")) == []


def test_an_exception_moved_to_another_group_refreshes_the_first():
    was, becomes = make_group(), make_group()
    first = was.next_meetings(AT, 1)[0].starts
    change = ScheduleException.objects.create(group=was, first=first.date())
    GroupSearch.objects.refresh(at=AT)

    change.group = becomes
    change.save()

    assert len(dates_of(was)) == len(dates_of(becomes)) + 1


def test_a_changed_web_address_keeps_leading_to_the_group():
    group = Group.objects.get(pk=make_group(slug="old").pk)
    group.slug = "new"
    group.save()
    group.slug = "newest"
    group.save()

    assert sorted(group.former_slugs.values_list("slug", flat=True)) == ["new", "old"]
    group.slug = "old"
    group.save()
    assert sorted(group.former_slugs.values_list("slug", flat=True)) == ["new", "newest"]


def test_a_hidden_street_hides_everything_but_the_town():
    venue = make_venue(
        name="Fern House", room="Attic", directions="Blue door", is_street_public=False, latitude=41.0814
    )
    group = make_group(venue=venue)

    assert group.place.lines == ["Akron, OH"]
    assert (group.place.directions, group.place.latitude, search_of(group).latitude) == ("", 41.1, 41.1)
    assert "fern" not in search_of(group).text
    assert group.place.is_exact is False


def test_a_venue_that_moves_takes_its_groups_along():
    group = make_group()

    group.venue.latitude, group.venue.longitude, group.venue.town = 35.08, -106.65, "Albuquerque"
    group.venue.save()

    row = search_of(group)
    assert (row.latitude, row.longitude) == (35.08, -106.65)
    assert "albuquerque" in row.text


@pytest.mark.parametrize("visibility", ["on-request", "never"])
def test_links_and_passcodes_are_shown_only_if_public(visibility):
    secret = {"join_link": "https://zoom.us/j/1", "dial_in": "555-0100", "passcode": "4711"}
    group = make_group(attendance="online", link_visibility=visibility, **secret)
    known = make_group(attendance="online", link_visibility="public", **secret)

    joining = group.how_to_join
    assert (joining.link, joining.dial_in, joining.passcode, joining.is_withheld) == ("", "", "", True)
    assert (known.how_to_join.link, known.how_to_join.passcode) == ("https://zoom.us/j/1", "4711")


def test_a_contact_is_private_unless_somebody_chose_otherwise():
    group = make_group()
    Contact.objects.create(group=group, name="Ann", phone="555-0100")
    public = Contact.objects.create(group=group, name="Bea", phone="555-0101", is_public=True)

    assert group.public_contacts == [public]


def test_a_confirmation_makes_an_unconfirmed_listing_listed_and_says_when_it_is_due_again():
    group = make_group(status="unconfirmed", attendance="online", confirmed_on=None)

    group.confirm(on=date(2026, 12, 1), by="leader", how="phone")

    group.refresh_from_db()
    assert (group.status, group.confirmed_on, group.due_on) == (
        "listed",
        date(2026, 12, 1),
        date(2027, 3, 31),
    )


def test_a_confirmation_of_an_earlier_day_does_not_make_it_older():
    group = make_group(confirmed_on=None)

    group.confirm(on=date(2026, 12, 1), by="leader", how="phone")
    group.confirm(on=date(2026, 10, 1), by="staff", how="website")

    assert (group.confirmed_on, group.confirmed_by) == (date(2026, 12, 1), "leader")


def test_the_finder_offers_what_is_listed_paused_or_unconfirmed_for_a_while():
    shown = {make_group(), make_group(status="paused", paused_until=date(2027, 1, 1))}
    shown.add(make_group(status="unconfirmed", confirmed_on=date(2026, 5, 1)))
    make_group(status="unconfirmed", confirmed_on=date(2025, 5, 1))
    make_group(status="draft")
    make_group(status="closed")

    assert set(Group.objects.findable(AT)) == shown


def test_validation_errors_are_attached_to_their_fields():
    group = make_group()
    group.attendance, group.joining = "online", ""

    with pytest.raises(ValidationError) as refused:
        group.full_clean()

    assert list(refused.value.message_dict) == ["joining"]


def test_once_a_day_the_dates_for_searching_move_on(time_machine):
    group = make_group()
    GroupSearch.objects.refresh(at=AT)
    assert group.search.next_at == datetime.datetime(2026, 12, 1, 23, 30, tzinfo=UTC)

    time_machine.move_to(AT + datetime.timedelta(days=1), tick=False)
    call_command("refresh_groups", stdout=io.StringIO())

    group.search.refresh_from_db()
    assert group.search.next_at == group.occurrences.first().starts_at
    assert group.search.next_at == datetime.datetime(2026, 12, 8, 23, 30, tzinfo=UTC)


def test_a_refresh_takes_the_same_queries_for_one_group_and_three(django_assert_num_queries):
    for _more in range(2):
        make_group()
        GroupSearch.objects.refresh(at=AT)
        with django_assert_num_queries(14):
            GroupSearch.objects.refresh(at=AT)
        make_group()


def test_a_group_that_has_begun_to_meet_today_is_put_in_order_by_its_next_date():
    group = make_group()
    GroupSearch.objects.refresh(at=AT)
    evening = AT + datetime.timedelta(hours=14)

    known = group.search.next_at
    assert GroupSearch.objects.with_next_at(AT).get().meets_at == known
    assert GroupSearch.objects.with_next_at(evening).get().meets_at == known + datetime.timedelta(days=7)


@pytest.mark.parametrize(("make", "field"), [(make_venue, "directions"), (make_organization, "description")])
def test_links_and_passcodes_are_refused_in_public_texts_of_venues_and_organizations(make, field):
    owner = make(**{field: "Ring twice."})
    owner.full_clean()
    setattr(owner, field, "Zoom: https://zoom.us/j/123456789 passcode: 4711")

    with pytest.raises(ValidationError) as refused:
        owner.full_clean()

    assert list(refused.value.message_dict) == [field]
