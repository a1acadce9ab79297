"""Notes of imported rows that say when a group meets."""

import json

import pytest

from support_groups.exchange import formats, importing
from support_groups.exchange.formats import notes
from support_groups.models import Group, GroupImport
from tests.support_groups.exchange import notes_adversarial, notes_corpus, notes_later, notes_unseen
from tests.support_groups.exchange.groups import AT

LISTS = (notes_corpus, notes_unseen, notes_adversarial, notes_later)
ASKED = [*notes_adversarial.FALSE_ALARMS, *(note for some in LISTS for note in some.ASKED)]
QUIET = [note for some in LISTS for note in some.QUIET]
PLACE = {
    "formatted_address": "1 N Nowhere St, San Jose, CA 95113, USA", "latitude": 37.336, "longitude": -121.89,
    "attendance_option": "in_person",
}  # fmt: skip


def staged(data: bytes, name: str = "feed.json") -> GroupImport:
    staged_import = importing.receive(data, name=name, at=AT)
    mapping = formats.ColumnMapping(None, {"stage_fit": "any", "time_zone": "America/Los_Angeles"})
    importing.stage(staged_import, mapping, arrival="listed", at=AT)
    importing.compare_some(staged_import, at=AT)
    return staged_import


def row_of(note: str, **meeting):
    meeting = {
        "name": "Porch Talk",
        "slug": "porch-talk",
        "day": 0,
        "time": "10:00",
        "notes": note,
        **PLACE,
        **meeting,
    }
    return staged(json.dumps([meeting]).encode()).rows.get()


def questions(row) -> list[str]:
    return [
        sentence
        for column, sentence, severity in row.problems
        if (column, severity) == ("schedule", "question")
    ]


def questions_about(note: str, meeting: dict) -> list[str]:
    """Without the database, because there are very many."""
    meeting = {"name": "Porch Talk", "slug": "porch-talk", "notes": note, **meeting}
    listing = formats.read(json.dumps([meeting]).encode()).listings[0]
    notes.check(listing, zone="America/Los_Angeles", today=AT.date())
    return [problem.sentence for problem in listing.problems]


@pytest.mark.parametrize(("meeting", "note"), ASKED, ids=[note for _meeting, note in ASKED])
def test_a_note_that_may_contradict_or_narrow_the_day_is_quoted_in_a_question(meeting, note):
    asked = questions_about(note, meeting)

    assert asked
    assert all(sentence.startswith("Its notes say “") for sentence in asked)


@pytest.mark.parametrize(("meeting", "note"), QUIET, ids=[note for _meeting, note in QUIET])
def test_a_note_that_repeats_day_and_time_or_says_nothing_of_them_raises_no_question(meeting, note):
    assert questions_about(note, meeting) == []


@pytest.mark.django_db
def test_a_note_that_names_some_weeks_of_the_same_weekday_gives_both_readings_and_the_narrower_rule():
    row = row_of("We meet on the 2nd and 4th Sundays of the month only. Bring a chair.", end_time="11:00")

    assert questions(row) == [
        "Its notes say “We meet on the 2nd and 4th Sundays of the month only.” (we read: Second and fourth Sunday of "
        "the month, 10 to 11 am); its day and time say: Every Sunday, 10 to 11 am. When does it meet?"
    ]
    assert row.values["rrule"] == ["RRULE:FREQ=MONTHLY;BYDAY=2SU,4SU;BYHOUR=10;BYMINUTE=0 DURATION:PT60M"]


@pytest.mark.django_db
def test_a_name_that_says_the_same_in_fewer_words_leaves_the_narrower_rule():
    row = row_of("Meets on the 2nd and 4th Sundays only.", name="Second and fourth")

    assert len(questions(row)) == 2
    assert row.values["rrule"] == ["RRULE:FREQ=MONTHLY;BYDAY=2SU,4SU;BYHOUR=10;BYMINUTE=0"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Tuesday Night Circle", True),
        ("Círculo del martes", True),
        ("Sat & Sun Circle", True),  # Sunday alone is its day
        ("Sunday Night Circle", False),
        ("Sunny Circle", False),
    ],
)
def test_a_name_with_a_day_on_which_nobody_meets_is_asked_about(name, asked):
    said = [question for question in questions(row_of("", name=name)) if "Its name says" in question]

    assert bool(said) == asked


@pytest.mark.django_db
def test_two_sentences_that_disagree_leave_the_rule_of_the_columns():
    row = row_of("Meets on the 2nd and 4th Sundays only. No, the first Sunday of the month.")

    assert len(questions(row)) == 2
    assert row.values["rrule"] == ["RRULE:FREQ=WEEKLY;BYDAY=SU;BYHOUR=10;BYMINUTE=0"]


