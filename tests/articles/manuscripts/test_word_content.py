"""What stands around paragraphs, rows and cells in a Word file hides none of them, and nothing comes twice."""

import pytest

from articles.manuscripts import read
from tests.articles.manuscripts.word import (
    archive,
    definition,
    drawn_box,
    either,
    heading,
    item,
    level,
    num,
    p,
    r,
    read_word,
    relationships,
    root,
    sdt,
    tbl,
    tc,
    tr,
    vml_box,
    word,
)

SECOND = p("Second.")
ONE_TABLE = (
    "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>"
)


def tracked(name: str, content: str) -> str:
    return f'<w:{name} w:id="1" w:author="x">{content}</w:{name}>'


WRAPPERS = {
    "content control": sdt,
    "many content controls": lambda content: sdt(sdt(sdt(sdt(content)))),
    "custom XML": lambda content: f'<w:customXml w:element="x"><w:customXmlPr/>{content}</w:customXml>',
    "insertion": lambda content: tracked("ins", content),
    "move": lambda content: tracked("moveTo", content),
    "direction": lambda content: f'<w:dir w:val="rtl">{content}</w:dir>',
    "override of direction": lambda content: f'<w:bdo w:val="rtl">{content}</w:bdo>',
    "choice": lambda content: either(content, content),
    "only a fallback": lambda content: either("", content),
    "choices in choices": lambda content: either(either(content, content), sdt(content)),
    "an element of a later version": lambda content: f"<w:later>{content}</w:later>",
}


@pytest.mark.parametrize("wrapped", WRAPPERS.values(), ids=WRAPPERS.keys())
def test_paragraphs_rows_cells_and_runs_are_read_through_whatever_is_around_them(wrapped):
    content = (
        wrapped(p("First.") + SECOND),
        tbl(tr("a", "b"), wrapped(tr("c", wrapped(tc(wrapped(p("d"))))))),
        wrapped(tbl(tr("a", "b"), tr("c", "d"))),
        tbl(wrapped(tr(tc("a"), tc("b")) + tr("c", "d"))),
    )

    manuscript = read_word(*content)

    assert manuscript.body == "\n".join(["<p>First.</p>", "<p>Second.</p>", ONE_TABLE, ONE_TABLE, ONE_TABLE])


@pytest.mark.parametrize(
    "wrapped",
    [WRAPPERS[name] for name in ("content control", "choice", "only a fallback", "choices in choices")],
)
def test_runs_and_what_is_in_them_are_read_through_whatever_is_around_them(wrapped):
    inner = f"<w:r>{wrapped('<w:t>two</w:t>')}</w:r>" if "Alternate" in wrapped("") else wrapped(r("two"))

    assert read_word(p("One ", inner=wrapped(r("and ")) + inner + r("."))).body == "<p>One and two.</p>"


def test_content_controls_in_content_controls_have_no_depth_at_which_text_is_lost():
    deep = p("Deep.")
    for _level in range(100):
        deep = sdt(deep)

    assert read_word(p("First."), deep).body == "<p>First.</p>\n<p>Deep.</p>"


def test_runs_that_stand_in_no_paragraph_are_one():
    link = '<w:hyperlink r:id="a">' + r("there.") + "</w:hyperlink>"

    assert read_word(p("First."), r("Loose "), link, SECOND).body == (
        "<p>First.</p>\n<p>Loose there.</p>\n<p>Second.</p>"
    )


def test_a_file_with_two_bodies_gives_both():
    data = word(p("First.") + "</w:body><w:body>" + SECOND)

    assert read(data).body == "<p>First.</p>\n<p>Second.</p>"


# Paragraphs that are joined


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next(change):
    mark = f"<w:rPr>{tracked(change, '')}</w:rPr>"

    manuscript = read_word(p("The spots had ", mark), p("become ", mark), p("smaller."), SECOND)

    assert manuscript.body == "<p>The spots had become smaller.</p>\n<p>Second.</p>"


def test_a_paragraph_whose_mark_is_inserted_stays_one():
    mark = f"<w:rPr>{tracked('ins', '')}</w:rPr>"

    assert read_word(p("First.", mark), SECOND).body == "<p>First.</p>\n<p>Second.</p>"


