"""A database that this version can't upgrade is refused, in one sentence, before anything in it changes."""

from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import pre_migrate
from django.dispatch import receiver
from django.utils.translation import gettext as _

OURS = {"articles", "mbc_site", "sources", "support_groups", "web"}


def unknown_migrations(using: str = "default") -> set[tuple[str, str]]:
    """Applied migrations (app, name) that this version doesn't have.

    Such a database is older than the first release or newer than the code.
    """
    loader = MigrationLoader(connections[using], ignore_no_migrations=True)
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    ours = {key for key in loader.applied_migrations if key[0] in OURS}
    return ours - set(loader.disk_migrations) - replaced


@receiver(pre_migrate, dispatch_uid="mbc_site.refuse_unknown_database")
def refuse_unknown_database(sender, using: str = "default", **kwargs) -> None:
    if sender.label in OURS and unknown_migrations(using):
        raise CommandError(
            _(
                "This database was made by another version of the site and can’t be upgraded to this one: "
                "move it aside (make run keeps it in var/db.sqlite3), then run the command again."
            )
        )
