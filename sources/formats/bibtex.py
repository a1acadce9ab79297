"""BibTeX and biblatex files -> CSL-JSON.

Entries and names through pybtex, symbols through pylatexenc. Field meanings: "BibTeXing" (Patashnik), the biblatex
manual 3.19, chapter 2, and what Zotero, Better BibTeX, JabRef, Mendeley, Web of Science and Scopus write.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from sources.csl import PARTS_OF_BOOKS
from sources.formats import ris
from sources.formats.bibtex_entries import Entry, entries
from sources.formats.bibtex_fields import LINK, Fields
from sources.formats.bibtex_fields import fields as fields
from sources.formats.bibtex_names import names
from sources.formats.days import csl_date, written_by
from sources.formats.latex import verbatim
from sources.formats.markup import container_title, marked, plain
from sources.formats.tagged import Broken, Remark
from sources.formats.texts import (
    as_preprint,
    filled,
    from_notes,
    identified,
    language,
    numbered,
    pages,
    serial_numbers,
    titled,
    with_subtitle,
)
from sources.identifiers import normal_doi, normal_pmcid, normal_pmid

NAME = "bibtex"
START = re.compile(
    r"@\s*+[A-Za-z]++\s*+[{(]\s*+(?:[^,{}()=\"\n]{0,200}+\s*+[,}]|[A-Za-z]{1,30}+\s*+=)|^[ \t]*@comment\s*\{",
    re.MULTILINE,
)
TYPES = {
    "article": "article-journal", "periodical": "periodical", "suppperiodical": "article-journal", "book": "book",
    "mvbook": "book", "collection": "book", "mvcollection": "book", "reference": "book", "booklet": "pamphlet",
    "proceedings": "book", "mvproceedings": "book", "manual": "report", "inbook": "chapter", "bookinbook": "chapter",
    "suppbook": "chapter", "incollection": "chapter", "suppcollection": "chapter", "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference", "conference": "paper-conference", "phdthesis": "thesis", "thesis": "thesis",
    "mastersthesis": "thesis", "techreport": "report", "report": "report", "standard": "standard",
    "unpublished": "manuscript", "online": "webpage", "electronic": "webpage", "www": "webpage", "webpage": "webpage",
    "software": "software", "dataset": "dataset", "patent": "patent", "video": "motion_picture", "legislation": "legislation",
    "jurisdiction": "legal_case", "newspaper": "article-newspaper", "magazine": "article-magazine", "preprint": "article",
}  # fmt: skip
SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
# In entrysubtype of @misc: how our own exports keep them.
CSL_TYPES = frozenset((*TYPES.values(), *ris.TYPES.values()))
INHERITED = {
    "title": "booktitle",
    "subtitle": "booksubtitle",
}  # from a book to the parts that name it in crossref
NOT_INHERITED = frozenset(
    ("author", "doi", "pages", "abstract", "keywords", "crossref", "xdata", "ids", "url", "note")
)
GENRES = {"mastersthesis": "Master's thesis", "phdthesis": "PhD thesis", "mathesis": "Master's thesis"}
SOME_LOST = _("Some fields of “{}” could not be read. Please check this entry.")

Item = dict[str, Any]


def split(text: str) -> Iterator[tuple[int, Entry | Broken]]:
    """The entries in order, those that name a `crossref` complete with what they take from there."""
    listed = list(entries(text))
    by_key = {
        entry.key.lower(): entry for entry in reversed(listed) if isinstance(entry, Entry) and entry.key
    }
    for entry in listed:
        if isinstance(entry, tuple):
            yield entry
            continue
        _inherit_from_all(entry, by_key)
        if entry.kind not in ("xdata", "set", "control"):
            yield entry.line, entry
        if entry.breaks:
            yield entry.line, Remark(SOME_LOST.format(entry.key or entry.kind))


def _inherit_from_all(entry: Entry, by_key: dict[str, Entry]) -> None:
    for key in [entry.fields.get("crossref", ""), *entry.fields.get("xdata", "").split(",")]:
        if parent := by_key.get(key.strip().lower()):
            _inherit(entry, parent)


def _inherit(entry: Entry, parent: Entry) -> None:
    is_part = TYPES.get(entry.kind) in PARTS_OF_BOOKS
    for name, value in parent.fields.items():
        target = INHERITED.get(name, name) if is_part and parent.kind != "xdata" else name
        if name not in NOT_INHERITED or parent.kind == "xdata":
            entry.fields.setdefault(target, value)


def to_item(entry: Entry) -> Item:
    fields = Fields(entry)
    kind = _kind(entry.kind, fields)
    item: Item = {"id": entry.key, "type": kind}
    item |= _containers(fields, kind) | _numbers(fields, kind) | _people(fields) | _identifiers(fields)
    item |= {
        "publisher": plain(fields.text("publisher", "institution", "school", "organization", "university")),
        "publisher-place": plain(fields.text("address", "location")),
        "genre": _genre(entry.kind, kind, fields),
        "abstract": fields.text("abstract"),
        "keyword": fields.text("keywords", "keyword"),
        "language": language(fields.text("language", "langid", "hyphenation")),
        "note": "" if LINK.match(fields.raw("note", "howpublished")) else fields.text("note", "howpublished"),
        "annote": fields.text("annote", "annotation", "annotate", "review"),
        "title-short": marked(fields.text("shorttitle")),
    }
    title = _with_subtitle(fields, "title", "subtitle")
    title = title or (fields.text("booktitle", "maintitle") if kind == "book" else "")
    return as_preprint(numbered(identified(filled(titled(item | _dates(fields), title)))))


def _dates(fields: Fields) -> Item:
    apart = written_by(fields.text("year"), fields.text("month"), fields.text("day"))
    accessed = fields.code("urldate", "lastchecked", "accessed", "lastaccessed")
    return {"issued": csl_date(fields.code("date")) or apart, "accessed": csl_date(accessed)}


def _genre(kind: str, csl_type: str, fields: Fields) -> str:
    """Web of Science calls every article an "Article"; theses have a name even when the entry gives none."""
    given = fields.text("type")
    if csl_type == "thesis":
        return GENRES.get(given.lower() or kind, given)
    return "" if csl_type == "article-journal" else given


def _kind(kind: str, fields: Fields) -> str:
    csl_type, subtype = TYPES.get(kind, "document"), fields.raw("entrysubtype").lower()
    if csl_type == "article-journal" or (csl_type == "document" and subtype in CSL_TYPES):
        return SUBTYPES.get(subtype, subtype if subtype in CSL_TYPES else csl_type)
    return _guessed_type(fields) if csl_type == "document" else csl_type


def _guessed_type(fields: Fields) -> str:
    """The type of a @misc and the like, by the fields it has."""
    if fields.raw("eprint", "archiveprefix", "eprinttype"):
        return "article"
    if fields.raw("journal", "journaltitle") and fields.raw("volume", "pages", "number"):
        return "article-journal"
    return "webpage" if "http" in fields.raw("howpublished") or fields.raw("url") else "document"


def _with_subtitle(fields: Fields, title: str, subtitle: str) -> str:
    return with_subtitle(fields.text(title), fields.text(subtitle))


def _containers(fields: Fields, kind: str) -> Item:
    short = container_title(fields.text("shortjournal", "journal-iso", "journalabbr"))
    if not short and fields.raw("fjournal"):
        short = container_title(fields.text("journal"))
    return {
        "container-title": _container(fields, kind),
        "container-title-short": short,
        "collection-title": container_title(fields.text("series")),
        "event-title": fields.text("eventtitle"),
    }


def _container(fields: Fields, kind: str) -> str:
    journal = _with_subtitle(fields, "journaltitle", "journalsubtitle")
    journal = container_title(journal or fields.text("fjournal", "journal", "journal-full"))
    book = container_title(_with_subtitle(fields, "booktitle", "booksubtitle") or fields.text("maintitle"))
    if kind in PARTS_OF_BOOKS and book:
        return book
    container = journal or ("" if kind == "book" else book)
    if not container and kind == "webpage" and "http" not in fields.raw("howpublished"):
        return fields.text("organization", "howpublished")
    return container


def _numbers(fields: Fields, kind: str) -> Item:
    number = fields.text("number", "issue")
    is_issue = kind.startswith("article") or kind in ("periodical", "paper-conference", "webpage", "document")
    place = "issue" if is_issue else "collection-number" if fields.raw("series") else "number"
    return {
        "volume": fields.text("volume"),
        place: number,
        "page": pages(
            fields.text(
                "pages", "page", "eid", "article-number", "articleno", "elocation-id", "artnum", "art_number"
            )
        ),
        "edition": fields.text("edition"),
        "version": fields.text("version"),
        "number-of-pages": fields.text("pagetotal", "numpages") if not is_issue else "",
        "chapter-number": fields.text("chapter") if kind == "chapter" else "",
    }


def _people(fields: Fields) -> Item:
    """Names by role. "and others" is kept as `custom: {"et-al": true}`, because CSL has no name for it."""
    item: Item = {}
    for role in ("author", "editor", "translator"):
        item[role], others = names(fields.raw(role))
        if others and role == "author":
            item["custom"] = {"et-al": True}
    return item


def _identifiers(fields: Fields) -> Item:
    prefix, eprint = fields.raw("eprinttype", "archiveprefix").lower(), fields.code("eprint")
    eprints = {prefix: eprint}  # HighWire's is the address of a PDF
    arxiv, doi = eprints.get("arxiv", ""), fields.code("doi")
    pmid = fields.code("pmid") or eprints.get("pubmed", "")
    pmcid = fields.code("pmcid", "pmc") or eprints.get("pmcid", "")
    return from_notes("\n".join(map(verbatim, fields.raw("note").split("\n")))) | filled({
        "DOI": doi and normal_doi(doi),
        "PMID": pmid and normal_pmid(pmid),
        "PMCID": pmcid and normal_pmcid(pmcid),
        "URL": _url(fields) or (f"https://arxiv.org/abs/{arxiv}" if arxiv else ""),
        "archive": "arXiv" if arxiv else "",
        "archive_location": arxiv,
        **serial_numbers(f"{fields.code('issn')} {fields.code('eissn')}"),
        **serial_numbers(fields.code("isbn")),
    })  # fmt: skip


def _url(fields: Fields) -> str:
    """Where there is no field for it, the first address in a note."""
    urls = fields.code("url", "bdsk-url-1").split()
    urls += re.findall(r"https?://[^\s{}]+", fields.code("howpublished", "note"))
    return next(iter(urls), "")
