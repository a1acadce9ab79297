"""A Crossref work, or the CSL answer of doi.org, as a CSL-JSON item.

Crossref, "REST API: api_format.md" (fields of a work and of its contributors), "Content types" (the values of
`type`), and, for what really comes, recorded answers. doi.org's answer comes from Crossref with Crossref's types
and lists, from DataCite as CSL ("DOI Content Negotiation", citation.doi.org): both go through the same mapping.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sources.csl import dates, is_english
from sources.identifiers import normal_doi, normal_isbn
from sources.integrity.titles import split_status
from sources.lookup import titles
from sources.lookup.contributors import csl_names
from sources.lookup.markup import marked, plain

Work = Mapping[str, Any]
Item = dict[str, Any]

KINDS = {
    "journal-article": "article-journal",
    "posted-content": "article",
    "proceedings-article": "paper-conference",
    "dissertation": "thesis",
    "database": "dataset",
    "peer-review": "document",
    **dict.fromkeys(
        ("book-chapter", "book-section", "book-part", "book-track", "reference-entry"), "chapter"
    ),
    **dict.fromkeys(
        ("monograph", "edited-book", "reference-book", "book-set", "book-series", "proceedings"), "book"
    ),
    **dict.fromkeys(("report-component", "report-series", "standard", "standard-series"), "report"),
}
CSL_KINDS = frozenset(
    [
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "book",
        "chapter",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "graphic",
        "motion_picture",
        "paper-conference",
        "post",
        "post-weblog",
        "report",
        "review",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "webpage",
    ]
)
IN_BOOKS = ("chapter", "paper-conference")
SENTENCE_CASE = ("article-journal", "article", "chapter", "paper-conference", "article-magazine")
DATES = ("issued", "published-online", "published", "posted")
TEXTS = {
    "publisher": "publisher",
    "publisher-location": "publisher-place",
    "publisher-place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "edition-number": "edition",
    "edition": "edition",
    "version": "version",
    "language": "language",
    "genre": "genre",
    "event-title": "event-title",
}


def to_csl(work: Work) -> tuple[Item, list[str]]:
    """The item and what an editor should look at. Never raises; a work without a title has none afterwards."""
    warnings: list[str] = []
    kind = str(work.get("type") or "")
    kind = KINDS.get(kind, kind if kind in CSL_KINDS else "document")
    doi = normal_doi(_first(work.get("DOI"))) or normal_doi(_first(work.get("id")))
    item: Item = {"id": doi or "unnamed", "type": kind}
    item |= _title(work, kind, warnings)
    item |= {new: text for old, new in TEXTS.items() if (text := plain(_first(work.get(old))))}
    item |= _containers(work, kind, warnings)
    item |= _people(work, kind, warnings)
    item |= _issued(work, warnings) | _pages(work) | _numbers(work)
    if doi:
        item["DOI"] = doi
    if kind == "article":
        item.setdefault("genre", "Preprint")
    return item, warnings


def _title(work: Work, kind: str, warnings: list[str]) -> Item:
    title, status = split_status(marked(_first(work.get("title"))))
    if status:
        warnings.append(
            _("The title says that this work has a notice: %(status)s.") % {"status": status.label}
        )
    whole = _with_subtitle(title, marked(_first(work.get("subtitle"))))
    whole = whole if whole.endswith("..") else whole.removesuffix(".")
    if kind in SENTENCE_CASE and is_english(work):
        whole = titles.cased(whole, warnings, judged_by=title)
    if not whole:
        warnings.append(_("The record has no title."))
    return {"title": whole} if whole else {}


def _with_subtitle(title: str, subtitle: str) -> str:
    if not subtitle or subtitle.lower() in title.lower():
        return title
    title = title.rstrip(":. ")
    return f"{title}{'' if title.endswith(('?', '!')) else ':'} {subtitle}" if title else subtitle


def _containers(work: Work, kind: str, warnings: list[str]) -> Item:
    """A chapter's second container is its book, the first one the series: "Methods in Molecular Biology"."""
    names = _texts(work.get("container-title"))
    if kind == "article" and not names:
        names = list(_institutions(work))
    containers = list(map(plain, names))
    if not containers:
        return {}
    if kind in IN_BOOKS and len(containers) > 1:
        return {"container-title": containers[-1], "collection-title": containers[0]}
    if kind == "book":
        return {"collection-title": containers[0]}
    if kind == "article-journal":
        return _journal(work, containers[0], warnings)
    return {"container-title": containers[0]}


