"""Feeds of the "12 Step Meeting List" plugin."""

import json

import pytest

from support_groups.exchange import formats
from support_groups.exchange.formats import schedule_text
from support_groups.models import Group


def parse(*meetings: dict):
    plain = {"name": "Porch Talk", "slug": "porch-talk", "day": 0, "time": "18:00"}
    return formats.read(json.dumps([plain | meeting for meeting in meetings]).encode())


def listing_of(**meeting):
    return parse(meeting).listings[0]


def sentences(listing) -> list[str]:
    return [problem.sentence for problem in listing.problems]


@pytest.mark.parametrize(
    ("meeting", "words"),
    [
        ({"day": 0, "end_time": "19:30"}, "Every Sunday, 6 to 7:30 pm"),
        ({"day": "6"}, "Every Saturday, 6 pm"),
        ({"day": [1, 3]}, "Every Monday and Wednesday, 6 pm"),
        ({"time": "22:30", "end_time": "00:30"}, "Every Sunday, 10:30 pm to 12:30 am"),
        ({"day": None, "time": ""}, "By appointment"),
    ],
)
def test_sunday_is_zero_and_a_meeting_may_pass_midnight(meeting, words):
    listing = listing_of(**meeting)

    pattern = schedule_text.read_pattern(listing.values["rrule"][0], "America/New_York")
    assert pattern.words() == words
    assert sentences(listing) == []


@pytest.mark.parametrize(
    "meeting",
    [
        {"day": 7},
        {"day": -1},
        {"day": [1, 9]},
        {"day": "x"},
        {"day": {"a": 1}},
        {"time": "late"},
        {"time": ""},
        {"end_time": "17:00"},
    ],
)
def test_a_day_or_time_that_makes_no_sense_is_a_question_with_its_words_kept(meeting):
    listing = listing_of(**meeting)

    assert listing.problems[0].severity == "question"
    assert listing.values["_unread"]


@pytest.mark.parametrize(
    ("meeting", "attendance"),
    [
        ({"attendance_option": "in_person"}, "in-person"),
        ({"attendance_option": "online"}, "online"),
        ({"attendance_option": "hybrid"}, "hybrid"),
        ({"attendance_option": "online", "conference_phone": "+13305550100"}, "telephone"),
        ({"formatted_address": "1 Fern St, Akron, OH 44308, USA"}, "in-person"),
        ({"formatted_address": "Akron, OH, USA", "conference_url": "https://zoom.us/j/1"}, "online"),
    ],
)
def test_the_way_to_meet_follows_from_the_option_or_the_other_fields(meeting, attendance):
    assert listing_of(**meeting).values["attendance"] == attendance


def test_a_group_that_does_not_meet_at_present_raises_a_question():
    listing = listing_of(attendance_option="inactive", formatted_address="1 Fern St, Akron, OH 44308, USA")

    assert sentences(listing) == ["The feed calls it inactive. Does it still meet?"]
    assert listing.values["attendance"] == "in-person"


def test_place_people_and_types_find_their_columns():
    values = listing_of(
        location="Library", formatted_address="1 Fern St, Akron, OH 44308, USA", types=["W", "S", "X", "D"],
        notes="Ring twice.", group="Heron House", timezone="America/Chicago", contact_1_name="Ann",
        contact_1_email="ann@example.org", url="https://example.org/a", regions=["Ohio"], updated="2026-01-01 10:00:00",
    ).values  # fmt: skip

    assert {name: values[name] for name in ("venue", "street", "town", "region", "postcode", "country")} == {
        "venue": "Library", "street": "1 Fern St", "town": "Akron", "region": "OH", "postcode": "44308", "country": "US",
    }  # fmt: skip
    assert (values["audiences"], values["languages"], values["venue_has"]) == (
        ["women"],
        ["es"],
        ["step-free"],
    )
    assert (values["description"], values["organization"], values["time_zone"]) == (
        "Ring twice.",
        "Heron House",
        "America/Chicago",
    )
    assert values["private_contacts"] == ["Ann |  | ann@example.org"]
    assert "contacts" not in values


def test_a_link_gets_no_visibility_and_its_password_stays_private():
    values = listing_of(
        conference_url="https://zoom.us/j/1", conference_url_notes="Password: 4711", link_visibility="public"
    ).values

    assert (values["join_link"], values["passcode"]) == ("https://zoom.us/j/1", "Password: 4711")
    assert "link_visibility" not in values
    long = listing_of(
        conference_url="https://zoom.us/j/1", conference_url_notes="Password: " + "x" * 200
    ).values
    assert "passcode" not in long
    assert long["_private"] == ["Password: " + "x" * 200]


