"""PubMed's answers as CSL-JSON items: MEDLINE text (efetch) and the citation exporter's CSL.

NLM, "MEDLINE/PubMed Data Element Descriptions"; NCBI, "Literature Citation Exporter". MEDLINE text comes first: it
alone has full names, the abbreviation and the retraction marks.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from sources.csl import is_english
from sources.formats import nbib
from sources.formats.tagged import Tags
from sources.identifiers import normal_pmcid, normal_pmid
from sources.lookup import crossref, titles

Item = dict[str, Any]

NOT_KEPT = ("accessed", "source", "status", "id")  # of the exporter's answer


def from_medline(record: Tags) -> tuple[Item, list[str]]:
    """The item of one MEDLINE record, read like an imported one but for the abstract, which is not ours to keep."""
    item = {"id": record.first("PMID")} | nbib.to_item(record)
    item.pop("abstract", None)
    warnings: list[str] = []
    if item.get("title") and (is_english(item) or "original-title" in item):
        item["title"] = titles.cased(item["title"], warnings)
    if nbib.TRANSLATED.fullmatch(record.first("TI")):
        warnings.append(_("PubMed translated this title into English. The work is in another language."))
    return item, [*warnings, *_gaps(item)]


def from_ctxp(answer: Any) -> tuple[Item, list[str]]:
    """The exporter answers one id with an object, several with a list; its "accessed" is the day of the look-up."""
    record = answer[0] if isinstance(answer, list) and answer else answer
    record = record if isinstance(record, Mapping) else {}
    item, warnings = crossref.to_csl({name: record[name] for name in record if name not in NOT_KEPT})
    for variable, normal in (("PMID", normal_pmid), ("PMCID", normal_pmcid)):
        if number := normal(str(record.get(variable) or "")):
            item[variable] = number
    return item | {"id": item.get("PMID", item["id"])}, warnings


def _gaps(item: Item) -> Iterator[str]:
    if "author" not in item:
        yield _("The record names no author.")
    if "issued" not in item:
        yield _("The record has no date.")
