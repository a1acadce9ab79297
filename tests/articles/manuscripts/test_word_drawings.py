"""Pictures, shapes, diagrams and charts of Word files are figures to fill, and their words are reported."""

import pytest

from tests.articles.manuscripts.word import drawn_box, either, p, picture, read_word, relationships, root

SHAPE = "<w:r><w:pict><v:shape %s>%s</v:shape></w:pict></w:r>"


def drawing(graphic: str, properties: str = 'name="x"') -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" {properties}/><a:graphic><a:graphicData>{graphic}</a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (picture("a scan"), "a scan"),
        (drawing("<a:blip/>", 'title="a scan"'), "a scan"),
        (drawing("<a:blip/>", 'title="a scan" descr="three bright spots"'), "a scan; three bright spots"),
        (drawing('<a:pic><a:cNvPr descr="left"/><a:blip/></a:pic><a:pic><a:cNvPr descr="right"/><a:blip/></a:pic>'), "left; right"),
        (SHAPE % ('alt="a scan"', "<v:imagedata/>"), "a scan"),
        (SHAPE % ("", '<v:imagedata o:title="x"/>'), "no description"),
        (f"<w:r>{either(picture('new')[5:-6], picture('old')[5:-6])}</w:r>", "new"),
        (either(picture("new"), picture("old")), "new"),
    ],
)  # fmt: skip
def test_a_picture_is_reported_once_with_its_description(inner, expected):
    manuscript = read_word(p("First.", inner=inner))

    assert [note.text for note in manuscript.notes] == [f"Picture 1: {expected}"]
    assert len(manuscript.figures) == 1


def test_a_picture_in_a_text_box_is_one_picture():
    manuscript = read_word(p("First.", inner=f"<w:r>{drawn_box(p('Look.', inner=picture('a scan')))}</w:r>"))

    assert [note.text for note in manuscript.notes] == ["Picture 1: a scan"]


def test_a_horizontal_line_is_no_picture():
    line = '<w:r><w:pict><v:rect o:hr="t" o:hrstd="t"/></w:pict></w:r>'
    manuscript = read_word(p("First."), p(inner=line), p("Last."))

    assert manuscript.body == "<p>First.</p>\n<p>Last.</p>"
    assert manuscript.notes == []


def test_words_in_word_art_and_shapes_are_reported():
    art = SHAPE % ("", '<v:textpath string="Ask early"/>')
    shape = drawing(
        "<a:sp><a:txBody><a:p><a:r><a:t>Two of </a:t></a:r><a:r><a:t>ten</a:t></a:r></a:p></a:txBody></a:sp>"
    )
    manuscript = read_word(p("First.", inner=art), p("Second.", inner=shape))

    assert [(note.line, note.text) for note in manuscript.notes if note.is_left_out] == [
        (2, "Ask early"),
        (3, "Two of ten"),
    ]


def test_words_in_diagrams_and_charts_are_reported():
    namespaces = 'xmlns:a="a" xmlns:c="c" xmlns:dgm="d"'
    chart = (
        f"<c:chartSpace {namespaces}><c:title><a:t>Pain by week</a:t></c:title><c:cat><c:strCache><c:pt><c:v>Week 1</c:v></c:pt>"
        "</c:strCache></c:cat><c:val><c:numCache><c:pt><c:v>7</c:v></c:pt></c:numCache></c:val></c:chartSpace>"
    )
    diagram = f"<dgm:dataModel {namespaces}><dgm:pt><a:t>Scan</a:t></dgm:pt><dgm:pt><a:t>Result</a:t></dgm:pt></dgm:dataModel>"
    manuscript = read_word(
        p("First.", inner=drawing('<c:chart r:id="a"/>', 'descr="a chart"')),
        p("Second.", inner=drawing('<dgm:relIds r:dm="b" r:lo="c"/>')),
        parts={
            "word/_rels/document.xml.rels": relationships(
                ("a", "chart", "charts/c.xml"), ("b", "diagramData", "d.xml")
            ),
            "word/charts/c.xml": chart,
            "word/d.xml": diagram,
        },
    )

    assert [note.text for note in manuscript.notes if "words inside" in note.reason] == [
        "Pain by week Week 1",
        "Scan Result",
    ]
    assert len(manuscript.figures) == 2


def test_the_description_of_a_group_of_text_boxes_is_reported():
    group = drawing(
        "<wps:wsp><w:txbxContent>" + p("In a box.") + "</w:txbxContent></wps:wsp>", 'descr="two boxes"'
    )
    manuscript = read_word(p("First.", inner=group))

    assert manuscript.body == "<p>First.</p>\n<p>In a box.</p>"
    assert [(note.text, note.is_left_out) for note in manuscript.notes] == [("two boxes", True)]


def test_a_form_control_is_reported_as_one_and_is_no_picture():
    control = '<w:r><w:object><v:shape><v:imagedata/></v:shape><w:control r:id="a" w:name="Button1"/></w:object></w:r>'
    manuscript = read_word(p("First.", inner=control))

    assert manuscript.figures == []
    assert [note.reason for note in manuscript.notes] == [
        "Left out: a form control, such as a button or a box to fill in"
    ]


def test_a_picture_in_a_footnote_is_reported_and_is_no_part_of_the_source():
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{p("Doe B. One. J X. 2001;1:2.", inner=picture("a logo"))}</w:footnote>'
    manuscript = read_word(p("First.", inner=mark), parts={"word/footnotes.xml": root("footnotes", note)})

    assert [reference.text for reference in manuscript.references] == ["Doe B. One. J X. 2001;1:2."]
    assert [(note.text, note.is_left_out) for note in manuscript.notes] == [("a logo", True)]
