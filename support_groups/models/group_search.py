"""What a search needs to know about each group: a narrow, computed row that can't silently fall behind (ADR 7)."""

import datetime
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from support_groups.listings import rules
from support_groups.listings.folding import folded
from support_groups.models.group import Group
from support_groups.models.meeting import Occurrence
from support_groups.models.refreshing import GroupSearchManager
from support_groups.models.search_queryset import ONLY_BY_REFRESH

NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
COPIED = ("status", "stage_fit", "attendance", "group_type", "cost")


class GroupSearch(models.Model):
    """The search row of one group. The database adds it with the group, and only `refresh` fills it.

    All columns have database defaults, so that a trigger can add a row. No search finds it until it is filled.
    """

    group = models.OneToOneField(Group, models.CASCADE, primary_key=True, related_name="search")
    status = models.CharField(max_length=12, db_default="")
    stage_fit = models.CharField(max_length=10, db_default="")
    attendance = models.CharField(max_length=10, db_default="")
    group_type = models.CharField(max_length=10, db_default="")
    cost = models.CharField(max_length=10, db_default="")
    latitude = models.FloatField(null=True)  # the public location
    longitude = models.FloatField(null=True)
    region = models.CharField(max_length=100, db_default="")
    country = models.CharField(max_length=2, db_default="")
    spoken = models.CharField(max_length=300, db_default="")  # keys of its languages: " 1 14 "
    due_on = models.DateField(_("to be confirmed by"), null=True)
    next_at = models.DateTimeField(_("meets next"), null=True)  # as of `refreshed_at`
    refreshed_at = models.DateTimeField(_("refreshed"), db_default=NEVER)
    text = models.TextField(db_default="")  # last, because it is wide and few searches read it

    objects = GroupSearchManager()

    class Meta:
        verbose_name = _("search row")
        verbose_name_plural = _("search rows")
        indexes = [
            # Covers all columns, so a search reads only the index.
            models.Index(
                fields=[
                    *("stage_fit", "attendance", "latitude", "longitude"),
                    *("status", "due_on", "cost", "country", "region", "next_at", "spoken", "group"),
                ],
                name="group_search",
            ),
            models.Index(fields=["latitude", "longitude"], name="group_place"),
            models.Index(fields=["refreshed_at"], name="group_search_age"),
        ]

    def __str__(self):
        return f"{self.group_id}"

    def save(self, *args, **kwargs):
        raise TypeError(ONLY_BY_REFRESH)

    def delete(self, *args, **kwargs):
        raise TypeError(ONLY_BY_REFRESH)

    @classmethod
    def computed(
        cls, group: Group, at: datetime.datetime, languages: Iterable[str]
    ) -> tuple["GroupSearch", list[Occurrence]]:
        """The unsaved row and dates of a group fetched with `for_dates`; `languages` are keys of those it speaks."""
        place, dates = group.place, Occurrence.objects.of(group, at)
        row = cls(
            group=group,
            **{name: getattr(group, name) for name in COPIED},
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            region=place.searched_region if place else "",
            country=place.country if place else "",
            spoken=f" {' '.join(sorted(languages, key=int))} ",
            due_on=group.due_on,
            next_at=dates[0].starts_at if dates else None,
            refreshed_at=at,
            text=_text(group),
        )
        return row, dates


def _text(group: Group) -> str:
    """The words that a search by words looks through."""
    place = group.place
    texts = [
        group.name,
        group.summary,
        group.description,
        group.organization.name if group.organization else "",
        *((place.name, place.town, place.region) if place else ()),
        rules.STAGE_WORDS.get(group.stage_fit, ""),
    ]
    return folded(" ".join(texts))
