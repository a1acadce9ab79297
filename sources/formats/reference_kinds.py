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
    found, container = _imprint(book)
    if not found and (dated := re.search(rf"[.,;] \(?(?P<year>{YEAR})\)?(?:[:,;] ?{PAGES})?\.?$", book)):
        found, container = {"issued": date_parts(dated["year"]), "page": dated["page"]}, book[: dated.start()]
        item["type"] = "chapter" if "editor" in item else "paper-conference"
    return item | {"container-title": container.strip(" .")} | found


def _imprint(text: str, *, has_url: bool = False) -> tuple[Item, str]:
    """Publisher, place, year, pages and edition at the end; the text before them."""
    found: Item = {}
    if pages := re.search(rf"[.;,] ?pp?\. ?{PAGES}\.?$", text):
        found["page"], text = re.sub(r"\s*[–—]\s*", "-", pages["page"]), text[: pages.start()] + "."
    *before, last = sentences(text) or [""]
    match = IMPRINT.match(last)
    if (
        not match
        or not (before or ";" in last)
        or (has_url and ";" not in last)
        or re.search(rf"{MONTH}|\d|[Oo]nline", match["publisher"])
    ):
        return {}, text
    found |= {
        "publisher": match["publisher"].strip(" .,"),
        "issued": date_parts(match["year"] + (match["month"] or "")),
    }
    found |= {
        key: value for key, value in (("publisher-place", match["place"]), ("page", match["page"])) if value
    }
    if "page" in found:
        found["page"] = re.sub(r"\s*[–—]\s*", "-", found["page"]).rstrip(".")
    text = " ".join(before)
    if edition := EDITION.search(text):
        found["edition"] = edition["edition"] or edition["word"]
        text = (text[: edition.start()] + text[edition.end() :]).strip()
    return found, text


def _thesis(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    match = THESIS.search(rest)
    if not match or not re.search(r"Universit|College|School|Institut", rest):
        return None
    item: Item = {
        "type": "thesis",
        **_author_and_title(byline, rest[: match.start()].strip(" .[(")),
        "genre": match["genre"],
    }
    found, _ = _imprint(rest[match.end() :].strip(" .])"))
    school = re.search(r"[^.;,\[\]]*(?:Universit|College|School|Institut)[^.;,\[\]]*", rest[match.end() :])
    found.setdefault("publisher", school[0].strip() if school else "")
    found.setdefault("issued", date_parts(year or rest[match.end() :]))
    return item | found


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
    found, title = _imprint(rest, has_url=bool(extras.url))
    if (
        not found
        and year
        and (
            match := re.fullmatch(
                r"(?P<title>[^.?!]+(?:\([^)]*\))?)[.?] (?P<publisher>[A-Z][^.]{2,60})\.?", rest
            )
        )
    ):
        found, title = {"publisher": match["publisher"], "issued": date_parts(year)}, match["title"]
        if extras.url or (journal_like(match["publisher"]) and ABBREVIATIONS.search(match["publisher"])):
            return None
    if not found or not title or len(found["publisher"].split()) > 12:
        return None
    item = _author_and_title(byline, title)
    author = item.get("author", [{}])[0].get("literal", "")
    is_report = bool(author and organization(author)) or re.search(
        r"\breports?\b|guidelines?\b|white paper", item["title"], re.IGNORECASE
    )
    return {"type": "report" if is_report else "book", **item, **found}


def _ahead_of_print(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    """ "Title. Journal. Published online June 26, 2009." and "Title. Journal. 2020." with a DOI."""
    match = ONLINE.search(rest) or re.search(rf"[.?!,] (?P<date>{DATE})\.?$", rest)
    parts = sentences(rest[: match.start() + 1].strip() if match else rest)
    if len(parts) < 2 or not (match or year) or not journal_like(parts[-1].rstrip(".")):
        return None
    name = parts[-1].rstrip(". ")
    if (
        not (extras.doi or extras.pmid or (match and "online" in match[0]))
        and not (ABBREVIATIONS.search(name) and name.count(" "))
        and name not in SINGLE
    ):
        return None
    if (extras.url and not extras.doi) or NEWSPAPER.match(name):
        return None
    item = _author_and_title(byline, " ".join(parts[:-1]))
    return {
        "type": "article-journal",
        **item,
        "container-title": name,
        "issued": date_parts(match["date"] if match else year),
    }


def _page(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    """A web page or a newspaper article: [Author.] Title. [Site.] [Date.]"""
    parts = sentences(rest)
    item: Item = {"type": "webpage", "issued": date_parts(year)}
    while len(parts) > 1 and (dated := DATED.match(parts[-1])):
        item["issued"], item["page"] = (
            date_parts(dated["date"]) or item["issued"],
            (dated["page"] or "").strip(":"),
        )
        parts.pop()
    if (
        not byline.names
        and len(parts) > 1
        and (organization(parts[0].rstrip(".")) or not organization(parts[-1].rstrip(".")))
    ):
        item["author"] = [{"literal": parts.pop(0).rstrip(".")}]
    if len(parts) > 1 and journal_like(parts[-1].rstrip(".")):
        item["container-title"] = parts.pop().rstrip(".")
    item["title"] = " ".join(parts)
    if NEWSPAPER.match(item.get("container-title", "")) and item["issued"]:
        item["type"] = "article-newspaper"
    return item
