"""The middle of a reference, one function for each kind of work.

AMA 11: 3.11 journal articles, 3.12 books and chapters, 3.15 electronic references; the rest follows the
official CSL style.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from sources.ama import numerals
from sources.ama.marks import curled, italic, marked, plain, sentences
from sources.ama.names import names
from sources.ama.titles import title_case
from sources.csl import dates

Item = Mapping[str, Any]

BOOKS = ("bill", "book", "graphic", "legislation", "motion_picture", "report", "song")
WITH_BOOK_TITLE = frozenset((*BOOKS, "legal_case", "thesis"))
NOT_YET_PUBLISHED = re.compile(r"in press|forthcoming|submitted|accepted", re.IGNORECASE)


def body(item: Item) -> str:
    """Everything before the DOI or address, without its last full stop, as a marked string."""
    kind = plain(item.get("type"))
    title = curled(marked(item.get("title")))
    if kind in WITH_BOOK_TITLE:
        title = italic(title_case(title))
    custom = item.get("custom")  # "et-al": a printed reference was read that names only its first authors
    by = names(item.get("author"), more=isinstance(custom, dict) and custom.get("et-al") is True)
    editors = names(item.get("editor"), editors=True)
    if not by:
        by, editors = editors, ""
    return sentences(by, title, KINDS.get(kind, _periodical)(item, editors))


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
        italic(title_case(curled(marked(item.get("container-title"))))),
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
    if plain(item.get("type")) == "article-magazine" and _numbered(item):
        return _periodical(item, editors)
    return sentences(editors, _journal_name(item), _with_pages(_issued_day(item), _locator(item)))


def _preprint(item: Item, editors: str) -> str:
    """Server. Preprint posted online Month D, YYYY."""
    server = _journal_name(item) or italic(_text(item, "publisher"))
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
    if re.match(r"\d", supplement):
        supplement = f"suppl {supplement}"
    return (volume, issue, supplement) if volume or issue or supplement else None


def _journal_name(item: Item) -> str:
    """The abbreviation of the NLM catalog, without periods, in italics (AMA 11, 3.11)."""
    for name in ("container-title-short", "journalAbbreviation", "container-title"):
        if title := curled(marked(item.get(name))):
            return italic(title.replace(".", ""))
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


KINDS: dict[str, Callable[[Item, str], str]] = {
    **dict.fromkeys(BOOKS, _book),
    **dict.fromkeys(("chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia"), _chapter),
    **dict.fromkeys(("webpage", "post", "post-weblog"), _web_page),
    **dict.fromkeys(("article-newspaper", "article-magazine"), _news),
    **dict.fromkeys(("dataset", "software"), _program),
    "thesis": _thesis,
    "speech": _speech,
    "legal_case": _legal_case,
    "article": _preprint,
}
