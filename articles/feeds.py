from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from articles.models import Edition
from editing.compiled_queries import CompiledQuery, moment
from web.page_cache.moments import next_minute
from web.page_cache.names import ARTICLES
from web.page_cache.public import public_page

_newest = CompiledQuery(
    lambda: (
        Edition.objects.listed(moment("at"))
        .for_lists()
        .with_first_published_at(moment("at"))
        .newest_first()[:30]
    )
)


@public_page(ARTICLES, until=[next_minute])  # without an article, it is as new as the moment
class ArticleFeed(Feed):
    """The newest editions with a public note. An entry keeps its id through later editions."""

    feed_type = Atom1Feed
    title = _("New and updated articles")
    subtitle = _("Plain, sourced information about metastatic breast cancer, and what changed in it.")
    link = reverse_lazy("articles:list")
    # Each article names its own, but RFC 4287, 4.1.1 wants one.
    author_name = _("The people who made these articles")

    def items(self):
        return _newest(at=timezone.now())

    def item_title(self, edition):
        return edition.title

    def item_description(self, edition):
        """Feed readers take this for HTML."""
        return escape(f"{edition.get_kind_display()}. {edition.note or edition.summary}")

    def item_guid(self, edition):
        """Stays what it is when the article's address changes (RFC 4151: a tag names, it does not locate)."""
        return f"tag:{urlsplit(settings.SITE_ADDRESS).hostname},2026:article:{edition.article_id}"

    def item_updateddate(self, edition):
        return edition.published_at

    def item_pubdate(self, edition):
        return edition.first_published_at
