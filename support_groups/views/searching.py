"""The search in an address, for whatever shows its groups: calendar and sheet."""

from django.urls import reverse

from support_groups.search import find


def found(request, at):
    """The groups of the search in the address, in its order."""
    return find(request.GET, at=at)


def search_address(request) -> str:
    """The finder with the same search."""
    query = request.META.get("QUERY_STRING", "")
    return request.build_absolute_uri(reverse("support_groups:finder") + (f"?{query}" if query else ""))
