"""What the rows of an import mean: their listings, what they would change, and the values of new groups."""

from typing import Any

from support_groups.exchange import comparison
from support_groups.exchange.formats import Listing, RowProblem, Severity, new_listings
from support_groups.exchange.group_values import group_values
from support_groups.models import Group, GroupImport, GroupImportRow
from support_groups.places import Place, of_address

Values = dict[str, Any]
OWN_FILES_ONLY = ("slug", "status", "notes")  # other people's files do not change these


def listing_of(row: GroupImportRow) -> Listing:
    problems = [
        RowProblem(column, sentence, Severity(severity)) for column, sentence, severity in row.problems
    ]
    return Listing(row.position, row.values, problems)


def stored_problems(listing: Listing) -> list[list[str]]:
    return [[problem.column, problem.sentence, problem.severity.value] for problem in listing.problems]


def changes_of(values: Values, group: Group, staged_import: GroupImport) -> list[list[Any]]:
    """What a row would change in a group. The people that other people's files name are added to those we know."""
    complete = group_values(group, private=True)
    if not staged_import.is_own:
        values = {name: value for name, value in values.items() if name not in OWN_FILES_ONLY}
        ours = [*complete["contacts"], *complete["private_contacts"]]
        others = [text for text in values.get("private_contacts", []) if text not in ours]
        values["private_contacts"] = [*complete["private_contacts"], *others]
    return comparison.differences(values, complete, group_values(group))


def complete_values(listing: Listing, staged_import: GroupImport) -> Values:
    """The values of a new group. For other people's files, its place and zone are looked up, offline."""
    values = new_listings.completed(listing.values, staged_import.defaults, listing)
    if staged_import.is_own:
        return values
    values["time_zone"] = zone_of(values, staged_import)
    place = _place_of(values)
    if place and values.get("latitude") is None and values.get("longitude") is None:
        values |= {"latitude": place.latitude, "longitude": place.longitude}
    return values


def zone_of(values: Values, staged_import: GroupImport) -> str:
    """The row's own, or the one chosen for the import, or that of the town."""
    if zone := values.get("time_zone") or staged_import.defaults.get("time_zone"):
        return zone
    place = None if staged_import.is_own else _place_of({**staged_import.defaults, **values})
    return place.zone if place else Group._meta.get_field("zone").default


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
