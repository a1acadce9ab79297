"""What a view says about keeping its answers.

`@public_page` marks a view, or a class-based view, whose answers are the same for everybody: which counters raise when
what it shows changes, which names in the query make a page of their own, and when the page changes by itself.
`@never_kept` says why the answers of another view are not. A view that says neither is not kept.
"""

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.urls import Resolver404, resolve

ANSWER = "mbc_site.answer"  # the key of a WSGI environment whose answer is to be kept

Accepts = Callable[[str], object]  # whether a value in the query has a page of its own
Moment = Callable[[datetime.datetime], datetime.datetime | None]  # when a page of now changes by itself


@dataclass(frozen=True)
class PublicPage:
    """`query` names what makes a page of its own, `not_with` what makes an answer that is not kept, such as a search.
    Every other name is ignored, so that links with tracking parameters share a page.
    """

    counters: tuple[str, ...]
    query: Mapping[str, Accepts] = field(default_factory=dict)
    not_with: Collection[str] = ()
    until: tuple[Moment, ...] = ()


@dataclass(frozen=True)
class NeverKept:
    reason: str


@dataclass
class Answer:
    """An answer in the making, begun `at` a moment: until when it may be kept, in seconds since 1970, and whether all
    that limits it is known.
    """

    page: PublicPage
    at: datetime.datetime
    until: float = float("inf")
    is_limited: bool = False

    def changes_at(self, moment: datetime.datetime | None) -> None:
        if moment is not None:
            self.until = min(self.until, moment.timestamp())


_being_made: ContextVar[Answer | None] = ContextVar("being_made", default=None)


@contextmanager
def being_made(answer: Answer | None) -> Iterator[None]:
    """For as long as Django makes this answer in this thread."""
    token = _being_made.set(answer)
    try:
        yield
    finally:
        _being_made.reset(token)


def keep_nothing_of_this() -> None:
    """What is being made now may be behind what is in the database: show it once, and don't keep it."""
    if (answer := _being_made.get()) is not None:
        answer.changes_at(answer.at)


def public_page(
    *counters: str,
    query: Mapping[str, Accepts] | None = None,
    not_with: Collection[str] = (),
    until: Collection[Moment] = (),
):
    """For a view or the class of one. `counters` are names of web/page_cache/counters.py."""
    return _declaring(PublicPage(counters, query or {}, frozenset(not_with), tuple(until)))


def never_kept(reason: str):
    return _declaring(NeverKept(reason))


def _declaring(declaration: PublicPage | NeverKept):
    def declare(view):
        view.page_cache = declaration
        return view

    return declare


def declared(view: Callable) -> PublicPage | NeverKept | None:
    """What the view of a URL says; a class-based one says it on its class."""
    found = getattr(view, "page_cache", None)
    return found or getattr(getattr(view, "view_class", None), "page_cache", None)


def public_page_at(path: str) -> PublicPage | None:
    """What the view at this path says, if its answers may be kept."""
    try:
        declaration = declared(resolve(path).func)
    except Resolver404:
        return None
    return declaration if isinstance(declaration, PublicPage) else None


def changes_at(request, moment: datetime.datetime | None) -> None:
    """The answer to this request changes by itself at this moment (aware). Of several, the earliest counts."""
    answer = request.META.get(ANSWER)
    if answer is not None:
        answer.changes_at(moment)
