"""The headings of a long form, to jump to."""

from collections.abc import Iterable
from dataclasses import dataclass

LONG = 6  # headings from which a form gets a list of them


@dataclass(frozen=True)
class Heading:
    key: str  # its id in the page
    words: str
    is_private: bool = False


def headings_of(fieldsets: Iterable, inlines: Iterable) -> list[Heading]:
    """In the order of the page: Django's ids, and rows after the fieldset that their inline's `stands_after` names, or
    else at the end. Rows that stand under their own name, as one section, are listed once. A short form has none."""
    inlines, found = list(inlines), []
    for number, fieldset in enumerate(fieldsets):
        if fieldset.name:
            is_private = "is-private" in fieldset.classes
            found.append(Heading(f"fieldset-0-{number}-heading", str(fieldset.name), is_private))
        below = [_heading_of_rows(rows) for rows in inlines if _stands_after(rows) == number]
        found += [heading for heading in below if heading.words != fieldset.name]
    found += [_heading_of_rows(rows) for rows in inlines if _stands_after(rows) is None]
    return found if len(found) >= LONG else []


def _stands_after(rows) -> int | None:
    return getattr(rows.opts, "stands_after", None)


def _heading_of_rows(rows) -> Heading:
    words = str(rows.opts.verbose_name_plural)
    return Heading(f"{rows.formset.prefix}-heading", words[:1].upper() + words[1:])
