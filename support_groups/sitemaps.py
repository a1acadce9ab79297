from django.contrib.sitemaps import Sitemap

from support_groups.models import Group


class GroupSitemap(Sitemap):
    def items(self):
        return Group.objects.findable().order_by("slug")

    def lastmod(self, group):
        return group.updated_at


SITEMAPS = {"groups": GroupSitemap}
