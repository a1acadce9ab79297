"""Values as every format writes them, in the form our items keep: titles, pages, notes, languages, numbers."""

import re
from collections.abc import Mapping
from typing import Any

from sources.formats.markup import marked
from sources.identifiers import GAP, find, normal_doi, normal_isbn, normal_pmcid, normal_pmid

Item = dict[str, Any]

RETRACTED = re.compile(
    r"^[\[(]?\s*(?:RETRACTED|WITHDRAWN|REMOVED)(?:\s+(?:ARTICLE|CHAPTER|PAPER))?\s*(?:[\])]\s*[:.–—-]?|[:–—]|-\s)\s*(?=\S)",
    re.IGNORECASE,
)
RETRACTED_END = re.compile(
    r"\s*[\[(]\s*RETRACTED(?:\s+(?:ARTICLE|CHAPTER|PAPER))?\b[^\[\]()]{0,200}[\])]\s*$", re.I
)
ABBREVIATION_END = re.compile(r"(?:\.\.|\b[A-Z]\.[A-Z]\.|\b(?:Inc|Jr|Ltd|etc)\.)$")
DASHES = re.compile(r"\s*+(?:-{1,3}|[‐-―−﹣－])\s*+")
PAGES_LABEL = re.compile(r"^(?:pp?|pages?|pgs?)(?:\.\s*|\s+)(?=[A-Za-z]?\d)", re.IGNORECASE)
NUMBER_LABEL = re.compile(r"^(?:vol(?:ume)?|no|nr|num(?:ber)?|iss(?:ue)?)\b[.:]?\s*(?=\w)", re.IGNORECASE)
VOLUME_AND_ISSUE = re.compile(r"(\d[\w/-]{0,12})\s*\(([^()]{1,40})\)")
ISSN = re.compile(r"(?<![\dXx-])(\d{4})[-‐-–−]?(\d{3}[\dXx])(?![\dXx-])")
SERIAL_LABEL = re.compile(r"IS[SB]N-(?=\d)", re.IGNORECASE)  # ERIC: "ISSN-1234-5678"
ISBN = re.compile(rf"(?<!\d)\d(?:{GAP}\d){{8,11}}{GAP}[\dXx](?!\d)")
PREPRINT_SERVER = re.compile(
    r"(?:bioRxiv|medRxiv|arXiv|ChemRxiv|PsyArXiv|SocArXiv|Research Square|Preprints\.org|SSRN|OSF Preprints|Authorea)\b",
    re.I,
)
NOTE_LINE = re.compile(r"(PMID|PMCID|DOI)\s*[:=]\s*(\S{1,200})", re.IGNORECASE)
LANGUAGES = dict(
    pair.split("=")
    for pair in """
    eng=en fre=fr fra=fr ger=de deu=de spa=es ita=it por=pt jpn=ja chi=zh zho=zh rus=ru dut=nl nld=nl pol=pl dan=da
    swe=sv nor=no fin=fi hun=hu cze=cs ces=cs tur=tr kor=ko gre=el ell=el heb=he ara=ar ukr=uk per=fa fas=fa hrv=hr
    srp=sr slv=sl slo=sk slk=sk rum=ro ron=ro bul=bg ice=is isl=is cat=ca est=et lav=lv lit=lt vie=vi tha=th
    english=en french=fr german=de spanish=es italian=it portuguese=pt japanese=ja chinese=zh russian=ru dutch=nl
    polish=pl danish=da swedish=sv norwegian=no finnish=fi ngerman=de american=en british=en
    """.split()
)  # ISO 639-2 (both codes) and the words and babel names that exports use -> ISO 639-1


def one_line(text: str) -> str:
    """
    >>> one_line("  a\\n b ")
    'a b'
    """
    return " ".join(text.split())


def titled(item: Item, title: str) -> Item:
    """The item with its title, tidied: markup read, full stop dropped, a retraction mark moved to `custom`.

    >>> titled({}, "RETRACTED: Loss of <em>BRCA1</em>.")
    {'title': 'Loss of <i>BRCA1</i>', 'custom': {'retracted-in-title': True}}
    >>> titled({}, "Cancer in the U.S."), titled({}, "Retraction: Loss")
    ({'title': 'Cancer in the U.S.'}, {'title': 'Retraction: Loss'})
    """
    text = marked(title)
    bare = RETRACTED_END.sub("", RETRACTED.sub("", text, count=1))
    if bare.endswith(".") and not ABBREVIATION_END.search(bare):
        bare = bare[:-1].rstrip()
    item = {**item, "title": bare} if bare else dict(item)
    if bare and (RETRACTED.match(text) or RETRACTED_END.search(text)):
        custom = item.get("custom")
        item["custom"] = {**(custom if isinstance(custom, dict) else {}), "retracted-in-title": True}
    return item


def with_subtitle(title: str, subtitle: str) -> str:
    """
    >>> with_subtitle("Rest", "a diary study"), with_subtitle("Why rest?", "A view"), with_subtitle("Rest: A view", "A view")
    ('Rest: a diary study', 'Why rest? A view', 'Rest: A view')
    """
    if not title or not subtitle or title.lower().endswith(subtitle.lower()):
        return title or subtitle
    return f"{title}{'' if title.endswith(('?', '!', ':')) else ':'} {subtitle}"


