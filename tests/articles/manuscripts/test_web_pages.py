"""What a web page says with its elements, its styles and its links."""

import io
import zipfile

import pytest

from articles.manuscripts import Manuscript, UnreadableManuscript, read


def of_page(inner: str, head: str = "") -> Manuscript:
    return read(
        f"<html><head>{head}</head><body><h1>A title</h1><h2>A part</h2>{inner}</body></html>".encode()
    )


def body(inner: str, head: str = "") -> str:
    return of_page(inner, head).body.removeprefix("<h2>A part</h2>\n")


def left_out(inner: str, head: str = "") -> list[tuple[str, str]]:
    return [(note.text, note.reason) for note in of_page(inner, head).notes if note.is_left_out]


@pytest.mark.parametrize(
    "source",
    [
        "<!doctype html><meta charset=utf-8><title>Bones</title><section><h1>Bones</h1><p>Rest helps.</p></section>",
        "<!doctype html><title>Bones</title><h1>Bones</h1><p>Rest helps.",
        "<h1>Bones</h1><html><body></body><p>Rest helps.</p></html>",
        "<html><body><h1>Bones</h1></body></html><p>Rest helps.</p>",
        "<html><body><h1>Bones</h1></body></html>Rest helps.",
        "<html><head><h1>Bones</h1></head><body>Rest helps.</body></html>",
        "<html><body><h1>Bones</h1></body><body><p>Rest helps.</p></body></html>",
        "<html><frameset><frame src=a.html><noframes><h1>Bones</h1><p>Rest helps.</p></noframes></frameset></html>",
    ],
)
def test_a_page_keeps_its_text_wherever_the_body_begins_or_ends(source):
    manuscript = read(source.encode(), "a.html")

    assert (manuscript.title, manuscript.body) == ("Bones", "<p>Rest helps.</p>")


def test_a_short_article_element_beside_the_text_is_not_the_article():
    manuscript = read(
        b"<h1>Bones</h1><p>Rest helps many people, and so does heat on most days.</p><article><p>Heat helps too.</p></article>"
    )

    assert (
        manuscript.body
        == "<p>Rest helps many people, and so does heat on most days.</p>\n<p>Heat helps too.</p>"
    )


def test_words_around_the_article_are_reported_wherever_they_stand():
    manuscript = read(
        b"<body>Before <b>it</b><article><h1>Bones</h1><p>Rest helps many people, and so does heat.</p></article> after</body>"
    )

    assert [note.text for note in manuscript.notes] == ["Before", "it", "after"]
    assert {note.reason for note in manuscript.notes} == {"Left out: it is outside the article on the page"}


@pytest.mark.parametrize(
    ("style", "tag"),
    [
        ("font-weight:700", "strong"),
        ("FONT-WEIGHT: bold !important", "strong"),
        ("font-style:italic", "em"),
        ("vertical-align:super;font-size:8pt", "sup"),
        ("vertical-align:sub", "sub"),
        ("position:relative;top:-4.0pt", "sup"),
        ("position:relative;top:3pt", "sub"),
        ("mso-text-raise:5.0pt", "sup"),
        ("vertical-align:30%", "sup"),
    ],
)
def test_a_style_counts_whether_it_stands_in_the_element_or_in_a_style_sheet(style, tag):
    expected = f"<p>Ten <{tag}>or more</{tag}>.</p>"

    assert body(f'<p>Ten <span style="{style}">or more</span>.</p>') == expected
    for selector in (".c1", "span.c1", "#x", "em, .a.c1", "span"):
        sheet = f"<style><!-- @import url(x); p{{margin:0}} {selector} {{{style}}} @page{{margin:1in}} --></style>"
        assert body("<p>Ten <span class='a c1' id=x>or more</span>.</p>", sheet) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<b style='font-weight:normal'><p>Plain words.</p></b>",
        "<p class=c1><span style='font-weight:400'>Plain words.</span></p>",
        "<p><sup style='vertical-align:baseline'>Plain words.</sup></p>",
        "<p style='vertical-align:super'>Plain words.</p>",
        "<p><span class=c2>Plain words.</span></p>",
        "<p><span class=c3>Plain words.</span></p>",
    ],
)
def test_a_style_that_says_plain_or_is_for_print_changes_nothing(html):
    sheet = (
        "<style>.c1{font-weight:700} @media print{.c2{display:none}} .c3>li:before{font-weight:700}</style>"
    )

    assert body(html, sheet) == "<p>Plain words.</p>"


