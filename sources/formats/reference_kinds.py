"""References that are not journal articles with a volume: web pages, books, chapters, reports, news, preprints, theses."""

import re
from typing import Any

from sources.formats.reference_dates import DATE, MONTH, YEAR, date_parts
from sources.formats.reference_extras import Extras
from sources.formats.reference_names import Byline, editors, organization
from sources.formats.reference_tails import PAGES
from sources.formats.reference_titles import ABBREVIATIONS, SINGLE, journal_like, sentences

Item = dict[str, Any]
IN_BOOK = re.compile(r"(?:^|[.?!,] |\s)In: ?(?P<rest>.+)$")
EDITORS = re.compile(r"^(?P<names>.{2,300}?),? (?:\((?:[Ee]ds?|[Ee]ditors?)\.?\)|[Ee]ds?|[Ee]ditors?)[.,:]+ ")
EDITION = re.compile(
    r"[(,]?\s*\b(?P<edition>\d{1,2})(?:st|nd|rd|th) [Ee](?:d|dn|dition)\b\.?\)?|[(,]?\s*\b(?P<word>[Rr]ev(?:ised)?\.?|[Ii]nternational) [Ee]d(?:ition)?\b\.?\)?"
)
IMPRINT = re.compile(
    rf"^(?:(?P<place>[A-Z][^:;]{{1,60}}): ?)?(?P<publisher>[^;:]{{2,100}}?)(?:[;,]|\.)? ?\(?(?:c|©)?(?P<year>{YEAR})\)?"
    rf"(?P<month> [A-Z][a-z]{{2}}(?: \d{{1,2}})?)?(?:[.:,]\s?(?:pp?\. ?)?{PAGES})?\.?$"
)
THESIS = re.compile(
    r"[\[(]?\b(?P<genre>(?:(?:Ph\.? ?D\.?|[Dd]octoral|[Mm]aster['’]?s?(?: of \w+)?|M\.?Sc\.?) )?(?:[Dd]issertation|[Tt]hesis))\b[\])]?\.?"
)
PREPRINT = re.compile(
    rf"(?P<server>\b(?:bioRxiv|medRxiv|arXiv|SSRN|Research Square|Preprints(?:\.org)?|OSF Preprints))\b[^A-Za-z]*(?:(?:[Pp]reprint\.?\s*)?(?:(?:posted|[Pp]ublished) online\s*)?(?P<date>{DATE})?.*)?$"
)
ONLINE = re.compile(
    rf"\.? (?:\(?[Pp]ublished|[Pp]osted) online(?: ahead of print)?:? ?(?P<date>{DATE})\)?.*$"
)
NEWSPAPER = re.compile(
    r"^(?:The )?(?:[A-Z][\w.]* ){0,3}(?:Times|Post|Guardian|News|Herald|Tribune|Journal-Constitution|Globe|Chronicle|Telegraph|Independent|Mail|Today|Gazette|Observer|Reuters|Associated Press|CNN|NPR|BBC News|STAT|Newsweek|Economist|Atlantic|Wall Street Journal)(?: \([^)]+\))?$"
)
DATED = re.compile(
    rf"^(?:(?:Published|Updated|Last updated|Reviewed|Last reviewed|Last revised|Posted|Created|Modified|Last medical review)(?: on)?:? )?\(?(?P<date>{DATE})\)?(?P<page>:[A-Z]?\d[\w-]*)?\.?$",
    re.IGNORECASE,
)
MEETING = re.compile(
    r"(?:[Pp]aper |[Pp]oster |[Aa]bstract )?[Pp]resented at:? (?:the )?(?P<event>[^;.]+(?:[;.] ?[^;]+)?)"
)


