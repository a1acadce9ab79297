"""Leaving a change form never loses unsaved text, and saving an unchanged form changes nothing.

The buttons at the top of a form submit it. They name the page they lead to (`_next`), or a view to call after the save
(`after_saving`). So they work without JavaScript, and if the form has an error, the person stays on it with everything
they typed. A script takes care of links (static/editing/leaving.js).
"""

from django.contrib import messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpResponseRedirect
from django.urls import resolve
from django.utils.translation import gettext as _

from editing.addresses import own_admin_page
from editing.browser_storage import forget_in_browser
from editing.change_form import ChangeFormAdmin
from editing.change_words import in_words
from editing.deleted import unnamed_links, without
from editing.entries_view import EntriesView
from editing.form_values import is_touched, touched_fields
from editing.keys import is_key
from editing.list_columns import ListColumnsAdmin
from editing.outcomes import OutcomeAdmin
from editing.stale_list import StaleListAdmin
from editing.unsaved import UnsavedTextAdmin
from history.models import Entry
from history.recording import note


class SaveFirstAdmin(
    UnsavedTextAdmin, StaleListAdmin, ListColumnsAdmin, ChangeFormAdmin, EntriesView, OutcomeAdmin
):
    """A mixin for every admin whose objects staff edit; list it before ModelAdmin."""

    show_full_result_count = False  # a second count of the whole table, for a number nobody reads
    show_facets = (
        ShowFacets.NEVER
    )  # a query for each filter, with a column for each choice: some have thousands

    # Name of a field -> what a change of it is called in the history, if “the” and its label say it badly.
    change_phrases: dict[str, str] = {}
    after_saving: dict[str, str] = {}  # name of a button -> the view it calls, as view(request, pk)
    # Name of a button or URL -> the sentence that says what was not done because saving failed.
    failure_messages: dict[str, str] = {}

    def get_action_choices(self, request, default_choices=()):
        return super().get_action_choices(request, default_choices or [("", _("Choose…"))])

    def add_view(self, request, form_url="", extra_context=None):
        request.saved_object = None
        response = super().add_view(request, form_url, extra_context)
        return forget_in_browser(request, response) if request.saved_object else response

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Call the button's view only after the save is committed."""
        request.saved_object = None
        response = super().change_view(request, object_id, form_url, extra_context)
        if request.saved_object is None:
            return response
        if name := next((name for name in self.after_saving if name in request.POST), None):
            request.is_unchanged = False
            response = getattr(self, self.after_saving[name])(request, request.saved_object.pk)
        return forget_in_browser(request, response)

    def response_change(self, request, obj):
        address = self._next_page(request, obj)
        if not address and not any(name in request.POST for name in self.after_saving):
            return super().response_change(request, obj)
        if not getattr(request, "is_unchanged", False):
            messages.success(request, _("“%s” was saved.") % obj)
        return HttpResponseRedirect(address or request.path)

    def _next_page(self, request, obj) -> str:
        if "_view_on_site" in request.POST:
            return self.get_view_on_site_url(obj) or ""
        return own_admin_page(request.POST.get("_next", ""))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        is_sent = request.method == "POST"
        destination = self._destination(request) if is_sent and change else ""
        if destination and not _is_any_touched(context):
            request.is_unchanged, request.saved_object = True, obj
            return self.response_change(request, obj)
        context |= {
            "saves_first": self._saves_first(request, context, obj) if change else False,
            "is_unsaved": is_sent,
            "lost_files": [file.name for file in request.FILES.values()],
            "failure_message": self._failure_message(destination) if destination else "",
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _destination(self, request) -> str:
        """The name of the button that was pressed, or the address that it leads to."""
        names = ["_view_on_site", *self.after_saving, *self.failure_messages]
        button = next((name for name in names if name in request.POST), "")
        return button or own_admin_page(request.POST.get("_next", ""))

    def _failure_message(self, destination: str) -> str:
        is_address = destination.startswith("/")
        name = resolve(destination.partition("?")[0]).url_name if is_address else destination
        rest = _("Nothing was saved. Correct the errors below, then press the button again.")
        return f"{self.failure_messages.get(name, '')} {rest}".strip()

    def _saves_first(self, request, context, obj) -> bool:
        is_old = context.get("revert") or context.get("recover")
        return not is_old and not context.get("is_popup") and self.has_change_permission(request, obj)

    def response_action(self, request, queryset):
        """Ignore selected rows whose key is impossible, instead of raising an exception."""
        keys = [key for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if is_key(key)]
        request.POST = request.POST.copy()
        request.POST.setlist(ACTION_CHECKBOX_NAME, keys)
        return super().response_action(request, queryset)

    def get_deleted_objects(self, objs, request):
        """If something prevents the deletion, name only that; missing permissions on it don't matter."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        links = unnamed_links()
        counts = {name: count for name, count in counts.items() if name not in links.values()}
        return without(deleted, links), counts, set() if protected else missing, protected

    def _reversion_revisionform_view(self, request, version, template_name, extra_context=None):
        """Save a restored version although nobody changed its form."""
        request.is_restoring = True
        return super()._reversion_revisionform_view(request, version, template_name, extra_context)

    def save_model(self, request, obj, form, change):
        if not change or getattr(request, "is_restoring", False) or is_touched(form):
            super().save_model(request, obj, form, change)
            request.is_saved = True

    def save_related(self, request, form, formsets, change):
        request.saved_object = form.instance  # here, and not in the responses, which an admin may replace
        rows = [row for formset in formsets for row in formset.forms]
        form.changed_data = touched_fields(form)  # so that the history names only what somebody changed
        if not getattr(request, "is_saved", False):
            request.is_unchanged = not any(is_touched(row) for row in rows)
            if request.is_unchanged:
                return
            super().save_model(request, form.instance, form, change)  # its history includes that of its rows
        super().save_related(request, form, formsets, change)

    def construct_change_message(self, request, form, formsets, add=False):
        if getattr(request, "is_unchanged", False):
            return []
        message = super().construct_change_message(request, form, formsets, add)
        return in_words(message, form, formsets or (), self.change_phrases)

    def log_addition(self, request, obj, message):
        entry = super().log_addition(request, obj, message)
        note(obj, Entry.Kind.ADDED, entry.get_change_message(), request.user)
        return entry

    def log_change(self, request, obj, message):
        if getattr(request, "is_unchanged", False):
            return None
        entry = super().log_change(request, obj, message)
        kind = Entry.Kind.CHANGED if isinstance(message, list) else Entry.Kind.OTHER
        note(obj, kind, entry.get_change_message(), request.user)
        return entry

    def log_deletions(self, request, queryset):
        for obj in queryset:
            note(obj, Entry.Kind.DELETED, _("Deleted."), request.user)
        return super().log_deletions(request, queryset)


def _is_any_touched(context) -> bool:
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += inline.formset.forms
    return any(is_touched(form) for form in forms)
