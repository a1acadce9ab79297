from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, TemplateView

from articles import descriptions
from articles.article_page import published_page
from articles.change_log import days_of
from articles.models import Edition, Page, Person, Topic
from sources.exports import export
from sources.models import Source


class ArticleList(ListView):
    template_name = "articles/article_list.html"
    context_object_name = "editions"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.at = timezone.now()

    def get_queryset(self):
        return Edition.objects.current(self.at).for_lists().order_by("title", "pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(topics=Topic.objects.with_public_articles(self.at), **kwargs)
        return {"page_description": self.describe(context["editions"], context["topics"])} | context

    def describe(self, editions, topics) -> str:
        return descriptions.of_list(editions, topics)


class TopicArticles(ArticleList):
    """Also for a topic that is in no list: somebody may have bookmarked it while it had articles."""

    template_name = "articles/topic_detail.html"

    def get_queryset(self):
        self.topic = get_object_or_404(Topic, slug=self.kwargs["slug"])
        return super().get_queryset().filter(article__topics=self.topic)

    def get_context_data(self, **kwargs):
        return super().get_context_data(topic=self.topic, **kwargs)

    def describe(self, editions, topics):
        return descriptions.of_topic(self.topic, editions)


class ArticleDetail(TemplateView):
    template_name = "articles/article_detail.html"

    def get_context_data(self, slug, **kwargs):
        page = published_page(slug, at=timezone.now())
        if page is None:
            raise Http404(_("No public article has this address."))
        return super().get_context_data(page=page, edition=page.edition, **kwargs)


def article_sources(request, slug, format):
    """The numbered sources of a public article, in their order, and its additional reading."""
    edition = Edition.objects.current().filter(article__slug=slug).first()
    if edition is None:
        raise Http404(_("No public article has this address."))
    keys = [*edition.cited, *edition.further]
    sources = Source.objects.by_keys(keys)
    return export(dict.fromkeys(sources[key] for key in keys if key in sources), format, f"{slug}-sources")


class Changes(ListView):
    """The public log: what was published, updated and corrected, and why."""

    template_name = "articles/changes.html"
    context_object_name = "editions"
    paginate_by = 50

    def get_queryset(self):
        return Edition.objects.public_log()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        editions = context["editions"]
        return context | {
            "days": days_of(editions),
            "page_description": descriptions.of_changes(editions),
        }


class PersonDetail(DetailView):
    context_object_name = "person"

    def get_queryset(self):
        return Person.objects.named_in_public().select_related("photo")

    def get_context_data(self, **kwargs):
        current = Edition.objects.current().for_lists().order_by("title", "pk")
        written = current.filter(bylines__person=self.object)
        reviewed = current.filter(reviewer=self.object)
        description = descriptions.of_person(self.object, written, reviewed)
        return super().get_context_data(
            written=written, reviewed=reviewed, page_description=description, **kwargs
        )


class PageDetail(DetailView):
    queryset = Page.objects.published()
    context_object_name = "page"
