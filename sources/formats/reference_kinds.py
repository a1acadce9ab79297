"""References that are not journal articles with a volume: web pages, books, chapters, reports, news, preprints, theses."""

import re
from typing import Any

from sources.formats.reference_books import book_of_chapter, imprint
from sources.formats.reference_dates import DATE, YEAR, date_parts
from sources.formats.reference_extras import Extras
from sources.formats.reference_groups import organization
from sources.formats.reference_names import Byline, person_or_group
from sources.formats.reference_pages import ahead_of_print, page
from sources.formats.reference_titles import sentences

Item = dict[str, Any]
IN_BOOK = re.compile(
    r"(?:^|[.?!,”] |\s)[Ii]n: ?(?P<rest>.+)$|(?:[.?!]|[.?!,”][”\"’'],?) [Ii]n (?P<book>[A-Z“].+)$"
)
THESIS = re.compile(
    r"[\[(]?\b(?P<genre>(?:(?:Ph\.? ?D\.?|[Dd]octoral|[Mm]aster['’]?s?(?: of \w+)?|M\.?Sc\.?) )?(?:[Dd]issertation|[Tt]hesis))\b[\])]?\.?"
)
PREPRINT = re.compile(
    rf"(?P<server>\b(?:bioRxiv|medRxiv|arXiv|SSRN|Research Square|Preprints(?:\.org)?|OSF Preprints))\b[^A-Za-z]*(?:(?:[Pp]reprint\.?\s*)?(?:(?:posted|[Pp]ublished) online\s*)?(?P<date>{DATE})?.*)?$"
)
MEETING = re.compile(
    r"(?:[Pp]aper |[Pp]oster |[Aa]bstract )?[Pp]resented at:? (?:the )?(?P<event>[^;.]+(?:[;.] ?[^;]+)?)"
)


def read_kind(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    """The first kind of work the text fits; a web page or a bare title at last."""
    for reader in (_preprint, _chapter, _thesis, _meeting, _book, ahead_of_print):
        if item := reader(byline, rest, year, extras):
            return item
    return page(byline, rest, year, extras)


def _author_and_title(byline: Byline, text: str) -> Item:
    """Group author and title out of "Author. Title" when no person was found before."""
    parts = sentences(text)
    if byline.names or len(parts) < 2:
        return {"title": text.strip(" .") if not text.strip().endswith("?") else text.strip()}
    return {"author": [person_or_group(parts[0].rstrip("."))], "title": " ".join(parts[1:]).strip()}


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
    title = rest[: match.start() + 1].strip()
    title = title.strip("“”\"‘’', ") if title[:1] in "“\"‘'" else title
    book = book_of_chapter(match["rest"] or match["book"], year)
    book.setdefault("issued", date_parts(year))
    is_chapter = "editor" in book or "publisher" in book
    return {
        "type": "chapter" if is_chapter else "paper-conference",
        **_author_and_title(byline, title),
    } | book


SCHOOL = re.compile(r"[^.;,\[\]]*(?:Universit|College|School|Institut)[^.;,\[\]]*")
REPORT = re.compile(r"\breports?\b|guidelines?\b|white paper", re.IGNORECASE)


def _thesis(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    match = THESIS.search(rest)
    if not match or not re.search(r"Universit|College|School|Institut", rest):
        return None
    item: Item = {
        "type": "thesis",
        **_author_and_title(byline, rest[: match.start()].strip(" .[(")),
        "genre": match["genre"],
    }
    printed, _ = imprint(rest[match.end() :].strip(" .])"), year="")
    school = SCHOOL.search(rest[match.end() :])
    printed.setdefault("publisher", re.sub(rf" ?\(?{YEAR}\)?$", "", school[0]).strip() if school else "")
    printed.setdefault("issued", date_parts(year or rest[match.end() :]))
    return item | printed


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
    printed, title = imprint(rest, year=year, has_url=bool(extras.url))
    publisher = printed.get("publisher", "")
    if not title or not publisher or len(publisher.split()) > 12:
        return None
    item = _author_and_title(byline, title)
    author = [*item.get("author", []), *byline.names, {}][0].get("literal", "")
    is_report = bool(author and organization(author)) or REPORT.search(item["title"])
    return {"type": "report" if is_report else "book", **item, **printed}
