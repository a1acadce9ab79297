from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import picture_files


class Command(BaseCommand):
    help = (
        "Finds pictures whose files are missing or broken, remakes them from the originals, and removes files that "
        "belong to no picture. Fails if something could not be remade. Part of daily."
    )

    def add_arguments(self, parser):
        hours = int(picture_files.GRACE.total_seconds() // 3600)
        parser.add_argument(
            "--grace",
            type=float,
            default=hours,
            metavar="HOURS",
            help=f"remove files that belong to no picture only if they are older than this ({hours})",
        )

    def handle(self, *args, grace: float, **options):
        report = picture_files.check(timezone.now(), timedelta(hours=grace))
        for label, names in (
            ("Remade", report.remade),
            ("Removed, belongs to no picture", report.removed),
            ("Left alone, not made by this site", report.left_alone),
        ):
            for name in names:
                self.stdout.write(f"{label}: {name}")
        for name, reason in report.failed.items():
            self.stderr.write(f"{name}: {reason}")
        if report.failed:
            raise CommandError(f"{len(report.failed)} files are missing or broken and could not be remade.")
        self.stdout.write(f"All picture files are intact; {len(report.remade)} were remade.")
