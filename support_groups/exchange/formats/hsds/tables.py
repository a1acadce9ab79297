"""HSDS in tables (and its elder, the Ohana tables): a zip of CSV files that point to each other.

The tables are put together into the nested services of the JSON form, which is read as ever.
"""

import io
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats import cells, foreign_rows, schedule_text, tables
from support_groups.exchange.formats.decoding import decode
from support_groups.exchange.formats.hsds import reader
from support_groups.exchange.formats.listings import ColumnMapping, Listing, ParsedFile, UnknownFormat
from support_groups.schedules import DateException, Pattern

NAME = "HSDS tables"
MOST_FILES, LARGEST = 50, 100 * 1024 * 1024
USED = {"audience", "fees", "location_id", "program_id"}
PARTS = "phones contacts languages schedules cost_options attributes accessibility".split()

Row = dict[str, Any]


def read_zip(data: bytes, mapping: ColumnMapping) -> ParsedFile:
    """Raises UnknownFormat. What the zip unpacks to is counted before it is split_parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [info for info in archive.infolist() if info.filename.lower().endswith(".csv")]
            if len(files) > MOST_FILES or sum(info.file_size for info in files) > LARGEST:
                raise UnknownFormat(_("The zip file unpacks to more than can be read."))
            found = {
                info.filename.rpartition("/")[2].lower(): archive.open(info).read(LARGEST) for info in files
            }
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise UnknownFormat(_("This zip file is broken, locked or no zip file.")) from error
    if "services.csv" not in found:
        raise UnknownFormat(
            _(
                "The zip file holds no services.csv. (An Excel or Word file is a zip too: save the table as CSV.)"
            )
        )
    return read_tables(found, mapping)


def read_tables(files: Mapping[str, bytes], mapping: ColumnMapping) -> ParsedFile:
    """`files`: name of the table, in lower case, such as "services.csv" -> its bytes."""
    reading = ParsedFile(NAME)
    found: dict[str, list[Row]] = {}
    for name, data in files.items():
        text = decode(data)
        found[name.removesuffix(".csv")] = list(_rows(text, name, reading)) if text.strip() else []
    services = found.get("services", [])
    _join(services, found)
    for row in services:
        listing = reader.listing_of(row.pop("_line"), row, mapping)
        _plain_lists(listing, row)
        _hours(listing, row)
        reading.listings.append(listing)
        reading.unused.update(
            name
            for name, value in row.items()
            if value and name not in reader.READ and not name.startswith("_") and name not in USED
        )
    known = {
        "services",
        "organizations",
        "locations",
        "addresses",
        "service_at_locations",
        "regular_schedules",
        "holiday_schedules",
        *PARTS,
    }
    reading.unused.update({f"{name}.csv": len(rows) for name, rows in found.items() if name not in known})
    return reading


def _rows(text: str, name: str, reading: ParsedFile):
    for line, row in tables.rows(text):
        if isinstance(row, str):
            reading.problems.append((line, f"{name}: {row}"))
        else:
            yield {"_line": line} | {
                key: value for key, value in row.items() if value.strip() and value.strip().lower() != "null"
            }


def _join(services: list[Row], found: Mapping[str, list[Row]]) -> None:
    organizations = {row.get("id"): row for row in found.get("organizations", [])}
    locations = {row.get("id"): row for row in found.get("locations", [])}
    by_location: dict[str, dict[Any, list[Row]]] = {
        name: _grouped(found.get(name, []), "location_id")
        for name in ("addresses", *PARTS, "regular_schedules", "holiday_schedules")
    }
    at = _grouped(found.get("service_at_locations", []), "service_id")
    own = {
        name: _grouped(found.get(name, []), "service_id")
        for name in (*PARTS, "regular_schedules", "holiday_schedules")
    }
    for key, place in locations.items():
        place["addresses"] = [_address(row) for row in by_location["addresses"].get(key, [])]
        place["contacts"] = by_location["contacts"].get(key, [])
        place["accessibility"] = by_location["accessibility"].get(key, []) or _named(
            place.get("accessibility")
        )
        for name in ("latitude", "longitude"):
            place[name] = cells.read_number(str(place.get(name, "")))
        place.setdefault("location_type", "virtual" if place.get("virtual") == "true" else "physical")
    for row in services:
        keys = [one.get("location_id") for one in at.get(row.get("id"), [])] or [row.get("location_id")]
        places = [locations[key] for key in keys if key in locations]
        row["service_at_locations"] = [{"location": place} for place in places]
        held = row.get("organization_id") or next((place.get("organization_id") for place in places), None)
        row["organization"] = organizations.get(held)
        row["_languages"] = row.pop("languages", "") or next(
            (p.get("languages") for p in places if p.get("languages")), ""
        )
        for name in PARTS:
            row[name] = own[name].get(row.get("id"), [])
        for name in ("regular_schedules", "holiday_schedules"):
            row[f"_{name}"] = own[name].get(row.get("id"), []) or [
                one for key in keys for one in by_location[name].get(key, [])
            ]


def _grouped(rows: list[Row], key: str) -> dict[Any, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        if row.get(key):
            found[row[key]].append(row)
    return found


def _address(row: Row) -> Row:
    return row | {
        "city": row.get("city", ""),
        "state_province": row.get("state_province", row.get("state", "")),
    }


def _named(text: Any) -> list[Row]:
    return [{"description": part} for part in cells.read_list(str(text or ""))]


def _plain_lists(listing: Listing, row: Row) -> None:
    """The elder tables keep lists inside cells."""
    if row.get("_languages"):
        listing.values["languages"] = cells.read_list(row["_languages"])
    if row.get("audience"):
        listing.values["audiences"] = cells.read_list(row["audience"])


def _hours(listing: Listing, row: Row) -> None:
    """regular_schedules.csv: a weekday with opening and closing hour in each row; same hours become one rule."""
    days: dict[tuple[str, str], list[int]] = {}
    for one in row["_regular_schedules"]:
        if (weekday := cells.read_weekdays(one.get("weekday", ""))) is None:
            listing.add_question("schedule", _("“%s” is not a weekday.") % one.get("weekday", "")[:40])
            continue
        days.setdefault((one.get("opens_at", ""), one.get("closes_at", "")), []).extend(weekday)
    for (opens, closes), weekdays in days.items():
        begins, minutes = foreign_rows.hours(opens, closes, listing)
        pattern = Pattern(kind="weekly", weekdays=tuple(weekdays), begins=begins, minutes=minutes)
        listing.values.setdefault("rrule", []).append(schedule_text.write_pattern(pattern, ""))
    for one in row["_holiday_schedules"]:
        _holiday(listing, one)


def _holiday(listing: Listing, row: Row) -> None:
    first, last = (cells.read_date(row.get(name, "")) for name in ("start_date", "end_date"))
    said = ", ".join(
        f"{name} {value}"
        for name, value in row.items()
        if not name.startswith("_") and not name.endswith("id")
    )
    if cells.read_yes_no(row.get("closed", "")) and first and last and first <= last:
        change = DateException(effect="cancelled", first=first, last=last if last != first else None)
        listing.values.setdefault("schedule_changes", []).append(
            schedule_text.write_exception(change, with_link=False)
        )
    else:
        listing.add_question("schedule_changes", _("A dated change was not understood: %s") % said[:200])