def pages(text: str) -> str:
    """
    >>> pages("113--126"), pages("S1 – S5"), pages("P5-03-02"), pages("pp. 12-12")
    ('113-126', 'S1-S5', 'P5-03-02', '12')
    """
    text = PAGES_LABEL.sub("", DASHES.sub("-", one_line(text))).rstrip("-.,;")
    start, _, end = text.partition("-")
    return start if start == end else text


def numbered(item: Item) -> Item:
    """The item with its volume and issue as bare as they are printed, and apart where one field has both.

    >>> numbered({"volume": "Vol. 12", "issue": "No. 3"}), numbered({"volume": "12 (3)"}), numbered({"volume": "23 (Suppl 7)"})
    ({'volume': '12', 'issue': '3'}, {'volume': '12', 'issue': '3'}, {'volume': '23', 'issue': 'Suppl 7'})
    """
    volume, issue = (NUMBER_LABEL.sub("", str(item.get(name) or "")) for name in ("volume", "issue"))
    if not issue and (both := VOLUME_AND_ISSUE.fullmatch(volume)):
        volume, issue = both.groups()
    return item | {name: number for name, number in (("volume", volume), ("issue", issue)) if number}


def language(text: str) -> str:
    """ISO 639-1 where we know it, else as given.

    >>> language("eng"), language("English"), language("en-GB"), language("Latin")
    ('en', 'en', 'en-GB', 'Latin')
    """
    text = one_line(text)
    return LANGUAGES.get(text.lower(), text)


def serial_numbers(text: str) -> Item:
    """ISSN or ISBN: RIS and EndNote keep both in one field.

    >>> serial_numbers("1476-6256 (Electronic) 0002-9262"), serial_numbers("978-0-19-024655-6 (hbk.)")
    ({'ISSN': '1476-6256, 0002-9262'}, {'ISBN': '978-0-19-024655-6'})
    """
    text = SERIAL_LABEL.sub("", text[:1000])
    for match in ISBN.finditer(text):
        if normal_isbn(match[0]):
            return {"ISBN": match[0]}
    issns = dict.fromkeys(f"{match[1]}-{match[2].upper()}" for match in ISSN.finditer(text))
    return {"ISSN": ", ".join(issns)} if issns else {}


def from_notes(notes: str) -> Item:
    """Identifiers that stand alone on a line of a note, as Zotero and people write them. Those in a sentence may be another work's.

    >>> from_notes("PMID: 23844915\\nErratum in: J X. PMID: 1111111")
    {'PMID': '23844915'}
    """
    variables: Item = {}
    for line in notes[:20_000].splitlines():
        if match := NOTE_LINE.fullmatch(line.strip()):
            name = match[1].upper()
            normal = {"PMID": normal_pmid, "PMCID": normal_pmcid, "DOI": normal_doi}[name]
            variables.setdefault(name, normal(match[2]))
    return {name: value for name, value in variables.items() if value}


def identified(item: Item) -> Item:
    """The item with the identifiers that its link and its notes give away; what it has itself wins.

    >>> identified({"URL": "https://doi.org/10.1111/joim.12084"})["DOI"]
    '10.1111/joim.12084'
    """
    variables: Item = {}
    for identifier in reversed(find(str(item.get("URL", ""))[:2000])):
        if identifier.kind != "isbn":
            variables[identifier.kind.upper()] = identifier.value
    return {**variables, **from_notes(str(item.get("note", ""))), **item}


def as_preprint(item: Item) -> Item:
    """An article "in" a preprint server as the preprint it is: exports of HighWire, Google Scholar and others call it a
    journal article, with the end of its DOI as its page.

    >>> as_preprint({"type": "article-journal", "container-title": "medRxiv", "page": "2020.05.01.123", "DOI": "10.1101/2020.05.01.123"})
    {'type': 'article', 'container-title': 'medRxiv', 'DOI': '10.1101/2020.05.01.123'}
    """
    if item.get("type") != "article-journal" or item.get("volume"):
        return item
    if not PREPRINT_SERVER.match(item.get("container-title") or ""):
        return item
    doi, page = item.get("DOI") or "", item.get("page") or ""
    return {name: value for name, value in item.items() if name != "page" or not doi.endswith(page)} | {
        "type": "article"
    }


def filled(item: Item) -> Item:
    """Without the variables that are empty."""
    return {name: value for name, value in item.items() if value not in ("", None, [], {})}


def written_title(item: Mapping[str, Any]) -> str:
    """The title for formats that have no other place for a retraction mark.

    >>> written_title({"title": "Loss", "custom": {"retracted-in-title": True}})
    'RETRACTED: Loss'
    """
    custom = item.get("custom")
    is_retracted = isinstance(custom, Mapping) and custom.get("retracted-in-title")
    return ("RETRACTED: " if is_retracted else "") + value_of(item, "title")


def value_of(item: Mapping[str, Any], variable: str) -> str:
    """A text or number of an item on one line; "" for anything else."""
    value = item.get(variable)
    return (
        one_line(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    )
