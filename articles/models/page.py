from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.editor import BodyField
from articles.models.address import SluggedModel
from articles.models.body_queryset import BodyQuerySet
from web.paths import path_with


class PageQuerySet(BodyQuerySet):
    def published(self):
        return self.filter(is_published=True)


class Page(SluggedModel):
    """One of the pages about this site: how articles are checked, privacy, contact, accessibility."""

    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = BodyField(_("text"), blank=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("The order in the footer of every page.")
    )
    is_published = models.BooleanField(_("public"), default=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page about this site")
        verbose_name_plural = _("pages about this site")
        ordering = ["position", "title"]

    def __str__(self):
        return self.title

    key_points = ""  # pages have none; articles and editions do

    @property
    def texts(self) -> list[str]:
        return [self.body]

    def get_absolute_url(self):
        return path_with("articles:page", self.slug)

    def has_public_address(self) -> bool:
        return self.is_published
