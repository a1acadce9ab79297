"""The filters of the finder, each declared once: its field in the form, its words, and which groups it keeps.

To add a filter, such as "childcare", add its declaration to FILTERS. The form, the search, the list of filters in force,
their links to remove them, and the suggestions on a page without results follow. Names and values are public: searches
are shared by their addresses.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from editing.text import one_line
from support_groups.listings import ways_to_meet
from support_groups.listings.folding import folded
from support_groups.models import Activity, Audience, Group, GroupSearchQuerySet, Language, Subtype
from support_groups.models.search_queryset import MOST_WORDS
from support_groups.models.vocabulary import Term

DAYS = [
    ("monday", _("Monday")),
    ("tuesday", _("Tuesday")),
    ("wednesday", _("Wednesday")),
    ("thursday", _("Thursday")),
    ("friday", _("Friday")),
    ("saturday", _("Saturday")),
    ("sunday", _("Sunday")),
]
TIMES = [
    ("morning", _("Morning, 5 am to noon")),
    ("afternoon", _("Afternoon, noon to 5 pm")),
    ("evening", _("Evening, 5 pm to 9 pm")),
    ("late", _("Late, after 9 pm")),
]
RADII = (5, 10, 25, 50, 100, 250)  # miles
USUAL_RADIUS = 25  # one of RADII
SORTS = [
    ("fit", _("MBC-only groups first, then the nearest")),
    ("distance", _("Nearest first")),
    ("soonest", _("Soonest meeting first")),
    ("name", _("By name")),
]
SORTED_BY_FIT = SORTS[0][0]  # unless the visitor chooses otherwise
MOST_CHOSEN = 50  # groups for one sheet or calendar; their address stays short enough for a QR code
KEY = re.compile(r"[0-9]{1,18}")
NOT_A_CHOICE = _("We didn’t understand “%(value)s”, so we ignored it.")

ANY = _("Any")

Choices = list[tuple[Any, str | Promise]]
Narrow = Callable[[GroupSearchQuerySet, Any], GroupSearchQuerySet]


class Part(Enum):
    """Where the form of the finder shows a field."""

    FIRST = "in its first row"
    WAY = "in the fold about how to meet"
    WHO = "in the fold about people"
    WHEN = "in the fold about times"
    MORE = "in the last fold"
    NOWHERE = "not in the form"


FOLDS = {  # in this order, with their titles
    Part.WAY: _("How you’d like to meet"),
    Part.WHO: _("Who it’s for"),
    Part.WHEN: _("Days and times"),
    Part.MORE: _("Words, language, activities, cost"),
}


class WordsField(forms.CharField):
    def clean(self, value):
        return one_line(super().clean(value))[:200]


class TolerantMultipleChoiceField(forms.MultipleChoiceField):
    """Several choices; values that are not in the list are collected in `rejected`, and the others still count."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.rejected: list[str] = []

    def clean(self, value):
        self.rejected = [choice for choice in value or () if not self.valid_value(choice)]
        return [choice for choice in dict.fromkeys(value or ()) if self.valid_value(choice)]


