"""A file of references into the bibliography, in three steps. Each can be interrupted and continued.

`stage` reads the file into rows, `compare_some` finds out which are new, already here or could be the same, and, once
somebody has confirmed the import, `save_some` makes sources of rows. Each row records its result, so no step does
anything twice.
"""

import datetime
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from editing.revisions import record_saves, versions_of
from editing.staged_import.models import KEEP_FOR
from editing.text import storable
from sources import checking, csl, formats
from sources.comparison import Index, Likeness, Work
from sources.formats.ledger import described
from sources.models import Source, SourceImport, SourceImportRow

ROWS_TO_COMPARE = 500  # with six queries
MOST_UNUSED = 200  # names of fields that an import reports
ROWS_TO_SAVE = 100  # before the page reports progress
Status, Choice = SourceImportRow.Status, SourceImportRow.Choice
# Columns that tell works apart.
TELLING = ("doi", "pmid", "pmcid", "isbn", "csl_type", "title", "authors", "year", "volume", "page")


def stage(data: bytes, *, name: str, by=None, at: datetime.datetime) -> SourceImport:
    """The records of a file as rows that wait to be compared. Raises formats.UnknownFormat.

    Records that are the same work within the file point to the first of them. Unfinished imports are deleted after
    thirty days. Everything is read and compared before the transaction begins, so others can save in the meantime.
    """
    reading = formats.read(data)
    staged_import = SourceImport(
        name=storable(name)[:200] or _("pasted text"),
        format=reading.format,
        problems=[list(problem) for problem in reading.problems],
        unused={described(name): number for name, number in reading.unused.most_common(MOST_UNUSED)},
        made_by=by,
    )
    # `problems` lists the others
    usable = [item for item in reading.items if str(item.get("title") or "").strip()]
    rows = [
        SourceImportRow(staged_import=staged_import, position=position, item=item)
        for position, item in enumerate(usable, 1)
    ]
    duplicates = _duplicates(rows)
    SourceImport.objects.filter(finished_at=None, made_at__lt=at - KEEP_FOR).delete()
    with transaction.atomic():
        staged_import.save()
        for row in rows:
            row.staged_import_id = staged_import.pk
        SourceImportRow.objects.bulk_create(rows, batch_size=1000)
        for row, first in duplicates:
            row.earlier_row = first
        SourceImportRow.objects.store([row for row, _first in duplicates], ["earlier_row"])
    return staged_import


def _duplicates(rows: list[SourceImportRow]) -> list[tuple[SourceImportRow, SourceImportRow]]:
    """Each row that resembles an earlier one, with the earlier one."""
    index, duplicates = Index(), []
    for row in rows:
        work = _work(row)
        likeness = index.find(work)
        if likeness:
            duplicates.append((row, likeness.thing))
        index.add(work, row)
    return duplicates


def compare_some(staged_import: SourceImport, *, most: int = ROWS_TO_COMPARE) -> int:
    """Compare the next waiting rows with what is here; returns how many rows still wait."""
    rows = list(staged_import.rows.waiting().select_related("earlier_row")[:most])
    _compare(rows)
    return staged_import.store_comparison(rows, ["status", "reason", "match"])


def _work(row: SourceImportRow) -> Work:
    return Work.of(csl.values_of(row.item, TELLING))


def _compare(rows: list[SourceImportRow]) -> None:
    works = [_work(row) for row in rows]
    index = _index(works)
    for row, work in zip(rows, works, strict=True):
        _compare_row(row, index.find(work), _likeness_of_earlier_row(row, work))


def _compare_row(row: SourceImportRow, known: Likeness | None, earlier: Likeness | None) -> None:
    """By what is here (`known`) and what the file has before (`earlier`). The same work goes before one that could be."""
    is_earlier = earlier and earlier.is_same and not (known and known.is_same)
    likeness = earlier if is_earlier else known or earlier
    if likeness is None:
        row.status = Status.NEW
        return
    row.status = Status.SAME if likeness.is_same else Status.MAYBE
    row.reason = likeness.why
    if likeness is known:
        row.match_id = likeness.thing
    else:
        row.reason = _("%(why)s as record %(number)d of this file") % {
            "why": likeness.why,
            "number": row.earlier_row.position,
        }


def _likeness_of_earlier_row(row: SourceImportRow, work: Work) -> Likeness | None:
    if row.earlier_row is None:
        return None
    index = Index()
    index.add(_work(row.earlier_row), row.earlier_row)
    return index.find(work)


