"""The schedule as it is typed: what it says, what must still be answered, and its next dates, before it is saved."""

import re

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from editing.addresses import post_only
from editing.keys import is_key
from support_groups.forms import preview, typed
from support_groups.forms.meetings import PatternForm
from support_groups.forms.rows import ChangeForm
from support_groups.models import MeetingPattern, ScheduleException
from support_groups.schedules import DateException, languages
from support_groups.schedules.exception_phrases import from_exception_phrase
from support_groups.schedules.zones import is_zone

ROW = re.compile(r"meeting_patterns-\d{1,3}")
USUAL_ZONE = "America/New_York"


def is_only_shown(request) -> bool:
    """Whether this POST saves nothing: "Show dates", and another row without a script."""
    return bool({"_dates", "_more"} & request.POST.keys())


class ScheduleViews:
    """Mixed into the group admin."""

    def add_view(self, request, form_url="", extra_context=None):
        if is_only_shown(request):
            return self._only_shown(request, None, form_url, extra_context)
        return super().add_view(request, form_url, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if is_only_shown(request):
            return self._only_shown(request, object_id, form_url, extra_context)
        return super().change_view(request, object_id, form_url, extra_context)

    def _only_shown(self, request, *args):
        """Show the form without a transaction, a revision or a lock, because nothing is saved."""
        request.POST = typed.read(request.POST, timezone.localdate())
        return self._changeform_view(request, *args)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Turn phrases into fields before anything else looks at the form."""
        if request.method == "POST":
            request.POST = typed.read(request.POST, timezone.localdate())
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_urls(self):
        view = self.admin_site.admin_view
        name = "support_groups_group_preview"
        return [path("preview/", view(post_only(self.preview_view)), name=name), *super().get_urls()]

    def preview_view(self, request):
        """For the script: one row of the posted form, read and said back; or the line about one date."""
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        row, data = request.POST.get("row", ""), request.POST
        if row == "change_line":
            line = from_exception_phrase(data.get("change_line", ""), today=timezone.localdate())
            rows = [
                ScheduleException(kind=one.effect, first=one.first, last=one.last) for one in line.exceptions
            ]
            context = {"line": line, "rows": rows, "is_asked": bool(data.get("change_line", "").strip())}
            return TemplateResponse(request, "admin/support_groups/group/_line.html", context)
        if not ROW.fullmatch(row):
            return HttpResponseBadRequest("Which row?", content_type="text/plain")
        return TemplateResponse(request, "admin/support_groups/group/_row.html", _previewed(data, row))

    def render_change_form(self, request, context, *args, **kwargs):
        formsets = {one.formset.prefix: one.formset for one in context["inline_admin_formsets"]}
        if "meeting_patterns" in formsets:
            changes = formsets.get("schedule_exceptions")
            setting = _setting(context["adminform"].form, changes.forms if changes else [])
            for form in formsets["meeting_patterns"].forms:
                form.preview = preview.of_form(form, setting)
        return super().render_change_form(request, context, *args, **kwargs)


def _previewed(data, row: str) -> dict:
    """The row's form and its preview; of a phrase that says several things, a preview of each."""
    before = typed.total(data, typed.MEETINGS)
    read = typed.read(data, timezone.localdate(), only_row=row)
    pk = read.get(f"{row}-id", "")
    known = MeetingPattern.objects.filter(pk=pk).first() if is_key(pk) else None
    rows = [row, *(f"{typed.MEETINGS}-{place}" for place in range(before, typed.total(read, typed.MEETINGS)))]
    forms = [PatternForm(read, prefix=one, instance=known if one == row else None) for one in rows]
    places = range(typed.total(read, typed.CHANGES))
    setting = _setting_of_data(
        read, [ChangeForm(read, prefix=f"{typed.CHANGES}-{place}") for place in places]
    )
    for form in forms:
        form.preview = preview.of_form(form, setting)
    return {"form": forms[0], "forms": forms, "is_several": len(forms) > 1}


def _setting(form, changes) -> preview.Setting:
    if form.is_bound:
        return _setting_of_data(form.data, changes)
    group = form.instance
    return preview.Setting(
        zone=group.zone,
        language=group.language,
        changes=group.date_exceptions if group.pk else [],
        at=timezone.now(),
    )


def _setting_of_data(data, changes) -> preview.Setting:
    zone = data.get("zone", "")
    return preview.Setting(
        zone=zone if is_zone(zone) else USUAL_ZONE,
        language=languages.supported(data.get("language")),
        changes=[
            *preview.changes_of(changes),
            *_of_house(data, "venue"),
            *_of_house(data, "organization"),
        ],
        at=timezone.now(),
    )


def _of_house(data, name: str) -> list[DateException]:
    pk = data.get(name, "")
    rows = ScheduleException.objects.filter(**{name: pk}) if is_key(pk) else []
    return [row.date_exception for row in rows]
