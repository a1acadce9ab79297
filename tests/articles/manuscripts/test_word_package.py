"""The package of a Word file: parts are found by what they are for, and bombs are refused before they go off."""

import pytest

from articles.manuscripts import UnreadableManuscript, bounds, docx, docx_xml, read
from tests.articles.manuscripts.word import URI, archive, p, relationships, root, tbl, tr, word

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BODY = root("document", f"<w:body>{p('Bones')}{p('They hurt.')}</w:body>")


def content_types(*overrides: tuple[str, str], default: str = "application/xml") -> str:
    listed = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return f'<Types xmlns="{URI}/package/2006/content-types"><Default Extension="xml" ContentType="{default}"/>{listed}</Types>'


def main_relation(target: str) -> str:
    return relationships(("a", "officeDocument", target))


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": BODY},
        {"_rels/.rels": main_relation("word/document2.xml"), "word/document2.xml": BODY},
        {"_rels/.rels": main_relation("/here/text.xml"), "here/text.xml": BODY},
        {"_rels/.rels": main_relation("./x/../word/main.xml"), "word/main.xml": BODY},
        {"_rels/.rels": main_relation("word/a%20b.xml"), "word/a b.xml": BODY},
        {"_rels/.rels": main_relation("/Word/Document.XML"), "word\\document.xml": BODY},
        {"[Content_Types].xml": content_types(("/elsewhere/doc.xml", MAIN)), "elsewhere/doc.xml": BODY},
        {
            "[Content_Types].xml": content_types(
                ("/word/document.xml", MAIN.replace("document.main", "template.main"))
            ),
            "word/document.xml": BODY,
        },
        {
            "[Content_Types].xml": content_types(("/word/document.xml", "application/x-later-version")),
            "word/document.xml": BODY,
        },
        {
            "_rels/.rels": main_relation("word/document.xml").replace(
                f"{URI}/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"
            ),
            "word/document.xml": BODY,
        },
    ],
)
def test_the_text_is_found_whatever_its_part_is_called(parts):
    assert read(archive(parts), "a.docx").body == "<p>They hurt.</p>"


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/workbook.xml": "<a/>", "_rels/.rels": main_relation("xl/workbook.xml")},
        {
            "xl/workbook.xml": BODY,
            "_rels/.rels": main_relation("xl/workbook.xml"),
            "[Content_Types].xml": content_types(
                (
                    "/xl/workbook.xml",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                )
            ),
        },
        {"_rels/.rels": main_relation("word/gone.xml")},
        {"a.txt": "hello"},
    ],
)
def test_a_package_without_a_text_is_refused(parts):
    with pytest.raises(UnreadableManuscript, match=r"not a Word file|no text in this Word file"):
        read(archive(parts), "a.docx")


