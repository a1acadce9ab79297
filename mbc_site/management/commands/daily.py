from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Everything that is due once a day; for cron. A part that fails does not keep the others from running."

    PARTS = ("check_sources", "settle_groups", "check_pictures", "clearsessions")

    def handle(self, *args, **options):
        failed = []
        for part in self.PARTS:
            self.stdout.write(f"{part}:")
            try:
                call_command(part, stdout=self.stdout, stderr=self.stderr)
            except Exception as problem:
                failed.append(part)
                self.stderr.write(f"{part}: {problem!r}")
        if failed:
            raise SystemExit(1)
