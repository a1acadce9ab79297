import pytest

from support_groups.listings.rules import problems

COMPLETE = {
    "status": "listed",
    "attendance": "online",
    "joining": "Call us.",
    "link_visibility": "on-request",
}


def fields(given, *, errors):
    return [problem.field for problem in problems(given) if problem.is_error == errors]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"attendance": "online", "joining": ""}, "joining"),
        ({"attendance": "hybrid", "joining": "", "venue": 1}, "joining"),
        ({"attendance": "telephone", "joining": "", "join_link": "https://example.org"}, "joining"),
        ({"attendance": "text", "joining": ""}, "joining"),
        ({"attendance": "in-person"}, "venue"),
        ({"attendance": "hybrid"}, "venue"),
        ({"status": "paused"}, "paused_until"),
    ],
)
def test_missing_details_of_a_way_to_meet_are_an_error(given, field):
    assert fields(COMPLETE, errors=True) == []
    assert fields(COMPLETE | given, errors=True) == [field]


@pytest.mark.parametrize(
    "given",
    [
        {"attendance": "online", "joining": "", "join_link": "https://example.org/room"},
        {"attendance": "online", "joining": "", "dial_in": "555-0100"},
        {"attendance": "telephone", "joining": "", "dial_in": "555-0100"},
        {"attendance": "text", "joining": "", "website": "https://example.org/forum"},
        {"attendance": "in-person", "venue": 1, "joining": ""},
    ],
)
def test_one_way_in_is_enough(given):
    assert fields(COMPLETE | given, errors=True) == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"attendance": "in-person"}, "venue"),
        ({"attendance": "online", "joining": ""}, "joining"),
        ({"attendance": "telephone", "joining": ""}, "joining"),
        ({"attendance": "text", "joining": ""}, "joining"),
    ],
)
def test_a_draft_may_wait_for_what_a_listing_needs(given, field):
    assert fields(COMPLETE | given | {"status": "draft"}, errors=True) == []
    assert fields(COMPLETE | given | {"status": "draft"}, errors=False) == [field]


@pytest.mark.parametrize(
    "text",
    [
        "Join at https://zoom.us/j/123456789?pwd=abc",
        "us02web.zoom.us/j/123",
        "We meet on meet.google.com/abc-defg-hij",
        "https://teams.microsoft.com/l/meetup-join/19%3a",
        "Passcode: 4711",
        "Meeting ID: 123 456 789",
        "Código de acceso: 4711",
        "Passcode 884422",
        "The password is 4711.",
        "Zoom ID 812 3456 7890",
        "PIN (4711)",
        "https://us02web.zoom.us/wc/join/812",
        "meet.goto.com/123456789",
        "https://discord.gg/abc",
    ],
)
@pytest.mark.parametrize(
    "field",
    ["summary", "description", "joining", "schedule_note", "when_someone_dies", "confidentiality"],
)
def test_a_link_that_is_not_public_is_refused_in_a_public_text(text, field):
    assert fields(COMPLETE | {field: text}, errors=True) == [field]
    assert fields(COMPLETE | {field: text, "link_visibility": "public"}, errors=True) == []


@pytest.mark.parametrize(
    "text",
    [
        *("We talk on Zoom.", "Ask Ann for the passcode.", "See zoom.us for help with sound."),
        *("PIN codes? None.", "For the passcode call 330-555-0177.", "The password is on your letter."),
        *("La clave es hablar.", "We pin 300 notes to a wall.", "Shopping 500 m away"),
    ],
)
def test_talking_about_links_is_no_leak(text):
    assert fields(COMPLETE | {"joining": text}, errors=True) == []


def test_missing_details_are_a_warning():
    known = {"has_languages": False, "has_audiences": False, "has_contacts": False, "has_schedule": False}

    assert fields(COMPLETE | known, errors=False) == ["meetings", "languages", "audiences", "contacts"]
    assert fields(COMPLETE | known, errors=True) == []
    assert fields(COMPLETE, errors=False) == []


def test_a_public_link_with_a_passcode_gets_a_warning():
    given = COMPLETE | {"link_visibility": "public", "join_link": "https://zoom.us/j/1?pwd=x"}

    assert fields(given, errors=False) == ["link_visibility"]


def test_a_long_text_without_blanks_is_looked_through_at_once():
    """The search once tried every beginning of a web address: half a minute for a name of 70,000 letters."""
    given = COMPLETE | {"joining": "n" * 3_000_000 + "pin" + " " * 3_000_000}

    assert fields(given, errors=True) == []
