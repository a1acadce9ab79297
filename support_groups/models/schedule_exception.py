"""What is different on certain days: for a group, or for every group of a venue or an organization."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from support_groups.listings import rules
from support_groups.models.checks import FewerChecks
from support_groups.models.group import Group
from support_groups.models.organization import Organization
from support_groups.models.venue import Venue
from support_groups.schedules import DateException, Effect, InvalidPattern

NONE = Q(pk__in=[])
DETAILS = ("first", "last", "begins", "to_date", "to_time", "minutes", "place", "link", "reason")


class ScheduleException(FewerChecks):
    class Kind(models.TextChoices):
        CANCELED = Effect.CANCELED.value, _("no meeting")
        MOVED = Effect.MOVED.value, _("moved to another date or time")
        EXTRA = Effect.EXTRA.value, _("extra meeting")
        PLACE = Effect.PLACE.value, _("same time, another place or link")

    group = models.ForeignKey(
        Group, models.CASCADE, null=True, blank=True, related_name="schedule_exceptions"
    )
    venue = models.ForeignKey(
        Venue, models.CASCADE, null=True, blank=True, related_name="schedule_exceptions"
    )
    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="schedule_exceptions"
    )
    kind = models.CharField(_("what is different"), max_length=10, choices=Kind, default=Kind.CANCELED)
    first = models.DateField(_("first day"))
    last = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave empty for a single day.")
    )
    begins = models.TimeField(
        _("the meeting at"),
        null=True,
        blank=True,
        help_text=_("Needed for an extra meeting, or if the group meets several times that day."),
    )
    to_date = models.DateField(_("moved to"), null=True, blank=True)
    to_time = models.TimeField(_("at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    place = models.CharField(_("other place"), max_length=200, blank=True)
    link = models.CharField(
        _("other link"),
        max_length=500,
        blank=True,
        help_text=_("Visible to the same people as the group’s own link."),
    )
    reason = models.CharField(
        _("reason"),
        max_length=200,
        blank=True,
        help_text=_("Shown to visitors. For example: Library closed."),
    )

    is_saved_with_group = False  # by a form that saves the group, too, and so need not touch it

    class Meta:
        verbose_name = _("schedule exception")
        verbose_name_plural = _("schedule exceptions")
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, venue=None, organization=None)
                | Q(group=None, venue__isnull=False, organization=None)
                | Q(group=None, venue=None, organization__isnull=False),
                name="schedule_exception_is_about_one_thing",
                violation_error_message=_("Choose one group, one venue or one organization."),
            ),
            models.CheckConstraint(
                condition=Q(last=None) | Q(last__gte=F("first")),
                name="schedule_exception_ends_after_it_begins",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="moved") | Q(to_date__isnull=False) | Q(to_time__isnull=False),
                name="schedule_exception_moves_somewhere",
                violation_error_message=_("Say to which date or time the meeting moves."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="extra") | Q(group__isnull=False),
                name="extra_meeting_is_a_groups",
                violation_error_message=_("Only a group can have an extra meeting."),
            ),
        ]

    def __str__(self):
        days = f"{self.first}" if self.last in (None, self.first) else f"{self.first} – {self.last}"
        return f"{self.get_kind_display()}: {days}"

    @classmethod
    def from_db(cls, db, field_names, values):
        instance = super().from_db(db, field_names, values)
        instance.stored_groups = instance._groups()
        return instance

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self._touch_groups()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        self._touch_groups()
        return deleted

    def affected(self):
        """The groups it is about."""
        return Group.objects.filter(self._groups() | NONE)

    def _groups(self) -> Q:
        """The groups it is about, as a condition."""
        columns = {"group_id": "pk", "venue_id": "venue", "organization_id": "organization"}
        owner = {name: self.__dict__.get(column) for column, name in columns.items()}
        return Q(**{name: key for name, key in owner.items() if key is not None})

    def _touch_groups(self) -> None:
        """Those it is about, and those it was about before."""
        if not self.is_saved_with_group:
            Group.objects.filter(self._groups() | getattr(self, "stored_groups", NONE)).touch()
        self.stored_groups = self._groups()

    def clean(self):
        self._keep_secrets()
        if self.first and self.kind:
            try:
                self.date_exception  # noqa: B018  built to be checked
            except InvalidPattern as error:
                raise ValidationError(error.problems) from error

    def _keep_secrets(self):
        """An exception of a venue or an organization can't have a public link: groups may differ in who may
        see theirs.
        """
        if self.group and self.group.is_link_public:
            return
        leaks = [name for name in ("place", "reason") if rules.opens_a_meeting(getattr(self, name))]
        if leaks:
            raise ValidationError(dict.fromkeys(leaks, rules.LEAK_OF_A_DAY))

    @property
    def last_day(self) -> datetime.date:
        return self.last or self.first

    @property
    def date_exception(self) -> DateException:
        """Raises InvalidPattern."""
        return DateException(effect=self.kind, **{name: getattr(self, name) for name in DETAILS})

    @classmethod
    def of(cls, exception: DateException) -> "ScheduleException":
        """Not saved, and not yet about anything."""
        return cls(kind=exception.effect, **{name: getattr(exception, name) for name in DETAILS})
