from django.contrib import admin, messages
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editing.menu import Job, Place
from editing.saving import SaveFirstAdmin
from web import sending
from web.models import QueuedMail, QueuedMailQuerySet


@admin.register(QueuedMail)
class QueuedMailAdmin(SaveFirstAdmin, admin.ModelAdmin):
    """Shows what was sent, what is waiting and why. It never shows texts, which may hold a link to set a password."""

    menu = Place(Job.SITE)
    guide = "pages-and-organization"
    list_display = ["subject", "recipient", "queued_at", "outcome", "error"]
    list_filter = ["state", "queued_at"]
    search_fields = ["subject", "recipient"]
    exclude = ["text", "html"]
    list_per_page = 50
    actions = ["try_again", "give_up"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_manage_permission(self, request):
        return request.user.has_perm("web.manage_mail")

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def outcome(self, mail):
        when = mail.next_try_at if mail.state == QueuedMail.State.WAITING else mail.ended_at
        text = {
            QueuedMail.State.WAITING: _("waiting, next try %s"),
            QueuedMail.State.SENT: _("sent %s"),
            QueuedMail.State.GIVEN_UP: _("given up %s"),
        }[mail.state]
        return text % date_format(timezone.localtime(when), "SHORT_DATETIME_FORMAT")

    @admin.action(description=gettext_lazy("Try the selected messages again now"), permissions=["manage"])
    def try_again(self, request, queryset):
        self._apply(request, queryset, QueuedMailQuerySet.try_again, _("Will be tried again."))
        sending.soon()

    @admin.action(description=gettext_lazy("Give up the selected messages"), permissions=["manage"])
    def give_up(self, request, queryset):
        self._apply(request, queryset, QueuedMailQuerySet.give_up, _("Given up."))

    def _apply(self, request, queryset, act, outcome: str) -> None:
        at = timezone.now()
        done = [mail for mail in queryset if act(QueuedMail.objects.filter(pk=mail.pk), at)]
        for mail in done:
            self.log_change(request, mail, outcome)
        if done:
            text = ngettext("%(number)d message: %(outcome)s", "%(number)d messages: %(outcome)s", len(done))
            messages.success(request, text % {"number": len(done), "outcome": outcome})
        if skipped := queryset.count() - len(done):
            text = ngettext(
                "%d message was left alone: it was already sent or given up, is being sent right now, or has lost its "
                "link, which is erased when a message ends. Send what it was about anew.",
                "%d messages were left alone: they were already sent or given up, are being sent right now, or have lost "
                "their link, which is erased when a message ends. Send what they were about anew.",
                skipped,
            )
            messages.warning(request, text % skipped)
