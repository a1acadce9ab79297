from django.utils.translation import gettext_lazy as _

from articles.models import Article, Edition, Page

LABELS = ((Article, _("Article: %s")), (Edition, _("Edition: %s")), (Page, _("Page: %s")))


class ShownInTexts:
    """Mixed in where texts show an object by its key: as long as one does, the object can't be deleted."""

    finder = ""  # the queryset method that finds the texts

    def get_deleted_objects(self, objs, request):
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        texts = [
            label % text
            for obj in objs
            for model, label in LABELS
            for text in getattr(model.objects, self.finder)(obj)
        ]
        return deleted, counts, set() if texts else missing, [*protected, *texts]
