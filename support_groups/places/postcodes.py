"""US ZIP codes, looked up in data/postcodes.xz, and the first halves of British and Canadian ones in data/postal_districts.xz.

A full British or Canadian code is looked up by its first half: outward code (GU1) or forward sortation area (T6E).
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache

from support_groups.places import columns
from support_groups.places.gazetteer import DATA, gazetteer
from support_groups.places.place import Place, PlaceKind

ZIP = re.compile(
    r"(?:^|[^\d-])(\d{5})(?:[-\s]?\d{4})?\s*(?:,?\s*(?:usa?|u\.s\.a?\.|united states))?$", re.IGNORECASE
)
DIGITS = re.compile(r"[\d\s-]+")
LEADING_ZIP = re.compile(r"(\d{5})(?:-\d{4})?[\s,]+(?=\D)")
CANADIAN = r"([ABCEGHJ-NPRSTVXY]\d[A-Z])"
# Source: Royal Mail, Programmers' Guide to PAF: outward code, then usually the inward one: "SW1A 1AA", "LS1".
BRITISH = r"([A-Z]{1,2}\d[A-Z\d]?)"
FIRST_HALVES = {"CA": re.compile(CANADIAN, re.IGNORECASE), "GB": re.compile(BRITISH, re.IGNORECASE)}
WHOLE = {
    "CA": re.compile(rf"(?:^|[\s,]){CANADIAN}[ -]?\d[A-Z]\d[\s,]*(?:canada|canadá)?$", re.IGNORECASE),
    "GB": re.compile(
        rf"(?:^|[\s,]){BRITISH} ?\d[A-Z]{{2}}[\s,]*(?:uk|u\.k\.|united kingdom|reino unido|england|scotland|wales)?$",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True)
class Code:
    """A postcode in a text. `rest` is the text without it; `is_first`: before the rest, where a house number stands too."""

    country: str  # ISO 3166-1 alpha-2
    code: str  # five digits, or the first half
    rest: str = ""
    is_first: bool = False


def codes_in(text: str) -> list[Code]:
    """The postcode at the end of a text, or a ZIP code at its start; two where a text may be either (E1W).

    >>> [code] = codes_in("12 High Street, Guildford GU1 3AA")
    >>> code.country, code.code, code.rest
    ('GB', 'GU1', '12 High Street, Guildford')
    """
    if code := zip_in(text):
        return [Code("US", code, _rest(text, text.rfind(code)) if not DIGITS.fullmatch(text) else "")]
    if match := LEADING_ZIP.match(text):
        return [Code("US", match[1], text[match.end() :].strip(" ,"), is_first=True)]
    halves = [Code(c, text.upper()) for c, pattern in FIRST_HALVES.items() if pattern.fullmatch(text)]
    whole = [(c, match) for c, pattern in WHOLE.items() if (match := pattern.search(text))]
    return (
        halves
        or [Code(c, match[1].upper(), _rest(text, match.start(1))) for c, match in whole]
        or _beside_town(text)
    )


def _beside_town(text: str) -> list[Code]:
    """First halves before or after a town ("Manchester M1"), only those on the map: elsewhere they are units and roads."""
    words = text.replace(",", " ").split()
    found = []
    for word, rest in ((words[0], words[1:]), (words[-1], words[:-1])) if len(words) > 1 else ():
        for country, pattern in FIRST_HALVES.items():
            if pattern.fullmatch(word) and place_abroad(country, word.upper()):
                found.append(Code(country, word.upper(), " ".join(rest), is_first=True))
    return found[:1]


def _rest(text: str, start: int) -> str:
    return text[:start].strip(" ,")


def zip_in(text: str) -> str:
    """The five digits of a ZIP code on its own or at the end of an address; "" when there is none.

    >>> zip_in("17603"), zip_in("17603-1234"), zip_in("176 03"), zip_in("Lancaster, PA 17603"), zip_in("1760")
    ('17603', '17603', '17603', '17603', '')
    """
    if DIGITS.fullmatch(text):
        digits = re.sub(r"\D", "", text)
        return digits[:5] if len(digits) in {5, 9} and digits.isascii() else ""
    match = ZIP.search(text)
    return match[1] if match and match[1].isascii() else ""


def is_number(text: str) -> bool:
    """Whether there is nothing but digits: meant as a ZIP code, right or wrong."""
    return bool(DIGITS.fullmatch(text)) and any(letter.isdigit() for letter in text)


def is_military(code: str) -> bool:
    """Whether a ZIP code belongs to the mail of the armed forces, which has no place."""
    return code in _military()


def is_rural(code: str) -> bool:
    """Whether a Canadian forward sortation area is a rural one, as wide as a state. Source: Canada Post, Addressing guidelines."""
    return code[1:2] == "0"


def is_northern_irish(code: str) -> bool:
    return code.startswith("BT")


def place(code: str) -> Place | None:
    """The middle of a ZIP code, and the town its post office is named after."""
    table = _table()
    row = _row(table, code)
    return None if row is None else _at(table, row, table.numbers["area"][row], code, query=code)


def place_abroad(country: str, code: str) -> Place | None:
    """The middle of an outward code or forward sortation area, and the town it belongs to ("" if none is near)."""
    table = _districts()
    row = _row(table, f"{country} {code}")
    if row is None:
        return None
    area = _numbers()[tuple(table.head["areas"][table.numbers["area"][row]])]
    return _at(table, row, area, code, query=code)


def _row(table: columns.Table, code: str) -> int | None:
    codes = table.texts["codes"]
    row = bisect_left(codes, code)
    return row if row < len(codes) and codes[row] == code else None


def _at(table: columns.Table, row: int, area: int, code: str, query: str) -> Place:
    towns = gazetteer()
    return replace(
        towns.whole(area),
        kind=PlaceKind.POSTCODE,
        name=table.texts["names"][row],
        latitude=table.numbers["latitude"][row] / 1000,
        longitude=table.numbers["longitude"][row] / 1000,
        zone=towns.zones[table.numbers["zone"][row]],
        population=0,
        query=query,
        postcode=code,
        radius_km=0.0,
    )


@cache
def _numbers() -> dict[tuple[str, str], int]:
    """(country, code of the region) -> number of the area."""
    return {(area.country, area.code): number for number, area in enumerate(gazetteer().areas)}


@cache
def _districts() -> columns.Table:
    return columns.read(DATA / "postal_districts.xz")


@cache
def _table() -> columns.Table:
    return columns.read(DATA / "postcodes.xz")


@cache
def _military() -> frozenset[str]:
    return frozenset(_table().head["military"])
