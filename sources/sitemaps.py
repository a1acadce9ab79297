from django.contrib.sitemaps import Sitemap

from sources.models import Source


class SourceSitemap(Sitemap):
    def items(self):
        return Source.objects.listed().order_by("key")

    def lastmod(self, source):
        return source.updated_at


SITEMAPS = {"sources": SourceSitemap}
