"""Give seasons a column of their own, and refuse dates such as month 13 or February 30."""

import calendar

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.lookups import Exact

from sources.csl import dates

IS_LEAP_YEAR = (
    Q(Exact(F("year") % 400, 0)) | Q(Exact(F("year") % 4, 0)) & ~Q(Exact(F("year") % 100, 0)) | Q(year__lt=1)
)
LONGEST = (
    Q(month__in=[1, 3, 5, 7, 8, 10, 12], day__range=(1, 31))
    | Q(month__in=[4, 6, 9, 11], day__range=(1, 30))
    | Q(month=2, day__range=(1, 28))
    | Q(month=2, day=29) & IS_LEAP_YEAR
)
IS_DATE = (
    Q(month=None, day=None, season=None)
    | Q(year__isnull=False, month=None, day=None, season__range=(1, 4))
    | Q(year__isnull=False, month__isnull=False, month__range=(1, 12), season=None)
    & (Q(day=None) | Q(day__isnull=False) & LONGEST)
)


def give_seasons(apps, schema_editor):
    """So far, a season was kept only in the original record in `extra`."""
    Source = apps.get_model("sources", "Source")
    for source in Source.objects.filter(month=None).exclude(year=None).iterator():
        original = source.extra.get("_original") if isinstance(source.extra, dict) else None
        issued = dates.read(original.get("issued")) if isinstance(original, dict) else dates.Date()
        if issued.season and issued.columns == (source.year, None, None):
            Source.objects.filter(pk=source.pk).update(season=issued.season)


def keep_what_is_no_date(apps, schema_editor):
    """Keep an impossible date as it was written, beside the part that is valid."""
    Source = apps.get_model("sources", "Source")
    written = Q(month__isnull=False) | Q(day__isnull=False)
    for source in Source.objects.filter(written).iterator():
        if _exists(source):
            continue
        words = "-".join(str(part) for part in (source.year, source.month, source.day) if part is not None)
        issued = {"raw": words}
        parts = [] if source.year is None else [source.year, source.month or 0]
        date = dates.read({"date-parts": [parts]})
        source.year, source.month, source.day = date.columns
        source.season = date.season
        original = source.extra.get("_original") or {}
        source.extra = source.extra | {"_original": original | {"issued": issued}}
        source.notes = f"{source.notes}\nDate as it was written: {words}".strip()
        source.save(update_fields=["year", "month", "day", "season", "extra", "notes"])


def _exists(source) -> bool:
    if source.year is None or source.month is None or not 1 <= source.month <= 12:
        return False
    year = source.year if 1 <= source.year <= 9999 else 2024
    return source.day is None or 1 <= source.day <= calendar.monthrange(year, source.month)[1]


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_what_a_notice_is_about")]

    operations = [
        migrations.AddField(
            model_name="source",
            name="season",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[(1, "spring"), (2, "summer"), (3, "autumn"), (4, "winter")],
                help_text="For journals dated by season.",
                null=True,
                verbose_name="season",
            ),
        ),
        migrations.RunPython(give_seasons, migrations.RunPython.noop),
        migrations.RunPython(keep_what_is_no_date, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=IS_DATE,
                name="source_date_exists",
                violation_error_message=(
                    "This date doesn’t exist. Enter a month from 1 to 12, or a season instead of a month."
                ),
            ),
        ),
    ]