def _journal(work: Work, title: str, warnings: list[str]) -> Item:
    short = _abbreviation(work, title)
    if not short:
        warnings.append(_("Add the journal’s abbreviation as PubMed writes it."))
        return {"container-title": title}
    return {"container-title": title, "container-title-short": short}


def _abbreviation(work: Work, title: str) -> str:
    """The NLM form has no dots and no "The" (NLM, "Construction of the NLM Title Abbreviation").

    Crossref often repeats the full title, or leaves out its "of": an abbreviation has a word cut short, but for
    titles of one word and those that are short already ("ESMO Open").
    """
    given = _first(work.get("short-container-title")) or _first(work.get("container-title-short"))
    short = " ".join(re.sub(r"^The\s", "", plain(given).replace(".", " ")).split())
    words = re.sub(r"^The\s", "", title).split()
    if work.get("PMID"):
        return short  # NCBI's own form
    if len(words) == 1:
        return words[0]
    is_cut = not {word.lower() for word in short.split()} <= {word.lower() for word in words}
    return short if is_cut or (len(words) == 2 and any(word[1:].isupper() for word in words)) else ""


def _people(work: Work, kind: str, warnings: list[str]) -> Item:
    """A journal article's editor handled the manuscript and is not named in references."""
    people = {"author": csl_names(work.get("author"), warnings)}
    if kind != "article-journal":
        people |= {role: csl_names(work.get(role), warnings) for role in ("editor", "translator")}
    if not people["author"] and not people.get("editor"):
        warnings.append(_("The record names no author."))
    return {role: names for role, names in people.items() if names}


def _issued(work: Work, warnings: list[str]) -> Item:
    """The date of the volume: AMA 11 wants the year of volume and pages, while Crossref's `issued` is the
    earlier one of print and online."""
    journal_issue = work.get("journal-issue")
    print_date = journal_issue.get("published-print") if isinstance(journal_issue, Mapping) else None
    candidates = [work.get("published-print"), print_date if work.get("volume") else None]
    for value in [*candidates, *(work.get(name) for name in DATES)]:
        start = dates.read(value).start
        if start:
            parts = [part for part in (start.year, start.month, start.day) if part]
            return {"issued": {"date-parts": [parts]}}
    warnings.append(_("The record has no date."))
    return {}


def _pages(work: Work) -> Item:
    """The article number where pages are missing or only count from one."""
    page, number = plain(_first(work.get("page"))), plain(_first(work.get("article-number")))
    page = number if number and (not page or re.match(r"1\s*[-–]", page)) else page
    return {"page": page.replace("–", "-")} if page else {}


def _numbers(work: Work) -> Item:
    isbns = [isbn for text in _texts(work.get("ISBN")) if (isbn := normal_isbn(text))]
    issns = [text for text in _texts(work.get("ISSN")) if re.fullmatch(r"\d{4}-\d{3}[\dXx]", text)]
    return ({"ISBN": isbns[0]} if isbns else {}) | ({"ISSN": issns[0]} if issns else {})


def _institutions(work: Work) -> Iterator[str]:
    listed = work.get("institution")
    for one in listed if isinstance(listed, list) else [listed]:
        if isinstance(one, Mapping) and isinstance(one.get("name"), str):
            yield one["name"]


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return [text for one in values if (text := _text(one))]


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else str(value) if type(value) is int else ""


def _first(value: Any) -> str:
    """The first text of a list, or the text itself: Crossref's lists are texts in its CSL answers."""
    return next(iter(_texts(value)), "")
