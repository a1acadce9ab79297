from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from support_groups import maps
from support_groups.finder.page import SearchPage
from support_groups.pages.list_item import lines
from web.referrer import address_may_hold_a_search

A_PAGE, ELSEWHERE = 10, 3


@method_decorator(address_may_hold_a_search, name="dispatch")
class Finder(TemplateView):
    """The search is the address: GET parameters, all optional, so that any result can be shared."""

    template_name = "support_groups/finder.html"

    def get_context_data(self, **kwargs):
        search = SearchPage(self.request.GET, at=timezone.now())
        page = search.page(self.request.GET.get("page"), A_PAGE)
        found = lines_of(search, page)
        context = {
            "search": search,
            "as_of": timezone.localdate(search.at),
            "form": search.form,
            "heading": search.heading(page.paginator.count),
            "page_obj": page,
            "is_paginated": page.has_other_pages(),
            "lines": found,
            "map": map_of(search, found),
        }
        if not page.paginator.count:
            anywhere = search.anywhere()
            context |= {
                "relaxed": search.relaxed(),
                "elsewhere": lines_of(search, anywhere.page("1", ELSEWHERE)),
            }
        return super().get_context_data(**context, **kwargs)


def lines_of(search, groups):
    country = search.place.country if search.place else "US"
    return lines(groups, search.at, zone=search.zone, country=country)


def map_of(search, found):
    """The entries of this page that have a place; no map for what has none."""
    pins = [line for line in found if line.number]
    radius = search.km if search.is_around else None
    unit = "mi" if not found or found[0].is_in_miles else "km"
    return maps.draw(pins, centre=search.place, radius_km=radius, unit=unit) if pins else None
