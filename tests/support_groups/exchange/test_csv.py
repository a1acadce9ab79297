"""Tables: ours exactly, anybody's as far as it can be understood."""

import datetime
import doctest
import importlib
import pkgutil

import pytest

from support_groups.exchange import formats
from support_groups.exchange.formats import ColumnMapping, normalization, schedule_text
from support_groups.exchange.formats.column_guess import guess
from support_groups.exchange.formats.columns import COLUMNS, NAMED
from support_groups.models import Group

TODAY = datetime.date(2026, 11, 22)
TERMS = {
    "languages": {"es": "es", "spanish": "es", "tl": "tl", "tagalog": "tl", "cmn": "cmn"},
    "audiences": {"men": "men"},
}


def read(text: str, **mapping):
    return formats.read(text.encode(), ColumnMapping(**mapping))


def prepared(text: str, **mapping):
    listing = read(text, **mapping).listings[0]
    normalization.normalize(listing, is_own=False, terms=TERMS, zone="America/New_York", today=TODAY)
    return listing


def words(listing) -> list[str]:
    return [
        schedule_text.read_pattern(text, "America/New_York").words()
        for text in listing.values.get("rrule", [])
    ]


@pytest.mark.parametrize(
    "name", [module.name for module in pkgutil.walk_packages(formats.__path__, f"{formats.__name__}.")]
)
def test_the_examples_in_the_docstrings_are_true(name):
    module = importlib.import_module(name)

    assert doctest.testmod(module).failed == 0


def test_the_codes_of_the_columns_are_those_of_the_model():
    for name, column in NAMED.items():
        if column.codes:
            choices = Group._meta.get_field(column.model_field).flatchoices
            assert list(column.codes) == [code for code, _label in choices], name


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Group Name", "name"),
        ("City", "town"),
        ("ZIP Code", "postcode"),
        ("State", "region"),
        ("Zoom link", "join_link"),
        ("Meets", "schedule"),
        ("Agency", "organization"),
        ("Opens at", "begins"),
        ("Day of week", "weekday"),
        ("short_desc", "summary"),
        ("Favorite color", ""),
        ("id", "external_id"),
    ],
)
def test_a_header_is_guessed(header, column):
    assert guess([header], {})[header] == column


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (["ann@example.org"], "contact_email"),
        (["https://zoom.us/j/1", "https://meet.google.com/x"], "join_link"),
        (["(330) 555-0100", "330-555-0101 ext 7"], "contact_phone"),
        (["Monday", "Tue and Thu"], "weekday"),
        (["44308", "44308-1234"], "postcode"),
        (["44308", "about noon"], ""),
    ],
)
def test_cells_reveal_what_the_header_does_not_say(cells, column):
    assert guess(["x"], {"x": cells})["x"] == column


@pytest.mark.parametrize(
    ("day", "opens", "closes", "phrase", "question"),
    [
        ("Monday", "14:00", "4:00 PM", "Every Monday, 2 to 4 pm", ""),
        ("Wednesday", "10:00", "3pm", "Every Wednesday, 10 am to 3 pm", ""),
        ("Fri", "10 p.m.", "1am", "Every Friday, 10 pm to 1 am", ""),
        (
            "Monday",
            "9am",
            "03:00",
            "Every Monday, 9 am",
            "It begins at 09:00 and ends at 03:00. Which of the two is right?",
        ),
        ("Mon, Wed", "18:00", "", "Every Monday and Wednesday, 6 pm", ""),
        ("Monday", "9", "", "Every Monday", "“9” is not a time."),
        ("1st Tuesday", "1 pm", "2:30 pm", "First Tuesday of the month, 1 to 2:30 pm", ""),
    ],
)
def test_weekdays_and_hours_become_a_rule(day, opens, closes, phrase, question):
    listing = prepared(f'Name,Weekday,Opens at,Closes at\nA,"{day}",{opens},{closes}\n')

    assert words(listing) == [phrase]
    assert [problem.sentence for problem in listing.problems if problem.severity == "question"] == [
        question
    ] * bool(question)
    assert ("_unread" in listing.values) == bool(question)


def test_lists_inside_cells_become_codes_and_unknown_words_are_reported():
    listing = prepared(
        'Name,Languages,Audience\nA,"Chinese (Mandarin), Tagalog, Klingon; Spanish","Men, Martians"\n'
    )

    assert (listing.values["languages"], listing.values["audiences"]) == (["cmn", "tl", "es"], ["men"])
    assert [(problem.column, problem.sentence, problem.severity) for problem in listing.problems] == [
        ("audiences", "“Martians” is not in our list.", "note"),
        ("languages", "“Klingon” is not in our list.", "note"),
    ]


def test_an_invalid_rule_falls_back_to_the_schedule_in_words():
    listing = prepared('Name,When,RRULE\nA,1st Tuesday at 1 pm,"BY APPOINTMENT, PERHAPS"\n')

    assert words(listing) == ["First Tuesday of the month, 1 pm"]
    assert listing.values["_unread"] == ["BY APPOINTMENT, PERHAPS"]
    assert [str(problem.severity) for problem in listing.problems] == ["question"]