def test_types_and_fields_that_are_not_read_are_counted():
    parsed = parse({"types": ["D", "W"], "venmo": "@a"}, {"types": ["D"]})

    assert dict(parsed.unused) == {"types: D": 2, "venmo": 1}


@pytest.mark.parametrize(
    ("meeting", "words"),
    [
        ({"day": "Sunday"}, "Every Sunday, 6 pm"),
        ({"day": "Mon, Wed"}, "Every Monday and Wednesday, 6 pm"),
        ({"day": ["1", "Friday"]}, "Every Monday and Friday, 6 pm"),
        ({"day": 2.0}, "Every Tuesday, 6 pm"),
        ({"time": "12:15 PM"}, "Every Sunday, 12:15 pm"),
    ],
)
def test_days_and_times_are_read_as_people_write_them(meeting, words):
    listing = listing_of(**meeting)

    assert schedule_text.read_pattern(listing.values["rrule"][0], "America/New_York").words() == words
    assert sentences(listing) == []


@pytest.mark.parametrize("meeting", [{"time": "00:00"}, {"time": "12:00 AM"}, {"time": "23:59"}])
def test_midnight_stands_for_an_unknown_time_until_somebody_says_otherwise(meeting):
    listing = listing_of(**meeting)

    assert "which often stands for noon" in listing.problems[0].sentence
    assert listing.problems[0].severity == "question"
    assert "rrule" not in listing.values


def test_an_end_at_midnight_five_hours_later_is_asked_about():
    listing = listing_of(time="19:00", end_time="00:00")

    assert sentences(listing) == ["It ends at “00:00” in the file. When does it end?"]
    assert "DURATION" not in listing.values["rrule"][0]


def test_a_meeting_keeps_the_identifier_of_its_feed():
    assert listing_of(id=42).values["_ids"] == ["42"]
    assert listing_of().values["_ids"] == ["porch-talk"]


def test_half_a_point_is_no_point_and_is_said():
    listing = listing_of(latitude=41.08, longitude="west")

    assert "latitude" not in listing.values
    assert sentences(listing) == ["“41.08, west” was not understood."]


def test_the_pair_of_coordinates_that_a_bmlt_server_writes_is_read():
    values = listing_of(
        formatted_address="1 Fern St, Akron, OH 44308, USA", coordinates="41.08,-81.52"
    ).values

    assert (values["latitude"], values["longitude"]) == (41.08, -81.52)


HALL = {"formatted_address": "8 Nowhere Rd, Boise, ID 83702, USA", "attendance_option": "in_person"}
TOWN = {"formatted_address": "Boise, ID, USA", "attendance_option": "in_person"}
POINT = {"latitude": 43.612345, "longitude": -116.212345}


@pytest.mark.parametrize("value", ["yes", "Yes", True, "true", 1])
def test_an_approximate_place_has_no_point_and_its_street_is_asked_about(value):
    in_town, with_street = (listing_of(**place, **POINT, approximate=value) for place in (TOWN, HALL))

    assert "latitude" not in in_town.values
    assert "latitude" not in with_street.values
    assert sentences(in_town) == []
    assert [(problem.column, problem.severity) for problem in with_street.problems] == [
        ("street", "question")
    ]


@pytest.mark.parametrize("value", ["no", "No", False, "", None])
def test_a_place_that_is_not_approximate_keeps_its_point(value):
    listing = listing_of(**HALL, **POINT, approximate=value)

    assert listing.values["latitude"] == POINT["latitude"]
    assert sentences(listing) == []


def test_entities_and_tags_of_a_web_site_are_read_as_people_read_them():
    listing = listing_of(
        **HALL,
        name="Women&#8217;s Hope &amp; Light",
        location="St. Mary&#039;s",
        notes="<p>Ring &quot;twice&quot;.<br>Ask <a href='https://example.org/a'>Ann</a>.</p>",
        website="A&B",
    )

    assert (listing.values["name"], listing.values["venue"]) == ("Women’s Hope & Light", "St. Mary's")
    assert listing.values["description"] == 'Ring "twice".\nAsk Ann (https://example.org/a).'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "ours"),
    [("ma%c3%b1ana", "manana"), ("a.b", "ab"), ("%e2%98%85", "porch-talk"), ("a" * 150, "a" * 100)],
)
def test_a_web_address_that_we_cannot_have_keeps_no_meeting_out(run_import, slug, ours):
    feed = json.dumps([{"name": "Porch Talk", "slug": slug, "day": 0, "time": "18:00", **HALL}])

    first, second = run_import(feed), run_import(feed)

    assert first[0].startswith("TSML: 1 new")
    assert second[0].startswith("TSML: 0 new, 0 changed, 1 the same")
    assert Group.objects.get().slug == ours
