"""The bibliography as the whole site shows it: with the topics of the articles that cite a source."""

from django import forms
from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Citation, Edition, Topic
from sources.search import SourceSearch
from sources.views import SourceExport, SourceList
from web.page_cache.names import ARTICLES, SITE, SOURCES
from web.page_cache.public import public_page
from web.page_cache.queries import PAGES


class BibliographySearch(SourceSearch):
    topic = forms.ModelChoiceField(
        label=_("Topic"),
        queryset=Topic.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("All"),
        widget=forms.Select(attrs={"class": "input"}),
    )

    def __init__(self, *args, at=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at or timezone.now()
        self.fields["topic"].queryset = Topic.objects.with_public_articles(self.at)

    def narrow(self, sources):
        sources = super().narrow(sources)
        topic = self.cleaned_data.get("topic")
        if topic:
            citing = Citation.objects.filter(
                edition__in=Edition.objects.current(self.at), article__topics=topic
            )
            sources = sources.filter(pk__in=citing.values("source"))
        return sources


@public_page(SOURCES, ARTICLES, SITE, query=PAGES, not_with=BibliographySearch.base_fields)
class Bibliography(SourceList):
    search_form = BibliographySearch

    def get_queryset(self):
        sources = super().get_queryset()
        current = Edition.objects.current(self.search.at)
        public = Citation.objects.filter(edition__in=current, source=OuterRef("pk"))
        counted = public.order_by().values("source").annotate(n=Count("article", distinct=True)).values("n")
        return sources.annotate(articles_citing=Subquery(counted))


class BibliographyExport(SourceExport):
    search_form = BibliographySearch
