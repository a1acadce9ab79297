from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mbc_site.cards import files, subjects
from mbc_site.cards.names import CardName
from mbc_site.models import OrganizationDetails
from web.page_cache.public import never_kept

A_YEAR = 365 * 24 * 3600


@never_kept("a file, which browsers keep for a year")
@require_safe
def card(request, name: CardName):
    """A card under the address that names its words. Other words lead to the card as it is now, so that nobody can make
    this site draw or keep anything else.
    """
    found = subjects.current(name, OrganizationDetails.objects.current())
    if found is None:
        raise Http404(_("Nothing public has this picture."))
    if found.digest != name.digest:
        return redirect("card", replace(name, digest=found.digest))
    caching = {"Cache-Control": f"public, max-age={A_YEAR}, immutable"}
    return HttpResponse(files.picture(found), content_type="image/png", headers=caching)
