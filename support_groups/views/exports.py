"""Open data: the finder's parameters choose which groups. Files have every listing of a group, in each language."""

from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils.timezone import now

from support_groups.exchange import exports
from support_groups.finder.search import find
from web.page_cache.public import never_kept
from web.referrer import address_may_hold_a_search

A_STREAM = "a stream of any length"


@never_kept(A_STREAM)
@address_may_hold_a_search
def export_csv(request):
    groups = find(request.GET, at=now(), all_versions=True)
    return _file(exports.as_csv(groups), "support-groups.csv", "text/csv; charset=utf-8; header=present")


@never_kept(A_STREAM)
@address_may_hold_a_search
def export_json(request):
    def page(slug: str) -> str:
        return request.build_absolute_uri(reverse("support_groups:group", args=[slug]))

    groups = find(request.GET, at=now(), all_versions=True)
    return _file(exports.as_hsds(groups, page=page), "support-groups.json", "application/json")


def _file(chunks, name: str, content_type: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(chunks, content_type=content_type)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Access-Control-Allow-Origin"] = "*"  # open data: other sites' pages may read it
    return response
