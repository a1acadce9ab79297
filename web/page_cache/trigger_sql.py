"""The statements of the triggers, for each database. All names in them come from our own models.

PostgreSQL runs a trigger once for a statement, however many rows it writes; SQLite once for each row. Both raise only
if a row that visitors see was inserted, deleted or changed in a column that they see.
"""

from collections.abc import Iterator

from web.page_cache.content_version import FOLDED, ContentVersion
from web.page_cache.shown_tables import Shown

TABLE = ContentVersion._meta.db_table
EVENTS = {"sqlite": ("insert", "update", "delete"), "postgresql": ("insert", "update", "delete", "truncate")}
TRANSITIONS = {
    "insert": "REFERENCING NEW TABLE AS written",
    "update": "REFERENCING OLD TABLE AS earlier NEW TABLE AS written",
    "delete": "REFERENCING OLD TABLE AS earlier",
    "truncate": "",
}


def raising(vendor: str, counter: str) -> str:
    """Raise a counter, which is a literal or an expression.

    On PostgreSQL a transaction inserts one row of its own, whose key no other can have: nobody waits for anybody.
    """
    if vendor == "postgresql":
        return (
            f"INSERT INTO {TABLE} (counter, transaction_id, times) VALUES ({counter}, txid_current(), 1) "  # noqa: S608
            "ON CONFLICT DO NOTHING"
        )
    return (
        f"INSERT INTO {TABLE} (counter, transaction_id, times) VALUES ({counter}, {FOLDED}, 1) "  # noqa: S608
        "ON CONFLICT (counter, transaction_id) DO UPDATE SET times = times + 1"
    )


def dropping(vendor: str, stem: str) -> list[str]:
    if vendor == "postgresql":
        return [f"DROP FUNCTION IF EXISTS {stem}() CASCADE"]
    return [f"DROP TRIGGER IF EXISTS {stem}_{event}" for event in EVENTS[vendor]]


def _sqlite(stem: str, model, how: Shown) -> Iterator[str]:
    body = raising("sqlite", f"'{how.counter}'")
    conditions = {
        "insert": _is_visible(how, "NEW"),
        "update": f"({_is_visible(how, 'OLD', 'NEW')}) AND ({_differs(model, how, 'OLD', 'IS NOT', 'NEW')})",
        "delete": _is_visible(how, "OLD"),
    }
    for event, condition in conditions.items():
        yield (
            f'CREATE TRIGGER {stem}_{event} AFTER {event} ON "{model._meta.db_table}" '
            f"FOR EACH ROW WHEN {condition} BEGIN {body}; END"
        )


def _postgresql(stem: str, model, how: Shown) -> Iterator[str]:
    key = model._meta.pk.column
    differs = _differs(model, how, "earlier", "IS DISTINCT FROM", "written")
    # A row whose key was changed has no earlier one.
    both = f'written LEFT JOIN earlier ON earlier."{key}" = written."{key}"'
    rows = {
        "INSERT": f"written WHERE {_is_visible(how, 'written')}",
        "UPDATE": f"{both} WHERE ({_is_visible(how, 'earlier', 'written')}) AND ({differs})",
        "DELETE": f"earlier WHERE {_is_visible(how, 'earlier')}",
    }
    tests = " ".join(
        f"IF TG_OP = '{event}' THEN IF NOT EXISTS (SELECT FROM {source}) THEN RETURN NULL; END IF; END IF;"
        for event, source in rows.items()
    )
    body = raising("postgresql", f"'{how.counter}'")
    yield (
        f"CREATE FUNCTION {stem}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {tests} {body}; RETURN NULL; END $$"
    )
    for event, rows_of_it in TRANSITIONS.items():
        yield (
            f'CREATE TRIGGER {stem}_{event} AFTER {event} ON "{model._meta.db_table}" {rows_of_it} '
            f"FOR EACH STATEMENT EXECUTE FUNCTION {stem}()"
        )


STATEMENTS = {"sqlite": _sqlite, "postgresql": _postgresql}


def _is_visible(how: Shown, *rows: str) -> str:
    return " OR ".join(f'{row}."{how.if_set}" IS NOT NULL' for row in rows) if how.if_set else "1 = 1"


def _differs(model, how: Shown, earlier: str, operator: str, written: str) -> str:
    columns = sorted(field.column for field in model._meta.local_concrete_fields)
    return " OR ".join(
        f'{earlier}."{column}" {operator} {written}."{column}"'
        for column in columns
        if column not in how.hidden
    )
