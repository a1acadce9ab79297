"""A DOI, PMID, PMCID or ISBN, or any text that holds one, to a record that an editor can check and save."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from sources import integrity
from sources.formats import nbib
from sources.formats.tagged import Tags
from sources.identifiers import Identifier, find
from sources.lookup import crossref, isbn, pubmed
from sources.lookup.fetch import Fetched, Fetcher, LookUpFailed, NotFound, Offline, Refused

MOST_TRIED = 5
CSL_JSON = "application/vnd.citationstyles.csl+json"
TOOL = "MBCSupportCMS"


class NothingToLookUp(LookUpFailed):
    """The text holds no identifier."""


@dataclass(frozen=True)
class LookupResult:
    """One record: `item` is CSL-JSON, `raw` the answer as it came, `warnings` what an editor should look at,
    `reports` what the answer says about retraction and the like, `reports_notices` whether it would say so at all."""

    item: dict[str, Any]
    identifier: Identifier
    fetched_at: datetime
    service: str
    raw: str
    warnings: list[str] = field(default_factory=list)
    reports: list[integrity.NoticeReport] = field(default_factory=list)
    reports_notices: bool = False


def look_up(text: str, fetcher: Fetcher) -> LookupResult:
    """The record of the first identifier in the text that resolves.

    Raises NothingToLookUp without an identifier; Offline when a service could not be reached; NotFound or Refused
    when no service had a usable record. Each has its `sentence`.
    """
    identifiers = find(text)[:MOST_TRIED]
    if not identifiers:
        raise _nothing_in(text)
    failures: list[LookUpFailed] = []
    for identifier in identifiers:
        try:
            record = RESOLVERS[identifier.kind](identifier, fetcher)
        except LookUpFailed as failure:
            failures.append(failure)
            continue
        record.warnings.extend(_passed_over(identifier, identifiers, failures))
        return record
    raise next((failure for failure in failures if isinstance(failure, Offline)), failures[0])


def _nothing_in(text: str) -> NothingToLookUp:
    if mistyped := isbn.mistyped(text):
        return NothingToLookUp(
            _("%(isbn)s is not a valid ISBN: a digit is wrong or missing. Compare it with the book.")
            % {"isbn": mistyped}
        )
    return NothingToLookUp(
        _("This contains no DOI, PubMed number, PMC number or ISBN. Paste one, or fill in the form by hand.")
    )


def _passed_over(
    identifier: Identifier, identifiers: list[Identifier], failures: list[LookUpFailed]
) -> list[str]:
    skipped = ", ".join(one.value for one in identifiers[: len(failures)])
    sentence = _("This is the record for %(identifier)s. No record was found for %(skipped)s.")
    return [sentence % {"identifier": identifier.value, "skipped": skipped}] if skipped else []


def _by_doi(identifier: Identifier, fetcher: Fetcher) -> LookupResult:
    """Crossref first; a DOI it does not know belongs to another agency, whose record doi.org hands out."""
    path = quote(identifier.value, safe="")
    try:
        fetched = fetcher.get("crossref", f"/works/{path}", {"mailto": fetcher.contact})
    except NotFound:
        return _from_doi_org(identifier, fetcher)
    answer = fetched.json()
    work = answer.get("message") if isinstance(answer, dict) else None
    if not isinstance(work, dict):
        raise _unusable(fetched)
    item, warnings = crossref.to_csl(work)
    reports = integrity.from_crossref(work)
    if integrity.is_notice(work):
        warnings.append(_("This is a notice about another work, not the work itself."))
    return _looked_up(item, identifier, fetched, warnings, reports, reports_notices=True)


def _from_doi_org(identifier: Identifier, fetcher: Fetcher) -> LookupResult:
    """citation.doi.org, "DOI Content Negotiation". An agency that has no such record sends its web page instead. None of
    these records has a place for later updates: only the title can say something."""
    try:
        fetched = fetcher.get("doi", f"/{quote(identifier.value, safe='/:;().,_-')}", accept=CSL_JSON)
    except NotFound:
        raise NotFound(
            _("No DOI %(doi)s is registered. Is it complete?") % {"doi": identifier.value}
        ) from None
    if "json" not in fetched.content_type:
        raise NotFound(
            _("The DOI %(doi)s exists, but its registry has no record. Fill in the form by hand.")
            % {"doi": identifier.value}
        )
    work = fetched.json()
    if not isinstance(work, dict):
        raise _unusable(fetched)
    item, warnings = crossref.to_csl(work)
    item.setdefault("DOI", identifier.value)
    reports = integrity.from_crossref(work)
    return _looked_up(item, identifier, fetched, warnings, reports)


def _by_pmid(identifier: Identifier, fetcher: Fetcher) -> LookupResult:
    """MEDLINE text; when the E-utilities fail, the citation exporter, which has its own quota."""
    try:
        return _from_efetch(identifier, fetcher)
    except (Offline, Refused) as failure:
        try:
            return _from_exporter(identifier, fetcher, "pubmed", identifier.value)
        except LookUpFailed:
            raise failure from None


def _from_efetch(identifier: Identifier, fetcher: Fetcher) -> LookupResult:
    query = {"db": "pubmed", "id": identifier.value, "rettype": "medline", "retmode": "text"}
    fetched = fetcher.get("eutils", "/entrez/eutils/efetch.fcgi", query | _who(fetcher))
    records = [record for _line, record in nbib.split(fetched.text) if isinstance(record, Tags)]
    matches = [record for record in records if record.first("PMID") == identifier.value]
    if not matches:
        raise NotFound(_("PubMed has no record with the number %(pmid)s.") % {"pmid": identifier.value})
    item, warnings = pubmed.from_medline(matches[0])
    reports = integrity.from_medline(fetched.text).get(identifier.value, [])
    if integrity.is_notice_record(matches[0]):
        warnings.append(_("This is a notice about another work, not the work itself."))
    return _looked_up(item, identifier, fetched, warnings, reports, reports_notices=True)


def _from_exporter(identifier: Identifier, fetcher: Fetcher, database: str, number: str) -> LookupResult:
    query = {"format": "csl", "id": number}
    fetched = fetcher.get("ctxp", f"/lit/ctxp/v1/{database}/", query | _who(fetcher))
    item, warnings = pubmed.from_ctxp(fetched.json())
    return _looked_up(item, identifier, fetched, warnings, [])


def _by_pmcid(identifier: Identifier, fetcher: Fetcher) -> LookupResult:
    """PMC, "ID Converter API": the article's PMID, or its DOI; else the exporter by its PMC number."""
    query = {"ids": identifier.value, "format": "json"}
    answer = fetcher.get("pmc", "/tools/idconv/api/v1/articles/", query | _who(fetcher)).json()
    records = answer.get("records") if isinstance(answer, dict) else None
    record = records[0] if isinstance(records, list) and records and isinstance(records[0], dict) else {}
    if record.get("status") == "error":
        raise NotFound(_("PubMed Central has no article %(pmcid)s.") % {"pmcid": identifier.value})
    if record.get("pmid"):
        result = _by_pmid(Identifier("pmid", str(record["pmid"])), fetcher)
    elif record.get("doi"):
        result = _by_doi(Identifier("doi", str(record["doi"])), fetcher)
    else:
        return _from_exporter(identifier, fetcher, "pmc", identifier.value.removeprefix("PMC"))
    result.item.setdefault("PMCID", identifier.value)
    return replace(result, identifier=identifier)


