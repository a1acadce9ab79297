from django.utils.functional import SimpleLazyObject

from mbc_site import failures
from mbc_site.models import Organisation


def organisation(request):
    """The organisation's details for every template; asked for only when a template uses them."""
    return {"organisation": SimpleLazyObject(_current)}


def _current() -> Organisation:
    failures.last_known.organisation = Organisation.objects.current()
    return failures.last_known.organisation