@pytest.mark.django_db
def test_the_group_stays_a_draft_and_keeps_the_sentence_for_the_coordinator():
    staged_import = staged(
        json.dumps(
            [{"name": "P", "slug": "p", "day": 0, "time": "10:00", "notes": "Every other week.", **PLACE}]
        ).encode()
    )

    staged_import.confirm(at=AT)
    importing.save_some(staged_import, at=AT)

    group = Group.objects.get()
    assert group.status == "draft"
    assert "Every other week." in group.notes


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["First Friday Circle", "Every Other Tuesday", "Monthly Meetup", "2nd & 4th Sundays", "Quincenal"]
)
def test_a_name_that_says_in_which_weeks_is_asked_about(name):
    assert questions(row_of("", name=name))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["Sunday Night Group", "High Noon", "First Things First", "Second Chance", "Early Birds"]
)
def test_a_name_is_no_schedule(name):
    assert questions(row_of("", name=name)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["notes", "group_notes", "location_notes", "conference_url_notes"])
def test_every_kind_of_note_is_read(field):
    assert questions(row_of("", **{field: "No meeting in August"}))


@pytest.mark.django_db
def test_notes_are_compared_with_all_meetings_of_a_group():
    meetings = [
        {
            "name": "Porch Talk",
            "slug": f"p{day}",
            "day": day,
            "time": "18:00",
            "notes": "Meets Monday and Thursday.",
            **PLACE,
        }
        for day in (1, 4)
    ]

    row = staged(json.dumps(meetings).encode()).rows.get()

    assert questions(row) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("note", "is_asked"), [("Second and fourth week only", True), ("Bring a chair", False)]
)
def test_a_table_with_notes_is_read_the_same_way(note, is_asked):
    table = f"Name,Day,Start,City,State,Notes\nPorch Talk,Sunday,10:00 AM,San Jose,CA,{note}\n"

    assert bool(questions(staged(table.encode(), "a.csv").rows.get())) == is_asked


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "cell", "is_asked"),
    [
        ("Comments", "2nd and 4th only", True),
        ("Frequency", "Monthly", True),
        ("Week of month", "1", True),
        ("Frequency", "Weekly", False),
        ("Updated", "2026-05-12", False),
        ("Color", "1st", False),
    ],
)
def test_a_column_that_is_not_read_is_asked_about_if_its_name_and_cells_are_about_times(
    header, cell, is_asked
):
    table = f"Name,Day,Start,City,State,{header}\nPorch Talk,Sunday,10:00 AM,San Jose,CA,{cell}\n"

    row = staged(table.encode(), "a.csv").rows.get()

    assert bool(questions(row)) == is_asked


@pytest.mark.django_db
def test_an_unknown_field_of_a_feed_is_asked_about_if_it_is_about_times():
    assert questions(row_of("", frequency="every other week"))
    assert questions(row_of("", updated="2026-05-12 10:00:00", venmo="@first-sunday")) == []


@pytest.mark.django_db
def test_the_words_of_an_hsds_schedule_are_held_against_its_rule():
    schedule = {"freq": "WEEKLY", "byday": "SU", "opens_at": "10:00", "closes_at": "11:00"}
    service = {
        "name": "Porch Talk", "status": "active", "schedules": [schedule | {"description": "2nd and 4th Sundays only"}],
        "organization": {"name": "Invented Hospice"},
    }  # fmt: skip

    asked = questions(staged(json.dumps([service]).encode()).rows.get())
    service["schedules"][0]["description"] = "Every Sunday, 10 to 11 am"
    repeated = questions(staged(json.dumps([service]).encode()).rows.get())

    assert (len(asked), repeated) == (1, [])


@pytest.mark.django_db
def test_a_described_format_of_a_bmlt_server_is_read_like_a_note():
    meeting = {
        "id_bigint": "1", "meeting_name": "Porch Talk", "weekday_tinyint": "1", "start_time": "10:00:00", "formats": "1W,CH",
        "location_street": "1 N Nowhere St", "location_municipality": "San Jose", "location_province": "CA",
    }  # fmt: skip
    form = {
        "key_string": "1W",
        "name_string": "First week",
        "description_string": "",
        "id": "1",
        "lang": "en",
    }

    asked = questions(staged(json.dumps({"meetings": [meeting], "formats": [form]}).encode()).rows.get())

    assert [sentence.split("”")[0] for sentence in asked] == [
        "Its notes say “First week",
        "Its notes say “This meeting gathers in a facility that is usually closed on holidays.",
    ]


@pytest.mark.django_db
def test_of_very_many_sentences_some_are_quoted_and_all_are_counted():
    asked = questions(row_of("\n".join(f"No meeting on December {day}" for day in range(1, 21))))

    assert len(asked) == 6
    assert asked[-1] == "15 more sentences of its notes may say when it meets. Please read them."


@pytest.mark.django_db
def test_a_note_longer_than_anybody_reads_is_asked_about():
    assert questions(row_of("Bring a chair. " * 2_000)) == [
        "Its notes are too long to be read for times. Does it meet every week?"
    ]
