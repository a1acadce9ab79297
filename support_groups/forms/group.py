"""A group as a coordinator edits it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editing.inputs import DayInput
from editing.prefetching import set_prefetched
from support_groups.forms import phrase_data, preview
from support_groups.forms.inputs import PhraseLine, ZoneSelect, bound_dates, validate_years
from support_groups.listings import ways_to_meet
from support_groups.listings.rules import PUBLIC_TEXTS
from support_groups.models import Group, ScheduleException
from support_groups.models.addresses import RESERVED_SLUGS
from support_groups.models.vocabulary import VOCABULARIES, prefetch_terms

LONG_TEXTS = {"description": 6, "joining": 4, "notes": 4}
SHORT_TEXTS = [*(name for name in PUBLIC_TEXTS if name not in LONG_TEXTS), "dial_in", "passcode"]

OF_FORM = {"form": "group_form"}  # its inputs may be elsewhere on the page
CONFIRM_AND_SAVE = "confirm"  # what the button of the bar under the title sends


class GroupForm(forms.ModelForm):
    """`is_only_shown` is set by the admin."""

    exception_phrase = forms.CharField(
        label=_("In one line"),
        required=False,
        max_length=300,
        widget=PhraseLine(attrs={"class": "vTextField"}),
        help_text=_(
            "no meeting on 24 December: Christmas Eve · moved from Dec 24 to Dec 23 at 6 pm · closed Dec 20 – Jan 3 · "
            "extra meeting on Dec 30 at 6 pm · other place on Dec 24: Main Library · no meeting on federal holidays"
        ),
    )
    confirmation_by = forms.ChoiceField(
        label=_("Confirmed today by"),
        choices=[("", "———"), *Group.Confirmer.choices],
        required=False,
        widget=forms.Select(attrs=OF_FORM),
    )
    confirmation_how = forms.ChoiceField(
        label=_("How"),
        choices=[("", "———"), *Group.Means.choices],
        required=False,
        widget=forms.Select(attrs=OF_FORM),
    )
    confirmation_note = forms.CharField(
        label=_("Private note"), required=False, max_length=300, widget=forms.TextInput(attrs=OF_FORM)
    )
    is_only_shown = False  # "Show dates": nothing is saved, nothing is complained about
    zone_of_venue = ""  # taken because none was chosen
    phrase_rows: tuple[ScheduleException, ...] = ()  # what `exception_phrase` means, not saved

    class Meta:
        model = Group
        fields = ()  # the admin's fieldsets say which
        widgets = {
            **dict.fromkeys(VOCABULARIES, forms.CheckboxSelectMultiple),
            **{
                name: forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})
                for name, rows in LONG_TEXTS.items()
            },
            **{name: forms.TextInput(attrs={"class": "vTextField"}) for name in SHORT_TEXTS},
            "paused_until": DayInput,
            "link_visibility": forms.RadioSelect,
            "zone": ZoneSelect(_("As the venue’s town, if it is clear"), has_all=True),
        }
        help_texts = {"zone": _("Meeting times are in this time zone, wherever the visitor is.")}

    def __init__(self, *args, instance=None, **kwargs):
        if instance and instance.pk and not hasattr(instance, "_prefetched_objects_cache"):
            prefetch_terms(instance)
        super().__init__(*args, instance=instance, **kwargs)
        bound_dates(self)
        for name in self.fields.keys() & VOCABULARIES.keys():
            self._offer(name)
        for name in self.fields.keys() & {"organization", "venue"}:
            if Group._meta.get_field(name).is_cached(self.instance):
                self.fields[name].loaded = getattr(self.instance, name)

    def _offer(self, name: str) -> None:
        """Offer current terms, and those that are no longer current but that this group has."""
        field = self.fields[name]
        terms = getattr(self.instance, name).all() if self.instance.pk else []
        field.queryset = field.queryset.filter(Q(is_offered=True) | Q(pk__in=[term.pk for term in terms]))
        field.loaded = terms

    def _save_m2m(self):
        """Write only what was added or removed. A group has no other many-to-many fields than its vocabularies."""
        for name in set(VOCABULARIES).intersection(self.changed_data):
            before, terms = set(self.initial.get(name, ())), set(self.cleaned_data[name])
            manager = getattr(self.instance, name)
            manager.remove(*before - terms)
            manager.add(*terms - before)
            set_prefetched(self.instance, name, self.cleaned_data[name])

    def is_valid(self):
        return super().is_valid() and not self.is_only_shown

    def full_clean(self):
        super().full_clean()
        if self.is_only_shown:
            kept = {
                name: errors for name, errors in self._errors.items() if name in ("exception_phrase", "zone")
            }
            self._errors.clear()
            self._errors.update(kept)

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise ValidationError(_("The site uses this address itself. Choose another one."))
        return slug

    def clean_exception_phrase(self):
        phrase = self.cleaned_data["exception_phrase"]
        if line := phrase_data.read_line(self.data, timezone.localdate()):
            self.fields["exception_phrase"].widget.said = preview.of_line(line)
            if line.questions:
                raise ValidationError([str(question) for question in line.questions])
            self.phrase_rows = tuple(ScheduleException.of(exception) for exception in line.exceptions)
        return phrase

    def _post_clean(self):
        super()._post_clean()
        for row in self.phrase_rows:
            row.group = self.instance
            try:
                validate_years(row)
                row.full_clean(exclude=["group"])
            except ValidationError as error:
                self.add_error("exception_phrase", error.messages)

    def confirm(self, user) -> None:
        """Record the confirmation that was filled in, if one was."""
        chosen = self.cleaned_data
        if chosen.get("confirmation_by"):
            self.instance.confirm(
                on=timezone.localdate(),
                by=chosen["confirmation_by"],
                how=chosen["confirmation_how"],
                user=user,
                note=chosen["confirmation_note"],
            )

    def clean(self):
        cleaned = super().clean()
        by, how, note = (cleaned.get(f"confirmation_{part}") for part in ("by", "how", "note"))
        is_meant = by or how or note or self.data.get("_continue") == CONFIRM_AND_SAVE
        if is_meant and not (by and how):
            self.add_error(
                "confirmation_how" if by else "confirmation_by", _("Say who confirmed the listing, and how.")
            )
        self._take_zone_of_venue(cleaned)
        return cleaned

    def _take_zone_of_venue(self, cleaned) -> None:
        """Where people meet at a venue, and nobody chose a zone, that of its town, if there is only one."""
        way, venue = ways_to_meet.way(cleaned.get("attendance")), cleaned.get("venue")
        if venue and way.is_in_person and not cleaned.get("zone") and "zone" not in self.errors:
            self.zone_of_venue = cleaned["zone"] = venue.zone
