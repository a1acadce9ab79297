"""Bold, italics, raised, struck out and hidden, wherever a Word file says so (ECMA-376 part 1, 17.7)."""

import doctest

import pytest

from articles.manuscripts import docx_fields, docx_formats
from tests.articles.manuscripts.word import NAMESPACES, p, r, read_word

STRONG = (
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def style(
    kind: str, style_id: str, properties: str, based_on: str = "", name: str = "", default: str = ""
) -> str:
    based_on = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    default = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"{default}><w:name w:val="{name or style_id}"/>{based_on}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def styled(style_id: str) -> str:
    return f'<w:rStyle w:val="{style_id}"/>'


@pytest.mark.parametrize("module", [docx_fields, docx_formats], ids=lambda module: module.__name__)
def test_the_examples_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("properties", "styles", "html"),
    [
        ("<w:b/>", "", "<strong>x</strong>"),
        ('<w:b w:val="0"/>', "", "x"),
        ("<w:i/><w:b/>", "", "<strong><em>x</em></strong>"),
        (styled("Strong"), STRONG, "<strong>x</strong>"),
        (styled("Strong") + '<w:b w:val="0"/>', STRONG, "x"),
        (
            styled("Warning"),
            STRONG + style("character", "Warning", "<w:i/>", "Strong"),
            "<strong><em>x</em></strong>",
        ),
        (styled("Calm"), STRONG + style("character", "Calm", '<w:b w:val="0"/>', "Strong"), "x"),
        (styled("Power"), style("character", "Power", '<w:vertAlign w:val="superscript"/>'), "<sup>x</sup>"),
        (
            styled("Power") + '<w:vertAlign w:val="baseline"/>',
            style("character", "Power", '<w:vertAlign w:val="superscript"/>'),
            "x",
        ),
        ('<w:position w:val="6"/>', "", "<sup>x</sup>"),
        ('<w:position w:val="-6pt"/>', "", "<sub>x</sub>"),
        (styled("Caps"), style("character", "Caps", "<w:caps/><w:smallCaps/>"), "x"),
        (styled("Nowhere"), "", "x"),
        (
            styled("A"),
            style("character", "A", "<w:b/>", "B") + style("character", "B", "<w:i/>", "A"),
            "<strong><em>x</em></strong>",
        ),
    ],
)
def test_a_run_looks_as_its_properties_and_its_style_say(properties, styles, html):
    manuscript = read_word(p("a ", inner=run("x", properties) + r(" b")), styles=styles)

    assert manuscript.body == f"<p>a {html} b</p>"


def test_bold_of_the_paragraph_and_bold_of_the_character_style_undo_each_other():
    styles = STRONG + style("paragraph", "Loud", "<w:b/>")

    manuscript = read_word(p("a ", '<w:pStyle w:val="Loud"/>', run("x", styled("Strong"))), styles=styles)

    assert manuscript.body == "<p><strong>a </strong>x</p>"


def test_the_style_of_paragraphs_that_name_none_counts():
    styles = style("paragraph", "Normal", "<w:i/>", default="1")

    assert read_word(p("a"), styles=styles).body == "<p><em>a</em></p>"


def test_what_the_defaults_of_the_document_say_holds_even_where_a_style_says_it_too():
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:i/></w:rPr></w:rPrDefault></w:docDefaults>"
    emphasis = style("character", "Emphasis", "<w:i/>")

    manuscript = read_word(
        p("a", inner=run("b", styled("Emphasis")) + run("c", '<w:i w:val="0"/>')), styles=defaults + emphasis
    )

    assert manuscript.body == "<p><em>ab</em>c</p>"


def test_a_heading_or_quotation_is_not_emphasized_by_its_own_style():
    styles = (
        style("paragraph", "Heading1", "<w:b/><w:i/>", name="heading 1")
        + style("paragraph", "Quote", "<w:i/>", name="Quote")
        + style("character", "Emphasis", "<w:i/>")
    )

    manuscript = read_word(
        p("Pain", '<w:pStyle w:val="Heading1"/>', run(" now", "<w:b/>")),
        p("It ", '<w:pStyle w:val="Quote"/>', run("hurts", styled("Emphasis"))),
        styles=styles,
    )

    assert (
        manuscript.body
        == "<h2>Pain<strong> now</strong></h2>\n<blockquote><p>It <em>hurts</em></p></blockquote>"
    )


