from django.core.management.base import BaseCommand

from sources import renderings


class Command(BaseCommand):
    help = (
        "Renders again what is kept of pages and doesn't hold any more: after an upgrade, a restore, or a write past the "
        "forms. Pages are right without it, but slower. It can be interrupted and run again."
    )

    def handle(self, *args, **options):
        number = sum(renderings.rebuild())
        self.stdout.write(f"{number} sources rendered.")
