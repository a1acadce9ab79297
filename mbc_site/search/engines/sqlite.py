"""FTS5. Tokens are folded already, so `ascii` leaves them as they are; it takes every other letter for one of a word.
Without positions (`detail=none`) the index is a third as large: a phrase is a token of its own."""

from collections.abc import Iterable

from django.db.models import Q

from mbc_site.search.engines.engine import TABLE, AllOf, AnyOf, Engine

CREATE = f"CREATE VIRTUAL TABLE {TABLE} USING fts5(tokens, detail=none, columnsize=0, tokenize=\"ascii tokenchars '_'\")"


class Fts5(Engine):
    key = "rowid"
    found = f"{TABLE} MATCH %s"

    def create(self) -> bool:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM sqlite_master WHERE name = %s", [TABLE])
            is_there = cursor.fetchone()
        if not is_there:
            self._run(CREATE)
        return not is_there

    def drop(self) -> None:
        self._run(f"DROP TABLE IF EXISTS {TABLE}")

    def lock(self, *, is_patient: bool = True) -> bool:
        return True  # a file has one writer

    def add(self, rows: Iterable[tuple[int, list[str]]]) -> None:
        values = [(key, " ".join(tokens)) for key, tokens in rows]
        with self.connection.cursor() as cursor:
            cursor.executemany(f"INSERT OR REPLACE INTO {TABLE} (rowid, tokens) VALUES (%s, %s)", values)  # noqa: S608

    def expression(self, alternatives: Iterable[AllOf]) -> str:
        return " OR ".join(f"({_all(parts)})" for parts in alternatives)

    def begins_with(self, prefix: str) -> Q:
        return Q(word__gte=prefix, word__lt=prefix + "\U0010ffff")  # LIKE would read all of them


def _all(parts: AllOf) -> str:
    return " AND ".join(f"({_any(tokens)})" for tokens in parts)


def _any(tokens: AnyOf) -> str:
    """A token that ends with an asterisk is the beginning of one."""
    return " OR ".join(f'"{token[:-1]}"*' if token.endswith("*") else f'"{token}"' for token in tokens)
