"""Which migrations the database has, and which it lacks. Django builds a graph for that, from all files, each time."""

import datetime
from collections.abc import Container
from functools import cache

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def applied(using: str = DEFAULT_DB_ALIAS) -> dict[tuple[str, str], datetime.datetime]:
    """When each migration was applied, by app and name. One query."""
    recorder = MigrationRecorder(connections[using])
    try:
        return {(row.app, row.name): row.applied for row in recorder.migration_qs}
    except DatabaseError:
        if recorder.has_table():
            raise
        return {}  # nobody has run “migrate” yet


@cache
def of_this_version() -> dict[tuple[str, str], list]:
    """App and name of each migration, with those it replaces. They are files, which stay as they are while this runs."""
    nodes = MigrationLoader(None).graph.nodes
    return {key: migration.replaces for key, migration in nodes.items()}


def missing(applied: Container[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of this version that are neither applied nor, if they replace others, made of applied ones."""
    return [
        key
        for key, replaced in of_this_version().items()
        if key not in applied and not (replaced and all(tuple(one) in applied for one in replaced))
    ]
