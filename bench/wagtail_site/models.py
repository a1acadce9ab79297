"""An article with its sources, and pages that are only in the menu: as the Wagtail tutorial would build them."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page


class MenuPage(Page):
    pass


class ArticlePage(Page):
    summary = models.TextField()
    byline = models.CharField(max_length=500)
    body = RichTextField()
    contents = models.JSONField(default=list)  # [address within the page, heading]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "menu": Page.objects.live().in_menu(),
            "sources": self.sources.all(),
        }


class ArticleSource(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="sources")
    reference = RichTextField()
