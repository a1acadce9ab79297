from django.http import HttpResponseBadRequest, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView

from sources.exports import export
from sources.models import Source
from sources.search import SourceSearch
from web.referrer import address_may_hold_a_search


@method_decorator(address_may_hold_a_search, name="dispatch")
class SourceList(ListView):
    """The bibliography, searched. The roof adds what only it knows, such as topics."""

    template_name = "sources/source_list.html"
    context_object_name = "sources"
    paginate_by = 50
    search_form = SourceSearch

    def get_queryset(self):
        self.search = self.search_form(self.request.GET)
        return self.search.found(Source.objects.listed())

    def get_context_data(self, **kwargs):
        return super().get_context_data(search=self.search, **kwargs)


class SourceExport(SourceList):
    """The same search as a file. A filter that is not understood is refused: a file does not show that it has more in
    it than was asked for."""

    def get(self, request, format):
        found = self.get_queryset()
        if refusals := self.search.refusals:
            text = "\n".join(refusals) + "\n"
            return HttpResponseBadRequest(text, content_type="text/plain; charset=utf-8")
        return export(found, format, "sources")


class SourceDetail(DetailView):
    """One work: its reference, its identifiers, what was published about it, and where we rely on it."""

    queryset = Source.objects.select_related("merged_into")
    slug_field = slug_url_kwarg = "key"
    context_object_name = "source"

    def get(self, request, *args, **kwargs):
        merged_into = self.get_object().merged_into
        if merged_into:
            return HttpResponsePermanentRedirect(merged_into.get_absolute_url())
        return super().get(request, *args, **kwargs)


def export_one(request, key, format):
    source = get_object_or_404(Source.objects.select_related("merged_into"), key=key)
    return export([source.merged_into or source], format, source.key)
