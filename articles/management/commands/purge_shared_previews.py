from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.models import SharedPreview


class Command(BaseCommand):
    help = "Erases the texts of shared previews whose links ended more than 30 days ago. Their comments are kept."

    def handle(self, *args, **options):
        self.stdout.write(f"Texts erased: {SharedPreview.objects.purge(timezone.now())}.")
