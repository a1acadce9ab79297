"""The page of a search, and what it suggests while somebody types."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Topic
from editing.compiled_queries import CompiledQuery, moment
from mbc_site.search import search, suggest
from mbc_site.search.results import Suggestion
from mbc_site.search_pages import missed
from mbc_site.search_pages.asked import NAMES, PAGE, WORDS, Asked, in_one_line
from mbc_site.search_pages.page import SearchPage, kind_of_one
from web.page_cache.moments import next_minute
from web.page_cache.names import ARTICLES, DIRECTORY, SITE, SOURCES
from web.page_cache.public import keep_nothing_of_this, public_page
from web.referrer import address_may_hold_a_search

LEAST, MOST = 2, 40  # letters for which words are suggested; static/search.js has the same

_topics = CompiledQuery(lambda: Topic.objects.with_public_articles(moment("at")))


@public_page(ARTICLES, DIRECTORY, SOURCES, SITE, not_with=NAMES, until=[next_minute])
@require_safe
@address_may_hold_a_search
def search_page(request) -> HttpResponse:
    """Kept only without words: nobody's search is."""
    at, asked, number = timezone.now(), Asked.read(request.GET), request.GET.get(PAGE) or "1"
    found = search(
        asked.words, kinds=asked.kinds, language=asked.language, page=number, is_exact=asked.is_exact, at=at
    )
    page = SearchPage(asked, found)
    page_obj = page.page_obj(number)
    if page.is_miss and missed.is_asked_anew(request.META):
        missed.count_later(asked.words, at)
    context = {
        "search": page,
        "typed": asked.words,
        "lines": page.lines,
        "page_obj": page_obj,
        "is_paginated": page_obj.has_other_pages(),
        "topics": [] if found.hits else _topics(at=at),
    }
    return render(request, "search/search.html", context)


def normal(typed: str) -> str:
    """Words as static/search.js asks for them: so that everybody who types the same shares one kept answer.

    >>> normal("  Bone \\t PAIN")
    'bone pain'
    """
    return in_one_line(typed).lower()


def is_normal(typed: str) -> bool:
    return LEAST <= len(typed) <= MOST and typed == normal(typed)


@public_page(ARTICLES, DIRECTORY, SOURCES, SITE, query={WORDS: is_normal}, until=[next_minute])
@require_safe
@address_may_hold_a_search
def suggestions(request) -> JsonResponse:
    """What begins like the words in `q`: titles and headings with their pages, and words to search for."""
    typed = normal(request.GET.get(WORDS, ""))
    found = suggest(typed, at=timezone.now()) if LEAST <= len(typed) <= MOST else []
    if not found:
        keep_nothing_of_this()  # or anybody could fill the memory with words that nobody types
    return JsonResponse({"suggestions": [_as_json(one) for one in found]})


def _as_json(one: Suggestion) -> dict[str, str]:
    address = one.url or f"{reverse('search')}{Asked(one.words).query()}"
    return {"words": one.words, "url": address, "kind": kind_of_one(one.kind) if one.kind else ""}
