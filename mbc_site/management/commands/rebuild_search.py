from django.core.management.base import BaseCommand

from mbc_site.search import rebuilding


class Command(BaseCommand):
    help = (
        "Indexes everything anew for the search, while the site is served: after a restore, or if the search seems wrong. It "
        "can be interrupted and run again; until then, what was not reached is found as before."
    )

    def handle(self, *args, **options):
        number = sum(rebuilding.rebuild())
        self.stdout.write(f"{number} records indexed.")
