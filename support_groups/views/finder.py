from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from support_groups import maps
from support_groups.finder.page import SearchPage
from support_groups.finder.search import CHOOSING, NAMES
from support_groups.pages.list_item import list_items
from web.page_cache.moments import next_minute
from web.page_cache.names import DIRECTORY, SITE
from web.page_cache.public import public_page
from web.page_cache.queries import PAGES
from web.referrer import address_may_hold_a_search

A_PAGE, ELSEWHERE = 10, 3


@public_page(DIRECTORY, SITE, query=PAGES, not_with=NAMES, until=[next_minute])
@method_decorator(address_may_hold_a_search, name="dispatch")
class Finder(TemplateView):
    """The search is the address: GET parameters, all optional, so that any result can be shared."""

    template_name = "support_groups/finder.html"

    def get_context_data(self, **kwargs):
        search = SearchPage(self.request.GET, at=timezone.now())
        page = search.page(self.request.GET.get(CHOOSING) or self.request.GET.get("page"), A_PAGE)
        items = items_of(search, page)
        context = {
            "search": search,
            "as_of": timezone.localdate(search.at),
            "form": search.form,
            "heading": search.heading(page.paginator.count),
            "count_words": search.count_words(page.paginator.count),
            "page_obj": page,
            "is_paginated": page.has_other_pages(),
            "items": items,
            "checked_elsewhere": checked_elsewhere(search, page),
            "map": map_of(search, items),
        }
        if not page.paginator.count:
            context |= {
                "relaxed": search.relaxed(),
                "elsewhere": items_of(search, search.anywhere(ELSEWHERE)),
            }
        return super().get_context_data(**context, **kwargs)


def items_of(search, groups):
    country = search.place.country if search.place else "US"
    return list_items(groups, search.at, zone=search.zone, country=country, families=search.families)


def checked_elsewhere(search, page) -> list[int]:
    """Keys of the checked groups that are not on this page."""
    here = {group.pk for group in page.object_list}
    return [key for key in search.checked if key not in here]


def map_of(search, items):
    """The groups of this page that have a pin; no map without any."""
    pins = [item for item in items if item.number]
    radius = search.km if search.is_around else None
    unit = "mi" if not items or items[0].is_in_miles else "km"
    return maps.draw(pins, center=search.place, radius_km=radius, unit=unit) if pins else None
