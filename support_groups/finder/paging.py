"""A page of a search's results, and how many there are: keys first, then the groups with all that a list says of them."""

from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator

from support_groups.finder import filters, query
from support_groups.models import directory_size, listed_groups, number_of_listings_for

COUNTED_AT_ONCE = 1000


def page_of(search, number: str | None, size: int) -> Page:
    """A page of `search` (a `Search`); if there is no such page, the nearest one.

    Groups that were closed a moment ago are left out.
    """
    # What the list says of a group besides its own columns.
    extra = "distance" if search.is_around else "is_there" if search.place else "pk"
    first = _first(search, extra)
    keys = _once(search, list(first.rows))
    page = _numbered(_count(search, first.listings) if first.has_more else len(keys), number, size)
    span = slice(page.object_list.start, page.object_list.stop)
    if first.has_more and span.stop > len(keys):
        shown = dict(search.rows.values_list("pk", extra)[span])
    else:
        shown = {key: first.rows[key] for key in keys[span]}
    page.object_list = listed_groups(list(shown))
    for group in page.object_list:
        setattr(group, extra, shown[group.pk])
    return page


def count_of(search) -> int:
    search.refresh_rows()
    keys = query.some_rows(search.shape, COUNTED_AT_ONCE + 1)(**search.values)
    return _count(search) if len(keys) > COUNTED_AT_ONCE else len(_once(search, keys))


@dataclass
class First:
    """The first rows, each key with a column; whether there are more of them, and how many in all, if that is known."""

    rows: dict
    has_more: bool
    listings: int | None = None


def _first(search, extra: str) -> First:
    search.refresh_rows()
    steps, most = _steps(search), COUNTED_AT_ONCE + 1
    place = 0 if extra == "pk" else 1
    if len(steps) == 1 and search.shape.filters:
        rows = query.first_of_all_rows(search.shape, extra, most)(**search.values)
        parts = {row[place + 1]: row[place + 2] for row in rows}
        is_whole = len(parts) == query.number_of_parts(search.shape)
        listings = sum(parts.values()) if is_whole else None
    else:
        rows, listings = [], None
        first_rows = query.first_rows(search.shape, extra, most)
        for fits in steps:
            if len(rows) <= COUNTED_AT_ONCE:
                rows += first_rows(**search.values | {"fits": fits})
    return First({row[0]: row[place] for row in rows[:most]}, len(rows) > COUNTED_AT_ONCE, listings)


def _steps(search) -> list[list[str]]:
    """Groups that fit best come first. If there are very many of them, the others need not be sorted."""
    fits = search.values["fits"]
    is_by_fit = search.shape.sort in ("", filters.SORTED_BY_FIT)
    return [fits[:1], fits[1:]] if is_by_fit and len(fits) > 1 else [fits]


def _once(search, keys: list[int]) -> list[int]:
    """Without listings of which a better one is found, too; of more than a thousand rows it may be a later one."""
    if search.has_all_versions:
        return keys
    among = query.among(search.shape)
    is_all = len(keys) <= COUNTED_AT_ONCE
    return search.families.without_versions(
        keys, search.language, lambda others: [] if is_all else among(**search.values, among=others)
    )


def _count(search, listings: int | None = None) -> int:
    """Of more than a thousand: all listings, but several of one group once."""
    if search.shape.is_bare and not (
        search.has_all_versions or search.criteria.get("how") or search.criteria.get("fit")
    ):
        return directory_size(search.families, search.values["left"])
    listings = _listings(search) if listings is None else listings
    versions = search.families.keys
    if search.has_all_versions or not versions:
        return listings
    found = query.among(search.shape)(**search.values, among=versions)
    return listings - len(found) + search.families.counted_once(found)


def _listings(search) -> int:
    """What can be joined from anywhere need not be counted, unless a filter narrows it."""
    shape, values = search.shape, search.values
    if shape.filters or shape.slots:
        return sum(query.counts(shape)(**values))
    is_everywhere = shape.where == query.Where.ANYWHERE
    ways = [*values["free"], *values["only_local"]] if is_everywhere else values["free"]
    number = number_of_listings_for(values["fits"], ways, values["left"])
    if is_everywhere or not shape.is_only_local:
        return number
    return number + sum(query.counts(replace(shape, is_free=False))(**values))


def _numbered(count: int, number: str | None, size: int) -> Page:
    is_counted = (number or "").strip("0").isdecimal()  # below the first page there is only the first
    return Paginator(range(count), size).get_page(number if is_counted else 1)
