"""Dates as references print them, to CSL date-parts. Pure functions."""

import re

from sources.csl.dates import SEASON_WORDS

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
YEAR = r"(?<!\d)(?:1[89]|20)\d\d(?!\d)"
SEASON = r"(?:Spring|Summer|Autumn|Fall|Winter)\b"
MONTHS_OR_SEASON = rf"(?:{MONTH}(?: ?[-–—/ ] ?{MONTH})?|{SEASON}(?:[-–/]{SEASON})?)"
WHEN = (  # 2016   2016 Mar 15   2014 Jan-Feb   Mar 15 2016   15 March, 2016   Winter 2010
    rf"(?:(?:\d{{1,2}} )?{MONTHS_OR_SEASON},? ?(?:\d{{1,2}},? )?)?{YEAR}[a-z]?"
    rf"(?:,? {MONTHS_OR_SEASON}(?: \d{{1,2}}(?:[-–]\d{{1,2}})?\b)?)?"
)
DATE = (
    rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {YEAR}|{YEAR}/\d\d?/\d\d?|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? {YEAR}|{YEAR},? {MONTH}(?:[ -]{MONTH})?(?: \d{{1,2}}\b)?"
    rf"|(?:{MONTH}|{SEASON}),? {YEAR}|{YEAR},? {SEASON}|{YEAR}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/{YEAR}|{YEAR})(?!\d)"
)


def date_parts(text: str) -> dict[str, list[list[int]] | int] | None:
    """The first date in `text` as a CSL date; None if there is no year.

    >>> date_parts("June 26, 2009"), date_parts("2016 Mar 15"), date_parts("5 May 2024")
    ({'date-parts': [[2009, 6, 26]]}, {'date-parts': [[2016, 3, 15]]}, {'date-parts': [[2024, 5, 5]]})
    >>> date_parts("2014 Jan-Feb"), date_parts("2020-11-10"), date_parts("soon")
    ({'date-parts': [[2014, 1]]}, {'date-parts': [[2020, 11, 10]]}, None)
    >>> date_parts("2020 Spring"), date_parts("Cold Spring Harbor, 2020")
    ({'date-parts': [[2020]], 'season': 1}, {'date-parts': [[2020]]})
    """
    year = re.search(YEAR, text)
    if not year:
        return None
    parts = [int(year[0])]
    if iso := re.search(rf"{YEAR}[-/](\d\d?)[-/](\d\d?)(?!\d)", text):
        return {"date-parts": [[*parts, int(iso[1]), int(iso[2])]]}
    if season := re.search(rf"{YEAR},? (?P<after>{SEASON})|(?P<before>{SEASON}),? {YEAR}", text):
        return {"date-parts": [parts], "season": SEASON_WORDS[(season["after"] or season["before"]).lower()]}
    month = re.search(MONTH, text)
    if month:
        parts.append(MONTHS[month[0].rstrip(".").lower()])
        day = re.search(
            r"(?<![\d-])(\d{1,2})(?:st|nd|rd|th)?(?![\d-])", text[: year.start()] + " " + text[year.end() :]
        )
        if day and 1 <= int(day[1]) <= 31:
            parts.append(int(day[1]))
    return {"date-parts": [parts]}
