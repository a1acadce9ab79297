"""What calendar and sheet take from a search: its first groups, what it is called, and its address."""

import datetime
from dataclasses import dataclass

from django.urls import reverse

from support_groups.finder.page import SearchPage
from support_groups.models import Group


@dataclass(frozen=True)
class Result:
    """`about` is the search in words; `address` is that of the finder with the same search."""

    groups: list[Group]
    is_cut: bool
    about: str
    address: str
    zone: str  # the searcher's, "" if unknown
    told: list[str]  # what was not understood


def result(request, *, at: datetime.datetime, most: int) -> Result:
    """The first groups of the search in the address, in its order, with what lists say of them."""
    search = SearchPage(request.GET, at=at)
    page = search.page("1", most)
    told = [search.found.sentence] if search.found and search.found.sentence else []
    return Result(
        groups=list(page.object_list),
        is_cut=page.paginator.count > most,
        about=" · ".join(choice.words for choice in search.filters),
        address=request.build_absolute_uri(reverse("support_groups:finder") + search.query()),
        zone=search.zone,
        told=[*told, *search.form.left_out],
    )
