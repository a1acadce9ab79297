"""Search results of a BMLT server, as JSON and as CSV."""

import csv
import io
import json

import pytest

from support_groups.exchange import formats
from support_groups.exchange.formats import schedule_text

PLAIN = {
    "id_bigint": "7001",
    "meeting_name": "Made-up Evening",
    "weekday_tinyint": "3",
    "start_time": "19:00:00",
    "duration_time": "01:30:00",
    "formats": "",
}
PLACE = {
    "location_text": "Invented Hall",
    "location_street": "12 Nowhere Ave",
    "location_municipality": "Akron",
    "location_province": "OH",
    "location_postal_code_1": "44308",
    "location_nation": "USA",
}
LINK = {"virtual_meeting_link": "https://zoom.us/j/1"}
WEEKS = {
    "key_string": "W1", "name_string": "First week", "description_string": "Meets in the first week of the month only.",
    "id": "90", "world_id": "", "lang": "en", "format_type_enum": "FC1",
}  # fmt: skip


def parse(*meetings: dict, **beside):
    items = [PLAIN | meeting for meeting in meetings]
    return formats.read(json.dumps({"meetings": items, **beside} if beside else items).encode())


def listing_of(**meeting):
    return parse(meeting).listings[0]


def as_csv(*meetings: dict) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(meetings[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(meetings)
    return text.getvalue().encode()


def words_of(listing) -> str:
    return schedule_text.read_pattern(listing.values["rrule"][0], "America/New_York").words()


def asked(listing) -> list[str]:
    return [problem.column for problem in listing.problems if problem.severity == "question"]


@pytest.mark.parametrize(
    ("number", "day"), [("1", "Sunday"), ("2", "Monday"), (4, "Wednesday"), ("7", "Saturday")]
)
def test_sunday_is_one(number, day):
    assert words_of(listing_of(weekday_tinyint=number)) == f"Every {day}, 7 to 8:30 pm"


@pytest.mark.parametrize(
    "meeting",
    [
        {"weekday_tinyint": "0"},
        {"weekday_tinyint": "8"},
        {"weekday_tinyint": None},
        {"start_time": "late"},
        {"start_time": "00:00:00"},
        {"duration_time": "90"},
        {"duration_time": "11:00:00"},
    ],
)
def test_a_day_time_or_length_that_makes_no_sense_is_a_question_with_its_words_kept(meeting):
    listing = listing_of(**meeting)

    assert asked(listing) == ["schedule"]
    assert listing.values["_unread"]


@pytest.mark.parametrize("length", ["00:00:00", "", None, "24:00:00"])
def test_no_length_is_no_length(length):
    listing = listing_of(duration_time=length)

    assert (words_of(listing), asked(listing)) == ("Every Tuesday, 7 pm", [])


def test_an_open_ended_meeting_has_no_length():
    assert words_of(listing_of(formats="O,OE")) == "Every Tuesday, 7 pm"


def test_place_people_and_identifier_find_their_columns():
    meeting = PLACE | {
        "time_zone": "America/Chicago", "latitude": "41.08", "longitude": "-81.52", "lang_enum": "es",
        "location_info": "Side door", "location_neighborhood": "Old Mill", "location_sub_province": "Summit",
        "comments": "Ring twice.", "service_body_name": "Invented Area", "contact_name_1": "Ann",
        "contact_phone_1": "330-555-0100", "email_contact": "staff@example.org", "phone_meeting_number": "330-555-0101",
        "virtual_meeting_additional_info": "Passcode: 4711", "worldid_mixed": "G1", "root_server_uri": "https://a.example",
    }  # fmt: skip

    values = listing_of(**meeting).values

    expected = {
        "name": "Made-up Evening", "venue": "Invented Hall", "street": "12 Nowhere Ave", "town": "Akron", "region": "OH",
        "postcode": "44308", "country": "US", "time_zone": "America/Chicago", "latitude": 41.08, "longitude": -81.52,
        "listing_language": "es", "directions": "Side door\nOld Mill", "description": "Ring twice.",
        "organization": "Invented Area", "dial_in": "330-555-0101", "passcode": "Passcode: 4711", "_ids": ["7001"],
    }  # fmt: skip
    assert {name: values[name] for name in expected} == expected
    assert values["private_contacts"] == [
        "Ann |  |  | 330-555-0100",
        "Made-up Evening |  | staff@example.org",
    ]
    assert values["_private"] == ["In the file, county: Summit"]


@pytest.mark.parametrize(
    ("meeting", "attendance", "questions"),
    [
        ({**PLACE, "venue_type": "1"}, "in-person", []),
        ({**LINK, "venue_type": "2", "formats": "VM"}, "online", []),
        ({**PLACE, **LINK, "venue_type": 3, "formats": "HY,O"}, "hybrid", []),
        ({**PLACE, **LINK, "venue_type": "2", "formats": "VM,TC"}, "online", []),
        ({**PLACE, **LINK, "formats": "VM"}, "online", []),
        ({"phone_meeting_number": "330-555-0101", "venue_type": "2"}, "telephone", []),
        ({**PLACE, "venue_type": "1", "formats": "TC"}, "in-person", ["status"]),
        ({**PLACE, **LINK, "venue_type": "1", "formats": "VM"}, "in-person", ["attendance"]),
        ({**PLACE, **LINK, "venue_type": "3", "formats": "VM"}, "hybrid", ["attendance"]),
        ({**PLACE, **LINK, "venue_type": "1"}, "in-person", ["attendance"]),
        ({**PLACE, "venue_type": "4"}, "in-person", ["attendance"]),
    ],
)
def test_venue_type_formats_and_links_agree_or_are_asked_about(meeting, attendance, questions):
    listing = listing_of(**meeting)

    assert (listing.values["attendance"], asked(listing)) == (attendance, questions)


def test_formats_become_terms_and_the_others_are_named():
    parsed = parse({**PLACE, "formats": "W,ES,WC,SL,BT,Xq", "contact_fax": "1", "format_BT": "1"})

    values = parsed.listings[0].values
    assert {name: values[name] for name in ("audiences", "languages", "venue_has", "access")} == {
        "audiences": ["women"], "languages": ["es"], "venue_has": ["step-free"], "access": ["sign-language"],
    }  # fmt: skip
    assert dict(parsed.unused) == {"contact_fax": 1, "formats: BT": 1, "formats: Xq": 1}


def test_described_formats_are_read_by_their_world_id_and_language():
    beside = [
        {"key_string": "Lad", "name_string": "Ladies", "description_string": "", "id": "5", "world_id": "W", "lang": "en"},
        {"key_string": "Ital", "name_string": "Italian", "id": "6", "world_id": "LANG", "lang": "en"},
        {"key_string": "M", "name_string": "Mixed", "id": "7", "world_id": "", "lang": "en", "description_string": "x"},
    ]  # fmt: skip
    parsed = parse({**PLACE, "formats": "Lad,Ital", "format_shared_id_list": "5,6"}, formats=beside)

    values = parsed.listings[0].values
    assert (values["audiences"], values["languages"]) == (["women"], ["Italian"])
    assert not parsed.unused


def test_an_unknown_format_that_may_name_a_week_is_asked_about():
    assert asked(listing_of(**PLACE, formats="O,W1")) == ["schedule"]


def test_a_described_format_about_times_is_handed_on_as_a_note():
    listing = parse({**PLACE, "formats": "W1", "format_shared_id_list": "90"}, formats=[WEEKS]).listings[0]

    assert listing.values["_notes"] == ["First week. Meets in the first week of the month only."]


def test_an_unpublished_meeting_is_asked_about():
    assert asked(listing_of(**PLACE, published="0")) == ["status"]
    assert asked(listing_of(**PLACE, published="1")) == []


def test_ids_of_several_servers_are_told_apart():
    parsed = parse({"root_server_uri": "https://a.example"}, {"root_server_uri": "https://b.example"})

    assert [listing.values["_ids"] for listing in parsed.listings] == [
        ["https://a.example 7001"],
        ["https://b.example 7001"],
    ]


def test_the_table_says_the_same_as_the_json():
    meeting = (
        PLAIN | PLACE | {"formats": "W,BT", "comments": "Ring twice.", "format_BT": "1", "format_M": "0"}
    )

    from_table = formats.read(as_csv(meeting))

    from_json = formats.read(json.dumps([meeting]).encode())
    assert (from_table.format, from_table.in_lines, from_table.listings[0].position) == ("BMLT", True, 2)
    assert from_table.listings[0].values == from_json.listings[0].values
    assert from_table.unused == from_json.unused
    assert formats.columns_of(as_csv(meeting)) is None


def test_an_old_table_names_its_formats_in_columns_of_their_own():
    meeting = {name: text for name, text in PLAIN.items() if name != "formats"} | {
        "format_W": "1",
        "format_M": "0",
    }

    assert formats.read(as_csv(meeting)).listings[0].values["audiences"] == ["women"]


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (
            [PLAIN, {"name": "A", "slug": "a", "day": 1}],
            "The file mixes groups in several formats (BMLT + TSML). Import each as its own file.",
        ),
        (
            [WEEKS],
            "This is a list of formats or service bodies of a BMLT server. Save its search results instead.",
        ),
        (
            [{"id": "1", "parent_id": "0", "name": "Area", "helpline": ""}],
            "This is a list of formats or service bodies of a BMLT server. Save its search results instead.",
        ),
    ],
)
def test_a_mixture_and_other_lists_of_a_server_are_refused_by_name(document, sentence):
    with pytest.raises(formats.UnknownFormat) as refused:
        formats.read(json.dumps(document).encode())

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "value", [None, 7, -1.5, True, "", [], {}, [{"a": [1]}], {"a": {"b": 1}}, "x" * 100_000, "9" * 4000]
)
@pytest.mark.parametrize(
    "name", [*PLAIN, *PLACE, "venue_type", "published", "latitude", "format_shared_id_list", "time_zone"]
)
def test_whatever_a_field_holds_the_meeting_is_read_or_asked_about(name, value):
    parsed = parse(PLACE | {name: value})

    assert len(parsed.listings) == 1


