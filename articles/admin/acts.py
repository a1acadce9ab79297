"""What the acts on an article share: who may do them, and the page that asks before they are done."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.models import Article


class ArticleActs:
    """Mixed into the article admin."""

    def _article(self, request, pk, *, to_publish: bool):
        """Raises Http404, or PermissionDenied for somebody who may not see it or, `to_publish`, not publish it."""
        article = self.get_object(request, str(pk))
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        if to_publish and not self._may_publish(request, article):
            raise PermissionDenied
        return article

    def _article_to_publish(self, request, pk):
        """For an act. A post locks the article: what is checked is what happens."""
        self._article(request, pk, to_publish=True)
        articles = Article.objects.all()
        return (articles.select_for_update() if request.method == "POST" else articles).get(pk=pk)

    def _may_publish(self, request, article) -> bool:
        may_change = self.has_change_permission(request, article)
        return may_change and request.user.has_perm("articles.publish_article")

    def _to_form(self, article) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def _ask(self, request, article, template: str = "confirm", **context) -> TemplateResponse:
        context |= {"opts": self.opts, "original": article}
        context = self.admin_site.each_context(request) | context
        return TemplateResponse(request, f"admin/articles/article/{template}.html", context)


def add_refusal(form, refused: ValidationError) -> None:
    """Show why the model refused: beside the field it names, or above the form."""
    by_name = refused.error_dict if hasattr(refused, "error_dict") else {None: refused.error_list}
    for name, errors in by_name.items():
        form.add_error(name if name in form.fields else None, errors)
