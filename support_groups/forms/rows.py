"""The rows below a group, a venue or an organization: schedule exceptions, contacts, access features."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from editing.inputs import ClockInput, DayInput
from editing.prefetching import set_prefetched
from editing.rows import Rows
from support_groups.forms.inputs import YesNoSelect, bound_dates
from support_groups.listings.rules import ZONE_MISSING
from support_groups.models import Contact, ScheduleException, VenueAccess
from support_groups.models.contact import SEEN


class GroupRows(Rows):
    """Rows of a group, which the same form saves."""

    phrase_rows = ()  # new rows that were not typed in fields

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.instance.is_saved_with_group = True
        return form

    def save_new_objects(self, commit=True):
        super().save_new_objects(commit)
        for row in self.phrase_rows:
            row.group = self.instance  # it has a key now
            row.is_saved_with_group = True
            row.save()
            self.new_objects.append(row)
        return self.new_objects

    def save(self, commit=True):
        """Save, and let the group have its rows as they are now without loading them again."""
        saved = super().save(commit)
        if commit:
            kept = [row for row in self.get_queryset() if row not in self.deleted_objects]
            name = self.fk.remote_field.get_accessor_name()
            set_prefetched(self.instance, name, [*kept, *self.new_objects])
        return saved


class PatternRows(GroupRows):
    """The schedule of a group."""

    def canceled_rows(self) -> list[ScheduleException]:
        """What its phrases cancel, not saved."""
        kept = [form for form in self.forms if form not in self.deleted_forms]
        return [ScheduleException.of(day) for form in kept for day in form.canceled_days]

    def clean(self):
        """A forum needs no time zone unless it has hours; any other group is asked for it in its own form."""
        super().clean()
        group = self.instance
        is_exempt = group.status == group.Status.DRAFT or group.zone or group.way.has_times
        rows = [] if is_exempt else [row for row in self.forms if row not in self.deleted_forms]
        if any(row.pattern and row.pattern.is_on_a_clock for row in rows):
            raise ValidationError(ZONE_MISSING)


class ExceptionRows(GroupRows):
    """The schedule exceptions of a group."""

    def unknown(self, rows: Iterable[ScheduleException]) -> list[ScheduleException]:
        """Those of them that it does not have yet."""
        known = [form.instance.date_exception for form in self.forms if form.instance.first]
        return [row for row in rows if row.date_exception not in known]


class NamedInputs:
    """In a table of inputs the heading of a column names none of them for a screen reader."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label


class ExceptionForm(forms.ModelForm):
    """A schedule exception of a group."""

    class Meta:
        model = ScheduleException
        fields = (
            *("kind", "first", "last", "reason", "begins", "to_date", "to_time"),
            *("minutes", "place", "link"),
        )
        widgets = {
            **dict.fromkeys(("first", "last", "to_date"), DayInput),
            **dict.fromkeys(("begins", "to_time"), ClockInput),
            **dict.fromkeys(("reason", "place", "link"), forms.TextInput(attrs={"size": 40})),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bound_dates(self)
        if minutes := self.fields.get("minutes"):
            minutes.validators = [*minutes.validators, MaxValueValidator(24 * 60)]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first."))
        return cleaned


class ClosureForm(NamedInputs, ExceptionForm):
    """A schedule exception of a venue or an organization. It also applies to each of its groups."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        kind.choices = [choice for choice in kind.choices if choice[0] != ScheduleException.Kind.EXTRA]

    class Meta(ExceptionForm.Meta):
        fields = ("kind", "first", "last", "reason", "to_time", "place")


class AccessForm(forms.ModelForm):
    class Meta:
        model = VenueAccess
        fields = ("feature", "is_there", "note")


class ContactForm(NamedInputs, forms.ModelForm):
    """Nobody but staff sees a contact until somebody chooses otherwise."""

    is_public = forms.BooleanField(
        label=_("who sees it"),
        required=False,
        widget=YesNoSelect(SEEN.items()),
        help_text=_("Ask the contact before you show it to visitors."),
    )

    class Meta:
        model = Contact
        fields = ("name", "role", "email", "phone", "is_public")
        widgets = {name: forms.TextInput(attrs={"size": 20}) for name in ("name", "role", "phone")} | {
            "email": forms.EmailInput(attrs={"size": 22})
        }

    @property
    def is_shown_now(self) -> bool:
        """Whether this save lets visitors see the contact, whom they did not see before."""
        return "is_public" in self.changed_data and self.instance.is_public
