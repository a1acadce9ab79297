"""`python -m tests.importer sources 2 reversion_version`: continue the confirmed import in a process of its own, as the admin's page does.

With a number and a table, the process is killed when it is about to write into that table in that part of the import:
kill -9, in the middle of what it was doing. Without them it goes on to the end.
"""

import os
import signal
import sys

import django


def killing(part: str, table: str):
    """For `execute_wrapper`. A part begins with the lock on its import."""
    parts = 0

    def execute(send, sql, *more):
        nonlocal parts
        parts += sql.startswith("UPDATE") and 'import" SET "name"' in sql
        if parts == int(part) and sql.startswith(f'INSERT INTO "{table}"'):
            os.kill(os.getpid(), signal.SIGKILL)
        return send(sql, *more)

    return execute


def continue_import(kind: str) -> None:
    from django.utils.timezone import now

    from sources.adding.importing import save_some as save_sources
    from sources.models import SourceImport
    from support_groups.exchange.importing import save_some as save_groups
    from support_groups.models import GroupImport

    model, save = {"sources": (SourceImport, save_sources), "groups": (GroupImport, save_groups)}[kind]
    while save(model.objects.get(), at=now()):
        pass


def main(kind: str, *killed_at: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mbc_site.settings")
    django.setup()
    from django.db import connection

    if killed_at:
        connection.execute_wrappers.append(killing(*killed_at))
    continue_import(kind)


if __name__ == "__main__":
    main(*sys.argv[1:])
