"""A group as a coordinator edits it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from support_groups.forms.concurrency import GuardedForm
from support_groups.forms.inputs import DayInput, ZoneSelect, bound_dates
from support_groups.forms.meetings import PatternForm
from support_groups.forms.rows import ChangeForm, ContactForm
from support_groups.models import Group
from support_groups.models.addresses import RESERVED_SLUGS
from support_groups.models.vocabulary import VOCABULARIES, prefetch_terms
from support_groups.schedules.exception_phrases import from_exception_phrase

SHORT_TEXTS = (
    "name",
    "summary",
    "cost_note",
    "schedule_note",
    "dial_in",
    "passcode",
    "size",
    "when_someone_dies",
)
SHORT_TEXTS += ("confidentiality",)
LONG_TEXTS = {"description": 6, "joining": 4, "notes": 4}


class GroupForm(GuardedForm):
    """`is_only_shown` is set by the admin."""

    row_forms = {"meeting_patterns": PatternForm, "schedule_exceptions": ChangeForm, "contacts": ContactForm}
    change_line = forms.CharField(
        label=_("In one line"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_(
            "no meeting on 24 December: Christmas Eve · moved from Dec 24 to Dec 23 at 6 pm · closed Dec 20 – Jan 3 · "
            "extra meeting on Dec 30 at 6 pm · other place on Dec 24: Main Library"
        ),
    )
    confirmation_by = forms.ChoiceField(
        label=_("Confirmed today by"), choices=[("", "———"), *Group.Confirmer.choices], required=False
    )
    confirmation_how = forms.ChoiceField(
        label=_("how"), choices=[("", "———"), *Group.Means.choices], required=False
    )
    confirmation_note = forms.CharField(label=_("private note"), required=False, max_length=300)
    is_only_shown = False  # "Show dates": nothing is saved, nothing is complained about

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
            "zone": ZoneSelect(has_all=True),
        }
        help_texts = {"zone": _("Its meetings are on this clock, wherever a visitor is.")}

    def __init__(self, *args, instance=None, **kwargs):
        if instance and instance.pk:
            prefetch_terms(instance)
        super().__init__(*args, instance=instance, **kwargs)
        bound_dates(self)
        for name in VOCABULARIES:
            if name in self.fields:
                self._offer(name)

    def _offer(self, name: str) -> None:
        """What is offered, and what is no longer but this group has it."""
        has = [getattr(one, "pk", None) for one in self.initial.get(name) or ()]
        terms = self.fields[name].queryset
        self.fields[name].queryset = terms.filter(Q(is_offered=True) | Q(pk__in=[pk for pk in has if pk]))

    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if name not in ("opened", "change_line")]

    def _save_m2m(self):
        """Save only changed vocabularies, because each one costs two queries."""
        everything = self.cleaned_data
        same = set(VOCABULARIES).difference(self.changed_data)
        self.cleaned_data = {name: value for name, value in everything.items() if name not in same}
        super()._save_m2m()
        self.cleaned_data = everything

    def is_valid(self):
        return super().is_valid() and not self.is_only_shown

    def full_clean(self):
        super().full_clean()
        if self.is_only_shown:
            kept = {name: errors for name, errors in self._errors.items() if name in ("change_line", "zone")}
            self._errors.clear()
            self._errors.update(kept)

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise ValidationError(_("This address is taken by the site itself. Choose another one."))
        return slug

    def clean_change_line(self):
        """What could be read is a row by now; what is left here was not clear."""
        line = self.cleaned_data["change_line"]
        if line:
            raise ValidationError(
                [
                    str(question)
                    for question in from_exception_phrase(line, today=timezone.localdate()).questions
                ]
            )
        return line

    def reload_rows(self) -> None:
        """Load what was saved with the group once, for its history and its problems."""
        changed = set(VOCABULARIES).intersection(self.changed_data)
        prefetch_related_objects([self.instance], *self.row_forms, *changed)

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
        if (by or how or note) and not (by and how):
            self.add_error(
                "confirmation_how" if by else "confirmation_by", _("Say who confirmed it, and how.")
            )
        return cleaned
