"""What may stand anywhere in a reference: identifiers, addresses, dates of access, notes of the publisher."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sources.formats import reference_links
from sources.formats.reference_dates import DATE, YEAR, date_parts
from sources.identifiers import Identifier, find

URL = re.compile(r"<?\bhttps?://[^\s<>\"“”]+>?|\bwww\.[^\s<>\"“”]+", re.IGNORECASE)
DOI = re.compile(
    r"(?:\bdoi\s*[:=]?\s*)?(?:https?://)?(?:dx\.|www\.)?(?:\bdoi\.org/|\bdoi\s*[:=]?\s*)?\b10\.\d{4,9}/(?:[^\s\"<>()]|\([^\s()]*\)|<\w{1,12}:[^\s<>\"]*>)*+",
    re.IGNORECASE,
)
PUBMED = re.compile(
    r"\[?\b(?:PubMed\s)?PM(?:C)?ID\s*[:=]?\s*(?:PMC)?\d+\]?|\bPMC\d+\b|\[?\bPubMed(?: ID)?:\s*\d+\]?|\bPubMed Central(?= \x00|,? PM)",
    re.IGNORECASE,
)
ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*[\dXx][\dXx \-–]{8,20}")
ACCESSED = re.compile(
    rf"[\[(]?\b(?:Date )?(?:Accessed|Retrieved|Cited|Last accessed|Viewed|Consulted)(?: on)?[:,]?,? ?(?P<date>{DATE}|\d{{1,2}}\.\d{{1,2}}\.{YEAR})"
    r"(?:,? from\b)?[.,\])]*",
    re.IGNORECASE,
)
AVAILABLE = re.compile(
    r"\b(?:Available(?: (?:from|at|online(?: at)?)|(?=:))|Retrieved from|(?:Epub|Online) ahead of print)\s?[.:]?(?=\s|$)|\bURL:? (?=\x00)"
    r"|\[(?:(?:serial on the )?Internet|WWW Document)\]|\[(?:online|e-?pub ahead of print|published online[^\]]{0,60})\]",
    re.IGNORECASE,
)
EPUB = re.compile(
    rf"\b(?:Epub|Published(?= (?:19|20)\d\d )) (?:ahead of print,? )?(?P<date>{DATE})(?: [A-Z][a-z]{{2}} \d{{1,2}})?\.?",
    re.IGNORECASE,
)

NOTICE = re.compile(
    r" ?[\[{](?:published )?(?:corrections?|errat(?:um|a)|corrigend(?:um|a)|retraction|comment)\b[^\[\]{}]{0,300}[\]}]",
    re.IGNORECASE,
)
STATUS = re.compile(
    r"(?<=[.,;] )[\[(]?\b(in press|accepted|submitted|forthcoming)\b[\])]?[.,]?(?=\s*(?:$|https?:|doi\b|10\.|(?:19|20)\d\d))",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(  # addresses that only repeat an identifier, or search for the work
    r"doi\.org/|/10\.\d{4}|scholar\.google|pubmed\.ncbi\.nlm|ncbi\.nlm\.nih\.gov/(?:pubmed|pmc|entrez)|crossref\.org",
    re.IGNORECASE,
)
TAKEN = "\x00"
SCAR = re.compile(rf"([.?!])?[ ,;:(]{{0,4}}{TAKEN}([ {TAKEN}.,;:)\]]*)")


@dataclass
class Extras:
    """What was taken out of a reference."""

    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    url: str = ""
    accessed: dict[str, list[list[int]]] | None = None
    status: str = ""
    epub: str = ""  # the date of an online version, as printed
    doubts: list[str | Promise] = field(default_factory=list)

    def fields(self, item: dict[str, Any]) -> dict[str, Any]:
        """CSL fields to add to `item`; an address that only repeats the DOI is left out."""
        fields: dict[str, Any] = {"DOI": self.doi, "PMID": self.pmid, "PMCID": self.pmcid, "URL": self.url}
        if item["type"] in ("book", "chapter", "report", "thesis"):
            fields["ISBN"] = self.isbn
        if self.status:
            fields["status"] = self.status
        if self.accessed:
            fields["accessed"] = self.accessed
        return {key: value for key, value in fields.items() if value}


def take_extras(text: str) -> tuple[str, Extras]:
    """The reference without its identifiers and addresses, and these.

    >>> core, extras = take_extras("Doe B. A title. J X. 2001;1:2. doi:10.1/x")
    >>> take_extras("NCI. Cancer. Accessed March 5, 2024. https://www.cancer.gov/x")[0]
    'NCI. Cancer.'
    """
    text = reference_links.without_links_at_end(text)
    notice = NOTICE.search(text)
    if notice:  # its numbers are another work's
        text = text[: notice.start()] + text[notice.end() :]
    extras = _identified(find(text) if not text.isdigit() else [])
    if notice:
        extras.doubts.append(format_lazy(NOT_TAKEN, notice[0].strip(" []{}")))
    if accessed := ACCESSED.search(text):
        extras.accessed = date_parts(accessed["date"])
        text = ACCESSED.sub(TAKEN, text)
    _take_address(text, extras)
    if status := STATUS.search(text):
        extras.status = status[1].lower()
        text = STATUS.sub(TAKEN, text, count=1)
    if epub := EPUB.search(text):
        extras.epub = epub["date"]
    for pattern in (DOI, URL, PUBMED, reference_links.IN_BRACKETS, ISBN, EPUB, AVAILABLE):
        text = pattern.sub(TAKEN, text)
    text = re.sub(rf"\bdoi\s*:?\s*(?={TAKEN}|$)", "", text, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", SCAR.sub(_heal, text)).strip(" ,;:"), extras


def _take_address(text: str, extras: Extras) -> None:
    addresses = [address.strip("<>").rstrip(".,;)") for address in URL.findall(text)]
    others = [address for address in dict.fromkeys(addresses) if not ELSEWHERE.search(address)]
    if others:
        extras.url = others[0]
    if len(others) > 1:
        extras.doubts.append(format_lazy(ONE_ADDRESS, " ".join(others[1:])))


NOT_TAKEN = _("This part of it was not taken over: “{}”")
ONE_ADDRESS = _("Only the first of its addresses was taken, not {}")
SEVERAL = {
    "doi": _("There are several DOIs in it, so none was taken: {}"),
    "pmid": _("There are several PubMed numbers in it, so none was taken: {}"),
    "pmcid": _("There are several PMC numbers in it, so none was taken: {}"),
}


def _identified(identifiers: list[Identifier]) -> Extras:
    """One identifier of each kind; of several DOIs or numbers nobody knows which is this reference's."""
    extras = Extras()
    for kind in ("doi", "pmid", "pmcid", "isbn"):
        values = [identifier.value for identifier in identifiers if identifier.kind == kind]
        if len(values) == 1 or (values and kind == "isbn"):
            setattr(extras, kind, values[0])
        elif values:
            extras.doubts.append(format_lazy(SEVERAL[kind], ", ".join(values)))
    return extras


def without_identifiers(extras: Extras) -> Extras:
    return replace(extras, doi="", pmid="", pmcid="", isbn="", url="")


def _heal(scar: re.Match[str]) -> str:
    """One full stop where something was taken out between two sentences, a space elsewhere.

    The semicolon of "2022 Jun [cited 2023 Mar 4];20(6)" (NLM, Citing Medicine) stays before the volume.
    """
    if scar[2].rstrip().endswith(";") and scar.string[scar.end() : scar.end() + 1].isdigit():
        return ";"
    return (scar[1] or ("." if "." in scar[2] else "")) + " "
