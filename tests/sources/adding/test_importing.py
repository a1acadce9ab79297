"""From a file to sources: new, existing or possibly the same; nothing twice, however often it is interrupted."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from reversion.models import Version

from sources import formats
from sources.adding import duplicates, importing
from sources.models import Source, SourceImport, SourceImportRow
from tests.factories import make_source

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def ris(*records: dict) -> bytes:
    """`TI`, `DO` … of each record; what is not said is plain."""
    lines = []
    for number, record in enumerate(records, 1):
        fields = {"TI": f"A study of number {number}", "AU": f"Author{number}, A. B.", "PY": "2020"} | record
        lines += [
            "TY  - JOUR",
            *(f"{tag}  - {value}" for tag, value in fields.items() if value),
            "ER  - ",
            "",
        ]
    return "\n".join(lines).encode()


def compared(*records: dict) -> SourceImport:
    staged_import = importing.stage(ris(*records), name="list.ris", at=AT)
    while importing.compare_some(staged_import):
        pass
    return staged_import


def statuses(staged_import: SourceImport) -> list[tuple[str, str]]:
    return list(staged_import.rows.values_list("status", "reason"))


def add_all(staged_import: SourceImport, **options) -> None:
    staged_import.confirm(at=AT)
    while importing.save_some(staged_import, at=AT, **options):
        pass


def test_nothing_becomes_a_source_before_it_is_confirmed():
    staged_import = compared({}, {})

    left = importing.save_some(staged_import, at=AT)

    assert left == 0
    assert not Source.objects.exists()
    assert statuses(staged_import) == [("new", ""), ("new", "")]


def test_confirmed_rows_become_sources_with_a_history(ada):
    staged_import = compared({"DO": "10.1000/a"}, {})

    add_all(staged_import, by=ada)

    staged_import.refresh_from_db()
    assert staged_import.finished_at == AT
    assert list(staged_import.rows.values_list("result__key", flat=True)) == ["author12020", "author22020"]
    version = Version.objects.get_for_object(Source.objects.get(doi="10.1000/a")).get()
    assert (version.revision.user, version.revision.get_comment()) == (ada, "Imported from list.ris")


@pytest.mark.parametrize(
    ("here", "record", "reason"),
    [
        ({"doi": "10.1000/a"}, {"DO": "https://doi.org/10.1000/A"}, "the same DOI"),
        ({"pmid": "23844915"}, {"AN": "PMID: 23844915", "N1": "PMID: 23844915"}, "the same PubMed number"),
        (
            {"title": "A Study: of <i>number</i> 1", "authors": [{"family": "Author1"}]},
            {},
            "the same title and first author",
        ),
    ],
)
def test_existing_sources_are_reported_with_the_reason(here, record, reason):
    source = make_source(**here)

    row = compared(record).rows.get()

    assert (row.status, row.reason, row.match) == ("same", reason, source)


@pytest.mark.parametrize(
    ("here", "record", "reason"),
    [
        ({"title": "A study of number 1"}, {}, "the same title"),
        (
            {"title": "A study of number 1", "authors": [{"family": "Author1"}], "doi": "10.1000/b"},
            {"DO": "10.1000/a"},
            "the same title",
        ),
        (
            {"authors": [{"family": "Author1"}], "volume": "7", "page": "113-126"},
            {"VL": "7", "SP": "113"},
            "the same first author, year, volume and first page",
        ),
    ],
)
def test_possible_duplicates_are_left_to_a_person(here, record, reason):
    source = make_source(**here)
    staged_import = compared(record)

    add_all(staged_import)

    row = staged_import.rows.get()
    assert (row.status, row.reason, row.match) == ("maybe", reason, source)
    assert Source.objects.count() == 1


def test_a_merged_source_is_recognized_as_the_one_it_was_merged_into():
    stays = make_source(title="The one that stays")
    duplicates.merge(make_source(doi="10.1000/a"), stays, although=duplicates.DIFFERING)

    row = compared({"DO": "10.1000/a"}).rows.get()

    assert (row.status, row.match) == ("same", stays)


def test_merged_sources_are_not_offered_as_possible_duplicates():
    duplicates.merge(
        make_source(title="A study of number 1"),
        make_source(title="The one that stays"),
        although=duplicates.DIFFERING,
    )

    assert statuses(compared({})) == [("new", "")]


def test_the_same_work_twice_in_one_file_is_added_once():
    staged_import = compared(
        {"DO": "10.1000/a"}, {"DO": "10.1000/A", "TI": "Another title"}, {"TI": "A study of number 1"}
    )

    add_all(staged_import)

    assert statuses(staged_import) == [
        ("added", ""),
        ("same", "the same DOI as record 1 of this file"),
        ("maybe", "the same title as record 1 of this file"),
    ]
    assert Source.objects.get().doi == "10.1000/a"


def test_a_choice_decides_what_could_be_the_same_and_what_is_left_out():
    make_source(title="A study of number 1")
    staged_import = compared({}, {}, {})
    staged_import.rows.filter(position=1).update(choice=SourceImportRow.Choice.ADD)
    staged_import.rows.filter(position=2).update(choice=SourceImportRow.Choice.SKIP)

    add_all(staged_import)

    assert list(staged_import.rows.values_list("status", flat=True)) == ["added", "new", "added"]
    assert Source.objects.count() == 3


def test_the_bulk_comparison_agrees_with_comparing_one_work():
    for number in range(6):
        make_source(
            title=f"A study of number {number % 3}",
            authors=[{"family": f"Author{number}"}],
            year=2020 + number % 2,
            volume=str(number % 2),
            page="7-9",
            doi=f"10.1000/{number}" if number % 2 else "",
        )
    records = [
        {
            "TI": f"A study of number {title}",
            "AU": f"Author{author}, A",
            "PY": year,
            "VL": volume,
            "SP": "7",
            "DO": doi,
        }
        for title in range(3)
        for author in (0, 3, 9)
        for year, volume in (("2020", "0"), ("2021", "1"), ("", ""))
        for doi in ("", "10.1000/3", "10.1000/99")
    ]

    for item in formats.read(ris(*records)).items:
        row = SourceImportRow(item=item)
        importing._compare([row])
        same, near = Source.objects.same_work(item), duplicates.near(Source.from_csl(item).__dict__)
        expected = "same" if same else "maybe" if near else "new"
        assert row.status == expected, item
        assert (row.match in ([same] if same else near)) is (expected != "new")


def test_one_bad_record_stops_none_of_the_others():
    staged_import = compared({"VL": "x" * 500}, {})

    add_all(staged_import)

    first, second = staged_import.rows.all()
    assert (first.status, second.status) == ("failed", "added")
    assert first.reason.startswith("volume: Ensure this value has at most 100 characters")
    assert Source.objects.count() == 1


def test_a_record_without_a_title_is_named_and_left_out():
    staged_import = compared({"TI": ""}, {})

    add_all(staged_import)

    assert staged_import.problems == [[1, "There is no title."]]
    assert statuses(staged_import) == [("added", "")]
    assert Source.objects.get().title == "A study of number 2"


def test_a_title_of_spaces_counts_as_missing():
    staged_import = importing.stage(
        b'[{"type": "book", "title": "  ", "author": [{"family": "Redig"}]}]', name="", at=AT
    )

    assert staged_import.problems == [[1, "There is no title."]]
    assert not staged_import.rows.exists()


def test_an_interrupted_import_continues_and_adds_nothing_twice():
    staged_import = compared(*[{}] * 5)
    staged_import.confirm(at=AT)

    assert importing.save_some(staged_import, at=AT, most=2) == 3
    assert Source.objects.count() == 2
    staged_import.confirm(at=AT + timedelta(hours=1))
    add_all(staged_import, most=2)
    add_all(staged_import, most=2)

    staged_import.refresh_from_db()
    assert (Source.objects.count(), staged_import.confirmed_at, staged_import.finished_at) == (5, AT, AT)


def test_a_source_added_during_an_import_is_not_added_again():
    staged_import = compared({"DO": "10.1000/a"}, {})
    source = make_source(doi="10.1000/a")

    add_all(staged_import)

    assert staged_import.rows.first().match == source
    assert list(staged_import.rows.values_list("status", flat=True)) == ["same", "added"]
    assert Source.objects.count() == 2


def test_a_match_deleted_during_an_import_is_added():
    known = make_source(doi="10.1000/a")
    staged_import = compared({"DO": "10.1000/a"}, {"DO": "10.1000/b"}, {"DO": "10.1000/b"})
    assert [status for status, _reason in statuses(staged_import)] == ["same", "new", "same"]
    known.delete()

    add_all(staged_import)

    assert sorted(Source.objects.values_list("doi", flat=True)) == ["10.1000/a", "10.1000/b"]


def test_a_chosen_duplicate_with_the_identifier_of_another_is_refused_and_the_rest_continues():
    make_source(title="A study of number 1")
    staged_import = compared({"DO": "10.1000/a"}, {})
    staged_import.rows.filter(position=1).update(choice=SourceImportRow.Choice.ADD)
    make_source(doi="10.1000/a")

    add_all(staged_import)

    assert statuses(staged_import) == [
        ("failed", "Another source with one of its identifiers is already here."),
        ("added", ""),
    ]


def test_an_unfinished_import_is_forgotten_after_thirty_days_and_a_finished_one_is_not():
    old, finished, recent = (compared({}) for _ in range(3))
    now = timezone.now()
    SourceImport.objects.filter(pk__in=[old.pk, finished.pk]).update(made_at=now - timedelta(days=31))
    SourceImport.objects.filter(pk=finished.pk).update(finished_at=now)

    new = importing.stage(ris({}), name="", at=now)

    assert set(SourceImport.objects.all()) == {finished, recent, new}
    assert new.name == "pasted text"


@pytest.mark.parametrize("rows", [1, 30])
def test_comparing_takes_the_same_queries_for_any_number_of_rows(django_assert_max_num_queries, rows):
    for number in range(rows):
        make_source(title=f"A study of number {number + 1}", doi=f"10.1000/{number}")
    records = [{"DO": f"10.1000/{number}", "VL": "1", "SP": "1"} for number in range(rows)]
    staged_import = importing.stage(ris(*records), name="", at=AT)

    with django_assert_max_num_queries(12):
        importing.compare_some(staged_import)

    assert staged_import.rows.counts()["same"] == rows


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"\x00\x01\x02" * 100, b"Dear all"])
def test_a_file_that_is_not_a_bibliography_stores_nothing(data):
    with pytest.raises(formats.UnknownFormat):
        importing.stage(data, name="x", at=AT)

    assert not SourceImport.objects.exists()


def test_a_title_that_says_retracted_makes_a_notice_at_once():
    add_all(compared({"TI": "RETRACTED: A study of number 1"}, {}))

    first, second = Source.objects.order_by("pk")
    assert (first.title, first.integrity) == ("A study of number 1", "retracted")
    assert (second.integrity, first.integrity_checked_at) == ("not_checked", None)
    assert list(Source.objects.undecided()) == [first]


def test_of_thousands_of_unused_fields_the_most_frequent_are_named():
    fields = ", ".join(f"made{chr(97 + n % 26)}{chr(97 + n // 26)} = {{word {n}}}" for n in range(300))
    entries = f"@book{{a, title = {{A}}, {fields}}}\n@book{{b, title = {{B}}, often = {{word}}}}\n@book{{c, title = {{C}}, often = {{word}}}}"
    staged_import = importing.stage(entries.encode(), name="file", at=timezone.now())

    assert len(staged_import.unused) == importing.MOST_UNUSED
    assert next(iter(staged_import.unused.items())) == ("often", 2)
