"""Where a group was imported from, in words."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from support_groups.models import DataSource, ExternalIdentifier

MOST_SHOWN = 20  # identifiers of one data source


def imported_lines(identifiers: Iterable[ExternalIdentifier]) -> list[tuple[DataSource, str]]:
    """(data source, its identifiers and when they last came), in the order given."""
    by_source: dict[DataSource, list[ExternalIdentifier]] = {}
    for identifier in identifiers:
        by_source.setdefault(identifier.data_source, []).append(identifier)
    return [(source, _words(of_source)) for source, of_source in by_source.items()]


def _words(identifiers: list[ExternalIdentifier]) -> str:
    last = date_format(localtime(max(identifier.imported_at for identifier in identifiers)).date())
    values = [identifier.value for identifier in identifiers if not identifier.is_derived]
    if not values:
        return _(", recognized by name, place and way to meet; last imported %s") % last
    shown = ", ".join([*values[:MOST_SHOWN], *(["…"] if len(values) > MOST_SHOWN else [])])
    return _(", id %(ids)s; last imported %(day)s") % {"ids": shown, "day": last}
