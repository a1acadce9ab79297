"""How a meeting of a TSML feed is attended: its option, its types and its links may contradict each other."""

import json

import pytest

from support_groups.exchange import formats

PLACE = {"formatted_address": "1 Fern St, Akron, OH 44308, USA"}
LINK = {"conference_url": "https://zoom.us/j/1"}


def listing_of(**meeting):
    plain = {"name": "Porch Talk", "slug": "porch-talk", "day": 0, "time": "18:00"}
    return formats.read(json.dumps([plain | meeting]).encode()).listings[0]


def asked(listing) -> list[str]:
    return [problem.column for problem in listing.problems if problem.severity == "question"]


@pytest.mark.parametrize(
    ("meeting", "attendance"),
    [
        ({**PLACE, **LINK, "types": ["TC"]}, "online"),
        ({**PLACE, **LINK, "types": ["ONL", "TC"], "attendance_option": "online"}, "online"),
        ({**PLACE, "types": "O, Temporarily Closed", **LINK}, "online"),
        ({**LINK, "types": ["ONL"]}, "online"),
        ({**PLACE, **LINK, "types": ["ONL"]}, "hybrid"),
        ({**PLACE, **LINK, "types": ["ONL"], "attendance_option": "hybrid"}, "hybrid"),
        ({**PLACE, **LINK, "types": ["HY"]}, "hybrid"),
        ({**PLACE, **LINK, "attendance_option": "Online"}, "online"),
        ({**PLACE, "types": ["O", "W"]}, "in-person"),
    ],
)
def test_what_agrees_is_concluded_without_a_question(meeting, attendance):
    listing = listing_of(**meeting)

    assert (listing.values["attendance"], asked(listing)) == (attendance, [])


def test_a_closed_location_without_a_link_is_asked_about():
    listing = listing_of(**PLACE, types=["O", "TC"])

    assert asked(listing) == ["status"]
    assert "temporarily closed" in listing.problems[0].sentence


@pytest.mark.parametrize(
    "meeting",
    [
        {**PLACE, **LINK, "types": ["TC"], "attendance_option": "in_person"},
        {**PLACE, **LINK, "types": ["TC"], "attendance_option": "hybrid"},
        {**PLACE, **LINK, "types": ["ONL"], "attendance_option": "in_person"},
        {**PLACE, **LINK, "types": ["HY"], "attendance_option": "online"},
        {**PLACE, **LINK, "attendance_option": "in_person"},
        {**PLACE, "attendance_option": "by pigeon"},
    ],
)
def test_a_contradiction_between_option_types_and_links_is_a_question(meeting):
    assert asked(listing_of(**meeting)) == ["attendance"]


@pytest.mark.parametrize("meeting", [{"types": ["INACTIVE"]}, {"attendance_option": "Inactive"}])
def test_an_inactive_meeting_is_asked_about(meeting):
    assert asked(listing_of(**PLACE, **meeting)) == ["status"]


def test_every_type_is_a_term_or_is_named_in_the_report():
    types = ["DE", "UK", "SEN", "LIT", "XB", "TC", "ONL", "D", "XT", "Juggling", "2nd week"]
    meeting = {"name": "Porch Talk", "slug": "p", "day": 1, "time": "18:00", "types": types, **LINK}

    parsed = formats.read(json.dumps([meeting]).encode())

    listing = parsed.listings[0]
    assert dict(parsed.unused) == dict.fromkeys(
        ["types: D", "types: XT", "types: Juggling", "types: 2nd week"], 1
    )
    assert listing.values["languages"] == ["de", "uk"]
    assert listing.values["activities"] == ["reading"]
    assert [problem.sentence for problem in listing.problems if problem.column == "schedule"] == [
        "We don’t know the type “2nd week”. Does it say in which weeks the group meets?"
    ]


def test_a_table_in_the_same_format_is_read_by_the_same_rules():
    header = "Name,ID,Day,Time,End Time,Types,Address,City,State,Notes,Contact 1 Name,Contact 1 Email,Color"
    row = 'Porch Talk,p-1,Sunday,6:00 PM,7:00 PM,"Women, Location Temporarily Closed",1 Fern St,Akron,OH,Ring,Ann,ann@example.org,red'
    data = f"{header}\n{row}\n".encode()

    parsed = formats.read(data)

    listing = parsed.listings[0]
    assert (parsed.format, listing.position, dict(parsed.unused)) == ("TSML", 2, {"color": 1})
    assert listing.values["_ids"] == ["p-1"]
    assert listing.values["rrule"] == ["RRULE:FREQ=WEEKLY;BYDAY=SU;BYHOUR=18;BYMINUTE=0 DURATION:PT60M"]
    assert (listing.values["audiences"], listing.values["town"]) == (["women"], "Akron")
    assert listing.values["private_contacts"] == ["Ann |  | ann@example.org"]
    assert asked(listing) == ["status"]
    assert formats.columns_of(data) is None


@pytest.mark.parametrize(
    "header", ["Name,ID,Day,Time,Types,End Time,end_time", "Name,Day,Time,Types", "Name,ID,Day,Time"]
)
def test_a_table_whose_columns_are_not_plainly_those_of_the_format_is_any_table(header):
    assert (
        formats.read(f"{header}\n{',' * header.count(',')}\nA{',' * header.count(',')}\n".encode()).format
        == "CSV"
    )
