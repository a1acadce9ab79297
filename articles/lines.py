"""What a list says of an article, in words: its review, how long it takes to read, and how many sources it has."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from articles.markup import picture_html
from articles.models import Edition


@dataclass(frozen=True)
class Line:
    title: str
    url: str
    summary: str
    review: str
    reading_time: str
    sources: str
    thumbnail: SafeString | str


def lines_of(editions: Iterable[Edition], *, names_reviewer: bool = True) -> list[Line]:
    """`names_reviewer` is False on the page of the reviewer. Read them with `Edition.objects.for_lists()`."""
    return [_line(edition, names_reviewer) for edition in editions]


def _line(edition: Edition, names_reviewer: bool) -> Line:
    language = get_language()
    return Line(
        title=edition.title,
        url=edition.get_absolute_url(),
        summary=edition.summary,
        review=_review(edition, names_reviewer, language),
        reading_time=_reading_time(edition.minutes, language),
        sources=_sources(len(edition.cited), language),
        thumbnail=picture_html(edition.lead.thumbnail) if edition.lead else "",
    )


def _review(edition: Edition, names_reviewer: bool, language: str | None) -> str:
    """Who reviewed it and when; empty if nobody has."""
    reviewer, day = edition.reviewer, edition.reviewed_on
    if not day or (names_reviewer and not reviewer):
        return ""
    who = ", ".join(part for part in (reviewer.name, reviewer.role) if part) if names_reviewer else ""
    return _reviewed(who, day.replace(day=1), language)


@lru_cache(1024)
def _reviewed(who: str, month: datetime.date, language: str | None) -> str:
    values = {"who": who, "when": date_format(month, "F Y")}
    said = gettext("Reviewed by %(who)s, %(when)s.") if who else gettext("Reviewed in %(when)s.")
    return said % values


@lru_cache(128)
def _reading_time(minutes: int, language: str | None) -> str:
    said = ngettext("%(minutes)s-minute read,", "%(minutes)s-minute read,", minutes)
    return said % {"minutes": minutes}


@lru_cache(256)
def _sources(number: int, language: str | None) -> str:
    return ngettext("%(sources)s source", "%(sources)s sources", number) % {"sources": number}
