"""Searching: words in, one page of results out."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from django.utils import timezone

from mbc_site.search import indexing, matching, snippets, spelling
from mbc_site.search.engines import engine
from mbc_site.search.engines.engine import Found, Wanted
from mbc_site.search.models import SearchDocument, SearchWord
from mbc_site.search.query import Query, Term, Way, read
from mbc_site.search.results import PAGE_SIZE, Hit, Kind, Results, Section, known_language
from mbc_site.search.synonyms import Synonyms
from mbc_site.search.weights import JOINT

MOST_SPELLINGS = 6  # ways to write one stem that are marked
MOST_PAGES = 500


@dataclass(frozen=True)
class _Asked:
    """Everything but the words."""

    at: datetime.datetime
    kinds: tuple[Kind, ...]
    language: str
    page: int


@dataclass(frozen=True)
class _Spellings:
    """How the stems of a query are written, and in how many documents they are."""

    written: Mapping[str, list[str]]
    documents: Mapping[str, int]

    @classmethod
    def of(cls, terms: Iterable[Term]) -> "_Spellings":
        written, documents = defaultdict(list), Counter()
        rows = SearchWord.objects.filter(stem__in=sorted(matching.stored(terms)))
        for word, stem, number in rows.order_by("-documents", "word").values_list(
            "word", "stem", "documents"
        ):
            written[stem].append(word)
            documents[stem] = max(documents[stem], number)
        return cls(written, documents)

    def marked(self, terms: Iterable[Term]) -> snippets.Words:
        return snippets.Words.of(
            {text for way in (*term.ways, *term.synonyms) for text in self._texts(way)} for term in terms
        )

    def _texts(self, way: Way) -> Iterable[str]:
        for part in way:
            for stored in part:
                spelled = [self._spelled(stem) for stem in stored.split(JOINT)]
                yield from (" ".join(words) for words in product(*spelled))

    def _spelled(self, stem: str) -> list[str]:
        return list(dict.fromkeys([*self.written.get(stem, [])[:MOST_SPELLINGS], stem]))


def search(
    words: str,
    *,
    kinds: Iterable[str] = (),
    language: str = "",
    page: int = 1,
    at: datetime.datetime | None = None,
    is_exact: bool = False,
) -> Results:
    """What is found at this moment, the best first, a page at a time. `is_exact` forgives no letter.

    Anything is taken: unknown kinds, pages that don't exist and odd words narrow nothing and raise nothing.
    """
    at = at or timezone.now()
    indexing.refresh_before_a_search()
    asked = _Asked(at, _known(kinds), known_language(language), _number(page))
    synonyms = Synonyms.stored()
    query = read(words, synonyms)
    if not query.terms:
        return Results(query.words, query.words)
    results = _all_words(query, query, asked)
    if results.counts:
        return results
    others = {} if is_exact else _corrections(query, synonyms, at)
    corrected = read(query.replaced(others), synonyms) if others else query
    results = _all_words(query, corrected, asked) if others else results
    return results if results.counts else _most_words(query, corrected, asked)


def _all_words(typed: Query, query: Query, asked: _Asked) -> Results:
    return _page(typed, query, asked, len(query.terms))


def _most_words(typed: Query, query: Query, asked: _Asked) -> Results:
    """What has as many of the words as anything has."""
    for least in range(len(query.terms) - 1, 0, -1):
        results = _page(typed, query, asked, least)
        if results.counts:
            return results
    return Results(typed.words, typed.words)


def _page(typed: Query, query: Query, asked: _Asked, least: int) -> Results:
    spellings = _Spellings.of(query.terms)
    matches = matching.matches(query, spellings.documents)

    def found_on(page: int) -> Found:
        start = (page - 1) * PAGE_SIZE
        return engine().search(
            Wanted(matches, least, asked.at, asked.kinds, asked.language, start, PAGE_SIZE)
        )

    found = found_on(asked.page)
    total = sum(number for kind, language, number in found.counts if _is_asked(kind, language, asked))
    pages = min(MOST_PAGES, max(1, -(-total // PAGE_SIZE)))
    page = min(asked.page, pages)
    if page != asked.page:
        found = found_on(page)
    return Results(
        words=typed.words,
        searched=query.words,
        hits=_hits(found.keys, spellings.marked(query.terms)),
        counts=_counts(found),
        languages=_languages(found),
        numbers={(Kind(kind), language): number for kind, language, number in found.counts},
        total=total,
        page=page,
        pages=pages,
        is_corrected=query is not typed,
        is_partial=least < len(query.terms),
    )


def _counts(found: Found) -> dict[Kind, int]:
    counted = Counter()
    for kind, _language, number in found.counts:
        counted[kind] += number
    return {kind: counted[kind] for kind in Kind if counted[kind]}


def _languages(found: Found) -> dict[str, int]:
    counted = Counter()
    for _kind, language, number in found.counts:
        counted[language] += number
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _is_asked(kind: str, language: str, asked: _Asked) -> bool:
    return (not asked.kinds or kind in asked.kinds) and asked.language in ("", language)


def _hits(keys: list[int], words: snippets.Words) -> tuple[Hit, ...]:
    documents = SearchDocument.objects.in_bulk(keys) if keys else {}
    return tuple(_hit(documents[key], words) for key in keys if key in documents)


def _hit(document: SearchDocument, words: snippets.Words) -> Hit:
    best = snippets.best_passage(document.passages, words)
    text, heading, fragment, _hidden = document.passages[best or 0] if document.passages else [""] * 4
    is_section = best is not None and heading and fragment
    return Hit(
        kind=Kind(document.kind),
        object_id=document.object_id,
        title=snippets.marked(document.title, words),
        url=document.url,
        section=Section(heading, f"{document.url}#{fragment}") if is_section else None,
        snippet=snippets.quotation(text, words),
        language=document.language,
        detail=document.detail,
    )


def _corrections(query: Query, synonyms: Synonyms, at: datetime.datetime) -> dict[str, str]:
    """A word for each one that is nowhere and is one letter off another that is."""
    known = engine().which(
        [matching.anywhere(place, term.ways) for place, term in enumerate(query.terms)], at
    )
    unknown = [
        term
        for place, term in enumerate(query.terms)
        if place not in known and term.is_plain and not term.synonyms
    ]
    found = {}
    for term in unknown:
        meant = spelling.may_be_meant(term.typed, synonyms.words)
        terms = [(read(word, synonyms).terms or [None])[0] for word in meant]
        ways = [(*each.ways, *each.synonyms) if each else () for each in terms]
        there = engine().which([matching.anywhere(place, way) for place, way in enumerate(ways) if way], at)
        if there:
            found[term.typed] = meant[min(there)]
    return found


def _known(kinds: Iterable[str]) -> tuple[Kind, ...]:
    asked = {kinds} if isinstance(kinds, str) else set(map(str, kinds or ()))
    return tuple(kind for kind in Kind if kind.value in asked)


def _number(page: object) -> int:
    try:
        return min(MOST_PAGES, max(1, int(page)))
    except (TypeError, ValueError, OverflowError):
        return 1
