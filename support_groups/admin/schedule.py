"""The schedule as it is typed: what it says, what must still be answered, and its next dates, before it is saved."""

import re

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from editing.addresses import post_only
from editing.keys import is_key
from support_groups.forms import answers, phrase_data, preview
from support_groups.forms.meetings import PatternForm
from support_groups.forms.phrase_data import EXCEPTIONS, LINE, MEETINGS
from support_groups.forms.rows import ExceptionForm
from support_groups.listings import ways_to_meet
from support_groups.models import MeetingPattern, ScheduleException, Venue
from support_groups.schedules import DateException, languages
from support_groups.schedules.zones import is_zone

ROW = re.compile(r"meeting_patterns-\d{1,3}")


def is_only_shown(request) -> bool:
    """Whether this POST saves nothing: "Show dates", an answer, and another row without a script."""
    return bool({"_dates", "_more", answers.BUTTON} & request.POST.keys())


class ScheduleViews:
    """Mixin for the group admin."""

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
        return self._changeform_view(request, *args)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Rows get their fields from the phrases that were typed."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs:
            if not hasattr(request, "filled_data"):
                request.filled_data = phrase_data.fill_rows(request.POST, timezone.localdate())
            kwargs["data"] = request.filled_data
        return kwargs

    def get_urls(self):
        view = self.admin_site.admin_view
        name = "support_groups_group_preview"
        return [path("preview/", view(post_only(self.preview_view)), name=name), *super().get_urls()]

    def preview_view(self, request):
        """For the script: how one row of the posted form, or the line about one date, is understood."""
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        row, data = request.POST.get("row", ""), request.POST
        if row == LINE:
            context = preview.of_line(phrase_data.read_line(data, timezone.localdate()))
            return TemplateResponse(request, "admin/support_groups/group/_line.html", context)
        if not ROW.fullmatch(row):
            return HttpResponseBadRequest(_("Choose a row to preview."), content_type="text/plain")
        return TemplateResponse(request, "admin/support_groups/group/_row.html", _previewed(data, row))

    def render_change_form(self, request, context, *args, **kwargs):
        formsets = {one.formset.prefix: one.formset for one in context["inline_admin_formsets"]}
        if "meeting_patterns" in formsets:
            exceptions, patterns = formsets.get(EXCEPTIONS), formsets[MEETINGS].forms
            preview_context = _preview_context(
                context["adminform"].form, exceptions.forms if exceptions else [], patterns
            )
            for form in patterns:
                form.preview = preview.of_form(form, preview_context)
        return super().render_change_form(request, context, *args, **kwargs)


def _previewed(data, row: str) -> dict:
    """The row's form and its preview; of a phrase that says several things, a preview of each."""
    filled = phrase_data.fill_row(data, row, timezone.localdate())
    pk = filled.get(f"{row}-id", "")
    stored = MeetingPattern.objects.filter(pk=pk).first() if is_key(pk) else None
    added = range(phrase_data.total(data, MEETINGS), phrase_data.total(filled, MEETINGS))
    forms = [
        PatternForm(filled, prefix=row, instance=stored),
        *(PatternForm(filled, prefix=f"{MEETINGS}-{place}") for place in added),
    ]
    places = range(phrase_data.total(filled, EXCEPTIONS))
    exceptions = [ExceptionForm(filled, prefix=f"{EXCEPTIONS}-{place}") for place in places]
    rows = [
        PatternForm(filled, prefix=f"{MEETINGS}-{place}")
        for place in range(phrase_data.total(filled, MEETINGS))
    ]
    known = [*preview.exceptions_of(exceptions), *preview.canceled_by(rows)]
    preview_context = _context_of_data(filled, known)
    for form in forms:
        form.preview = preview.of_form(form, preview_context)
    return {"form": forms[0], "forms": forms, "is_several": len(forms) > 1}


def _preview_context(form, exception_forms, pattern_forms) -> preview.PreviewContext:
    if form.is_bound:
        from_phrases = [row.date_exception for row in form.phrase_rows]
        from_phrases += preview.canceled_by(pattern_forms)
        return _context_of_data(form.data, [*preview.exceptions_of(exception_forms), *from_phrases])
    group = form.instance
    return preview.PreviewContext(
        zone=group.zone,
        language=group.language,
        exceptions=group.date_exceptions if group.pk else [],
        at=timezone.now(),
    )


def _context_of_data(data, exceptions: list[DateException]) -> preview.PreviewContext:
    return preview.PreviewContext(
        zone=_zone_of_data(data),
        language=languages.supported(data.get("language")),
        exceptions=[*exceptions, *_exceptions_of(data, "venue"), *_exceptions_of(data, "organization")],
        at=timezone.now(),
    )


def _zone_of_data(data) -> str:
    """As saving would take it: the chosen one, or that of the venue where people meet; "" if there is none."""
    if zone := data.get("zone", ""):
        return zone if is_zone(zone) else ""
    pk = data.get("venue", "")
    is_there = ways_to_meet.way(data.get("attendance")).is_in_person
    venue = Venue.objects.filter(pk=pk).first() if is_there and is_key(pk) else None
    return venue.zone if venue else ""


def _exceptions_of(data, owner: str) -> list[DateException]:
    """Those of the venue or the organization that was chosen in the form."""
    pk = data.get(owner, "")
    rows = ScheduleException.objects.filter(**{owner: pk}) if is_key(pk) else []
    return [row.date_exception for row in rows]