def _by_isbn(identifier: Identifier, fetcher: Fetcher) -> LookupResult:
    """A book that Crossref has. Its record may list another of the book's ISBNs first; the one looked up is kept."""
    query = isbn.question(identifier.value) | {"mailto": fetcher.contact}
    try:
        fetched = fetcher.get("crossref", "/works", query)
    except NotFound:
        raise isbn.unknown(identifier.value) from None
    work, several = isbn.book(fetched.json(), identifier.value)
    item, warnings = crossref.to_csl(work)
    warnings += several
    item["ISBN"] = identifier.value
    return _looked_up(
        item, identifier, fetched, warnings, integrity.from_crossref(work), reports_notices=True
    )


RESOLVERS: dict[str, Callable[[Identifier, Fetcher], LookupResult]] = {
    "doi": _by_doi,
    "pmid": _by_pmid,
    "pmcid": _by_pmcid,
    "isbn": _by_isbn,
}


def _who(fetcher: Fetcher) -> dict[str, str]:
    return {"tool": TOOL, "email": fetcher.contact}


def _looked_up(
    item, identifier: Identifier, fetched: Fetched, warnings, reports, *, reports_notices: bool = False
) -> LookupResult:
    if "title" not in item:
        raise _unusable(fetched)
    return LookupResult(
        item,
        identifier,
        fetched.fetched_at,
        fetched.service,
        fetched.text,
        warnings,
        reports,
        reports_notices,
    )


def _unusable(fetched: Fetched) -> Refused:
    return Refused(
        _("The record from %(service)s has no title. Fill in the form by hand.")
        % {"service": fetched.service}
    )
