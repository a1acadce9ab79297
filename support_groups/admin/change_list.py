"""The list of groups: its filters and columns."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from support_groups.models import Group, Language


class GroupList(ChangeList):
    def get_queryset(self, *args, **kwargs):
        return super().get_queryset(*args, **kwargs).for_dates()


class ToDoFilter(admin.SimpleListFilter):
    title = _("to do")
    parameter_name = "todo"

    def lookups(self, request, model_admin):
        return [
            ("overdue", _("to be confirmed")),
            ("unconfirmed", _("marked as not confirmed")),
            ("back", _("paused and back within a week")),
            ("incomplete", _("something is missing")),
        ]

    def queryset(self, request, queryset):
        return queryset.to_do(self.value(), timezone.localdate())


class LanguageFilter(admin.SimpleListFilter):
    title = _("language spoken")
    parameter_name = "language_code"

    def lookups(self, request, model_admin):
        return [(row.code, row.label) for row in Language.objects.filter(groups__isnull=False).distinct()]

    def queryset(self, request, queryset):
        return queryset.filter(languages__code=self.value()) if self.value() else queryset


class GroupColumns:
    """Mixin for the group admin. `for_dates` has loaded what the columns need."""

    @admin.display(description=_("name"), ordering="name")
    def name_shown(self, group):
        return format_html('{}<span class="quiet">{}</span>', group.name, group.organization or "")

    @admin.display(description=_("where and how"), ordering="attendance")
    def where(self, group):
        town = group.venue.town if group.venue and group.meets_in_person else ""
        return format_html('{}<span class="quiet">{}</span>', town or "–", group.way.label)

    @admin.display(description=_("when"))
    def when(self, group):
        return format_html_join(
            "", "<div>{}</div>", ((words,) for words in group.schedule_words(group.language))
        )

    @admin.display(description=_("next date"), ordering="search__next_at")
    def next_date(self, group):
        meeting = group.next_held(timezone.now())
        return date_format(meeting.starts, "D, M j, Y") if meeting else "–"

    @admin.display(description=_("status, confirmed"), ordering="search__due_on")
    def standing_shown(self, group):
        return format_html("{}{}{}", group.get_status_display(), _until(group), _confirmed(group))

    @admin.display(description=_("changed"), ordering="updated_at")
    def changed_shown(self, group):
        return date_format(timezone.localtime(group.updated_at), "M j, Y")


def _until(group):
    if group.status != Group.Status.PAUSED or not group.paused_until:
        return ""
    return format_html(" {}", gettext("until %s") % date_format(group.paused_until, "M j, Y"))


def _confirmed(group):
    """When it was last confirmed, and by when it must be again. Closed groups and drafts are never due."""
    if group.confirmed_on is None:
        return format_html('<span class="quiet">{}</span>', gettext("never confirmed"))
    confirmed = date_format(group.confirmed_on, "M j, Y")
    if not group.due_on or group.status in (Group.Status.DRAFT, Group.Status.CLOSED):
        return format_html('<span class="quiet">{}</span>', confirmed)
    due = date_format(group.due_on, "M j, Y")
    if group.due_on < timezone.localdate():
        overdue = gettext("was due %s") % due
        return format_html(
            '<span class="quiet">{}</span><strong class="quiet is-due">{}</strong>', confirmed, overdue
        )
    return format_html(
        '<span class="quiet">{}</span><span class="quiet">{}</span>', confirmed, gettext("due %s") % due
    )
