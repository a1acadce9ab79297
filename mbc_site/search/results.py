"""What a search finds, as plain values. Texts are parts, some of them marked: pages escape and mark them themselves."""

import re
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_QUERY = 200  # characters of a query that are read
MOST_WORDS = 12  # words of a query that are searched for
PAGE_SIZE = 20
LANGUAGE = re.compile(r"[a-z]{2,3}")


class Kind(models.TextChoices):
    """The kinds of pages that are found, in the order of their facets."""

    ARTICLE = "article", _("Articles")
    GROUP = "group", _("Support groups")
    SOURCE = "source", _("Sources")
    PAGE = "page", _("About us")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, as plain text: nothing in it is HTML."""

    text: str
    is_match: bool = False


Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The section of a page in which the words were found; `url` is that of the page with the section's fragment."""

    heading: str
    url: str


@dataclass(frozen=True, slots=True)
class Hit:
    kind: Kind
    object_id: int  # the key of the article, group, source or page
    title: Parts
    url: str
    section: Section | None
    snippet: Parts  # empty if the page has no text besides its title
    language: str  # of the page that was found: "en"
    detail: str = ""  # what a line says besides: the town of a group, the journal and year of a source


@dataclass(frozen=True)
class Results:
    """One page of what a search found.

    `searched` differs from `words` if a letter was forgiven. `is_partial` says that nothing has all of the words, so that
    these are what has most of them. `counts` and `languages` are of everything found, before it is narrowed by kind or
    language, and `numbers` says how many there are of each kind in each language; `total` is after narrowing.
    """

    words: str
    searched: str
    hits: tuple[Hit, ...] = ()
    counts: dict[Kind, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    numbers: dict[tuple[Kind, str], int] = field(default_factory=dict)
    total: int = 0
    page: int = 1
    pages: int = 1
    is_corrected: bool = False
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody may be typing. A title or heading leads to its page; a word has no `url` and `kind`: search for it."""

    words: str
    url: str = ""
    kind: Kind | None = None


def known_language(language: object) -> str:
    """A code such as "es"; anything else narrows nothing."""
    return language if isinstance(language, str) and LANGUAGE.fullmatch(language) else ""
