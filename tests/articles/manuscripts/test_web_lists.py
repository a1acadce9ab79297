"""Lists of web pages: HTML's own, those of Word and of Google Docs; and tables."""

import pytest

from articles.manuscripts import read

PROSE = "Pain is common, and there is a lot that a team can do about it."
SPACE = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"


def body(inner: str) -> str:
    page = f"<html><body><h1>A title</h1><h2>A part</h2>{inner}</body></html>"
    return read(page.encode()).body.removeprefix("<h2>A part</h2>\n")


def filtered(label: str, text: str, margin: str = ".5in") -> str:
    """An item as Word's "Web Page, Filtered" writes it."""
    return f"<p class=MsoListParagraphCxSpMiddle style='margin-left:{margin};text-indent:-.25in'>{label}{SPACE}{text}</p>"


def full(label: str, text: str, level: int = 1) -> str:
    """An item as Word's "Web Page" writes it."""
    return (
        f"<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level{level} lfo1'><![if !supportLists]><span>"
        f"<span style='mso-list:Ignore'>{label}{SPACE}</span></span><![endif]>{text}<o:p></o:p></p>"
    )


BULLETS = [
    "·",
    "<span style='font-family:Symbol'>·</span>",
    "<span style='font-family:\"Courier New\"'>o</span>",
    "<span style='font-family:Wingdings'>§</span>",
    "<span style='font-family:Wingdings'>v</span>",
    "–",
]


@pytest.mark.parametrize("item", [filtered, full])
@pytest.mark.parametrize("bullet", BULLETS)
def test_paragraphs_that_word_draws_with_bullets_are_a_list(item, bullet):
    assert body(item(bullet, "Rest") + item(bullet, "<b>Heat</b>")) == (
        "<ul><li>Rest</li><li><strong>Heat</strong></li></ul>"
    )


def test_the_space_after_a_bullet_of_word_may_stand_inside_its_font():
    item = f"<p class=MsoListParagraph><span style='font-family:Symbol'>·{SPACE}</span>{{}}</p>"

    assert body(item.format("Rest") + item.format("Heat")) == "<ul><li>Rest</li><li>Heat</li></ul>"


@pytest.mark.parametrize(
    ("labels", "attributes"),
    [
        (("1.", "2."), ""),
        (("3)", "4)"), ' start="3"'),
        (("a.", "b."), ' type="a"'),
        (("h)", "i)"), ' start="8" type="a"'),
        (("(i)", "(ii)"), ' type="i"'),
        (("IV.", "V."), ' start="4" type="I"'),
        (("1.1", "1.2"), ""),
    ],
)
@pytest.mark.parametrize("item", [filtered, full])
def test_paragraphs_that_word_numbers_keep_their_numbers(item, labels, attributes):
    first, second = labels

    assert (
        body(item(first, "Rest") + item(second, "Heat")) == f"<ol{attributes}><li>Rest</li><li>Heat</li></ol>"
    )


def test_the_levels_of_a_list_of_word_are_kept():
    inner = '<ol><li>One<ol type="a"><li>Inner<ul><li>Deep</li></ul></li></ol></li><li>Two</li></ol>'

    assert (
        body(full("1.", "One") + full("a.", "Inner", 2) + full("·", "Deep", 3) + full("2.", "Two")) == inner
    )
    assert (
        body(
            filtered("1.", "One")
            + filtered("a.", "Inner", "1.0in")
            + filtered("·", "Deep", "108.0pt")
            + filtered("2.", "Two")
        )
        == inner
    )


def test_a_label_of_word_that_is_neither_bullet_nor_number_stays_in_its_paragraph():
    assert body(filtered("Step one:", "Rest")) == "<p>Step one: Rest</p>"
    assert body(full("Step one:", "Rest")) == "<p>Step one: Rest</p>"


def test_a_list_that_goes_on_after_a_paragraph_goes_on_counting():
    expected = f'<ol><li>One</li></ol>\n<p>{PROSE}</p>\n<ol start="2"><li>Two</li></ol>'

    assert body(f"<ol><li>One</li></ol><p>{PROSE}</p><ol start=2><li>Two</li></ol>") == expected
    assert body(f"{filtered('1.', 'One')}<p>{PROSE}</p>{filtered('2.', 'Two')}") == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<ol><li>a</li><li value=7>g</li><li>h</li></ol>",
            '<ol><li>a</li></ol>\n<ol start="7"><li>g</li><li>h</li></ol>',
        ),
        ("<ol start=0><li>a</li><li>b</li></ol>", '<ol start="0"><li>a</li><li>b</li></ol>'),
        ("<ol type=a><li>a</li></ol>", '<ol type="a"><li>a</li></ol>'),
        ("<ol style='list-style-type:upper-roman'><li>a</li></ol>", '<ol type="I"><li>a</li></ol>'),
        ("<ul style='list-style-type:decimal'><li>a</li></ul>", "<ol><li>a</li></ol>"),
        ("<ol reversed><li>b</li><li>a</li></ol>", '<ol start="2"><li>b</li></ol>\n<ol><li>a</li></ol>'),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", "<ul><li>a</li></ul>\n<ol><li>b</li></ol>"),
        (
            "<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>",
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
        ),
        ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "<ul><li>a b</li><li>c</li></ul>"),
    ],
)
def test_a_list_keeps_its_kind_its_numbers_and_its_levels(html, expected):
    assert body(html) == expected


