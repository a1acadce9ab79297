"""Web pages, Markdown and plain text with any text in any place, for Hypothesis."""

from html import escape

from hypothesis import strategies as st

from tests.articles.manuscripts.generated_word import texts

safe_texts = texts.map(escape)


def tagged(name: str, content: str, attributes: str = "") -> str:
    return f"<{name}{' ' * bool(attributes)}{attributes}> {content} </{name}>"


INLINE = [
    *("b", "i", "em", "strong", "u", "small", "mark", "code", "abbr", "q", "ins", "del", "s", "cite", "kbd", "span"),
    *("sup", "sub"),
]  # fmt: skip
STYLED = [
    'style="font-weight:700"',
    'style="text-decoration: line-through"',
    'class="c2 c3"',
    'lang="es"',
]
words = st.one_of(
    safe_texts,
    safe_texts,
    texts.map(lambda text: f'<img alt="{escape(text)}" src="a.png">'),
    texts.map(lambda text: f'<input value="{escape(text)}">'),
    st.sampled_from(["<br>", "<wbr>", "&nbsp;", "&shy;", "&le;", "&#945;"]),
    safe_texts.map(lambda text: f"<ruby>{text}<rp>(</rp><rt>{text}</rt><rp>)</rp></ruby>"),
)
inline = st.recursive(
    words,
    lambda inner: st.one_of(
        st.builds(tagged, st.sampled_from(INLINE), inner),
        st.builds(tagged, st.just("span"), inner, st.sampled_from(STYLED)),
        st.builds(tagged, st.just("a"), inner, st.just('href="https://example.org/a"')),
        st.builds(lambda one, two: f"{one} {two}", inner, inner),
    ),
    max_leaves=4,
)
BLOCKS = [
    *("p", "p", "p", "div", "h2", "h3", "blockquote", "pre", "section", "header", "footer", "aside", "nav", "address"),
    *("figure", "figcaption", "center", "form", "button", "details", "summary", "label"),
]  # fmt: skip


def listed(name: str, items: list[str]) -> str:
    return tagged(name, "".join(tagged("li", item) for item in items))


def table(rows: list[list[str]], cell: str) -> str:
    return tagged(
        "table", "".join(tagged("tr", "".join(tagged(cell, words) for words in row)) for row in rows)
    )


def definitions(items: list[str]) -> str:
    return tagged("dl", "".join(tagged(("dt", "dd")[n % 2], item) for n, item in enumerate(items)))


def lists_of(content):
    return st.lists(content, min_size=1, max_size=3)


blocks = st.recursive(
    st.builds(tagged, st.sampled_from(BLOCKS), inline),
    lambda inner: st.one_of(
        st.builds(tagged, st.sampled_from(["div", "section", "blockquote", "article"]), inner),
        st.builds(listed, st.sampled_from(["ul", "ol"]), lists_of(inner | inline)),
        st.builds(table, lists_of(lists_of(inner | inline)), st.sampled_from(["td", "th"])),
        st.builds(definitions, lists_of(inline)),
        st.builds(str.__add__, inner, inner),
    ),
    max_leaves=5,
)
STYLE = "<style>.c2{font-weight:bold} .c3{font-style:italic}</style>"


@st.composite
def web_pages(draw) -> bytes:
    content = "\n".join(draw(st.lists(blocks, min_size=1, max_size=5)))
    head = f"<head><meta charset=utf-8>{STYLE}</head>"
    return f"<html>{head}<body><h1>A title of its own</h1>{content}</body></html>".encode()


# Markdown

MARKS = [
    "{}",
    "**{}**",
    "*{}*",
    "and ~~{}~~",
    "[{}](https://example.org/a)",
    "![{}](a.png)",
    "{}\\\n",
    "<b>{}</b>",
]
PREFIXES = ["", "", "# ", "## ", "> ", "- ", "* ", "1. ", "1. ", "   - ", "> - ", "[^1]: ", "| "]
phrases = st.builds(str.format, st.sampled_from(MARKS), texts.map(escape)) | texts.map("`{}`".format)
lines = st.builds(
    lambda prefix, parts: prefix + " ".join(parts),
    st.sampled_from(PREFIXES),
    st.lists(phrases, min_size=1, max_size=3),
)
gaps = st.sampled_from(["\n", "\n\n", "\n\n", "\n---\n", "\n\n---\n\n"])
tables = st.builds(
    lambda head, row: "\n\n| {} | {} |\n|---|---|\n| {} | {} |\n\n".format(*head, *row),
    st.tuples(texts, texts),
    st.tuples(texts, texts),
)


@st.composite
def markdown_files(draw) -> bytes:
    parts = draw(st.lists(st.one_of(lines, lines, lines, tables), min_size=1, max_size=8))
    return ("# A title of its own\n\n" + "".join(part + draw(gaps) for part in parts)).encode()


# Plain text

TEXT_PREFIXES = ["", "", "", "• ", "- ", "  • ", "1. ", "2. ", "[1] ", "  ", "\t", "# ", "By ", "* "]
ENDS = ["", "", ".", ":", "?", " [1]", " (2)", "³"]
text_lines = st.builds(
    lambda prefix, text, end: prefix + text + end,
    st.sampled_from(TEXT_PREFIXES),
    texts,
    st.sampled_from(ENDS),
)
text_gaps = st.sampled_from(["\n", "\n\n", "\n\n\n", "\n====\n", "\n-----\n\n"])


@st.composite
def text_files(draw) -> bytes:
    parts = draw(st.lists(text_lines, min_size=1, max_size=10))
    return ("A title of its own\n\n" + "".join(part + draw(text_gaps) for part in parts)).encode()
