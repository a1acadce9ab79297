import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from mbc_site.backups import restoring
from mbc_site.backups.archive import BackupProblem


class Command(BaseCommand):
    help = (
        "Puts a backup in place of the database, pictures and originals, all of it or nothing. Stop the site first. "
        "What is there now is backed up before."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that backup made")
        parser.add_argument("--yes", action="store_true", help="do not ask before replacing what is there")
        parser.add_argument(
            "--check", action="store_true", help="only read the backup to its end and say what is in it"
        )

    def handle(self, *args, file: Path, yes: bool, check: bool, **options):
        try:
            manifest = restoring.examine(file)
            self.stdout.write(
                f"{file} was made on {manifest.made_at} by version {manifest.version} from {manifest.database}: "
                f"{sum(manifest.rows.values())} rows, {len(manifest.members) - 1} files. It is whole."
            )
            if check:
                return
            restoring.refuse_use()
            if restoring.has_data() and not yes:
                self._ask()
            restoring.restore(file, timezone.localtime(), self.stdout.write)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write("Restored. You can start the site.")

    def _ask(self):
        if not sys.stdin.isatty():
            raise CommandError(
                "There is a site here already. To replace it without being asked, add --yes (YES=1)."
            )
        name = connection.settings_dict["NAME"]
        connection.close()
        if input(f"Replace everything in {name} by this backup? Type yes: ").strip().lower() != "yes":
            raise CommandError("Nothing was changed.")
