from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mbc_site.backups import making
from mbc_site.backups.archive import BackupProblem


class Command(BaseCommand):
    help = (
        "Puts the database, pictures and originals into one file, then reads it back and checks it. The site may be in use. "
        "The file holds private data: only its owner may read it."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", type=Path, help="where to write it (default: a new file in BACKUP_DIR)"
        )

    def handle(self, *args, file: Path | None, **options):
        at = timezone.localtime()
        target = file or making.default_name(at)
        try:
            manifest = making.make(target, at)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        for name in manifest.missing:
            self.stderr.write(f"Already missing, so not in the backup: {name}")
        self.stdout.write(
            f"Done and checked: {sum(manifest.rows.values())} rows in {len(manifest.rows)} tables and "
            f"{len(manifest.members) - 1} files in {target}, {target.stat().st_size / 1e6:.1f} MB."
        )
