"""A file of references into the bibliography, in three steps that each can be broken off and gone on with.

`stage` reads the file into rows, `compare_some` tells what is new, here or alike, and, once somebody has confirmed,
`add_some` makes sources of rows. A row says what came of it, so no step ever does anything twice.
"""

import datetime
from collections.abc import Iterable, Iterator

import reversion
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from editing.turns import Turns
from sources import checking, csl, formats
from sources.comparison import Index, Likeness, Work
from sources.models import Import, ImportRow, Source

AT_ONCE = 500  # rows compared with six questions to the database
A_STEP = 100  # rows added before the page reports progress
KEPT_FOR = datetime.timedelta(days=30)
Verdict, Choice = ImportRow.Verdict, ImportRow.Choice
NEEDED = (
    *("doi", "pmid", "pmcid", "isbn", "csl_type", "title", "authors", "year", "volume", "page"),
    "merged_into",
)


def stage(data: bytes, *, name: str, by=None, at: datetime.datetime) -> Import:
    """The records of a file as rows that wait to be compared. Raises formats.UnknownFormat.

    Records that say the same within the file point to the first of them. What nobody finished in thirty days goes.
    Everything is read and compared before the transaction begins, so others can save in the meantime.
    """
    reading = formats.read(data)
    batch = Import(
        name=name.replace("\x00", "")[:200] or _("pasted text"),
        format=reading.format,
        problems=[list(problem) for problem in reading.problems],
        made_by=by,
    )
    usable = (
        item for item in reading.items if str(item.get("title") or "").strip()
    )  # `problems` lists the others
    rows = [ImportRow(batch=batch, position=position, item=item) for position, item in enumerate(usable, 1)]
    twins = _twins(rows)
    Import.objects.filter(finished_at=None, made_at__lt=at - KEPT_FOR).delete()
    with transaction.atomic():
        batch.save()
        for row in rows:
            row.batch_id = batch.pk
        ImportRow.objects.bulk_create(rows, batch_size=1000)
        for row, first in twins:
            row.twin = first
        _store([row for row, _first in twins])
    return batch


def _twins(rows: list[ImportRow]) -> list[tuple[ImportRow, ImportRow]]:
    """Each row that resembles an earlier one, with the earlier one."""
    index, found = Index(), []
    for row in rows:
        work = Work.of(csl.from_csl(row.item))
        likeness = index.find(work)
        if likeness:
            found.append((row, likeness.thing))
        index.add(work, row)
    return found


def compare_some(batch: Import, *, most: int = AT_ONCE) -> int:
    """Give the next waiting rows their verdict; returns how many rows still wait.

    Only the verdicts are stored in a transaction. Rows that somebody else compared in the meantime are left alone: they
    may have been confirmed and added by now.
    """
    rows = list(batch.rows.waiting().select_related("twin")[:most])
    _compare(rows)
    with transaction.atomic():
        Import.objects.alone_with(batch)
        waiting = set(
            batch.rows.waiting().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
        )
        _store([row for row in rows if row.pk in waiting])
    return batch.rows.waiting().count()


def _compare(rows: list[ImportRow]) -> None:
    works = [Work.of(csl.from_csl(row.item)) for row in rows]
    here = _index(works)
    for row, work in zip(rows, works, strict=True):
        known, twin = here.find(work), _likeness_of_twin(row, work)
        # The same, wherever it is, before what is only alike.
        found = next((one for one in (known, twin) if one and one.is_same), known or twin)
        if found is None:
            row.verdict = Verdict.NEW
            continue
        row.verdict, row.why = Verdict.HERE if found.is_same else Verdict.MAYBE, found.why
        if found is known:
            row.match = found.thing
        else:
            row.why = _("%(why)s as record %(number)d of this file") % {
                "why": found.why,
                "number": row.twin.position,
            }


def _likeness_of_twin(row: ImportRow, work: Work) -> Likeness | None:
    if row.twin is None:
        return None
    index = Index()
    index.add(Work.of(csl.from_csl(row.twin.item)), row.twin)
    return index.find(work)


def _index(works: list[Work]) -> Index:
    """The sources that could be any of these works, in a handful of questions however many works there are."""
    index = Index()
    candidates = {source.pk: source for found in _candidates(works) for source in found}
    for source in candidates.values():
        work = Work.of({name: getattr(source, name) for name in NEEDED})
        index.add(work, source.merged_into or source, only_same=source.merged_into is not None)
    return index


