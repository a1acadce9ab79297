from django.http import HttpResponsePermanentRedirect
from django.views.generic import DetailView, ListView

from sources.models import Source


class SourceList(ListView):
    queryset = Source.objects.listed()
    context_object_name = "sources"
    paginate_by = 50


class SourceDetail(DetailView):
    """One work: its reference, its identifiers, and where we rely on it."""

    queryset = Source.objects.select_related("merged_into")
    slug_field = slug_url_kwarg = "key"
    context_object_name = "source"

    def get(self, request, *args, **kwargs):
        merged_into = self.get_object().merged_into
        if merged_into:
            return HttpResponsePermanentRedirect(merged_into.get_absolute_url())
        return super().get(request, *args, **kwargs)
