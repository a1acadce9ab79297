"""Postal codes: how each country writes them, and what they tell about the country or region.

Source of the forms: Universal Postal Union, Postal addressing systems in member countries.
"""

import re
from functools import lru_cache

from support_groups.places import postcodes as zip_codes

ZIP = r"\d{5}(?:-\d{4})?"
CANADIAN = r"[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d"
BRITISH = r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|GIR ?0AA)"
IRISH = r"(?:[AC-FHKNPRTV-Y]\d{2}|D6W) ?[0-9AC-FHKNPRTV-Y]{4}"
DUTCH = r"[1-9]\d{3} ?[A-Z]{2}"
FIVE, FOUR, SIX = r"\d{5}", r"\d{4}", r"\d{6}"
SPACED = r"\d{3} \d{2}"
FORMS = {
    "US": ZIP, "PR": ZIP, "CA": CANADIAN, "GB": BRITISH, "IM": BRITISH, "JE": BRITISH, "GG": BRITISH, "IE": IRISH,
    "NL": DUTCH, "PL": r"\d{2}-\d{3}", "PT": r"\d{4}(?:-\d{3})?", "BR": r"\d{5}-?\d{3}", "JP": r"\d{3}-\d{4}",
    **dict.fromkeys(("SE", "CZ", "SK", "GR"), r"\d{3} ?\d{2}"),
    **dict.fromkeys(("DE", "FR", "ES", "IT", "FI", "TR", "MX", "HR", "EE", "LT", "UA", "RS", "MC", "ME", "BA", "TH",
                     "MY", "ID", "KR", "PE", "UY", "CR", "GT", "DO", "CU", "MA", "DZ", "EG", "SA", "PK"), FIVE),
    **dict.fromkeys(("AT", "CH", "LI", "BE", "LU", "DK", "NO", "HU", "SI", "BG", "CY", "LV", "AU", "NZ", "ZA", "PH",
                     "PY", "VE", "PA", "SV"), FOUR),
    "AR": r"(?:[A-Z]\d{4}[A-Z]{3}|\d{4})", "CL": r"\d{7}|\d{3}-?\d{4}", "EC": SIX, "CO": SIX, "RO": SIX, "SG": SIX,
    "IN": r"\d{3} ?\d{3}", "CN": SIX, "RU": SIX, "IS": r"\d{3}", "IL": r"\d{5}(?:\d{2})?", "TW": r"\d{3}(?:\d{2,3})?",
}  # fmt: skip
ANY = "|".join(
    (CANADIAN, BRITISH, IRISH, DUTCH, r"\d{2}-\d{3}", r"\d{4}-\d{3}", r"\d{5}-\d{3}", SPACED, ZIP, SIX, FOUR)
)
LABEL = r"(?:\b(?:c\.? ?p\.?|plz|cap|zip(?: code)?|post ?code|c[oó]digo postal|code postal)[:.]? )?"  # "C.P. 97000"
PREFIX = (
    LABEL + r"(?:(?P<prefix>[A-Z]{1,3})[-–‑] ?)?"
)  # "D-10119", "CH-8001": the country before its postcode
PREFIXES = {
    "A": "AT", "B": "BE", "CH": "CH", "D": "DE", "DK": "DK", "E": "ES", "F": "FR", "FIN": "FI", "I": "IT", "L": "LU",
    "N": "NO", "NL": "NL", "P": "PT", "PL": "PL", "S": "SE", "SE": "SE", "DE": "DE", "FR": "FR", "ES": "ES", "IT": "IT",
    "AT": "AT", "BE": "BE", "FI": "FI", "LV": "LV", "LT": "LT", "HR": "HR", "SI": "SI", "CZ": "CZ", "SK": "SK",
    "LI": "LI", "FL": "LI",
}  # fmt: skip
AFTER_TOWN = (
    "US",
    "PR",
    "CA",
    "AU",
    "NZ",
    "IE",
)  # never before the town there, except a ZIP code that is the town's
PROVINCE_OF = {
    "A": "NL", "B": "NS", "C": "PE", "E": "NB", "G": "QC", "H": "QC", "J": "QC", "K": "ON", "L": "ON", "M": "ON",
    "N": "ON", "P": "ON", "R": "MB", "S": "SK", "T": "AB", "V": "BC", "Y": "YT",
}  # fmt: skip
ISLANDS = {"IM": "IM", "JE": "JE", "GY": "GG"}  # areas of British form that are not in the United Kingdom


