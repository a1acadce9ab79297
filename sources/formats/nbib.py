"""PubMed's .nbib and MEDLINE text ("MEDLINE/PubMed Data Element (Field) Descriptions", NLM) -> CSL-JSON."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from sources.formats.days import csl_date
from sources.formats.markup import container_title, marked, plain
from sources.formats.people import Name, medline, person
from sources.formats.tagged import CUT, Broken, Remark, Tags, lines
from sources.formats.texts import filled, language, one_line, pages, serial_numbers, titled
from sources.identifiers import normal_doi, normal_pmcid, normal_pmid

NAME = "nbib"
LINE = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*)|)$")
START = re.compile(r"^(?:PMID- ?\d|[A-Z]{3} - |[A-Z]{4}- |(?:TI|AU|AB|DP|PT)  - )", re.MULTILINE)
TRANSLATED = re.compile(r"\[(?P<title>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\.?")
LOCATOR = re.compile(r"[A-Za-z]{0,4}\d[\w-]{0,20}")
ITEM_NUMBER = re.compile(r"([A-Za-z]{0,4}\d{1,8})(?: \[pii\])?")
E_NUMBER = re.compile(r"(e\d{1,8})(?: \[pii\])?")
PLACE_IN_SOURCE = re.compile(r"\d(?:\([^()]{0,40}\))?:([\w-]{1,30})\.(?:\s|$)")  # 2021;4(1):1042.
DOI_AT_END = re.compile(r"\bdoi: (10\.\S+)")
NUMBERS = ("PMID", "PMC")  # of which a record has one
AUTHOR_TAGS = ("FAU", "AU", "CN")
LAST = ("SO", "PST", "AID")  # what PubMed writes at the end of every record

# Dates and languages, which become something else; SO, which has it all once more; what PubMed notes for itself.
SILENT = frozenset(
    "OWN STAT DCOM LR CRDT PHST EDAT MHDA DP DEP DA LA SO PST SB JID OTO PL CTDT RF CDAT CI JC EA IS AUID MID".split()
)
NO_END = _("The file ends within this record, after {}. It was read as far as it goes. Please check it.")

Item = dict[str, Any]


def split(text: str) -> Iterator[tuple[int, Tags | Broken]]:
    """The records. One begins at PMID, or after an empty line at the tag the first one began with, if that has come
    before: the records of PMC begin "PMC -", with the PMID in the next line.

    >>> text = "\\nPMID- 1\\nTI  - A long\\n      title.\\n\\nPMID- 2\\nTI  - B\\n"
    >>> [(line, record.first("TI")) for line, record in split(text)]
    [(2, 'A long title.'), (6, 'B')]
    """
    record: Tags | None = None
    starter, after_gap = "", True
    for number, line in lines(text):
        tag, value = _tag_and_value(line)
        starter = starter or tag
        if tag and (record is None or _begins(tag, starter, record, after_gap)):
            if record is not None:
                yield record.line, record
            record = Tags(number)
        if record is not None:
            record.add_line(tag, value, line)
        after_gap = not line.strip()
    if record is not None:
        yield from _unfinished(record, is_whole=text.endswith("\n") or _has_end(record))


def _unfinished(record: Tags, *, is_whole: bool) -> Iterator[tuple[int, Tags | Broken]]:
    """The last record. If the file ends within its title, there is nothing to go by."""
    if not is_whole and record.last in ("TI", *NUMBERS):
        yield record.line, Broken(CUT)
        return
    yield record.line, record
    if not is_whole:
        yield record.line, Remark(NO_END.format(record.last))


def _begins(tag: str, starter: str, record: Tags, after_gap: bool) -> bool:
    return tag in (starter, "PMID") and record.has(tag) and (after_gap or tag in NUMBERS)


def _has_end(record: Tags) -> bool:
    """A last line without an end may be half a line; PubMed's own last tags tell."""
    return bool(record.all(*LAST)) or not record.all("PMID", "OWN")


def _tag_and_value(line: str) -> tuple[str, str]:
    match = LINE.match(line)
    return (match[1], match[2] or "") if match else ("", "")


def fields(tags: Tags) -> Iterator[tuple[str, str]]:
    has_full_names = "FAU" in tags.values
    skipped = SILENT | {"AU"} if has_full_names else SILENT
    if not tags.first("TA", "JT", "BTI"):  # another service's SO may be all that names the journal
        skipped = skipped - {"SO"}
    return ((tag, value) for tag, value in tags.order if tag not in skipped and not value.endswith("[pii]"))


def to_item(tags: Tags) -> Item:
    item: Item = {"type": _kind(tags), "author": authors(tags), "editor": _editors(tags)}
    item |= _titles(tags) | {
        "volume": one_line(tags.first("VI")),
        "issue": one_line(tags.first("IP")),
        "page": pages(tags.first("PG").split(";")[0]) or _electronic_page(tags),
        "edition": one_line(tags.first("EN")),
        "issued": csl_date(tags.first("DP", "DEP")),
        "publisher": plain(tags.first("PB")),
        "abstract": one_line(tags.first("AB")),
        "language": language(tags.first("LA")),
        "keyword": ", ".join(dict.fromkeys(plain(word) for word in tags.all("MH", "OT"))),
        "custom": item_custom(tags.all("PT")) | (item.get("custom") or {}),
    }
    return filled(_with_identifiers(tags, titled(item, item.pop("title", ""))))


