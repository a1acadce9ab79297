"""The site map of all apps together. A new kind of page belongs in the `sitemaps.py` of its app."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from articles.sitemaps import SITEMAPS as ARTICLES
from sources.sitemaps import SourceSitemap
from support_groups.sitemaps import GroupSitemap


class ListSitemap(Sitemap):
    """The home page and the pages that list the others."""

    def items(self):
        return ["home", "articles:list", "articles:changes", "sources:list", "support_groups:finder"]

    def location(self, name):
        return reverse(name)


SITEMAPS = {"pages": ListSitemap, **ARTICLES, "sources": SourceSitemap, "groups": GroupSitemap}
