"""The ledger sees what is lost between a file and what was made of it, and nothing else."""

import pytest

from articles.manuscripts import ledger, read
from articles.manuscripts.ledger import word_file
from articles.manuscripts.manuscript import Manuscript, Missing
from tests.articles.manuscripts.manuscripts import ARTICLE, NAMESPACE, docx

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MARKUP = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
DRAWING = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def word(body: str, **parts: str) -> bytes:
    names = " ".join([NAMESPACE, MATH, MARKUP, DRAWING, RELATIONS])
    return docx(f"<w:document {names}><w:body>{body}</w:body></w:document>", **parts)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def part(name: str, body: str) -> str:
    return f"<w:{name} {NAMESPACE}>{body}</w:{name}>"


def lost(data: bytes, kind: str, manuscript: Manuscript) -> list[str]:
    passages = ledger.file_passages(data, kind)
    return [missing.words for missing in ledger.missing(passages, ledger.kept_in(manuscript))]


TITLE = paragraph(run("A Title"))
RAISED = '<w:vertAlign w:val="superscript"/>'
SYMBOL = '<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>'
CELLS = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
POWER = "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>9</m:t></m:r></m:sup></m:sSup></m:oMath>"


@pytest.mark.parametrize(
    ("whole", "rest", "expected"),
    [
        (paragraph(run("Rest helps many people.")), paragraph(run("Rest helps people.")), ["many"]),
        (paragraph(run("Rest helps.")), "", ["Rest helps"]),
        (
            paragraph(run("Count 10"), run("9", RAISED), run("/L")),
            paragraph(run("Count 109/L")),
            ["10⁹"],
        ),
        (paragraph(run("Count 10⁹/L")), paragraph(run("Count 10/L")), ["⁹"]),
        (paragraph(run("Count "), POWER), paragraph(run("Count 109")), ["10⁹"]),
        (paragraph(run("At 10⁻⁹ mol")), paragraph(run("At 10⁹ mol")), ["⁻⁹"]),
        (paragraph(run("Below "), SYMBOL, run(" 2.1")), paragraph(run("Below 2.1")), ["≤"]),
        (paragraph(run("Give 1.5 mg")), paragraph(run("Give 15 mg")), ["1.5"]),
        (paragraph(run("Give 5 % of 3 mg")), paragraph(run("Give 5 of 3 mg")), ["%"]),
        (paragraph(run("Give 5 ± 2 μg")), paragraph(run("Give 5 2 g")), ["± 2 μg"]),
        (paragraph(run("One two")), paragraph(run("Onetwo")), ["One two"]),
        (paragraph(run("Gene"), run(" BRCA1")), paragraph(run("Gene")), ["BRCA1"]),
        (CELLS.format(TITLE, paragraph(run("Denosumab"))), CELLS.format(TITLE, paragraph()), ["Denosumab"]),
        (
            paragraph(run("Rest, heat, rest, sleep.")),
            paragraph(run("Rest, heat, sleep.")),
            ["rest"],
        ),
    ],
)
def test_a_word_that_is_lost_from_a_word_file_is_seen(whole, rest, expected):
    kept = read(word(TITLE + rest))

    assert lost(word(TITLE + whole), "docx", kept) == expected


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        (f"<w:sdt><w:sdtContent>{paragraph(run('In a control'))}</w:sdtContent></w:sdt>", "In a control"),
        (
            paragraph('<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>'),
            "In a box",
        ),
        (paragraph("<w:del><w:r><w:delText>Gone</w:delText></w:r></w:del>"), "Gone"),
        (paragraph('<w:r><w:drawing><wp:docPr descr="A drawing of bones"/></w:drawing></w:r>'), "A drawing of bones"),
        (paragraph(run("Unseen", "<w:vanish/>")), "Unseen"),
        (paragraph("<w:fldSimple>" + run("Result") + "</w:fldSimple>"), "Result"),
        (
            paragraph('<w:r><w:fldChar><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="No"/><w:listEntry w:val="Yes"/></w:ddList></w:ffData></w:fldChar></w:r>'),
            "Yes",
        ),
        (
            paragraph('<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r>'),
            "☒",
        ),
    ],
)  # fmt: skip
def test_every_place_of_a_word_file_is_read(whole, expected):
    kept = read(word(TITLE))

    assert lost(word(TITLE + whole), "docx", kept) == [expected]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("word__footnotes__xml", part("footnotes", f'<w:footnote w:id="1">{paragraph(run("A note"))}</w:footnote>'), "footnotes"),
        ("word__endnotes__xml", part("endnotes", f'<w:endnote w:id="1">{paragraph(run("A note"))}</w:endnote>'), "endnotes"),
        ("word__comments__xml", part("comments", f'<w:comment w:id="1">{paragraph(run("A note"))}</w:comment>'), "comments"),
        ("word__header1__xml", part("hdr", paragraph(run("A note"))), "header"),
        ("elsewhere__foot__xml", part("ftr", paragraph(run("A note"))), "footer"),
    ],
)  # fmt: skip
def test_every_part_of_a_word_file_is_read(name, content, expected):
    passages = ledger.file_passages(word(TITLE, **{name: content}), "docx")

    assert [(passage.part, passage.text) for passage in passages] == [("", "A Title"), (expected, "A note")]


