"""Public lists of articles, in pages: all, those of a topic or a person, and the log of changes."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property

from articles import descriptions
from articles.change_log import days_of
from articles.models import Appearance, Edition, Person, Topic, list_lengths
from articles.models.appearance import Place
from articles.models.topic import public_topics
from web.page_cache.names import ARTICLES, SITE
from web.page_cache.public import public_page
from web.page_cache.queries import PAGES
from web.pages import PagedList

A_PAGE = 30  # articles


@public_page(ARTICLES, SITE, query=PAGES)
class EditionList(PagedList):
    """Editions, as `Appearance` lists them."""

    context_object_name = "editions"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.at = timezone.now()

    def keys(self, queryset):
        return queryset.values("edition_id")

    def length(self, queryset):
        return sum(self.lengths.values())

    @cached_property
    def lengths(self) -> dict[Place, int]:
        """Of the lists on this page."""
        raise NotImplementedError


class ArticleList(EditionList):
    """From A to Z."""

    template_name = "articles/article_list.html"
    paginate_by = A_PAGE

    def get_queryset(self):
        return Appearance.objects.of_articles(self.at).by_title()

    @cached_property
    def lengths(self):
        return list_lengths(Place.LIST, at=self.at)

    def rows(self, queryset):
        return Edition.objects.for_lists().order_by("title", "pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(topics=public_topics(self.at), **kwargs)
        return {"page_description": self.describe(context["page_obj"], context["topics"])} | context

    def describe(self, page, topics) -> str:
        return descriptions.of_list(page.paginator.count, topics)


class TopicArticles(ArticleList):
    """Also for a topic that is in no list: somebody may have bookmarked it while it had articles."""

    template_name = "articles/topic_detail.html"

    def get_queryset(self):
        self.topic = get_object_or_404(Topic, slug=self.kwargs["slug"])
        return Appearance.objects.of_topic(self.topic, self.at).by_title()

    @cached_property
    def lengths(self):
        return list_lengths(Place.TOPIC, owner=self.topic.pk, at=self.at)

    def get_context_data(self, **kwargs):
        return super().get_context_data(topic=self.topic, **kwargs)

    def describe(self, page, topics):
        return descriptions.of_topic(self.topic, page.object_list)


class Changes(EditionList):
    """The public log: what was published, updated and corrected, and why."""

    template_name = "articles/changes.html"

    def get_queryset(self):
        return Appearance.objects.of_changes(self.at).newest_first()

    @cached_property
    def lengths(self):
        return list_lengths(Place.CHANGES, at=self.at)

    def rows(self, queryset):
        return Edition.objects.for_log().order_by("-published_at", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        editions = context["editions"]
        return context | {
            "days": days_of(editions),
            "page_description": descriptions.of_changes(editions),
        }


class PersonArticles(EditionList):
    """A person, with the articles that she or he reviewed, and then those that she or he wrote."""

    template_name = "articles/person_detail.html"
    context_object_name = "appearances"
    paginate_by = A_PAGE

    def get_queryset(self):
        public = Person.objects.named_in_public(self.at).select_related("photo")
        self.person = get_object_or_404(public, slug=self.kwargs["slug"])
        return Appearance.objects.of_person(self.person, self.at).by_title()

    @cached_property
    def lengths(self):
        return list_lengths(Place.REVIEWED, Place.WRITTEN, owner=self.person.pk, at=self.at)

    def keys(self, queryset):
        return queryset.values("pk")

    def rows(self, queryset):
        return queryset.prefetch_related(Prefetch("edition", Edition.objects.for_lists()))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(person=self.person, numbers=self._numbers, **kwargs)
        reviewed, written = (
            [appearance.edition for appearance in context["appearances"] if appearance.place == place]
            for place in (Place.REVIEWED, Place.WRITTEN)
        )
        description = descriptions.of_person(self.person, written, reviewed)
        return context | {"reviewed": reviewed, "written": written, "page_description": description}

    @property
    def _numbers(self) -> dict[str, int]:
        """On all pages together."""
        return {place.name.lower(): number for place, number in self.lengths.items()}
