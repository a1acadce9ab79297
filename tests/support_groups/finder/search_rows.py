"""What search rows should contain, computed again, next to what they contain."""

from django.utils import timezone

from support_groups.models import Group, GroupSearch, Occurrence

COLUMNS = [field.attname for field in GroupSearch._meta.concrete_fields if field.name != "refreshed_at"]
DATE = ("starts_at", "over_at", "week_minute", "utc_week_minute", "has_time")


def stored() -> dict[int, dict]:
    """What the tables contain, by group."""
    rows = {row["group_id"]: row for row in GroupSearch.objects.values(*COLUMNS)}
    for row in rows.values():
        row["dates"] = list(Occurrence.objects.filter(group=row["group_id"]).values(*DATE))
    return rows


def computed() -> dict[int, dict]:
    """What they should contain. Only the time of the last refresh is read from them."""
    rows = {}
    for group in Group.objects.all():
        languages = [str(language.pk) for language in group.languages.all()]
        row, dates = GroupSearch.computed(group, group.search.refreshed_at, languages)
        rows[group.pk] = {name: getattr(row, name) for name in COLUMNS}
        rows[group.pk]["dates"] = [{name: getattr(date, name) for name in DATE} for date in dates]
    return rows


def check_search() -> None:
    """As the next search leaves the rows, whatever was written before it, they are what they should be."""
    GroupSearch.objects.refresh_stale(timezone.now())
    assert stored() == computed()
