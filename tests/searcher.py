"""`python -m tests.searcher find quokkas`, `… rebuild`, `… rebuild 'INSERT INTO x'`: the search of the site in a process
of its own.

With the beginning of a statement, the rebuild stops before it, in the middle of a transaction, until somebody kills it.
"""

import os
import signal
import sys

import django


def stopping(statement: str):
    """For `execute_wrapper`."""

    def execute(send, sql, *more):
        if sql.startswith(statement):
            os.kill(os.getpid(), signal.SIGSTOP)
        return send(sql, *more)

    return execute


def main(what: str, *more: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mbc_site.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from mbc_site.search import search

    if what == "find":
        for hit in search(*more).hits:
            print("".join(part.text for part in hit.title))
        return
    if more:
        connection.execute_wrappers.append(stopping(*more))
    call_command("rebuild_search")


if __name__ == "__main__":
    main(*sys.argv[1:])
