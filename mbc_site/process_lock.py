"""A lock that is released when the process that holds it ends, however it ends."""

import fcntl
from contextlib import closing, contextmanager
from pathlib import Path
from zlib import crc32

from django.conf import settings
from django.db import connection


class AlreadyRunning(Exception):
    """Another process does this now."""


@contextmanager
def process_lock(name: str):
    """On PostgreSQL, for all machines that share the database; on SQLite, for this machine.

    Raises AlreadyRunning.
    """
    hold = _in_database if connection.vendor == "postgresql" else _in_file
    with hold(name):
        yield


@contextmanager
def _in_database(name: str):
    with closing(connection.copy()) as own:  # a connection that the task itself neither closes nor rolls back
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [crc32(f"mbc_site {name}".encode())])
            (is_ours,) = cursor.fetchone()
        if not is_ours:
            raise AlreadyRunning(name)
        yield


@contextmanager
def _in_file(name: str):
    with Path(settings.DATA_DIR, f"{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise AlreadyRunning(name) from taken
        yield