@pytest.mark.parametrize("tag", ["b", "i", "u", "strong", "em", "ins", "small"])
def test_an_element_around_paragraphs_formats_all_of_them(tag):
    marks = {"b": "strong", "i": "em", "strong": "strong", "em": "em"}
    start, end = (f"<{marks[tag]}>", f"</{marks[tag]}>") if tag in marks else ("", "")

    assert (
        body(f"<{tag}><p>One.</p><p>Two.</p></{tag}>") == f"<p>{start}One.{end}</p>\n<p>{start}Two.{end}</p>"
    )


@pytest.mark.parametrize(
    "html",
    [
        "Take <del>two</del><ins>three</ins> tablets.",
        "Take <s>two</s><u>three</u> tablets.",
        "Take <strike>two</strike>three tablets.",
        "Take <span style='text-decoration: line-through'>two</span>three tablets.",
        "Take <span class=gone>two</span>three tablets.",
        "Take <span hidden>two</span>three tablets.",
        "Take <span style='display:none'>two</span>three tablets.",
        "Take <span aria-hidden=true>two</span>three tablets.",
        "Take <span style='mso-hide:all'>two</span>three tablets.",
        "Take <template>two</template>three tablets.",
        "Take <textarea>two</textarea>three tablets.",
        "Take <select><option>two</select>three tablets.",
        "Take <noscript>two</noscript>three tablets.",
        "Take <svg><text>two</text></svg>three tablets.",
        "Take <!-- two -->three tablets.",
    ],
)
def test_what_readers_of_the_page_do_not_read_is_left_out_and_reported(html):
    sheet = "<style>.gone{text-decoration-line:line-through}</style>"

    assert body(f"<p>{html}</p>", sheet) == "<p>Take three tablets.</p>"
    assert [text for text, _reason in left_out(f"<p>{html}</p>", sheet)] == ["two"]


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_struck_out_paragraphs_and_items_are_left_out_and_reported(tag):
    html = f"<{tag}><p>Old.</p></{tag}><ul><li><{tag}>Gone</{tag}></li><li>Stays</li></ul>"

    assert body(html) == "<ul><li>Stays</li></ul>"
    assert left_out(html) == [
        ("Old.", "Left out: text that is struck out or deleted"),
        ("Gone", "Left out: text that is struck out or deleted"),
    ]


def test_a_long_menu_is_reported_to_its_last_word():
    menu = " ".join(f"entry{number}" for number in range(1000))

    assert left_out(f"<nav>{menu}</nav><p>Text.</p>") == [
        (menu, "Left out: navigation or a form field of the page")
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("He said <q>it hurts</q>.", "He said “it hurts”."),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>.", "漢 (kan)."),
        ("<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>.", "漢字 (kanji)."),
        ("<input type=checkbox checked> Done.", "☑ Done."),
        ("<input type=checkbox> Not done.", "☐ Not done."),
        ("Fine <img class=emoji alt='😀' src=x> today.", "Fine 😀 today."),
        ("Less is &lt;5 and &#8804; 10 &#150; ok.", "Less is &lt;5 and ≤ 10 – ok."),
        (
            "A dose <span style='font-family:Symbol'>&#163;</span> 5 <font face=Symbol>m</font>g.",
            "A dose ≤ 5 μg.",
        ),
        (
            "A count of 10<sup>9</sup>/L, 10<span class=up>6</span>.",
            "A count of 10<sup>9</sup>/L, 10<sup>6</sup>.",
        ),
        ("One<wbr>word and two<o:p></o:p>.", "Oneword and two."),
    ],
)
def test_an_inline_element_keeps_what_it_says(html, expected):
    assert body(f"<p>{html}</p>", "<style>.up{vertical-align:super}</style>") == f"<p>{expected}</p>"


def test_a_word_typed_in_angle_brackets_is_reported():
    html = "<p>Dear <insert name here>, welcome to the group.</p>"

    assert body(html) == "<p>Dear , welcome to the group.</p>"
    assert [text for text, _reason in left_out(html)] == ["<insert name here>"]


def test_the_long_form_of_an_abbreviation_is_reported():
    assert left_out("<p>Live with <abbr title='metastatic breast cancer'>MBC</abbr>.</p>") == [
        ("MBC: metastatic breast cancer", "Left out: what shows when the pointer rests on these words")
    ]


