from django.contrib import admin, messages
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from editing.history import SluggedAdmin, was_ever
from editing.menu import Job, MenuPage, Place
from editing.related_filter import RelatedFilter
from support_groups.admin.calling import CallingViews
from support_groups.admin.change_list import GroupColumns, GroupList, LanguageFilter, ToDoFilter
from support_groups.admin.change_phrases import CHANGE_PHRASES
from support_groups.admin.fieldsets import FIELDSETS, without_confirmation
from support_groups.admin.importing import GroupImportViews
from support_groups.admin.inlines import ContactInline, ExceptionInline, PatternInline
from support_groups.admin.listing_drafts import ListingAction
from support_groups.admin.origins import imported_lines
from support_groups.admin.problems import ProblemViews
from support_groups.admin.schedule import ScheduleViews, is_only_shown
from support_groups.admin.status_actions import StatusActions
from support_groups.admin.vocabularies import TermPickers
from support_groups.forms.group import GroupForm
from support_groups.models import Group, MeetingPattern, ScheduleException
from support_groups.schedules import languages
from support_groups.schedules.zones import full_label

EVER_LISTED = ("listed", "paused", "unconfirmed", "closed")
LAST_CONFIRMATIONS = 5


@admin.register(Group)
class GroupAdmin(
    TermPickers,
    GroupColumns,
    ProblemViews,
    ScheduleViews,
    StatusActions,
    ListingAction,
    CallingViews,
    GroupImportViews,
    SluggedAdmin,
):
    menu = Place(Job.DIRECTORY, 1)
    menu_pages = [
        MenuPage(_("Calling list"), "admin:support_groups_group_calling", "change", Place(Job.DIRECTORY, 4))
    ]
    guide = "add-a-group"
    guides = {"calling": "call-and-confirm", "import": "import-a-list-of-groups"}
    change_phrases = CHANGE_PHRASES
    form = GroupForm
    change_form_template = "admin/support_groups/group/change_form.html"
    change_list_template = "admin/support_groups/group/change_list.html"
    list_display = ["name_shown", "where", "when", "next_date", "standing_shown", "changed_shown"]
    list_display_links = ["name_shown"]
    list_filter = [
        *(ToDoFilter, "status", "attendance", "stage_fit", LanguageFilter),
        ("organization", RelatedFilter),
    ]
    search_fields = ["name", "summary", "search__text", "organization__name", "venue__name", "venue__town"]
    search_help_text = _("Name, organization, venue or town")
    list_per_page = 50
    actions = ["list_drafts", "confirm_today", "pause", "close"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["organization", "venue", "translation_of"]
    readonly_fields = ["confirmations", "imported_from"]
    inlines = [PatternInline, ExceptionInline, ContactInline]
    kept_on_restore = ("confirmed_on", "confirmed_by", "confirmed_how")
    fieldsets = FIELDSETS
    not_kept = ("join_link", "dial_in", "passcode", "confirmation_note", "notes")

    class Media:
        css = {"all": ["support_groups/directory.css"]}
        js = ["support_groups/schedule.js"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.is_only_shown = is_only_shown(request)
        return form

    def get_fieldsets(self, request, obj=None):
        """A group that is here is confirmed in the bar under its title."""
        fieldsets = super().get_fieldsets(request, obj)
        return without_confirmation(fieldsets) if obj else fieldsets

    @admin.display(description=_("confirmations"))
    def confirmations(self, group):
        rows = group.confirmations.select_related("user")[:LAST_CONFIRMATIONS] if group and group.pk else []
        lines = [
            (
                date_format(row.on),
                row.get_by_display(),
                row.get_how_display(),
                f"({row.note})" if row.note else "",
            )
            for row in rows
        ]
        return format_html_join("", "<div>{}: {}, {} {}</div>", lines) or _("none yet")

    @admin.display(description=_("imported from"))
    def imported_from(self, group):
        rows = group.external_identifiers.select_related("data_source") if group and group.pk else []
        return format_html_join("", "<div>{}{}</div>", imported_lines(rows)) or _("no data source")

    def save_formset(self, request, form, formset, change):
        may_add = request.user.has_perm("support_groups.add_scheduleexception")
        if formset.model is MeetingPattern:
            form.phrase_rows += tuple(formset.canceled_rows())
        if formset.model is ScheduleException and may_add:
            formset.phrase_rows = formset.unknown(form.phrase_rows)
        super().save_formset(request, form, formset, change)
        for row in formset.forms:
            if getattr(row, "is_shown_now", False) and row.instance.pk:
                _say_who_is_shown(request, row.instance)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.changed_data = [name for name in form.changed_data if name != "exception_phrase"]  # now a row
        form.confirm(request.user)
        if form.zone_of_venue:
            _say_which_zone(request, form)

    def get_queryset(self, request):
        groups = super().get_queryset(request)
        if getattr(request, "is_restoring", False):
            return groups  # a join would hide that a version names an organization that was deleted
        return groups.select_related("organization", "venue")

    def get_changelist(self, request, **kwargs):
        return GroupList

    def view_on_site(self, group):
        return group.get_absolute_url() if group.is_public else None

    def has_delete_permission(self, request, obj=None):
        """A group that was ever listed is closed, not deleted: somebody may have printed it."""
        return super().has_delete_permission(request, obj) and not (obj and _was_listed(obj))

    def get_deleted_objects(self, objs, request):
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        message = gettext("%s was listed. Close it instead: somebody may have printed it.")
        listed = [message % group for group in objs if _was_listed(group)]
        return deleted, counts, set() if listed else missing, [*protected, *listed]


def _say_who_is_shown(request, contact) -> None:
    words = ", ".join(filter(None, [contact.name, contact.phone, contact.email]))
    messages.warning(request, gettext("Visitors see this contact from now on: %s") % words)


def _say_which_zone(request, form) -> None:
    zone = full_label(form.zone_of_venue, languages.supported(get_language()))
    names = {"zone": zone, "venue": form.cleaned_data["venue"]}
    messages.info(request, gettext("The time zone is that of the venue, %(venue)s: %(zone)s.") % names)


def _was_listed(group) -> bool:
    return (
        group.status != Group.Status.DRAFT
        or group.confirmations.exists()
        or was_ever(group, "status", *EVER_LISTED)
    )
