"""The organization that runs this site, and the record of `daily` runs."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mbc_site.search.models import IndexMark, SearchDocument, SearchWord, SynonymSet  # noqa: F401  tables of this app
from mbc_site.search_pages.models import MissedSearch, MissedSearchKey  # noqa: F401  tables of this app
from web import telephones


class OrganizationDetailsQuerySet(models.QuerySet):
    def current(self) -> "OrganizationDetails":
        """The one row, or an unsaved demonstration."""
        return self.first() or OrganizationDetails()


class OrganizationDetails(models.Model):
    name = models.CharField(_("name"), max_length=100, default="Stillwater")
    tagline = models.CharField(_("tagline"), max_length=120, default="Living with stage 4 breast cancer")
    helpline = models.CharField(
        _("helpline"),
        max_length=40,
        blank=True,
        help_text=_("As people read it: 1-800-555-0199. Leave empty if there is none."),
    )
    helpline_hours = models.CharField(_("helpline hours"), max_length=100, blank=True)
    crisis_line = models.CharField(
        _("crisis line"),
        max_length=40,
        default="988",
        blank=True,
        help_text=_("For people who might hurt themselves. Articles show it in place of [crisis line]."),
    )
    crisis_line_takes_texts = models.BooleanField(
        _("the crisis line also answers text messages"), default=True
    )
    emergency_number = models.CharField(
        _("emergency number"),
        max_length=20,
        default="911",
        blank=True,
        help_text=_(
            "Articles show it in place of [emergency number]. If it is empty, they say “your emergency number”."
        ),
    )
    country = models.CharField(
        _("country of these numbers"),
        max_length=60,
        default="the United States",
        blank=True,
        help_text=_(
            "Write it as it reads after “in”: the United States, Ireland. Articles show it in place of [country]."
        ),
    )
    email = models.EmailField(_("email for visitors"), blank=True)
    telephone = models.CharField(
        _("office telephone"),
        max_length=40,
        blank=True,
        help_text=_("For everything but help, such as 1-330-555-0100. It is at the foot of every page."),
    )
    postal_address = models.TextField(_("postal address"), blank=True)
    registration = models.CharField(
        _("registration"),
        max_length=200,
        blank=True,
        help_text=_("What you are and your number, such as “A nonprofit organization, EIN 00-0000000”."),
    )
    funding = models.TextField(
        _("who pays"),
        blank=True,
        help_text=_(
            "Who pays for this site, in a sentence or two, so that readers can judge what they read."
        ),
    )
    is_demonstration = models.BooleanField(
        _("demonstration"),
        default=True,
        help_text=_(
            "While this is on, every page says that it is a demonstration, and search engines are asked to stay away."
        ),
    )
    only_row = models.BooleanField(default=True, editable=False, unique=True)

    objects = OrganizationDetailsQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organization")
        constraints = [
            models.CheckConstraint(condition=models.Q(only_row=True), name="organization_is_one_row")
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """Somebody taps these: what can't be dialed, or is two numbers, would reach nobody or somebody else."""
        message = _("Write one number in digits, such as 1-800-555-0199, so that people can tap it.")
        numbers = {name: getattr(self, name) for name in ("helpline", "crisis_line", "telephone")}
        wrong = [name for name, number in numbers.items() if number and not telephones.dialed(number)]
        if wrong:
            raise ValidationError(dict.fromkeys(wrong, message))

    @property
    def placeholder_values(self) -> dict[str, str]:
        """The values of the placeholders in articles (articles/markup/shared.py)."""
        return {
            "emergency number": self.emergency_number,
            "crisis line": self.crisis_line,
            "call or text": gettext("call or text") if self.crisis_line_takes_texts else gettext("call"),
            "country": self.country,
        }


class DailyRun(models.Model):
    """One run of `daily`, for /readyz and the start page."""

    KEEP = 30

    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True)
    failed = models.JSONField(_("parts that failed, each with its reason"), default=list)

    class Meta:
        verbose_name = _("daily run")
        verbose_name_plural = _("daily runs")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M}"

    def finish(self, failed: list[list[str]], *, at: datetime.datetime) -> None:
        self.failed, self.finished_at = failed, at
        self.save()
        DailyRun.objects.exclude(
            pk__in=list(DailyRun.objects.values_list("pk", flat=True)[: self.KEEP])
        ).delete()
