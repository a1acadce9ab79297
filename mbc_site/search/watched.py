"""Which writes change what is found: for each table, the columns that matter and the records that are about them.

A test changes each column of each table and compares the index with one that is made anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from articles.markup.shared import PLACEHOLDERS
from articles.models import Appearance, Article, Edition, Page, SharedText
from articles.models.appearance import Place
from mbc_site.search.results import Kind
from sources.models import Source
from support_groups.models import Group

VENUE, ORGANIZATION = "venue", "organization"
SHARED, NUMBERS, PERSON = "shared text", "numbers", "person"
TERMS = ("audiences", "languages", "subtypes", "activities", "access")


@dataclass(frozen=True)
class Watched:
    """Writes to a table mark `about` with the key in `column`. `columns`: only a change of these counts; empty: any."""

    about: str
    column: str = "id"
    columns: tuple[str, ...] = ()


WATCHED: dict[str, Watched] = {
    "articles.Appearance": Watched(Kind.ARTICLE, "article_id"),
    "articles.Article": Watched(Kind.ARTICLE, columns=("slug",)),
    "articles.Page": Watched(Kind.PAGE),
    "articles.Person": Watched(PERSON, columns=("name",)),
    "articles.SharedText": Watched(SHARED, columns=("key", "html")),
    "mbc_site.OrganizationDetails": Watched(
        NUMBERS, columns=("emergency_number", "crisis_line", "crisis_line_takes_texts", "country")
    ),
    "sources.Source": Watched(
        Kind.SOURCE,
        columns=(
            *("title", "authors_text", "authors", "container_title", "container_title_short", "publisher"),
            *("year", "doi", "pmid", "pmcid", "isbn", "key", "evidence", "merged_into_id"),
        ),
    ),
    "support_groups.Group": Watched(Kind.GROUP),
    "support_groups.MeetingPattern": Watched(Kind.GROUP, "group_id"),
    **{f"support_groups.Group_{name}": Watched(Kind.GROUP, "group_id") for name in TERMS},
    "support_groups.Venue": Watched(VENUE),
    "support_groups.Organization": Watched(ORGANIZATION, columns=("name",)),
    "support_groups.Audience": Watched("audiences"),
    "support_groups.Language": Watched("languages"),
    "support_groups.Subtype": Watched("subtypes"),
    "support_groups.Activity": Watched("activities"),
    "support_groups.AccessFeature": Watched("access"),
}

# What a mark is about -> the records that it changes, looked up when they are indexed: a group that moves to a venue while
# somebody renames it is found by whoever commits last.
RESOLVED: dict[str, dict[Kind, Callable[[list[int]], list[int]]]] = {
    **{kind: {kind: lambda keys: keys} for kind in Kind},
    SHARED: {Kind.ARTICLE: lambda keys: _showing(_shared(keys)), Kind.PAGE: lambda keys: _pages()},
    NUMBERS: {Kind.ARTICLE: lambda keys: _showing(_numbers()), Kind.PAGE: lambda keys: _pages()},
    PERSON: {Kind.ARTICLE: lambda keys: _written_or_reviewed(keys)},
    VENUE: {Kind.GROUP: lambda keys: _groups(venue__in=keys)},
    ORGANIZATION: {Kind.GROUP: lambda keys: _groups(organization__in=keys)},
    "audiences": {Kind.GROUP: lambda keys: _groups(audiences__in=keys)},
    "languages": {Kind.GROUP: lambda keys: _groups(languages__in=keys)},
    "subtypes": {Kind.GROUP: lambda keys: _groups(subtypes__in=keys)},
    "activities": {Kind.GROUP: lambda keys: _groups(activities__in=keys)},
    "access": {Kind.GROUP: lambda keys: _groups(access__in=keys)},
}
MOST_NAMED = 50  # shared texts; SQLite takes no more than a thousand conditions

ALL: dict[Kind, type] = {Kind.ARTICLE: Article, Kind.GROUP: Group, Kind.SOURCE: Source, Kind.PAGE: Page}


def _groups(**conditions) -> list[int]:
    return list(Group.objects.filter(**conditions).order_by().values_list("pk", flat=True))


def _pages() -> list[int]:
    """Pages about this site are few."""
    return list(Page.objects.order_by().values_list("pk", flat=True))


def _showing(condition: Q) -> list[int]:
    """Articles with an edition in a list that has such a text."""
    listed = Appearance.objects.filter(owner=0, place=1)
    editions = Edition.objects.filter(condition, pk__in=listed.values("edition"))
    return list(editions.order_by().values_list("article", flat=True).distinct())


def _written_or_reviewed(people: list[int]) -> list[int]:
    named = Appearance.objects.filter(owner__in=people, place__in=[Place.REVIEWED, Place.WRITTEN])
    return list(named.order_by().values_list("article", flat=True).distinct())


def _shared(keys: list[int]) -> Q:
    """What shows one of these shared texts; any of them, if one is gone or they are many."""
    names = list(SharedText.objects.filter(pk__in=keys[: MOST_NAMED + 1]).values_list("key", flat=True))
    if len(names) < len(keys) or len(names) > MOST_NAMED:
        return Q(html__contains="data-shared=")
    return reduce(or_, (Q(html__contains=f'data-shared="{name}"') for name in names))


def _numbers() -> Q:
    """What shows a placeholder, itself or in a shared text."""
    inside = (
        Q(html__contains=mark) | Q(key_points__contains=mark) for mark in map("[{}]".format, PLACEHOLDERS)
    )
    return reduce(or_, inside, Q(html__contains="data-shared="))
