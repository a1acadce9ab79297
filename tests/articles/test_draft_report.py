"""Each line of an import report keeps words by which its place in the draft is found."""

import doctest

import pytest

from articles import draft_report
from articles.drafts import make_draft
from articles.import_report import report_beside
from articles.manuscripts import Missing, Note, Place, read
from articles.models import Article, ReportLine

TEXT = """\
Bones

Bones hurt at night, says the nurseWho knows.

Sign up for our newsletter.

Photo by Jane Doe

Updated on June 3, 2021
"""


def passages_of(notes, missing=(), body="<p>Bones ache at night.</p><p>Rest helps.</p>") -> list[str]:
    places = [Place(3, "Bones ache at night."), Place(5, "Rest helps.")]
    lines = draft_report.report_lines(notes, missing, places, Article(title="Bones", body=body))
    return [line.passage for line in lines]


def test_the_examples_hold():
    assert doctest.testmod(draft_report).failed == 0


def test_words_that_are_in_the_draft_are_their_own_place():
    assert passages_of([Note(9, "ache, at night", "Check.")]) == ["ache, at night"]


@pytest.mark.parametrize(
    ("line", "place"), [(1, ""), (3, "Bones ache at night."), (4, "Bones ache at night."), (9, "Rest helps.")]
)
def test_what_was_left_out_leads_to_the_block_before_it(line, place):
    assert passages_of([Note(line, "A date", "Left out: a date", is_left_out=True)]) == [place]


def test_a_marker_that_could_be_anywhere_leads_to_its_own_sentence():
    """Also where a caption and its credit share a line."""
    text = "Bones ache at night. Rest helps.[9]"
    places = [Place(3, text), Place(3, "Photo by Jane Doe"), Place(5, "Walk.[9]")]
    notes = [Note(3, "[9]", "No source 9."), Note(5, "[9]", "No source 9."), Note(4, "[8]", "No source 8.")]

    lines = draft_report.report_lines(notes, [], places, Article(title="Bones", body=f"<p>{text}</p>"))

    assert [(line.line, line.passage) for line in lines] == [
        (3, "Rest helps.[9]"),
        (4, text),
        (5, "Walk.[9]"),
    ]


def test_missing_words_lead_to_the_words_around_them_and_those_of_sources_nowhere():
    around, nowhere = Missing(9, "", "≤ 5", "Bones ache"), Missing(9, "source", "47", "Cancer Res")

    assert passages_of([], [around, nowhere]) == ["Bones ache", ""]


def test_a_long_passage_ends_with_a_whole_word():
    text = "word " * 100

    (passage,) = passages_of([Note(3, text, "Check.")], body=f"<p>{text}</p>")

    assert passage.endswith(" word")
    assert len(passage) <= draft_report.LONGEST_PASSAGE


@pytest.mark.django_db
def test_an_import_opens_a_report_whose_lines_lead_into_the_draft():
    article = make_draft(read(TEXT.encode(), "bones.txt")).article

    kinds = {line.text: line.kind for line in article.report_lines.all()}
    assert kinds["Sign up for our newsletter."] == kinds["Photo by Jane Doe"] == ReportLine.Kind.THIRD_PARTY
    assert kinds["Updated on June 3, 2021"] == ReportLine.Kind.LEFT_OUT
    assert article.has_open_report
    assert {row.field for row in report_beside(article).open} == {"body"}


@pytest.mark.django_db
def test_an_import_with_nothing_to_look_at_opens_no_report():
    article = make_draft(read(b"Bones\n\nBones hurt at night.\n", "bones.txt")).article

    assert not article.has_report
    assert not article.report_lines.exists()
