"""The sitemap of all apps together. A new kind of page belongs in the `sitemaps.py` of its app."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import sitemaps as articles
from sources import sitemaps as sources
from support_groups import sitemaps as support_groups
from web import sitemaps
from web.page_cache.moments import next_midnight
from web.page_cache.names import ARTICLES, DIRECTORY, SITE, SOURCES
from web.page_cache.public import public_page
from web.sitemaps import Entry

# The home page and the pages that list the others.
LISTS = ("home", "articles:list", "articles:changes", "sources:list", "support_groups:finder")
SITEMAPS = articles.SITEMAPS | sources.SITEMAPS | support_groups.SITEMAPS
# The days on which listings leave the finder are days of the site's clock.
kept_sitemap = public_page(ARTICLES, SOURCES, DIRECTORY, SITE, until=[next_midnight])


@kept_sitemap
def index(request):
    return _answer(sitemaps.index(_files(), _base(request)))


@public_page(SITE)
def lists(request):
    return _answer(sitemaps.file([(reverse(name), None) for name in LISTS], _base(request)))


@kept_sitemap
def section(request, name: str, number: int):
    entries = SITEMAPS[name].entries(number) if name in SITEMAPS else []
    if not entries:
        raise Http404(_("No sitemap has this address."))
    return _answer(sitemaps.file(entries, _base(request)))


def _files() -> Iterator[Entry]:
    yield reverse("sitemap_lists"), None
    for name, pages in SITEMAPS.items():
        yield from ((reverse("sitemap_section", args=[name, number]), last) for number, last in pages.files())


def _base(request) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _answer(xml: str) -> HttpResponse:
    """Search engines read it, and don't show it."""
    return HttpResponse(xml, content_type="application/xml", headers={"X-Robots-Tag": "noindex"})
