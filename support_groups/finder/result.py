"""What calendar and sheet take from a search: its first groups, what it is called, and its address."""

import datetime
from dataclasses import dataclass

from django.urls import reverse

from support_groups.finder.page import SearchPage
from support_groups.models import Group


@dataclass(frozen=True)
class SearchResult:
    groups: list[Group]
    is_cut: bool  # the search finds more than these
    about: str  # the search in words
    query: str  # the search as a query string
    address: str  # of the finder with the same search
    zone: str  # the visitor's, "" if unknown
    messages: list[str]  # about what was not understood


def search_result(request, *, at: datetime.datetime, most: int) -> SearchResult:
    """The first groups of the search in the address, in its order, with all that lists say of them."""
    search = SearchPage(request.GET, at=at)
    page = search.page("1", most)
    match = search.place_match
    about_place = [match.sentence] if match and match.sentence else []
    return SearchResult(
        groups=list(page.object_list),
        is_cut=page.paginator.count > most,
        about=" · ".join(active.words for active in search.active_filters),
        query=search.query(),
        address=request.build_absolute_uri(reverse("support_groups:finder") + search.query()),
        zone=search.zone,
        messages=[*about_place, *search.messages],
    )
