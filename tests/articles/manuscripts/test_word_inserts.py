"""Files inserted into a Word file are read, or reported by their name; sub-documents are reported."""

import pytest

from articles.manuscripts import read
from tests.articles.manuscripts.word import (
    URI,
    archive,
    heading,
    p,
    r,
    read_word,
    relationships,
    root,
    tbl,
    tc,
    tr,
    word,
)

AFTER = p("Last.")
PAGE = "<html><head><meta charset='utf-8'></head><body><p>From a page – so.</p><ul><li>one</li></ul></body></html>"
ARCHIVE = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
    'Content-Type: text/html; charset="windows-1252"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    "<html><body><p>From a page =96 so.</p><ul><li>one</li></ul></body></html>\r\n--x--\r\n"
)
IN_PAGE = "<p>From a page – so.</p>\n<ul><li>one</li></ul>"


def inserting(name: str, data: str | bytes, content_type: str = "", more: str = ""):
    """A manuscript with the file inserted after its first paragraph."""
    types = f'<Types xmlns="{URI}/package/2006/content-types"><Override PartName="/word/{name}" ContentType="{content_type}"/></Types>'
    return read_word(
        p("First."),
        '<w:altChunk r:id="a"/>',
        AFTER,
        parts={
            "word/_rels/document.xml.rels": relationships(("a", "aFChunk", name)),
            f"word/{name}": data,
            **({"[Content_Types].xml": types} if content_type else {}),
        },
    )


@pytest.mark.parametrize(
    ("name", "data", "content_type", "expected"),
    [
        ("chunk.htm", PAGE, "", IN_PAGE),
        ("chunk.dat", PAGE, "application/xhtml+xml", IN_PAGE),
        ("chunk.dat", "From a page. <b>Bold.</b>", "text/html", "<p>From a page. <strong>Bold.</strong></p>"),
        ("chunk.mht", ARCHIVE, "", IN_PAGE),
        ("chunk.dat", ARCHIVE, "message/rfc822", IN_PAGE),
        ("chunk.txt", "Plain text, at 5 < 6.", "", "<p>Plain text, at 5 &lt; 6.</p>"),
        ("chunk.dat", "# not a heading.", "text/plain", "<h2>not a heading.</h2>"),
    ],
)
def test_an_inserted_page_or_text_stands_where_it_was_inserted(name, data, content_type, expected):
    manuscript = inserting(name, data, content_type)

    assert manuscript.body == f"<p>First.</p>\n{expected}\n<p>Last.</p>"


def test_an_inserted_word_file_keeps_its_tables_notes_and_pictures():
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnotes xmlns:w="{URI}/wordprocessingml/2006/main"><w:footnote w:id="2">%s</w:footnote></w:footnotes>'
    inner = word(
        p("Inner.", inner=mark),
        tbl(tr("a", "b"), tr(tc(p("c", inner=mark)), "d")),
        parts={"word/footnotes.xml": notes % p("Doe B. One. J X. 2001;1:2.")},
    )
    manuscript = read_word(
        p("First.", inner=mark),
        '<w:altChunk r:id="a"/>',
        parts={
            "word/_rels/document.xml.rels": relationships(("a", "aFChunk", "inner.docx")),
            "word/inner.docx": inner,
            "word/footnotes.xml": notes % p("Roe C. Two. J X. 2002;2:3."),
        },
    )

    cited = '<sup class="citation" data-reference="%s">%s</sup>'
    assert [(item.number, item.item["title"]) for item in manuscript.references] == [(1, "One"), (2, "Two")]
    assert f"<p>First.{cited % (2, 2)}</p>" in manuscript.body
    assert f"<p>Inner.{cited % (1, 1)}</p>" in manuscript.body
    assert f"<td>c{cited % (1, 1)}</td>" in manuscript.body


def test_the_title_of_an_inserted_file_is_a_heading_even_if_it_is_that_of_the_outer_file():
    manuscript = inserting("inner.docx", word(p("Inner.")))

    assert (manuscript.title, manuscript.missing) == ("Bones", [])
    assert manuscript.body == "<p>First.</p>\n<h2>Bones</h2>\n<p>Inner.</p>\n<p>Last.</p>"


