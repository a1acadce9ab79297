"""An import in a real process that is killed with kill -9, at one place and another: each transaction is all or
nothing, and whoever opens the import again continues it, without duplicates and without half a row."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.served import HERE, environment_of, postgres_url, sqlite_copy
from tests.sources.adding.test_importing import AT, compared
from tests.support_groups.exchange.test_saving_together import confirmed

pytestmark = pytest.mark.django_db(transaction=True)

RECORDS = 60  # 50 sources, 25 groups are saved in a transaction
ROWS = {"sources": "sources_sourceimportrow", "groups": "support_groups_groupimportrow"}
FACTS = {
    "sources": {
        "records": "SELECT COUNT(*) FROM sources_source",
        "different": "SELECT COUNT(DISTINCT title_key) FROM sources_source",
        "done": "SELECT COUNT(*) FROM sources_sourceimportrow WHERE status = 'added'",
        "results": "SELECT COUNT(DISTINCT result_id) FROM sources_sourceimportrow",
        "versions": "SELECT COUNT(DISTINCT object_id) FROM reversion_version",
        "entries": "SELECT COUNT(*) FROM history_entry",
    },
    "groups": {
        "records": "SELECT COUNT(*) FROM support_groups_group",
        "different": "SELECT COUNT(DISTINCT name) FROM support_groups_group",
        "done": "SELECT COUNT(*) FROM support_groups_groupimportrow WHERE status = 'added'",
        "results": "SELECT COUNT(DISTINCT result_id) FROM support_groups_groupimportrow",
        "with patterns": "SELECT COUNT(DISTINCT group_id) FROM support_groups_meetingpattern",
        "with contacts": "SELECT COUNT(DISTINCT group_id) FROM support_groups_contact",
        "versions": "SELECT COUNT(DISTINCT v.object_id) FROM reversion_version v JOIN django_content_type t"
        " ON t.id = v.content_type_id WHERE t.model = 'group'",
    },
}


def an_import_of(kind: str) -> None:
    if kind == "groups":
        confirmed(RECORDS)
    else:
        compared(*[{"TI": f"Work {number}", "DO": f"10.1000/{number}"} for number in range(RECORDS)]).confirm(
            at=AT
        )


class Database:
    """What the killed processes write to: of SQLite a copy."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.file = sqlite_copy(folder) if connection.vendor == "sqlite" else None
        self.url = f"sqlite:///{self.file}" if self.file else postgres_url()

    def continue_import(self, kind: str, *killed_at: str) -> int:
        command = [sys.executable, "-m", "tests.importer", kind, *killed_at]
        environment = environment_of(self.folder) | {"DATABASE_URL": self.url, "DEBUG": "1"}
        return subprocess.run(command, cwd=HERE, env=environment, timeout=300).returncode  # noqa: S603  our own arguments

    def facts(self, kind: str) -> dict[str, int]:
        return {name: self._number(query) for name, query in FACTS[kind].items()}

    def _number(self, query: str) -> int:
        if self.file is None:
            with connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchone()[0]
        with closing(sqlite3.connect(self.file)) as line:
            return line.execute(query).fetchone()[0]


@pytest.mark.parametrize(("kind", "of_a_part"), [("sources", 50), ("groups", 25)])
def test_a_killed_import_is_continued_where_it_stopped(kind, of_a_part, tmp_path):
    an_import_of(kind)
    database = Database(tmp_path)

    assert database.continue_import(kind, "1", "reversion_version") == -signal.SIGKILL
    assert set(database.facts(kind).values()) == {0}
    assert (
        database.continue_import(kind, "2", ROWS[kind]) == -signal.SIGKILL
    )  # all but what became of the rows
    assert set(database.facts(kind).values()) == {of_a_part}
    assert database.continue_import(kind) == 0

    assert set(database.facts(kind).values()) == {RECORDS}
