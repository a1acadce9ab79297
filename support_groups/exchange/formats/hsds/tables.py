"""HSDS in tables (and its elder, the Ohana tables): a zip of CSV files that point to each other.

The tables are joined into the nested services of the JSON form, and those are read.
"""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from editing.text import clean, decode
from support_groups.exchange.formats import cells, schedule_text, tables
from support_groups.exchange.formats.hsds import reader
from support_groups.exchange.formats.listings import ColumnMapping, Listing, ParsedFile, UnknownFormat
from support_groups.exchange.formats.schedule_columns import add_rule, read_hours
from support_groups.schedules import DateException, Pattern

NAME = "HSDS tables"
MOST_FILES, LARGEST = 50, 100 * 1024 * 1024
USED = {"audience", "fees", "location_id", "program_id", *reader.READ}
SERVICE_PARTS = "phones contacts languages schedules cost_options attributes accessibility".split()
OHANA_SCHEDULES = ("regular_schedules", "holiday_schedules")
KNOWN_TABLES = {
    *("services", "organizations", "locations", "addresses", "service_at_locations"),
    *(*OHANA_SCHEDULES, *SERVICE_PARTS),
}

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]


def read_zip(data: bytes, mapping: ColumnMapping) -> ParsedFile:
    """Raises UnknownFormat. What the zip unpacks to is counted before it is unpacked."""
    try:
        files = _unpacked(data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise UnknownFormat(_("This zip file is damaged or locked, or it is not a zip file.")) from error
    if "services.csv" not in files:
        sentence = _(
            "The zip file has no services.csv. (Excel and Word files are zips, too: save the table as CSV.)"
        )
        raise UnknownFormat(sentence)
    return read_tables(files, mapping)


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = [info for info in archive.infolist() if info.filename.lower().endswith(".csv")]
        if len(files) > MOST_FILES or sum(info.file_size for info in files) > LARGEST:
            raise UnknownFormat(_("The zip file unpacks to more than we can read."))
        return {info.filename.rpartition("/")[2].lower(): archive.open(info).read(LARGEST) for info in files}


def read_tables(files: Mapping[str, bytes], mapping: ColumnMapping) -> ParsedFile:
    """`files`: name of the table, in lower case, such as "services.csv" -> its bytes."""
    parsed = ParsedFile(NAME)
    by_table = {name.removesuffix(".csv"): list(_rows(data, name, parsed)) for name, data in files.items()}
    join = ServiceJoin(by_table)
    for row in by_table.get("services", []):
        join.nest(row)
        parsed.listings.append(_listing(row, mapping))
        parsed.unused.update(_unused(row))
    parsed.unused.update(
        {f"{name}.csv": len(rows) for name, rows in by_table.items() if name not in KNOWN_TABLES}
    )
    return parsed


def _rows(data: bytes, name: str, parsed: ParsedFile) -> Iterator[Row]:
    text = clean(decode(data))
    for line, row in tables.rows(text) if text.strip() else ():
        if isinstance(row, str):
            parsed.problems.append((line, f"{name}: {row}"))
        else:
            cells = {key: value for key, value in row.items() if value.strip().lower() not in ("", "null")}
            yield {"_line": line, **cells}


def _unused(row: Row) -> list[str]:
    return [name for name, value in row.items() if value and name not in USED and not name.startswith("_")]


class ServiceJoin:
    """The rows of the other tables, by the service or location they belong to."""

    def __init__(self, by_table: Tables):
        self.locations = _locations(by_table)
        self.organizations = {row.get("id"): row for row in by_table.get("organizations", [])}
        self.at_locations = _grouped(by_table, "service_at_locations", "service_id")
        names = (*SERVICE_PARTS, *OHANA_SCHEDULES)
        self.of_services = {name: _grouped(by_table, name, "service_id") for name in names}
        self.of_locations = {name: _grouped(by_table, name, "location_id") for name in OHANA_SCHEDULES}

    def nest(self, service: Row) -> None:
        """Put everything that belongs to a service inside it."""
        key = service.get("id")
        location_keys = self._location_keys(service)
        places = [self.locations[place] for place in location_keys if place in self.locations]
        organization = service.get("organization_id") or _first(places, "organization_id")
        service["service_at_locations"] = [{"location": place} for place in places]
        service["organization"] = self.organizations.get(organization)
        service["_languages"] = service.pop("languages", "") or _first(places, "languages") or ""
        for name in SERVICE_PARTS:
            service[name] = self.of_services[name][key]
        for name in OHANA_SCHEDULES:
            own = self.of_services[name][key]
            service[f"_{name}"] = own or self._at_locations(name, location_keys)

    def _at_locations(self, table: str, location_keys: list[Any]) -> list[Row]:
        return [row for key in location_keys for row in self.of_locations[table][key]]

    def _location_keys(self, service: Row) -> list[Any]:
        rows = self.at_locations[service.get("id")] or [service]
        return [row.get("location_id") for row in rows]


def _locations(by_table: Tables) -> dict[Any, Row]:
    """Location by id, with its addresses, contacts and access features inside."""
    addresses, contacts, features = (
        _grouped(by_table, name, "location_id") for name in ("addresses", "contacts", "accessibility")
    )
    locations = {row.get("id"): row for row in by_table.get("locations", [])}
    for key, location in locations.items():
        location["addresses"] = [_address(row) for row in addresses.get(key, [])]
        location["contacts"] = contacts.get(key, [])
        location["accessibility"] = features.get(key) or _features(location.get("accessibility", ""))
        for name in ("latitude", "longitude"):
            location[name] = cells.read_number(str(location.get(name, "")))
        location.setdefault("location_type", "virtual" if location.get("virtual") == "true" else "physical")
    return locations


def _grouped(by_table: Tables, table: str, key: str) -> defaultdict[Any, list[Row]]:
    groups = defaultdict(list)
    for row in by_table.get(table, []):
        if row.get(key):
            groups[row[key]].append(row)
    return groups


def _first(rows: list[Row], name: str) -> Any:
    return next((row[name] for row in rows if row.get(name)), None)


def _address(row: Row) -> Row:
    return row | {
        "city": row.get("city", ""),
        "state_province": row.get("state_province", row.get("state", "")),
    }


def _features(text: str) -> list[Row]:
    return [{"description": part} for part in cells.read_list(text)]


def _listing(row: Row, mapping: ColumnMapping) -> Listing:
    """The Ohana tables keep lists inside cells, and hours by weekday."""
    listing = reader.foreign_listing(row.pop("_line"), row, mapping)
    if row["_languages"]:
        listing.values["languages"] = cells.read_list(row["_languages"])
    if row.get("audience"):
        listing.values["audiences"] = cells.read_list(row["audience"])
    _add_regular_schedules(listing, row["_regular_schedules"])
    for holiday in row["_holiday_schedules"]:
        _add_holiday(listing, holiday)
    return listing


def _add_regular_schedules(listing: Listing, rows: list[Row]) -> None:
    """Each row is a weekday with opening and closing hour; rows with the same hours become one rule."""
    weekdays: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        days = cells.read_weekdays(row.get("weekday", ""))
        if days is None:
            sentence = _("“%s” is not a day of the week.") % row.get("weekday", "")[:40]
            listing.add_question("schedule", sentence)
        else:
            weekdays[row.get("opens_at", ""), row.get("closes_at", "")].extend(days)
    for (opens, closes), days in weekdays.items():
        begins, minutes = read_hours(opens, closes, listing)
        add_rule(listing, Pattern(kind="weekly", weekdays=tuple(days), begins=begins, minutes=minutes))


def _add_holiday(listing: Listing, row: Row) -> None:
    first, last = (cells.read_date(row.get(name, "")) for name in ("start_date", "end_date"))
    is_closed = cells.read_yes_no(row.get("closed", ""))
    if is_closed and first and last and first <= last:
        holiday = DateException(effect="cancelled", first=first, last=last if last != first else None)
        listing.append("schedule_changes", schedule_text.write_exception(holiday, with_link=False))
        return
    fields = [
        f"{name} {value}"
        for name, value in row.items()
        if not name.startswith("_") and not name.endswith("id")
    ]
    sentence = _("We could not read a schedule exception: %s") % ", ".join(fields)[:200]
    listing.add_question("schedule_changes", sentence)