def test_a_file_that_is_nothing_but_an_inserted_one_has_its_title():
    parts = {
        "word/document.xml": root("document", '<w:body><w:altChunk r:id="a"/></w:body>'),
        "word/_rels/document.xml.rels": relationships(("a", "aFChunk", "inner.docx")),
        "word/inner.docx": word(p("Inner.")),
    }
    manuscript = read(archive(parts))

    assert (manuscript.title, manuscript.body) == ("Bones", "<p>Inner.</p>")


def test_places_of_an_inserted_file_are_not_taken_for_those_of_the_outer_file():
    def linked(text: str) -> str:
        mark = '<w:bookmarkStart w:id="1" w:name="here"/>'
        link = '<w:hyperlink w:anchor="here">' + r("there") + "</w:hyperlink>"
        return mark + heading(text) + p("See ", inner=link + r("."))

    manuscript = read_word(
        linked("Outer"),
        '<w:altChunk r:id="a"/>',
        parts={
            "word/_rels/document.xml.rels": relationships(("a", "aFChunk", "inner.docx")),
            "word/inner.docx": word(linked("Inner")),
        },
    )

    assert '<h2 id="outer">Outer</h2>\n<p>See <a href="#outer">there</a>.</p>' in manuscript.body
    assert "Inner</h" in manuscript.body
    assert '<p>See <a href="#inner">there</a>.</p>' in manuscript.body


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("chunk.rtf", "{\\rtf1 hello}", "This is an RTF file."),
        ("chunk.pdf", "%PDF-1.7", "This is a PDF"),
        ("chunk.docx", b"PK\x03\x04 broken", "This Word file is damaged."),
        ("chunk.mht", "Content-Type: image/png\r\n\r\nx", "There is no text in the file."),
    ],
)
def test_an_inserted_file_that_cannot_be_read_is_reported_with_its_name_and_the_reason(name, data, why):
    manuscript = inserting(name, data)

    assert manuscript.body == "<p>First.</p>\n<p>Last.</p>"
    assert [note.text for note in manuscript.notes] == [f"word/{name}"]
    assert manuscript.notes[0].reason.startswith(f"Left out: a file that is inserted into this one. {why}")


@pytest.mark.parametrize("target", ["gone.html", "https://example.org/a.html"])
def test_an_inserted_file_that_is_not_there_is_reported(target):
    manuscript = read_word(
        p("First."),
        '<w:altChunk r:id="a"/>',
        parts={"word/_rels/document.xml.rels": relationships(("a", "aFChunk", target))},
    )

    assert manuscript.body == "<p>First.</p>"
    assert [note.text.removeprefix("word/") for note in manuscript.notes] == [target]


def test_files_inserted_into_each_other_are_read_to_a_depth_that_is_reported():
    data = word(p("Level 9."))
    for depth in range(8, -1, -1):
        relations = relationships(("a", "aFChunk", "inner.docx"))
        data = word(
            p(f"Level {depth}."),
            '<w:altChunk r:id="a"/>',
            parts={"word/_rels/document.xml.rels": relations, "word/inner.docx": data},
        )
    manuscript = read(data)

    assert [f"Level {depth}." in manuscript.body for depth in range(5)] == [True, True, True, True, False]
    assert [note.reason for note in manuscript.notes if note.text == "word/inner.docx"] == [
        "Left out: a file that is inserted into this one. It is inserted into too many other files."
    ]


def test_notes_of_an_inserted_file_stand_at_the_place_where_it_is_inserted():
    inner = word(p("Inner.", inner="<w:del w:id='1'><w:r><w:delText>gone</w:delText></w:r></w:del>"))
    manuscript = inserting("inner.docx", inner)

    assert [(note.line, note.text) for note in manuscript.notes if note.is_left_out] == [(3, "gone")]


@pytest.mark.parametrize(
    "content", ['<w:subDoc r:id="a"/>', p("Second.", inner='<w:subDoc r:id="a"/>'), p("Second.", inner=r("x") + "<w:ins><w:subDoc r:id='a'/></w:ins>")]
)  # fmt: skip
def test_a_sub_document_is_reported_with_its_name(content):
    manuscript = read_word(
        p("First."),
        content,
        parts={
            "word/_rels/document.xml.rels": relationships(("a", "subDocument", "file:///c:/chapter2.docx"))
        },
    )

    assert [note.text for note in manuscript.notes] == ["file:///c:/chapter2.docx"]
    assert "sub-document" in manuscript.notes[0].reason
