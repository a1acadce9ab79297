import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from mbc_site.backups import restoring
from mbc_site.backups.archive import BackupProblem
from mbc_site.search import rebuilding, state
from web.page_cache import counters


class Command(BaseCommand):
    help = (
        "Replaces the database, pictures and originals with those in a backup, all of them or none. Stop the site first. "
        "The present ones are backed up before they are replaced."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file made by the backup command")
        parser.add_argument("--yes", action="store_true", help="do not ask before replacing what is there")
        parser.add_argument(
            "--check", action="store_true", help="only check the backup and say what is in it"
        )

    def handle(self, *args, file: Path, yes: bool, check: bool, **options):
        try:
            manifest = restoring.examine(file)
            self.stdout.write(
                f"{file} was made on {manifest.made_at} by version {manifest.version} from {manifest.database}: "
                f"{sum(manifest.rows.values())} rows, {len(manifest.members) - 1} files. It is intact."
            )
            if check:
                return
            restoring.refuse_use()
            if restoring.has_data() and not yes:
                self._ask()
            restoring.restore(file, timezone.localtime(), self.stdout.write)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        counters.raise_now()
        if not state.is_complete():
            self.stdout.write("Indexing everything for the search …")
            sum(rebuilding.rebuild())
        if settings.STORAGE_URL:
            self.stdout.write(
                "Restored, with pictures and originals in DATA_DIR. Run “manage.py upload_files” before you start the site."
            )
        else:
            self.stdout.write("Restored. You can start the site.")

    def _ask(self):
        if not sys.stdin.isatty():
            raise CommandError(
                "There is already a site here. To replace it without a question, add --yes (YES=1)."
            )
        name = connection.settings_dict["NAME"]
        connection.close()
        if input(f"Replace everything in {name} with this backup? Type yes: ").strip().lower() != "yes":
            raise CommandError("Nothing was changed.")
