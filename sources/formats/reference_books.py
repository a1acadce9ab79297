"""Editions, editors, publishers and places in references to books, chapters, reports and theses. Pure functions."""

import re
from typing import Any

from sources.formats.reference_dates import MONTH, YEAR, date_parts
from sources.formats.reference_journals import journal_like, known
from sources.formats.reference_names import editors, read_names
from sources.formats.reference_tails import DASH, PAGES, RANGE
from sources.formats.reference_titles import sentences

Item = dict[str, Any]

ORDINALS = dict(
    zip("first second third fourth fifth sixth seventh eighth ninth tenth".split(), range(1, 11), strict=True)
)
EDITION = re.compile(
    r"(?P<before>[(\[,.]?)\s*\b(?:(?P<number>\d{1,2})(?:st|nd|rd|th|\.)?|(?P<ordinal>First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth"
    r"|Ninth|Tenth)|(?P<word>Rev(?:ised|\.)?|International)) (?:ed(?:ition|n)?|aufl(?:age)?)\b[.,]*(?P<after> ?[)\]])?[.,]*",
    re.IGNORECASE,
)
BOOK_PAGES = re.compile(rf"[(,.;]? ?\b(?:pp?|pages|S)\. ?(?P<page>{RANGE})(?P<after> ?\))?(?=[.,; ]|$)")
EDITORS_FIRST = re.compile(
    r"^(?P<names>.{2,300}?),? (?:[(\[](?:eds?|editors?|hrsg)\.?[)\]]|(?:eds?|editors?|hrsg)\b)[.,:]* ?(?=\S)",
    re.IGNORECASE,
)
EDITORS_AFTER = re.compile(
    r",? (?:(?:edited by|eds?\.) (?P<names>[^()]{3,300}?)(?=\.? ?\(|\. |[.,]?$)|(?P<named>[A-Z]\.[^,()]{2,200}?), Eds?\.,?)"
)
PUBLISHER = r"(?P<publisher>[A-Z][^;:()]{1,100}?)"
PLACE = r"(?P<place>[A-Z][^:;()\d]{1,60}(?: \([A-Z][\w. ]{1,20}\))?)"
PUBLISHERS = re.compile(
    r"Press|Publish|Books?\b|Wiley|Elsevier|Springer|Kluwer|Wilkins|Saunders|Mosby|Verlag|Universit|& Sons|Group|Inc\b|Ltd\b|Editions?|Hill\b"
)
IN_BRACKETS = re.compile(
    rf" ?\((?:{PLACE}: ?)?{PUBLISHER}(?:[,;] ?(?P<year>{YEAR}))?\)[.,]? ?(?:{PAGES}\.?)?$"
)
PLACE_LAST = re.compile(rf"; {PUBLISHER}: {PLACE}, (?P<year>{YEAR})(?:[;,.] ?{PAGES})?\.?$")
WITH_YEAR = re.compile(
    rf"^(?:{PLACE}: ?)?{PUBLISHER}(?P<stop>[;,]|\.)? ?\(?(?:c|©)?(?P<year>{YEAR})\)?(?P<month> [A-Z][a-z]{{2}}(?: \d{{1,2}})?)?"
    rf"(?:[.:,]\s?{PAGES})?\.?$"
)
WITHOUT_YEAR = re.compile(rf"^(?:{PLACE}: ?)?{PUBLISHER}(?:, {PAGES})?\.?$")


def take_edition(text: str) -> tuple[str, str]:
    """
    >>> take_edition("Bone biology (3rd ed., pp. 5-6). Big Press")
    ('3', 'Bone biology (pp. 5-6). Big Press')
    >>> take_edition("Bone biology. Second edition. Big Press")
    ('2', 'Bone biology. Big Press')
    """
    match = EDITION.search(text)
    if not match:
        return "", text
    edition = match["number"] or match["word"] or str(ORDINALS[match["ordinal"].lower()])
    is_open = match["before"] in ("(", "[") and not match["after"]
    before, after = text[: match.start()].rstrip(" ,."), text[match.end() :].lstrip(" ,.")
    glue = " (" if is_open else "" if after.startswith(")") else ". " if after[:1].isalnum() else " "
    return edition, f"{before}{glue}{after}"


def take_pages(text: str) -> tuple[str, str]:
    """
    >>> take_pages("Bone biology (pp. 5–6). Big Press")
    ('5-6', 'Bone biology. Big Press')
    """
    match = BOOK_PAGES.search(text)
    if not match:
        return "", text
    rest = text[: match.start()] + text[match.end() :]
    return with_hyphen(match["page"]), rest.replace(" .", ".").strip()


