"""A page of a search's results: its keys first, then its groups with all that a list says of them."""

from django.core.paginator import Page, Paginator

from support_groups.models import listed_groups

COUNTED_AT_ONCE = 1000


def page_of(search, number: str | None, size: int) -> Page:
    """A page of `search` (a `Search`); if there is no such page, the nearest one.

    Groups that were closed a moment ago are left out.
    """
    # What the list says of a group besides its own columns.
    extra = "distance" if search.is_around else "is_there" if search.place else "pk"
    first = dict(search.listings.values_list("pk", extra)[: COUNTED_AT_ONCE + 1])
    if len(first) <= COUNTED_AT_ONCE:
        keys = list(first)
        if not search.has_all_versions:
            keys = search.families.without_versions(keys, search.language, lambda others: [])
        page = _numbered(len(keys), number, size)
        shown = {key: first[key] for key in keys[_span(page)]}
    else:
        page = _numbered(search.groups.count(), number, size)
        shown = dict(search.rows.values_list("pk", extra)[_span(page)])
    page.object_list = listed_groups(list(shown))
    for group in page.object_list:
        setattr(group, extra, shown[group.pk])
    return page


def _numbered(count: int, number: str | None, size: int) -> Page:
    is_counted = (number or "").strip("0").isdecimal()  # below the first page there is only the first
    return Paginator(range(count), size).get_page(number if is_counted else 1)


def _span(page: Page) -> slice:
    return slice(page.object_list.start, page.object_list.stop)
