"""What both have in common: the statements around a match."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connections
from django.db.models import Q

from mbc_site.search.models import SearchDocument
from mbc_site.search.results import Kind

# Not a model: each database has a kind of its own. Backups leave it out by this name.
TABLE = "mbc_site_searchindex"
DOCUMENTS = SearchDocument._meta.db_table
AnyOf = tuple[str, ...]
AllOf = tuple[AnyOf, ...]


@dataclass(frozen=True)
class Match:
    """Documents in which one of the alternatives is found get the points for this word; for several matches of a word,
    the most. In an alternative, one token of each part must be there. A negative word is a bonus: it needn't be found."""

    word: int
    points: int
    alternatives: tuple[AllOf, ...]


@dataclass(frozen=True)
class Wanted:
    """`least` words must be found. Kinds and languages narrow the hits, but not the counts."""

    matches: Sequence[Match]
    least: int
    at: datetime.datetime
    kinds: Sequence[Kind] = ()
    language: str = ""
    start: int = 0
    number: int = 20


@dataclass(frozen=True)
class Found:
    counts: list[tuple[str, str, int]]  # kind, language, documents
    keys: list[int]  # of documents, in order


class Engine(ABC):
    key: str  # the column with the key of a document
    found: str  # a condition for one match
    plan: str = ""  # what a search begins with

    def __init__(self, using: str):
        self.using, self.connection = using, connections[using]

    @abstractmethod
    def create(self) -> bool:
        """Create the index if it is missing. Returns whether it was."""

    @abstractmethod
    def drop(self) -> None: ...

    @abstractmethod
    def lock(self, *, is_patient: bool = True) -> bool:
        """Until the end of the transaction, nobody else writes to the index. Returns False if somebody does now."""

    @abstractmethod
    def add(self, rows: Iterable[tuple[int, list[str]]]) -> None:
        """The tokens of new documents, by their keys."""

    @abstractmethod
    def expression(self, alternatives: Iterable[AllOf]) -> str:
        """Alternatives in the language of the database."""

    def remove(self, keys: Sequence[int]) -> None:
        marks = ", ".join(["%s"] * len(keys))
        if keys:
            self._run(f"DELETE FROM {TABLE} WHERE {self.key} IN ({marks})", list(keys))  # noqa: S608

    def is_complete(self) -> bool:
        """Whether there are tokens of every document: a backup of another database comes without."""
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"SELECT 1 FROM {DOCUMENTS} d LEFT JOIN {TABLE} i ON i.{self.key} = d.id "  # noqa: S608
                f"WHERE i.{self.key} IS NULL LIMIT 1"
            )
            return cursor.fetchone() is None

    def remove_orphans(self) -> None:
        """Tokens of documents that are gone: tables were emptied past this program."""
        self._run(f"DELETE FROM {TABLE} WHERE {self.key} NOT IN (SELECT id FROM {DOCUMENTS})")  # noqa: S608

    def search(self, wanted: Wanted) -> Found:
        """In one statement."""
        if not wanted.matches:
            return Found([], [])
        sql, values = self._search(wanted)
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            rows = cursor.fetchall()
        counts = [(kind, language, number) for kind, language, number, key in rows if not key]
        return Found(counts, [key for _kind, _language, _number, key in rows if key])

    def which(self, matches: Sequence[Match], at: datetime.datetime) -> set[int]:
        """The words of which there is any document, in one statement."""
        if not matches:
            return set()
        parts = " UNION ALL ".join(
            f"SELECT {match.word} AS word, {self.key} AS id FROM {TABLE} WHERE {self.found}"  # noqa: S608
            for match in matches
        )
        sql = f"""{self.plan}
            WITH found AS MATERIALIZED ({parts})
            SELECT DISTINCT word FROM found JOIN {DOCUMENTS} d ON d.id = found.id
            WHERE d.shown_from <= %s AND d.shown_until > %s
        """  # noqa: S608
        moment = self.connection.ops.adapt_datetimefield_value(at)
        expressions = [self.expression(match.alternatives) for match in matches]
        with self.connection.cursor() as cursor:
            cursor.execute(sql, [*expressions, moment, moment])
            return {word for (word,) in cursor.fetchall()}

    @abstractmethod
    def begins_with(self, prefix: str) -> Q:
        """The words of the vocabulary that do, found by its index."""

    def _search(self, wanted: Wanted) -> tuple[str, list]:
        several = len({match.word for match in wanted.matches}) < len(wanted.matches)
        parts = " UNION ALL ".join(
            f"SELECT {self.key} AS id, {match.word} AS word, {match.points} AS points "  # noqa: S608
            f"FROM {TABLE} WHERE {self.found}"
            for match in wanted.matches
        )
        best = "id, word, MAX(points) AS points FROM found GROUP BY id, word" if several else "* FROM found"
        narrowed, values = _narrowed(wanted)
        sql = f"""{self.plan}
            WITH found AS ({parts}), best AS (SELECT {best}),
            scored AS (
                SELECT id, SUM(points) AS points FROM best GROUP BY id
                HAVING SUM(CASE WHEN word >= 0 THEN 1 ELSE 0 END) >= %s
            ),
            shown AS MATERIALIZED (
                SELECT d.id, d.kind, d.language, d.rank, d.object_id, scored.points
                FROM scored JOIN {DOCUMENTS} d ON d.id = scored.id
                WHERE d.shown_from <= %s AND d.shown_until > %s
            )
            SELECT kind, language, COUNT(*), 0 FROM shown GROUP BY kind, language
            UNION ALL SELECT * FROM (
                SELECT kind, language, 1, id FROM shown WHERE {narrowed}
                ORDER BY points DESC, rank, object_id LIMIT %s OFFSET %s
            ) AS hits
        """  # noqa: S608
        at = self.connection.ops.adapt_datetimefield_value(wanted.at)
        expressions = [self.expression(match.alternatives) for match in wanted.matches]
        return sql, [*expressions, wanted.least, at, at, *values, wanted.number, wanted.start]

    def _run(self, sql: str, values: Sequence = ()) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)


def _narrowed(wanted: Wanted) -> tuple[str, list[str]]:
    conditions, values = ["1 = 1"], []
    if wanted.kinds:
        conditions.append(f"kind IN ({', '.join(['%s'] * len(wanted.kinds))})")
        values += [str(kind) for kind in wanted.kinds]
    if wanted.language:
        conditions.append("language = %s")
        values.append(wanted.language)
    return " AND ".join(conditions), values
