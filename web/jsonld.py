"""JSON-LD in a page: the script element that holds it, and what every page says the same way."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# What would end a script element or start a comment inside one (as django.utils.html.json_script does).
SCRIPT_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def script(data: dict[str, Any]) -> SafeString:
    r"""
    >>> script({"name": "</script>"})
    '<script type="application/ld+json">{"name": "\\u003C/script\\u003E"}</script>'
    """
    text = json.dumps(data, ensure_ascii=False).translate(SCRIPT_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  escaped above


def breadcrumbs(trail: Iterable[tuple[str, str]], absolute: Callable[[str], str]) -> dict[str, Any]:
    """A schema.org BreadcrumbList of names and paths, from the home page down."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": str(name), "item": absolute(path)}
            for place, (name, path) in enumerate(trail, 1)
        ],
    }
