"""Articles in the sitemap. A new kind of page is one entry in `SITEMAPS`."""

from articles.models import Appearance, Page, Person, Topic
from web.sitemaps import Section

SITEMAPS = {
    "articles": Section(
        Appearance.objects.of_articles,
        "articles:article",
        slug="article__slug",
        changed="begins_at",
        key="article_id",
    ),
    "topics": Section(Topic.objects.with_public_articles, "articles:topic"),
    "people": Section(Person.objects.named_in_public, "articles:person"),
    "about": Section(Page.objects.published, "articles:page", changed="updated_at"),
}
