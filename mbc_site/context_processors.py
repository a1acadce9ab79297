from django.utils.functional import SimpleLazyObject

from mbc_site import failures
from mbc_site.models import OrganizationDetails


def organization(request):
    """The organization's details for every template; asked for only when a template uses them."""
    return {"organization": SimpleLazyObject(_current)}


def _current() -> OrganizationDetails:
    failures.last_known.organization = OrganizationDetails.objects.current()
    return failures.last_known.organization
