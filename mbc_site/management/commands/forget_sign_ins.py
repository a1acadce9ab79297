import datetime

from django.core.management.base import BaseCommand
from django.utils import timezone

from history.models import Entry

KEPT = datetime.timedelta(days=365)


class Command(BaseCommand):
    help = "Delete the entries about sign-ins, with their IP addresses, after a year. Entries about records stay."

    def handle(self, *args, **options):
        count = Entry.objects.forget_access(timezone.now() - KEPT)
        self.stdout.write(f"{count} entries about sign-ins deleted.")
