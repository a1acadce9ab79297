"""No word that could bear on time passes unexplained, wherever it stands; plain words about all else pass."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support_groups.schedules import from_phrase
from support_groups.schedules.phrases.surroundings import are_harmless, is_plain_note
from tests.support_groups.schedules.organizations import ASK, PHRASES
from tests.support_groups.schedules.phrasebook import CLEAR

TODAY = date(2026, 11, 22)
CUES = (
    "egister",
    "oors",
    "efreshment",
    "offee",
    "unch",
    "heck-in",
    "rrive",
    "ocial time",
)  # they explain a clock
READ = [phrase for phrase, schedule, _canceled in CLEAR if "appointment" not in schedule]
READ += [phrase for phrase, schedule in PHRASES if schedule != ASK]
READ = [phrase for phrase in READ if not any(cue in phrase for cue in CUES)]
BEARING_ON_TIME = [
    *("alternate", "odd", "even", "rotating", "biannual", "not", "temporarily", "usually", "maybe"),
    *("Lent", "Advent", "Ramadan", "Purim", "semester", "summer", "term-time", "in Elul", "in Ordinary Time"),
    *(
        "weather permitting",
        "subject to",
        "first come",
        "if needed",
        "unless",
        "when",
        "until",
        "before",
        "after",
    ),
    *("7", "5:15 pm", "by 3", "until 4", "to 3:15 pm", "or 4 pm", "around 7", "half six"),
    *("for 7.30pm", "from 6:10", "doors open", "11 weeks", "TBC", "soon", "new", "currently", "~", "?"),
]
SAID_ALREADY = {"not": "exc", "alternate": "fortnightly"}  # "except June, not July"
NAMES_MAY_HOLD = (
    "in Elul",
    "in Ordinary Time",
    "new",
    "7",
)  # they may be part of the name of a place beside them


def insertions() -> st.SearchStrategy[tuple[str, str, int]]:
    return st.tuples(st.sampled_from(READ), st.sampled_from(BEARING_ON_TIME), st.integers(0, 30))


@settings(max_examples=600, deadline=None, derandomize=True)
@given(insertions())
def test_a_word_that_bears_on_time_is_asked_about_or_changes_the_reading(insertion):
    phrase, word, place = insertion
    words = phrase.split()
    place = min(place, len(words))
    before = from_phrase(phrase, today=TODAY)

    typed = " ".join([*words[:place], word, *words[place:]])
    after = from_phrase(typed, today=TODAY)

    says_it_already = SAID_ALREADY.get(word, "\n") in phrase
    is_same = (after.patterns, after.exceptions) == (before.patterns, before.exceptions)
    assert after.questions or not is_same or word in NAMES_MAY_HOLD or says_it_already, typed


@pytest.mark.parametrize(
    "text",
    [
        "in the hospital lobby",
        "at Gilda's Club",
        "@ Example Lodge",
        "Example Presbyterian Church",
        "Example Church of the Sample",
        "led by Jane Sample, LCSW",
        "with Dr. Pat Sample and Lee Sample",
        "for women with metastatic breast cancer and their families",
        "in Akronville, OH",
        "Auditorium A, B & C",
        "in person or on Zoom",
    ],
)
def test_places_people_and_ways_to_join_are_harmless(text):
    assert are_harmless(text)


@pytest.mark.parametrize(
    "text",
    [
        *("in Lent", "in Semester One", "in Akronville", "Lent Church Hall", "at Ramadan", "with Easter"),
        *(
            "when possible",
            "as announced",
            "weather permitting",
            "in season",
            "School Year",
            "Sample & Example",
        ),
        *("Summer", "at half term", "Spring", "during Elul", "in the chapel on demand"),
    ],
)
def test_a_season_or_an_unknown_word_is_not_harmless(text):
    assert not are_harmless(text)


@pytest.mark.parametrize(
    ("note", "is_plain"),
    [
        ("Call Jane at 555-0100-4567 to register", True),
        ("Please email group@example.org for information", True),
        ("registration required", True),
        ("1500 Main Street, Suite 200", True),
        ("Call Jane on Mondays", False),
        ("Call Jane in March", False),
        ("call the office 9.30-4", False),
        ("Call Jane when it snows", False),
        ("Email Jane during Lent", False),
    ],
)
def test_a_note_that_names_a_time_is_asked_about(note, is_plain):
    assert is_plain_note(note) == is_plain
