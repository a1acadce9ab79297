"""Callouts and tables of a stored body as visitors get them."""

from django.utils.translation import gettext as _
from lxml.builder import E
from lxml.html import HtmlElement

from articles.markup import headings
from articles.markup.tree import remove


def render_callouts(root: HtmlElement) -> None:
    for place, aside in enumerate(list(root.iterdescendants("aside")), 1):
        kind = aside.attrib.pop("data-kind")
        if kind == "shared":  # filled in when the page is read
            continue
        first = aside[0] if len(aside) else None
        title = None
        if first is not None and first.get("class") == "callout-title":
            title = headings.text_of(first)
            remove(first)
        title = title or default_title(kind)
        _RENDER_CALLOUT[kind](aside, title, f"callout-{place}")


def default_title(kind: str) -> str:
    return {
        "key-points": _("The short version"),
        "word": _("A word from us"),
        "care": _("When to call your care team"),
        "survival": _("Survival numbers: open this only if you want to see them"),
    }[kind]


def _titled(element: HtmlElement, title: HtmlElement) -> None:
    title.tail, element.text = element.text, None
    element.insert(0, title)


def _render_key_points(element: HtmlElement, title: str, name: str) -> None:
    element.tag = "section"
    element.set("class", "keypoints")
    _titled(element, E.p(title, {"class": "callout-title", "id": name}))


def _render_care(element: HtmlElement, title: str, name: str) -> None:
    """The one callout that stands in the contents list: nobody should have to look for it."""
    element.tag = "section"
    element.set("class", "care")
    _titled(element, E.h2(title))


def _render_word(element: HtmlElement, title: str, name: str) -> None:
    element.set("class", "word")
    element.set("aria-label", title)
    element.append(E.footer(title))


def _render_survival(element: HtmlElement, title: str, name: str) -> None:
    element.tag = "details"
    element.set("class", "survival")
    # In an attribute, which the style sheet shows in print: it is no part of the text, nor of a copy of it.
    in_print = _("Closed in print, too. To print the numbers, open this box on the page first.")
    _titled(element, E.summary(title, {"data-in-print": in_print}))


_RENDER_CALLOUT = {
    "key-points": _render_key_points,
    "care": _render_care,
    "word": _render_word,
    "survival": _render_survival,
}


def render_tables(root: HtmlElement) -> None:
    """A wide table scrolls inside its own region, which the keyboard can reach."""
    for place, table in enumerate(list(root.iterdescendants("table")), 1):
        parent, tail = table.getparent(), table.tail
        region = E.div({"class": "scroll", "role": "region", "tabindex": "0"})
        caption = table.find("caption")
        if caption is not None:
            caption.set("id", f"table-{place}")
            region.set("aria-labelledby", f"table-{place}")
        else:
            region.set("aria-label", _("Table %(number)s") % {"number": place})
        table.tail = None
        parent.replace(table, region)
        region.append(table)
        region.tail = tail
