from django.core.management.base import BaseCommand
from django.utils import timezone

from web.models import QueuedMail


class Command(BaseCommand):
    help = "Empties the texts of mails sent a week ago, and deletes mails that were sent or given up 90 days ago."

    def handle(self, *args, **options):
        emptied, deleted = QueuedMail.objects.purge(timezone.now())
        self.stdout.write(f"Emptied {emptied} mails and deleted {deleted}.")
