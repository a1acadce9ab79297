"""Citations of a stored body as printed numbers that lead to the list of sources, and back."""

from django.utils.translation import gettext as _
from lxml.etree import SubElement
from lxml.html import HtmlElement

from articles.markup.citations import Mark, Numbering, keys_and_locators, marks, sentence_of
from articles.markup.tree import remove

BETWEEN_NEIGHBORS = " ,;\t\n\N{NO-BREAK SPACE}"


def render_citations(root: HtmlElement, numbering: Numbering) -> None:
    for group in _neighbors(root):
        entries: list[tuple[int, str, str]] = []
        for sup in group:
            for key, locator in keys_and_locators(sup):
                number = numbering.number(key)
                if number is None:
                    numbering.unknown.append((key, sentence_of(sup)))
                else:
                    entries.append((number, numbering.canonical(key), locator))
        _print_group(group, entries, numbering)


def _neighbors(root: HtmlElement) -> list[list[HtmlElement]]:
    """The citations of a text, those together that have nothing but a space or a comma between them."""
    groups: list[list[HtmlElement]] = []
    for sup in root.iterdescendants("sup"):
        if sup.get("class") != "citation":
            continue
        last = groups[-1][-1] if groups else None
        if last is not None and sup.getprevious() is last and not (last.tail or "").strip(BETWEEN_NEIGHBORS):
            groups[-1].append(sup)
        else:
            groups.append([sup])
    return groups


def _print_group(group: list[HtmlElement], entries: list[tuple[int, str, str]], numbering: Numbering) -> None:
    first, *others = group
    for sup in others:
        first.tail = sup.tail
        sup.getparent().remove(sup)
    if not entries:
        remove(first)
        return
    tail = first.tail
    first.clear()
    first.set("class", "cite")
    first.tail = tail
    for place, mark in enumerate(marks(entries)):
        if place:
            SubElement(first, "span", {"aria-hidden": "true"}).text = ","
        _print(mark, first, numbering)


def _print(mark: Mark, into: HtmlElement, numbering: Numbering) -> None:
    """The link of a mark; in a run, empty anchors let every other source lead back here too."""
    link = SubElement(
        into,
        "a",
        {
            "href": f"#source-{mark.numbers[0]}",
            "id": numbering.anchor(mark.keys[0]),
            "role": "doc-noteref",
            "aria-label": _spoken(mark),
        },
    )
    link.text = mark.label
    if len(mark.numbers) > 1:
        link.set("data-through", str(mark.numbers[-1]))
    for key in mark.keys[1:]:
        SubElement(into, "span", {"id": numbering.anchor(key)})


def _spoken(mark: Mark) -> str:
    if len(mark.numbers) > 1:
        return _("Sources %(first)s to %(last)s") % {"first": mark.numbers[0], "last": mark.numbers[-1]}
    spoken = _("Source %(number)s") % {"number": mark.numbers[0]}
    return f"{spoken}, {mark.locator}" if mark.locator else spoken
