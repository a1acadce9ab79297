from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.models import Feedback


class Command(BaseCommand):
    help = "Deletes what readers wrote more than a year ago, with the answers."

    def handle(self, *args, **options):
        self.stdout.write(f"Questions deleted: {Feedback.objects.purge(timezone.now())}.")
