"""Names as staff type them, one on each line, and the CSL names they stand for."""

import pytest
from django.core.exceptions import ValidationError

from sources.forms.name_rows import dump
from sources.forms.names import NamesField, from_line, from_lines, to_line, to_lines

NAMES = [
    ({"family": "Redig", "given": "A. J."}, "Redig, A. J."),
    ({"family": "Redig"}, "Redig"),
    ({"literal": "American Cancer Society"}, "=American Cancer Society"),
    ({"family": "King", "given": "Martin Luther", "suffix": "Jr"}, "King, Martin Luther, Jr"),
    ({"family": "King", "suffix": "Jr"}, "King, , Jr"),
    ({"family": "O’Shaughnessy", "given": "Joyce"}, "O’Shaughnessy, Joyce"),
    ({"family": "毛泽东"}, "毛泽东"),
]
ODD = [
    {"family": "Berg", "given": "J. W.", "non-dropping-particle": "van den"},
    {"family": "Gogh", "given": "Vincent", "dropping-particle": "van"},
    {"family": "Smith, Jones and Partners", "given": "A."},
    {"given": "Madonna"},
    {"literal": "Two\nlines"},
    {"family": "Redig", "given": "A. J.", "ORCID": "0000-0001"},
    {"family": 5, "literal": "Five"},
]


@pytest.mark.parametrize(("name", "line"), NAMES)
def test_a_plain_name_is_a_line_and_the_line_is_that_name(name, line):
    assert to_line(name) == line
    assert from_line(line) == name


@pytest.mark.parametrize("name", ODD, ids=str)
def test_an_untouched_line_keeps_every_part_of_its_name(name):
    others = [{"family": "Redig", "given": "B."}]

    assert from_lines(to_lines([*others, name]), [*others, name]) == [*others, name]


def test_a_line_that_was_changed_is_read_anew():
    known = [{"family": "Berg", "given": "J. W.", "non-dropping-particle": "van den"}]

    assert from_lines("van den Berg, Jan", known) == [{"family": "van den Berg", "given": "Jan"}]


def test_order_is_kept_and_empty_lines_are_ignored():
    typed = "\r\n  Redig, AJ \r\n\r\n=STROBE Initiative\r\nAbe, Shinzo\r\n"

    assert from_lines(typed) == [
        {"family": "Redig", "given": "A. J."},
        {"literal": "STROBE Initiative"},
        {"family": "Abe", "given": "Shinzo"},
    ]


@pytest.mark.parametrize("typed", [", Amanda", "=", "Redig, A\n,"])
def test_a_line_without_a_family_name_is_refused(typed):
    with pytest.raises(ValidationError, match="no family name"):
        NamesField(required=False).clean(typed)


def test_an_untouched_field_has_not_changed():
    field = NamesField(required=False)
    names = [{"family": "Redig", "given": "A. J."}, {"literal": "Society"}]

    assert not field.has_changed(names, "Redig, A. J.\r\n=Society\r\n")
    assert not field.has_changed(names, field.prepare_value(names))
    assert field.has_changed(names, "=Society\r\nRedig, A. J.")
    assert not field.has_changed(None, "")


def test_the_order_of_names_is_part_of_the_fingerprint():
    field = NamesField(required=False)
    one, other = {"family": "Redig"}, {"family": "Abe"}

    assert field.normalize(dump([one, other])) != field.normalize(dump([other, one]))


@pytest.mark.parametrize(
    "typed", ['[{"family": ["Redig"]}]', "[" * 5000, '[{"given": "A."}]', '[{"family": "A", "x": NaN}, {}]']
)
def test_values_that_no_form_sends_are_refused_or_ignored(typed):
    field = NamesField(required=False)
    try:
        names = field.clean(typed)
    except ValidationError:
        return
    assert names == []