def test_an_inserted_file_is_read_in_its_place():
    files = {"word/in.html": "<p>Of a page</p>", "word/in.txt": "Of a text", "word/in.docx": word(TITLE)}
    rels = "".join(
        f'<Relationship Id="r{n}" Target="{name[5:]}"/>' for n, name in enumerate([*files, "word/in.rtf"])
    )
    chunks = "".join(f'<w:altChunk r:id="r{n}"/>' for n in range(4))
    files["word/_rels/document.xml.rels"] = f"<Relationships>{rels}</Relationships>"

    passages = ledger.file_passages(word(chunks, **files), "docx")

    assert [passage.text for passage in passages] == ["Of a page", "Of a text", "A Title", "in.rtf"]
    assert {passage.part for passage in passages} == {"inserted"}


def test_what_older_programs_are_given_is_not_read_twice():
    box = "<w:txbxContent><w:p><w:r><w:t>Once</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    only = f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"

    for alternatives in (both, only):
        passages = ledger.file_passages(word(paragraph(f"<w:r>{alternatives}</w:r>")), "docx")
        assert [passage.text for passage in passages] == ["Once"]


@pytest.mark.parametrize(
    ("kind", "whole", "rest", "expected"),
    [
        ("html", "<p>Rest &le; 5 days</p>", "<p>Rest 5 days</p>", ["≤"]),
        ("html", "<p>10<sup>9</sup> cells</p>", "<p>109 cells</p>", ["10⁹"]),
        ("html", "<style>.a{vertical-align:super}</style>10<span class=a>9</span>", "<p>10</p>", ["⁹"]),
        ("html", "<p>One<div>two</div></p>", "<p>One</p>", ["two"]),
        ("html", '<img alt="A scan">', "", ["A scan"]),
        ("html", "<table><tr><td>a1<td>b2</table>", "<table><tr><td>a1<td></table>", ["b2"]),
        ("md", "**Rest** 5 \\< 6", "Rest 5 6", ["<"]),
        ("md", "| a1 | b2 |\n|---|---|\n| c3 | d4 |", "a1 b2 c3", ["d4"]),
        ("md", "![A scan](x.png)", "", ["A scan"]),
        ("txt", "Rest > 5 days", "Rest 5 days", [">"]),
        ("txt", "10<sup>9</sup> cells", "109 cells", ["10⁹"]),
        ("txt", "• Rest\n• Heat", "• Rest", ["Heat"]),
        ("txt", "It hurts.[7]", "It hurts.", ["7"]),
    ],
)
def test_a_word_that_is_lost_from_another_file_is_seen(kind, whole, rest, expected):
    title = {"html": "<h1>A Title</h1>\n"}.get(kind, "A Title\n\n")
    kept = read((title + rest).encode(), f"a.{kind}")

    assert lost((title + whole).encode(), kind, kept) == expected


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_nothing_is_missing_from_an_article(name):
    assert read(ARTICLE.encode(), name).missing == []