def item_custom(publication_types: list[str]) -> Item:
    """PubMed's publication types, which tell kinds of evidence, retractions and notices apart."""
    return {"publication-types": publication_types} if publication_types else {}


def _kind(tags: Tags) -> str:
    kinds = {kind.lower() for kind in tags.all("PT")}
    if tags.first("BTI"):
        return "chapter" if tags.first("TI") else "book"
    if kinds & {"book", "books"} and not tags.first("JT", "TA"):
        return "book"
    if "preprint" in kinds:
        return "article"
    return "dataset" if kinds == {"dataset"} else "article-journal"


def _titles(tags: Tags) -> Item:
    book, original = marked(tags.first("BTI")).rstrip("."), marked(tags.first("TT")).rstrip(".")
    titles = {"title": book, "original-title": original if book else ""}
    if not book or tags.first("TI"):
        titles = translated(tags.first("TI"), original) or titles
    journal, short = container_title(tags.first("JT")), container_title(tags.first("TA"))
    container = (book if titles["title"] != book else "") or journal or short
    return titles | {
        "container-title": container,
        "container-title-short": short if container != book else "",
        "collection-title": container_title(tags.first("CTI")).rstrip("."),
    }


def translated(title: str, original: str) -> Item:
    """PubMed puts a title it has translated in brackets, and the title itself, if it has letters for it, beside.

    >>> translated("[Cancer among workers].", "Cancer chez les travailleurs")
    {'title': 'Cancer among workers', 'original-title': 'Cancer chez les travailleurs'}
    >>> translated("[Not Available].", "Cancer"), translated("[18F]FDG and [11C]acetate.", "")
    ({'title': 'Cancer'}, {'title': '[18F]FDG and [11C]acetate.'})
    >>> translated("", "Cancer"), translated(".", "")
    ({'title': 'Cancer'}, {})
    """
    if not title.strip(" ."):  # it has no translation
        return {"title": original} if original else {}
    match = TRANSLATED.fullmatch(title.strip())
    if match and match["title"].lower().startswith("not available"):
        return {"title": original or "[Not Available]"}
    title = match["title"] if match else title
    return {"title": title} | ({"original-title": original} if original else {})


def authors(tags: Tags) -> list[Name]:
    """FAU is the full name and AU right after it the same person; CN a group. In the order of the file."""
    names: list[Name | None] = []
    before = ""
    for tag, value in tags.order:
        if tag in AUTHOR_TAGS and not (tag == "AU" and before == "FAU"):
            names.append(_author(tag, value))
        before = tag if tag in AUTHOR_TAGS else ""
    return [name for name in names if name and any(name.values())]


def _author(tag: str, value: str) -> Name | None:
    if tag == "AU":
        return medline(value)
    if tag == "CN":
        return {"literal": plain(value).rstrip(".")}
    return person(value) if "," in value else {"literal": one_line(value)}


def _editors(tags: Tags) -> list[Name]:
    full = tags.all("FED")
    return [name for value in full or tags.all("ED") if (name := person(value) if full else medline(value))]


def _electronic_page(tags: Tags) -> str:
    """The number that an online article has instead of pages.

    PubMed's own citation (SO) tells it from the number by which a publisher counts what comes in (pii).
    """
    if given := next((value for value in tags.all("LID") if LOCATOR.fullmatch(value)), ""):
        return given
    volume, source = tags.first("VI"), tags.first("SO")
    if volume and source:
        place = PLACE_IN_SOURCE.search(source)
        return place[1] if place else ""
    return item_number(tags.all("LID", "AID"), volume)


def item_number(numbers: list[str], volume: str) -> str:
    """The first of the publisher's numbers that looks like an article's. Before an article is in a volume, only "e64723".

    >>> item_number(["S0140-6736(10)60175-4 [pii]", "1042 [pii]"], "4"), item_number(["1042"], ""), item_number(["e64723"], "")
    ('1042', '', 'e64723')
    """
    matches = filter(None, map((ITEM_NUMBER if volume else E_NUMBER).fullmatch, numbers))
    return next((match[1] for match in matches), "")


def _with_identifiers(tags: Tags, item: Item) -> Item:
    dois = [value for value in tags.all("LID", "AID") if "[doi]" in value.lower()]
    dois += [value for value in tags.all("AID") if "doi.org/" in value.lower()]  # ERIC
    dois += DOI_AT_END.findall(tags.first("SO"))
    serials = serial_numbers(" ".join(tags.all("ISBN"))) | serial_numbers(" ".join(tags.all("IS", "ISSN")))
    return item | {
        "DOI": normal_doi(dois[0].partition("[")[0]) if dois else "",
        "URL": next((value for value in tags.all("LID", "UR", "URL") if value.startswith("http")), ""),
        "PMID": normal_pmid(tags.first("PMID")),
        "PMCID": normal_pmcid(tags.first("PMC")),
        **serials,
    }