def test_styles_notes_and_lists_are_found_by_their_relation_to_the_text():
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    numbered = '<w:pStyle w:val="N"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    title = p("Bones", '<w:pStyle w:val="T"/>')
    parts = {
        "_rels/.rels": main_relation("doc/text.xml"),
        "doc/text.xml": root("document", f"<w:body>{title}{p('They hurt.', inner=mark)}{p('a', numbered)}</w:body>"),
        "doc/_rels/text.xml.rels": relationships(
            ("a", "styles", "../looks.xml"), ("b", "numbering", "counts.xml"), ("c", "footnotes", "/feet.xml")
        ),
        "looks.xml": root("styles", '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'),
        "doc/counts.xml": root(
            "numbering",
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="decimal"/>'
            '<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        ),
        "feet.xml": root("footnotes", f'<w:footnote w:id="2">{p("Doe B. One. J X. 2001;1:2.")}</w:footnote>'),
    }  # fmt: skip

    manuscript = read(archive(parts))

    assert manuscript.title == "Bones"
    assert manuscript.body == (
        '<p>They hurt.<sup class="citation" data-reference="1">1</sup></p>\n<ol start="7"><li>a</li></ol>'
    )


@pytest.mark.parametrize(
    "data",
    [
        BODY.encode(),
        b"\xef\xbb\xbf" + BODY.encode(),
        b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>" + BODY.encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + BODY).encode("utf-16"),
        ('<?xml version="1.0" encoding="UTF-16"?>' + BODY).encode("utf-16-le"),
        ('<?xml version="1.0" encoding="windows-1252"?>' + BODY)
        .replace("hurt.", "hurt – badly.")
        .encode("cp1252"),
    ],
)
def test_parts_in_other_encodings_are_read(data):
    assert read(archive({"word/document.xml": data})).body.startswith("<p>They hurt")


@pytest.mark.parametrize("encoding", ["utf-32", "utf-7", "cp037"])
def test_an_encoding_in_which_elements_can_hide_is_refused_or_counted(encoding, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_PARAGRAPHS", 1)

    with pytest.raises(UnreadableManuscript, match=r"damaged|more than 1 paragraphs"):
        read(
            archive(
                {
                    "word/document.xml": (f'<?xml version="1.0" encoding="{encoding}"?>' + BODY).encode(
                        encoding
                    )
                }
            )
        )


# Bounds


@pytest.fixture
def nothing_is_built(monkeypatch):
    def fail(*_args, **_options):
        raise AssertionError("The tree was built before it was counted.")

    monkeypatch.setattr(docx_xml.etree, "fromstring", fail)


@pytest.mark.parametrize(
    "content",
    [
        "<w:p/>" * 21_000,
        "<w:p><w:pPr/></w:p>" * 21_000,
        f"<w:tbl><w:tr>{'<w:tc/>' * 21_000}</w:tr></w:tbl>",
        f"<w:tbl>{'<w:tr></w:tr>' * 21_000}</w:tbl>",
        f"<w:p><w:r>{'<w:br/>' * 21_000}</w:r></w:p>",
        f"<w:p>{'<w:r/>' * 310_000}</w:p>",
    ],
)
@pytest.mark.parametrize("prefix", ["w:", "x-1.y:", ""])
def test_what_is_far_too_much_is_refused_before_anything_is_built(content, prefix, nothing_is_built):
    document = f'<w:document xmlns:w="w"><w:body>{content}</w:body></w:document>'.replace("w:", prefix)

    with pytest.raises(UnreadableManuscript, match="Import one article at a time"):
        read(archive({"word/document.xml": document}))


def test_parts_are_counted_together(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_PARAGRAPHS", 5)
    header = root("hdr", p("Draft") * 3)

    with pytest.raises(UnreadableManuscript, match="more than 5 paragraphs"):
        read(word(p("First.") * 3, parts={"word/header1.xml": header}))


def test_rows_count_as_much_as_paragraphs(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_PARAGRAPHS", 8)

    assert read(word(tbl(*[tr("a", "b")] * 3))).body.count("<tr>") == 3
    with pytest.raises(UnreadableManuscript, match="more than 8 paragraphs"):
        read(word(tbl(*[tr("a", "b")] * 5)))


def test_more_text_than_a_book_is_refused_before_blocks_are_built(monkeypatch):
    monkeypatch.setattr(docx, "DocumentReader", None)

    with pytest.raises(UnreadableManuscript, match="longer than a book"):
        read(word(p("bone " * 400_001)))


@pytest.mark.parametrize(
    "document_type",
    [
        "<!DOCTYPE x>",
        '<!DOCTYPE x [<!ATTLIST w:p w:rsidR CDATA "long">]>',
        '<!DOCTYPE x [<!ENTITY a "ha">]>',
        '<!DOCTYPE x SYSTEM "http://localhost/a.dtd">',
        "<!-- a comment --><!DOCTYPE x>",
    ],
)
def test_a_document_type_is_refused_before_it_is_parsed(document_type, nothing_is_built):
    with pytest.raises(UnreadableManuscript, match="refused"):
        read(archive({"word/document.xml": document_type + BODY}))


def test_xml_nested_deeper_than_can_be_parsed_is_refused():
    with pytest.raises(UnreadableManuscript, match="damaged"):
        read(word("<w:sdt>" * 300 + p("Deep.") + "</w:sdt>" * 300))


def test_styles_that_are_based_on_each_other_in_a_circle_are_read():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{own}"/><w:basedOn w:val="{other}"/></w:style>'
        for own, other in ("ab", "ba", "cc")
    )

    assert read(word(p("First.", '<w:pStyle w:val="a"/>'), styles=styles)).body == "<p>First.</p>"


# Text that is not the article


def test_building_blocks_are_reported_but_not_the_prompts_of_content_controls():
    def block(text: str, gallery: str) -> str:
        named = f'<w:docPartPr><w:category><w:gallery w:val="{gallery}"/></w:category></w:docPartPr>'
        return f"<w:docPart>{named}<w:docPartBody>{p(text)}</w:docPartBody></w:docPart>"

    glossary = root(
        "glossaryDocument",
        f"<w:docParts>{block('Kind regards', 'autoTxt')}{block('Click here', 'placeholder')}</w:docParts>",
    )
    manuscript = read(
        word(
            p("First."),
            parts={
                "word/_rels/document.xml.rels": relationships(
                    ("a", "glossaryDocument", "glossary/document.xml")
                ),
                "word/glossary/document.xml": glossary,
            },
        )
    )

    assert [(note.text, note.is_left_out) for note in manuscript.notes] == [("Kind regards", True)]


def test_page_headers_footers_and_comments_are_reported_whatever_their_parts_are_called():
    parts = {
        "word/_rels/document.xml.rels": relationships(
            ("a", "header", "top.xml"), ("b", "footer", "bottom.xml"), ("c", "comments", "margin.xml")
        ),
        "word/top.xml": root("hdr", tbl(tr("Dra", "ft")) + p("May")),
        "word/bottom.xml": root("ftr", p("Page ", inner="<w:r><w:t>1</w:t></w:r>")),
        "word/margin.xml": root("comments", f'<w:comment w:id="1">{p("Why?")}</w:comment><w:comment w:id="2">{p("So.")}</w:comment>'),
    }  # fmt: skip

    notes = read(word(p("First."), parts=parts)).notes

    assert [(note.text, note.reason) for note in notes] == [
        ("Dra ft May", "Left out: a page header"),
        ("Page 1", "Left out: a page footer"),
        ("Why?", "Left out: a comment in the margin"),
        ("So.", "Left out: a comment in the margin"),
    ]
