from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.changes_since import changes_since, moved_to
from web.page_cache.names import ARTICLES, SITE, SOURCES
from web.page_cache.public import public_page


@public_page(ARTICLES, SOURCES, SITE)
@require_safe
def article_since(request, slug, number):
    """Where the code on a printed article leads. A number that never was an edition gets an answer, too."""
    changes = changes_since(slug, number)
    if changes is None:
        if address := moved_to(slug):
            return HttpResponsePermanentRedirect(f"{address}since/{number}/")
        raise Http404(_("No public article has this address."))
    status = 200 if changes.printed else 404
    context = {"changes": changes, "article": changes.article, "asked": number[:20]}
    return render(request, "articles/article_since.html", context, status=status)
