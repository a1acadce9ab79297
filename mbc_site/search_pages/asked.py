"""What the address of a search asks for: anything at all can be in it, and all of it is read as something."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict

from editing.text import one_line, storable
from mbc_site.search.results import LONGEST_QUERY, Kind

WORDS, KIND, LANGUAGE, EXACT, PAGE = "q", "kind", "language", "exact", "page"
NAMES = (WORDS, KIND, LANGUAGE, EXACT, PAGE)


@dataclass(frozen=True)
class Asked:
    """`is_exact`: search for these very words, although no text has them."""

    words: str
    kinds: tuple[Kind, ...] = ()
    language: str = ""
    is_exact: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        """Of a name that is repeated, the last value counts, except for kinds. What isn't offered is left out."""
        language = query.get(LANGUAGE, "")
        return cls(
            words=in_one_line(query.get(WORDS, "")),
            kinds=_known(query.getlist(KIND)),
            language=language if language in dict(settings.LANGUAGES) else "",
            is_exact=query.get(EXACT) == "1",
        )

    def query(self, **changes) -> str:
        """The same search as a query string, with some of it changed. It begins again with the first page."""
        other = replace(self, **changes)
        pairs = [(WORDS, other.words), *((KIND, kind.value) for kind in other.kinds)]
        pairs += [(LANGUAGE, other.language)] if other.language else []
        pairs += [(EXACT, "1")] if other.is_exact else []
        return f"?{urlencode(pairs)}"

    def toggled(self, kind: Kind) -> tuple[Kind, ...]:
        """The kinds with this one, or without it."""
        chosen = {*self.kinds} ^ {kind}
        return tuple(kind for kind in Kind if kind in chosen)


def in_one_line(typed: str) -> str:
    """As much of it as is searched for, as text that a database and a page can hold.

    >>> in_one_line(" bone\\n  pain\\ud800 ")
    'bone pain'
    """
    return one_line(storable(typed[: 2 * LONGEST_QUERY]))[:LONGEST_QUERY].strip()


def _known(values: Iterable[str]) -> tuple[Kind, ...]:
    asked = {*values}
    return tuple(kind for kind in Kind if kind.value in asked)
