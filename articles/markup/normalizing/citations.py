"""Citations in their stored form, also those copied from a public page or from another editor."""

import re
from html import unescape

from lxml.html import HtmlElement

from articles.markup.tree import move_behind, remove, unwrap

KEY = re.compile(r"[a-z][a-z0-9-]{0,59}\Z")
OWN_ANCHOR = re.compile(r"#(?:source-[0-9]+|cite-[0-9]+[a-z]+)\Z")


def unlink_own_anchors(root: HtmlElement) -> None:
    """A number copied from a public page links to that page's list: only the number is worth keeping."""
    for link in list(root.iterdescendants("a")):
        if not link.get("href") or OWN_ANCHOR.match(link.get("href")):
            unwrap(link)


def normalize_citations(root: HtmlElement) -> None:
    for sup in list(root.iterdescendants("sup")):
        if sup.getparent() is None:
            continue  # inside a citation that was normalized before it
        if sup.get("class") == "citation":
            _normalize_citation(sup)
        else:
            sup.attrib.pop("data-source", None)
            sup.attrib.pop("data-locator", None)


def _normalize_citation(sup: HtmlElement) -> None:
    pairs = _keys_and_locators(sup)
    label = " ".join(sup.text_content().split())
    for child in list(sup):
        remove(child)
    sup.attrib.clear()
    sup.text = label
    if not pairs:
        return
    sup.text = label or ", ".join(pairs)
    sup.set("class", "citation")
    sup.set("data-source", " ".join(pairs))
    locator = "|".join(pairs.values()).rstrip("|")[:200]
    if locator:
        sup.set("data-locator", locator)
    for link in list(sup.iterancestors("a")):  # a number is a link itself, and none stands inside another
        move_behind(link, sup)


def _keys_and_locators(sup: HtmlElement) -> dict[str, str]:
    keys = unescape(sup.get("data-source", "")).lower().split()
    locators = [" ".join(locator.split()) for locator in sup.get("data-locator", "").split("|")]
    locators += [""] * len(keys)
    pairs: dict[str, str] = {}
    for key, locator in zip(keys, locators, strict=False):
        if KEY.match(key):
            pairs.setdefault(key, locator)
    return pairs
