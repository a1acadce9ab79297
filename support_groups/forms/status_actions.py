"""What must be known to confirm, pause or close groups, and to close a venue or organization for some days."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editing.inputs import DayInput
from support_groups.forms.inputs import bound_dates
from support_groups.listings import rules
from support_groups.models import Group, ScheduleException

LONGEST_CLOSURE = datetime.timedelta(days=366)


class ConfirmForm(forms.Form):
    by = forms.ChoiceField(label=_("Who confirmed it?"), choices=[("", "———"), *Group.Confirmer.choices])
    how = forms.ChoiceField(label=_("How?"), choices=[("", "———"), *Group.Means.choices])
    note = forms.CharField(
        label=_("Note"), required=False, max_length=300, help_text=_("Private. Never shown to visitors.")
    )


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("Paused until"), widget=DayInput, help_text=_("The first day on which the group meets again.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bound_dates(self)

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise ValidationError(_("Choose a day after today."))
        return until


class CloseForm(forms.Form):
    """A group that has stopped meeting. Nothing else needs to be known; what was said may be kept."""

    note = forms.CharField(
        label=_("Private note"),
        required=False,
        max_length=300,
        help_text=_("Never shown to visitors. It is added to the notes for staff."),
    )


class ClosingForm(forms.Form):
    """Closes a venue or an organization for some days. `previewed` are the days whose preview was shown."""

    first = forms.DateField(label=_("First day"), widget=DayInput)
    last = forms.DateField(label=_("Last day"), widget=DayInput)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=200,
        help_text=_("Shown to visitors. For example: Library closed."),
    )
    previewed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bound_dates(self)

    def clean_reason(self):
        if rules.opens_a_meeting(self.cleaned_data["reason"]):
            raise ValidationError(_("Visitors read this. Remove the meeting link or passcode."))
        return self.cleaned_data["reason"]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first."))
        elif first and last and last - first > LONGEST_CLOSURE:
            self.add_error("last", _("This is more than a year. Pause or close the groups instead."))
        elif last and last < timezone.localdate():
            self.add_error("last", _("Choose a last day that is not in the past."))
        return cleaned

    @property
    def closure(self) -> ScheduleException:
        """Not saved, and not yet about a venue or organization."""
        values = self.cleaned_data
        last = values["last"] if values["last"] != values["first"] else None
        return ScheduleException(first=values["first"], last=last, reason=values["reason"])

    @property
    def is_previewed(self) -> bool:
        return self.cleaned_data["previewed"] == self._days

    def set_previewed(self) -> None:
        self.data = self.data.copy()
        self.data["previewed"] = self._days

    @property
    def _days(self) -> str:
        return f"{self.cleaned_data['first']}/{self.cleaned_data['last']}"
