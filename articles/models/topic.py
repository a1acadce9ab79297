from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.address import SluggedModel
from articles.models.edition import Edition


class TopicQuerySet(models.QuerySet):
    def with_public_articles(self, at=None):
        public = Edition.objects.current(at).filter(article__topics=OuterRef("pk"))
        return self.filter(Exists(public))


class Topic(SluggedModel):
    title = models.CharField(_("title"), max_length=100, unique=True)
    summary = models.CharField(
        _("summary"),
        max_length=200,
        blank=True,
        help_text=_("A few words under the title, such as “Pain, sleep, fatigue”."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Topics are listed in this order.")
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("articles:topic", args=[self.slug])
