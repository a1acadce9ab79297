"""Which of many works are the same, and why: what tells works apart, laid out so that thousands compare quickly.

The rules are those of `SourceQuerySet.same_work` and `duplicates.near`, which ask about one work at a time.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from sources import csl
from sources.csl import PARTS_OF_BOOKS

IDENTIFIERS = ("doi", "pmid", "pmcid", "isbn")
NAMES = {"doi": "DOI", "pmid": "PubMed number", "pmcid": "PubMed Central number", "isbn": "ISBN"}

SHORTEST_TITLE = 20  # letters; below that, one letter makes another title
SHORTEST_NAME = 4  # Li and Lu are two people
MOST_COMPARED = 100  # works of one author and year


@dataclass(frozen=True)
class Work:
    """What tells a work apart. An ISBN is that of the whole book, so a part of one has none here."""

    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    title: str = ""
    spelling: str = ""  # the title, however it is spelled
    main_title: str = ""  # the same, without the subtitle; "" if there is none
    marks: tuple[str, ...] = ()
    author: str = ""
    year: int | None = None
    volume: str = ""
    first_page: str = ""

    @classmethod
    def of(cls, columns: Mapping[str, Any]) -> "Work":
        """Of Source columns by name.

        >>> Work.of({"title": "A View", "doi": "10.1000/ABC", "page": "113-126"}).doi
        '10.1000/abc'
        """
        title = columns.get("title") or ""
        spelling = csl.spelling(title)
        return cls(
            doi=(columns.get("doi") or "").lower(),
            pmid=columns.get("pmid") or "",
            pmcid=(columns.get("pmcid") or "").upper(),
            isbn="" if columns.get("csl_type") in PARTS_OF_BOOKS else columns.get("isbn") or "",
            title=csl.title_key(title)[:300],
            spelling=spelling.key[:300],
            main_title=spelling.main_key[:300],
            marks=spelling.marks,
            author=csl.first_author_key(columns.get("authors") or [])[:100],
            year=columns.get("year"),
            volume=columns.get("volume") or "",
            first_page=(columns.get("page") or "").split("-")[0].strip(),
        )

    @property
    def place(self) -> tuple | None:
        """First author, year, volume and first page, if all are known: no two works share them."""
        place = (self.author, self.year, self.volume, self.first_page)
        return place if all(place) else None

    def contradicts(self, other: "Work") -> bool:
        """Whether an identifier or the year says that these are two works."""
        pairs = [(getattr(self, name), getattr(other, name)) for name in (*IDENTIFIERS, "year")]
        return any(one and two and one != two for one, two in pairs)

    def is_spelled_like(self, other: "Work") -> bool:
        """Whether this could be the same work, spelled in another way. Only a person can say that it is.

        Neither identifiers nor numbers in the titles may differ, so neither parts of a series nor errata match.
        """
        one, two = replace(self, year=None, isbn=""), replace(other, year=None, isbn="")
        if one.contradicts(two) or not _are_near(self.year, other.year):
            return False
        if self.spelling and self.spelling == other.spelling:
            return _is_same_author(self.author, other.author)
        if not (self.author and self.author == other.author and self.year == other.year):
            return False
        return self.marks == other.marks and self._is_nearly_titled(other)

    def _is_nearly_titled(self, other: "Work") -> bool:
        """The title with one other letter, or without its subtitle."""
        if min(len(self.spelling), len(other.spelling)) < SHORTEST_TITLE:
            return False
        return (
            csl.is_one_letter_apart(self.spelling, other.spelling)
            or self.main_title == other.spelling
            or other.main_title == self.spelling
        )


def _are_near(one: int | None, other: int | None) -> bool:
    """An article is printed in the year after it was published online."""
    return one is None or other is None or abs(one - other) <= 1


def _is_same_author(one: str, other: str) -> bool:
    """Equal, unknown, or one letter apart in a name that is long enough for that."""
    is_long = min(len(one), len(other)) >= SHORTEST_NAME
    return one == other or not (one and other) or (is_long and csl.is_one_letter_apart(one, other))


@dataclass(frozen=True)
class Likeness:
    """`thing` is the same work, or only could be; `why` is for people."""

    thing: Any
    is_same: bool
    why: str


@dataclass
class Index:
    """Works, each with the thing it represents, indexed by everything that tells works apart."""

    _by: dict[tuple, list[tuple[Work, Any]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, work: Work, thing: Any, *, only_same: bool = False) -> None:
        """`only_same` is for what can be recognized, but must not be offered as a near duplicate."""
        for name in IDENTIFIERS:
            if value := getattr(work, name):
                self._by[name, value].append((work, thing))
        if work.title:
            self._by["title and author", work.title, work.author].append((work, thing))
            if not only_same:
                self._by["title", work.title].append((work, thing))
        if work.place and not only_same:
            self._by["place", work.place].append((work, thing))
        if work.spelling and not only_same:
            self._by["spelling", work.spelling].append((work, thing))
            self._by["author and year", work.author, work.year].append((work, thing))

    def find(self, work: Work) -> Likeness | None:
        for name in IDENTIFIERS:
            if known := self._by.get((name, getattr(work, name))):
                return Likeness(known[0][1], True, _("the same %s") % NAMES[name])
        for known, thing in self._by.get(("title and author", work.title, work.author), ()):
            if not known.contradicts(work):
                return Likeness(thing, True, _("the same title and first author"))
        if known := self._by.get(("title", work.title)):
            return Likeness(known[0][1], False, _("the same title"))
        if work.place and (known := self._by.get(("place", work.place))):
            return Likeness(known[0][1], False, _("the same first author, year, volume and first page"))
        return self._spelled_like(work)

    def _spelled_like(self, work: Work) -> Likeness | None:
        keys = [("spelling", work.spelling), ("author and year", work.author, work.year)]
        for known, thing in chain.from_iterable(self._by.get(key, ())[:MOST_COMPARED] for key in keys):
            if known.is_spelled_like(work):
                return Likeness(thing, False, _("the same title, spelled differently"))
        return None
