"""Articles in the site map. A new kind of page is one class and its entry in `SITEMAPS`."""

from django.contrib.sitemaps import Sitemap

from articles.models import Edition, Page, Person, Topic


class ArticleSitemap(Sitemap):
    def items(self):
        return Edition.objects.current().for_lists().order_by("article__slug")

    def lastmod(self, edition):
        return edition.published_at


class TopicSitemap(Sitemap):
    def items(self):
        return Topic.objects.with_public_articles().order_by("slug")


class PersonSitemap(Sitemap):
    def items(self):
        return Person.objects.named_in_public().order_by("slug")


class PageSitemap(Sitemap):
    def items(self):
        return Page.objects.published().order_by("slug")

    def lastmod(self, page):
        return page.updated_at


SITEMAPS = {
    "articles": ArticleSitemap,
    "topics": TopicSitemap,
    "people": PersonSitemap,
    "about": PageSitemap,
}
