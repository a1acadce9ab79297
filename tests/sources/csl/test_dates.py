import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.ama.numerals import day, year
from sources.csl import dates


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(dates).failed == 0


@pytest.mark.parametrize(
    ("raw", "start"),
    [
        ("2001", (2001, None, None)),
        ("2001-05-02", (2001, 5, 2)),
        ("2001-05-02T10:00:00Z", (2001, 5, 2)),
        ("5/2/2001", (2001, 5, 2)),
        ("May 2, 2001", (2001, 5, 2)),
        ("2 May 2001", (2001, 5, 2)),
        ("2014 Sept", (2014, 9, None)),
        ("Winter 2014", (2014, None, None)),
        ("2001/2003", (2001, None, None)),
        ("Mayhem 2001", (2001, None, None)),
        ("soon", (None, None, None)),
    ],
)
def test_a_date_in_words_is_read(raw, start):
    assert dates.read({"raw": raw}).columns == start


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ({"date-parts": [[2024, 3, 5]]}, "March 5, 2024"),
        ({"date-parts": [[2024, 3]]}, "March 2024"),
        ({"date-parts": [[2024]]}, "2024"),
        ({"date-parts": [[2024]], "season": "2"}, "Summer 2024"),
        ({"date-parts": [[2024, 23]]}, "Autumn 2024"),
        ({"date-parts": [[2001, 5, 1], [2001, 5, 3]]}, "May 1–3, 2001"),
        ({"date-parts": [[2001, 5, 1], [2001, 6, 3]]}, "May 1–June 3, 2001"),
        ({"date-parts": [[2001, 5], [2001, 6]]}, "May–June 2001"),
        ({"date-parts": [[2001, 12, 30], [2002, 1, 3]]}, "December 30, 2001–January 3, 2002"),
        ({"date-parts": [[2001], [2003]]}, "2001–2003"),
        ({"date-parts": [[-44, 3, 15]]}, "March 15, 44 BC"),
        ({"raw": "2014 Jan-Feb"}, "January–February 2014"),
        ({"raw": "June 1-3, 2010"}, "June 1–3, 2010"),
        ({"raw": "c. 1990"}, "1990"),
        ({"literal": "circa 1990"}, "circa 1990"),
        ({"date-parts": [[None]]}, ""),
        ("2024", ""),
    ],
)
def test_a_date_is_written_out(stored, printed):
    assert day(dates.read(stored)) == printed


def test_a_day_that_does_not_exist_is_left_out():
    assert dates.read({"date-parts": [[2023, 2, 29]]}).start == dates.Day(2023, 2)
    assert dates.read({"date-parts": [[2024, 2, 29]]}).start == dates.Day(2024, 2, 29)
    assert dates.read({"date-parts": [[2024, 13, 40]]}).start == dates.Day(2024, season=1)


@given(st.text(max_size=70) | st.text("0123456789-/. aeMy", max_size=30))
def test_any_words_are_read_without_an_error(words):
    date = dates.read({"raw": words})

    assert isinstance(day(date) + year(date), str)
    assert len(date.columns) == 3
