import re

import pytest

from articles.manuscripts import Author, Figure, Manuscript, read
from tests.articles.manuscripts.manuscripts import ARTICLE


@pytest.fixture(scope="module")
def manuscript() -> Manuscript:
    return read(ARTICLE.encode(), "sleep.txt")


def reasons(manuscript: Manuscript, text: str) -> list[str]:
    return [note.reason for note in manuscript.notes if note.text == text]


def test_the_first_line_is_the_title(manuscript):
    assert manuscript.title == "Sleep and Metastatic Breast Cancer"


def test_short_lines_on_their_own_are_headings(manuscript):
    assert re.findall(r"<h\d>.*?</h\d>", manuscript.body) == ["<h2>Why It Goes</h2>", "<h2>What Helps</h2>"]


def test_bullets_are_a_list(manuscript):
    assert "<ul><li>Steroids given with chemotherapy</li><li>Hot flashes</li></ul>" in manuscript.body


def test_a_contents_list_is_left_out_and_reported(manuscript):
    assert "Contents" not in manuscript.body
    assert "View" not in manuscript.body
    assert reasons(manuscript, "View All") == ["Left out: a table of contents. The site makes its own."]


def test_a_caption_with_its_credit_becomes_a_figure_in_place(manuscript):
    assert manuscript.figures == [Figure("a bed by a dark window", "Ourhouse / Jo Sample", 9)]
    figure = '<figure class="figure"><figcaption>a bed by a dark window <small>Ourhouse / Jo Sample</small></figcaption></figure>'
    assert f"awake.</p>\n{figure}\n<h2>Why It Goes</h2>" in manuscript.body


def test_the_numbered_sources_are_read_with_their_lines(manuscript):
    assert [(reference.number, reference.line) for reference in manuscript.references] == [(1, 25), (2, 27)]
    first, second = (reference.item for reference in manuscript.references)
    assert first == {
        "type": "webpage",
        "title": "What is good sleep?",
        "author": [{"literal": "American Sleep Society"}],
    }
    assert second == {
        "type": "article-journal",
        "author": [{"family": "Doe", "given": "B. A."}, {"family": "Roe", "given": "C."}],
        "title": "Night waking: a view of the ward",
        "container-title": "J Intern Med",
        "issued": {"date-parts": [[2013]]},
        "volume": "274",
        "issue": "2",
        "page": "113-126",
        "DOI": "10.1234/joim.12084",
    }


def test_editorial_policy_is_left_out_and_reported(manuscript):
    notes = [note for note in manuscript.notes if "editorial" in note.reason]
    assert [(note.line, note.reason) for note in notes] == [
        (24, "Left out: editorial policy text, not part of the article")
    ]


def test_the_byline_at_the_end_names_the_author_with_a_biography(manuscript):
    bio = "Jo Sample is a nurse and writer. She lives in Ohio."
    assert manuscript.authors == [Author("Jo Sample", "", bio)]


def test_glued_words_are_reported_and_not_changed(manuscript):
    assert "painSteroids" in manuscript.body
    assert reasons(manuscript, "painSteroids") == ["A space may be missing: “painSteroids”"]


def test_stray_non_breaking_spaces_become_spaces(manuscript):
    assert "<p>There are several reasons, including:</p>" in manuscript.body


def test_sources_without_a_marker_are_reported(manuscript):
    assert reasons(manuscript, "1, 2") == [
        "No marker in the text points to these sources. They are kept in the list."
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_give_the_same_draft(manuscript, ending):
    assert read(ARTICLE.replace("\n", ending).encode(), "sleep.txt") == manuscript


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be-bom", "cp1252"])
def test_common_encodings_give_the_same_draft(manuscript, encoding):
    data = b"\xfe\xff" + ARTICLE.encode("utf-16-be") if "bom" in encoding else ARTICLE.encode(encoding)

    assert read(data, "sleep.txt") == manuscript
