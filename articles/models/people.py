from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from articles.models.address import SluggedModel
from articles.models.appearance import Appearance
from articles.models.images import Image
from web.paths import path_with


class PersonQuerySet(models.QuerySet):
    def named_in_public(self, at=None):
        """Authors and reviewers of an edition that visitors read now."""
        return self.filter(Exists(Appearance.objects.of_people(at).filter(owner=OuterRef("pk"))))


class Person(SluggedModel):
    """An author or a medical reviewer, as readers see them. Logins are users, not people."""

    name = models.CharField(_("name"), max_length=150)
    credentials = models.CharField(
        _("credentials"), max_length=100, blank=True, help_text=_("For example “RN, OCN”.")
    )
    role = models.CharField(
        _("role"),
        max_length=150,
        blank=True,
        help_text=_("What readers should know first, such as “palliative medicine physician”."),
    )
    bio = models.TextField(_("about"), blank=True, help_text=_("Two to four sentences, in plain words."))
    disclosures = models.TextField(
        _("disclosures"),
        blank=True,
        help_text=_("Ties to companies, or a sentence saying there are none. Readers see this."),
    )
    photo = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("author or reviewer")
        verbose_name_plural = _("authors and reviewers")
        ordering = ["name"]

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        return path_with("articles:person", self.slug)

    @property
    def full_name(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name
