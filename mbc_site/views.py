import contextlib
import logging

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import TemplateView
from django.views.static import serve

from articles import pictures
from articles.models import Edition, Topic
from support_groups.lines import meeting_soon
from support_groups.models import Group

A_DAY = 24 * 3600
A_YEAR = 365 * A_DAY
logger = logging.getLogger(__name__)


class Home(TemplateView):
    template_name = "home.html"

    def get_context_data(self, **kwargs):
        at = timezone.now()
        return super().get_context_data(
            number_of_groups=Group.objects.findable(at).count(),
            soon=meeting_soon(at),
            topics=Topic.objects.with_public_articles(),
            latest=Edition.objects.current().for_lists().order_by("-published_at", "-pk")[:5],
            changes=Edition.objects.public_log()[:5],
            **kwargs,
        )


class Robots(TemplateView):
    template_name = "robots.txt"
    content_type = "text/plain"


def healthz(request):
    """200 while the database answers; what a load balancer asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


def media(request, path):
    """A re-encoded picture. Its name carries a hash of its bytes, so it never changes.

    Only renditions are under MEDIA_ROOT; originals live in PRIVATE_ROOT and have no address. A proxy may
    serve this folder itself (docs/operating.md).
    """
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as problem:  # a name longer than the file system takes
        raise Http404 from problem
    if response.streaming:  # and not a 304
        with contextlib.closing(response):
            data = b"".join(response)
        response = _picture(path, data, response.headers)
    return response


def _picture(path: str, data: bytes, headers) -> HttpResponse:
    """What a disk has broken is not served: it would stay in browsers for a year."""
    caching = _caching(path, data)
    if not caching:
        logger.error("%s is not a whole picture; run check_pictures.", path)
        raise Http404
    return HttpResponse(data, headers={**headers, "Cache-Control": caching})


def _caching(path: str, data: bytes) -> str:
    """Nothing for what may not be served."""
    if pictures.is_as_named(path, data):
        return f"public, max-age={A_YEAR}, immutable"
    if pictures.NAME.fullmatch(path) and pictures.is_whole(data):  # remade by another version of the encoder
        return f"public, max-age={A_DAY}"
    return ""


def server_error(request):
    """Asks nothing of the database, which may be what failed."""
    return render(request, "500.html", {"organisation": None}, status=500)
