"""A stored text in words, for comparing two of them: sources by name, pictures by description, boxes by their label.
Beside it what no word says: how each word is formatted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from articles.markup.callouts import KINDS, SHARED
from articles.markup.citations import keys_and_locators
from articles.markup.text import BREAKING
from articles.markup.tree import parse

WORD = re.compile(r"\w+(?:[-'’.,]\w+)*|[^\w\s]")
FORMATTING = {"strong", "em", "sub", "sup", "small", "abbr", "span", "ol", "th"}
FORMATTING_ATTRIBUTES = ("class", "dir", "lang", "start", "title", "type")

FormattedWord = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Names:
    """Key of a source, picture or shared text -> what staff call it. Unknown keys stand for themselves."""

    sources: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)


def described(html: str, names: Names) -> str:
    """One line a block, so that every difference readers can meet is a difference in words.

    >>> names = Names(sources={"a1": "Spiegel 2007"}, pictures={"bone": "A bone"})
    >>> described('<h2>Rest</h2><p>Sleep<sup class="citation" data-source="a1" data-locator="p. 4">A</sup> well.</p>', names)
    'Heading: Rest\\nSleep [Spiegel 2007, p. 4] well.'
    >>> described('<figure data-image="bone"><figcaption>Mine.</figcaption></figure><p><a href="/x/">More</a></p>', names)
    'Picture: A bone\\nMine.\\nMore (/x/)'
    """
    lines = "".join(_pieces(parse(html), names)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()).removeprefix("| ") for line in lines) if line)


def cited_keys(html: str) -> list[str]:
    """The keys of all sources that a stored text cites.

    >>> cited_keys('<p>So.<sup class="citation" data-source="a1 b2">A</sup></p>')
    ['a1', 'b2']
    """
    marks = (sup for sup in parse(html).iterdescendants("sup") if sup.get("class") == "citation")
    return [key for sup in marks for key, _locator in keys_and_locators(sup)]


def formatted_words(html: str) -> list[FormattedWord]:
    """Each word with what formats it. Citations have no words, and what `described` names is no formatting.

    >>> formatted_words("<h2>Rest</h2><p>Sleep <strong>well</strong>.</p>")
    [('Rest', ()), ('Sleep', ()), ('well', ('strong',)), ('.', ())]
    """
    return list(_formatted(parse(html), ()))


def _formatted(element: HtmlElement, outside: tuple[str, ...]) -> Iterator[FormattedWord]:
    inside = (*outside, *_formatting(element))
    yield from ((word, inside) for word in WORD.findall(element.text or ""))
    for child in element:
        if isinstance(child.tag, str) and child.get("class") != "citation":
            yield from _formatted(child, inside)
        yield from ((word, inside) for word in WORD.findall(child.tail or ""))


def _formatting(element: HtmlElement) -> list[str]:
    if element.tag in ("aside", "figure"):
        return []
    values = [f"{name}={element.get(name)}" for name in FORMATTING_ATTRIBUTES if element.get(name)]
    return [element.tag, *values] if element.tag in FORMATTING else values


def _pieces(element: HtmlElement, names: Names) -> Iterator[str]:
    line_break = "\n" if element.tag in BREAKING else ""
    yield line_break + _start(element, names) + (element.text or "")
    for child in element:
        if child.tag == "sup" and child.get("class") == "citation":
            yield _citation(child, names)
        elif isinstance(child.tag, str):
            yield from _pieces(child, names)
        yield child.tail or ""
    yield _end(element) + line_break


def _start(element: HtmlElement, names: Names) -> str:
    tag = element.tag
    if tag in ("h2", "h3", "h4"):
        return {"h2": _("Heading:"), "h3": _("Subheading:"), "h4": _("Small heading:")}[tag] + " "
    if tag == "figure":
        key = element.get("data-image", "")
        return _("Picture: %s") % names.pictures.get(key, key) + "\n"
    if tag == "aside":
        return _callout(element, names) + "\n"
    return {"li": "• ", "td": " | ", "th": " | ", "blockquote": "> "}.get(tag, "")


def _end(element: HtmlElement) -> str:
    address = element.get("href") if element.tag == "a" else None
    return f" ({address})" if address else ""


def _callout(element: HtmlElement, names: Names) -> str:
    code = element.get("data-kind", "")
    if code == SHARED:
        key = element.get("data-text", "")
        return _("Shared text: %s") % names.shared.get(key, key)
    labels = {kind.code: str(kind.label) for kind in KINDS}
    return _("Callout: %s") % labels.get(code, code)


def _citation(sup: HtmlElement, names: Names) -> str:
    cited = (
        ", ".join(part for part in (names.sources.get(key, key), locator) if part)
        for key, locator in keys_and_locators(sup)
    )
    return f" [{'; '.join(cited)}]"
