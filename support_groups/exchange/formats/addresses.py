"""An address written on one line, as street, town, region, postcode and country."""

import re

from support_groups.listings.folding import folded

COUNTRIES = {
    "usa": "US",
    "united states": "US",
    "us": "US",
    "canada": "CA",
    "mexico": "MX",
    "uk": "GB",
    "united kingdom": "GB",
}
LAST_LINE = re.compile(
    r"(?P<region>[A-Z]{2})\.? +(?P<postcode>\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)$|(?P<alone>[A-Z]{2})$"
)


def country_code(name: str) -> str:
    """
    >>> country_code("United States"), country_code("fr")
    ('US', 'FR')
    """
    return COUNTRIES.get(folded(name), name.upper())


def read_address(text: str) -> dict[str, str]:
    """Column -> text; what the address does not have is absent.

    >>> read_address("4953 W Fern St, Chicago, IL 60641, USA")
    {'country': 'US', 'region': 'IL', 'postcode': '60641', 'town': 'Chicago', 'street': '4953 W Fern St'}
    >>> read_address("Chicago, IL, USA")
    {'country': 'US', 'region': 'IL', 'town': 'Chicago'}
    """
    parts = [part for piece in text.split(",") if (part := " ".join(piece.split()))]
    values: dict[str, str] = {}
    if len(parts) > 1 and folded(parts[-1]) in COUNTRIES:
        values["country"] = country_code(parts.pop())
    if parts and (match := LAST_LINE.search(parts[-1])):
        values |= _region_and_postcode(match)
        rest = parts.pop()[: match.start()].strip(" ,")
        if rest:
            parts.append(rest)
    if parts:
        values["town"] = parts.pop()
    if parts:
        values["street"] = ", ".join(parts)
    return values


def _region_and_postcode(match: re.Match[str]) -> dict[str, str]:
    if match["alone"]:
        return {"region": match["alone"]}
    return {"region": match["region"], "postcode": match["postcode"]}
