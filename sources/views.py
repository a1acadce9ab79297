from collections.abc import Sequence

from django.http import Http404, HttpResponseBadRequest, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import DetailView

from editing.compiled_queries import CompiledQuery, text
from sources.exports import export, stream
from sources.models import Source
from sources.renderings import line_of
from sources.search import SourceSearch
from web.descriptions import sentences
from web.page_cache.names import ARTICLES, SITE, SOURCES
from web.page_cache.public import never_kept, public_page
from web.page_cache.queries import PAGES
from web.pages import PagedList
from web.referrer import address_may_hold_a_search


@public_page(SOURCES, ARTICLES, SITE, query=PAGES, not_with=SourceSearch.base_fields)
@method_decorator(address_may_hold_a_search, name="dispatch")
class SourceList(PagedList):
    """The bibliography, searched. `mbc_site` adds filters that need other apps, such as topics."""

    template_name = "sources/source_list.html"
    context_object_name = "sources"
    search_form = SourceSearch

    def get_queryset(self):
        self.search = self.search_form(self.request.GET)
        return self.search.narrow(Source.objects.listed())

    def rows(self, queryset):
        return Source.objects.with_renderings()

    def length(self, queryset):
        return self.search.kept_count

    def get_context_data(self, **kwargs):
        context = super().get_context_data(search=self.search, **kwargs)
        sources = context["page_obj"].object_list
        said = self.said_of(sources)
        return context | {
            "lines": [(line_of(source), said.get(source.pk, "")) for source in sources],
            "page_title": self._title(context["page_obj"].paginator.count),
            "page_description": self._description(context["page_obj"]),
        }

    def said_of(self, sources: Sequence[Source]) -> dict[int, str]:
        """What the list says below a source, by its primary key."""
        return {}

    def _description(self, page) -> str:
        """The first of them says which page of the list it is."""
        first = page.object_list[0].title_text if page.object_list else ""
        cited = ngettext(
            "%d study, guideline or report that our articles cite",
            "%d studies, guidelines and reports that our articles cite",
            page.paginator.count,
        )
        return sentences(cited % page.paginator.count, first and _("Here from “%s” on") % first)

    def _title(self, count: int) -> str:
        title = _("Our sources")
        return f"{title}: {ngettext('%d found', '%d found', count) % count}" if self.search.active else title


@never_kept("a stream of any length")
class SourceExport(SourceList):
    """The same search as a file. A filter that is not valid is refused: nobody sees in a file that it holds more than
    the search meant."""

    def get(self, request, format):
        sources = self.get_queryset()
        if refusals := self.search.refusals:
            text = "\n".join(refusals) + "\n"
            return HttpResponseBadRequest(text, content_type="text/plain; charset=utf-8")
        return stream(sources, format, "sources")


_with_key = CompiledQuery(lambda: Source.objects.filter(key=text("key")).select_related("merged_into"))


@public_page(SOURCES, ARTICLES, SITE)
class SourceDetail(DetailView):
    """One work: its reference, its identifiers, its notices, and the articles that cite it."""

    model = Source
    context_object_name = "source"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if self.object.merged_into:
            return HttpResponsePermanentRedirect(self.object.merged_into.get_absolute_url())
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_object(self, queryset=None) -> Source:
        found = _with_key(key=self.kwargs["key"])
        if not found:
            raise Http404(_("No source has this address."))
        return found[0]

    def get_context_data(self, **kwargs):
        return super().get_context_data(page_description=_description(self.object), **kwargs)


def _description(source: Source) -> str:
    kind = source.get_evidence_display() or _("Source")
    supports = _("See which of our articles cite it, and in which sentences")
    return sentences(f"{kind}: {source.title_text}", strip_tags(source.byline), supports)


@public_page(SOURCES)
def export_one(request, key, format):
    source = get_object_or_404(Source.objects.select_related("merged_into"), key=key)
    return export([source.merged_into or source], format, source.key)
