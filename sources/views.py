from django.http import HttpResponseBadRequest, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import DetailView, ListView

from sources.exports import export
from sources.models import Source
from sources.search import SourceSearch
from web.referrer import address_may_hold_a_search


@method_decorator(address_may_hold_a_search, name="dispatch")
class SourceList(ListView):
    """The bibliography, searched. `mbc_site` adds filters that need other apps, such as topics."""

    template_name = "sources/source_list.html"
    context_object_name = "sources"
    paginate_by = 50
    search_form = SourceSearch

    def get_queryset(self):
        self.search = self.search_form(self.request.GET)
        return self.search.narrow(Source.objects.listed())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(search=self.search, **kwargs)
        return context | {
            "page_title": self._title(context["page_obj"].paginator.count),
            "page_description": _("Every study, guideline and report that our articles cite."),
        }

    def _title(self, count: int) -> str:
        title = _("Our sources")
        return f"{title}: {ngettext('%d found', '%d found', count) % count}" if self.search.active else title


class SourceExport(SourceList):
    """The same search as a file. A filter that is not valid is refused: nobody sees in a file that it holds more than
    the search meant."""

    def get(self, request, format):
        sources = self.get_queryset()
        if refusals := self.search.refusals:
            text = "\n".join(refusals) + "\n"
            return HttpResponseBadRequest(text, content_type="text/plain; charset=utf-8")
        return export(sources, format, "sources")


class SourceDetail(DetailView):
    """One work: its reference, its identifiers, its notices, and the articles that cite it."""

    queryset = Source.objects.select_related("merged_into")
    slug_field = slug_url_kwarg = "key"
    context_object_name = "source"
    extra_context = {
        "page_description": gettext_lazy("A source our articles cite, with the sentences it supports.")
    }

    def get(self, request, *args, **kwargs):
        merged_into = self.get_object().merged_into
        if merged_into:
            return HttpResponsePermanentRedirect(merged_into.get_absolute_url())
        return super().get(request, *args, **kwargs)


def export_one(request, key, format):
    source = get_object_or_404(Source.objects.select_related("merged_into"), key=key)
    return export([source.merged_into or source], format, source.key)
