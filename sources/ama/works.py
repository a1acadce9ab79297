"""What AMA prints for each type of work: the table `WORK_TYPES` at the end is the one place that knows.

AMA 11: 3.11 journal articles, 3.12 books and chapters, 3.15 electronic references; the rest follows the
official CSL style.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sources.ama import issues, numerals
from sources.ama.marks import curled, italic, marked, plain, sentences
from sources.ama.names import names
from sources.ama.titles import title_case, undotted
from sources.csl import dates, is_english

Item = Mapping[str, Any]

NOT_YET_PUBLISHED = re.compile(r"in press|forthcoming|submitted|accepted", re.IGNORECASE)


class WorkType(NamedTuple):
    """How AMA prints one type of work."""

    middle: Callable[[Item, str], str]  # item and editors -> what stands between title and address
    has_book_title: bool = False  # in italics and title case
    names_archive: bool = False  # for a page that was read in an archive


def work_type(item: Item) -> WorkType:
    return WORK_TYPES.get(plain(item.get("type")), PERIODICAL)


def body(item: Item) -> str:
    """Everything before the DOI or address, without its last full stop, as a marked string."""
    form = work_type(item)
    title = curled(marked(item.get("title")))
    if form.has_book_title:
        title = italic(_cased(item, title))
    custom = item.get("custom")  # "et-al": a printed reference was read that names only its first authors
    authors = names(item.get("author"), more=isinstance(custom, dict) and custom.get("et-al") is True)
    editors = names(item.get("editor"), editors=True)
    if not authors:
        authors, editors = editors, ""
    return sentences(authors, title, form.middle(item, editors))


def _cased(item: Item, title: str) -> str:
    """English titles of books in title case. Other languages have capitals of their own."""
    return title_case(title) if is_english(item) else title


def _book(item: Item, editors: str) -> str:
    """Vol 2. 3rd ed. (Editors.) Publisher; Year:pages."""
    imprint = sentences(
        numerals.volume(_text(item, "volume")),
        numerals.edition(_text(item, "edition")),
        f"({editors})" if editors else "",
        _imprint(item),
    )
    return _with_pages(imprint, numerals.pages(_text(item, "page")))


def _chapter(item: Item, editors: str) -> str:
    """In: Editors, eds. Book. 3rd ed. Publisher; Year:pages."""
    book = sentences(
        editors,
        italic(_cased(item, curled(marked(item.get("container-title"))))),
        numerals.volume(_text(item, "volume")),
        numerals.edition(_text(item, "edition")),
        _text(item, "collection-title"),
        _imprint(item),
    )
    chapter = _text(item, "chapter-number")
    number = f"chap {chapter}" if re.match(r"\d", chapter) else chapter
    return _with_pages(f"In: {book}" if book else "", numerals.pages(_text(item, "page")) or number)


def _thesis(item: Item, editors: str) -> str:
    """Dissertation. University; Year."""
    return sentences(_text(item, "genre"), _imprint(item))


def _web_page(item: Item, editors: str) -> str:
    """Site. Date."""
    return sentences(curled(marked(item.get("container-title"))), _issued_day(item))


def _speech(item: Item, editors: str) -> str:
    genre, event, place = _text(item, "genre"), _text(item, "event-title"), _text(item, "event-place")
    lead = (
        f"{genre[:1].upper()}{genre[1:]} presented at" if genre else "Presented at" if event or place else ""
    )
    return ": ".join(filter(None, (lead, "; ".join(filter(None, (event, _issued_day(item), place))))))


def _legal_case(item: Item, editors: str) -> str:
    reporter = " ".join(filter(None, (_text(item, "container-title"), _text(item, "volume"))))
    reporter = sentences(f"({editors})" if editors else "", reporter)
    cited = ", ".join(filter(None, (reporter, numerals.pages(_text(item, "page")))))
    court = " ".join(filter(None, (_text(item, "authority"), _issued_year(item))))
    return " ".join(filter(None, (cited, f"({court})" if court else "")))


def _news(item: Item, editors: str) -> str:
    """Paper. Month D, YYYY:pages."""
    return sentences(editors, _journal_name(item), _with_pages(_issued_day(item), _locator(item)))


def _magazine(item: Item, editors: str) -> str:
    """Like a journal if it has a volume or issue, else like a newspaper."""
    return _periodical(item, editors) if _numbered(item) else _news(item, editors)


def _preprint(item: Item, editors: str) -> str:
    """Server. Preprint posted online Month D, YYYY."""
    server = _journal_name(item) or italic(_text(item, "publisher") or _text(item, "archive"))
    return sentences(
        editors, server, _with_pages(_year_and_volume(item, "Preprint posted online"), _locator(item))
    )


def _program(item: Item, editors: str) -> str:
    """Version 4.1. Publisher; Year, for software and data sets."""
    version = _text(item, "version")
    if _journal_name(item) or _numbered(item) or not (version or _text(item, "publisher")):
        return _periodical(item, editors)
    if re.match(r"\d", version):
        version = f"Version {version}"
    return sentences(editors, version, _imprint(item))


def _periodical(item: Item, editors: str) -> str:
    """Journal. Year;Volume(Issue):pages, or Published online Month D, YYYY."""
    when = _year_and_volume(item, "Published online")
    return sentences(editors, _journal_name(item), _with_pages(when, _locator(item)))


def _year_and_volume(item: Item, before_the_day: str) -> str:
    volume, issue, supplement = _numbered(item) or ("", "", "")
    if volume or issue:
        part = volume + (f"({issue})" if issue else "") + (f"({supplement})" if supplement else "")
        return ";".join(filter(None, (_issued_year(item), part)))
    when = _issued_day(item)
    if when and not NOT_YET_PUBLISHED.search(when):
        when = f"{before_the_day} {when}"
    return ";".join(filter(None, (when, f"({supplement})" if supplement else "")))


def _numbered(item: Item) -> tuple[str, str, str] | None:
    volume, issue, supplement = (_text(item, name) for name in ("volume", "issue", "supplement-number"))
    volume, part = issues.apart(volume)
    issue, supplement = (issues.issue(issue), supplement or part) if issue else (part, supplement)
    if re.match(r"\d", supplement):
        supplement = f"suppl {supplement}"
    return (volume, issue, supplement) if volume or issue or supplement else None


def _journal_name(item: Item) -> str:
    """The abbreviation of the NLM catalog, without periods, in italics (AMA 11, 3.11)."""
    for name in ("container-title-short", "journalAbbreviation", "container-title"):
        if title := curled(marked(item.get(name))):
            return italic(undotted(title))
    return ""


def _locator(item: Item) -> str:
    """Article number or pages; an article number in its own variable only when there is nothing else."""
    return _text(item, "number") or numerals.pages(_text(item, "page")) or _text(item, "article-number")


def _imprint(item: Item) -> str:
    return "; ".join(filter(None, (_text(item, "publisher"), _issued_year(item))))


def _with_pages(text: str, pages: str) -> str:
    return ":".join(filter(None, (text, pages)))


def _issued_day(item: Item) -> str:
    return curled(plain(numerals.day(dates.read(item.get("issued")))))


def _issued_year(item: Item) -> str:
    return curled(plain(numerals.year(dates.read(item.get("issued")))))


def _text(item: Item, name: str) -> str:
    return curled(plain(item.get(name)))


PERIODICAL = WorkType(_periodical)  # also for any type that is not in the table
BOOK = WorkType(_book, has_book_title=True)
CHAPTER = WorkType(_chapter)
PROGRAM = WorkType(_program)
WEB_PAGE = WorkType(_web_page)
WORK_TYPES = {
    "article": WorkType(_preprint),
    "article-magazine": WorkType(_magazine),
    "article-newspaper": WorkType(_news),
    "bill": BOOK,
    "book": BOOK,
    "chapter": CHAPTER,
    "dataset": PROGRAM,
    "entry-dictionary": CHAPTER,
    "entry-encyclopedia": CHAPTER,
    "graphic": BOOK,
    "legal_case": WorkType(_legal_case, has_book_title=True),
    "legislation": BOOK,
    "motion_picture": BOOK,
    "paper-conference": CHAPTER,
    "post": WEB_PAGE,
    "post-weblog": WEB_PAGE,
    "report": BOOK,
    "software": PROGRAM,
    "song": BOOK,
    "speech": WorkType(_speech),
    "thesis": WorkType(_thesis, has_book_title=True),
    "webpage": WorkType(_web_page, names_archive=True),
}
