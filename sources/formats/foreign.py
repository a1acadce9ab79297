"""Formats that we do not read, and how they show themselves: one table for each way of writing. Each is refused by its name.

To add one, add an entry. A pattern is looked for in the first characters of a file; `^` is the beginning of a line, `\\A`
that of the file.
"""

import re
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOOKED_AT = 20_000  # characters in which a file must have shown what it is
EXPORT_AS = _("This looks like %(name)s; choose RIS or BibTeX when exporting.")
BYTES = (
    (
        b"SQLite format 3\x00",
        _("This is a database of Zotero, Citavi or another program; export it from there as RIS or BibTeX."),
    ),
    (b"7z\xbc\xaf", _("This is a compressed file. Unpack it first.")),
    (b"Rar!\x1a", _("This is a compressed file. Unpack it first.")),
    (b"BZh", _("This is a compressed file. Unpack it first.")),
    (b"\xfd7zXZ", _("This is a compressed file. Unpack it first.")),
)


class Foreign(NamedTuple):
    """A format: patterns that must all be there, its name, and what to do instead of the usual."""

    name: str | Promise
    patterns: tuple[re.Pattern[str], ...]
    sentence: str | Promise = EXPORT_AS

    @property
    def refusal(self) -> str:
        return str(self.sentence) % {"name": self.name} if "%(" in str(self.sentence) else str(self.sentence)


def _foreign(
    name: str | Promise, *forms: str, sentence: str | Promise = EXPORT_AS, flags: int = 0
) -> Foreign:
    return Foreign(name, tuple(re.compile(form, re.MULTILINE | flags) for form in forms), sentence)


