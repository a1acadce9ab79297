"""The calling list: whom to call about a listing, the longest overdue first, and what came of each call."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from editing.addresses import post_only
from editing.keys import is_key
from editing.last_save import last_entry
from support_groups.forms.calling import CallForm
from support_groups.models import Group

CALLS_ON_A_PAGE = 20
LIST = "admin:support_groups_group_calling"
FORM = "admin:support_groups_group_change"
COMES_BACK = "calling"  # a value of the list's filter "todo", which Django hands from page to page
BACK = urlencode({"_changelist_filters": f"todo={COMES_BACK}"})


class CallingViews:
    """Mixin for the group admin."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("calling/", view(self.calling_view), name="support_groups_group_calling"),
            path("calling/<int:pk>/", view(post_only(self.called_view)), name="support_groups_group_called"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        """Pages that were opened from the calling list lead back to it, as others do to the filtered list."""
        if request.method == "GET" and request.GET.get("todo") == COMES_BACK:
            return HttpResponseRedirect(reverse(LIST))
        return super().changelist_view(request, extra_context)

    def calling_view(self, request):
        if not self.has_change_permission(request):
            raise PermissionDenied
        return self._calls(request)

    def called_view(self, request, pk):
        """What came of one call. The form carries what was read aloud: if that has changed, nothing is recorded."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        with transaction.atomic():
            group = _locked(pk)
            form = CallForm(request.POST, group=group) if group else None
            if form and not form.is_valid():
                return self._calls(request, form)
            if form and "_change" in request.POST:
                return self._open(request, form)
            if form and not form.is_outdated:
                self._record_call(request, form)
            else:
                _say_outdated(request, pk)
        return HttpResponseRedirect(reverse(LIST))

    def _record_call(self, request, form: CallForm) -> None:
        group, today = form.group, timezone.localdate()
        if "_no_answer" in request.POST:
            form.add_unanswered(on=today, user=request.user)
            self.log_change(request, group, _("Called without an answer."))
            messages.success(request, _("No answer: %s. It comes up again tomorrow.") % group)
            return
        with self.create_revision(request):
            form.confirm(on=today, user=request.user)
            words = {"who": group.get_confirmed_by_display(), "how": group.get_confirmed_how_display()}
            self.log_change(request, group, _("Confirmed: %(who)s, %(how)s.") % words)
        messages.success(request, _("Confirmed: %s.") % group)

    def _open(self, request, form: CallForm):
        """The group's own form; it leads back here. What was said on the phone is among the notes for staff by then."""
        group, note = form.group, form.cleaned_data["note"]
        if note:
            with self.create_revision(request):
                group.add_note(note, on=timezone.localdate())
                group.save()
                self.log_change(request, group, _("Added a note for staff."))
            messages.success(request, _("Your note was saved. It is among the notes for staff."))
        return HttpResponseRedirect(f"{reverse(FORM, args=[group.pk])}?{BACK}")

    def _calls(self, request, typed: CallForm | None = None):
        """The list; a form with errors comes first."""
        groups = Group.objects.to_call(timezone.localdate()).for_calls()
        page = Paginator(groups, CALLS_ON_A_PAGE).get_page(request.GET.get("page"))
        calls = [CallForm(group=group) for group in page if not typed or group.pk != typed.group.pk]
        context = self.admin_site.each_context(request) | {
            "title": _("Calling list"),
            "opts": self.opts,
            "calls": [*([typed] if typed else []), *calls],
            "page": page,
            "close": f"{reverse('admin:support_groups_group_changelist')}?todo={COMES_BACK}",
        }
        return TemplateResponse(request, "admin/support_groups/group/calling.html", context)


def _locked(pk: int) -> Group | None:
    """None if it needs no call, or not any more."""
    groups = Group.objects.select_for_update(of=["self"]).to_call(timezone.localdate())
    return groups.filter(pk=pk).first() if is_key(pk) else None


def _say_outdated(request, pk: int) -> None:
    """Who was faster; and the note, which would be lost."""
    sentence = _("Nothing was recorded, because the listing has changed since you opened the list. %s")
    messages.warning(request, sentence % last_entry(Group, pk))
    if note := request.POST.get("note", "").strip():
        messages.warning(request, _("Your note was not saved: “%s”") % note[:1000])
