from django.core.management.base import BaseCommand
from django.utils import timezone

from web.models import QueuedMail
from web.sending import Outcome, send_due


class Command(BaseCommand):
    help = "Sends the messages that are waiting. For cron, every five minutes; prints nothing when there are none."

    def handle(self, *args, **options):
        counted = send_due()
        if counted[Outcome.SENT]:
            self.stdout.write(f"Sent {counted[Outcome.SENT]} messages.")
        if counted[Outcome.REFUSED]:
            self.stderr.write(
                f"{counted[Outcome.REFUSED]} messages were refused for good: see Outgoing messages in the admin."
            )
        if counted[Outcome.UNREACHED]:
            self.stderr.write(
                "The mail server could not be used: Outgoing messages in the admin shows what it said."
            )
        waiting = QueuedMail.objects.waiting().count()
        if waiting:
            late = QueuedMail.objects.late(timezone.now()).count()
            self.stdout.write(f"{waiting} messages are waiting, {late} of them for more than an hour.")