def _candidates(works: list[Work]) -> Iterator[QuerySet[Source]]:
    sources = Source.objects.select_related("merged_into").defer("extra", "notes").order_by("pk")

    def all_of(name: str) -> set[str]:
        return {getattr(work, name) for work in works} - {""}

    questions: Iterable[tuple[QuerySet, str, set[str]]] = [
        (sources.alias(lower_doi=Lower("doi")), "lower_doi__in", all_of("doi")),
        *((sources, f"{name}__in", all_of(name)) for name in ("pmid", "pmcid", "isbn")),
        (sources, "title_key__in", all_of("title")),
    ]
    for queryset, lookup, values in questions:
        if values:
            yield queryset.filter(**{lookup: values})
    if places := [work.place for work in works if work.place]:
        authors, years, volumes, _pages = (set(values) for values in zip(*places, strict=True))
        yield sources.filter(first_author_key__in=authors, year__in=years, volume__in=volumes)


def _store(rows: list[ImportRow]) -> None:
    """As bulk_update does, whose hundreds of CASE clauses take PostgreSQL ten times as long."""
    fields = ["verdict", "why", "match", "twin", "source"]
    ImportRow.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


def confirm(batch: Import, *, at: datetime.datetime) -> None:
    """From now on its rows may become sources. What is undecided stays out; what was here and has been deleted since
    is new."""
    batch.rows.orphaned().update(verdict=Verdict.NEW, why="")
    Import.objects.filter(pk=batch.pk, confirmed_at=None).update(confirmed_at=at)


def add_some(batch: Import, *, by=None, at: datetime.datetime, most: int = A_STEP) -> int:
    """Make sources of the next rows; returns how many are left.

    Each row has a transaction of its own, so others can save in between, and an interrupted import continues with the
    first row that is not done. If two run at a time, each row is still added only once.
    """
    if not Import.objects.filter(pk=batch.pk, finished_at=None).exclude(confirmed_at=None).exists():
        return 0
    rows = list(batch.rows.to_add()[:most])
    appeared = _index([Work.of(csl.from_csl(row.item)) for row in rows])
    turns = Turns()
    for row in rows:
        _add_row(batch, row.pk, appeared, by)
        turns.next()
    left = batch.rows.to_add().count()
    if not left:
        Import.objects.filter(pk=batch.pk, finished_at=None).update(finished_at=at)
    return left


@transaction.atomic
def _add_row(batch: Import, pk: int, appeared: Index, by) -> None:
    Import.objects.alone_with(batch)
    row = batch.rows.to_add().select_related("twin__source").filter(pk=pk).first()
    if row is not None:  # nobody else has added it
        _settle(row, appeared, by)
        row.save(update_fields=["verdict", "why", "match", "source"])


def _settle(row: ImportRow, appeared: Index, by) -> None:
    """One row to one source, unless somebody added the work meanwhile, or no database takes it."""
    likeness = appeared.find(Work.of(csl.from_csl(row.item)))
    if likeness and likeness.is_same and row.choice != Choice.ADD:
        row.verdict, row.match, row.why = Verdict.HERE, likeness.thing, likeness.why
        return
    problems = unstorable(row.item)
    if not problems:
        try:
            row.source = add(row.item, by=by, comment=_("Imported from %s") % row.batch.name)
            row.verdict = Verdict.ADDED
            return
        except (DataError, IntegrityError):  # only faults of this row, not a database that is down
            problems = [_("Another source with one of its identifiers is already here.")]
    row.verdict, row.why = Verdict.FAILED, " ".join(problems)[:200]


def add(item: dict, *, by=None, comment: str = "") -> Source:
    """A saved source with the first version of its history. Raises DatabaseError."""
    with transaction.atomic(), reversion.create_revision():
        reversion.set_comment(comment)
        if by is not None:
            reversion.set_user(by)
        source = Source.objects.add(item)
        checking.record_title_mark(source, at=source.created_at)
        return source


def unstorable(item: dict) -> list[str]:
    """Why no database takes this item, in sentences: a volume of a thousand letters, a year in the next million.

    A web address that looks wrong is kept as it came: it may be all that the file says of where the work is.
    """
    source = Source.from_csl(item, key="a")
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