OVID = _("This looks like an Ovid export; choose RIS when exporting.")
TEXTS = (
    _foreign("Ovid", r"\A\s*+<\s*+\d{1,7}\s*+\.?\s*+>[ \t]*+$", sentence=OVID),
    _foreign("Ovid", r"^VN {1,2}- Ovid", sentence=OVID),
    _foreign("Ovid", r"^(?:Unique Identifier|Accession Number|Authors Full Name|Journal Name)[ \t]*+\n[ \t]*+\S", r"^(?:Title|Source|Authors?)[ \t]*+\n[ \t]*+\S", sentence=OVID),
    _foreign("Ovid", r"^(?:OVID Medline UI:|Authors Full Name[ \t]*+$)", sentence=OVID),
    _foreign("Ovid", r"\A\s*+(?:Database:\s*+Ovid|Ovid Technologies, Inc)", sentence=OVID),
    _foreign(_("a RefWorks export"), r"\A\s*+(?:<refworks|RT [A-Z])|^RT [A-Z][A-Za-z ,/]++$", r"^(?:A1|T1|SR|JF|YR|ID) \S"),
    _foreign(
        _("Web of Science's own format"), r"\A\s*+(?:FN |PT [JBPSC][ \t]*+\n|PT\tAU\t)",
        sentence=_("This is Web of Science's own format. Export it again as RIS or BibTeX."),
    ),
    _foreign(
        _("EndNote's Refer format"), r"\A\s*+%0 [A-Z]|\A\s*+%[AT] \S[^\n]*+\n%[A-Z0-9@] ",
        sentence=_("This is EndNote's Refer format. Export it again as EndNote XML or RIS."),
    ),
    _foreign(_("a Scopus table"), r"\A\W*+(?:Authors?|Title)\b[^\n]*\bSource title\b"),
    _foreign(
        _("a table from PubMed"), r"\A\W*+PMID\W{1,3}Title\W{1,3}Authors",
        sentence=_("This looks like a table from PubMed; choose the format “PubMed” (.nbib) when saving."),
    ),
    _foreign(_("a Zotero table"), r"\A\W*+Key\W{1,3}Item Type\b"),
    _foreign(_("a table"), r"\A[^\n]*\b(?:Title|Article Title|Document Title)\b[\"']?[,;\t]", r"\A[^\n]*[,;\t][\"']?(?:Authors?|Year|Publication Year|DOI|Journal)\b[\"']?(?:[,;\t]|$)",
             flags=re.IGNORECASE),
    _foreign(
        _("abstracts from PubMed"), r"\A\s*+\d{1,6}\. [^\n]++\n(?:[^\n]++\n)?[ \t]*+\n", r"^(?:Author information:|DOI: 10\.\S++\n(?:PMCID: \S++\n)?PMID: \d|PMID: \d{1,8} {1,2}\[)",
        sentence=_("This looks like abstracts saved from PubMed; choose the format “PubMed” (.nbib) when saving."),
    ),
    _foreign(_("a Cochrane Library export"), r"\A\s*+Record #\d"),
    _foreign(_("a ProQuest document list"), r"^Document \d{1,6} of \d"),
    _foreign(_("an Embase export"), r"\A\s*+(?:EMBASE )?RECORD \d{1,6}[ \t]*+$"),
    _foreign(_("an export of Cambridge Scientific Abstracts"), r"^DN: Database Name"),
    _foreign(_("text with labels"), r"^Titles?[ \t]*+:[ \t]", r"^Authors?[ \t]*+:[ \t]", r"^(?:Source|Journal|Publication|Year|DOI|Abstract)[^:\n]{0,20}:[ \t]", flags=re.IGNORECASE),
    _foreign(
        _("a LaTeX bibliography"), r"^[ \t]*+\\(?:bibitem|begin\{thebibliography\}|entry\{)",
        sentence=_("This is a bibliography set by LaTeX; choose the .bib file it was made from."),
    ),
    _foreign(_("CSL YAML"), r"\A\s*+---[ \t]*+\n(?:references:|- id:)"),
    _foreign(_("a saved web page (MHTML)"), r"\A\s*+(?:From: <Saved by|MIME-Version:)"),
    _foreign(_("MARC"), r"\A\d{5}[acdnp][a-z]{2}[ a-z]"),
    _foreign(_("an EndNote style or filter"), r"\A\s*+\[EndNote"),
)  # fmt: skip
# Roots of XML files, without prefix, in small letters.
ROOTS: dict[str, str | Promise] = {
    "mods": "MODS", "modscollection": "MODS", "article": "JATS XML", "pmc-articleset": _("an article of PubMed Central"),
    "rdf": _("a Zotero or Mendeley RDF file"), "doi_batch": _("a Crossref deposit"), "crossref_result": _("an answer of Crossref"),
    "doi_records": _("an answer of Crossref"), "crossref": _("an answer of Crossref"), "oai-pmh": "OAI-PMH", "collection": "MARCXML",
    "citaviexchangedata": "Citavi", "citavidata": "Citavi", "sources": _("Word’s list of sources"),
    "esummaryresult": _("a summary of PubMed’s service"), "esearchresult": _("a search of PubMed’s service"), "tei": "TEI",
    "teicorpus": "TEI", "feed": _("a news feed"), "rss": _("a news feed"), "responsewrapper": _("an answer of Europe PMC"),
    "resource": "DataCite XML", "search-results": _("an answer of Scopus"), "file": "BibTeXML", "bibliography": "BibTeXML",
    "refworks": _("a RefWorks export"), "mets": "METS", "metadata": "Dublin Core", "dc": "Dublin Core", "dblp": "DBLP",
    "ovid": _("an Ovid export"), "reference_list": _("an XML export"), "onixmessage": "ONIX",
}  # fmt: skip
ELEMENTS = (  # where the root says too little
    (re.compile(r"<rec resultID|<controlInfo>"), _("an EBSCO export")),
    (re.compile(r"<REFERENCE_TYPE>"), _("XML of EndNote 7 or older")),
    (re.compile(r"<journalTitle>"), _("a DOAJ export")),
    (re.compile(r"<(?:marc:)?(?:leader|datafield)[\s>]"), "MARCXML"),
    (re.compile(r"webofscience|<static_data>"), _("Web of Science XML")),
)
NO_CSL = _("This looks like %(name)s, not CSL-JSON; choose RIS, BibTeX or CSL-JSON when exporting.")
JSON = (
    _foreign("OpenAlex", r"\"id\"\s*+:\s*+\"https://openalex\.org/|\"authorships\"\s*+:", sentence=NO_CSL),
    _foreign(_("an answer of Crossref’s service"), r"\"message-type\"\s*+:", sentence=NO_CSL),
    _foreign("Semantic Scholar", r"\"paperId\"\s*+:", sentence=NO_CSL),
    _foreign("Europe PMC", r"\"(?:resultList|hitCount|pubYear|authorString)\"\s*+:", sentence=NO_CSL),
    _foreign(_("a summary of PubMed’s service"), r"\"(?:esummary|uids|pubdate|fulljournalname)\"", sentence=NO_CSL),
    _foreign(_("Zotero’s own JSON"), r"\"itemType\"\s*+:", sentence=NO_CSL),
    _foreign(_("Mendeley’s own JSON"), r"\"(?:first_name|last_name)\"\s*+:", sentence=NO_CSL),
    _foreign("DataCite JSON", r"\"(?:creators|types)\"\s*+:", r"\"(?:titles|attributes|publicationYear)\"\s*+:", sentence=NO_CSL),
    _foreign("Lens", r"\"lens_id\"\s*+:", sentence=NO_CSL),
    _foreign(_("an answer of Scopus"), r"\"(?:search-results|dc:title|dc:creator)\"\s*+:", sentence=NO_CSL),
    _foreign("schema.org", r"\"@context\"\s*+:", sentence=NO_CSL),
    _foreign("Google Books", r"\"volumeInfo\"\s*+:", sentence=NO_CSL),
    _foreign("Unpaywall", r"\"(?:oa_locations|best_oa_location)\"\s*+:", sentence=NO_CSL),
    _foreign("ORCID", r"\"(?:orcid-identifier|work-summary|putcode|put-code)\"\s*+:", sentence=NO_CSL),
    _foreign(_("another program’s JSON"), r"\"(?:authors|creators|author_list|authorList)\"\s*+:", r"\A(?![\s\S]*\"(?:author|issued|container-title)\"\s*+:)", sentence=NO_CSL),
)  # fmt: skip
ANOTHER_XML = _("This is XML, but neither PubMed’s nor EndNote’s; choose RIS or BibTeX when exporting.")
SPACE = re.compile(r"\s*")
ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,60})")