class KeysField(forms.Field):
    """Keys of records, at most MOST_CHOSEN; what can be no key is collected in `rejected`."""

    widget = forms.MultipleHiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.rejected: list[str] = []
        self.is_cut = False

    def clean(self, value):
        values = list(dict.fromkeys(value or ()))
        keys = [int(key) for key in values if KEY.fullmatch(key)]
        self.rejected = [key for key in values if not KEY.fullmatch(key)]
        self.is_cut = len(keys) > MOST_CHOSEN
        return keys[:MOST_CHOSEN]


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One parameter of a search."""

    name: str
    label: str | Promise
    narrow: Narrow | None = None  # keeps the rows that match a chosen value; None if Search handles it
    bound: Callable[[Any], Any] | None = None  # what `narrow` gets for the chosen value, unless that itself
    part: Part = Part.MORE
    is_removable: bool = True  # whether it is among the filters in force, with a link to remove it
    is_whole: bool = False  # whether all its values are one of them
    removed_with: str = ""  # the filter without which this one means nothing
    default: Any = None  # a value that is left out of addresses

    def field(self, terms: list[Term]) -> forms.Field:
        raise NotImplementedError

    def words(self, value: Any, field: forms.Field) -> str:
        """A chosen value, as the list of filters in force says it."""
        return str(dict(field.choices).get(value, value))


@dataclass(frozen=True, kw_only=True)
class WordsFilter(Filter):
    """Free text."""

    attributes: tuple[tuple[str, str], ...] = ()

    def field(self, terms):
        attributes = {"class": "input", **dict(self.attributes)}
        return WordsField(label=self.label, required=False, widget=forms.TextInput(attrs=attributes))

    def words(self, value, field):
        return f"“{value}”"


@dataclass(frozen=True, kw_only=True)
class SelectFilter(Filter):
    """One choice out of a list. `empty_label` is the first, which narrows nothing; "" if there is none."""

    choices: Choices | Callable[[], Choices]
    empty_label: str | Promise = ANY

    def field(self, terms):
        empty = [("", self.empty_label)] if self.empty_label else []
        choices = self.choices() if callable(self.choices) else self.choices
        return forms.TypedChoiceField(
            label=self.label,
            required=False,
            choices=[*empty, *choices],
            coerce=type(self.default) if self.default else str,
            empty_value=self.default or "",
            initial=self.default,
            widget=forms.Select(attrs={"class": "input"}),
            error_messages={"invalid_choice": NOT_A_CHOICE},
        )


@dataclass(frozen=True, kw_only=True)
class CheckboxFilter(Filter):
    """Any number of choices."""

    choices: Choices | Callable[[], Choices]
    css_class: str = ""

    def field(self, terms):
        return TolerantMultipleChoiceField(label=self.label, choices=self.choices)


@dataclass(frozen=True, kw_only=True)
class GroupsFilter(Filter):
    """Groups that were checked in a list, by key."""

    is_whole: bool = True
    part: Part = Part.NOWHERE

    def field(self, terms):
        return KeysField(label=self.label)

    def words(self, value, field):
        return ngettext("%d group you chose", "%d groups you chose", len(value)) % len(value)


@dataclass(frozen=True, kw_only=True)
class TermFilter(SelectFilter):
    """One term of a vocabulary that staff may add to. `narrow` gets the term's key, the address its code."""

    vocabulary: type[Term]
    choices: Choices = ()

    def field(self, terms):
        field = super().field(terms)
        field.choices = [("", self.empty_label), *((term.code, term.label) for term in terms)]
        return field


FILTERS: tuple[Filter, ...] = (
    WordsFilter(
        name="place",
        label=_("Town, ZIP code, county or state"),
        attributes=(("autocomplete", "postal-code"), ("aria-describedby", "place-hint")),
        part=Part.FIRST,
    ),
    SelectFilter(
        name="radius",
        label=_("Distance"),
        choices=lambda: [(miles, gettext("Within %d miles") % miles) for miles in RADII],
        empty_label="",
        default=USUAL_RADIUS,
        part=Part.FIRST,
        is_removable=False,
        removed_with="place",
    ),
    CheckboxFilter(
        name="how",
        label=_("How you’d like to meet"),
        choices=ways_to_meet.choices,
        css_class="how",
        part=Part.WAY,
    ),
    CheckboxFilter(
        name="fit",
        label=_("Stage"),
        choices=Group.StageFit.choices,
        part=Part.WHO,
    ),
    WordsFilter(
        name="q",
        label=_("Words in the listing"),
        attributes=(("type", "search"),),
        narrow=lambda rows, words: rows.with_words(words),
        bound=lambda typed: tuple(folded(typed).split()[:MOST_WORDS]),
    ),
    TermFilter(
        name="who",
        label=_("People"),
        vocabulary=Audience,
        part=Part.WHO,
        narrow=lambda rows, key: rows.with_term("audiences", key),
    ),
    TermFilter(
        name="lang",
        label=_("Language"),
        vocabulary=Language,
        narrow=lambda rows, marked: rows.speaking(marked),
        bound=lambda key: f" {key} ",
    ),
    TermFilter(
        name="type",
        label=_("Kind of breast cancer"),
        vocabulary=Subtype,
        part=Part.WHO,
        narrow=lambda rows, key: rows.with_term("subtypes", key),
    ),
    TermFilter(
        name="do",
        label=_("Activities"),
        vocabulary=Activity,
        narrow=lambda rows, key: rows.with_term("activities", key),
    ),
    SelectFilter(
        name="cost",
        label=_("Cost"),
        choices=Group.Cost.choices,
        narrow=lambda rows, cost: rows.filter(cost=cost),
    ),
    # Days and times narrow together: an evening on Tuesday is not one on Friday.
    CheckboxFilter(name="day", label=_("Days"), choices=DAYS, css_class="days", part=Part.WHEN),
    CheckboxFilter(name="time", label=_("Time of day"), choices=TIMES, part=Part.WHEN),
    SelectFilter(
        name="tz",
        label=_("Show times in"),
        choices=[],  # the form knows them
        empty_label=_("Each group’s own time"),
        part=Part.WHEN,
        is_removable=False,
    ),
    SelectFilter(
        name="sort", label=_("Order"), choices=SORTS, empty_label="", part=Part.NOWHERE, is_removable=False
    ),
    GroupsFilter(
        name="group",
        label=_("Groups"),
        narrow=lambda rows, keys: rows.filter(pk__in=keys),
    ),
)
