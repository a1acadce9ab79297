from django.core.management.base import BaseCommand
from django.utils import timezone

from web.models import QueuedMail


class Command(BaseCommand):
    help = "Erases the text of messages a week after they were sent, and deletes messages 90 days after they ended."

    def handle(self, *args, **options):
        emptied, deleted = QueuedMail.objects.purge(timezone.now())
        self.stdout.write(f"Erased the text of {emptied} messages and deleted {deleted} messages.")
