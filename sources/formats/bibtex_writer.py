"""CSL-JSON -> BibTeX that Zotero, JabRef and LaTeX read (with the biblatex fields both know: date, urldate, shortjournal)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sources.csl import PARTS_OF_BOOKS, dates
from sources.csl.dates import Day
from sources.csl.keys import suggest_key
from sources.formats.bibtex_names import OTHERS
from sources.formats.latex import from_unicode
from sources.formats.texts import pages, value_of, written_title

TYPES = {  # those that Zotero's translator knows, too; it drops entries of other types
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "incollection", "paper-conference": "inproceedings", "report": "techreport", "thesis": "thesis",
    "webpage": "online", "manuscript": "unpublished", "patent": "patent", "pamphlet": "booklet",
}  # fmt: skip
SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
TEXTS = (
    ("series", "collection-title"), ("volume", "volume"), ("number", "issue"), ("number", "number"),
    ("number", "collection-number"), ("chapter", "chapter-number"), ("edition", "edition"), ("version", "version"), ("pagetotal", "number-of-pages"),
    ("publisher", "publisher"), ("address", "publisher-place"), ("eventtitle", "event-title"),
)  # fmt: skip
CODES = (
    ("doi", "DOI"), ("pmid", "PMID"), ("pmcid", "PMCID"), ("isbn", "ISBN"), ("issn", "ISSN"), ("url", "URL"),
)  # fmt: skip
LAST_TEXTS = (
    ("type", "genre"), ("shorttitle", "title-short"), ("language", "language"), ("keywords", "keyword"), ("note", "note"),
    ("abstract", "abstract"),
)  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PLAIN_FAMILY = re.compile(r"(?:(?![a-zà-öø-ÿ])[^\W\d_][\w'’-]*)(?:[ -](?![a-zà-öø-ÿ])[^\W\d_][\w'’-]*)*")
NOT_IN_KEYS = re.compile(r"[\s,{}#%\\\"'()=~@&$^]+")
CAPITAL = re.compile(r"[^\W_]*[A-ZÀ-ÖØ-Þ\u0370-\u03ff][^\W_]*(?:-[^\W_]*[A-Z][^\W_]*)*")

Item = Mapping[str, Any]


def to_bibtex(items: Iterable[Item]) -> str:
    """One entry an item; the key is the item's id.

    >>> print(to_bibtex([{"id": "a1", "type": "book", "title": "On BRCA1 & us", "author": [{"literal": "Cancer Org"}]}]))
    @book{a1,
      author = {{Cancer Org}},
      title = {On {BRCA1} \\& us}
    }
    <BLANKLINE>
    """
    keys: set[str] = set()
    return "\n".join(_entry(item, _key(item, keys)) for item in items)


def bibtex_parts(items: Iterable[Item]) -> Iterator[str]:
    """The same, one entry after the other, for items whose ids are different keys, as those of our sources are."""
    start = ""
    for item in items:
        yield start + _entry(item, _key(item, set()))
        start = "\n"


def _entry(item: Item, key: str) -> str:
    kind = str(item.get("type") or "")
    fields = _names_and_titles(item, kind) | _dates(item)
    for name, variable in TEXTS:
        if value := value_of(item, variable):
            fields.setdefault(name, f"{{{from_unicode(value)}}}")
    if page := pages(value_of(item, "page")):
        fields["pages"] = f"{{{from_unicode(page).replace('-', '--')}}}"
    for pairs, escaped in ((CODES, _code), (LAST_TEXTS, from_unicode)):
        for name, variable in pairs:
            if value := value_of(item, variable):
                fields[name] = f"{{{escaped(value)}}}"
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"@{TYPES.get(kind, 'misc')}{{{key}{',' if lines else ''}\n{lines}\n}}\n"


def _names_and_titles(item: Item, kind: str) -> dict[str, str]:
    other = "" if kind in TYPES or kind == "document" else from_unicode(kind)
    values = {
        "author": _names(item.get("author"), item),
        "editor": _names(item.get("editor")),
        "translator": _names(item.get("translator")),
        "title": _title(written_title(item)),
        "booktitle" if kind in PARTS_OF_BOOKS else "journal": from_unicode(value_of(item, "container-title")),
        "shortjournal": from_unicode(value_of(item, "container-title-short")),
        "entrysubtype": SUBTYPES.get(kind, other),
    }
    return {name: f"{{{value}}}" for name, value in values.items() if value}


def _key(item: Item, taken: set[str]) -> str:
    """The id without what BibTeX keys may not have; never the same twice."""
    key = NOT_IN_KEYS.sub("", str(item.get("id") or "")) or suggest_key(item, taken)
    base, number = key, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    taken.add(key)
    return key


def _title(title: str) -> str:
    """Words with capitals in braces, the first word's first letter aside: styles that want small letters keep them.

    >>> _title("Loss of BRCA1 in Europe"), _title("HER2-low disease"), _title("<i>BRCA1</i>")
    ('Loss of {BRCA1} in {Europe}', '{HER2}-low disease', '\\\\textit{{BRCA1}}')
    """
    escaped = re.split(r"(\\[A-Za-z]+\{?\}?)", from_unicode(title))
    seen = False
    for index, piece in enumerate(escaped):
        if index % 2 == 0 and piece:
            escaped[index] = CAPITAL.sub(lambda match: _protected(match, seen), piece)  # noqa: B023  # used at once
            seen = seen or any(character.isalnum() for character in piece)
    return "".join(escaped)


def _protected(match: re.Match[str], seen: bool) -> str:
    word = match[0]
    is_first = not seen and not any(character.isalnum() for character in match.string[: match.start()])
    return word if is_first and word[1:] == word[1:].lower() else f"{{{word}}}"


def _code(text: str) -> str:
    """Links and identifiers stand as they are; braces and backslashes would end the field, so they are encoded."""
    return text.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _names(value: Any, item: Item | None = None) -> str:
    names = [_name(name) for name in value if isinstance(name, Mapping)] if isinstance(value, list) else []
    custom = (item or {}).get("custom")
    if names and isinstance(custom, Mapping) and custom.get("et-al"):
        names.append("others")
    return " and ".join(name for name in names if name)


def _name(name: Item) -> str:
    """
    >>> _name({"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr"})
    'van der Berg, Jr, Jan'
    >>> _name({"family": "van der Berg", "given": "Jan"}), _name({"literal": "World Bank"})
    ('{van der Berg}, Jan', '{World Bank}')
    """
    family, given, suffix = (value_of(name, part) for part in ("family", "given", "suffix"))
    if not family:
        literal = value_of(name, "literal") or given
        return f"{{{from_unicode(literal)}}}" if literal else ""
    parts = [_last_name(name, family), _whole(suffix), _whole(given)]
    return ", ".join(filter(None, parts)) if given or suffix else f"{parts[0]},"


def _last_name(name: Item, family: str) -> str:
    particles = (value_of(name, part) for part in ("dropping-particle", "non-dropping-particle"))
    particle = " ".join(filter(None, particles))
    if particle != particle.lower() or "," in particle:  # BibTeX knows a particle by its small letters only
        family, particle = f"{particle} {family}", ""
    last = from_unicode(family)
    last = last if PLAIN_FAMILY.fullmatch(family) else f"{{{last}}}"
    return f"{from_unicode(particle)} {last}".strip()


def _whole(text: str) -> str:
    """In braces if it has what would part a list of names."""
    escaped = from_unicode(text)
    return (
        f"{{{escaped}}}"
        if re.search(r",|\band\b|;", text, re.IGNORECASE) or text.lower() in OTHERS
        else escaped
    )


def _dates(item: Item) -> dict[str, str]:
    """Year and month for BibTeX, the whole date for biblatex (EDTF: seasons are months 21 to 24)."""
    issued, accessed = dates.read(item.get("issued")), dates.read(item.get("accessed"))
    fields: dict[str, str] = {}
    if issued.start and 0 < issued.start.year <= 9999:
        fields = _issued(issued.start, issued.end)
    elif issued.words:
        fields["year"] = f"{{{from_unicode(issued.words)}}}"
    if accessed.start and accessed.start.year > 0:
        fields["urldate"] = f"{{{_iso(accessed.start)}}}"
    return fields


def _issued(start: Day, end: Day | None) -> dict[str, str]:
    fields = {"year": f"{{{start.year}}}"}
    if start.month:
        fields["month"] = MONTHS[start.month - 1]
    if start.month or start.season or end:
        fields["date"] = f"{{{'/'.join(_iso(day) for day in (start, end) if day)}}}"
    return fields


def _iso(day: Day) -> str:
    """
    >>> _iso(Day(2013, 8, 5)), _iso(Day(2013, season=2))
    ('2013-08-05', '2013-22')
    """
    month = 20 + day.season if day.season else day.month
    return "-".join([f"{day.year:04}", *(f"{part:02}" for part in (month, day.day) if part)])
