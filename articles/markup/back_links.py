"""The links from a source at the foot of an article back to the sentences that cite it."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.markup.citations import letters


def back_links(number: int, anchors: Sequence[str]) -> SafeString:
    """To each mark of the source with this number, by letter if there are several.

    >>> back_links(2, ["cite-2a"])
    '<a href="#cite-2a" role="doc-backlink">Back to the text<span class="vh"> that cites source 2</span></a>'
    """
    if len(anchors) == 1:
        place = _("that cites source %(number)s") % {"number": number}
        return format_html(
            '<a href="#{}" role="doc-backlink">{}<span class="vh"> {}</span></a>',
            *(anchors[0], _("Back to the text"), place),
        )
    label = _("Mention %(letter)s of source %(number)s")
    links = (
        (anchor, label % {"letter": letter, "number": number}, letter)
        for letter, anchor in ((letters(place), anchor) for place, anchor in enumerate(anchors))
    )
    template = '<a href="#{}" class="l" role="doc-backlink" aria-label="{}">{}</a>'
    return (
        format_html("{} {}", _("Back to the text:"), format_html_join(" ", template, links))
        if anchors
        else SafeString()
    )
