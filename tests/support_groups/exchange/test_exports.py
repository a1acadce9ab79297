"""Open data contain everything that is public, and nothing else."""

import csv
import io
import json
from datetime import date

import pytest
from django.utils import timezone

from support_groups.models import Group, GroupSearch, ScheduleException
from tests.factories import make_group, make_organization, make_venue

pytestmark = pytest.mark.django_db
SECRETS = {"join_link": "https://zoom.us/j/9182736", "dial_in": "330-555-0177", "passcode": "4711xyz"}
FORMATS = ["csv", "json"]


def export(client, format, **query) -> str:
    response = client.get(f"/support-groups/export.{format}", query)
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def rows(text: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("visibility", ["on-request", "never"])
def test_a_link_that_is_not_public_is_in_no_export(visitor, format, visibility):
    group = make_group(attendance="hybrid", link_visibility=visibility, **SECRETS)
    ScheduleException.objects.create(
        group=group, kind="place", first=date(2030, 1, 1), place="Room 2", link="https://zoom.us/j/other"
    )
    public = make_group(attendance="online", link_visibility="public", **SECRETS | {"passcode": "openhouse"})

    text = export(visitor, format)

    assert text.count("https://zoom.us/j/9182736") == text.count("openhouse") + (format == "json")
    assert "openhouse" in text  # the row that may be known is there
    assert public.name in text
    assert group.name in text
    assert "4711xyz" not in text
    assert "zoom.us/j/other" not in text
    assert "Room 2" in text


@pytest.mark.parametrize("format", FORMATS)
def test_a_link_of_a_schedule_exception_is_as_visible_as_the_groups_own(visitor, format):
    group = make_group(attendance="online", link_visibility="public", **SECRETS)
    ScheduleException.objects.create(
        group=group, kind="place", first=date(2030, 1, 1), link="https://zoom.us/j/other"
    )

    assert "zoom.us/j/other" in export(visitor, format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_meeting_with_another_link_that_is_not_public_leaves_the_export_whole(visitor, format):
    group = make_group(attendance="online", link_visibility="on-request", **SECRETS)
    for day, where in ((1, {"link": "https://zoom.us/j/other"}), (8, {"place": "Café"})):
        ScheduleException.objects.create(group=group, kind="place", first=date(2030, 1, day), **where)

    text = export(visitor, format)

    assert group.name in text
    assert "2030-01-08" in text
    assert "2030-01-01" not in text
    assert "zoom.us/j/other" not in text


@pytest.mark.parametrize("format", FORMATS)
def test_a_hidden_street_leaves_the_town_alone(visitor, format):
    venue = make_venue(
        name="Fern House", street="7 Secret Lane", room="Attic", postcode="44399", directions="Blue door",
        is_street_public=False, latitude=41.081445, longitude=-81.519005, notes="Ring Ann",
    )  # fmt: skip
    elevator = venue.access.model.objects.get(code="elevator")
    venue.access_known.create(feature=elevator, note="behind the bakery")
    make_group(venue=venue)
    shown = make_group()

    text = export(visitor, format)

    for secret in (
        "Fern House",
        "Secret Lane",
        "Attic",
        "44399",
        "Blue door",
        "41.081445",
        "81.519005",
        "Ring Ann",
        "bakery",
    ):
        assert secret not in text, secret
    assert str(venue.uid) not in text
    assert "41.1" in text
    assert shown.venue.street in text


@pytest.mark.parametrize("format", FORMATS)
def test_the_venue_of_a_group_that_does_not_meet_there_is_not_exported(visitor, format):
    make_group(attendance="online", venue=make_venue(name="Old Mill"))

    assert "Old Mill" not in export(visitor, format)


@pytest.mark.parametrize("format", FORMATS)
def test_private_contacts_and_notes_are_not_exported(visitor, format):
    group = make_group(notes="Ann is ill", organization=make_organization(notes="Owes us"))
    group.contacts.create(name="Private Ann", email="ann@example.org")
    group.contacts.create(name="Public Bea", phone="330-555-0101", is_public=True)
    group.confirm(on=timezone.localdate(), by="leader", how="phone", note="she sounded tired")
    pattern = group.meeting_patterns.get()
    pattern.phrase = "Tuesdays, ask Private Ann"
    pattern.save()

    text = export(visitor, format)

    for secret in ("Ann", "ann@example.org", "Owes us", "tired"):
        assert secret not in text
    assert "Public Bea" in text
    assert "330-555-0101" in text


@pytest.mark.parametrize("format", FORMATS)
def test_only_what_the_finder_finds_is_exported(visitor, format):
    shown = make_group(name="Shown")
    make_group(name="Draft circle", status="draft")
    make_group(name="Ended circle", status="closed")
    draft = make_group(name="Borrador", status="draft", language="es")
    Group.objects.filter(pk=shown.pk).update(translation_of=draft)
    online = make_group(name="Elsewhere", attendance="online")

    text = export(visitor, format)
    filtered = export(visitor, format, how="online")

    assert "Shown" in text
    assert "Draft circle" not in text
    assert "Ended circle" not in text
    assert str(draft.uid) not in text
    assert online.name in filtered


@pytest.mark.parametrize("format", FORMATS)
def test_the_finders_parameters_filter_the_export(visitor, format):
    make_group(name="For MBC", stage_fit="mbc")
    make_group(name="For anyone", stage_fit="any")

    everything, chosen = export(visitor, format), export(visitor, format, fit="mbc")

    assert "For anyone" in everything
    assert "For MBC" in chosen
    assert "For anyone" not in chosen


@pytest.mark.parametrize(("format", "queries"), [("csv", 9), ("json", 17)])
@pytest.mark.parametrize("number", [1, 3])
def test_an_export_takes_the_same_queries_for_any_number_of_groups(
    visitor, django_assert_num_queries, format, queries, number
):
    for _ in range(number):
        group = make_group(organization=make_organization())
        group.contacts.create(name="Bea", phone="1", is_public=True)
        ScheduleException.objects.create(group=group, first=date(2030, 1, 1))
        ScheduleException.objects.create(venue=group.venue, first=date(2030, 1, 1))
        group.venue.access_known.create(feature_id=group.venue.access.model.objects.first().pk)
    GroupSearch.objects.refresh()

    with django_assert_num_queries(queries):
        export(visitor, format)


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_begins_as_a_formula(visitor, text):
    make_group(name=f"{text} circle", cost_note=text)

    cells = [cell for row in csv.reader(io.StringIO(export(visitor, "csv"), newline="")) for cell in row]

    assert any(text.strip() in cell for cell in cells)
    assert [
        cell
        for cell in cells
        if cell[:1] in tuple("=+-@\t＝") and not cell.lstrip("-").replace(".", "").isdigit()
    ] == []


def test_the_file_for_staff_has_everything_and_only_coordinators_get_it(as_grace, as_ada, as_vera, visitor):
    group = make_group(attendance="online", notes="Ann is ill", **SECRETS)
    group.contacts.create(name="Private Ann", email="ann@example.org")
    address = "/admin/support_groups/group/export-private.csv"

    response = as_grace.get(address)
    row = rows(b"".join(response.streaming_content).decode())[0]

    assert (row["join_link"], row["passcode"], row["notes"]) == (
        SECRETS["join_link"],
        "4711xyz",
        "Ann is ill",
    )
    assert row["private_contacts"] == "Private Ann |  | ann@example.org"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="PRIVATE-')
    for client in (as_ada, as_vera):
        assert client.get(address).status_code == 403
    assert visitor.get(address).status_code == 302


def test_hsds_says_when_and_where_in_its_own_fields(visitor):
    group = make_group(zone="Asia/Kathmandu", cost="free", summary="We talk.", description="And listen.")
    ScheduleException.objects.create(group=group, first=date(2026, 12, 22), reason="Holiday")

    service = json.loads(export(visitor, "json"))["contents"][0]

    schedule = service["schedules"][0]
    assert {name: schedule[name] for name in ("freq", "interval", "byday", "opens_at", "closes_at", "timezone")} == {
        "freq": "WEEKLY", "interval": 1, "byday": "TU", "opens_at": "18:30", "closes_at": "20:00", "timezone": 5.75,
    }  # fmt: skip
    assert "No meeting on 2026-12-22 (Holiday)." in schedule["notes"]
    assert schedule["schedule_link"].endswith(group.get_absolute_url())
    assert service["description"] == "We talk.\n\nAnd listen."
    assert service["status"] == "active"
    assert service["cost_options"][0]["amount"] == 0
    address = service["service_at_locations"][0]["location"]["addresses"][0]
    assert (address["city"], address["state_province"], address["address_type"]) == (
        "Akron",
        "OH",
        "physical",
    )


def test_the_page_around_the_services_counts_them(visitor):
    assert json.loads(export(visitor, "json"))["empty"] is True
    make_group()

    page = json.loads(export(visitor, "json"))

    assert {name: page[name] for name in page if name != "contents"} == {
        "total_items": 1, "total_pages": 1, "page_number": 1, "size": 1, "first_page": True, "last_page": True, "empty": False,
    }  # fmt: skip
