from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.models import Appearance


class Command(BaseCommand):
    help = "Forgets where past editions appeared in lists. The editions themselves are kept."

    def handle(self, *args, **options):
        forgotten, _by_model = Appearance.objects.ended(timezone.now()).delete()
        self.stdout.write(f"Rows of past lists forgotten: {forgotten}.")