def read_kind(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    """The first kind of work the text fits; a web page or a bare title at last."""
    for reader in (_preprint, _chapter, _thesis, _meeting, _book, _ahead_of_print):
        if item := reader(byline, rest, year, extras):
            return item
    return _page(byline, rest, year, extras)


def _author_and_title(byline: Byline, text: str) -> Item:
    """Group author and title out of "Author. Title" when no person was found before."""
    parts = sentences(text)
    if byline.names or len(parts) < 2:
        return {"title": text.strip(" .") if not text.strip().endswith("?") else text.strip()}
    return {"author": [{"literal": parts[0].rstrip(".")}], "title": " ".join(parts[1:]).strip()}


def _preprint(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    match = PREPRINT.search(rest)
    if not match or not match.start():
        return None
    item = _author_and_title(
        byline, re.sub(r"[\[(.]\s*[Pp]reprint[\]).\s]*$", "", rest[: match.start()]).strip()
    )
    return {
        "type": "article",
        **item,
        "publisher": match["server"],
        "issued": date_parts(match["date"] or year or rest[match.start() :]),
    }


def _chapter(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    match = IN_BOOK.search(rest)
    if not match or not match.start():
        return None
    item: Item = {"type": "chapter", **_author_and_title(byline, rest[: match.start() + 1].strip())}
    book = match["rest"]
    if names := EDITORS.match(book):
        item["editor"] = editors(names["names"])
        book = book[names.end() :]
    imprint, container = _imprint(book)
    if not imprint and (dated := re.search(rf"[.,;] \(?(?P<year>{YEAR})\)?(?:[:,;] ?{PAGES})?\.?$", book)):
        imprint, container = (
            {"issued": date_parts(dated["year"]), "page": dated["page"]},
            book[: dated.start()],
        )
        item["type"] = "chapter" if "editor" in item else "paper-conference"
    return item | {"container-title": container.strip(" .")} | imprint


SCHOOL = re.compile(r"[^.;,\[\]]*(?:Universit|College|School|Institut)[^.;,\[\]]*")
BOOK_AFTER_YEAR = re.compile(r"(?P<title>[^.?!]+(?:\([^)]*\))?)[.?] (?P<publisher>[A-Z][^.]{2,60})\.?")
REPORT = re.compile(r"\breports?\b|guidelines?\b|white paper", re.IGNORECASE)


def _imprint(text: str, *, has_url: bool = False) -> tuple[Item, str]:
    """Publisher, place, year, pages and edition at the end; the text before them."""
    item: Item = {}
    if pages := re.search(rf"[.;,] ?pp?\. ?{PAGES}\.?$", text):
        item["page"], text = _with_hyphen(pages["page"]), text[: pages.start()] + "."
    *before, last = sentences(text) or [""]
    match = IMPRINT.match(last)
    if not match or not _is_imprint(match, before, has_url=has_url):
        return {}, text
    item["publisher"] = match["publisher"].strip(" .,")
    item["issued"] = date_parts(match["year"] + (match["month"] or ""))
    if match["place"]:
        item["publisher-place"] = match["place"]
    if match["page"]:
        item["page"] = match["page"]
    if "page" in item:
        item["page"] = _with_hyphen(item["page"]).rstrip(".")
    return _take_edition(item, " ".join(before))


def _is_imprint(match: re.Match[str], before: list[str], *, has_url: bool) -> bool:
    """Not the date of a web page, nor a title with a year in it."""
    has_semicolon = ";" in match.string
    if not (before or has_semicolon) or (has_url and not has_semicolon):
        return False
    return not re.search(rf"{MONTH}|\d|[Oo]nline", match["publisher"])


def _with_hyphen(pages: str) -> str:
    return re.sub(r"\s*[–—]\s*", "-", pages)


def _take_edition(item: Item, text: str) -> tuple[Item, str]:
    if edition := EDITION.search(text):
        item["edition"] = edition["edition"] or edition["word"]
        text = (text[: edition.start()] + text[edition.end() :]).strip()
    return item, text


def _thesis(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    match = THESIS.search(rest)
    if not match or not re.search(r"Universit|College|School|Institut", rest):
        return None
    item: Item = {
        "type": "thesis",
        **_author_and_title(byline, rest[: match.start()].strip(" .[(")),
        "genre": match["genre"],
    }
    imprint, _ = _imprint(rest[match.end() :].strip(" .])"))
    school = SCHOOL.search(rest[match.end() :])
    imprint.setdefault("publisher", school[0].strip() if school else "")
    imprint.setdefault("issued", date_parts(year or rest[match.end() :]))
    return item | imprint


def _meeting(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    match = MEETING.search(rest)
    if not match or not match.start():
        return None
    event = match["event"].split(";")[0].strip(" .")
    item = _author_and_title(byline, rest[: match.start()].strip())
    return {
        "type": "paper-conference",
        **item,
        "event-title": event,
        "issued": date_parts(rest[match.start() :]),
    }


def _book(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    imprint, title = _imprint(rest, has_url=bool(extras.url))
    if not imprint and year:
        imprint, title = _publisher_after_title(rest, year, extras)
    if not imprint or not title or len(imprint["publisher"].split()) > 12:
        return None
    item = _author_and_title(byline, title)
    author = item.get("author", [{}])[0].get("literal", "")
    is_report = bool(author and organization(author)) or REPORT.search(item["title"])
    return {"type": "report" if is_report else "book", **item, **imprint}


def _publisher_after_title(rest: str, year: str, extras: Extras) -> tuple[Item, str]:
    """APA has the year after the authors: "Title (3rd ed.). Publisher."."""
    match = BOOK_AFTER_YEAR.fullmatch(rest)
    if not match or extras.url:
        return {}, ""
    publisher = match["publisher"]
    if journal_like(publisher) and ABBREVIATIONS.search(publisher):
        return {}, ""
    return {"publisher": publisher, "issued": date_parts(year)}, match["title"]


def _ahead_of_print(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    """ "Title. Journal. Published online June 26, 2009." and "Title. Journal. 2020." with a DOI."""
    online = ONLINE.search(rest)
    match = online or re.search(rf"[.?!,] (?P<date>{DATE})\.?$", rest)
    date = match["date"] if match else year
    parts = sentences(rest[: match.start() + 1].strip() if match else rest)
    if len(parts) < 2 or not date or not journal_like(parts[-1].rstrip(".")):
        return None
    name = parts[-1].rstrip(". ")
    if _is_on_the_web(name, extras) or not _is_journal(name, extras, is_online=bool(online)):
        return None
    item = _author_and_title(byline, " ".join(parts[:-1]))
    return {"type": "article-journal", **item, "container-title": name, "issued": date_parts(date)}


def _is_on_the_web(name: str, extras: Extras) -> bool:
    return bool((extras.url and not extras.doi) or NEWSPAPER.match(name))


def _is_journal(name: str, extras: Extras, *, is_online: bool) -> bool:
    """An identifier or "published online" says so; otherwise the name must be a known or an abbreviated title."""
    if extras.doi or extras.pmid or is_online:
        return True
    return name in SINGLE or (" " in name and ABBREVIATIONS.search(name) is not None)


def _page(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    """A web page or a newspaper article: [Author.] Title. [Site.] [Date.]"""
    parts = sentences(rest)
    item: Item = {"type": "webpage", "issued": date_parts(year)}
    while len(parts) > 1 and (dated := DATED.match(parts[-1])):
        item["issued"] = date_parts(dated["date"]) or item["issued"]
        item["page"] = (dated["page"] or "").strip(":")
        parts.pop()
    if not byline.names and _begins_with_author(parts):
        item["author"] = [{"literal": parts.pop(0).rstrip(".")}]
    if len(parts) > 1 and journal_like(parts[-1].rstrip(".")):
        item["container-title"] = parts.pop().rstrip(".")
    item["title"] = " ".join(parts)
    if NEWSPAPER.match(item.get("container-title", "")) and item["issued"]:
        item["type"] = "article-newspaper"
    return item


def _begins_with_author(parts: list[str]) -> bool:
    if len(parts) < 2:
        return False
    return bool(organization(parts[0].rstrip(".")) or not organization(parts[-1].rstrip(".")))
