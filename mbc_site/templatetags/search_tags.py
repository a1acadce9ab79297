"""Parts of texts that were found, some of them marked."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from mbc_site.search.results import Part

register = template.Library()


@register.filter
def marked(parts: Iterable[Part]) -> SafeString:
    """With the words that were searched for in <mark>; everything is escaped."""
    return SafeString(
        "".join(f"<mark>{escape(part.text)}</mark>" if part.is_match else escape(part.text) for part in parts)
    )
