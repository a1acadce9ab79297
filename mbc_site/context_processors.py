from django.utils.functional import SimpleLazyObject

from mbc_site.models import Organisation


def organisation(request):
    """The organisation's details for every template; asked for only when a template uses them."""
    return {"organisation": SimpleLazyObject(Organisation.objects.current)}
