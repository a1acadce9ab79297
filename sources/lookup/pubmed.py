"""PubMed's answers as CSL-JSON items: MEDLINE text (efetch), the citation exporter's CSL, esummary's JSON.

NLM, "MEDLINE/PubMed Data Element Descriptions"; NCBI, "Literature Citation Exporter" and "E-utilities In-Depth:
ESummary". MEDLINE text is asked for first: it alone has full names, the abbreviation and the retraction marks.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from sources import dates
from sources.csl import spaced_initials
from sources.identifiers import normal_doi, normal_pmcid, normal_pmid
from sources.integrity.titles import split_status
from sources.lookup import crossref
from sources.lookup.marks import marked, plain
from sources.lookup.people import names
from sources.medline import Record, value, values

Item = dict[str, Any]

KINDS = {
    "preprint": "article",
    "book": "book",
    "books & documents": "book",
    "dataset": "dataset",
    "newspaper article": "article-newspaper",
    "technical report": "report",
}
INITIALS = re.compile(r"^(?P<family>.+?) (?P<given>[A-Z]{1,4})(?: (?P<suffix>Jr|Sr|2nd|3rd|4th|II|III|IV))?$")


def from_medline(record: Record) -> tuple[Item, list[str]]:
    """The item of one MEDLINE record and what an editor should look at."""
    warnings: list[str] = []
    kinds = [KINDS[kind.lower()] for kind in values(record, "PT") if kind.lower() in KINDS]
    item: Item = {"id": value(record, "PMID"), "type": kinds[0] if kinds else "article-journal"}
    item |= _title(value(record, "TI", "BTI"), value(record, "TT"), warnings)
    item |= {"author": authors} if (authors := list(_authors(record))) else {}
    item |= _texts(
        {
            "container-title": value(record, "JT", "TA"),
            "container-title-short": value(record, "TA"),
            "volume": value(record, "VI"),
            "issue": value(record, "IP"),
            "page": value(record, "PG") or _bracketed(record, "pii", "LID"),
            "publisher": value(record, "PB"),
            "language": value(record, "LA"),
            "DOI": normal_doi(_bracketed(record, "doi", "LID", "AID")),
            "PMID": normal_pmid(value(record, "PMID")),
            "PMCID": normal_pmcid(value(record, "PMC")),
        }
    )
    item |= _issued(value(record, "DP", "DEP"))
    return item, [*warnings, *_gaps(item)]


def from_ctxp(answer: Any) -> tuple[Item, list[str]]:
    """The exporter answers one id with an object, several with a list; "accessed" is the day of the question."""
    found = answer[0] if isinstance(answer, list) and answer else answer
    found = found if isinstance(found, Mapping) else {}
    kept = {name: text for name, text in found.items() if name not in ("accessed", "source", "status", "id")}
    item, warnings = crossref.to_csl(kept)
    item |= _texts(
        {
            "PMID": normal_pmid(str(found.get("PMID") or "")),
            "PMCID": normal_pmcid(str(found.get("PMCID") or "")),
        }
    )
    return item | {"id": item.get("PMID", item["id"])}, warnings


def from_esummary(answer: Any, pmid: str) -> tuple[Item, list[str]]:
    """ESummary has initials only; empty when it does not know the number."""
    result = answer.get("result") if isinstance(answer, Mapping) else None
    found = result.get(pmid) if isinstance(result, Mapping) else None
    if not isinstance(found, Mapping) or "error" in found:
        return {}, []
    warnings: list[str] = []
    item: Item = {"id": pmid, "type": "article-journal"}
    item |= _title(str(found.get("title") or ""), str(found.get("vernaculartitle") or ""), warnings)
    item |= {"author": authors} if (authors := list(_summary_authors(found.get("authors")))) else {}
    ids = {
        one.get("idtype"): str(one.get("value"))
        for one in found.get("articleids", [])
        if isinstance(one, Mapping)
    }
    texts = {"container-title": "fulljournalname", "container-title-short": "source", "page": "pages"}
    texts |= {"volume": "volume", "issue": "issue"}
    item |= _texts({variable: str(found.get(name) or "") for variable, name in texts.items()})
    item |= _texts(
        {"DOI": normal_doi(ids.get("doi", "")), "PMID": pmid, "PMCID": normal_pmcid(ids.get("pmc", ""))}
    )
    item |= _issued(str(found.get("pubdate") or found.get("epubdate") or ""))
    return item, [*warnings, *_gaps(item)]


def _title(text: str, original: str, warnings: list[str]) -> Item:
    """A title in brackets is NLM's translation; the work's own title is in TT."""
    title, _status = split_status(marked(text))
    translated = re.fullmatch(r"\[(.+?)\.?\]\.?", title)
    if translated:
        warnings.append(_("PubMed translated this title into English; the work is in another language."))
    title = translated[1] if translated else title.removesuffix(".")
    return _texts({"title": title, "original-title": marked(original).removesuffix(".")})


def _authors(record: Record) -> Iterator[dict[str, str]]:
    """FAU, the full name, stands before the AU it belongs to; AU alone has initials; CN is a group, where it stands."""
    full = ""
    for tag, text in record:
        if tag == "FAU":
            full = text
            yield _full_name(text)
        elif tag == "AU" and not full:
            yield _initials_name(text)
        elif tag == "CN":
            yield {"literal": text}
        full = full if tag == "FAU" else ""


def _full_name(text: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma:
        return {"literal": plain(text)}
    given, _comma, suffix = (part.strip() for part in given.partition(","))
    found = {"family": family, "given": given, "suffix": suffix}
    return names([{part: text for part, text in found.items() if text}], [])[0]


def _initials_name(text: str) -> dict[str, str]:
    """
    >>> _initials_name("van Eijck CH"), _initials_name("Dutch Colorectal Cancer Group")
    ({'family': 'van Eijck', 'given': 'C. H.'}, {'literal': 'Dutch Colorectal Cancer Group'})
    """
    match = INITIALS.match(text)
    if not match:
        return {"literal": text}
    name = {"family": match["family"], "given": spaced_initials(match["given"])}
    return name | ({"suffix": match["suffix"]} if match["suffix"] else {})


def _summary_authors(found: Any) -> Iterator[dict[str, str]]:
    for one in found if isinstance(found, list) else []:
        if isinstance(one, Mapping) and isinstance(one.get("name"), str) and one["name"].strip():
            is_person = one.get("authtype", "Author") == "Author"
            yield _initials_name(plain(one["name"])) if is_person else {"literal": plain(one["name"])}


def _bracketed(record: Record, kind: str, *tags: str) -> str:
    """The value of LID or AID that says its kind: `10.1371/journal.pone.0064723 [doi]`."""
    return next(
        (text.removesuffix(f"[{kind}]").strip() for text in values(record, *tags) if f"[{kind}]" in text), ""
    )


def _issued(text: str) -> Item:
    text = re.sub(r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3", text.strip())
    date = dates.read({"raw": text})
    start = date.start or (dates.Day(int(year[0])) if (year := re.match(r"\d{4}", text)) else None)
    if not start:
        return {}
    found = [day for day in (start, date.end if date.start else None) if day]
    parts = [[part for part in (day.year, day.month, day.day) if part] for day in found]
    return {"issued": {"date-parts": parts} | ({"season": start.season} if start.season else {})}


def _texts(found: Mapping[str, str]) -> Item:
    return {
        variable: plain(text) if variable != "title" else text for variable, text in found.items() if text
    }


def _gaps(item: Item) -> Iterator[str]:
    if "author" not in item:
        yield _("The record names no author.")
    if "issued" not in item:
        yield _("The record has no date.")