def test_a_missing_word_is_shown_with_its_line_and_the_words_around_it():
    whole = "A Title\n\nRest helps.\n\nSome people are helped by heat or cold too."
    kept = read(b"A Title\n\nRest helps.\n\nSome people are helped by heat too.")

    assert ledger.missing(ledger.file_passages(whole.encode(), "txt"), ledger.kept_in(kept)) == [
        Missing(5, "", "or cold", before="Some people are helped by heat ", after=" too.", count=2)
    ]


def test_of_equal_words_the_one_without_its_neighbors_is_named():
    whole = "A Title\n\nIt can be eased.\n\nIt can be missed.\n\nIt can be treated."
    kept = read(b"A Title\n\nIt can be eased.\n\nIt can be treated.")

    found = ledger.missing(ledger.file_passages(whole.encode(), "txt"), ledger.kept_in(kept))

    assert [(missing.line, missing.words) for missing in found] == [(5, "It can be missed")]


def test_a_marker_that_became_a_citation_is_not_missing_and_one_that_vanished_is():
    text = "A Title\n\nIt hurts.[1] It aches.[1]\n\nReferences\n\n1. Doe B. One. J X. 2001;1:2."
    manuscript = read(text.encode(), "a.txt")
    without = Manuscript(**vars(manuscript) | {"body": manuscript.body.rpartition("<sup")[0]})

    assert manuscript.missing == []
    assert lost(text.encode(), "txt", without) == ["1"]


def test_a_word_that_the_report_only_comments_on_does_not_stand_for_a_lost_one():
    text = "A Title\n\nThey were seen in (2) patients at home.\n\nReferences\n\n" + "\n".join(
        f"{n}. Doe B. Title {'abc'[n - 1]}. J X. 200{n};1:2." for n in (1, 2, 3)
    )
    manuscript = read(text.encode(), "a.txt")
    without = Manuscript(**vars(manuscript) | {"body": manuscript.body.replace("patients", "")})

    assert any("patients" in note.text for note in manuscript.notes)
    assert lost(text.encode(), "txt", without) == ["patients"]


def test_many_losses_are_listed_up_to_a_limit_and_then_counted():
    lines = "".join(f"<p>word{number}</p>" for number in range(300))

    found = ledger.missing(ledger.file_passages(lines.encode(), "html"), ledger.Kept())

    assert len(found) == 201
    assert (found[-1].words, found[-1].line, found[-1].count) == ("", 201, 100)


def test_a_part_that_cannot_be_read_again_is_reported():
    data = word(TITLE, word__header1__xml='<!DOCTYPE x [<!ENTITY a "b">]><w:hdr/>')

    with pytest.raises(word_file.ERRORS):
        ledger.file_passages(data, "docx")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>O</w:t></w:r></w:p>'
            + paragraph(run("nce upon")),
            ["Once upon"],
        ),
        (
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>half</w:t></w:r></w:p>"
            + paragraph(run("way up")),
            ["halfway up"],
        ),
        (
            paragraph(run("Rest"), "<w:del><w:r><w:delText>or not</w:delText></w:r></w:del>", run("ing")),
            ["Resting", "or not"],
        ),
    ],
)
def test_paragraphs_that_are_one_are_joined_and_deleted_words_stand_alone(body, expected):
    assert [passage.text for passage in ledger.file_passages(word(body), "docx")] == expected


def test_the_letters_of_a_list_are_not_missing():
    text = "A Title\n\nThese help:\n\na) walking\nb) yoga\nc) water gym\n\nII) An odd number stays.\n"

    assert read(text.encode(), "a.txt").missing == []


@pytest.mark.parametrize(
    "text",
    [
        "## Pain {#pain .wide}\n\nIt can be eased.",
        "See [[other page|this page]] now.",
        "|Dose|Days|\n|-|-|\n|10|21|",
    ],
)
def test_what_markdown_writes_around_words_is_not_missing(text):
    assert read(f"# Bones\n\nThey matter to you.\n\n{text}\n".encode(), "a.md").missing == []
