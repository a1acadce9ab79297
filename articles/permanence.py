"""An edition is a public record that others may have printed or cited, so it can't be deleted in any way.

The ORM refuses, also in a cascade (`refuse`). A trigger refuses whatever bypasses the ORM (`protect`). It is put back
after every `migrate`, because SQLite recreates a table to change it and drops its triggers.
"""

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import ProtectedError
from django.db.models.signals import post_migrate, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _

from articles.models import Edition

TABLE = Edition._meta.db_table
NAME = f"{TABLE}_stays"
MESSAGE = "An edition is a public record and is never deleted. Withdraw its article instead."
INSTALL = {
    "sqlite": [
        f"CREATE TRIGGER IF NOT EXISTS {NAME} BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    ],
    "postgresql": [
        f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$",
        f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}",
        f"CREATE TRIGGER {NAME} BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()",
    ],
}


@receiver(pre_delete, sender=Edition, dispatch_uid="articles.edition_stays")
def refuse(sender, instance, **kwargs):
    message = _("An edition is a public record and is never deleted. Withdraw its article instead.")
    raise ProtectedError(message, {instance})


@receiver(post_migrate, dispatch_uid="articles.protect_editions")
def protect(sender, using=DEFAULT_DB_ALIAS, **kwargs):
    connection = connections[using]
    if sender.label != "articles" or TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in INSTALL.get(connection.vendor, ()):
            cursor.execute(statement)
