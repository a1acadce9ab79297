"""Somebody made sure of listings; a group pauses; a house is closed. Each asks for what must be known."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from support_groups.forms.inputs import DayInput, bound_dates
from support_groups.listings import rules
from support_groups.models import Group, ScheduleException

LONGEST_CLOSURE = datetime.timedelta(days=366)


class ConfirmForm(forms.Form):
    by = forms.ChoiceField(label=_("Who confirmed it?"), choices=[("", "———"), *Group.Confirmer.choices])
    how = forms.ChoiceField(label=_("How?"), choices=[("", "———"), *Group.Means.choices])
    note = forms.CharField(
        label=_("Note"), required=False, max_length=300, help_text=_("Private: never shown to visitors.")
    )


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("Paused until"), widget=DayInput, help_text=_("The first day on which they meet again.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bound_dates(self)

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise ValidationError(_("That day has come already."))
        return until


class CloseForm(forms.Form):
    """A group that has stopped meeting: nothing more to say."""


class ClosingForm(forms.Form):
    """A venue or an organization is closed from one day to another. `seen` is what a preview was shown of."""

    first = forms.DateField(label=_("First day"), widget=DayInput)
    last = forms.DateField(label=_("Last day"), widget=DayInput)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=200, help_text=_("Visitors read it: Library closed.")
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bound_dates(self)

    def clean_reason(self):
        if rules.opens_a_meeting(self.cleaned_data["reason"]):
            raise ValidationError(
                _("Visitors can read this, and it seems to hold a meeting link or a passcode.")
            )
        return self.cleaned_data["reason"]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first."))
        elif first and last and last - first > LONGEST_CLOSURE:
            self.add_error("last", _("That is more than a year. Pause or close the groups instead."))
        elif last and last < timezone.localdate():
            self.add_error("last", _("That day has passed."))
        return cleaned

    @property
    def closure(self) -> ScheduleException:
        """Not saved, and not yet about any house."""
        chosen = self.cleaned_data
        last = chosen["last"] if chosen["last"] != chosen["first"] else None
        return ScheduleException(first=chosen["first"], last=last, reason=chosen["reason"])

    @property
    def days(self) -> str:
        """What must have been seen before it is confirmed."""
        return f"{self.cleaned_data['first']}/{self.cleaned_data['last']}"
