"""What was published about a source afterwards: shown on its form, asked for now, acknowledged with a reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
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
                "<int:pk>/notices/<int:notice>/",
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
        """Asks the services about one source while somebody waits: ten seconds each at the most, then a sentence."""
        source = self._to_change(request, pk)
        if not any(row.lookup_queries for row in source.rows):
            messages.warning(request, _("Without a DOI or a PubMed number there is nothing to ask by."))
            return _back(source)
        at = now()
        try:
            new = checking.check_source(source, lookup_cache.fetcher(), at=at)
        except LookUpFailed as failure:
            messages.error(request, failure.sentence)
            return _back(source)
        source.refresh_from_db()
        if new:
            told = ngettext("%d new notice was found.", "%d new notices were found.", len(new)) % len(new)
            messages.warning(request, f"{told} {source.integrity_for_staff}")
        elif checking.due(at).filter(pk=source.pk).exists():
            told = _("Not every service that was asked can tell, so what was known before stands. %s")
            messages.warning(request, told % source.integrity_for_staff)
        else:
            messages.success(request, _("Nothing new. %s") % source.integrity_for_staff)
        return _back(source)

    def acknowledge_view(self, request, pk, notice):
        source = self._to_change(request, pk)
        found = source.notices.applying().filter(pk=notice).exclude(kind=NoticeKind.REINSTATEMENT).first()
        if found is None:
            raise Http404
        form = AcknowledgeForm(request.POST or None, instance=found)
        if request.method == "POST" and form.is_valid():
            found.acknowledged_at, found.acknowledged_by = now(), request.user
            with transaction.atomic():
                form.save()
                source.refresh_integrity()
            self.log_change(request, source, _("Acknowledged: %s.") % found.get_kind_display())
            messages.success(request, _("Your reason is kept with the notice."))
            return _back(source)
        context = self.admin_site.each_context(request) | {
            "title": _("Acknowledge: %s") % found.get_kind_display(),
            "opts": self.opts,
            "original": source,
            "notice": found,
            "was_cleared": found.is_pending,
            "form": form,
        }
        return TemplateResponse(request, "admin/sources/source/acknowledge.html", context)

    def archive_view(self, request, pk):
        """Beside the refusal to delete it."""
        source = self._to_change(request, pk)
        with self.create_revision(request):
            source.status = Source.Status.ARCHIVED
            source.save()
            self.log_change(request, source, _("Archived."))
        messages.success(
            request, _("“%s” is archived: what cites it keeps it, and it is not offered any more.") % source
        )
        return _back(source)


def _back(source: Source) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:sources_source_change", args=[source.pk]))


def notices_of(source: Source) -> list[Notice]:
    """With `found_by`, the name of the service as people know it."""
    found = list(source.notices.select_related("acknowledged_by"))
    for notice in found:
        notice.found_by = SERVICES.get(notice.service, notice.service)
    return found
