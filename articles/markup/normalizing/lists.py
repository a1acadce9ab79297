"""Lists in their stored form: items are in lists, and lists contain only items."""

from lxml.html import HtmlElement

from articles.markup.tree import insert_behind

LISTS = {"ul", "ol"}


def normalize_lists(root: HtmlElement) -> None:
    """Put items into lists and everything in a list into items; Google Docs writes `<ul><li>…</li><ul>…</ul></ul>`."""
    for item in list(root.iterdescendants("li")):
        if item.getparent().tag not in LISTS:
            _collect_items(item)
    for element in list(root.iterdescendants(*LISTS)):
        _keep_only_items(element)


def _collect_items(first: HtmlElement) -> None:
    made = first.makeelement("ul")
    first.addprevious(made)
    item: HtmlElement | None = first
    while item is not None and item.tag == "li":
        following, tail = item.getnext(), item.tail
        item.tail = None
        made.append(item)
        if (tail or "").strip():
            made.tail = tail
            break
        item = following


def _keep_only_items(element: HtmlElement) -> None:
    if (element.text or "").strip():
        item = element.makeelement("li")
        item.text, element.text = element.text, None
        element.insert(0, item)
    last = None
    for child in list(element):
        tail, child.tail = child.tail, None
        if child.tag in LISTS and last is not None:
            last.append(child)
        elif child.tag != "li":
            last = element.makeelement("li")
            child.addprevious(last)
            last.append(child)
        else:
            last = child
        if (tail or "").strip():
            item = element.makeelement("li")
            item.text = tail
            insert_behind(last, item)
            last = item
