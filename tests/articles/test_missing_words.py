"""Words of a manuscript that are not in the draft are lines of its report."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from articles.drafts import make_draft
from articles.manuscripts import Author, Manuscript, Missing, Reference
from tests.factories import make_person, make_source

pytestmark = pytest.mark.django_db

OTHER_TITLE = """\
Bones

They hurt.[1]

References

1. Doe B. Scans in a large city. J Sampl. 2020;1:1-9. doi:10.1234/a
"""


def missing(manuscript: Manuscript) -> list[tuple[int, str, str]]:
    lines = make_draft(manuscript).article.report_lines.filter(kind="missing")
    return [(line.line, line.part, line.text) for line in lines]


def test_what_the_file_lost_is_kept_with_the_draft():
    lost = Missing(7, "footnotes", "≤ 5", "Take ", " tablets", 2)

    draft = make_draft(Manuscript("Bones", body="<p>One.</p>", missing=[lost]))

    line = draft.article.report_lines.get()
    assert (line.place, line.before, line.text, line.after) == (
        "footnotes, line 7",
        "Take ",
        "≤ 5",
        " tablets",
    )


def test_words_that_cleaning_drops_from_the_text_are_missing():
    body = "<p>Rest helps <svg>many</svg> people with 10<sup>9</sup> cells.</p>"

    assert missing(Manuscript("Bones", body=body)) == [(0, "draft", "many")]


def test_a_title_that_is_cut_is_reported_whole():
    title = "Bones " * 40 + "and you"

    draft = make_draft(Manuscript(title))

    assert not draft.article.report_lines.filter(kind="missing").exists()
    assert draft.article.title == ("Bones " * 34)[:200].strip()
    assert [note.text for note in draft.notes if note.is_left_out] == [title]


def test_a_biography_is_reported_when_the_person_is_already_here_with_another():
    make_person(name="Jane Doe", credentials="RN", bio="Her own words.")

    draft = make_draft(
        Manuscript("Bones", authors=[Author("Jane Doe", "RN", "Jane Doe is a nurse in Ohio.")])
    )

    assert not draft.article.report_lines.filter(kind="missing").exists()
    assert [note.text for note in draft.notes] == ["Jane Doe is a nurse in Ohio."]


def test_words_of_a_reference_that_a_known_source_does_not_have_are_missing():
    make_source(doi="10.1234/a", title="Rest in a small town", authors=[{"family": "Doe", "given": "B."}])
    item = {"type": "article-journal", "title": "Scans in a large city", "DOI": "10.1234/a"}
    reference = Reference(
        1, "Doe B. Scans in a large city. J Sampl. 2020;1:1-9. doi:10.1234/a", item, line=31
    )

    found = missing(Manuscript("Bones", references=[reference]))

    assert found == [(31, "source", "Scans"), (31, "source", "large city")]


def test_nothing_is_missing_from_a_reference_that_is_stored_in_another_order():
    item = {
        "type": "article-journal",
        "title": "Scans in a large city",
        "container-title": "J Sampl",
        "issued": {"date-parts": [[2020, 3, 5]]},
        "volume": "1",
        "page": "1-9",
        "author": [{"family": "Doe", "given": "Jane B."}],
        "DOI": "10.1234/a",
    }
    text = "Doe, Jane B., and others. J Sampl, vol. 1, pp. 1–9, March 5, 2020. Scans in a large city. https://doi.org/10.1234/a"

    assert missing(Manuscript("Bones", references=[Reference(1, text, item, line=31)])) == [
        (31, "source", "others")
    ]


def test_an_upload_that_lost_words_says_so(as_ada):
    make_source(doi="10.1234/a", title="Rest in a small town", authors=[{"family": "Doe", "given": "B."}])

    response = as_ada.post(
        reverse("admin:articles_article_import"),
        {"file": SimpleUploadedFile("bones.txt", OTHER_TITLE.encode())},
        follow=True,
    )

    text = response.content.decode()
    assert re.search(r'They are listed in <a href="[^"]*#report">the import report</a>', text)
    assert "Doe B. <mark>Scans</mark> in a" in text
    assert "sources, line 7" in text


def test_the_command_prints_what_was_not_taken_over(tmp_path, capsys):
    make_source(doi="10.1234/a", title="Rest in a small town", authors=[{"family": "Doe", "given": "B."}])
    (file := tmp_path / "bones.txt").write_text(OTHER_TITLE)

    call_command("import_manuscript", str(file))

    assert "sources, line 7: Not taken over: large city" in capsys.readouterr().out
