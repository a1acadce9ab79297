from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError

from articles.storage import StorageAway


class Command(BaseCommand):
    help = (
        "Copies pictures and originals from DATA_DIR into the bucket that STORAGE_URL names: once when a site moves there, "
        "and after a restore. What is there already is left alone, so an interrupted run can be repeated."
    )

    def handle(self, *args, **options):
        if not settings.STORAGE_URL:
            raise CommandError("STORAGE_URL is not set, so files stay in DATA_DIR.")
        try:
            copied = sum(
                self._copied(storages[alias], Path(root))
                for alias, root in (("default", settings.MEDIA_ROOT), ("private", settings.PRIVATE_ROOT))
            )
        except StorageAway as problem:
            raise CommandError(f"The service can’t be used: {problem}") from problem
        self.stdout.write(f"{copied} files were copied. The bucket has all that are in DATA_DIR.")

    def _copied(self, storage, root: Path) -> int:
        number = 0
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and not any(part.startswith(".") for part in name.parts):  # being written
                with path.open("rb") as file:
                    number += storage.upload(name.as_posix(), File(file))
        return number
