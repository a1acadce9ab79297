import datetime

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.address import SluggedModel
from articles.models.appearance import Appearance
from editing.compiled_queries import CompiledQuery, moment
from web.paths import path_with


class TopicQuerySet(models.QuerySet):
    def with_public_articles(self, at=None):
        return self.filter(Exists(Appearance.objects.in_topics(at).filter(owner=OuterRef("pk"))))


class Topic(SluggedModel):
    class HomeQuestion(models.TextChoices):
        """Questions of the home page that a topic can answer; mbc_site/doors.py has them all."""

        JUST_TOLD = "just_told", _("I was just told")
        FOR_SOMEONE = "for_someone", _("For someone I love")

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

    home_question = models.CharField(
        _("question on the home page"),
        max_length=12,
        choices=HomeQuestion,
        blank=True,
        help_text=_("The home page leads those who come with this question to this topic."),
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["home_question"],
                condition=~models.Q(home_question=""),
                name="home_question_has_one_topic",
                violation_error_message=_(
                    "Another topic answers this question already. Change that one first."
                ),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return path_with("articles:topic", self.slug)


_public = CompiledQuery(lambda: Topic.objects.with_public_articles(moment("at")))


def public_topics(at: datetime.datetime | None = None) -> list[Topic]:
    """The topics of articles that visitors can read, in their order."""
    return _public(at=at or timezone.now())