def test_an_item_that_is_deleted_is_not_counted():
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>no</w:delText></w:r></w:del></w:p>'
    )
    lists = definition(level()) + num(1)

    manuscript = read_word(item("a"), gone, item("b"), gone, SECOND, lists=lists)

    assert manuscript.body == "<ol><li>a</li><li>b</li></ol>\n<p>Second.</p>"
    assert [(note.text, note.count) for note in manuscript.notes if note.is_left_out] == [("no", 2)]


def test_a_paragraph_joined_to_a_table_stays_a_paragraph():
    mark = "<w:rPr><w:del w:id='1'/></w:rPr>"

    assert read_word(p("First.", mark), tbl(tr("a", "b"), tr("c", "d"))).body == f"<p>First.</p>\n{ONE_TABLE}"


@pytest.mark.parametrize("kind", ["drop", "margin"])
def test_a_drop_cap_is_the_first_letter_of_the_next_paragraph(kind):
    cap = p("M", f'<w:framePr w:dropCap="{kind}" w:lines="3"/>')

    assert read_word(cap, p("any people sleep badly.")).body == "<p>Many people sleep badly.</p>"


def test_a_paragraph_in_another_frame_stays_one():
    assert read_word(p("Aside.", '<w:framePr w:w="100"/>'), SECOND).body == "<p>Aside.</p>\n<p>Second.</p>"


def test_a_heading_or_an_item_with_a_line_break_stays_one():
    def broken(properties: str) -> str:
        return p("Sleep,", properties, inner=f"<w:r><w:br/></w:r>{r('rest')}")

    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    manuscript = read_word(
        broken('<w:outlineLvl w:val="1"/>'),
        broken(listed),
        item("b"),
        broken(""),
        lists=definition(level()) + num(1),
    )

    assert manuscript.body == (
        "<h2>Sleep, rest</h2>\n<ol><li>Sleep, rest</li><li>b</li></ol>\n<p>Sleep,</p>\n<p>rest</p>"
    )


# What is deleted is reported


def test_deleted_paragraphs_and_rows_are_reported():
    deleted = f"<w:del w:id='1'>{p('Old.')}</w:del>"
    row = tr("x", "y z", properties="<w:del w:id='2'/>")
    cell = tc("q", "<w:cellDel w:id='3'/>")
    manuscript = read_word(p("First."), deleted, tbl(tr("a", "b", cell), row, tr("c", "d")))

    assert manuscript.body == f"<p>First.</p>\n{ONE_TABLE}"
    assert {note.text for note in manuscript.notes if note.is_left_out} == {"Old.", "x y z", "q"}


# Text boxes


@pytest.mark.parametrize(
    "box",
    [
        drawn_box,
        vml_box,
        lambda content: either(drawn_box(content), vml_box(content)),
        lambda content: either("", vml_box(content)),
    ],
)
def test_a_text_box_comes_once_wherever_it_is(box):
    def anchored(text: str) -> str:
        return p(text, inner=f"<w:r>{box(p('Call.') + tbl(tr('a', 'b'), tr('c', 'd')))}</w:r>")

    manuscript = read_word(anchored("First."), tbl(tr("x", "y"), tr("z", tc(anchored("Fever")))))

    assert manuscript.body == (
        f"<p>First.</p>\n<p>Call.</p>\n{ONE_TABLE}\n<table><thead><tr><th>x</th><th>y</th></tr></thead><tbody><tr><td>z</td>"
        f"<td><p>Fever</p><p>Call.</p>{ONE_TABLE}</td></tr></tbody></table>"
    )
    assert manuscript.figures == []


def test_a_text_box_in_a_text_box_comes_once():
    inner = p("Outer.", inner=f"<w:r>{either(drawn_box(p('Inner.')), vml_box(p('Inner.')))}</w:r>")

    assert read_word(p("First.", inner=f"<w:r>{either(drawn_box(inner), vml_box(inner))}</w:r>")).body == (
        "<p>First.</p>\n<p>Outer.</p>\n<p>Inner.</p>"
    )


