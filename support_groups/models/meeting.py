"""The patterns by which a group meets, and the dates that follow from them."""

import datetime
import json
import uuid
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from support_groups.models.group import Group
from support_groups.models.queryset import SHOWN
from support_groups.schedules import InvalidPattern, Meeting, Pattern

HORIZON = datetime.timedelta(weeks=10)
FEWEST, MOST = 2, 100
AS_TEXT = json.JSONEncoder(sort_keys=True)


def validate_pattern(rule) -> None:
    """Accept only what Pattern.to_dict() writes."""
    try:
        Pattern.from_dict(rule)
    except InvalidPattern as error:
        raise ValidationError(error.problems) from error
    except AttributeError as error:
        raise ValidationError(_("This is not a valid schedule.")) from error


class MeetingPattern(models.Model):
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="meeting_patterns")
    phrase = models.CharField(
        _("in words"),
        max_length=300,
        blank=True,
        help_text=_("As the group puts it: 1st and 3rd Tuesday, 1–2:30 pm"),
    )
    rule = models.JSONField(_("rule"), default=dict, validators=[validate_pattern])
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    is_saved_with_group = False  # by a form that saves the group, too, and so need not touch it

    class Meta:
        verbose_name = _("meeting pattern")
        verbose_name_plural = _("when it meets")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.pattern.words(complete=True)

    def save(self, *args, **kwargs):
        self.__dict__.pop("pattern", None)
        super().save(*args, **kwargs)
        self._touch_group()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        self._touch_group()
        return deleted

    def _touch_group(self) -> None:
        if not self.is_saved_with_group:
            Group.objects.filter(pk=self.group_id).touch()

    @cached_property
    def pattern(self) -> Pattern:
        return _pattern(AS_TEXT.encode(self.rule))


@lru_cache(maxsize=10_000)
def _pattern(rule: str) -> Pattern:
    """Cached, since every list of groups has the same ones, and reading a rule checks it."""
    return Pattern.from_dict(json.loads(rule))


def week_minute(moment: datetime.datetime) -> int:
    """
    >>> week_minute(datetime.datetime(2026, 12, 1, 18, 30))  # a Tuesday
    2550
    """
    return moment.weekday() * 24 * 60 + moment.hour * 60 + moment.minute


class OccurrenceQuerySet(models.QuerySet):
    def of(self, group: Group, at: datetime.datetime) -> list["Occurrence"]:
        """Unsaved dates of the next ten weeks, at least two where the rule has them, at most a hundred."""
        if group.pk is None or group.status not in SHOWN:
            return []
        horizon, dates = at + HORIZON, []
        for meeting in group.meetings(at):
            if len(dates) >= MOST or (meeting.starts > horizon and len(dates) >= FEWEST):
                break
            if not meeting.is_canceled:
                dates.append(self._date(group, meeting))
        return dates

    def _date(self, group: Group, meeting: Meeting) -> "Occurrence":
        return self.model(
            group=group,
            starts_at=meeting.starts,
            over_at=meeting.over,
            week_minute=week_minute(meeting.starts.astimezone(ZoneInfo(group.clock))),
            utc_week_minute=week_minute(meeting.starts.astimezone(datetime.UTC)),
            has_time=meeting.has_time,
        )


class Occurrence(models.Model):
    """A date on which a group will meet, so that groups can be searched and sorted by their dates.

    Pages compute their dates from the patterns. They never show a date from this table.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="occurrences", db_index=False)
    starts_at = models.DateTimeField(_("begins"))
    over_at = models.DateTimeField(_("is over"))  # until then people can still come
    # Minutes since Monday 0:00, on the clock of the group's zone and in UTC; the day's start if no time is known.
    week_minute = models.PositiveSmallIntegerField()
    utc_week_minute = models.PositiveSmallIntegerField()
    has_time = models.BooleanField(default=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["starts_at"]
        indexes = [
            # Covers all columns, so a search reads only the index.
            models.Index(
                fields=["group", "starts_at", "over_at", "week_minute", "utc_week_minute", "has_time"],
                name="occurrence_of_group",
            )
        ]

    def __str__(self):
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