def refusal_of_bytes(data: bytes) -> str:
    """Why a file that begins like this is not read; "" if nothing speaks against it."""
    return next((str(sentence) for start, sentence in BYTES if data.startswith(start)), "")


def refusal_of_text(start: str) -> str:
    """
    >>> refusal_of_text("<1. >\\nVN  - Ovid Technologies\\nTI  - A\\n")
    'This looks like an Ovid export; choose RIS when exporting.'
    """
    return _first(TEXTS, start)


def refusal_of_json(start: str) -> str:
    """
    >>> refusal_of_json('{"id": "https://openalex.org/W1"}')
    'This looks like OpenAlex, not CSL-JSON; choose RIS, BibTeX or CSL-JSON when exporting.'
    """
    return _first(JSON, start)


def _first(table: tuple[Foreign, ...], start: str) -> str:
    start = start[:LOOKED_AT]
    found = (entry for entry in table if all(pattern.search(start) for pattern in entry.patterns))
    return next((entry.refusal for entry in found), "")


def refusal_of_xml(start: str) -> str:
    """
    >>> refusal_of_xml('<?xml version="1.0"?><!-- x --><mods:modsCollection>')
    'This looks like MODS; choose RIS or BibTeX when exporting.'
    """
    name = next((name for element, name in ELEMENTS if element.search(start[:LOOKED_AT])), "")
    name = name or ROOTS.get(root(start).lower(), "")
    return str(EXPORT_AS) % {"name": name} if name else str(ANOTHER_XML)


def root(text: str) -> str:
    """The name of the root element, without its prefix: after declaration, document type and comments.

    >>> root("<?xml version='1.0'?>\\n<!DOCTYPE a [<!ELEMENT a ANY>]>\\n<x:A b='c'>"), root("< 0.05")
    ('A', '')
    """
    position = SPACE.match(text).end()
    while (closing := _closing(text, position)) and (end := text.find(closing, position)) >= 0:
        position = SPACE.match(text, end + len(closing)).end()
    match = ROOT.match(text, position)
    return match[1] if match else ""


def _closing(text: str, position: int) -> str:
    """What ends the declaration, comment or document type that begins here; "" at an element."""
    if text.startswith("<?", position):
        return "?>"
    if text.startswith("<!--", position):
        return "-->"
    if text[position : position + 9].lower() == "<!doctype":
        return "]>" if 0 <= text.find("[", position) < text.find(">", position) else ">"
    return ""
