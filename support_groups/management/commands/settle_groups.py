from django.core.management.base import BaseCommand
from django.utils import timezone

from support_groups.models import Group


class Command(BaseCommand):
    help = "Derives again the dates by which groups are found and put in order. Part of `daily`; safe at any time."

    def handle(self, *args, **options):
        count = Group.objects.settle(timezone.now())
        self.stdout.write(f"Dates of {count} groups are up to date.")
