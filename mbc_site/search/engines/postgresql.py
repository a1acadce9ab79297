"""A tsvector with a GIN index. Tokens go in as they are, so no configuration of the server changes them. They are kept out
of the line of the table, so that reading keys reads few pages."""

from collections.abc import Iterable

from django.db.models import Q

from mbc_site.search.engines.engine import TABLE, AllOf, AnyOf, Engine

LOCK = 7_302_115  # any number that nothing else locks
CREATE = (
    f"CREATE TABLE {TABLE} (document_id bigint PRIMARY KEY, tokens tsvector NOT NULL) WITH (toast_tuple_target = 128)",
    f"CREATE INDEX {TABLE}_tokens ON {TABLE} USING gin (tokens)",
)


class TextSearch(Engine):
    key = "document_id"
    found = "tokens @@ %s::tsquery"
    # The lines of the table are short, so the planner would read them all and unpack each tsvector: a hundred times slower.
    # In one message with the search, it holds for this transaction, also if that is the message alone.
    plan = "SET LOCAL enable_seqscan = off; "

    def create(self) -> bool:
        is_there = TABLE in self.connection.introspection.table_names()
        if not is_there:
            for statement in CREATE:
                self._run(statement)
        return not is_there

    def drop(self) -> None:
        self._run(f"DROP TABLE IF EXISTS {TABLE}")

    def lock(self, *, is_patient: bool = True) -> bool:
        name = "pg_advisory_xact_lock" if is_patient else "pg_try_advisory_xact_lock"
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT {name}(%s)", [LOCK])
            return cursor.fetchone()[0] is not False

    def add(self, rows: Iterable[tuple[int, list[str]]]) -> None:
        values = [value for row in rows for value in row]
        if values:
            marks = ", ".join(["(%s, array_to_tsvector(%s))"] * (len(values) // 2))
            replace = "ON CONFLICT (document_id) DO UPDATE SET tokens = EXCLUDED.tokens"
            self._run(f"INSERT INTO {TABLE} (document_id, tokens) VALUES {marks} {replace}", values)  # noqa: S608

    def expression(self, alternatives: Iterable[AllOf]) -> str:
        return " | ".join(f"({_all(parts)})" for parts in alternatives)

    def begins_with(self, prefix: str) -> Q:
        return Q(word__startswith=prefix)


def _all(parts: AllOf) -> str:
    return " & ".join(f"({_any(tokens)})" for tokens in parts)


def _any(tokens: AnyOf) -> str:
    """A token that ends with an asterisk is the beginning of one."""
    return " | ".join(f"'{token[:-1]}':*" if token.endswith("*") else f"'{token}'" for token in tokens)
