"""What is filled in when a page is read: texts that several articles share, and the organization's numbers.

An edition never changes, but a correction of what to do in an emergency must reach every article at once. So a body
only refers to a shared text, with `<aside class="callout" data-kind="shared" data-text="emergency-signs">`, and
to a number, with `[emergency number]` (docs/adr/0010-shared-texts.md).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml.builder import E
from lxml.etree import SubElement
from lxml.html import HtmlElement

from articles.markup.citations import keys_and_locators, letters
from articles.markup.cleaning import clean
from articles.markup.telephone_links import link_telephones
from articles.markup.tree import parse, remove, serialize, unwrap, wrap_loose_text
from web import telephones

# Placeholder in a text -> what readers see if the organization's details give no value.
PLACEHOLDERS = {
    "emergency number": gettext_lazy("your emergency number"),
    "crisis line": gettext_lazy("a crisis line"),
    "call or text": gettext_lazy("call"),  # not every crisis line answers text messages
    "country": gettext_lazy("your country"),
}
NUMBERS = ("emergency number", "crisis line")
PLACEHOLDER = re.compile(rf"\[({'|'.join(PLACEHOLDERS)})\]")
LIKE_A_PLACEHOLDER = re.compile(
    r"\[[^\[\]<>]*\b(?:emergency|crisis|country|number|hotline|call|text)\b[^\[\]<>]*\]", re.IGNORECASE
)
SLOT = re.compile(r'<aside data-shared="([a-z][a-z0-9-]*)"></aside>')
TAG = re.compile(r'(<(?:[^<>"]|"[^"]*")*>)')
NOT_SHARED = ("aside", "figure", "table")  # what a shared text can't contain


@dataclass(frozen=True)
class Origin:
    """A source as listed at the foot of a shared text."""

    name: str
    title: str
    url: str


def keys_in(body: str) -> list[str]:
    """The keys of the shared texts that a stored body shows, each once.

    >>> keys_in('<aside class="callout" data-kind="shared" data-text="emergency-signs"><p>Emergency signs</p></aside>')
    ['emergency-signs']
    """
    asides = parse(body).iterdescendants("aside") if "data-text" in body else ()
    return list(dict.fromkeys(aside.get("data-text") for aside in asides if aside.get("data-text")))


def slots_in(html: str) -> list[str]:
    """The keys of the shared texts that a rendered body has slots for.

    >>> slots_in('<p>So.</p><aside data-shared="emergency-signs"></aside>')
    ['emergency-signs']
    """
    return list(dict.fromkeys(SLOT.findall(html)))


def make_slot(aside: HtmlElement) -> None:
    """Turn the stored callout into the slot that `fill` fills."""
    key, tail = aside.get("data-text"), aside.tail
    aside.clear()
    aside.set("data-shared", key)
    aside.tail = tail


def anchor(key: str) -> str:
    return f"shared-{key}"


def render_shared(key: str, title: str, body: str, *, checked: str, origins: Mapping[str, Origin]) -> str:
    """A shared text as every page shows it. Its sources have letters, because numbers belong to the page around it.

    `origins` maps each known key to its source; two keys of one source share a letter.
    """
    root = parse(clean(body))
    for element in list(root.iterdescendants(*NOT_SHARED)):
        unwrap(element)
    wrap_loose_text(root)
    for heading in root.iterdescendants("h2", "h3", "h4"):
        heading.tag = "h3"
        heading.attrib.pop("id", None)
    named = _letter_citations(root, origins)
    section = E.section({"class": "care shared", "aria-labelledby": anchor(key)}, E.h2(title, id=anchor(key)))
    link_telephones(root)
    section.extend(list(root))
    if checked:
        section.append(E.p({"class": "small"}, checked))
    if named:
        section.append(_foot(named))
    return serialize(E.div(section))


def _letter_citations(root: HtmlElement, origins: Mapping[str, Origin]) -> list[Origin]:
    """Replace citations with letters, and return the sources in the order of their letters."""
    named: list[Origin] = []
    for sup in list(root.iterdescendants("sup")):
        if sup.get("class") != "citation":
            continue
        cited = dict.fromkeys(origins[key] for key, _locator in keys_and_locators(sup) if key in origins)
        if not cited:
            remove(sup)
            continue
        tail = sup.tail
        sup.clear()
        sup.tail = tail
        sup.set("class", "cite")
        for place, origin in enumerate(cited):
            if origin not in named:
                named.append(origin)
            if place:
                SubElement(sup, "span", {"aria-hidden": "true"}).text = ","
            spoken = _("Source: %(name)s") % {"name": origin.name}
            link = SubElement(sup, "a", {"href": origin.url, "aria-label": spoken})
            link.text = letters(named.index(origin))
    return named


def _foot(named: list[Origin]) -> HtmlElement:
    pieces: list[str | HtmlElement] = [_("Sources:")]
    for place, origin in enumerate(named):
        pieces += [" ", E.b(letters(place)), f" {origin.name}, ", E.a(origin.title, href=origin.url)]
        pieces.append("." if place == len(named) - 1 else ";")
    return E.p({"class": "small"}, *pieces)


def fill(html: str, texts: Mapping[str, str], words: Mapping[str, str], *, missing: str = "") -> SafeString:
    """Fill the slots and placeholders of a rendered text.

    A shared text that no longer exists leaves nothing, or, for staff, the sentence `missing` with its key.

    >>> fill('<p>Call [emergency number].</p>', {}, {"emergency number": "999"})
    '<p>Call <a href="tel:999">999</a>.</p>'
    """
    if "<aside" in html:
        html = SLOT.sub(lambda slot: texts.get(slot[1]) or _missing_note(missing, slot[1]), html)
    return mark_safe(_fill_placeholders(html, words))  # noqa: S308  the renderer's own output; values are escaped


def _fill_placeholders(html: str, words: Mapping[str, str]) -> str:
    """Numbers become links, except inside a tag or another link."""
    if "[" not in html:
        return html
    inside_link = False
    pieces = TAG.split(html)
    for place, piece in enumerate(pieces):
        is_tag = place % 2 == 1
        if is_tag:
            inside_link = piece.startswith(("<a ", "<a>")) or (inside_link and piece != "</a>")
        to_html = _value if is_tag or inside_link else _telephone_link
        pieces[place] = _replace_placeholders(piece, words, to_html)
    return "".join(pieces)


def _replace_placeholders(
    text: str, words: Mapping[str, str], to_html: Callable[[str, Mapping[str, str]], str]
):
    return PLACEHOLDER.sub(lambda match: to_html(match[1], words), text)


def fill_text(text: str, words: Mapping[str, str]) -> str:
    """Fill the placeholders of plain text.

    >>> fill_text("Call [emergency number] in [country].", {"emergency number": "112", "country": "Ireland"})
    'Call 112 in Ireland.'
    """
    return _replace_placeholders(text, words, _text_value)


def misspelled_placeholders(texts: Iterable[str]) -> list[str]:
    """What looks like a placeholder but isn't, so readers would see it as typed.

    >>> misspelled_placeholders(["Call [emergency nummer] or [crisis line], not [sic]."])
    ['[emergency nummer]']
    """
    candidates = dict.fromkeys(match for text in texts for match in LIKE_A_PLACEHOLDER.findall(text))
    return [candidate for candidate in candidates if not PLACEHOLDER.fullmatch(candidate)]


def placeholders_in(*texts: str) -> list[str]:
    return list(dict.fromkeys(match[0] for text in texts for match in PLACEHOLDER.finditer(text)))


def has_forbidden_elements(body: str) -> bool:
    return next(parse(clean(body)).iterdescendants(*NOT_SHARED), None) is not None


def _missing_note(missing: str, key: str) -> str:
    return f'<p class="note">{conditional_escape(missing % {"key": key})}</p>' if missing else ""


def _text_value(name: str, words: Mapping[str, str]) -> str:
    return words.get(name) or str(PLACEHOLDERS[name])


def _value(name: str, words: Mapping[str, str]) -> str:
    return escape(_text_value(name, words))


def _telephone_link(name: str, words: Mapping[str, str]) -> str:
    """A telephone number becomes a link."""
    text = _value(name, words)
    address = telephones.link(words.get(name, "")) if name in NUMBERS else ""
    return f'<a href="{address}">{text}</a>' if address else text
