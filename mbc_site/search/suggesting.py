"""What somebody may be typing: titles, headings, and words that occur."""

import datetime
from collections.abc import Iterable, Iterator

from django.utils import timezone

from mbc_site.search import indexing, matching
from mbc_site.search.engines import engine
from mbc_site.search.engines.engine import Match, Wanted
from mbc_site.search.models import SearchDocument, SearchWord
from mbc_site.search.results import LONGEST_QUERY, Kind, Suggestion, known_language
from mbc_site.search.stems import stems
from mbc_site.search.weights import HEADING, TITLE
from mbc_site.search.words import STOP_WORDS, words_of

SHORTEST = 2  # letters that are typed before anything is suggested
MOST_WORDS = 6


def suggest(
    words: str, *, language: str = "", at: datetime.datetime | None = None, limit: int = 8
) -> list[Suggestion]:
    """Titles that have all the words, then headings, then words. The last word may be the beginning of one."""
    typed = [word.text for word in words_of(str(words or "")[:LONGEST_QUERY])][:MOST_WORDS]
    if not typed or len(typed[-1]) < SHORTEST:
        return []
    at = at or timezone.now()
    indexing.refresh_before_a_search()
    found = list(_pages(typed, language, at, limit))
    if len(found) < limit:
        found += _words(typed, at)
    return found[:limit]


def _pages(typed: list[str], language: str, at: datetime.datetime, limit: int) -> Iterator[Suggestion]:
    in_title = tuple((f"{TITLE}{word}*",) for word in typed)
    in_heading = tuple((f"{HEADING}{word}*",) for word in typed)
    matches = [Match(0, 2, (in_title,)), Match(0, 1, (in_heading,))]
    found = engine().search(Wanted(matches, 1, at, language=known_language(language), number=limit))
    documents = SearchDocument.objects.in_bulk(found.keys)
    pages = [documents[key] for key in found.keys if key in documents]
    yield from (
        Suggestion(page.title, page.url, Kind(page.kind)) for page in pages if _begins(page.title, typed)
    )
    for page in pages:
        headings = [] if _begins(page.title, typed) else page.passages
        for _text, heading, fragment, _hidden in headings:
            if fragment and _begins(heading, typed):
                yield Suggestion(heading, f"{page.url}#{fragment}", Kind(page.kind))
                break


def _begins(text: str, typed: list[str]) -> bool:
    """Whether each typed word is the beginning of one of the text."""
    words = [word.text for word in words_of(text)]
    return all(any(word.startswith(part) for word in words) for part in typed)


def _words(typed: list[str], at: datetime.datetime) -> Iterable[Suggestion]:
    """The last word completed; only what is found in texts that are shown now, with the other words."""
    *others, beginning = typed
    rows = SearchWord.objects.filter(engine().begins_with(beginning)).order_by("-documents", "word")
    words = [
        word for word in dict.fromkeys(rows.values_list("word", flat=True)[:12]) if word not in STOP_WORDS
    ]
    needed = [stems(word) for word in others if word not in STOP_WORDS]
    there = engine().which(
        [matching.anywhere(place, [(stems(word), *needed)]) for place, word in enumerate(words)], at
    )
    return [
        Suggestion(" ".join([*others, word]))
        for place, word in enumerate(words)
        if place in there and word != beginning
    ]
