"""A page of a search's results, and how many there are: keys first, then the groups with all that a list says of them."""

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
    first, has_more = _first(search, extra)
    keys = _once(search, list(first))
    page = _numbered(_count(search) if has_more else len(keys), number, size)
    span = slice(page.object_list.start, page.object_list.stop)
    if has_more and span.stop > len(keys):
        shown = dict(search.rows.values_list("pk", extra)[span])
    else:
        shown = {key: first[key] for key in keys[span]}
    page.object_list = listed_groups(list(shown))
    for group in page.object_list:
        setattr(group, extra, shown[group.pk])
    return page


def count_of(search) -> int:
    search.refresh_rows()
    keys = query.some_rows(search.shape, COUNTED_AT_ONCE + 1)(**search.values)
    return _count(search) if len(keys) > COUNTED_AT_ONCE else len(_once(search, keys))


def _first(search, extra: str) -> tuple[dict, bool]:
    """The first rows, each key with a column, and whether there are more of them."""
    search.refresh_rows()
    rows = query.first_rows(search.shape, extra, COUNTED_AT_ONCE + 1)
    found: list[tuple] = []
    for fits in _steps(search):
        if len(found) <= COUNTED_AT_ONCE:
            found += rows(**search.values | {"fits": fits})
    place = 0 if extra == "pk" else 1
    first = {row[0]: row[place] for row in found[: COUNTED_AT_ONCE + 1]}
    return first, len(first) > COUNTED_AT_ONCE


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


def _count(search) -> int:
    """Of more than a thousand: all listings, but several of one group once."""
    if search.shape.is_bare and not (
        search.has_all_versions or search.criteria.get("how") or search.criteria.get("fit")
    ):
        return directory_size(search.families, search.values["left"])
    listings = _listings(search)
    versions = search.families.keys
    if search.has_all_versions or not versions:
        return listings
    found = query.among(search.shape)(**search.values, among=versions)
    return listings - len(found) + search.families.counted_once(found)


def _listings(search) -> int:
    if not search.shape.is_bare:
        return sum(query.counts(search.shape)(**search.values))
    values = search.values
    return number_of_listings_for(values["fits"], [*values["free"], *values["only_local"]], values["left"])


def _numbered(count: int, number: str | None, size: int) -> Page:
    is_counted = (number or "").strip("0").isdecimal()  # below the first page there is only the first
    return Paginator(range(count), size).get_page(number if is_counted else 1)
