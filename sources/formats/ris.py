"""RIS (Research Information Systems; "RIS Format Specifications", refman.com) -> CSL-JSON.

Written here rather than with rispy 0.10: that drops a last record without ER, raises KeyError when a record begins
with a continued line, wants exactly two spaces before the dash and cannot say on which line a record begins.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from sources.csl import PARTS_OF_BOOKS
from sources.formats.days import csl_date, most_precise
from sources.formats.markup import container_title, marked, plain
from sources.formats.name_lists import has_others
from sources.formats.people import people
from sources.formats.tagged import CUT, Broken, Remark, Tags, lines
from sources.formats.texts import (
    as_preprint,
    filled,
    from_notes,
    language,
    numbered,
    one_line,
    pages,
    serial_numbers,
    titled,
)
from sources.identifiers import normal_doi, normal_pmcid, normal_pmid

NAME = "ris"
LINE = re.compile(r"[ \t]{0,3}([A-Z][A-Z0-9])(?:  -| - | -$)(.*)$")
ACCESSED = re.compile(r"\d{1,4}[/-]\d|\d{4}$")  # and not "Access Date" or a second date in words
EPUB_DATE = re.compile(r"\d{8}|\d{4}/.*")  # which EndNote keeps in the field for the edition
TITLES = ("TI", "T1", "CT")
# Types, dates and languages, which become something else, and what programs note for themselves.
SILENT = frozenset("TY ER DB DP PY PD Y1 DA Y2 LA M3 RI L1 L2 L4".split())
STARTERS = frozenset(
    "TY TI T1 CT AU A1 ED ID PY Y1 DA JO JF JA J2 T2 VL IS SP DO SN UR AB N2 AN PB".split()
)  # all for a record that has lost its TY
START = re.compile(r"^[ \t]{0,3}TY {1,2}-(?: |[A-Z]|$)", re.MULTILINE)
TYPES = dict(
    pair.split("=")
    for pair in """
    JOUR=article-journal EJOUR=article-journal JFULL=article-journal ABST=article-journal INPR=article-journal
    JA=article-journal MGZN=article-magazine NEWS=article-newspaper BOOK=book EBOOK=book EDBOOK=book WHOLE=book
    CLSWK=book ANCIENT=book CHAP=chapter ECHAP=chapter CONF=paper-conference CPAPER=paper-conference RPRT=report
    GOVDOC=report STAND=standard THES=thesis DISS=thesis ELEC=webpage WEB=webpage ICOMM=webpage MULTI=webpage
    BLOG=post-weblog COMP=software DATA=dataset AGGR=dataset DBASE=dataset PAT=patent UNPB=manuscript
    MANSCPT=manuscript SLIDE=speech VIDEO=motion_picture MPCT=motion_picture DICT=entry-dictionary
    ENCYC=entry-encyclopedia PAMP=pamphlet PCOMM=personal_communication MAP=map HEAR=hearing CASE=legal_case
    BILL=bill STAT=legislation SOUND=song ART=graphic FIGURE=figure SER=book CTLG=book PREPRINT=article
    """.split()
)
PERIODICALS = ("article-journal", "article-magazine", "article-newspaper")
NO_END = _("This record has no end (ER). It was read as far as it goes. Please check it.")

Item = dict[str, Any]


PUBMED = re.compile(r"pubmed|medline|^nlm", re.IGNORECASE)
PMID_IN_AN = re.compile(r"(?:PMID|MEDLINE)\b", re.IGNORECASE)
EMBASE = re.compile(r"L\d{6,12}")
PMID_IN_U1 = re.compile(r"\d{1,8}\[pmid\]")


def split(text: str) -> Iterator[tuple[int, Tags | Broken]]:
    """The records, each with the line it begins on. A record ends at ER or where the next begins.

    >>> [(line, record.first("TI")) for line, record in split("TY  - JOUR\\nTI  - A\\nER  - \\nTY  - BOOK\\nTI  - B\\nER  -\\n")]
    [(1, 'A'), (4, 'B')]
    """
    record: Tags | None = None
    for number, line in lines(text):
        tag, value = _tag_and_value(line)
        if record is not None and tag in ("TY", "ER"):
            yield record.line, record
            if tag == "TY":
                yield record.line, Remark(NO_END)
            record = None
        if record is None and tag in STARTERS:
            record = Tags(number, "\n")
        if record is not None:
            record.add_line(tag, value, line)
    if record is not None:
        yield from _unfinished(record, is_whole=text.endswith("\n"))


def _tag_and_value(line: str) -> tuple[str, str]:
    match = LINE.match(line)
    return (match[1], match[2]) if match else ("", "")


def _unfinished(record: Tags, *, is_whole: bool) -> Iterator[tuple[int, Tags | Broken]]:
    """A last record without ER. If the file ends within its title, there is nothing to go by."""
    if not is_whole and record.last in TITLES:
        yield record.line, Broken(CUT)
    else:
        yield record.line, record
        yield record.line, Remark(NO_END)


def fields(tags: Tags) -> Iterator[tuple[str, str]]:
    return (
        (tag, value)
        for tag, value in tags.order
        if tag not in SILENT and not (tag == "ET" and EPUB_DATE.fullmatch(value))
    )


def to_item(tags: Tags) -> Item:
    kind = _kind(tags)
    item: Item = {"type": kind}
    item |= _titles(tags, kind) | _people(tags, kind) | _numbers(tags, kind) | _identifiers(tags)
    item["issued"] = most_precise(tags.first("PY"), tags.first("Y1"), tags.first("DA"), tags.first("PD"))
    item["accessed"] = csl_date(tags.first("Y2")) if ACCESSED.match(tags.first("Y2")) else None
    item |= {
        "publisher": plain(tags.first("PB")),
        "publisher-place": plain(tags.first("CY", "PP")),
        "abstract": one_line(tags.first("AB", "N2")),
        "language": language(tags.first("LA")),
        "keyword": ", ".join(one_line(word) for value in tags.all("KW") for word in value.split("\n")),
        "annote": one_line("\n".join(tags.all("RN"))),
        "note": one_line("\n".join(tags.all("N1"))),
    }
    return as_preprint(numbered(filled(item)))


def _kind(tags: Tags) -> str:
    kind = TYPES.get(tags.first("TY").upper(), "document")
    if kind == "document" and tags.first("JO", "JF", "JA", "T2") and tags.first("VL", "SP", "IS"):
        return "article-journal"
    if kind == "manuscript" and "preprint" in tags.first("M3").lower():
        return "article"
    return kind


def _titles(tags: Tags, kind: str) -> Item:
    title = tags.first(*TITLES) or (tags.first("BT", "ST") if kind not in PARTS_OF_BOOKS else "")
    short = tags.first("ST")
    item = {"title-short": marked(short) if short != title else "", **_containers(tags, kind, title)}
    return titled(item, title)


def _containers(tags: Tags, kind: str, title: str) -> Item:
    if kind in PERIODICALS or kind == "article":
        return _journal(tags)
    if kind in PARTS_OF_BOOKS:
        return {
            "container-title": container_title(tags.first("T2", "BT", "C3", "JF", "JO")),
            "collection-title": container_title(tags.first("T3")),
        }
    if kind in ("book", "report", "thesis"):
        series = tags.first("T2", "T3", "JF") if title != tags.first("T2") else ""
        return {"collection-title": container_title(series)}
    return {"container-title": container_title(tags.first("T2", "JF", "JO"))}


def _journal(tags: Tags) -> Item:
    full = tags.first("JF", "T2", "JO", "BT", "JA", "J1", "J2")
    short = tags.first("JA", "J2", "J1") or (tags.first("JO") if tags.first("JO") != full else "")
    if len(short) > len(full):
        full, short = short, full
    return {"container-title": container_title(full), "container-title-short": container_title(short)}


def _people(tags: Tags, kind: str) -> Item:
    """A2 are the editors of the container. References to journal articles do not print them."""
    authors = people(tags.all("AU", "A1"))
    if kind == "report" and not authors:  # EndNote's department of a report, or of a government document
        authors = people(tags.all("A4") or tags.all("A2"))
    editors = people(
        tags.all("ED", "A2") or tags.all("A3") if kind in (*PARTS_OF_BOOKS, "book") else tags.all("ED")
    )
    if tags.first("TY") == "EDBOOK" and not editors:
        authors, editors = [], authors
    others = {"custom": {"et-al": True}} if has_others(tags.all("AU", "A1")) else {}
    return others | {
        "author": authors,
        "editor": editors,
        "translator": people(tags.all("A4")) if kind == "book" else [],
    }


def _numbers(tags: Tags, kind: str) -> Item:
    issue, edition, type_of_work = (
        tags.first("IS", "CP"),
        one_line(tags.first("ET")),
        one_line(tags.first("M3")),
    )
    is_printed_issue = kind in PERIODICALS and re.fullmatch(r"\w{1,6}", tags.first("M1"))
    number = one_line(issue or tags.first("M1")) if kind in ("report", "patent", "standard") else ""
    return {
        "volume": one_line(tags.first("VL")),
        "issue": one_line(issue or (tags.first("M1") if is_printed_issue else "")) if not number else "",
        "number": number,
        **_pages(tags, kind),
        "edition": "" if EPUB_DATE.fullmatch(edition) else edition,
        "genre": type_of_work if kind not in (*PERIODICALS, "article") and "10." not in type_of_work else "",
    }


def _pages(tags: Tags, kind: str) -> Item:
    """SP and EP; in books SP is the number of pages, in articles SE or C7 may replace it."""
    start, end = pages(tags.first("SP")), pages(tags.first("EP"))
    if kind in ("book", "thesis") and not end and start.isdecimal():
        return {"number-of-pages": start}
    if kind in PERIODICALS and not start:
        start = pages(tags.first("SE")) or pages(tags.first("C7", "AR"))
    return {"page": _page_range(start, end)}


def _page_range(start: str, end: str) -> str:
    is_range = start and end and start != end and "-" not in start
    return f"{start}-{end}" if is_range else start or end


def _identifiers(tags: Tags) -> Item:
    urls = [url for value in tags.all("UR", "LK") for url in re.split(r"\s+|;(?=https?:)", value) if url]
    others = [url for url in urls if "doi.org/" not in url.lower()]
    pmid, key = _pubmed_number(tags), one_line(tags.first("ID"))
    numbers = {"DOI": _doi(tags, urls), "PMID": pmid and normal_pmid(pmid), "PMCID": _pmcid(tags)}
    return {
        **from_notes("\n".join(tags.all("N1"))),
        **filled(numbers),
        **serial_numbers(" ".join(tags.all("SN"))),
        "URL": next(iter(others or urls), ""),
        "id": key if key != pmid else "",
    }


def _doi(tags: Tags, urls: list[str]) -> str:
    texts = [*tags.all("DO", "DI", "M3", "L3"), *(url for url in urls if "doi.org/" in url.lower())]
    return next(filter(None, map(normal_doi, texts)), "")


def _pubmed_number(tags: Tags) -> str:
    """The accession number of a PubMed export, a number that a program marks as a PMID, or the fields in which Scopus
    and Embase keep it."""
    numbers: list[str] = []
    if "scopus" in tags.first("DB").lower():
        numbers += filter(str.isdecimal, tags.all("C2"))
    if EMBASE.fullmatch(tags.first("AN")):
        numbers += filter(str.isdecimal, tags.all("C5"))
    if PUBMED.search(tags.first("DB", "DP")):
        numbers += filter(str.isdecimal, tags.all("AN", "ID"))
    numbers += filter(PMID_IN_AN.match, tags.all("AN"))
    numbers += filter(PMID_IN_U1.fullmatch, tags.all("U1"))
    return next(iter(numbers), "")


def _pmcid(tags: Tags) -> str:
    numbers = [text for text in tags.all("C2", "C7", "AN") if re.match(r"PMC\d", text, re.IGNORECASE)]
    return normal_pmcid(numbers[0]) if numbers else ""
