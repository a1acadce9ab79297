"""The rows of a group's form: its schedule, schedule exceptions and contacts."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editing.rows import RowInline
from editing.unsaved import ALL
from support_groups.forms.meetings import PatternForm
from support_groups.forms.phrase_data import MOST_ROWS
from support_groups.forms.rows import ContactForm, ExceptionForm, ExceptionRows, GroupRows, PatternRows
from support_groups.models import Contact, MeetingPattern, ScheduleException


class BoundedRows(RowInline):
    """No more rows than a page can show, however many a request asks for."""

    formset = GroupRows
    max_num = MOST_ROWS

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, absolute_max=MOST_ROWS, **kwargs)


class PatternInline(BoundedRows, admin.StackedInline):
    model = MeetingPattern
    formset = PatternRows
    form = PatternForm
    template = "admin/support_groups/group/patterns.html"
    fields = ["phrase"]
    verbose_name = _("meeting pattern")
    verbose_name_plural = _("schedule")
    extra = 1
    stands_after = 2


class ExceptionInline(BoundedRows, admin.StackedInline):
    model = ScheduleException
    formset = ExceptionRows
    form = ExceptionForm
    stands_after = 3
    not_kept = ("link",)
    verbose_name = _("exception")
    verbose_name_plural = _("schedule exceptions")
    template = "admin/support_groups/group/exceptions.html"
    fieldsets = [
        (None, {"fields": [("kind", "first", "last"), "reason"]}),
        (
            _("Only if it moves, is extra, or is elsewhere"),
            {
                "fields": [("to_date", "to_time"), ("begins", "minutes"), ("place", "link")],
                "classes": ["collapse"],
            },
        ),
    ]


class ContactInline(BoundedRows, admin.TabularInline):
    model = Contact
    form = ContactForm
    verbose_name_plural = _("contacts")
    classes = ["is-private"]
    not_kept = ALL
    extra = 1
    stands_after = 7

    def row_text(self, row):
        """For those who may read the form; `str` is for the history."""
        return row.name
