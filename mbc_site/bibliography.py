"""The bibliography as the whole site shows it: with the articles that cite a source, and their topics."""

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import citing
from articles.models import Appearance, Citation
from articles.models.topic import Topic, public_topics
from sources.search import EVERYTHING, PlainSelect, SourceSearch
from sources.views import SourceDetail, SourceExport, SourceList
from web.page_cache.names import ARTICLES, SITE, SOURCES
from web.page_cache.public import public_page
from web.page_cache.queries import PAGES


class BibliographySearch(SourceSearch):
    topic = forms.ChoiceField(label=_("Topic"), required=False, widget=PlainSelect(attrs={"class": "input"}))

    def __init__(self, *args, at=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at or timezone.now()
        self.fields[
            "topic"
        ].choices = self._topic_choices  # asked for only if they are shown or one was chosen

    @cached_property
    def topics(self) -> dict[str, Topic]:
        return {topic.slug: topic for topic in public_topics(self.at)}

    def _topic_choices(self) -> list[tuple[str, str]]:
        return [EVERYTHING, *((slug, topic.title) for slug, topic in self.topics.items())]

    def narrow(self, sources):
        sources = super().narrow(sources)
        chosen = self.cleaned_data.get("topic")
        topic = self.topics.get(chosen) if chosen else None
        if topic:
            editions = Appearance.objects.of_topic(topic, self.at).values("edition")
            citations = Citation.objects.filter(edition__in=editions)
            sources = sources.filter(pk__in=citations.values("source"))
        return sources


@public_page(SOURCES, ARTICLES, SITE, query=PAGES, not_with=BibliographySearch.base_fields)
class Bibliography(SourceList):
    search_form = BibliographySearch

    def said_of(self, sources):
        numbers = citing.numbers(sources, self.search.at)
        return {
            source: ngettext("Cited in %d article", "Cited in %d articles", number) % number
            for source, number in numbers.items()
        }


@public_page(SOURCES, ARTICLES, SITE, query=PAGES)
class SourcePage(SourceDetail):
    def get_context_data(self, **kwargs):
        page = citing.citing_articles(self.object, self.request.GET.get("page"))
        return super().get_context_data(page_obj=page, is_paginated=page.has_other_pages(), **kwargs)


class BibliographyExport(SourceExport):
    search_form = BibliographySearch
