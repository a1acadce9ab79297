"""A page that moved answers 301 to its new address instead of 404."""

from django.http import HttpResponsePermanentRedirect

from articles.models import FormerAddress


class FormerAddressMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if (
            response.status_code != 404
            or request.method not in ("GET", "HEAD")
            or "\x00" in request.path_info
        ):
            return response
        moved = (
            FormerAddress.objects.filter(path=request.path_info[:300])
            .values_list("leads_to", flat=True)
            .first()
        )
        if moved is None:
            return response
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{moved}?{query}" if query else moved)
