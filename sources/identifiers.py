"""DOI, PMID, PMCID and ISBN out of anything a person pastes: a link, a reference, an email.

Pure functions, linear in the length of the text. What counts as an identifier:

* DOI: DOI Handbook, "Numbering" and "Resolution" (syntax, percent-encoding in links).
* PMID and PMCID: the forms shown in PubMed's and PMC's help, old and new hosts, and Europe PMC's.
* ISBN: ISO 2108, 10 and 13 digits, check digit verified.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import quote, unquote

LONGEST_DOI = 300  # real ones stay below 150 characters; a longer run is noise

DOI_START = r"10\.\d{4,9}(?:\.\d{1,9}){0,3}(?:/|%2F)"
# Hyphens and minus signs that programs set instead of "-", and the soft hyphen of a line break (Unicode 15, 6.2).
HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-") | {"\u00ad": None})
SICI_PAGES = r"<[A-Za-z]{0,3}\d{1,9}:[^<>\s\"]{0,80}>"  # <1661::AID-SIM968> in old Wiley DOIs
DOI = re.compile(
    rf"(?:(?<![\d.])|(?<=%20)){DOI_START}"
    rf"(?:{SICI_PAGES}|(?![,;|](?:10\.\d|doi:|https?:)|\.?PMC?ID)[^\s\"'`<>{{}}|\\^“”‘’«»‹›，。；、）】」》\x00-\x1f\u200b])+",
    re.IGNORECASE,
)
DOI_FIELD = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,3}/\S+")
DOI_PREFIX = re.compile(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/+|info:doi/|urn:doi:)?(?:doi\s*[:=]?\s*)?", re.IGNORECASE
)
PLATFORM_TAIL = re.compile(  # what publishers' sites append to a DOI in the address of its page
    r"(?:/(?:full|fulltext|full-text|abstract|abs|pdf|epdf|epub|html|meta|references|citations|figures|summary"
    r"|supplementary|suppl|information|related|asset|tables)(?:/.*)?"
    r"|(?:\.(?:full|abstract|long|short|article-info|supplementary-material))?\.?(?:full-text|full|abstract|long"
    r"|short|pdf|epub|html?|xml)(?:\.pdf)?(?:\+html)?)$",
    re.IGNORECASE,
)
WORD_IN_OPEN_BRACKET = re.compile(r"\([A-Za-z]{4,}[^()]*$")  # "10.1000/x(published online …)"
PREPRINT_VERSION = re.compile(r"v\d{1,3}(?:[./].*)?$")
# bioRxiv and medRxiv: one DOI for all versions of a preprint; its suffix has digits only. Addresses append "v2".
PREPRINT_DOI = re.compile(r"10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}(?=v\d)")
OUP_ARTICLE_NUMBER = re.compile(r"/\d{6,9}$")
DERIVED_DOI = (  # pages whose address holds all of the DOI but its prefix
    (
        re.compile(
            r"\bnature\.com/articles/([sd]\d{5}-\d{3}-\d{4,5}-[\dxX]|[a-z]{2,12}\.?\d[\d.]{0,12}\d)(?![\w-]*\d)"
        ),
        "10.1038/",
    ),
    (re.compile(r"\bbmj\.com/content/(?:bmj/)?\d{1,4}/(bmj\.[a-z]?\d{1,7})\b"), "10.1136/"),
)

NUMBERS = r"\d{1,8}(?!\d)(?:(?:[,;+]|%20|%2C|,? (?:and )?)\d{5,8}(?!\d))*"
PMID = (
    re.compile(rf"\b(?:PMIDs|PubMed IDs)\s{{0,3}}[:=#]?\s{{0,3}}({NUMBERS})", re.IGNORECASE),
    re.compile(
        r"(?:\bPMID|\bPubMed(?: ID)?|\bMEDLINE)\s{0,3}(?:[:=#/]|%3A)?\s{0,3}(?<![A-Z])(\d{1,8})(?![./-]?\d)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\d)(\d{1,8})\s?(?:\[|%5B)(?:uid|pmid)(?:\]|%5D)", re.IGNORECASE),
    re.compile(
        rf"(?:\bpubmed(?:\.ncbi\.nlm\.nih)?\.gov|\bncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/{{1,2}}(?:\?(?:term|q)=)?({NUMBERS})",
        re.IGNORECASE,
    ),
    re.compile(rf"\bdb=pubmed[^\s\"<>]{{0,60}}?[&;](?:id|list_uids|term)=({NUMBERS})", re.IGNORECASE),
    re.compile(r"\b(?:articles?|abstract)/(?:med|pmid)/(\d{1,8})(?!\d)", re.IGNORECASE),
)
PMCID = (
    re.compile(r"(?<![A-Z0-9])PMC(\d{1,9})(?!\d)", re.IGNORECASE),
    re.compile(r"(?<![A-Z0-9])PMC ?ID\s{0,3}[:=#]?\s{0,3}(?:PMC\s?)?(\d{1,9})(?!\d)", re.IGNORECASE),
    re.compile(r"(?<![A-Z0-9])PMC[ :]{1,2}(\d{5,9})(?!\d)"),
    re.compile(
        r"\b(?:pmc/articles|article/PMC|pmc\.ncbi\.nlm\.nih\.gov/articles)/(\d{1,9})(?!\d)", re.IGNORECASE
    ),
)
GAP = r"[ \-\u2010-\u2014\u2212\uff0d\u00ad]?"
ISBN = (
    re.compile(rf"(?<![\d.])(?<!\d-)(97[89](?:{GAP}\d){{10}})(?!{GAP}\d)"),
    re.compile(rf"(?<![\d.])(?<!\d-)(97[89](?:{GAP}\d){{10}})(?!\d)"),  # "978… 2020": a year may follow
    re.compile(
        rf"\bISBNs?(?:[- ]?1[03]\b)?[^\d\n]{{0,12}}(\d(?:{GAP}\d){{8}}{GAP}[\dX])(?![\dX])", re.IGNORECASE
    ),
    re.compile(r"/(?:dp|gp/product)/(\d{9}[\dX])\b"),
    re.compile(r"(?<![\d./-])(\d{1,5}-\d{1,7}-\d{1,6}-[\dX])(?![\d./-]?\w)"),
)

ISBN_10 = re.compile(r"[0-9]{9}[0-9X]")
ISBN_13 = re.compile(r"97[89][0-9]{10}")


@dataclass(frozen=True)
class Identifier:
    """One identifier in its normal form; `kind` is doi, pmid, pmcid or isbn.

    A DOI keeps the case it was written in (that is how AMA prints it); compare DOIs without regard to case.
    """

    kind: str
    value: str

    @property
    def name(self) -> str:
        """The same for every way of writing it.

        >>> Identifier("doi", "10.1000/ABC").name
        'doi:10.1000/abc'
        """
        return f"{self.kind}:{self.value.lower()}"

    @property
    def url(self) -> str:
        """
        >>> Identifier("doi", "10.1000/456#789").url
        'https://doi.org/10.1000/456%23789'
        """
        return {
            "doi": "https://doi.org/" + quote(self.value, safe="/:;(),.-_~@!$*=+"),
            "pmid": f"https://pubmed.ncbi.nlm.nih.gov/{self.value}/",
            "pmcid": f"https://pmc.ncbi.nlm.nih.gov/articles/{self.value}/",
            "isbn": f"https://openlibrary.org/isbn/{self.value}",
        }[self.kind]


def find(text: str) -> list[Identifier]:
    """Every identifier in `text`, in order of appearance, each once.

    A bare number is a PMID only when it is all there is: someone pasted it into a box that asks for one.

    >>> [i.value for i in find("J Intern Med. 2013. doi: 10.1111/joim.12084. PMID: 23844915")]
    ['10.1111/joim.12084', '23844915']
    >>> find("23844915")
    [Identifier(kind='pmid', value='23844915')]
    >>> find("Call 23844915 today")
    []
    """
    if alone := _alone(text.strip()):
        return [alone]
    text = html.unescape(text) if "&" in text else text
    without_dois = DOI.sub(lambda match: " " * len(match[0]), text)
    placed = [*_dois(text), *_derived_dois(without_dois), *_numbers(without_dois)]
    seen: dict[tuple[str, str], Identifier] = {}
    for _, identifier in sorted(placed, key=lambda pair: pair[0]):
        seen.setdefault((identifier.kind, identifier.value.lower()), identifier)
    return list(seen.values())


def normal_doi(text: str) -> str:
    """The DOI that `text` is, whatever is written before it; "" when it is none.

    >>> normal_doi("https://dx.doi.org/10.1158/0008-5472.CAN-15-0204")
    '10.1158/0008-5472.CAN-15-0204'
    >>> normal_doi("10.1101/2020.05.01.20081000v2"), normal_doi("10.1000/a‐1")
    ('10.1101/2020.05.01.20081000', '10.1000/a-1')
    >>> normal_doi("not a DOI")
    ''
    """
    text = (html.unescape(text) if "&" in text else text).strip()
    prefix = DOI_PREFIX.match(text)[0]  # type: ignore[index]  # the pattern matches the empty text too
    bare = text[len(prefix) :]
    if "/" in prefix or "%2f" in bare[:24].lower():
        bare = unquote(bare)
    bare = _without_version(bare.translate(HYPHENS).rstrip(".,;"))
    if len(bare) <= LONGEST_DOI and DOI_FIELD.fullmatch(bare):
        return bare
    return next((identifier.value for _, identifier in _dois(text)), "")


def normal_pmid(text: str) -> str:
    """
    >>> normal_pmid("PMID: 23844915"), normal_pmid("023844915"), normal_pmid("J Clin")
    ('23844915', '', '')
    """
    text = text.strip()
    if re.fullmatch(r"[0-9]{1,8}", text):
        return text.lstrip("0")
    return next((i.value for i in find(text) if i.kind == "pmid"), "")


def normal_pmcid(text: str) -> str:
    """
    >>> normal_pmcid("3749024"), normal_pmcid("pmc3749024.1")
    ('PMC3749024', 'PMC3749024')
    """
    text = text.strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return _pmcid(text)
    return next((i.value for i in find(text) if i.kind == "pmcid"), "")


def normal_isbn(text: str) -> str:
    """The first valid ISBN in `text` as 13 digits (ISO 2108: prefix 978 and a new check digit), or "".

    >>> normal_isbn("0-8044-2957-X"), normal_isbn("978-0-19-024655-6"), normal_isbn("978-0-19-024655-5")
    ('9780804429573', '9780190246556', '')
    """
    for match in re.finditer(rf"[0-9](?:{GAP}[0-9]){{8,11}}{GAP}[0-9X]", text[:500], re.IGNORECASE):
        if isbn := _isbn(match[0]):
            return isbn
    return next((i.value for i in find(text[:500]) if i.kind == "isbn"), "")


def _alone(text: str) -> Identifier | None:
    if re.fullmatch(r"[0-9]{7,8}", text) and text.strip("0"):
        return Identifier("pmid", text.lstrip("0"))
    if re.fullmatch(rf"[0-9](?:{GAP}[0-9]){{8,11}}{GAP}[0-9Xx]", text) and (isbn := _isbn(text)):
        return Identifier("isbn", isbn)
    return None


def _dois(text: str) -> Iterator[tuple[int, Identifier]]:
    for match in DOI.finditer(text):
        before = text[max(0, match.start() - 200) : match.start()].rsplit(None, 1)
        address = before[-1] if before and not text[match.start() - 1].isspace() else ""
        address = re.split(r"[\"'<>(]", address)[-1].lower()
        if doi := _trimmed(match[0], address):
            yield match.start(), Identifier("doi", doi)


def _trimmed(raw: str, address: str) -> str:
    """The DOI without what follows it: punctuation, closing brackets, the tail of a page's address.

    >>> _trimmed("10.1002/cncr.1234/full?af=R", "https://example.org/doi/")
    '10.1002/cncr.1234'
    >>> _trimmed("10.1016/S0140-6736(20)30183-5).", "")
    '10.1016/S0140-6736(20)30183-5'
    """
    if len(raw) > LONGEST_DOI:
        return ""
    if in_link := ("." in address and "/" in address) or "%2f%2f" in address:
        raw = re.split(r"[?&#]", raw, maxsplit=1)[0]
    raw = unquote(re.split(r"&[a-z_]{1,20}=", raw, maxsplit=1)[0])
    raw = re.split(r"\s", raw, maxsplit=1)[0] if not in_link else raw
    doi = _balanced(raw.translate(HYPHENS))
    if in_link:
        doi = _without_page_tail(doi, address)
    doi = _without_version(doi)
    return doi if DOI_FIELD.fullmatch(doi) else ""


def _balanced(doi: str) -> str:
    """Up to the first bracket that closes without having been opened, then without trailing punctuation.

    >>> _balanced("10.1000/x-z(published"), _balanced("10.1000/x).")
    ('10.1000/x-z', '10.1000/x')
    """
    open_brackets = {")": 0, "]": 0, ">": 0}
    closer_of = {"(": ")", "[": "]", "<": ">"}
    for position, character in enumerate(doi):
        if character in closer_of:
            open_brackets[closer_of[character]] += 1
        elif character in open_brackets:
            open_brackets[character] -= 1
            if open_brackets[character] < 0:
                doi = doi[:position]
                break
    doi = WORD_IN_OPEN_BRACKET.sub("", doi)
    return doi.rstrip(".,;:!?*([<…-–—'\"")


def _without_page_tail(doi: str, address: str) -> str:
    doi = PLATFORM_TAIL.sub("", doi.rstrip("/"))
    if "biorxiv.org" in address or "medrxiv.org" in address:
        doi = PREPRINT_VERSION.sub("", doi)
    if "academic.oup.com" in address:
        doi = OUP_ARTICLE_NUMBER.sub("", doi)
    return doi


def _without_version(doi: str) -> str:
    """A preprint's DOI without the "v2" that its page's address appends.

    >>> _without_version("10.1101/123456v1.full"), _without_version("10.21203/rs.3.rs-1234/v1")
    ('10.1101/123456', '10.21203/rs.3.rs-1234/v1')
    """
    match = PREPRINT_DOI.match(doi)
    return match[0] if match else doi


def _derived_dois(text: str) -> Iterator[tuple[int, Identifier]]:
    for pattern, prefix in DERIVED_DOI:
        for match in pattern.finditer(text):
            yield match.start(), Identifier("doi", prefix + match[1])


def _numbers(text: str) -> Iterator[tuple[int, Identifier]]:
    for match in _matches(PMID, text):
        for number in re.finditer(r"(?<!%)\d{1,8}(?![A-F])", match[1]):
            if pmid := number[0].lstrip("0"):
                yield match.start(1) + number.start(), Identifier("pmid", pmid)
    for kind, patterns, normal in (("pmcid", PMCID, _pmcid), ("isbn", ISBN, _isbn)):
        for match in _matches(patterns, text):
            if value := normal(match[1]):
                yield match.start(1), Identifier(kind, value)


def _matches(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    return chain.from_iterable(pattern.finditer(text) for pattern in patterns)


def _pmcid(digits: str) -> str:
    return f"PMC{digits.lstrip('0')}" if digits.strip("0") else ""


def _isbn(text: str) -> str:
    """13 digits when the check digit is right, else "".

    ISO 2108: ten digits are weighted 10…1 modulo 11, thirteen 1 and 3 by turns modulo 10.
    """
    digits = re.sub(r"[^0-9X]", "", text.upper())
    if ISBN_10.fullmatch(digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        if sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11:
            return ""
        body = "978" + digits[:9]
        return body + str(-_weighted(body) % 10)
    return digits if ISBN_13.fullmatch(digits) and not _weighted(digits) % 10 else ""


def _weighted(digits: str) -> int:
    return sum(int(digit) * (1, 3)[index % 2] for index, digit in enumerate(digits))
