"""A pattern in plain words, one module per language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support_groups.schedules.words import english, spanish

if TYPE_CHECKING:
    from support_groups.schedules.patterns import Pattern


def say(pattern: Pattern, language: str, *, complete: bool = False) -> str:
    """A sentence without its full stop; English for any language that is not Spanish."""
    words = spanish if language.lower().replace("_", "-").split("-")[0] == "es" else english
    text = words.sentence(pattern, complete=complete)
    return text[:1].upper() + text[1:]
