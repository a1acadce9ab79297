"""What makes a CSL-JSON item unusable, in sentences."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editing.text import UNSTORABLE
from sources.csl.items import text_of

TEXTS = ("type", "container-title", "container-title-short", "publisher")
NUMBERS = ("volume", "issue", "page", "edition", "DOI", "PMID", "PMCID", "ISBN", "URL")
DEEPEST = 50
NO_TITLE = gettext_lazy("There is no title.")


def problems(item: Any) -> list[str]:
    """What makes an item unusable, in plain sentences; empty when nothing does. Never raises.

    >>> problems({"type": "book", "author": "Redig A"})
    ['There is no title.', 'The field “author” is not a list of names.']
    """
    if not isinstance(item, Mapping):
        return [_("The record is not an object with named fields.")]
    title = item.get("title")
    sentences = [] if isinstance(title, str) and title.strip() else [str(NO_TITLE)]
    sentences += _variable_problems(item)
    for role in ("author", "editor"):
        sentences += _name_problems(role, item.get(role, []))
    return sentences + _storage_problems(item)


def _variable_problems(item: Mapping[str, Any]) -> Iterator[str]:
    for name in TEXTS:
        if not isinstance(item.get(name, ""), str):
            yield _("The field “%s” is not text.") % name
    for name in NUMBERS:
        if not isinstance(item.get(name, ""), str) and not text_of(item[name]):
            yield _("The field “%s” is neither text nor a number.") % name
    for name in ("issued", "accessed"):
        if not isinstance(item.get(name, {}), Mapping):
            yield _("The field “%s” is not a date.") % name


def _name_problems(role: str, names: Any) -> Iterator[str]:
    if not isinstance(names, list):
        yield _("The field “%s” is not a list of names.") % role
        return
    for position, name in enumerate(names, start=1):
        if not _is_name(name):
            yield _("Name %(number)d in the field “%(role)s” is not a name.") % {
                "number": position,
                "role": role,
            }


def _is_name(name: Any) -> bool:
    if not isinstance(name, Mapping):
        return False
    parts = [name[part] for part in ("family", "given", "literal") if part in name]
    return bool(parts) and all(isinstance(part, str) for part in parts)


def _storage_problems(item: Mapping[str, Any]) -> list[str]:
    """What no database takes: NUL, half a surrogate pair, a number without end, endless nesting."""
    waiting: list[tuple[Any, int]] = [(item, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            return [_("The record is nested too deeply.")]
        if type(value) is not str and isinstance(value, Mapping):  # asking an abstract class takes long
            waiting += [(part, depth + 1) for pair in value.items() for part in pair]
        elif isinstance(value, list | tuple):
            waiting += [(part, depth + 1) for part in value]
        elif sentence := _unstorable(value):
            return [sentence]
    return []


def _unstorable(value: Any) -> str:
    if isinstance(value, str) and UNSTORABLE.search(value):
        return _("The record has a character that cannot be stored.")
    if isinstance(value, float) and not math.isfinite(value):
        return _("The record has a number that cannot be stored.")
    return ""
