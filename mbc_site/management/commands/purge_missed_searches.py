from django.core.management.base import BaseCommand
from django.utils import timezone

from mbc_site.models import MissedSearch


class Command(BaseCommand):
    help = "Deletes counts of searches without a result that are older than a year, and last week's hashes with their key."

    def handle(self, *args, **options):
        number = MissedSearch.objects.purge(today=timezone.localdate())
        self.stdout.write(f"Counts of searches removed: {number}.")
