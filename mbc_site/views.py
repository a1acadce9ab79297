import datetime
import hashlib
import logging
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import storages
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.defaults import page_not_found
from django.views.generic import TemplateView

from articles import pictures
from articles.change_log import days_of
from articles.models import Edition, Page, Topic
from articles.storage import StorageAway
from editing.compiled_queries import CompiledQuery, moment
from mbc_site import health
from mbc_site.doors import doors
from mbc_site.models import OrganizationDetails
from support_groups.pages.home_groups import home_groups
from web.page_cache.moments import next_midnight, next_minute
from web.page_cache.names import ARTICLES, DIRECTORY, SITE
from web.page_cache.public import never_kept, public_page
from web.pages import NoSuchPage
from web.referrer import address_may_hold_a_search
from web.secret_paths import is_secret

A_DAY = 24 * 3600
A_YEAR = 365 * A_DAY
LATEST, LATEST_CHANGES = 4, 8  # articles and changes on the home page
logger = logging.getLogger(__name__)


_topics = CompiledQuery(lambda: Topic.objects.with_public_articles(moment("at")))
_latest = CompiledQuery(lambda: Edition.objects.listed(moment("at")).for_lists().newest_first()[:LATEST])
_changes = CompiledQuery(lambda: Edition.objects.public_log(moment("at"))[:LATEST_CHANGES])


@public_page(ARTICLES, DIRECTORY, SITE, until=[next_minute])
class Home(TemplateView):
    template_name = "home.html"

    def get_context_data(self, **kwargs):
        at = timezone.now()
        groups, topics, latest = home_groups(at), _topics(at=at), _latest(at=at)
        return super().get_context_data(
            doors=doors(topics, has_articles=bool(latest), has_groups=bool(groups.number)),
            groups=groups,
            topics=topics,
            latest=latest,
            changes=days_of(_changes(at=at)),
            **kwargs,
        )


@public_page(SITE)
class Robots(TemplateView):
    template_name = "robots.txt"
    content_type = "text/plain"


@public_page(ARTICLES, SITE, until=[next_midnight])
def security_txt(request):
    """Where to report a weakness of this site (RFC 9116); 404 while the organization has named no contact."""
    contacts = _security_contacts(request)
    if not contacts:
        raise Http404
    now = timezone.now()
    # A fresh date each month, seven months ahead: the RFC advises less than a year.
    expires = datetime.datetime(
        now.year + (now.month + 6) // 12, (now.month + 6) % 12 + 1, 1, tzinfo=datetime.UTC
    )
    fields = [
        *(("Contact", contact) for contact in contacts),
        ("Expires", expires.strftime("%Y-%m-%dT%H:%M:%SZ")),
        ("Preferred-Languages", ", ".join(code for code, _name in settings.LANGUAGES)),
        ("Canonical", request.build_absolute_uri(request.path)),
    ]
    text = "".join(f"{name}: {value}\n" for name, value in fields)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _security_contacts(request) -> list[str]:
    """In the order of preference, as URIs."""
    email = OrganizationDetails.objects.current().email
    contacts = [f"mailto:{quote(email, safe='@')}"] if email else []
    page = Page.objects.published().filter(slug="contact").first()
    return contacts + ([request.build_absolute_uri(page.get_absolute_url())] if page else [])


@never_kept("says how this process is")
def healthz(request):
    """200 while the database answers. Cheap; for a monitor that restarts the process if it gets no answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


@never_kept("says how this process is")
def readyz(request):
    """200 if this process should get visitors. Shows only codes; the log and the start page say what they mean."""
    codes = {finding.fact.code: finding.fact.severity for finding in health.findings(timezone.now())}
    stops = [code for code, severity in codes.items() if severity == health.Severity.STOP]
    request.outage = ", ".join(stops)  # for the line in the log
    return JsonResponse(
        {"ready": not stops, "problems": stops, "warnings": [code for code in codes if code not in stops]},
        status=503 if stops else 200,
        headers={"Cache-Control": "no-store"},
    )


@never_kept("a file, which browsers keep for a year")
def media(request, path):
    """A re-encoded picture. Its name carries a hash of its bytes, so it never changes.

    Originals are kept in another storage and have no address. A proxy may serve these files itself, or keep what it got
    (docs/growing.md).
    """
    if ".." in path.split("/"):
        raise SuspiciousFileOperation("An address of a picture leads out of its folder.")
    if not (name := pictures.NAME.fullmatch(path)):
        raise Http404
    try:
        with storages["default"].open(path) as file:
            data = file.read()
    except StorageAway:
        raise
    except OSError as problem:  # missing, or a name longer than the file system takes
        raise Http404 from problem
    response = _picture(path, data, f"image/{name['extension']}")
    return get_conditional_response(request, etag=response["ETag"], response=response)


def not_found(request, exception):
    """A mistyped address may still contain a search or a secret, so it sends no referrer."""
    if isinstance(exception, NoSuchPage):
        return no_such_page(request, exception)
    is_private = request.META.get("QUERY_STRING") or is_secret(request.path)
    view = address_may_hold_a_search(page_not_found) if is_private else page_not_found
    return view(request, exception)


@address_may_hold_a_search
def no_such_page(request, exception: NoSuchPage):
    """A list has no such page: which ones there are, with the rest of the search."""
    query = request.GET.copy()
    del query["page"]
    first = f"{request.path}?{query.urlencode()}" if query else request.path
    return render(request, "no_such_page.html", {"missing": exception, "first": first}, status=404)


def _picture(path: str, data: bytes, content_type: str) -> HttpResponse:
    """Don't serve a damaged file: browsers would keep it for a year."""
    caching = _caching(path, data)
    if not caching:
        logger.error("%s is damaged; run check_pictures.", path)
        raise Http404
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    return HttpResponse(data, content_type=content_type, headers={"Cache-Control": caching, "ETag": etag})


def _caching(path: str, data: bytes) -> str:
    """The Cache-Control header, or "" if the file may not be served."""
    if pictures.is_as_named(path, data):
        return f"public, max-age={A_YEAR}, immutable"
    if pictures.NAME.fullmatch(path) and pictures.is_whole(data):  # remade by another version of the encoder
        return f"public, max-age={A_DAY}"
    return ""
