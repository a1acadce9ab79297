from django.core.management.base import BaseCommand
from django.utils import timezone

from support_groups.models import GroupSearch


class Command(BaseCommand):
    help = "Refreshes what searches read of each group, above all its dates. Part of daily; safe to run at any time."

    def handle(self, *args, **options):
        count = GroupSearch.objects.refresh(at=timezone.now())
        self.stdout.write(f"Refreshed {count} groups.")
