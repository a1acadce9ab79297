from django.core.management.base import BaseCommand
from django.utils import timezone

from web.rate_limits import forget


class Command(BaseCommand):
    help = "Forgets the hashes of internet connections that limits counted more than a day ago."

    def handle(self, *args, **options):
        self.stdout.write(f"Counted requests forgotten: {forget(timezone.now())}.")
