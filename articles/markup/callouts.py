"""The kinds of callouts in one table: what editors choose from, what is stored, what readers see.

A new kind is one entry in `KINDS`. Cleaning, rendering and the editor's dialog read the table.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml.builder import E
from lxml.html import HtmlElement

from articles.markup import headings
from articles.markup.tree import remove

FRAME = re.compile(r'<section class="care"[^>]* aria-labelledby="([^"]+)"')
SHARED = "shared"  # not a kind editors write in: it holds the key of a shared text


def boxed(element: HtmlElement, title: str, anchor: str) -> None:
    """A box with its title at the top."""
    element.tag = "section"
    element.set("class", "keypoints")
    _insert_title(element, E.p(title, {"class": "callout-title", "id": anchor}))


def headed(element: HtmlElement, title: str, anchor: str) -> None:
    """A framed section with its own heading, which is listed in the contents so that it is easy to find."""
    element.tag = "section"
    element.set("class", "care")
    _insert_title(element, E.h2(title))


def signed(element: HtmlElement, title: str, anchor: str) -> None:
    """An aside in another voice, which the title signs."""
    element.set("class", "word")
    element.set("aria-label", title)
    element.append(E.footer(title))


def folded(element: HtmlElement, title: str, anchor: str) -> None:
    """Closed until the reader opens it, in print too."""
    element.tag = "details"
    element.set("class", "survival")
    # The style sheet prints this attribute. As text it would be read aloud and copied.
    in_print = _("Closed in print, too. To print the numbers, open this box on the page first.")
    _insert_title(element, E.summary(title, {"data-in-print": in_print}))


@dataclass(frozen=True)
class CalloutKind:
    """`code` is stored, in `data-kind`. Editors choose by `label` and `hint`. Readers see `title` where the writer gave
    none. `layout` makes the stored element into the page's, and its class picks the look in site.css."""

    code: str
    label: str | Promise
    hint: str | Promise
    title: str | Promise
    layout: Callable[[HtmlElement, str, str], None]

    @property
    def guidance(self) -> str:
        """When to use it, and how readers will find it."""
        closed = _("Closed until the reader opens it.") if self.layout is folded else ""
        return f"{closed} {self.hint}".strip()


KINDS = (
    CalloutKind(
        code="key-points",
        label=gettext_lazy("Key points"),
        hint=gettext_lazy("The short version, in three to five sentences."),
        title=gettext_lazy("The short version"),
        layout=boxed,
    ),
    CalloutKind(
        code="word",
        label=gettext_lazy("A word from us"),
        hint=gettext_lazy("Our own voice. No medical advice."),
        title=gettext_lazy("A word from us"),
        layout=signed,
    ),
    CalloutKind(
        code="care",
        label=gettext_lazy("Call your care team"),
        hint=gettext_lazy("When to seek help, and whom to call."),
        title=gettext_lazy("When to call your care team"),
        layout=headed,
    ),
    CalloutKind(
        code="survival",
        label=gettext_lazy("Survival numbers"),
        hint=gettext_lazy("Nobody sees these numbers without choosing to."),
        title=gettext_lazy("Survival numbers: open this only if you want to see them"),
        layout=folded,
    ),
)


def is_known(code: str) -> bool:
    """Whether a callout of this kind may be stored."""
    return code == SHARED or any(kind.code == code for kind in KINDS)


def framed_in(html: str) -> list[str]:
    """The anchors of the framed sections of a rendered body.

    >>> framed_in('<section class="care" aria-labelledby="when-to-call"><h2 id="when-to-call">When to call</h2></section>')
    ['when-to-call']
    """
    return FRAME.findall(html)


def render_callouts(root: HtmlElement) -> None:
    kinds = {kind.code: kind for kind in KINDS}
    for place, aside in enumerate(list(root.iterdescendants("aside")), 1):
        code = aside.attrib.pop("data-kind")
        if code == SHARED:  # filled in when the page is read
            continue
        kind = kinds[code]
        kind.layout(aside, _take_title(aside) or str(kind.title), f"callout-{place}")


def _take_title(aside: HtmlElement) -> str:
    first = aside[0] if len(aside) else None
    if first is None or first.get("class") != "callout-title":
        return ""
    title = headings.text_of(first)
    remove(first)
    return title


def _insert_title(element: HtmlElement, title: HtmlElement) -> None:
    title.tail, element.text = element.text, None
    element.insert(0, title)
