from django.utils.functional import SimpleLazyObject

from mbc_site import failures
from mbc_site.models import OrganizationDetails
from web.page_cache.counters import SITE
from web.page_cache.memo import Memo

_details = Memo(SITE)


def organization(request):
    """The organization's details for every template; asked for only when a template uses them."""
    return {"organization": SimpleLazyObject(_current)}


def _current() -> OrganizationDetails:
    failures.last_known.organization = _details.get("current", OrganizationDetails.objects.current)
    return failures.last_known.organization
