from django.core.management.base import BaseCommand
from django.utils import timezone

from mbc_site.cards import files


class Command(BaseCommand):
    help = "Removes the pictures of shared links that were drawn long ago. They are drawn again when somebody asks."

    def handle(self, *args, **options):
        self.stdout.write(f"Cards removed: {files.purge(timezone.now())}.")
