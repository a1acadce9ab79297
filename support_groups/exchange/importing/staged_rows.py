"""What the rows of an import mean: their listings, what they would change, and the values of new groups."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from support_groups.exchange import comparison
from support_groups.exchange.formats import Listing, RowProblem, Severity, digests, new_listings
from support_groups.exchange.group_values import group_values
from support_groups.exchange.importing.row_clock import clock_of, on_clock_of, question_of_change
from support_groups.exchange.leftovers import leftovers
from support_groups.models import Group, GroupImport, GroupImportRow
from support_groups.places import Place, of_address

Values = dict[str, Any]
Change = list[Any]  # [column, old, new]
Known = Sequence[Mapping[str, str]]  # digests, for each known identifier of a row
ADDED_TO = ("private_contacts", "notes")  # nothing that staff wrote there is replaced
SCHEDULES = ("rrule", "schedule_changes")
OWN_FILES_ONLY = ("slug", "status", "notes")  # other people's files do not change these


def listing_of(row: GroupImportRow) -> Listing:
    return stored_listing(row.position, row.values, row.problems)


def stored_listing(position: int, values: Values, problems: Iterable[Sequence[str]]) -> Listing:
    """`problems` as `stored_problems` gives them."""
    found = [RowProblem(column, sentence, Severity(severity)) for column, sentence, severity in problems]
    return Listing(position, values, found)


def stored_problems(listing: Listing) -> list[list[str]]:
    return [[problem.column, problem.sentence, problem.severity.value] for problem in listing.problems]


def changes_of(row: GroupImportRow, group: Group, known: Known = ()) -> list[Change]:
    """What a row would change in a group. The people that other people's files name are added to those we know.

    `known`: the digests of what its data source said before; what it still says is no change, whatever staff made of
    it since.
    """
    complete, public = group_values(group, private=True), group_values(group)
    if row.staged_import.is_own:
        return comparison.differences(on_clock_of(group.zone, row.values), complete, public)
    values = on_clock_of(group.zone, row.values)
    values = {name: value for name, value in values.items() if name not in OWN_FILES_ONLY}
    ours = [*complete["contacts"], *complete["private_contacts"]]
    others = [text for text in values.get("private_contacts", []) if text not in ours]
    values["private_contacts"] = [*complete["private_contacts"], *others]
    changes = comparison.differences(values, complete, public)
    if known:
        changes = [change for change in changes if _is_news(change[0], row, known)]
        changes += _kept_texts(row, complete["notes"], known)
        changes += _moved_clock(row, complete, undisputed(changes, known))
    return changes


def _moved_clock(row: GroupImportRow, complete: Values, changes: list[Change]) -> list[Change]:
    """A group that moves to where people keep another clock takes that of its new place, if the row tells which."""
    zone, new = clock_of(row.values).zone, {column: value for column, _old, value in changes}
    if not zone or "time_zone" in new or not question_of_change(complete, complete | new):
        return []
    if question_of_change(complete, complete | new | {"time_zone": zone}):
        return []
    return [["time_zone", complete["time_zone"], zone]]


def _is_news(column: str, row: GroupImportRow, known: Known) -> bool:
    return not any(digests.is_unchanged(column, row.values, row.digests, before) for before in known)


def _kept_texts(row: GroupImportRow, notes: str, known: Known) -> list[Change]:
    """What reaches no column goes to the notes for staff, as in a new group."""
    texts = digests.kept_texts(row.values)
    if any(
        digests.is_unchanged(digests.KEPT, {digests.KEPT: texts}, row.digests, before) for before in known
    ):
        return []
    said = [*leftovers(row.values), row.values.get("notes") or ""]
    news = [text for text in said if text not in notes]
    return [["notes", notes, "\n\n".join(filter(None, [notes, *news]))]] if news else []


def is_changed_here(change: Change, known: Known) -> bool:
    """Whether somebody has changed the column here since its data source last filled it."""
    column, ours, _theirs = change
    if column in ADDED_TO or not any(column in before for before in known):
        return False
    return not any(before.get(column) == digests.digest(ours) for before in known)


def is_known(row: GroupImportRow, known: Known) -> bool:
    """Whether all identifiers are known, each with what the file says now."""
    now = row.digests.get(digests.WHOLE)
    return len(known) == len(row.identifiers) and all(before.get(digests.WHOLE) == now for before in known)


def undisputed(changes: list[Change], known: Known) -> list[Change]:
    """Those of columns that nobody here has changed."""
    return [change for change in changes if not is_changed_here(change, known)]


def digests_of(row: GroupImportRow, held_back: Iterable[str] = (), known: Known = ()) -> dict[str, str]:
    """What the file says now; of columns held back, what it said before, so that the next import asks again."""
    said = row.digests | digests.of_columns(row.values)
    for column in held_back:
        names = (digests.WHOLE, column, *((digests.SCHEDULE,) if column in SCHEDULES else ()))
        said |= {name: known[0].get(name, "") for name in names}
    return said


def complete_values(listing: Listing, staged_import: GroupImport) -> Values:
    """The values of a new group, with the zone that its clock settled on, or none. Coordinates that other people's
    files leave out are looked up, offline.
    """
    defaults = {name: value for name, value in staged_import.defaults.items() if name != "time_zone"}
    values = new_listings.completed(listing.values, defaults, listing)
    values["time_zone"] = clock_of(values).zone
    if staged_import.is_own:
        return values
    values.pop("id", None)  # identifiers of other people's files are kept with their data source
    place = _place_of(values) if values.get("country") else None
    if place and values.get("latitude") is None and values.get("longitude") is None:
        values |= {"latitude": place.latitude, "longitude": place.longitude}
    return values


def _place_of(values: Values) -> Place | None:
    return of_address(
        *(values.get(name) or "" for name in ("street", "town", "region", "postcode", "country"))
    )


def status_of(values: Values, problems: list[RowProblem], staged_import: GroupImport) -> str:
    """Listed only if staff chose so and no question is open; what our own file calls closed or paused stays so."""
    has_question = any(problem.severity == Severity.QUESTION for problem in problems)
    if staged_import.arrival == GroupImport.Arrival.DRAFT or has_question:
        return Group.Status.DRAFT
    return (values.get("status") if staged_import.is_own else "") or Group.Status.LISTED
