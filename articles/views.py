from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView

from articles.article_page import published_page
from articles.models import Edition, Page
from sources.exports import export
from sources.models import Source
from web.page_cache.moments import next_midnight
from web.page_cache.names import ARTICLES, SITE, SOURCES
from web.page_cache.public import public_page


@public_page(ARTICLES, SOURCES, SITE, until=[next_midnight])  # the day on which a review is overdue
class ArticleDetail(TemplateView):
    template_name = "articles/article_detail.html"

    def get_context_data(self, slug, **kwargs):
        page = published_page(slug, at=timezone.now())
        if page is None:
            raise Http404(_("No public article has this address."))
        return super().get_context_data(page=page, edition=page.edition, **kwargs)


@public_page(ARTICLES, SOURCES)
def article_sources(request, slug, format):
    """The numbered sources of a public article, in their order, and its additional reading."""
    edition = Edition.objects.current().filter(article__slug=slug).first()
    if edition is None:
        raise Http404(_("No public article has this address."))
    keys = [*edition.cited, *edition.further]
    sources = Source.objects.by_keys(keys)
    return export(dict.fromkeys(sources[key] for key in keys if key in sources), format, f"{slug}-sources")


@public_page(ARTICLES, SOURCES, SITE, until=[next_midnight])  # how soon questions are answered
class PageDetail(DetailView):
    queryset = Page.objects.published()
    context_object_name = "page"