def test_a_film_is_reported_with_its_title_and_address():
    assert left_out("<p>See it.</p><iframe src='https://example.org/film' title='A walk'></iframe>") == [
        ("A walk https://example.org/film", "Left out: a film, a sound or another page inside this one")
    ]


def test_a_line_break_parts_a_paragraph_but_not_a_heading_or_an_item():
    manuscript = read(
        b"<h1>Bone<br>health</h1><h2>What<br>helps</h2><p>One<br>two</p><ul><li>Rest<br>a lot</li></ul>"
    )

    assert manuscript.title == "Bone health"
    assert manuscript.body == "<h2>What helps</h2>\n<p>One</p>\n<p>two</p>\n<ul><li>Rest a lot</li></ul>"


def test_preformatted_text_keeps_its_lines_and_lost_columns_are_reported():
    manuscript = of_page("<pre>Day    Dose\n1      5 mg</pre>")

    assert manuscript.body.endswith("<p>Day Dose</p>\n<p>1 5 mg</p>")
    assert [note.text for note in manuscript.notes] == ["Day Dose 1 5 mg"]


def test_terms_and_their_definitions_are_paragraphs_not_headings():
    page = (
        b"<h1>Words</h1><dl><dt>Neuropathy</dt><dd>Pain in nerves</dd><dt>Edema</dt><dd>Swelling.</dd></dl>"
    )

    assert read(page).body == (
        "<p><strong>Neuropathy</strong></p>\n<p>Pain in nerves</p>\n<p><strong>Edema</strong></p>\n<p>Swelling.</p>"
    )


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><figcaption>A hip</figcaption><img src=x alt=bone></figure>",
        "<figure><a href='https://example.org'><img src=x alt=bone></a><figcaption>A hip</figcaption></figure>",
        "<figure><picture><source srcset=y><img src=x alt=bone></picture><figcaption>A hip</figcaption></figure>",
    ],
)
def test_a_caption_above_or_below_its_picture_makes_one_figure(figure):
    manuscript = of_page(figure)

    assert [(item.caption, item.credit) for item in manuscript.figures] == [("A hip", "")]
    assert manuscript.body.count("<figure") == 1


def test_the_caption_of_a_figure_with_a_table_is_the_caption_of_the_table():
    html = "<figure><table><tr><td>a</td><td>b</td></tr></table><figcaption>Doses</figcaption></figure>"

    assert body(html) == "<table><caption>Doses</caption><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        (
            "https://www.google.com/url?q=https://example.org/a?b%3Dc&amp;sa=D&amp;usg=AOv",
            "https://example.org/a?b=c",
        ),
        (
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org&amp;data=05",
            "https://example.org",
        ),
        ("page.html", "https://base.example.org/dir/page.html"),
        ("//example.org/a", "https://example.org/a"),
        ("tel:+15550100", "tel:+15550100"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_leads_where_the_writer_meant(href, expected):
    html = body(f"<p>See <a href='{href}'>this</a>.</p>", "<base href='https://base.example.org/dir/'>")

    assert html == f'<p>See <a href="{expected}">this</a>.</p>'


@pytest.mark.parametrize("href", ["/page", "page.html", "data:text/html,x", "javascript:x()", "file:///C:/x"])
def test_a_link_that_cannot_be_kept_is_reported_and_its_words_stay(href):
    manuscript = of_page(f"<p>See <a href='{href}'>this page</a>.</p>")

    assert manuscript.body.endswith("<p>See this page.</p>")
    assert [(note.text, note.reason) for note in manuscript.notes] == [
        (href, "Left out: an address that can’t be linked. Its words were kept.")
    ]


def test_a_link_inside_the_page_leads_to_its_heading():
    html = "<p>See <a href='#x'>below</a>.</p><h3 id=x>What helps</h3><p>Rest. <a href='#y'>More</a>.</p><h3><a name=y></a>Menu</h3><p>z</p>"

    assert body(html) == (
        '<p>See <a href="#what-helps">below</a>.</p>\n<h3 id="what-helps">What helps</h3>\n'
        '<p>Rest. <a href="#menu-section">More</a>.</p>\n<h3 id="menu-section">Menu</h3>\n<p>z</p>'
    )


def test_a_link_inside_the_page_to_anything_else_is_reported_and_its_words_stay():
    manuscript = of_page(
        "<p>See <a href='#t'>Table 1</a> and <a href='#nowhere'>that</a>.</p><p id=t>Table.</p>"
    )

    assert manuscript.body.endswith("<p>See Table 1 and that.</p>\n<p>Table.</p>")
    reason = "This linked to another place in the file that is not a heading. Its words were kept."
    assert [(note.text, note.reason) for note in manuscript.notes] == [("Table 1", reason), ("that", reason)]


def test_the_name_of_a_drawing_is_not_the_title_of_the_page():
    manuscript = read(
        b"<html><body><svg><title>A logo</title></svg><p>Bones</p><p>They hurt at night.</p></body></html>"
    )

    assert manuscript.title == "Bones"


def test_a_title_and_subtitle_of_google_docs_are_no_headings_of_the_text():
    manuscript = read(
        b"<body class=doc-content><p class='c0 title'><span>Bones</span></p><p class='c1 subtitle'>What Helps</p>"
        b"<p>They hurt at night, and that is hard.</p></body>"
    )

    assert manuscript.title == "Bones"
    assert manuscript.body == "<p>What Helps</p>\n<p>They hurt at night, and that is hard.</p>"


def test_the_header_and_footer_of_printed_pages_are_reported():
    page = "<div title=header><p>Draft 3</p></div><p>Text.</p><div title=footer><p>Page 9</p></div>"

    assert left_out(page) == [
        ("Draft 3", "Left out: a page header or footer"),
        ("Page 9", "Left out: a page header or footer"),
    ]


def test_a_text_box_that_word_hides_in_a_comment_is_reported():
    page = "<p>Text.<!--[if gte vml 1]><v:shape><v:textbox><div><p>Boxed words</p></div></v:textbox></v:shape><![endif]--></p>"

    assert left_out(page) == [("Boxed words", "Left out: a text box. Word keeps its text only as a drawing.")]


def zipped(**files: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "."), content)
    return target.getvalue()


