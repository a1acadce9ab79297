"""Many rows of an import are saved together, and nothing tells it from saving one after another."""

import json

import pytest
import reversion
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from reversion.models import Revision, Version

from history.models import Entry
from sources import checking
from sources.adding import importing
from sources.models import Source
from tests.calls import calls
from tests.factories import make_source
from tests.sources.adding.test_importing import AT, add_all, compared, statuses

pytestmark = pytest.mark.django_db


def added_one_by_one(items: list[dict], *, by, comment: str) -> None:
    """As a form or a shell would, with the library's own revisions."""
    for item in items:
        with reversion.create_revision():
            reversion.set_comment(comment)
            reversion.set_user(by)
            source = Source.objects.add(item)
            checking.record_title_mark(source, at=source.created_at)


def facts() -> tuple[list, list, list]:
    """Everything about sources, versions and entries but keys of rows and times."""
    own = ("id", "created_at", "updated_at", "detected_at")
    sources = [
        {k: v for k, v in row.items() if k not in own} for row in Source.objects.order_by("pk").values()
    ]
    versions = []
    for version in Version.objects.order_by("pk").select_related("revision"):
        (data,) = json.loads(version.serialized_data)
        assert data.pop("pk") == int(version.object_id)
        fields = {name: value for name, value in data.pop("fields").items() if name not in own}
        revision = version.revision
        kept = (revision.user, revision.comment, version.object_repr, version.format, version.db)
        versions.append((*kept, version.content_type.model, data, fields))
    entries = [
        (e.kind, e.by, e.by_name, e.record_type, e.record_name, e.words, e.version.object_id == e.record_id)
        for e in Entry.objects.order_by("pk")
    ]
    return sources, versions, entries


RECORDS = [
    {"DO": "10.1000/a", "VL": "12", "SP": "1", "EP": "9"},
    {"AU": "Author1, A. B.", "TI": "Another work"},
    {"TI": "RETRACTED: A third work"},
    {"AU": "", "PY": ""},
]


def test_saved_together_is_as_saved_one_by_one(ada):
    staged_import = compared(*RECORDS)
    items = [row.item for row in staged_import.rows.all()]
    added_one_by_one(items, by=ada, comment="Imported from list.ris")
    one_by_one = facts()
    Revision.objects.all().delete()
    Entry.objects.all()._raw_delete("default")
    Source.objects.all().delete()

    add_all(staged_import, by=ada)

    assert facts() == one_by_one
    assert [len(part) for part in one_by_one] == [4, 4, 4]
    assert Revision.objects.count() == 4


def test_one_that_the_database_refuses_does_not_hold_up_the_others(ada):
    make_source(title="A study of number 1")
    staged_import = compared({"DO": "10.1000/a"}, {}, {})
    staged_import.rows.filter(position=1).update(choice="add")
    make_source(doi="10.1000/a")

    add_all(staged_import, by=ada)

    refused = "Another source with one of its identifiers is already here."
    assert statuses(staged_import) == [("failed", refused), ("added", ""), ("added", "")]
    assert Version.objects.get_for_model(Source).count() == 2
    assert Entry.objects.filter(by=ada).count() == 2
    assert list(staged_import.rows.values_list("result__title", flat=True)) == [
        None,
        "A study of number 2",
        "A study of number 3",
    ]


def test_a_refusal_of_the_history_leaves_no_source(monkeypatch):
    def refused(*args, **kwargs):
        raise IntegrityError

    staged_import = compared({}, {})
    monkeypatch.setattr(importing, "record_saves", refused)

    add_all(staged_import)

    assert not Source.objects.exists()
    assert [status for status, _reason in statuses(staged_import)] == ["failed", "failed"]


def test_works_of_one_author_and_year_get_different_keys():
    make_source(key="roe2020")
    make_source(key="roe2020c")
    items = [{"title": "A", "author": [{"family": "Roe"}], "issued": {"date-parts": [[2020]]}}] * 3
    others = [{"title": "B", "author": [{"family": "Chen"}]}, {"title": "C", "author": [{"family": "Chen"}]}]

    assert Source.objects.free_keys([*items, *others]) == [
        "roe2020b",
        "roe2020d",
        "roe2020e",
        "chen",
        "chen-b",
    ]


def test_a_record_takes_few_calls(ada):
    """Read, compared and saved; half of what it took when each letter of a title was looked at alone."""

    def import_records(first: int, number: int) -> None:
        records = [
            {"DO": f"10.1000/{n}", "TI": f"Rest and pain in women, part {n}"}
            for n in range(first, first + number)
        ]
        staged_import = compared(*records)
        staged_import.confirm(at=AT)
        importing.save_some(staged_import, by=ada, at=AT)

    import_records(0, 2)  # what is kept
    few, many = calls(lambda: import_records(100, 5)), calls(lambda: import_records(200, 25))

    assert Source.objects.count() == 32
    assert (many - few) / 20 < 3_300


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(rows, ada):
    staged_import = compared(*[{"DO": f"10.1000/{number}"} for number in range(rows)])
    staged_import.confirm(at=AT)

    with CaptureQueriesContext(connection) as queries:
        importing.save_some(staged_import, by=ada, at=AT)

    assert Source.objects.count() == rows
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 17