def _index(works: list[Work]) -> Index:
    """The keys of sources that could be any of these works, in a handful of queries however many works there are."""
    index = Index()
    candidates = {columns["pk"]: columns for found in _candidates(works) for columns in found}
    for pk, columns in candidates.items():
        into = columns["merged_into"]
        index.add(Work.of(columns), into or pk, only_same=into is not None)
    return index


def _candidates(works: list[Work]) -> Iterator[QuerySet]:
    """Columns of sources, without making sources of them."""
    sources = Source.objects.order_by("pk").values("pk", "merged_into", *TELLING)

    def all_of(name: str) -> set[str]:
        return {getattr(work, name) for work in works} - {""}

    queries: Iterable[tuple[QuerySet, str, set[str]]] = [
        (sources.alias(lower_doi=Lower("doi")), "lower_doi__in", all_of("doi")),
        *((sources, f"{name}__in", all_of(name)) for name in ("pmid", "pmcid", "isbn")),
        (sources, "title_key__in", all_of("title")),
        (sources, "spelling_key__in", all_of("spelling")),
    ]
    for queryset, lookup, values in queries:
        if values:
            yield queryset.filter(**{lookup: values})
    if places := [work.place for work in works if work.place]:
        authors, years, volumes, _pages = (set(values) for values in zip(*places, strict=True))
        yield sources.filter(first_author_key__in=authors, year__in=years, volume__in=volumes)
    if dated := [work for work in works if work.author and work.year]:
        years = {work.year for work in dated}
        yield sources.filter(first_author_key__in={work.author for work in dated}, year__in=years)


def save_some(
    staged_import: SourceImport, *, by=None, at: datetime.datetime, most: int = ROWS_TO_SAVE
) -> int:
    """Make sources of the next rows; returns how many are left."""
    comment = _("Imported from %s") % staged_import.name
    return staged_import.save_rows(lambda rows: _save_rows(rows, comment, by), most=most, at=at)


def _save_rows(rows: list[SourceImportRow], comment: str, by) -> None:
    """Each row to one source, unless somebody has added the work in the meantime, or no database takes it."""
    columns = [csl.from_csl(row.item) for row in rows]
    works = [Work.of(values) for values in columns]
    index = _index(works)
    new = []
    for row, values, work in zip(rows, columns, works, strict=True):
        likeness = index.find(work)
        source = Source(**values, key="a")
        if likeness and likeness.is_same and row.choice != Choice.ADD:
            row.status, row.match_id, row.reason = Status.SAME, likeness.thing, likeness.why
        elif problems := unstorable(source):
            row.status, row.reason = Status.FAILED, " ".join(problems)[:300]
        else:
            new.append((row, source))
    _add_or_refuse(new, comment, by)
    SourceImportRow.objects.store(rows, ["status", "reason", "match", "result"])


def _add_or_refuse(new: list[tuple[SourceImportRow, Source]], comment: str, by) -> None:
    """All at once; if the database refuses one, one at a time, to find out which."""
    try:
        with transaction.atomic():
            _add(new, comment, by)
    except (DataError, IntegrityError):  # only faults of these rows, not a database that is down
        if len(new) > 1:
            for one in new:
                _add_or_refuse([one], comment, by)
            return
        for row, _source in new:
            row.status, row.result = Status.FAILED, None
            row.reason = _("Another source with one of its identifiers is already here.")


def _add(new: list[tuple[SourceImportRow, Source]], comment: str, by) -> None:
    """Save the sources with the first version of their history. Raises DatabaseError."""
    sources = [source for _row, source in new]
    for source, key in zip(sources, Source.objects.free_keys(row.item for row, _source in new), strict=True):
        source.pk, source.key = None, key
    Source.objects.add_all(sources)
    record_saves([versions_of(source) for source in sources], comment=comment, by=by)
    for row, source in new:
        row.result, row.status, row.reason = source, Status.ADDED, ""
        checking.record_title_mark(source, at=source.created_at)


def unstorable(source: Source) -> list[str]:
    """Why no database takes this source, in sentences: a volume of a thousand letters, a year in the next million.

    A web address that looks wrong is kept unchanged: it may be all that the file says about where to find the work.
    """
    try:
        source.clean_fields()
    except ValidationError as invalid:
        return [
            _("%(field)s: %(problem)s")
            % {"field": Source._meta.get_field(name).verbose_name, "problem": text}
            for name, errors in invalid.error_dict.items()
            for error in errors
            if not (name == "url" and error.code == "invalid")
            for text in error.messages
        ]
    return []
