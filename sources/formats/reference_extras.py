"""What may stand anywhere in a reference: identifiers, addresses, dates of access, notes of the publisher."""

import re
from dataclasses import dataclass
from typing import Any

from sources.formats.reference_dates import DATE, date_parts
from sources.identifiers import find

URL = re.compile(r"<?\bhttps?://[^\s<>\"“”]+>?|\bwww\.[^\s<>\"“”]+", re.IGNORECASE)
DOI = re.compile(
    r"(?:\bdoi\s*[:=]?\s*)?(?:https?://)?(?:dx\.|www\.)?(?:\bdoi\.org/|\bdoi\s*[:=]?\s*)?\b10\.\d{4,9}/[^\s\"<>]+",
    re.IGNORECASE,
)
PUBMED = re.compile(
    r"\[?\b(?:PubMed\s)?PM(?:C)?ID\s*[:=]?\s*(?:PMC)?\d+\]?|\bPMC\d+\b|\[PubMed(?::\s*\d+)?\]|\[(?:Google Scholar|CrossRef|PMC free article)\]",
    re.IGNORECASE,
)
ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*[\dXx][\dXx \-–]{8,20}")
ACCESSED = re.compile(
    rf"[\[(]?\b(?:Date )?(?:Accessed|Retrieved|Cited|Last accessed|Viewed|Consulted)(?: on)?:?,? (?P<date>{DATE})(?:,? from\b)?[.,\])]*",
    re.IGNORECASE,
)
AVAILABLE = re.compile(
    r"\b(?:Available (?:from|at|online(?: at)?)|Retrieved from|Epub ahead of print)\s?:?(?=\s|$)|\[Internet\]|\[(?:online|e-?pub ahead of print|published online[^\]]{0,60})\]",
    re.IGNORECASE,
)
EPUB = re.compile(
    rf"\bEpub {DATE}(?: [A-Z][a-z]{{2}} \d{{1,2}})?\.?|\bEpub ahead of print,? {DATE}\.?", re.IGNORECASE
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

    def fields(self, item: dict[str, Any]) -> dict[str, Any]:
        """CSL fields to add to `item`; an address that only repeats the DOI is left out."""
        fields: dict[str, Any] = {"DOI": self.doi, "PMID": self.pmid, "PMCID": self.pmcid, "URL": self.url}
        if item["type"] in ("book", "chapter", "report", "thesis"):
            fields["ISBN"] = self.isbn
        if self.accessed:
            fields["accessed"] = self.accessed
        return {key: value for key, value in fields.items() if value}


def take_extras(text: str) -> tuple[str, Extras]:
    """The reference without its identifiers and addresses, and these.

    >>> core, extras = take_extras("Doe B. A title. J X. 2001;1:2. doi:10.1/x")
    >>> take_extras("NCI. Cancer. Accessed March 5, 2024. https://www.cancer.gov/x")[0]
    'NCI. Cancer.'
    """
    extras = Extras()
    for identifier in reversed(find(text)) if not text.isdigit() else []:
        setattr(extras, identifier.kind, identifier.value)
    if accessed := ACCESSED.search(text):
        extras.accessed = date_parts(accessed["date"])
        text = text.replace(accessed[0], TAKEN, 1)
    for address in URL.findall(text):
        if not re.search(r"doi\.org/|/10\.\d{4}", address):
            extras.url = extras.url or address.strip("<>").rstrip(".,;)")
    for pattern in (DOI, URL, PUBMED, ISBN, EPUB, AVAILABLE):
        text = pattern.sub(TAKEN, text)
    text = re.sub(rf"\bdoi\s*:?\s*(?={TAKEN}|$)", "", text, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", SCAR.sub(_heal, text)).strip(" ,;:"), extras


def _heal(scar: re.Match[str]) -> str:
    """One full stop where something was taken out between two sentences, a space elsewhere."""
    return (scar[1] or ("." if "." in scar[2] else "")) + " "