@pytest.mark.parametrize("properties", ["<w:strike/>", "<w:dstrike/>", styled("Gone")])
def test_struck_out_text_is_left_out_and_reported_once(properties):
    manuscript = read_word(
        p(
            "Take ",
            inner=run("two ", properties) + run("or four", properties + "<w:b/>") + r(" three tablets."),
        ),
        styles=style("character", "Gone", "<w:strike/>"),
    )

    assert manuscript.body == "<p>Take three tablets.</p>"
    assert [(n.text, n.reason, n.is_left_out) for n in manuscript.notes] == [
        ("two or four", "Left out: text that is struck out", True)
    ]


def test_text_hidden_by_a_style_is_left_out_and_reported():
    manuscript = read_word(
        p(
            "a",
            inner=run(" secret", styled("Hidden")) + run(" b", styled("Hidden") + '<w:vanish w:val="0"/>'),
        ),
        styles=style("character", "Hidden", "<w:vanish/>"),
    )

    assert manuscript.body == "<p>a b</p>"
    assert [(n.text, n.reason) for n in manuscript.notes] == [("secret", "Left out: hidden text")]


SYMBOL = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
THEME = (
    f"<a:theme {NAMESPACES}><a:themeElements><a:fontScheme><a:majorFont><a:latin typeface='Symbol'/></a:majorFont>"
    "<a:minorFont><a:latin typeface='Calibri'/></a:minorFont></a:fontScheme></a:themeElements></a:theme>"
)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run("\uf061 a m", SYMBOL), "α α μ"),
        (run("£35", SYMBOL), "≤35"),
        (run("\uf0a3", '<w:rFonts w:cs="Symbol"/>'), "≤"),
        (run("m", '<w:rFonts w:ascii="Arial" w:cs="Symbol"/>'), "m"),
        (run("m", '<w:cs/><w:rFonts w:ascii="Arial" w:cs="Symbol"/>'), "μ"),
        (run("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "✓"),
        (run("a", styled("Greek")), "α"),
        (run("a", styled("GreekToo")), "α"),
        (run("a", styled("Greek") + '<w:rFonts w:ascii="Arial"/>'), "a"),
        (run("a", '<w:rFonts w:asciiTheme="majorHAnsi"/>'), "α"),
        (run("a", '<w:rFonts w:asciiTheme="minorHAnsi" w:ascii="Symbol"/>'), "a"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B1"/></w:r>', "±"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="52"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Segoe UI Symbol" w:char="2610"/></w:r>', "☐"),
    ],
)
def test_letters_of_symbol_fonts_are_read_wherever_the_font_is_named(inner, text):
    manuscript = read_word(
        p("x ", inner=inner),
        styles=style("character", "Greek", SYMBOL)
        + style("character", "GreekToo", "<w:b w:val='0'/>", "Greek"),
        parts={
            "word/theme/theme1.xml": THEME,
            "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme" Target="theme/theme1.xml"/>'
            '<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
            "</Relationships>",
        },
    )

    assert manuscript.body == f"<p>x {text}</p>"
    assert manuscript.notes == []


def test_a_paragraph_style_in_a_symbol_font_is_read():
    styles = style("paragraph", "Greek", SYMBOL)

    assert read_word(p("ab", '<w:pStyle w:val="Greek"/>'), styles=styles).body == "<p>αβ</p>"


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FF"/></w:r>', "U+F0FF (Wingdings)"),
        ('<w:r><w:sym w:font="Nobody" w:char="F021"/></w:r>', "U+F021 (Nobody)"),
        ('<w:r><w:sym w:font="Symbol" w:char="oops"/></w:r>', "U+F000 (Symbol)"),
        (run("\ue001"), "U+E001"),
    ],
)
def test_a_symbol_without_a_letter_in_unicode_is_shown_as_missing_and_reported(inner, code):
    manuscript = read_word(p("x ", inner=inner))

    assert manuscript.body == "<p>x �</p>"
    assert [(note.line, note.text) for note in manuscript.notes] == [(2, code)]


def test_an_emoji_of_a_later_version_of_word_is_read():
    emoji = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx xmlns:w16se="urn:x" w16se:font="Segoe UI Emoji"'
        ' w16se:char="1F642"/></mc:Choice><mc:Fallback><w:t>🙂</w:t></mc:Fallback></mc:AlternateContent></w:r>'
    )

    assert read_word(p("Hi ", inner=emoji)).body == "<p>Hi 🙂</p>"