def test_text_boxes_in_page_headers_and_notes_come_once():
    box = p("Draft", inner=f"<w:r>{either(drawn_box(p('May')), vml_box(p('May')))}</w:r>")
    note = f'<w:footnote w:id="2">{p("Doe B. One. J X. 2001;1:2.", inner=box[box.index("<w:r><mc") : -6])}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    manuscript = read_word(
        p("First.", inner=mark),
        parts={
            "word/_rels/document.xml.rels": relationships(
                ("a", "header", "top.xml"), ("b", "footnotes", "feet.xml")
            ),
            "word/top.xml": root("hdr", box),
            "word/feet.xml": root("footnotes", note),
        },
    )

    assert sorted((note.text, note.reason) for note in manuscript.notes) == [
        (
            "Doe B. One. J X. 2001;1:2. May",
            "Check source 1. This part of it was not taken over: “May”",
        ),
        ("Draft May", "Left out: a page header"),
    ]
    assert [reference.text for reference in manuscript.references] == ["Doe B. One. J X. 2001;1:2. May"]


# What the style makes of a paragraph


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/></w:style>'
    for key, name, base in (
        ("Quote", "Quote", ""),
        ("Verse", "Verse of a poem", "Quote"),
        ("Mine", "Title of ours", "Title"),
        ("Subtitle", "Subtitle", "Title"),
        ("Deep", "Deeper verse", "Verse"),
    )
)


@pytest.mark.parametrize("style", ["Quote", "Verse", "Deep"])
def test_a_style_based_on_another_means_the_same(style):
    assert read_word(p("Hurt.", f'<w:pStyle w:val="{style}"/>'), styles=STYLES).body == (
        "<blockquote><p>Hurt.</p></blockquote>"
    )


def test_a_title_in_a_style_based_on_title_is_one_but_not_a_subtitle():
    body = root(
        "document",
        "<w:body>"
        + p("Of bones.", '<w:pStyle w:val="Subtitle"/>')
        + p("Bones", '<w:pStyle w:val="Mine"/>')
        + "</w:body>",
    )
    styles = root(
        "styles", '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>' + STYLES
    )
    manuscript = read(archive({"word/document.xml": body, "word/styles.xml": styles}))

    assert manuscript.title == "Bones"
    assert "Of bones." in manuscript.body


def test_a_table_of_contents_is_known_by_its_content_control():
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = sdt(p("What hurts 2") + p("What helps 3")).replace(
        "<w:sdtPr/>", f"<w:sdtPr>{gallery}</w:sdtPr>"
    )
    manuscript = read_word(contents, p("First."), sdt(SECOND))

    assert manuscript.body == "<p>First.</p>\n<p>Second.</p>"
    assert [(note.text, note.is_left_out) for note in manuscript.notes] == [
        ("What hurts 2", True),
        ("What helps 3", True),
    ]


# Links inside the file


@pytest.mark.parametrize(
    "target",
    [
        heading("Scans", 2).replace("</w:pPr>", '</w:pPr><w:bookmarkStart w:id="1" w:name="here"/>'),
        '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>' + heading("Scans", 2),
        p(inner='<w:bookmarkStart w:id="1" w:name="here"/>') + heading("Scans", 2),
    ],
    ids=["in it", "before it", "in an empty paragraph before it"],
)
def test_a_link_to_a_bookmark_of_a_heading_leads_there(target):
    link = f'<w:hyperlink w:anchor="here">{r("below")}</w:hyperlink>'

    assert read_word(p("See ", inner=link + r(".")), target, SECOND).body == (
        '<p>See <a href="#scans">below</a>.</p>\n<h2 id="scans">Scans</h2>\n<p>Second.</p>'
    )


def test_a_title_that_the_file_repeats_is_reported():
    again = p("Bones", '<w:pStyle w:val="Title"/>')
    manuscript = read_word(p("First."), again)

    assert manuscript.body == "<p>First.</p>"
    assert [(note.text, note.is_left_out) for note in manuscript.notes] == [("Bones", True)]
