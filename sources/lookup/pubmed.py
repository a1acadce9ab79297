"""PubMed's answers as CSL-JSON items: MEDLINE text (efetch), the citation exporter's CSL, esummary's JSON.

NLM, "MEDLINE/PubMed Data Element Descriptions"; NCBI, "Literature Citation Exporter" and "E-utilities In-Depth:
ESummary". MEDLINE text is asked for first: it alone has full names, the abbreviation and the retraction marks.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.formats import nbib
from sources.formats.days import csl_date
from sources.formats.people import medline
from sources.formats.tagged import Tags
from sources.identifiers import normal_doi, normal_pmcid, normal_pmid
from sources.integrity.titles import split_status
from sources.lookup import crossref, titles
from sources.lookup.markup import marked, plain

Item = dict[str, Any]

TRANSLATED = gettext_lazy("PubMed translated this title into English; the work is in another language.")


def from_medline(record: Tags) -> tuple[Item, list[str]]:
    """The item of one MEDLINE record, read like an imported one but for the abstract, which is not ours to keep."""
    item = {"id": record.first("PMID")} | nbib.to_item(record)
    item.pop("abstract", None)
    warnings: list[str] = []
    if item.get("title"):
        item["title"] = titles.cased(item["title"], warnings)
    if nbib.TRANSLATED.fullmatch(record.first("TI")):
        warnings.append(str(TRANSLATED))
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
    item |= _summary_title(str(found.get("title") or ""), str(found.get("vernaculartitle") or ""), warnings)
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
    issued = csl_date(str(found.get("pubdate") or found.get("epubdate") or ""))
    item |= {"issued": issued} if issued else {}
    return item, [*warnings, *_gaps(item)]


def _summary_title(text: str, original: str, warnings: list[str]) -> Item:
    found = nbib.translated(plain(text), plain(original).removesuffix("."))
    warnings += [str(TRANSLATED)] if plain(text).startswith("[") and "original-title" in found else []
    title = split_status(marked(found.get("title", "")))[0].removesuffix(".")
    return found | {"title": titles.cased(title, warnings)} if title else {}


def _summary_authors(found: Any) -> Iterator[dict[str, str]]:
    for one in found if isinstance(found, list) else []:
        text = plain(one["name"]) if isinstance(one, Mapping) and isinstance(one.get("name"), str) else ""
        is_person = text and one.get("authtype", "Author") == "Author"
        name = medline(text) if is_person else {"literal": text}
        if text and name:
            yield name


def _texts(found: Mapping[str, str]) -> Item:
    return {
        variable: plain(text) if variable != "title" else text for variable, text in found.items() if text
    }


def _gaps(item: Item) -> Iterator[str]:
    if "author" not in item:
        yield _("The record names no author.")
    if "issued" not in item:
        yield _("The record has no date.")
