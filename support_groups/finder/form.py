"""The form of the finder. It uses GET, so every search has an address that can be shared."""

from collections.abc import Iterator

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from support_groups.finder import filters
from support_groups.finder.filters import NOT_A_CHOICE, TermFilter
from support_groups.models.vocabulary import offered
from support_groups.places import zones_offered
from support_groups.schedules.zones import is_zone, label

MOST_REJECTED = 5  # sentences about one field


class SearchForm(forms.Form):
    """Never refuses a search: what it does not understand narrows nothing and is in `messages`."""

    def __init__(self, data=None, **kwargs):
        super().__init__(_multi_value(data or {}), **kwargs)
        offered_terms = offered()
        terms = {f.name: offered_terms[f.vocabulary] for f in filters.FILTERS if isinstance(f, TermFilter)}
        self.keys = {  # of the terms of each vocabulary, by code
            name: {term.code: term.pk for term in found} for name, found in terms.items()
        }
        for each in filters.FILTERS:
            self.fields[each.name] = each.field(terms.get(each.name, []))
        self.fields["tz"].choices = [*self.fields["tz"].choices, *self._zones()]

    def _zones(self) -> list[tuple[str, str]]:
        """Any IANA name in an address works, even if the form does not offer it."""
        zones, zone = zones_offered(), self.data.get("tz", "")
        if zone and len(zone) < 50 and zone not in dict(zones) and is_zone(zone):
            return [*zones, (zone, label(zone))]
        return zones

    @property
    def criteria(self) -> dict:
        """What was understood, by field."""
        self.is_valid()
        return self.cleaned_data

    @property
    def messages(self) -> list[str]:
        """Sentences for visitors about what was not understood."""
        self.is_valid()
        return [str(error) for errors in self.errors.values() for error in errors] + list(self._rejections())

    def _rejections(self) -> Iterator[str]:
        for field in self.fields.values():
            for value in getattr(field, "rejected", ())[:MOST_REJECTED]:
                yield str(NOT_A_CHOICE) % {"value": value[:40]}
            if getattr(field, "is_cut", False):
                yield _("These are the first %d groups you chose. More don’t fit.") % filters.MOST_CHOSEN


def _multi_value(data) -> MultiValueDict:
    """A query string's values, or a plain dict's, where a value may be one or a list."""
    if isinstance(data, QueryDict | MultiValueDict):
        return data
    values = MultiValueDict()
    for name, value in data.items():
        if value is not None:
            values.setlist(name, [str(v) for v in (value if isinstance(value, list | tuple) else [value])])
    return values
