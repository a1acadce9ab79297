"""Tables of a stored body as visitors get them."""

from django.utils.translation import gettext as _
from lxml.builder import E
from lxml.html import HtmlElement


def render_tables(root: HtmlElement) -> None:
    """A wide table scrolls inside its own region, which the keyboard can reach. One inside a cell scrolls with it."""
    outermost = [
        table for table in root.iterdescendants("table") if next(table.iterancestors("table"), None) is None
    ]
    for place, table in enumerate(outermost, 1):
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
