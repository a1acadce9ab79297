"""The search behind the editor's citation dialog."""

from django.http import JsonResponse
from django.urls import path, reverse

from editing.text import storable
from sources import identifiers
from sources.models import Source

LONGEST = 500


def as_result(source: Source) -> dict:
    """What the dialog shows of a source."""
    return as_results([source])[0]


def as_results(sources: list[Source]) -> list[dict]:
    """What the dialog shows of sources, each with a label that no other active source has."""
    labels = Source.objects.labels_apart(sources)
    return [_as_result(source, labels[source.key]) for source in sources]


def _as_result(source: Source, label: str) -> dict:
    return {
        "key": source.key,
        "label": label,
        "title": source.title,
        "year": source.year,
        "reference": source.reference_text,
        "warning": warning(source),
    }


def warning(source: Source) -> str:
    """What to know before citing it, with the reasons why it may stay cited."""
    if not source.needs_attention:
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
        query = {name: storable(value)[:2000] for name, value in request.GET.items()}
        pasted = identifiers.find(query.get("q", "")[:LONGEST])
        sources = dict.fromkeys(self._matching(request, query, pasted))
        answer = {
            "results": as_results(list(sources)),
            "identifiers": {identifier.kind: identifier.value for identifier in pasted},
        }
        if pasted and self.has_add_permission(request):
            answer["lookUp"] = reverse("admin:sources_source_propose")
        return JsonResponse(answer)

    def _matching(self, request, query, pasted):
        """By `q`: title, author, year, key, or any identifier or address; by `keys` or `pk`: these very sources."""
        if "keys" in query:
            return Source.objects.filter(key__in=query["keys"].split()[:100])
        if "pk" in query:
            return filter(None, [self.get_object(request, query["pk"])])
        active, words = Source.objects.active(), query.get("q", "")[:LONGEST]
        sources = [source for identifier in pasted for source in _with_identifier(identifier)]
        _scheme, is_address, address = words.strip().partition("://")
        if is_address:
            sources += active.filter(url__icontains=address.removeprefix("www.").rstrip("/"))[:20]
        return [*sources, *active.matching(words)[:20]]


def _with_identifier(identifier) -> list[Source]:
    """Also by the identifier of a source that was merged into another: that one replaces it."""
    rows = Source.objects.with_identifier(identifier.kind, identifier.value).select_related("merged_into")
    return [source for row in rows if not (source := row.merged_into or row).is_archived]
