"""The words that occur, and in how many documents: for forgiving a letter, for weighing words and for marking them."""

from collections import Counter
from collections.abc import Iterable

from django.db import connections

from mbc_site.search.models import SearchDocument, SearchWord

AT_ONCE = 300  # rows of a statement
TABLE = SearchWord._meta.db_table
ADD = (
    f"INSERT INTO {TABLE} (word, stem, documents) VALUES {{rows}} "  # noqa: S608
    f"ON CONFLICT (word, stem) DO UPDATE SET documents = {TABLE}.documents + EXCLUDED.documents"
)
Surface = tuple[str, str]  # a word as it is written, and its stem


def joined(surfaces: Iterable[Surface]) -> str:
    """As a document keeps them: what was counted is what is discounted later."""
    return " ".join(sorted(f"{word}/{stem}" for word, stem in surfaces))


def counted(words: Iterable[str]) -> Counter:
    """Of what documents keep."""
    return Counter(pair for line in words for pair in line.split())


def change(before: Iterable[str], after: Iterable[str], using: str) -> None:
    """The words that documents kept, and those that they keep now. The rows are written in their order, so that two
    writers wait for each other instead of locking each other out."""
    changes = counted(after)
    changes.subtract(counted(before))
    rows = [(*pair.split("/"), number) for pair, number in sorted(changes.items()) if number]
    _add(rows, using)
    gone = [word for word, _stem, number in rows if number < 0]
    for start in range(0, len(gone), AT_ONCE):
        SearchWord.objects.using(using).filter(
            word__in=gone[start : start + AT_ONCE], documents__lte=0
        ).delete()


def count_anew(using: str) -> None:
    """All rows, from what all documents keep."""
    lines = SearchDocument.objects.using(using).values_list("words", flat=True)
    changes = counted(lines.iterator(chunk_size=200))
    SearchWord.objects.using(using).all().delete()
    _add([(*pair.split("/"), number) for pair, number in sorted(changes.items())], using)


def _add(rows: list[tuple[str, str, int]], using: str) -> None:
    with connections[using].cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            cursor.execute(
                ADD.format(rows=", ".join(["(%s, %s, %s)"] * len(some))),
                [value for row in some for value in row],
            )
