"""The site map of all apps together. A new kind of page belongs in the `sitemaps.py` of its app."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from articles import sitemaps as articles
from sources import sitemaps as sources
from support_groups import sitemaps as support_groups


class ListSitemap(Sitemap):
    """The home page and the pages that list the others."""

    def items(self):
        return ["home", "articles:list", "articles:changes", "sources:list", "support_groups:finder"]

    def location(self, name):
        return reverse(name)


SITEMAPS = {"pages": ListSitemap} | articles.SITEMAPS | sources.SITEMAPS | support_groups.SITEMAPS