def with_hyphen(pages: str) -> str:
    return re.sub(rf"\s*{DASH}\s*", "-", pages).rstrip(".")


def imprint(text: str, *, year: str, has_url: bool = False) -> tuple[Item, str]:
    """Edition, pages, publisher, place and year; the text before them. Nothing where no publisher is found.

    >>> item, title = imprint("Bone biology. 2nd ed. New York: Big Press; 2014.", year="")
    >>> title, item["publisher"], item["publisher-place"], item["edition"]
    ('Bone biology', 'Big Press', 'New York', '2')
    >>> imprint("Bone biology, 6th edn. Big Press, Berlin", year="2014")[0]["publisher-place"]
    'Berlin'
    """
    edition, text = take_edition(text)
    page, text = take_pages(text)
    found = _in_brackets(text, year) or _last_sentence(text, year, has_url=has_url)
    if not found:
        return {}, text
    match, before = found
    item: Item = {"publisher": match["publisher"].strip(" .,"), "issued": _issued(match, year)}
    groups = match.groupdict()
    if place := groups["place"]:
        item["publisher-place"] = place
    elif groups.get("stop") != ";" and re.search(r", [A-Z]", item["publisher"]):
        item["publisher"], _, item["publisher-place"] = item["publisher"].partition(", ")
    if page or groups.get("page"):
        item["page"] = page or with_hyphen(groups["page"])
    return (item | {"edition": edition} if edition else item), before.strip(" .,;")


def _issued(match: re.Match[str], year: str) -> Item | None:
    groups = match.groupdict()
    return date_parts((groups.get("year") or year) + (groups.get("month") or ""))


def _in_brackets(text: str, year: str) -> tuple[re.Match[str], str] | None:
    match = IN_BRACKETS.search(text) or PLACE_LAST.search(text)
    if not match or not (match["year"] or year) or re.search(r"\d", match["publisher"]):
        return None
    return match, text[: match.start()]


def _last_sentence(text: str, year: str, *, has_url: bool) -> tuple[re.Match[str], str] | None:
    *before, last = sentences(text) or [""]
    match = WITH_YEAR.match(last)
    if match and _is_imprint(match, before, has_url=has_url):
        return match, " ".join(before)
    if not year or has_url or not before:
        return None
    match = WITHOUT_YEAR.match(last)
    if not match or re.search(r"\d", match["publisher"]):
        return None
    return None if _is_journal(match) else (match, " ".join(before))


def _is_journal(match: re.Match[str]) -> bool:
    publisher = match["publisher"]
    return (
        not match["place"]
        and journal_like(publisher)
        and known(publisher)
        and not PUBLISHERS.search(publisher)
    )


def _is_imprint(match: re.Match[str], before: list[str], *, has_url: bool) -> bool:
    """Not the date of a web page, nor a title with a year in it."""
    has_semicolon = ";" in match.string
    if not (before or has_semicolon) or (has_url and not has_semicolon):
        return False
    is_journal = match["stop"] in (None, ".") and _is_journal(match)
    return not is_journal and not re.search(rf"{MONTH}|\d|[Oo]nline|[Ii]n press", match["publisher"])


def book_of_chapter(text: str, year: str) -> Item:
    """The book after "In:": editors, title, edition, publisher, year, pages.

    >>> item = book_of_chapter("P. Lockey (Ed.), Allergens (3rd ed., pp. 585–606). Dekker.", "2004")
    >>> item["container-title"], item["editor"], item["page"]
    ('Allergens', [{'family': 'Lockey', 'given': 'P.'}], '585-606')
    """
    item: Item = {}
    names = EDITORS_FIRST.match(text)
    if names and read_names(names["names"].strip(" .,") + ".").names:
        item["editor"], text = editors(names["names"]), text[names.end() :]
    elif names := EDITORS_AFTER.search(text):
        item["editor"] = editors(names["names"] or names["named"])
        text = f"{text[: names.start()]}{'' if text[names.end() :].startswith((' ', '.')) else '. '}{text[names.end() :]}"
    printed, container = imprint(text, year=year)
    if not printed and (
        dated := re.search(rf"[.,;] \(?(?P<year>{YEAR})\)?(?:[:,;] ?{PAGES})?\.?$", container)
    ):
        printed, container = (
            {"issued": date_parts(dated["year"]), "page": dated["page"]},
            container[: dated.start()],
        )
    return item | {"container-title": container.strip(" .,")} | printed
