"""CSL-JSON -> RIS that Zotero, JabRef, Mendeley and EndNote read."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sources.csl import dates
from sources.csl.dates import SEASONS, Date, Day
from sources.formats.people import without_comma
from sources.formats.texts import one_line, value_of, written_title

TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK", "chapter": "CHAP",
    "paper-conference": "CPAPER", "report": "RPRT", "standard": "STAND", "thesis": "THES", "webpage": "ELEC",
    "post-weblog": "BLOG", "post": "BLOG", "software": "COMP", "dataset": "DATA", "patent": "PAT", "manuscript": "MANSCPT",
    "article": "UNPB", "speech": "SLIDE", "motion_picture": "MPCT", "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC", "pamphlet": "PAMP", "personal_communication": "PCOMM", "map": "MAP", "hearing": "HEAR",
    "legal_case": "CASE", "bill": "BILL", "legislation": "STAT", "song": "SOUND", "graphic": "ART", "figure": "FIGURE",
}  # fmt: skip
PERIODICALS = ("article-journal", "article-magazine", "article-newspaper", "article")
IN_SERIES = ("book", "report", "thesis")
TEXTS = (
    ("VL", "volume"), ("IS", "issue"), ("IS", "number"), ("PB", "publisher"), ("CY", "publisher-place"), ("ET", "edition"),
    ("DO", "DOI"), ("UR", "URL"), ("SN", "ISSN"), ("SN", "ISBN"), ("LA", "language"), ("ST", "title-short"), ("N1", "note"),
    ("AB", "abstract"),
)  # fmt: skip

Item = Mapping[str, Any]


def to_ris(items: Iterable[Item]) -> str:
    """
    >>> to_ris([{"id": "a1", "type": "book", "title": "On us", "author": [{"family": "Redig", "given": "A. J."}]}])
    'TY  - BOOK\\nID  - a1\\nAU  - Redig, A. J.\\nTI  - On us\\nER  - \\n'
    """
    return "".join(ris_parts(items))


def ris_parts(items: Iterable[Item]) -> Iterator[str]:
    """The same, one record after the other."""
    start = ""
    for item in items:
        lines = "".join(f"{tag}  - {value}\n" for tag, value in _lines(item))
        yield f"{start}{lines}ER  - \n"
        start = "\n"


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    """The lines of a record; those without a value are left out."""
    kind = str(item.get("type") or "")
    yield "TY", TYPES.get(kind, "GEN")
    lines = [
        ("ID", value_of(item, "id")),
        *_people(item),
        ("TI", written_title(item)),
        *_containers(item, kind),
        *_dates(item),
        *_pages(value_of(item, "page") or value_of(item, "number-of-pages")),
        *((tag, value_of(item, variable)) for tag, variable in TEXTS),
        ("AN", value_of(item, "PMID")),
        ("DB", "PubMed" if value_of(item, "PMID") else ""),
        ("C2", value_of(item, "PMCID")),
        *(("KW", word) for word in value_of(item, "keyword").split(", ")),
        ("M3", value_of(item, "genre") or ("preprint" if kind == "article" else "")),
    ]
    yield from (line for line in lines if line[1])


def _people(item: Item) -> Iterator[tuple[str, str]]:
    for role, tag in (("author", "AU"), ("editor", "ED"), ("translator", "A4")):
        value = item.get(role)
        for name in value if isinstance(value, list) else ():
            if isinstance(name, Mapping):
                yield tag, written_name(name)


def written_name(name: Item) -> str:
    """
    >>> written_name({"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr"})
    'van der Berg, Jan, Jr'
    >>> written_name({"literal": "Department of Health, UK"}), written_name({"literal": "Team K."})
    ('Department of Health,, UK', 'Team K.')
    """
    parts = ("dropping-particle", "non-dropping-particle", "family")
    family = " ".join(filter(None, (value_of(name, part) for part in parts)))
    if not value_of(name, "family"):
        literal = (value_of(name, "literal") or value_of(name, "given")).replace(";", ",")
        written = re.sub(r",+", ",,", literal)  # EndNote's way to say that this comma parts no name
        return written if "," in written or "literal" in without_comma(literal) else f"{written},"
    return ", ".join(filter(None, (family, value_of(name, "given"), value_of(name, "suffix"))))


def _containers(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    container, series = value_of(item, "container-title"), value_of(item, "collection-title")
    yield ("T2", series if kind in IN_SERIES else container)
    if kind in PERIODICALS:
        yield "JF", container
        yield "J2", value_of(item, "container-title-short")
    elif kind not in IN_SERIES:
        yield "T3", series


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    """PY the year, DA and Y2 as YYYY/MM/DD/other, where "other" has seasons and ranges."""
    issued, accessed = dates.read(item.get("issued")), dates.read(item.get("accessed"))
    if issued.start and issued.start.year > 0:
        yield "PY", f"{issued.start.year:04}"
        if issued.start.month or issued.start.season or issued.end:
            yield "DA", _slashed(issued)
    elif issued.words:
        yield "PY", one_line(issued.words)
    if accessed.start and accessed.start.year > 0:
        yield "Y2", _slashed(Date(accessed.start))


def _slashed(date: Date) -> str:
    """
    >>> _slashed(Date(Day(2013, 8, 5))), _slashed(Date(Day(2013, season=1))), _slashed(Date(Day(2014, 1), Day(2014, 2)))
    ('2013/08/05/', '2013///Spring', '2014-01/2014-02')
    """
    start, end = date.start or Day(0), date.end
    if end:
        return "/".join(
            "-".join([f"{day.year:04}", *(f"{n:02}" for n in (day.month, day.day) if n)])
            for day in (start, end)
        )
    if start.season:
        return f"{start.year:04}///{SEASONS[start.season - 1]}"
    return "/".join([f"{start.year:04}", *(f"{n:02}" if n else "" for n in (start.month, start.day)), ""])


def _pages(page: str) -> Iterator[tuple[str, str]]:
    if match := re.fullmatch(r"([^\s,;-]+)-([^\s,;-]+)", page):
        yield "SP", match[1]
        yield "EP", match[2]
    elif page:
        yield "SP", page
