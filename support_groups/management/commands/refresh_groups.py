from django.core.management.base import BaseCommand
from django.utils import timezone

from support_groups.models import GroupSearch


class Command(BaseCommand):
    help = "Refreshes the search row and the dates of each group. Part of `daily`; safe to run at any time."

    def handle(self, *args, **options):
        count = GroupSearch.objects.refresh(at=timezone.now())
        self.stdout.write(f"Refreshed {count} groups.")
