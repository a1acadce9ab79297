from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from articles.models import Edition


class ArticleFeed(Feed):
    """The newest editions with a public note. An entry keeps its id through later editions."""

    feed_type = Atom1Feed
    title = _("New and updated articles")
    subtitle = _("Plain, sourced information about metastatic breast cancer, and what changed in it.")
    link = reverse_lazy("articles:list")

    def items(self):
        return Edition.objects.current().for_lists().order_by("-published_at", "-pk")[:30]

    def item_title(self, edition):
        return edition.title

    def item_description(self, edition):
        return f"{edition.get_kind_display()}. {edition.note or edition.summary}"

    def item_updateddate(self, edition):
        return edition.published_at

    def item_pubdate(self, edition):
        return edition.first_published_at
