"""The invented directory once it is loaded: whole, and showing everything that a directory can show."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mbc_site.demo import directory
from support_groups.listings import confirmation
from support_groups.models import (
    Confirmation,
    Contact,
    Group,
    Organization,
    ScheduleException,
    Venue,
    VenueAccess,
)

TODAY = date(2026, 11, 26)

pytestmark = pytest.mark.django_db


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def test_it_counts_what_it_added(loaded):
    assert loaded["invented organizations"] == Organization.objects.count()
    assert loaded["invented venues"] == Venue.objects.count()
    assert loaded["invented support groups"] == len(directory.listings()) == Group.objects.count()


def test_everything_would_pass_the_forms_of_the_admin(loaded):
    for model in (Organization, Venue, VenueAccess, Group, Contact, ScheduleException, Confirmation):
        rows = model.objects.all()
        assert rows
        for row in rows:
            row.full_clean()
    for group in Group.objects.exclude(status="draft"):
        assert [problem for problem in group.problems() if problem.is_error] == [], group.slug


def test_no_listing_but_a_draft_is_incomplete(loaded):
    assert {group.status for group in Group.objects.incomplete()} == {"draft"}


def test_every_status_confirmation_and_change_occurs(loaded):
    def kinds(model, field):
        return set(model.objects.values_list(field, flat=True))

    assert kinds(Group, "status") == set(Group.Status.values)
    assert kinds(Group, "confirmed_by") - {""} == set(Group.Confirmer.values)
    assert kinds(Group, "confirmed_how") - {""} == set(Group.Means.values)
    assert kinds(ScheduleException, "kind") == set(ScheduleException.Kind.values)
    for about in ("group", "venue", "organization"):
        assert ScheduleException.objects.exclude(**{about: None}).exists()
    for field in ("may_listen", "camera_off", "carers_present", "dying_talked_about"):
        assert kinds(Group, field) == {*Group.Answer.values, ""}


@pytest.mark.parametrize("name", directory.VOCABULARIES)
def test_every_word_of_the_vocabularies_is_used(loaded, name):
    vocabulary = directory.VOCABULARIES[name]
    used = set(Group.objects.values_list(f"{name}__code", flat=True))
    if name == "access":
        used |= set(VenueAccess.objects.values_list("feature__code", flat=True))

    assert set(vocabulary.objects.values_list("code", flat=True)) <= used


def test_a_venue_has_some_features_and_is_known_to_lack_others(loaded):
    for is_there in (True, False):
        assert VenueAccess.objects.filter(is_there=is_there).exclude(note="").exists()


@pytest.mark.parametrize(
    ("shape", "least"),
    [
        (lambda p: p.kind == "weekly" and p.interval == 1, 20),
        (lambda p: p.kind == "weekly" and p.interval > 1, 4),
        (lambda p: p.kind == "monthly" and p.interval > 1, 1),
        (lambda p: p.kind == "monthly" and len(p.ordinals) > 1, 5),
        (lambda p: p.kind == "monthly" and -1 in p.ordinals, 3),
        (lambda p: p.kind == "monthly_date", 3),
        (lambda p: p.kind == "daily", 3),
        (lambda p: p.count, 3),
        (lambda p: p.kind == "dates", 2),
        (lambda p: p.kind == "appointment", 3),
        (lambda p: p.months, 4),
        (lambda p: p.ends_on, 1),
        (lambda p: p.begins and p.begins.hour * 60 + p.begins.minute + (p.minutes or 0) > 24 * 60, 1),
    ],
)
def test_every_way_to_meet_occurs(loaded, shape, least):
    patterns = [pattern for group in Group.objects.exclude(status="draft") for pattern in group.patterns]

    assert sum(bool(shape(pattern)) for pattern in patterns) >= least


def test_groups_meet_in_many_zones_and_one_group_in_two(loaded):
    groups = Group.objects.prefetch_related("meeting_patterns")
    zones = set(groups.values_list("zone", flat=True))

    assert len(zones) >= 15
    assert {"America/Phoenix", "Pacific/Honolulu", "America/Puerto_Rico", "Asia/Kathmandu"} <= zones
    (two,) = (group for group in groups if len({pattern.zone for pattern in group.patterns}) > 1)
    assert two.slug == "two-coasts-online"
    # A pattern that is on its group's own clock follows it when staff give the group another zone.
    assert all(row.pattern.zone != group.zone for group in groups for row in group.meeting_patterns.all())


def test_some_listings_are_fresh_and_some_are_not(loaded):
    freshness = {group.slug: group.freshness(TODAY) for group in Group.objects.filter(status="listed")}
    overdue = set(Group.objects.overdue(TODAY).values_list("slug", flat=True))

    assert sum(state.is_fresh for state in freshness.values()) >= 50
    assert not freshness["plus-and-low-online"].is_fresh
    assert {"evening-bell-savannah", "mossy-shelf-readers-eugene", "plus-and-low-online"} <= overdue
    assert "tuesday-lanterns-akron" not in overdue
    assert Group.objects.get(slug="two-coasts-online").due_on == TODAY + timedelta(days=60)


def test_listings_unconfirmed_for_long_are_no_longer_found(loaded):
    unconfirmed = Group.objects.filter(status="unconfirmed")
    found = unconfirmed.findable(noon(TODAY))

    assert {group.slug for group in unconfirmed} - {group.slug for group in found} == {
        "tin-can-sundays-online"
    }
    assert len(found) >= 3
    assert TODAY - Group.objects.get(slug="tin-can-sundays-online").due_on > confirmation.LEAVES_AFTER


def test_a_translation_says_the_same_of_the_same_group(loaded):
    twins = Group.objects.exclude(translation_of=None)

    assert len(twins) == 3
    for twin in twins:
        original = twin.translation_of
        assert (original.language, twin.language) == ("en", "es")
        for field in (
            "venue",
            "zone",
            "stage_fit",
            "attendance",
            "group_type",
            "led_by",
            "cost",
            "confirmed_on",
            "patterns",
        ):
            assert getattr(twin, field) == getattr(original, field), (twin.slug, field)
        for words in ("audiences", "languages", "activities"):
            assert set(getattr(twin, words).all()) == set(getattr(original, words).all())


def test_private_details_are_in_no_text_that_visitors_read(loaded):
    secrets = {contact.phone or contact.email for contact in Contact.objects.filter(is_public=False)}
    secrets |= {venue.street for venue in Venue.objects.filter(is_street_public=False)}
    for group in Group.objects.exclude(link_visibility="public"):
        secrets |= {group.join_link, group.passcode, group.dial_in} - {""}

    shown = "\n".join(
        f"{group.summary}{group.description}{group.joining}{group.schedule_note}{group.cost_note}{group.website}"
        for group in Group.objects.all()
    )

    assert len(secrets) >= 30
    assert [secret for secret in secrets if secret in shown] == []
    assert Group.objects.exclude(notes="").count() >= 10


def test_every_line_in_a_list_and_every_page_says_that_the_group_is_invented(loaded):
    for group in Group.objects.all():
        assert group.summary.endswith(
            {"en": " (An invented example.)", "es": " (Un ejemplo inventado.)"}[group.language]
        )
        assert group.description.endswith(directory.INVENTED[group.language])