def test_the_only_page_of_a_zip_file_is_read():
    manuscript = read(zipped(image__png="x", Bones__html="<h1>Bones</h1><p>They hurt.</p>"), "Bones.zip")

    assert (manuscript.title, manuscript.body) == ("Bones", "<p>They hurt.</p>")


@pytest.mark.parametrize("files", [{"a__html": "<p>a", "b__html": "<p>b"}, {"a__html": " "}, {"a__txt": "a"}])
def test_a_zip_file_with_several_pages_or_none_is_refused(files):
    with pytest.raises(UnreadableManuscript, match="not a Word file"):
        read(zipped(**files), "a.zip")


def test_two_line_breaks_part_paragraphs_and_one_parts_lines():
    page = b"<h1>Where</h1><p>Heron House<br>1 Made Up Street<br>Akron<br><br>Call before you come, and ask for the nurse.</p>"

    assert read(page).body == (
        "<p>Heron House</p>\n<p>1 Made Up Street</p>\n<p>Akron</p>\n<p>Call before you come, and ask for the nurse.</p>"
    )


def test_a_paragraph_that_word_calls_a_quotation_is_one():
    assert (
        body("<p class=MsoQuote>It hurts at night.</p>")
        == "<blockquote><p>It hurts at night.</p></blockquote>"
    )


@pytest.mark.parametrize("tags", [("del", "ins"), ("s", "ins"), ("strike", "u")])
def test_a_word_that_replaces_another_is_not_missing(tags):
    old, new = tags

    assert of_page(f"<p>Take <{old}>two</{old}><{new}>three</{new}> tablets.</p>").missing == []


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("5 &#xf06d;g", "U+F06D"),
        ("<span style='font-family:Wingdings'>&#xf0ff;</span>", "U+F0FF (wingdings)"),
    ],
)
def test_a_symbol_that_nobody_can_read_is_shown_and_reported(html, code):
    manuscript = of_page(f"<p>Take {html} now.</p>")

    assert "�" in manuscript.body
    reason = "This symbol has no letter in Unicode. The draft shows � in its place."
    assert [(note.text, note.reason) for note in manuscript.notes] == [(code, reason)]


def test_typed_bullets_in_the_middle_of_the_line_are_a_list():
    assert body("<p>· Rest</p><p>· Heat</p>") == "<ul><li>Rest</li><li>Heat</li></ul>"
