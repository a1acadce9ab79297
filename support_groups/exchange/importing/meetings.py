"""Rows of somebody else's file that are meetings of one group, made one row of the import."""

from copy import deepcopy
from dataclasses import dataclass
from typing import NamedTuple

from support_groups.exchange.formats import Listing, digests, merging
from support_groups.exchange.importing import row_clock
from support_groups.exchange.importing.preparation import Preparation, has_error_of_its_own
from support_groups.exchange.importing.staged_rows import stored_listing
from support_groups.models import GroupImport, GroupImportRow
from support_groups.models.data_source import LONGEST_IDENTIFIER

DERIVED = "derived"


@dataclass
class FileRow:
    """A listing, and the rows of the file that it was made of, as they were read."""

    listing: Listing
    parts: list[Listing]
    is_bad: bool = False  # it can't be saved, so no other row is the same group again

    @property
    def positions(self) -> list[int]:
        return [part.position for part in self.parts]


class Identity(NamedTuple):
    """The identifiers of a row within its data source."""

    values: list[str]
    is_derived: bool


def merged(
    listings: list[Listing], staged_import: GroupImport, preparation: Preparation, *, in_lines: bool
) -> list[FileRow]:
    """In the order of the file. A row that could not be saved stays by itself, so that only it is left out."""
    by_key: dict[merging.Key, list[Listing]] = {}
    for listing in listings:
        if merging.is_mergeable(listing.values) and not listing.has_error:
            by_key.setdefault(merging.key_of(listing.values), []).append(listing)
    rows = [FileRow(listing, [listing], is_bad=True) for listing in listings if listing.has_error]
    for parts in by_key.values():
        if 1 < len(parts) <= merging.MOST_MEETINGS:
            rows += _of_one_group(parts, staged_import, preparation, in_lines)
        else:
            rows += [FileRow(part, [part]) for part in parts]
    done = {id(part) for row in rows for part in row.parts}
    rows += [FileRow(listing, [listing]) for listing in listings if id(listing) not in done]
    return sorted(rows, key=lambda row: row.listing.position)


def _of_one_group(
    parts: list[Listing], staged_import: GroupImport, preparation: Preparation, in_lines: bool
) -> list[FileRow]:
    good, normalized, rows = [], [], []
    for part in parts:
        listing = deepcopy(part)
        preparation.normalize_row(listing)
        if has_error_of_its_own(listing, staged_import):
            rows.append(FileRow(part, [part], is_bad=True))
        else:
            good.append(part)
            normalized.append(listing)
    if len(good) < 2:
        return [*rows, *(FileRow(part, [part]) for part in good)]
    return [*rows, FileRow(_merged(normalized, in_lines), good)]


def _merged(normalized: list[Listing], in_lines: bool) -> Listing:
    row_clock.settle(normalized)
    listing = merging.merge(normalized, in_lines=in_lines)
    listing.values["_merged"] = True
    return listing


def merged_again(row: GroupImportRow, preparation: Preparation) -> Listing:
    """A row made anew of its parts, with what staff answered to the questions about their phrases."""
    parts = [stored_listing(*deepcopy(part)) for part in row.as_staged["parts"]]
    for part in parts:
        preparation.normalize_row(part, row.answers)
    listing = _merged(parts, row.staged_import.in_lines)
    listing.values.pop("_ids", None)  # with its data source by now
    return listing


def identities(rows: list[FileRow]) -> list[Identity]:
    """What the file calls each row; else its web address there; else name, place and attendance.

    Where those are equal in rows that could not be merged, the one with most meetings has this identity; to that of
    the others belongs everything that they say.
    """
    found = [_identity(row) for row in rows]
    taken: set[str] = set()
    for index in sorted(range(len(rows)), key=lambda i: (rows[i].is_bad, -len(rows[i].parts), i)):
        values, is_derived = found[index]
        if is_derived and values[0] in taken:
            found[index] = Identity([f"{values[0]}:{_whole(rows[index])}"], True)
        taken.update(values)
    return found


def _identity(row: FileRow) -> Identity:
    texts = row.listing.values.get("_ids") or [
        part.values["slug"] for part in row.parts if part.values.get("slug")
    ]
    if texts:
        return Identity(list(dict.fromkeys(map(_shortened, texts))), False)
    key = "\x1f".join(merging.key_of(row.parts[0].values))
    return Identity([f"{DERIVED}:{digests.digest(key)}"], True)


def _whole(row: FileRow) -> str:
    return digests.of_file(row.parts)[digests.WHOLE]


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_IDENTIFIER else f"{text[:100]}…{digests.digest(text)}"
