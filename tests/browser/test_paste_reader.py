"""The reader of pasted pages by itself, without the editor around it."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from articles import symbols
from articles.editor import PLUGINS
from tests.articles.markup.payloads import PAYLOADS

REGISTRY = """window.CKEDITOR = { plugins: {
    registered: {},
    add(name, plugin) { this.registered[name] = plugin; },
    get(name) { return this.registered[name]; },
} };"""
READ = """([html, fonts]) => {
    const read = CKEDITOR.plugins.get("pastereader").read(html, { fonts, language: "en-us" });
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll("template, noscript").forEach((element) => element.remove());
    return { ...read, source: page.body.textContent };
}"""


@pytest.fixture
def reading(page):
    """Reads HTML: {html, dropped, source: its text}."""
    page.goto("about:blank")
    page.add_script_tag(content=REGISTRY)
    for name, file in PLUGINS.items():
        if name.startswith("paste") and name != "paste":
            page.add_script_tag(content=(Path(settings.BASE_DIR) / "static/editor" / file).read_text())
    fonts = {"tables": symbols.TABLES, "aliases": symbols.ALIASES}
    return lambda html: page.evaluate(READ, [html, fonts])


FOREIGN_CITATIONS = [
    '<sup class="citation">7</sup>',
    '<sup class="citation" data-source="Smith 2020">7</sup>',
    '<sup class="citation" data-source="https://example.org/7">7</sup>',
    '<sup class="reference"><a href="#cite_note-7">[7]</a></sup>',
    '<sup class="cite"><a href="https://mbc.example/articles/bones/#source-7" role="doc-noteref">7</a></sup>',
    '<a href="#_ftn7"><span class=MsoFootnoteReference>[7]</span></a>',
    '<a class="sdfootnoteanc" href="#sdfootnote7sym"><sup>7</sup></a>',
    '<sup><a href="https://journal.example/article#B7">7</a></sup>',
    '<sup id="fnref:7"><a href="#fn:7" class="footnote-ref" role="doc-noteref">7</a></sup>',
]


def test_a_citation_of_another_system_is_plain_text(reading, subtests):
    for foreign in FOREIGN_CITATIONS:
        with subtests.test(foreign):
            read = reading(f"<p>Common.{foreign} More.</p>")

            assert read["html"] == "<p>Common.[7] More.</p>"
            assert read["dropped"][0][0] == "note"


RAISED = [
    ("10<sup>9</sup>/L", "10<sup>9</sup>/L"),
    ("m<sup>2</sup>, x<sup>n</sup>, 1<sup>st</sup>", "m<sup>2</sup>, x<sup>n</sup>, 1<sup>st</sup>"),
    ('10<span style="vertical-align: 4.5px">9</span>', "10<sup>9</sup>"),
    ("10<span style='position:relative;top:-3.0pt;mso-text-raise:3.0pt'>9</span>", "10<sup>9</sup>"),
    ('H<span style="vertical-align: sub">2</span>O', "H<sub>2</sub>O"),
    ('<sup style="vertical-align: baseline">no</sup>', "no"),
]


def test_what_is_raised_stays_raised_and_cites_nothing(reading, subtests):
    for html, read in RAISED:
        with subtests.test(html):
            assert reading(html) | {"source": ""} == {
                "html": read,
                "dropped": [],
                "pictures": [],
                "source": "",
            }


NUMBERED = [
    ("<ol><li>One<li>Two</ol>", "<ol><li>One</li><li>Two</li></ol>"),
    ('<ol start="4"><li>Four</ol>', '<ol start="4"><li>Four</li></ol>'),
    (
        '<ol type="I"><li>One<li value="7">Seven<li>Eight</ol>',
        '<ol type="I"><li>One</li></ol><ol type="I" start="7"><li>Seven</li><li>Eight</li></ol>',
    ),
    ("<ol reversed><li>Two<li>One</ol>", '<ol start="2"><li>Two</li></ol><ol><li>One</li></ol>'),
    ('<ol style="list-style-type: lower-roman"><li>One</ol>', '<ol type="i"><li>One</li></ol>'),
    ("<ul><li value=7>Rest<li>Heat</ul>", "<ul><li>Rest</li><li>Heat</li></ul>"),
]


def test_items_keep_their_numbers(reading, subtests):
    for html, read in NUMBERED:
        with subtests.test(html):
            assert reading(html)["html"] == read


TABLES = [
    (
        "<table><caption> Doses <b>a day</b></caption><caption>in mg</caption><tr><th scope=row>A<td>5</table>",
        '<table><caption>Doses <strong>a day</strong> in mg</caption><tbody><tr><th scope="row">A</th><td>5</td></tr></tbody></table>',
    ),
    ("<table><caption>Doses</caption></table>", "<p>Doses</p>"),
    ("<table><tr><td><p>One</p><ul><li>Two</ul></table>", "<p>One</p><ul><li>Two</li></ul>"),
    (
        "<table><tr><td>A<td><table><tr><td>B<td>C</table></table>",
        "<table><tbody><tr><td>A</td><td><table><tbody><tr><td>B</td><td>C</td></tr></tbody></table></td></tr></tbody></table>",
    ),
    (
        "<table><tr style='display:none'><td>No<td>no<tr><td>A<td style='text-decoration:line-through'>B<td>C</table>",
        "<table><tbody><tr><td>A</td><td></td><td>C</td></tr></tbody></table>",
    ),
    (
        "<table><tr><td>A<td hidden>B<td>C</table>",
        "<table><tbody><tr><td>A</td><td>C</td></tr></tbody></table>",
    ),
]


def test_tables_keep_captions_scopes_and_tables_inside(reading, subtests):
    for html, read in TABLES:
        with subtests.test(html):
            assert reading(html)["html"] == read


LINKS = [
    (
        "https://www.google.com/url?q=https://www.example.org/a%3Fb%3D1&sa=D",
        "https://www.example.org/a?b=1",
    ),
    (
        "https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fwww.example.org%2F",
        "https://www.example.org/",
    ),
    (
        "https://google.com.example.org/url?q=https://other.example/",
        "https://google.com.example.org/url?q=https://other.example/",
    ),
    ("https://www.google.com/search?q=bones", "https://www.google.com/search?q=bones"),
    (
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2F&data=x",
        "https://www.example.org/",
    ),
    ("https://www.google.com/url?q=javascript:alert(1)", ""),
    ("https://www.google.com/url?q=file:///etc/passwd", ""),
    ("mailto:a@b.example", "mailto:a@b.example"),
    ("tel:+15555550100", "tel:+15555550100"),
    ("/articles/bones/", "/articles/bones/"),
    ("file:///C:/x.docx", ""),
    ("FILE:///C:/x.docx", ""),
    ("java\nscript:alert(1)", ""),
    ("data:text/html,x", ""),
    ("ms-word:ofe|u|https://example.org/x.docx", ""),
    ("applewebdata://1234/x", ""),
    ("//example.org/x", ""),
    ("/\\example.org/x", ""),
    ("x.docx", ""),
    ("#_Toc1", ""),
    ("https://", ""),
]


def test_a_link_leads_where_visitors_can_go_or_its_words_stay_alone(reading, subtests):
    for href, address in LINKS:
        with subtests.test(href):
            read = reading(f"<p>See <a href='{href}'>this page</a>.</p>")

            linked = f'<a href="{address}">this page</a>'.replace("&", "&amp;") if address else "this page"
            assert read["html"] == f"<p>See {linked}.</p>"
            assert read["dropped"] == ([] if address else [["link", "this page"]])


def test_every_letter_of_a_symbol_font_reads_as_in_the_published_table(reading, subtests):
    text = "".join(map(chr, range(0xF021, 0xF100)))

    for font in (*symbols.TABLES, "Symbol MT", "'Zapf Dingbats'"):
        with subtests.test(font):
            read = reading(f'<p>x<font face="{font}">{text}</font>x</p>')

            assert unescape(read["html"]) == f"<p>x{symbols.decoded(text, font)}x</p>"
            assert [code for _kind, code in read["dropped"]] == symbols.unknown(text, font)


def test_nothing_that_could_run_or_load_is_in_what_was_read(reading, page):
    html = "".join(reading(payload)["html"] for payload in PAYLOADS)

    found = page.evaluate(
        """(html) => [...new DOMParser().parseFromString(html, "text/html").body.querySelectorAll("*")].flatMap(
            (element) => [element.localName, ...[...element.attributes].map(({ name }) => name)])""",
        html,
    )
    assert set(found) <= {
        *(
            "p",
            "h2",
            "h3",
            "h4",
            "ul",
            "ol",
            "li",
            "blockquote",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "td",
            "th",
        ),
        *(
            "a",
            "strong",
            "em",
            "sup",
            "sub",
            "small",
            "abbr",
            "span",
            "br",
            "img",
            "aside",
            "figure",
            "figcaption",
        ),
        *("href", "lang", "title", "class", "start", "type", "colspan", "rowspan", "scope"),
        *("data-source", "data-locator", "data-kind", "data-text", "data-image"),
    }
    assert not re.search(r"<img [^>]", html)


TAGS = (
    "p div h1 h3 ul ol li table tbody tr td th caption thead blockquote pre section b em span sup font abbr dl dt dd figure figcaption "
    "img br input button details u del svg math mfrac mi iframe select textarea o:p a address"
).split()
ATTRIBUTES = [
    "", 'style="font-weight:bold"', 'style="mso-list:l0 level2 lfo1"', "class=MsoListParagraph", 'data-aria-level="2"',
    'role="heading" aria-level="2"', "role=presentation", 'href="#x"', 'href="https://a.example/"', "id=x", 'style="display:none"',
    'style="white-space:pre"', 'class="lst-kix_a-1"', "class=callout data-kind=care", 'class=citation data-source="a1"', "class=citation",
    "class=figure data-image=k", "lang=es", "class=title", "colspan=2", 'href="#_ftn1"', "class=MsoCommentReference", "id=cmnt3",
    'style="mso-element:comment"',
]  # fmt: skip
WORDS = st.sampled_from(
    ["bones", " bones ", "\nheal&nbsp;", "slowly<br><br>", " at night", "<!--[if x]>", "&nbsp;"]
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, attribute, parts: f"<{tag} {attribute}>{''.join(parts)}</{tag}>",
        st.sampled_from(TAGS),
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@examples(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TREES)
def test_no_word_of_any_page_is_lost(reading, tree):
    read = reading(tree)

    kept = re.sub(r"<[^>]*>", " ", read["html"]) + json.dumps(read["dropped"])
    for word in ("bones", "heal", "slowly", "night"):
        assert (word in read["source"]) <= (word in kept)
