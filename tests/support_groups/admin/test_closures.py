"""Venues and organizations: closed for some days, found on the map, kept while they are in use."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from support_groups.models import AccessFeature, Activity, Organization, ScheduleException, Venue, VenueAccess
from tests.factories import make_group, make_organization, make_venue, search_of
from tests.posting import as_submitted
from tests.support_groups.admin.pages import change_page, errors, opened, saved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_first_of_december():
    with time_machine.travel(datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC), tick=False):
        yield


def close_page(owner) -> str:
    return reverse(f"admin:support_groups_{owner._meta.model_name}_close", args=[owner.pk])


DAYS = {"first": "2026-12-20", "last": "2027-01-02", "reason": "Library closed"}


@pytest.mark.parametrize("kind", ["venue", "organization"])
def test_closing_shows_which_groups_it_affects_before_anything_is_saved(as_grace, kind):
    owner = {"venue": make_venue, "organization": make_organization}[kind]()
    touched = make_group(name="Touched", **{kind: owner})
    make_group(name="Elsewhere")
    make_group(name="Closed group", status="closed", **{kind: owner})

    shown = as_grace.post(close_page(owner), DAYS)
    page = shown.content.decode()

    assert "1 group meets on those days. Visitors will read:" in page
    assert "Touched" in page
    struck = [f"<del>Tue, Dec {day}, 2026, 6:30 pm</del> no meeting: Library closed" for day in (22, 29)]
    assert (struck[0] in page, struck[1] in page, "Jan 5" in page) == (True, True, False)
    assert ("Elsewhere" in page, "Closed group" in page) == (False, False)
    assert not ScheduleException.objects.exists()

    response = as_grace.post(close_page(owner), as_submitted(shown, _confirm="1"))

    assert response.headers["Location"] == change_page(owner)
    change = owner.schedule_exceptions.get()
    assert (change.first, change.last, change.reason) == (
        datetime.date(2026, 12, 20),
        datetime.date(2027, 1, 2),
        "Library closed",
    )
    days = [meeting.is_canceled for meeting in touched.meetings_between(change.first, change.last)]
    assert days == [True, True]


def test_a_meeting_that_still_takes_place_is_shown_as_such(as_grace):
    venue = make_venue()
    group = make_group(venue=venue)
    elsewhere = {"kind": "place", "first": datetime.date(2026, 12, 22), "place": "Main Library"}
    ScheduleException.objects.create(group=group, **elsewhere)

    page = as_grace.post(close_page(venue), DAYS).content.decode()

    assert "<li>Tue, Dec 22, 2026, 6:30 pm: Main Library" in page
    assert "<del>Tue, Dec 29, 2026" in page


def test_other_days_than_those_shown_are_shown_first(as_grace):
    venue = make_venue()
    shown = as_grace.post(close_page(venue), DAYS)

    again = as_grace.post(close_page(venue), as_submitted(shown, _confirm="1", last="2027-02-02"))
    unseen = as_grace.post(close_page(venue), DAYS | {"_confirm": "1"})

    assert (again.status_code, unseen.status_code) == (200, 200)
    assert "No listed group meets on those days." in again.content.decode()
    assert not ScheduleException.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"last": "2026-12-01"}, "last", "The last day is before the first."),
        ({"last": "2029-12-01"}, "last", "This is more than a year."),
        ({"first": "2026-11-01", "last": "2026-11-02"}, "last", "Choose a last day that is not in the past."),
        ({"first": "9999-12-31", "last": "9999-12-31"}, "first", "Enter a year from 1900 to 2199."),
        ({"first": "tomorrow"}, "first", "Enter a valid date."),
        ({"reason": "x" * 10_000}, "reason", "at most 200 characters"),
        ({"reason": "\x00"}, "reason", "Null characters are not allowed."),
        ({"reason": "Passcode: 4711"}, "reason", "Remove the meeting link or passcode."),
    ],
)
def test_days_that_make_no_sense_are_refused(as_grace, typed, field, told):
    response = as_grace.post(close_page(make_venue()), DAYS | typed)

    assert told in response.context["form"].errors[field][0]


def test_closing_needs_permission(as_vera, as_ada, visitor, as_grace):
    venue = make_venue()

    for client in (as_vera, as_ada):
        assert client.get(close_page(venue)).status_code == 403
        assert client.post(close_page(venue), DAYS | {"_confirm": "1"}).status_code == 403
    assert visitor.get(close_page(venue)).status_code == 302
    assert as_grace.get(close_page(venue)).status_code == 200
    assert as_grace.get(reverse("admin:support_groups_venue_close", args=[10**12])).status_code == 404


@pytest.mark.parametrize("make", [make_venue, make_organization])
def test_a_venue_or_organization_in_use_cannot_be_deleted_and_its_groups_are_named(as_grace, make):
    owner = make()
    kind = owner._meta.model_name
    make_group(name="Circle", **{kind: owner})
    unused = make()
    page = f"admin:support_groups_{kind}_delete"

    refused = as_grace.post(reverse(page, args=[owner.pk]), {"post": "yes"}, follow=True)
    as_grace.post(reverse(page, args=[unused.pk]), {"post": "yes"})

    assert "Circle" in refused.content.decode()
    left = type(owner).objects
    assert left.filter(pk=owner.pk).exists()
    assert not left.filter(pk=unused.pk).exists()


def test_a_venue_is_added_with_its_access_and_closures(as_grace):
    feature = VenueAccess._meta.get_field("feature").related_model.objects.first()
    data = as_submitted(
        as_grace.get(reverse("admin:support_groups_venue_add")),
        name="Fern House",
        town="Akron",
        latitude="41.08",
        longitude="-81.52",
        **{
            "access_known-TOTAL_FORMS": 1,
            "access_known-0-feature": feature.pk,
            "access_known-0-is_there": "on",
        },
        **{
            "schedule_exceptions-TOTAL_FORMS": 1,
            "schedule_exceptions-0-kind": "cancelled",
            "schedule_exceptions-0-first": "2026-12-24",
        },
    )

    response = as_grace.post(reverse("admin:support_groups_venue_add"), data)

    assert response.status_code == 302, errors(response)
    venue = Venue.objects.get()
    assert venue.access_known.get().feature == feature
    assert venue.schedule_exceptions.get().first == datetime.date(2026, 12, 24)


def test_coordinates_typed_by_a_coordinator_are_kept(as_grace):
    venue = make_venue()

    saved(as_grace, venue, latitude="41.5", longitude="-81.5")

    venue.refresh_from_db()
    assert (venue.latitude, venue.longitude) == (41.5, -81.5)


def test_a_venue_nobody_can_locate_is_saved_with_a_warning(as_grace):
    venue = make_venue(town="Nowhere at All", postcode="", region="", latitude=None, longitude=None)

    page = as_grace.post(change_page(venue), opened(as_grace, venue), follow=True).content.decode()

    assert (
        "We don’t know where this is, so searches by distance won’t find it. Check the address, or enter latitude and longitude."
        in page
    )


def test_a_venue_without_coordinates_gets_those_of_its_zip_code(as_grace):
    venue = make_venue(latitude=None, longitude=None)
    group = make_group(venue=venue)

    saved(as_grace, venue)

    venue.refresh_from_db()
    assert (round(venue.latitude), round(venue.longitude)) == (41, -82)
    assert search_of(group).latitude == venue.latitude


SPRINGFIELD = {"street": "1 Main Street", "town": "Springfield", "region": "IL", "postcode": "62701"}


@pytest.mark.parametrize("is_looked_up", [True, False])
def test_a_venue_that_moves_to_another_town_moves_on_the_map(as_grace, is_looked_up):
    venue = make_venue(**({"latitude": None, "longitude": None} if is_looked_up else {}))
    group = make_group(venue=venue)
    if is_looked_up:
        saved(as_grace, venue)

    page = as_grace.post(change_page(venue), opened(as_grace, venue, **SPRINGFIELD), follow=True)

    row = search_of(group)
    assert (round(row.latitude, 1), round(row.longitude, 1), row.region) == (39.8, -89.7, "IL")
    assert "so we looked up its location again" in page.content.decode()


def test_a_corrected_point_stays_when_the_address_is_corrected(as_grace):
    venue = make_venue(latitude=41.0825, longitude=-81.5215)

    saved(as_grace, venue, street="12 Fern Street", postcode="44304")

    venue.refresh_from_db()
    assert (venue.latitude, venue.longitude) == (41.0825, -81.5215)


def test_a_point_and_an_address_given_together_are_both_kept(as_grace):
    venue = make_venue()

    saved(as_grace, venue, latitude="39.9", longitude="-89.7", **SPRINGFIELD)

    venue.refresh_from_db()
    assert (venue.town, venue.latitude, venue.longitude) == ("Springfield", 39.9, -89.7)


def test_a_feature_just_added_by_a_colleague_is_refused_beside_its_row(as_grace):
    venue, feature = make_venue(), AccessFeature.objects.first()
    row = {
        "access_known-TOTAL_FORMS": 1,
        "access_known-0-feature": feature.pk,
        "access_known-0-is_there": "on",
    }
    data = opened(as_grace, venue, notes="Ring twice.", **row)
    venue.access_known.create(feature=feature)

    response = as_grace.post(change_page(venue), data)

    assert "This feature is already in the list." in str(errors(response))
    assert response.context["adminform"].form["notes"].value() == "Ring twice."


def test_half_a_point_is_refused(as_grace):
    venue = make_venue()

    response = as_grace.post(change_page(venue), opened(as_grace, venue, longitude=""))

    assert "Enter both latitude and longitude, or neither." in str(errors(response))


@pytest.mark.parametrize("make", [make_venue, make_organization])
def test_the_list_takes_the_same_queries_for_one_and_for_three(as_grace, make, django_assert_num_queries):
    address = reverse(f"admin:support_groups_{make()._meta.model_name}_changelist")
    queries = 8 if make is make_venue else 7
    with django_assert_num_queries(queries):
        as_grace.get(address)
    for owner in (make(), make()):
        make_group(**{owner._meta.model_name: owner})

    with django_assert_num_queries(queries):
        as_grace.get(address)


def test_a_term_in_use_cannot_be_deleted_and_an_unused_one_can(as_grace):
    used, unused = Activity.objects.get(code="art"), Activity.objects.get(code="music")
    make_group(name="Circle").activities.add(used)
    page = "admin:support_groups_activity_delete"

    refused = as_grace.post(reverse(page, args=[used.pk]), {"post": "yes"}).content.decode()
    as_grace.post(reverse(page, args=[unused.pk]), {"post": "yes"})

    assert "is used by Circle. Turn “offered” off instead." in refused
    assert Activity.objects.filter(pk=used.pk).exists()
    assert not Activity.objects.filter(pk=unused.pk).exists()


def test_the_code_of_a_term_never_changes(as_grace):
    word = Activity.objects.get(code="art")

    as_grace.post(change_page(word), opened(as_grace, word, name="Painting", code="painting"))

    word.refresh_from_db()
    assert (word.name, word.code) == ("Painting", "art")


def test_a_second_organization_with_the_same_name_is_refused_beside_it(as_grace):
    make_organization(name="Alder Falls")
    data = as_submitted(as_grace.get(reverse("admin:support_groups_organization_add")), name="Alder Falls")

    response = as_grace.post(reverse("admin:support_groups_organization_add"), data)

    assert list(errors(response)) == ["name"]
    assert Organization.objects.count() == 1
