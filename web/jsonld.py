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


def breadcrumbs(
    trail: Iterable[tuple[str, str]], title: str, absolute: Callable[[str], str]
) -> dict[str, Any]:
    """A schema.org BreadcrumbList of names and paths, from the home page down to this page, which has only a title."""
    steps = _list_items(trail, absolute)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [*steps, {"@type": "ListItem", "position": len(steps) + 1, "name": title}],
    }


def item_list(listed: Iterable[tuple[str, str]], absolute: Callable[[str], str]) -> dict[str, Any]:
    """A schema.org ItemList of names and paths."""
    return {"@type": "ItemList", "itemListElement": _list_items(listed, absolute, key="url")}


def _list_items(pairs, absolute, key: str = "item") -> list[dict[str, Any]]:
    return [
        {"@type": "ListItem", "position": place, "name": str(name), key: absolute(path)}
        for place, (name, path) in enumerate(pairs, 1)
    ]
