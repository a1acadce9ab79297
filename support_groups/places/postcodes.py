"""US ZIP codes, looked up in data/postcodes.xz; codes of other countries are recognized as such and no more."""

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache

from support_groups.places import columns
from support_groups.places.gazetteer import DATA, gazetteer
from support_groups.places.place import Place, PlaceKind

ZIP = re.compile(
    r"(?:^|[^\d-])(\d{5})(?:[-\s]?\d{4})?\s*(?:,?\s*(?:usa?|u\.s\.a?\.|united states))?$", re.IGNORECASE
)
DIGITS = re.compile(r"[\d\s-]+")
CANADIAN = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[A-Z](?:[ -]?\d[A-Z]\d)?", re.IGNORECASE)
# Outward code, then usually the inward one: "SW1A 1AA", "LS1". Source: Royal Mail, Programmers' Guide to PAF.
BRITISH = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?(?: ?\d[A-Z]{2})?", re.IGNORECASE)


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


def is_canadian(text: str) -> bool:
    """
    >>> is_canadian("M5V"), is_canadian("m5v 2t6"), is_canadian("LS1 4AP")
    (True, True, False)
    """
    return bool(CANADIAN.fullmatch(text))


def is_british(text: str) -> bool:
    """
    >>> is_british("LS1 4AP"), is_british("sw1a1aa"), is_british("E8"), is_british("M5V 2T6")
    (True, True, True, False)
    """
    return bool(BRITISH.fullmatch(text))


def is_military(code: str) -> bool:
    """Whether a ZIP code belongs to the mail of the armed forces, which has no place."""
    return code in _military()


def place(code: str) -> Place | None:
    """The middle of a ZIP code, and the town its post office is named after."""
    table = _table()
    codes = table.texts["codes"]
    row = bisect_left(codes, code)
    if row == len(codes) or codes[row] != code:
        return None
    towns = gazetteer()
    area = towns.whole(table.numbers["area"][row])
    return replace(
        area,
        kind=PlaceKind.POSTCODE,
        name=table.texts["names"][row],
        latitude=table.numbers["latitude"][row] / 1000,
        longitude=table.numbers["longitude"][row] / 1000,
        zone=towns.zones[table.numbers["zone"][row]],
        population=0,
        query=code,
        postcode=code,
        radius_km=0.0,
    )


@cache
def _table() -> columns.Table:
    return columns.read(DATA / "postcodes.xz")


@cache
def _military() -> frozenset[str]:
    return frozenset(_table().head["military"])
