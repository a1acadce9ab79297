"""EndNote's XML export (EndNote 8 and later; RSXML.dtd) -> CSL-JSON. Zotero, Papers and Covidence write it, too."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from sources.csl import PARTS_OF_BOOKS
from sources.formats.days import csl_date, most_precise
from sources.formats.markup import container_title, plain
from sources.formats.name_lists import has_others
from sources.formats.people import Name, people
from sources.formats.tagged import Broken
from sources.formats.texts import (
    as_preprint,
    filled,
    from_notes,
    identified,
    language,
    numbered,
    one_line,
    pages,
    serial_numbers,
    titled,
)
from sources.formats.xml_records import child_text, leaves, marked_text, records, text_of
from sources.identifiers import normal_doi, normal_pmcid, normal_pmid

NAME = "endnote-xml"
START = re.compile(r"<record[\s>]")
MARKS = re.compile(r"<(?:ref-type|contributors|titles|rec-number|source-app|electronic-resource-num)[\s>]")
TYPES = {
    "journal article": "article-journal", "electronic article": "article-journal", "magazine article": "article-magazine",
    "newspaper article": "article-newspaper", "book": "book", "edited book": "book", "electronic book": "book",
    "classical work": "book", "book section": "chapter", "electronic book section": "chapter",
    "conference proceedings": "paper-conference", "conference paper": "paper-conference", "report": "report",
    "government document": "report", "thesis": "thesis", "web page": "webpage", "blog": "post-weblog", "dataset": "dataset",
    "online database": "dataset", "aggregated database": "dataset", "computer program": "software", "patent": "patent",
    "unpublished work": "manuscript", "manuscript": "manuscript", "standard": "standard", "pamphlet": "pamphlet",
    "dictionary": "entry-dictionary", "encyclopedia": "entry-encyclopedia", "personal communication": "personal_communication",
    "statute": "legislation", "case": "legal_case", "bill": "bill", "hearing": "hearing", "map": "map", "serial": "book",
    "film or broadcast": "motion_picture", "audiovisual material": "motion_picture", "online multimedia": "webpage",
}  # fmt: skip
NUMBERED_TYPES = {
    "17": "article-journal", "43": "article-journal", "19": "article-magazine", "23": "article-newspaper", "6": "book",
    "28": "book", "44": "book", "5": "chapter", "60": "chapter", "10": "paper-conference", "47": "paper-conference",
    "27": "report", "46": "report", "32": "thesis", "12": "webpage", "56": "post-weblog", "59": "dataset", "9": "software",
    "25": "patent", "34": "manuscript", "36": "manuscript",
}  # fmt: skip

# Types, dates and languages, which become something else, and what EndNote notes for itself.
SILENT = re.compile(
    r"(?:database|source-app|rec-number|ref-type|foreign-keys|dates|access-date|language|remote-database-|modified-date|added-date"
    r"|urls/(?:pdf|image|text)-urls|work-type|edition)"
)

Item = dict[str, Any]


def split(text: str) -> Iterator[tuple[int, etree._Element | Broken]]:
    return records(text, "record")


def fields(record: etree._Element) -> Iterator[tuple[str, str]]:
    return ((path, text) for path, text in leaves(record) if not SILENT.match(path))


def to_item(record: etree._Element) -> Item:
    kind = _kind(record)
    item: Item = {"type": kind} | _containers(record, kind) | _people(record, kind)
    edition = child_text(record, "edition")
    item |= {
        "volume": child_text(record, "volume"),
        "number" if kind in ("report", "patent", "standard") else "issue": child_text(record, "number"),
        "page": pages(child_text(record, "pages")) or child_text(record, "custom7"),
        "edition": "" if re.fullmatch(r"\d{8}|\d{4}/.*", edition) else edition,
        "issued": most_precise(child_text(record, "dates/year"), child_text(record, "dates/pub-dates/date")),
        "accessed": csl_date(child_text(record, "access-date")),
        "publisher": plain(child_text(record, "publisher")),
        "publisher-place": child_text(record, "pub-location"),
        "genre": child_text(record, "work-type") if kind not in ("article-journal",) else "",
        "abstract": child_text(record, "abstract"),
        "language": language(child_text(record, "language")),
        "keyword": ", ".join(one_line(text_of(word)) for word in record.iterfind("keywords/keyword")),
        "title-short": child_text(record, "titles/short-title"),
        "note": child_text(record, "notes"),
        "annote": child_text(record, "research-notes"),
    }
    item = titled(item, marked_text(record.find("titles/title")) or _own_title(record, kind))
    return as_preprint(numbered(identified(filled(item | _identifiers(record)))))


def _own_title(record: etree._Element, kind: str) -> str:
    return "" if kind in PARTS_OF_BOOKS else child_text(record, "titles/short-title")


def _kind(record: etree._Element) -> str:
    ref_type = record.find("ref-type")
    if ref_type is None:
        return "document"
    by_name = TYPES.get((ref_type.get("name") or "").lower())
    return by_name or NUMBERED_TYPES.get(text_of(ref_type), "document")


def _containers(record: etree._Element, kind: str) -> Item:
    second, third = child_text(record, "titles/secondary-title"), child_text(record, "titles/tertiary-title")
    if kind in ("book", "report", "thesis"):
        return {"collection-title": container_title(second or third)}
    periodical, short = child_text(record, "periodical/full-title"), _abbreviation(record)
    full = second or periodical if kind in PARTS_OF_BOOKS else periodical or second
    if kind == "chapter":
        short = ""
    elif len(short) > len(full):
        full, short = short, full
    return {
        "container-title": container_title(full),
        "container-title-short": container_title(short) if short != full else "",
        "collection-title": third if kind in PARTS_OF_BOOKS else "",
    }


def _abbreviation(record: etree._Element) -> str:
    paths = ("periodical/abbr-1", "alt-periodical/abbr-1", "titles/alt-title", "alt-periodical/full-title")
    return next(filter(None, (child_text(record, path) for path in paths)), "")


def _people(record: etree._Element, kind: str) -> Item:
    authors = _names(record, "authors")
    editors = _names(record, "secondary-authors") or _names(record, "editors")
    if (
        record.find("ref-type") is not None and record.find("ref-type").get("name") == "Edited Book"
    ) and not editors:
        return {"editor": authors}
    others = {"custom": {"et-al": True}} if has_others(_texts(record, "authors")) else {}
    return others | {"author": authors, "editor": editors if kind in (*PARTS_OF_BOOKS, "book") else []}


def _names(record: etree._Element, role: str) -> list[Name]:
    return people(_texts(record, role))


def _texts(record: etree._Element, role: str) -> list[str]:
    return [text_of(author) for author in record.iterfind(f"contributors/{role}/author")]


def _identifiers(record: etree._Element) -> Item:
    notes = record.find("notes")
    return {
        **from_notes("\n".join(notes.itertext()) if notes is not None else ""),
        **filled({
            "DOI": normal_doi(child_text(record, "electronic-resource-num")),
            "PMID": _pmid(record),
            "PMCID": _pmcid(record),
        }),
        **serial_numbers(child_text(record, "isbn")),
        "URL": _url(record),
    }  # fmt: skip


def _pmid(record: etree._Element) -> str:
    """The accession number, if it says so or the record came from PubMed."""
    source = child_text(record, "remote-database-provider") + child_text(record, "remote-database-name")
    number = child_text(record, "accession-num")
    is_pubmed = re.search(r"nlm|pubmed|medline", source, re.IGNORECASE) or number.upper().startswith("PMID")
    return normal_pmid(number) if is_pubmed and len(number) < 20 else ""


def _pmcid(record: etree._Element) -> str:
    number = child_text(record, "custom2")
    return normal_pmcid(number) if re.match(r"PMC\d", number, re.IGNORECASE) else ""


def _url(record: etree._Element) -> str:
    """The first web address that is not a DOI's, if there is one."""
    urls = [text_of(url) for url in record.iterfind("urls//url")]
    links = [url for url in urls if url.lower().startswith(("http://", "https://"))]
    others = [url for url in links if "doi.org/" not in url.lower()]
    return next(iter(others or links), "")