def form_of(country: str) -> re.Pattern[str]:
    """What a postcode of a country looks like; of an unknown country, all forms."""
    return re.compile(FORMS.get(country, ANY), re.IGNORECASE)


def fits(code: str, country: str) -> bool:
    """
    >>> fits("10119", "DE"), fits("T6E 4E8", "US"), fits("K1A 0B1", "CA")
    (True, False, True)
    """
    return bool(form_of(country).fullmatch(code))


@lru_cache(maxsize=4096)
def countries_of(code: str) -> frozenset[str]:
    """Countries whose postcodes look like this one; {} if none does.

    >>> sorted(countries_of("GU1 3AA")), sorted(countries_of("T6E 4E8")), "DE" in countries_of("10119")
    (['GB'], ['CA'], True)
    """
    found = {country for country in FORMS if len(country) == 2 and fits(code, country)}
    if found & {"GB", "IM", "JE", "GG"} and re.fullmatch(BRITISH, code, re.IGNORECASE):
        area = re.match(r"[A-Z]+", code.upper())
        found -= {"GB", "IM", "JE", "GG"}
        found.add(ISLANDS.get(area[0] if area else "", "GB"))
    if "US" in found and not zip_place(code):
        found.discard("US")
    return frozenset(found - {"PR"})


@lru_cache(maxsize=4096)
def zip_place(code: str):
    """The Place of a US ZIP code, None if there is no such code."""
    return zip_codes.place(zip_codes.zip_in(code)) if re.fullmatch(ZIP, code) else None


def region_of(code: str, country: str) -> str:
    """The state of a ZIP code, the province of a Canadian code; "" where the code does not say.

    >>> region_of("64112", "US"), region_of("T6E 4E8", "CA"), region_of("10119", "DE")
    ('MO', 'AB', '')
    """
    if country == "CA":
        return PROVINCE_OF.get(code[:1].upper(), "")
    place = zip_place(code) if country == "US" else None
    return place.region if place else ""


def tidy(code: str, country: str) -> str:
    """As the country's post writes it.

    >>> tidy("t6e4e8", "CA"), tidy("gu13aa", "GB"), tidy("d04x4c5", "IE"), tidy("1071xx", "NL"), tidy("02115", "US")
    ('T6E 4E8', 'GU1 3AA', 'D04 X4C5', '1071 XX', '02115')
    """
    bare = re.sub(r"[ -]", "", code.upper())
    if country in ("CA", "GB", "IM", "JE", "GG") and len(bare) > 4:
        return f"{bare[:-3]} {bare[-3:]}"
    if country == "IE" and len(bare) == 7:
        return f"{bare[:3]} {bare[3:]}"
    if country == "NL" and len(bare) == 6:
        return f"{bare[:4]} {bare[4:]}"
    return code.upper()


def completed(code: str, country: str, region: str) -> str:
    """Tidy, and with the zero that a spreadsheet takes from the front of a ZIP code.

    >>> completed("4401", "US", "ME"), completed("4401", "US", "OH"), completed("gu13aa", "GB", "")
    ('04401', '4401', 'GU1 3AA')
    """
    if country == "US" and re.fullmatch(r"\d{4}", code) and region and region_of(f"0{code}", "US") == region:
        return f"0{code}"
    return tidy(code, country) if fits(code, country) else code
