"""Notices about a source: shown on its form, looked up on request, acknowledged with a reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editing.addresses import post_only
from sources import checking
from sources.adding import lookup_cache
from sources.forms import AcknowledgeForm
from sources.integrity import NoticeKind
from sources.lookup import LookUpFailed
from sources.models import Notice, Source

SERVICES = {
    "crossref": "Crossref",
    "pubmed": "PubMed",
    "retraction-watch": "Retraction Watch",
    "title": gettext_lazy("the title itself"),
}


class NoticeViews:
    """Mixed into the source admin."""

    after_saving = {"_check": "check_view"}

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/check/", view(post_only(self.check_view)), name="sources_source_check"),
            path("<int:pk>/archive/", view(post_only(self.archive_view)), name="sources_source_archive"),
            path(
                "<int:pk>/notices/<int:notice_pk>/",
                view(self.acknowledge_view),
                name="sources_source_acknowledge",
            ),
            *super().get_urls(),
        ]

    def _to_change(self, request, pk) -> Source:
        source = self.get_object(request, str(pk))
        if source is None:
            raise Http404
        if not self.has_change_permission(request, source):
            raise PermissionDenied
        return source

    def check_view(self, request, pk):
        """Looks up one source while somebody waits: ten seconds for each service at most, then a message."""
        source = self._to_change(request, pk)
        if not any(row.lookup_queries for row in source.rows):
            messages.warning(request, _("Add a DOI or PubMed number to check this source."))
            return _back(source)
        at = now()
        try:
            new = checking.check_source(source, lookup_cache.fetcher(), at=at)
        except LookUpFailed as failure:
            messages.error(request, failure.sentence)
            return _back(source)
        source.refresh_from_db()
        if new:
            count = ngettext("%d new notice was found.", "%d new notices were found.", len(new)) % len(new)
            messages.warning(request, f"{count} {source.integrity_for_staff}")
        elif checking.due(at).filter(pk=source.pk).exists():
            message = _("Some services did not answer, so the earlier result still applies. %s")
            messages.warning(request, message % source.integrity_for_staff)
        else:
            messages.success(request, _("No new notices. %s") % source.integrity_for_staff)
        return _back(source)

    def acknowledge_view(self, request, pk, notice_pk):
        source = self._to_change(request, pk)
        applying = source.notices.applying().exclude(kind=NoticeKind.REINSTATEMENT)
        notice = get_object_or_404(applying, pk=notice_pk)
        form = AcknowledgeForm(request.POST or None, instance=notice)
        if request.method == "POST" and form.is_valid():
            notice.acknowledged_at, notice.acknowledged_by = now(), request.user
            with transaction.atomic():
                form.save()
                source.refresh_integrity()
            self.log_change(request, source, _("Acknowledged: %s.") % notice.get_kind_display())
            messages.success(request, _("Your reason was saved with the notice."))
            return _back(source)
        context = self.admin_site.each_context(request) | {
            "title": _("Acknowledge: %s") % notice.get_kind_display(),
            "opts": self.opts,
            "original": source,
            "notice": notice,
            "form": form,
        }
        return TemplateResponse(request, "admin/sources/source/acknowledge.html", context)

    def archive_view(self, request, pk):
        """Offered where a source can’t be deleted."""
        source = self._to_change(request, pk)
        with self.create_revision(request):
            source.status = Source.Status.ARCHIVED
            source.save()
            self.log_change(request, source, _("Archived."))
        messages.success(
            request, _("“%s” is archived. Texts that cite it keep it, but nobody can cite it again.") % source
        )
        return _back(source)


def _back(source: Source) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:sources_source_change", args=[source.pk]))


def notices_of(source: Source) -> list[Notice]:
    """With `found_by`, the name of the service as people know it."""
    notices = list(source.notices.select_related("acknowledged_by"))
    for notice in notices:
        notice.found_by = SERVICES.get(notice.service, notice.service)
    return notices
