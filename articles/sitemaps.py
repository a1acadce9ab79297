from django.contrib.sitemaps import Sitemap
from django.urls import reverse

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


class ListSitemap(Sitemap):
    def items(self):
        return ["home", "articles:list", "articles:changes", "sources:list", "support_groups:finder"]

    def location(self, name):
        return reverse(name)
