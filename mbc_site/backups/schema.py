"""Which migrations a database has, which this program has, and migrating a SQLite file to match either."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from mbc_site.backups.archive import BackupProblem

Migrations = dict[str, list[str]]


def version() -> str:
    """The version of this program, from pyproject.toml."""
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


def applied(connection) -> Migrations:
    migrations: Migrations = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        migrations.setdefault(app, []).append(name)
    return migrations


def known() -> set[tuple[str, str]]:
    """The migrations of this program and those they replace."""
    on_disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return on_disk.keys() | {old for migration in on_disk.values() for old in migration.replaces}


def refuse_newer(migrations: Migrations, made_by: str) -> None:
    newer = {(app, name) for app, names in migrations.items() for name in names} - known()
    if newer:
        listed = ", ".join(f"{app} {name}" for app, name in sorted(newer)[:5])
        raise BackupProblem(
            f"The backup was made by a newer version of this program ({made_by}; this is {version()}): it has "
            f"{len(newer)} database changes that are unknown here ({listed}). Upgrade the program first."
        )


def is_behind(migrations: Migrations) -> bool:
    on_disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations.keys()
    return bool(on_disk - {(app, name) for app, names in migrations.items() for name in names})


def models(connection):
    """The models as the database has them now, which may differ from the program on the day of an upgrade."""
    loader = MigrationLoader(connection)
    nodes = [node for node in loader.applied_migrations if node in loader.graph.nodes]
    apps = loader.project_state(nodes).apps
    return [model for model in apps.get_models(include_auto_created=True) if _has_table(model)]


def _has_table(model) -> bool:
    return model._meta.managed and not model._meta.proxy


def migrate(path: Path, to: Migrations | None = None) -> None:
    """Migrate a SQLite file, in a process of its own, to this program's state or to that of another database."""
    if to is None or {(app, name) for app, names in to.items() for name in names} >= known():
        targets = [[]]
    else:
        targets = [[app, names[-1]] for app, names in to.items()]
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{path}", "DATA_DIR": str(path.parent)}
    for target in targets:
        command = [
            sys.executable,
            str(settings.BASE_DIR / "manage.py"),
            "migrate",
            "-v0",
            "--skip-checks",
            *target,
        ]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            last = done.stderr.strip().splitlines()[-1:] or ["no reason was given"]
            raise BackupProblem(f"The database in the backup could not be migrated: {last[0]}")
