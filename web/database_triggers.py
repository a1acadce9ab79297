"""The triggers of the database, which more than one part of the site relies on."""

from collections.abc import Iterable

from django.db import DEFAULT_DB_ALIAS, connections


def names(using: str = DEFAULT_DB_ALIAS) -> set[str]:
    """Those that work: PostgreSQL can switch one off."""
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()}


def creating(vendor: str, name: str, table: str, event: str, body: str, when: str = "") -> list[str]:
    """The statements that create a trigger for each row. On PostgreSQL its function has the same name. Names, `body` and
    `when` come only from our own code."""
    if vendor == "postgresql":
        return [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {body} RETURN NULL; END $$",
            f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {name}()",
        ]
    return [f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {when} BEGIN {body} END"]


def creating_for_statements(name: str, table: str, event: str, body: str) -> list[str]:
    """Those of PostgreSQL, which run once for a statement. Tables `earlier` and `written` have its rows."""
    rows = {"insert": "NEW TABLE AS written", "delete": "OLD TABLE AS earlier", "truncate": ""}
    written = rows.get(event, "OLD TABLE AS earlier NEW TABLE AS written")
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body} RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER {event} ON {table} {written and f'REFERENCING {written}'} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


def drop(which: Iterable[str], using: str = DEFAULT_DB_ALIAS) -> None:
    """Remove triggers that `creating` made, by name. Those that are missing are passed over."""
    is_postgresql = connections[using].vendor == "postgresql"
    with connections[using].cursor() as cursor:
        for name in which:
            cursor.execute(
                f"DROP FUNCTION IF EXISTS {name}() CASCADE"
                if is_postgresql
                else f"DROP TRIGGER IF EXISTS {name}"
            )
