"""Which writes change what is found: for each table, the columns that matter and the records that are about them.

A test changes each column of each table and compares the index with one that is made anew.
"""

from collections.abc import Callable
from dataclasses import dataclass

from articles.models import Article, Page
from mbc_site.search.results import Kind
from sources.models import Source
from support_groups.models import Group

VENUE, ORGANIZATION = "venue", "organization"
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
RESOLVED: dict[str, tuple[Kind, Callable[[list[int]], list[int]]]] = {
    **{kind: (kind, lambda keys: keys) for kind in Kind},
    VENUE: (Kind.GROUP, lambda keys: _groups(venue__in=keys)),
    ORGANIZATION: (Kind.GROUP, lambda keys: _groups(organization__in=keys)),
    "audiences": (Kind.GROUP, lambda keys: _groups(audiences__in=keys)),
    "languages": (Kind.GROUP, lambda keys: _groups(languages__in=keys)),
    "subtypes": (Kind.GROUP, lambda keys: _groups(subtypes__in=keys)),
    "activities": (Kind.GROUP, lambda keys: _groups(activities__in=keys)),
    "access": (Kind.GROUP, lambda keys: _groups(access__in=keys)),
}
ALL: dict[Kind, type] = {Kind.ARTICLE: Article, Kind.GROUP: Group, Kind.SOURCE: Source, Kind.PAGE: Page}


def _groups(**conditions) -> list[int]:
    return list(Group.objects.filter(**conditions).order_by().values_list("pk", flat=True))
