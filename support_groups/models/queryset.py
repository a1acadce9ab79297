"""Which groups: the questions that the rest of the site asks the directory."""

import datetime
import math
from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import (
    Case,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import ASin, Cos, Power, Radians, Sin, Sqrt
from django.db.models.lookups import IsNull
from django.shortcuts import get_object_or_404
from django.utils import timezone

from support_groups import freshness, listing
from support_groups.places.distance import EARTH_KM, box
from support_groups.windows import A_DAY, Window, shifted, stretches
from support_groups.words import folded

AT_ONCE = 500  # groups settled in one go
DERIVED = ("latitude", "longitude", "region", "country", "search_text", "spoken", "due_on", "next_at")
NONE = Q(pk__in=[])  # Django leaves it out of an OR
SHOWN = ("listed", "paused", "unconfirmed")


class GroupQuerySet(models.QuerySet):
    def public(self):
        """Groups whose page visitors may open; a closed one's says that it is closed."""
        return self.exclude(status="draft")

    def findable(self, at: datetime.datetime | None = None):
        """What the finder, feeds and exports offer: listed, paused, and unconfirmed for a while."""
        today = timezone.localdate(at or timezone.now())
        still = Q(due_on=None) | Q(due_on__gte=today - freshness.LEAVES_AFTER)
        return self.filter(Q(status__in=["listed", "paused"]) | Q(still, status="unconfirmed"))

    def open_to_all(self):
        """MBC only, from anywhere, confirmed, and without a fixed circle of people."""
        return self.filter(
            status="listed",
            stage_fit="mbc",
            attendance__in=["online", "telephone"],
            form__in=["drop-in", "register"],
            next_at__isnull=False,
        )

    def overdue(self, today: datetime.date):
        """Listings that somebody should confirm, the longest overdue first."""
        return self.filter(Q(due_on__lt=today) | Q(due_on=None), status__in=SHOWN).order_by(
            F("due_on").asc(nulls_first=True), "pk"
        )

    def incomplete(self):
        """Listings that lack what a visitor or a coordinator will look for."""
        lacks = [
            ~Exists(self.model.languages.through.objects.filter(group=OuterRef("pk"))),
            ~Exists(self.model.audiences.through.objects.filter(group=OuterRef("pk"))),
            ~Exists(self.model.contacts.rel.related_model.objects.filter(group=OuterRef("pk"))),
            ~Exists(self.model.meeting_patterns.rel.related_model.objects.filter(group=OuterRef("pk"))),
        ]
        wanting = lacks[0] | lacks[1] | lacks[2] | Q(lacks[3], ~Q(attendance="text"))
        return self.filter(wanting).exclude(status="closed")

    def back_soon(self, today: datetime.date):
        """Paused groups that meet again within a week, or should have begun again."""
        return self.filter(status="paused", paused_until__lte=today + datetime.timedelta(days=7))

    def to_do(self, kind: str | None, today: datetime.date):
        """What waits for a coordinator: overdue, unconfirmed, back, incomplete; any other word narrows nothing."""
        match kind:
            case "overdue":
                return self.overdue(today)
            case "unconfirmed":
                return self.filter(status="unconfirmed")
            case "back":
                return self.back_soon(today)
            case "incomplete":
                return self.incomplete()
        return self

    def with_next_at(self, at: datetime.datetime):
        """Each with `meets_at`, when it meets next as far as the derived dates know; for putting in order.

        `next_at` is right until that meeting has begun; only then the later dates are asked.
        """
        dates = self.model.occurrences.rel.related_model.objects
        later = (
            dates.filter(group=OuterRef("pk"), starts_at__gte=at).order_by("starts_at").values("starts_at")
        )
        known = When(Q(next_at=None) | Q(next_at__gte=at), then=F("next_at"))
        return self.annotate(meets_at=Case(known, default=Subquery(later[:1])))

    @staticmethod
    def inside(latitude: float, longitude: float, km: float) -> Q:
        """In the box around a circle: what an index finds before distances are computed."""
        found = NONE
        for part in box(latitude, longitude, km):
            found |= Q(latitude__range=(part.south, part.north), longitude__range=(part.west, part.east))
        return found

    def with_term(self, field: str, key: int):
        """Groups with a word of a vocabulary, by its key: audiences, subtypes, activities."""
        through = getattr(self.model, field).through
        column = self.model._meta.get_field(field).m2m_reverse_field_name()
        return self.filter(has(through.objects.filter(**{"group": OuterRef("pk"), f"{column}_id": key})))

    def speaking(self, code: str):
        """Groups in which a language is spoken. It is what most searches ask, so it stands in a column of its own."""
        return self.filter(spoken__contains=spaced([code]))

    def settle_languages(self) -> None:
        for group in self.prefetch_related("languages"):
            spoken = spaced(language.code for language in group.languages.all())
            self.model.objects.filter(pk=group.pk).update(spoken=spoken)

    def with_distance(self, latitude: float, longitude: float, km: float):
        """Each with `distance` in kilometers where it meets in person within so many; farther away it has none."""
        near = self.inside(latitude, longitude, km) & Q(ground__lte=km)
        return self.alias(ground=haversine(latitude, longitude)).annotate(
            distance=Case(When(near, then=F("ground")), output_field=FloatField())
        )

    def meeting_in(self, found: list[Window], at: datetime.datetime, zone: str = ""):
        """Groups with a coming date in one of these stretches of the week: on the group's own clock, and those that
        meet remotely, where a visitor's zone is known, on the visitor's."""
        if not zone:
            return self.filter(self._has_date(at, _on_the_groups_clock(found)))
        theirs = self._has_date(at, _on_the_groups_clock(found))
        ours = self._has_date(at, _on_the_visitors_clock(found, at, zone))
        return self.filter(
            (Q(attendance__in=listing.IN_PERSON) & Q(theirs)) | (Q(attendance__in=listing.REMOTE) & Q(ours))
        )

    def _has_date(self, at: datetime.datetime, when: Q) -> IsNull:
        dates = self.model.occurrences.rel.related_model.objects
        return has(dates.filter(when, group=OuterRef("pk"), starts_at__gte=at))

    def with_words(self, words: str):
        """Every word somewhere in the listing, in any order, without regard to case and accents."""
        found = self
        for word in folded(words).split()[:8]:
            found = found.filter(search_text__contains=word)
        return found

    def by_fit(self):
        """Each with `fit_rank`: MBC only first."""
        order = ("mbc", "advanced", "breast", "any")
        whens = [When(stage_fit=fit, then=Value(rank)) for rank, fit in enumerate(order)]
        return self.annotate(fit_rank=Case(*whens, default=Value(len(order))))

    def at_address(self, slug: str):
        """The group whose web address this is, or was once. Raises Http404 if there is none among these."""
        group = self.filter(slug=slug).first()
        return group or get_object_or_404(self, former_slugs__slug=slug)

    def touch(self) -> int:
        """Their listings changed, though no column of their own did: a date was cancelled."""
        return self.update(updated_at=timezone.now())

    def for_lists(self):
        """With everything that a line in a list says, in a fixed number of queries."""
        return self.select_related("venue", "organisation").prefetch_related(
            "meeting_patterns",
            "dated_changes",
            "venue__dated_changes",
            "organisation__dated_changes",
            "languages",
            "audiences",
        )

    def for_pages(self):
        """With everything that a group's own page says, but for the access features: see AccessFeature.known_for."""
        return (
            self.for_lists()
            .select_related("translation_of")
            .prefetch_related("activities", "subtypes", "contacts", "translations")
        )

    def for_exchange(self):
        """With everything that a file holds of a group."""
        return (
            self.for_lists()
            .select_related("translation_of")
            .prefetch_related("venue__access_known__feature", "activities", "subtypes", "access", "contacts")
        )

    def settle(self, at: datetime.datetime | None = None) -> int:
        """Derive again what is derived: columns from venue and organisation, dates from patterns and changes.

        Not by `save`: nobody edited them, so neither history nor "last changed" moves.
        """
        at = at or timezone.now()
        keys = list(self.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            self.model.objects.filter(pk__in=keys[start : start + AT_ONCE])._settle(at)
        return len(keys)

    def _settle(self, at: datetime.datetime) -> None:
        occurrences = self.model.occurrences.rel.related_model.objects
        groups, dates = list(self.for_lists()), []
        for group in groups:
            group.derive()
            group.spoken = spaced(language.code for language in group.languages.all())
            coming = occurrences.of(group, at)
            group.next_at = coming[0].starts_at if coming else None
            dates += coming
        with transaction.atomic():
            self.model.objects.bulk_update(groups, DERIVED)
            occurrences.filter(group__in=groups).delete()
            occurrences.bulk_create(dates)


def spaced(codes: Iterable[str]) -> str:
    """
    >>> spaced(["es", "en"])
    ' en es '
    """
    return f" {' '.join(sorted(codes))} "


def has(rows: models.QuerySet) -> IsNull:
    """Whether there is such a row, asked for each group by itself.

    Not Exists: PostgreSQL turns that into a table of all dates of all groups, for a handful of groups to be looked
    up in. What is asked for stands in the index, so that no row is read.
    """
    return IsNull(Subquery(rows.order_by().values("group")[:1]), False)


def haversine(latitude: float, longitude: float):
    """Kilometers over ground from a point to each group's, on a sphere of the Earth's mean radius (IUGG)."""
    half_north = Sin(Radians(F("latitude") - Value(latitude)) / Value(2.0))
    half_east = Sin(Radians(F("longitude") - Value(longitude)) / Value(2.0))
    shrink = Cos(Radians(F("latitude"))) * Value(math.cos(math.radians(latitude)))
    chord = Power(half_north, 2) + shrink * Power(half_east, 2)
    return ExpressionWrapper(Value(2 * EARTH_KM) * ASin(Sqrt(chord)), output_field=FloatField())


def _on_the_groups_clock(found: list[Window]) -> Q:
    return _any_of(found, "week_minute")


def _on_the_visitors_clock(found: list[Window], at: datetime.datetime, zone: str) -> Q:
    when = NONE
    for stretch in stretches(zone, at):
        in_utc = [piece for window in found for piece in shifted(window, -stretch.offset)]
        then = _any_of(in_utc, "utc_week_minute")
        if stretch.since:
            then &= Q(starts_at__gte=stretch.since)
        if stretch.until:
            then &= Q(starts_at__lt=stretch.until)
        when |= then
    return when


def _any_of(found: list[Window], column: str) -> Q:
    """A date without a time counts for its whole day only, on the group's own clock."""
    when = NONE
    for window in found:
        inside = Q(**{f"{column}__gte": window.first, f"{column}__lt": window.end})
        whole_days = window.end - window.first >= A_DAY and column == "week_minute"
        when |= inside if whole_days else inside & Q(has_time=True)
    return when
