"""What a visitor asks of the finder, as a GET form: every search has an address that can be shared."""

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from support_groups.listings import ways_to_meet
from support_groups.models import Activity, Audience, Group, Language, Subtype
from support_groups.models.vocabulary import offered
from support_groups.places import zones_offered
from support_groups.schedules.zones import is_zone, label

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
RADII = [(miles, _("Within %d miles") % miles) for miles in (5, 10, 25, 50, 100, 250)]
USUAL_RADIUS = 25
SORTS = [
    ("fit", _("MBC-only groups first, then the nearest")),
    ("distance", _("Nearest first")),
    ("soonest", _("Soonest meeting first")),
    ("name", _("By name")),
]
UNSTORABLE = dict.fromkeys(range(32), " ")  # PostgreSQL takes no NUL; the others mean nothing in a search
NOT_A_CHOICE = _("We did not understand “%(value)s”, so it was left out.")


class Kept(forms.MultipleChoiceField):
    """Several choices at once; one that is not in the list is told of, and the others count all the same."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.left_out: list[str] = []

    def clean(self, value):
        known = [one for one in dict.fromkeys(value or ()) if self.valid_value(one)]
        self.left_out = [one for one in value or () if not self.valid_value(one)]
        return known


def _select(name, **kwargs):
    return forms.ChoiceField(
        label=name,
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"invalid_choice": NOT_A_CHOICE},
        **kwargs,
    )


class SearchForm(forms.Form):
    """Never refuses a search: what it does not understand is in `left_out` and does not narrow anything."""

    place = forms.CharField(
        label=_("Town, ZIP code or state"),
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "postal-code"}),
    )
    radius = forms.TypedChoiceField(
        label=_("How far"),
        required=False,
        coerce=int,
        empty_value=USUAL_RADIUS,
        choices=RADII,
        initial=USUAL_RADIUS,
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"invalid_choice": NOT_A_CHOICE},
    )
    how = Kept(label=_("How you would like to meet"), choices=ways_to_meet.choices)
    fit = Kept(label=_("Who the group is for"), choices=Group.StageFit.choices)
    q = forms.CharField(
        label=_("Words in the listing"),
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )
    who = _select(_("For whom"))
    lang = _select(_("Language"))
    type = _select(_("Kind of breast cancer"))
    do = _select(_("What people do"))
    cost = _select(_("Cost"))
    day = Kept(label=_("Days"), choices=DAYS)
    time = Kept(label=_("Time of day"), choices=TIMES)
    tz = _select(_("Show times in"))
    sort = _select(_("Order"), choices=SORTS)

    VOCABULARIES = {"who": Audience, "lang": Language, "type": Subtype, "do": Activity}

    def __init__(self, data=None, **kwargs):
        super().__init__(_multi(data or {}), **kwargs)
        self.keys: dict[str, dict[str, int]] = {}  # of the terms of each vocabulary, by code
        for name, terms in offered(**self.VOCABULARIES).items():
            self.keys[name] = {term.code: term.pk for term in terms}
            self.fields[name].choices = [("", _("Any")), *((term.code, term.label) for term in terms)]
        self.fields["cost"].choices = [("", _("Any")), *Group.Cost.choices]
        zones = zones_offered()
        asked = self.data.get("tz", "")
        if asked and len(asked) < 50 and asked not in dict(zones) and is_zone(asked):
            zones = [*zones, (asked, label(asked))]
        self.fields["tz"].choices = [("", _("Each group’s own time")), *zones]

    def clean_place(self):
        return " ".join(self.cleaned_data["place"].translate(UNSTORABLE).split())[:200]

    def clean_q(self):
        return " ".join(self.cleaned_data["q"].translate(UNSTORABLE).split())[:200]

    @property
    def asked(self) -> dict:
        """What was understood, by field; nothing of what was not."""
        self.is_valid()
        return self.cleaned_data

    @property
    def left_out(self) -> list[str]:
        """Sentences about what was not understood, for people."""
        self.is_valid()
        told = [str(error) for errors in self.errors.values() for error in errors]
        for field in self.fields.values():
            told += [str(NOT_A_CHOICE) % {"value": one[:40]} for one in getattr(field, "left_out", ())]
        return told


def _multi(data) -> MultiValueDict:
    """A query string's values, or a plain dict's, where a value may be one or a list."""
    if isinstance(data, QueryDict | MultiValueDict):
        return data
    return MultiValueDict(
        {
            name: [str(one) for one in (value if isinstance(value, list | tuple) else [value])]
            for name, value in data.items()
            if value is not None
        }
    )