def test_a_secret_in_a_public_text_goes_to_the_private_notes_with_a_question():
    listing = prepared("Name,Description\nA,Join at https://zoom.us/j/123 any time\n")

    assert "description" not in listing.values
    assert listing.values["_private"] == ["Join at https://zoom.us/j/123 any time"]
    assert listing.problems[0].severity == "question"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_marks_encodings_and_line_ends_do_not_matter(mark, encoding, end):
    text = end.join([mark.join(["Name", "Town"]), mark.join(["Círculo", "Cañón City"]), ""])

    values = {"name": "Círculo", "town": "Cañón City", "region": "CO", "country": "US"}
    assert formats.read(text.encode(encoding)).listings[0].values == values


def test_a_row_knows_the_line_it_begins_on():
    parsed = read('Name,Description\nA,"two\nlines"\n\nB,x\nC,d,too,many\n')

    assert [listing.position for listing in parsed.listings] == [2, 5]
    assert parsed.problems == [(6, "This row has more cells than the first line has names.")]


def test_our_own_table_says_where_a_cell_is_wrong():
    own = ",".join(["name", "stage_fit", "link_visibility", "rrule", "verified_on"])

    listing = read(f"{own}\nA,sometimes,public,FREQ=NEVER,2026-31-31\n").listings[0]
    normalization.normalize(listing, is_own=True, terms=TERMS, zone="America/New_York", today=TODAY)

    assert [(problem.column, str(problem.severity)) for problem in listing.problems] == [
        ("stage_fit", "error"),
        ("verified_on", "error"),
        ("rrule", "error"),
    ]
    assert listing.problems[0].sentence == "“sometimes” is not one of: mbc, advanced, breast, any."


def test_every_column_is_written_and_read_under_its_name():
    header = b"".join(formats.csv_lines([], private=True)).decode().strip().split(",")

    assert header == [column.name for column in COLUMNS]
    assert read(",".join(header) + "\n").is_own


WHOLE = (
    'name,stage_fit,link_visibility,summary\n"A","any","never","Tea"\n"B, C","any","never","Tea\nand cake"\n'
)


NOBODY_CAN_TELL = WHOLE.rindex(',"Tea') + 1  # as if the last cell were empty


@pytest.mark.parametrize("kept", {*range(WHOLE.index('"B') + 1, len(WHOLE) - 2)} - {NOBODY_CAN_TELL})
def test_a_file_that_breaks_off_in_a_row_says_so_instead_of_reading_half_of_it(kept):
    parsed = read(WHOLE[:kept])

    assert [listing.values["name"] for listing in parsed.listings] == ["A"]
    assert parsed.problems == [(3, "The file breaks off in this row. Has all of it been copied?")]


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"])
def test_a_complete_file_may_have_any_line_end_at_the_end(end):
    parsed = read(WHOLE.rstrip("\n") + end)

    assert ([listing.values["name"] for listing in parsed.listings], parsed.problems) == (["A", "B, C"], [])


def test_cells_left_out_at_the_end_of_a_row_are_empty():
    parsed = read("name,stage_fit,link_visibility,summary\nA,any\nB,any,never,Tea\n")

    assert ([listing.values["name"] for listing in parsed.listings], parsed.problems) == (["A", "B"], [])


@pytest.mark.parametrize(
    ("visibility", "refused"),
    [("on-request", ["schedule_changes"]), ("", ["schedule_changes"]), ("public", [])],
)
def test_a_private_link_is_refused_in_public_texts_of_an_exception(visibility, refused):
    change = "2026-12-08 | place | place=zoom.us/j/1"

    text = f"name,stage_fit,link_visibility,schedule_changes\nGroup,mbc,{visibility},{change}\n"
    listing = prepared(text)

    assert [problem.column for problem in listing.problems if problem.severity == "error"] == refused


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("attendance", "Phone tree"),
        ("status", "Suspended"),
        ("stage_fit", "Prostate"),
        ("address_public", "Members"),
    ],
)
def test_an_unknown_word_in_a_cell_that_decides_who_goes_where_is_asked_about(column, text):
    listing = prepared(f"name,Town,{column}\nElm Talk,Bangor,{text}\n")

    asked = [
        (problem.column, problem.sentence) for problem in listing.problems if problem.severity == "question"
    ]
    assert (column, f"“{text}” was not understood. Choose it in the draft.") in asked


@pytest.mark.parametrize(("cells", "column"), [(["ME", "NH"], "region"), (["Elm St", "Oak St"], "")])
def test_a_column_called_st_is_a_state_if_it_holds_codes(cells, column):
    assert guess(["ST"], {"ST": cells}) == {"ST": column}


@pytest.mark.parametrize(
    ("text", "code"), [("Presencial", "in-person"), ("En línea", "online"), ("Híbrido", "hybrid")]
)
def test_spanish_words_for_how_people_meet_are_read(text, code):
    (listing,) = read(f"name,attendance\nMesa,{text}\n").listings

    assert listing.values["attendance"] == code