def test_text_after_an_inner_list_is_no_part_of_it():
    assert body("<ol><li>One<ul><li>inner</li></ul>after</li><li>Two</li></ol>") == (
        '<ol><li>One<ul><li>inner</li></ul></li></ol>\n<p>after</p>\n<ol start="2"><li>Two</li></ol>'
    )


def test_lists_of_google_docs_have_the_level_and_the_numbers_of_their_class():
    page = (
        "<style>.lst-kix_b-0>li:before{content:'' counter(lst-ctn-kix_b-0,lower-latin) '. '} ul.lst-kix_a-0{list-style-type:none}</style>"
        "<h1>A title</h1><ul class='c3 lst-kix_a-0 start'><li>Rest</li></ul><ul class='c3 lst-kix_a-1 start'><li>sofa</li></ul>"
        f"<ul class='lst-kix_a-0'><li>Heat</li></ul><ol class='lst-kix_b-0 start' start=1><li>One</li></ol><p>{PROSE}</p>"
        "<ol class='lst-kix_b-0' start=2><li>Two</li></ol>"
    )

    assert read(page.encode()).body == (
        f'<ul><li>Rest<ul><li>sofa</li></ul></li><li>Heat</li></ul>\n<ol type="a"><li>One</li></ol>\n<p>{PROSE}</p>\n'
        '<ol start="2" type="a"><li>Two</li></ol>'
    )


def test_lists_of_word_online_have_the_level_that_they_say():
    lists = (
        "<ul><li data-aria-level=1><p>One</p></li></ul>",
        "<ul><li data-aria-level=2><p>inner</p></li></ul>",
    )

    assert body("".join(f"<div class=ListContainerWrapper>{item}</div>" for item in lists)) == (
        "<ul><li>One<ul><li>inner</li></ul></li></ul>"
    )


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_a_list_item_is_never_a_heading(suffix):
    items = (
        f"<h1>A title</h1><ol><li>One thing to do</li></ol><p>{PROSE}</p><ol start=2><li>Next thing</li></ol><p>{PROSE}</p>"
        if suffix == "html"
        else f"# A title\n\n1. One thing to do\n\n{PROSE}\n\n2. Next thing\n\n{PROSE}\n"
    )

    assert read(items.encode(), f"a.{suffix}").body == (
        f'<ol><li>One thing to do</li></ol>\n<p>{PROSE}</p>\n<ol start="2"><li>Next thing</li></ol>\n<p>{PROSE}</p>'
    )


def test_cells_keep_their_columns_and_rows():
    html = (
        "<table><tr><th colspan=2>Effects</th><th>Help</th></tr><tr><td rowspan=2>Fatigue</td><td>morning</td><td>rest</td></tr>"
        "<tr><td>evening</td><td>walk</td></tr></table>"
    )

    assert body(html) == (
        '<table><thead><tr><th colspan="2">Effects</th><th>Help</th></tr></thead><tbody><tr><td rowspan="2">Fatigue</td>'
        "<td>morning</td><td>rest</td></tr><tr><td>evening</td><td>walk</td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ("colspan=100", ' colspan="2"'),
        ("rowspan=0", ' rowspan="2"'),
        ("rowspan=65000", ' rowspan="2"'),
        ("colspan=x", ""),
    ],
)
def test_a_cell_takes_no_more_columns_and_rows_than_there_are(spans, expected):
    rows = "<tr><td>c</td><td>d</td></tr>" if "rowspan" not in spans else "<tr><td>c</td></tr>"

    html = body(f"<table><tr><td {spans}>a</td>{'' if 'col' in spans else '<td>b</td>'}</tr>{rows}</table>")

    assert html.startswith(f"<table><tbody><tr><td{expected}>a</td>")


def test_a_cell_keeps_its_paragraphs_lists_pictures_and_tables():
    html = (
        "<table border=1><tr><td>Drug</td><td><p>Take:</p><ul><li>one</li></ul><img src=x alt='a pill'><table><tr><td>x</td><td>y</td>"
        "</tr></table></td></tr></table>"
    )

    assert body(html) == (
        "<table><tbody><tr><td>Drug</td><td><p>Take:</p><ul><li>one</li></ul>"
        '<figure class="figure"><figcaption>a pill</figcaption></figure>'
        "<table><tbody><tr><td>x</td><td>y</td></tr></tbody></table></td></tr></tbody></table>"
    )


def test_text_between_the_rows_of_a_table_comes_before_it():
    assert body("<table>loose<tr>words<td>a</td><td>b</td></tr><p>here</p></table>") == (
        "<p>loose</p>\n<p>words</p>\n<p>here</p>\n<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    )


def test_hidden_rows_and_cells_are_left_out_and_reported():
    page = "<h1>A title</h1><table><tr><td>a</td><td>b</td><td hidden>c</td></tr><tr style='display:none'><td>d</td><td>e</td></tr></table>"

    manuscript = read(page.encode())

    assert manuscript.body == "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    assert [note.text for note in manuscript.notes] == ["c", "d e"]


def test_a_table_that_only_places_things_is_no_table():
    page = f"<table role=presentation><tr><td>Left</td><td>Right</td></tr></table><table><tr><td><h3>More</h3><p>{PROSE}</p></td><td>Side</td></tr></table>"

    assert body(page) == f"<p>Left</p>\n<p>Right</p>\n<h3>More</h3>\n<p>{PROSE}</p>\n<p>Side</p>"
