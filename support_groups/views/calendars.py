"""Calendars to subscribe to. They answer 304 while nothing has changed."""

import hashlib

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from support_groups.finder.result import search_result
from support_groups.finder.search import NAMES
from support_groups.models import Group
from support_groups.pages import ical
from web.page_cache.moments import next_midnight, next_minute
from web.page_cache.names import DIRECTORY
from web.page_cache.public import public_page
from web.referrer import address_may_hold_a_search


@public_page(DIRECTORY, until=[next_midnight])
@require_safe
def group_calendar(request, slug):
    group = Group.objects.public().for_lists().at_address(slug)
    if group.slug != slug:
        return redirect("support_groups:calendar", group.slug, permanent=True)
    data = ical.of_group(group, at=timezone.now(), absolute=request.build_absolute_uri)
    return _answer(request, data, slug)


@public_page(DIRECTORY, not_with=NAMES, until=[next_minute])
@require_safe
@address_may_hold_a_search
def search_calendar(request):
    at = timezone.now()
    search = search_result(request, at=at, most=ical.MOST_GROUPS)
    data = ical.of_search(
        search.groups,
        at=at,
        absolute=request.build_absolute_uri,
        address=search.address,
        about=search.about,
        is_cut=search.is_cut,
    )
    return _answer(request, data, "support-groups")


def _answer(request, data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response.headers["Cache-Control"] = "no-cache"  # a canceled meeting must not wait in a cache
    etag = quote_etag(hashlib.sha256(data).hexdigest()[:32])
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
