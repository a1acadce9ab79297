"""Actions on several groups at once: confirm, pause, close. Each asks before it saves anything, and returns to the list
with its filters and page."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from support_groups.forms.status_actions import CloseForm, ConfirmForm, PauseForm
from support_groups.models import Group

MOST = 400  # groups at once: each is a transaction of its own, and the page between names them all
TOO_MANY = _("Choose at most %d groups at a time. A filter makes the list shorter.")
NONE = _("None of the selected groups can be changed this way. List a draft before you pause or close it.")


@dataclass(frozen=True)
class Task:
    """`change(group, values, user)` is called with the locked group and what was entered."""

    title: str | Promise
    result: str | Promise
    form: type[forms.Form]
    change: Callable
    not_for: tuple[str, ...] = ()  # statuses
    explains: str | Promise = ""  # what it does, to somebody who does it for the first time


def _confirm(group, values, user) -> None:
    group.confirm(on=timezone.localdate(), user=user, **values)


def _pause(group, values, user) -> None:
    group.status, group.paused_until = Group.Status.PAUSED, values["until"]
    group.save()


def _close(group, values, user) -> None:
    group.status = Group.Status.CLOSED
    group.add_note(values["note"], on=timezone.localdate())
    group.save()


CONFIRM = Task(_("Confirm today"), _("Confirmed."), ConfirmForm, _confirm)
PAUSE = Task(_("Pause"), _("Paused."), PauseForm, _pause, (Group.Status.DRAFT, Group.Status.CLOSED))
CLOSE = Task(
    _("Close"),
    _("Closed."),
    CloseForm,
    _close,
    (Group.Status.DRAFT, Group.Status.CLOSED),
    _(
        "Searches, calendars and the calling list no longer have it. Whoever kept its address reads that it has stopped "
        "meeting. Nothing is deleted: to list it again, open it and change its status."
    ),
)


class StatusActions:
    """Mixin for the group admin."""

    @admin.action(permissions=["change"], description=_("Confirm today…"))
    def confirm_today(self, request, queryset):
        return self._ask(request, queryset, CONFIRM)

    @admin.action(permissions=["change"], description=_("Pause until…"))
    def pause(self, request, queryset):
        return self._ask(request, queryset, PAUSE)

    @admin.action(permissions=["change"], description=_("Close: it has stopped meeting…"))
    def close(self, request, queryset):
        return self._ask(request, queryset, CLOSE)

    def _ask(self, request, queryset, task: Task):
        """The page between choosing an action and doing it; None leads back to the list."""
        groups = list(queryset.exclude(status__in=task.not_for)[: MOST + 1])
        if not groups or len(groups) > MOST:
            messages.warning(request, TOO_MANY % MOST if groups else NONE)
            return None
        noted = {"note": request.POST.get("note", "")}  # typed in the calling list
        form = task.form(request.POST if "_confirm" in request.POST else None, initial=noted)
        if form.is_valid():
            done = [self._apply(request, group.pk, task, form.cleaned_data) for group in groups]
            say_result(request, gettext(task.result), sum(done), len(done))
            return None
        title = f"{task.title}: {_named(groups)}"
        return self.action_page(request, "action", title=title, task=task, form=form, groups=groups)

    def action_page(self, request, name: str, **context) -> TemplateResponse:
        context |= self.admin_site.each_context(request) | {
            "opts": self.opts,
            "action": request.POST.get("action", ""),
            "list_address": request.get_full_path(),
        }
        return TemplateResponse(request, f"admin/support_groups/group/{name}.html", context)

    def _apply(self, request, pk: int, task: Task, values) -> bool:
        """Whether it was done; a colleague may have closed or deleted the group in the meantime."""
        with self.create_revision(request), transaction.atomic():
            group = Group.objects.select_for_update().exclude(status__in=task.not_for).filter(pk=pk).first()
            if group is None:
                return False
            task.change(group, values, request.user)
            self.log_change(request, group, gettext(task.result))
        return True


def _named(groups: list[Group]) -> str:
    """What an action is about: one by its name, several by their number."""
    number = len(groups)
    return str(groups[0]) if number == 1 else ngettext("%d group", "%d groups", number) % number


def say_result(request, result: str, done: int, of: int) -> None:
    message = ngettext("%(result)s %(number)d group.", "%(result)s %(number)d groups.", done)
    messages.success(request, message % {"result": result, "number": done})
    if left := of - done:
        sentence = ngettext(
            "%d group was left alone: somebody changed it in the meantime.",
            "%d groups were left alone: somebody changed them in the meantime.",
            left,
        )
        messages.warning(request, sentence % left)
