"""HTML text <-> lxml tree. Only text that has been through nh3 comes here."""

from lxml import html as lxml_html
from lxml.html import HtmlElement

_PARSER = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)


def parse(fragment: str) -> HtmlElement:
    """The fragment inside one `div`, which is the root of the tree."""
    document = lxml_html.document_fromstring(
        f"<html><body><div>{fragment}</div></body></html>".encode(), parser=_PARSER, ensure_head_body=True
    )
    body = document.find("body")
    root = body[0]
    # What the parser pushed out of the div (it repairs more than browsers do) belongs inside it.
    for stray in list(body)[1:]:
        root.append(stray)
    return root


def serialise(root: HtmlElement) -> str:
    """The inside of the root, without a line break added or lost."""
    text = lxml_html.tostring(root, encoding="unicode", with_tail=False)
    return text[text.index(">") + 1 : text.rindex("</")]


def unwrap(element: HtmlElement) -> None:
    """Removes the tag and keeps what is inside it."""
    element.drop_tag()


def remove(element: HtmlElement) -> None:
    """Removes the element with its contents, keeping the text behind it."""
    element.drop_tree()