def test_what_is_no_meeting_is_named_and_the_others_are_read():
    parsed = formats.read(json.dumps([PLAIN, 5, None, ["x"], PLAIN]).encode())

    assert [position for position, _sentence in parsed.problems] == [2, 3, 4]
    assert [listing.position for listing in parsed.listings] == [1, 5]


@pytest.mark.parametrize(("latitude", "longitude"), [("41.08", ""), ("41.08", "west"), (None, "-81.52")])
def test_half_a_point_is_no_point_and_is_said(latitude, longitude):
    listing = listing_of(**PLACE, latitude=latitude, longitude=longitude)

    assert not {"latitude", "longitude"} & set(listing.values)
    assert [problem.severity for problem in listing.problems if problem.column == "latitude"] == ["note"]


STANDARD = {
    "TC": ("Temporarily Closed Facility", "Facility is Temporarily Closed", "2"),
    "C": ("Closed", "You should attend only if you believe that you may have a problem with substance abuse.", "1"),
    "OE": ("Open Ended", "The meeting continues until everyone present has had a chance to share.", "1"),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("code", STANDARD)
@pytest.mark.parametrize("more", ["", " Not in the last week of the month."])
def test_what_the_formats_of_every_server_say_is_asked_about_only_where_a_server_adds_to_it(
    run_import, code, more
):
    name, description, venue_type = STANDARD[code]
    described = WEEKS | {"key_string": code, "world_id": "", "name_string": name}
    described |= {"description_string": description + more}
    meeting = PLAIN | PLACE | {"formats": code, "venue_type": venue_type} | (LINK if code == "TC" else {})

    report = run_import(json.dumps({"meetings": [meeting], "formats": [described]}))

    assert any("question: schedule" in line for line in report) == bool(more), report
