"""From what browsers, word processors and other editors write to the few forms that are stored.

Works on a tree of what the sanitizer let through, and decides nothing about safety: `cleaning` sanitizes the result
again. Nothing here loses a word; what does not fit where it is becomes a paragraph of its own.
"""

from lxml.html import HtmlElement

from articles.markup import headings
from articles.markup.normalizing import blocks, callouts, citations, figures, lists

# h1 is the page's own title, and nobody needs a sixth level.
FOREIGN = {"h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em"}


def normalize(root: HtmlElement) -> None:
    for element in list(root.iterdescendants()):
        element.tag = FOREIGN.get(element.tag, element.tag)
        if element.get("class"):
            element.set("class", " ".join(dict.fromkeys(element.get("class").split())))
        else:
            element.attrib.pop("class", None)
    blocks.unwrap_wrappers(root)
    citations.unlink_own_anchors(root)
    citations.normalize_citations(root)
    blocks.normalize_headings(root)
    figures.normalize_figures(root)
    lists.normalize_lists(root)
    callouts.normalize_callouts(root)
    blocks.remove_empty(root)
    headings.assign_ids(root)
