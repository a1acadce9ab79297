from django.core.management.base import BaseCommand
from django.db import transaction

from articles.models import Article, Citation, Edition


class Command(BaseCommand):
    help = "Derives all citations again from the texts of articles and editions, after a restore or a raw import."

    def handle(self, *args, **options):
        with transaction.atomic():
            for article in Article.objects.order_by("pk").iterator(chunk_size=50):
                Citation.objects.refresh(article=article, texts=article.texts)
            for edition in Edition.objects.select_related("article").order_by("pk").iterator(chunk_size=50):
                Citation.objects.refresh(article=edition.article, edition=edition, texts=edition.texts)
        self.stdout.write(f"{Citation.objects.count()} citations.")
