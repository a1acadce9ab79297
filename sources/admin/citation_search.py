"""The search behind the editor's citation dialog."""

from django.http import JsonResponse
from django.urls import path, reverse

from editing.text import storable
from sources import identifiers
from sources.integrity.notices import WARNED_OF
from sources.models import Source

LONGEST = 500


def as_result(source: Source) -> dict:
    """What the dialog shows of a source."""
    return {
        "key": source.key,
        "label": source.label,
        "title": source.title,
        "year": source.year,
        "reference": source.reference_text,
        "warning": warning(source),
    }


def warning(source: Source) -> str:
    """What to know before citing it, with the reasons for which it may stay cited all the same."""
    if source.integrity not in WARNED_OF:
        return ""
    notices = (source.merged_into or source).notices.applying()
    reasons = notices.exclude(acknowledged_at=None).values_list("reason", flat=True)
    return " ".join([str(source.integrity_for_staff), *(f"“{reason}”" for reason in reasons)])


class CitationSearchViews:
    """Mixed into the source admin."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [path("find/", view(self.find_view), name="sources_source_find"), *super().get_urls()]

    def find_view(self, request):
        """Sources for the dialog, the identifiers that were pasted into it, and where they can be looked up."""
        if not self.has_view_permission(request):
            return JsonResponse({"results": []}, status=403)
        asked = {name: storable(value)[:2000] for name, value in request.GET.items()}
        pasted = identifiers.find(asked.get("q", "")[:LONGEST])
        found = dict.fromkeys(self._asked_for(request, asked, pasted))
        answer = {
            "results": [as_result(source) for source in found],
            "identifiers": {one.kind: one.value for one in pasted},
        }
        if pasted and self.has_add_permission(request):
            answer["lookUp"] = reverse("admin:sources_source_propose")
        return JsonResponse(answer)

    def _asked_for(self, request, asked, pasted):
        """By `q`: title, author, year, key, or any identifier or address; by `keys` or `pk`: these very sources."""
        if "keys" in asked:
            return Source.objects.filter(key__in=asked["keys"].split()[:100])
        if "pk" in asked:
            return filter(None, [self.get_object(request, asked["pk"])])
        active, words = Source.objects.active(), asked.get("q", "")[:LONGEST]
        found = [source for one in pasted for source in _with_identifier(one)]
        _scheme, is_address, address = words.strip().partition("://")
        if is_address:
            found += active.filter(url__icontains=address.removeprefix("www.").rstrip("/"))[:20]
        return [*found, *active.matching(words)[:20]]


def _with_identifier(identifier) -> list[Source]:
    """Also by the identifier of a source that was merged into another: the other stands for it."""
    rows = Source.objects.with_identifier(identifier.kind, identifier.value).select_related("merged_into")
    return [source for row in rows if not (source := row.merged_into or row).is_archived]
