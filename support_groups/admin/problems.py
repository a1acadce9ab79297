"""What is missing in a listing or may be wrong: shown above its form, said after a save, and asked about before visitors
see a listing that nobody can reach."""

from django.contrib import messages
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editing.stale_save import refusing
from support_groups.admin import standing
from support_groups.admin.fieldsets import CONFIRMATION
from support_groups.admin.schedule import is_only_shown
from support_groups.exchange.leftovers import has_questions
from support_groups.listings.rules import OUT_OF_REACH, Problem
from support_groups.models import Group

ANYWAY = "_list_anyway"  # the button that answers the question


class OutOfReach(Exception):
    """Nothing is saved."""


class ProblemViews:
    """Mixin for the group admin; list it before the classes that save."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Group, contacts, times and venue decide together whether anybody can reach the group. So they are saved, looked
        at as they are stored, and taken back if there is a question."""
        is_save = request.method == "POST" and not is_only_shown(request)
        if not is_save or getattr(request, "is_restoring", False):
            return super().changeform_view(request, object_id, form_url, extra_context)
        request.asks_before_listing = ANYWAY not in request.POST
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except OutOfReach:
            request.asks_before_listing = False
            request.is_asked_about_reach = not _is_stored_out_of_reach(object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        is_asked = getattr(request, "is_asked_about_reach", False)
        return refusing(form, _("Nothing was saved yet. Answer the question first.")) if is_asked else form

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if getattr(request, "asks_before_listing", False) and form.instance.is_out_of_reach:
            raise OutOfReach

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and request.method == "GET":
            context["problems"] = all_problems(obj)
        if obj and obj.pk and not context.get("revert"):
            facts = standing.of_group(standing.stored(request, obj), context.get("problems", []))
            context |= {"standing": list(facts), "confirmation": _confirmation(context["adminform"].form)}
        if getattr(request, "is_asked_about_reach", False):
            context |= {"asked": OUT_OF_REACH, "anyway": ANYWAY}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        _warn_of_problems(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        _warn_of_problems(request, obj)
        return super().response_change(request, obj)


def _confirmation(form) -> list:
    """Its fields, which the bar under the title shows."""
    return [form[name] for name in CONFIRMATION if name in form.fields]


def _is_stored_out_of_reach(object_id: str | None) -> bool:
    """Somebody has listed it anyway: that is not asked again with every save."""
    group = Group.objects.filter(pk=object_id).first() if object_id else None
    return group is not None and group.is_out_of_reach


def _warn_of_problems(request, group) -> None:
    for problem in all_problems(group):
        messages.warning(request, problem.sentence)


def all_problems(group) -> list[Problem]:
    return [*notes_to_settle(group), *group.stored_problems(), *_exceptions_to_check(group)]


def notes_to_settle(group) -> list[Problem]:
    """A warning while the notes still hold what an import asked: whoever lists the group should have read it."""
    sentence = _("The notes for staff say what an import asked. Settle it, then delete those lines.")
    return [Problem("notes", sentence, False)] if has_questions(group.notes) else []


def _exceptions_to_check(group) -> list[Problem]:
    """Warnings about schedule exceptions on days without a meeting."""
    message = _("%(exception)s, %(day)s: the schedule has no meeting on that day. Check the date.")
    rows = group.exceptions_without_meetings(timezone.localdate())
    texts = [
        message
        % {"exception": row.get_kind_display().capitalize(), "day": date_format(row.first, "l, F j, Y")}
        for row in rows
    ]
    return [Problem("schedule_exceptions", text, False) for text in texts]
