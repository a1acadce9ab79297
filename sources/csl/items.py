"""Source columns <-> CSL-JSON (Citation Style Language 1.0.2 input): the only place that converts them.

`to_csl(from_csl(item)) == item` for every item, however odd. Columns hold what staff filter and edit. What
a column cannot give back exactly (a number where text is usual, a DOI written as a link, a date in words) is
also kept as it came, in `extra["_original"]`, and used for as long as reading it again gives what the column
holds now. So an edit always wins over the stale original, and nothing has to be cleared.
"""

import datetime
import json
import re
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from sources.csl import dates
from sources.identifiers import normal_doi, normal_isbn, normal_pmcid, normal_pmid

ORIGINAL = "_original"
ATOMS = frozenset((str, int, float, bool, type(None)))
AS_TEXT = json.JSONEncoder(sort_keys=True, default=repr)

Item = dict[str, Any]
Values = tuple[Any, ...]


@dataclass(frozen=True)
class Field:
    """Some columns and the CSL variables they stand for."""

    columns: tuple[str, ...]
    variables: tuple[str, ...]  # the first one is written, any of them is read
    read: Callable[[Any], Values]  # the value of a variable -> the values of the columns
    write: Callable[..., Any]  # the values of the columns -> the value of the variable; None = absent

    def values(self, item: Mapping[str, Any]) -> Values:
        for name in self.variables:
            if name in item:
                return self.read(item[name])
        return self.read(None)

    def written(self, values: Values) -> Item:
        value = self.write(*values)
        return {} if value is None else {self.variables[0]: value}


def text_of(value: Any) -> str:
    """
    >>> text_of(12), text_of("12"), text_of(["12"]), text_of(True)
    ('12', '12', '', '')
    """
    if isinstance(value, str):
        return value
    return str(value) if type(value) in (int, float) and -1e15 < value < 1e15 else ""


def _date(year: int | None, month: int | None, day: int | None, season: int | None = None) -> Item | None:
    if year is None:
        return None
    if season is not None and month is None:
        return {"date-parts": [[year]], "season": season}
    parts = [year] if month is None else [year, month] if day is None else [year, month, day]
    return {"date-parts": [parts]}


def _start(value: Any) -> Values:
    date = dates.read(value)
    return (*date.columns, date.season)


def _day(value: Any) -> Values:
    year, month, day = dates.read(value).columns
    return (datetime.date(year, month, day) if day else None,)


def _names(value: Any) -> Values:
    """Copies of the name objects in a CSL name list."""
    return (
        [copied(dict(name)) for name in value if isinstance(name, Mapping)]
        if isinstance(value, list)
        else [],
    )


def _link(value: Any) -> Values:
    """Only what a page may link to: a template that prints the column as a link stays safe."""
    return (value if isinstance(value, str) and re.match(r"https?://", value, re.IGNORECASE) else "",)


def _column(column: str, variable: str, *also: str, normal: Callable[[str], str] = str) -> Field:
    return Field(
        (column,),
        (variable, *also),
        lambda value: (normal(text) if (text := text_of(value)) else "",),
        lambda text: text or None,
    )


FIELDS = (
    _column("csl_type", "type"),
    _column("title", "title"),
    _column("container_title", "container-title"),
    _column("container_title_short", "container-title-short", "journalAbbreviation"),
    _column("publisher", "publisher"),
    _column("edition", "edition"),
    _column("volume", "volume"),
    _column("issue", "issue"),
    _column("page", "page"),
    Field(("year", "month", "day", "season"), ("issued",), _start, _date),
    Field(("url",), ("URL",), _link, lambda url: url or None),
    Field(("accessed",), ("accessed",), _day, lambda on: on and _date(on.year, on.month, on.day)),
    _column("doi", "DOI", normal=normal_doi),
    _column("pmid", "PMID", normal=normal_pmid),
    _column("pmcid", "PMCID", normal=normal_pmcid),
    _column("isbn", "ISBN", normal=normal_isbn),
    Field(("authors",), ("author",), _names, lambda names: copied(names) or None),
    Field(("editors",), ("editor",), _names, lambda names: copied(names) or None),
)
# Types of CSL whose works are parts of a book: its title and ISBN are not their own.
PARTS_OF_BOOKS = ("chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary")
# Also an empty or unknown one (ISO 639-2: undetermined, multiple, no linguistic content).
ENGLISH = re.compile(r"(?:en|eng|english|american|british|und|mul|zxx)?(?![a-z])", re.IGNORECASE)
EMPTY = {name: value for field in FIELDS for name, value in zip(field.columns, field.read(None), strict=True)}
COLUMNS = (*(column for field in FIELDS for column in field.columns), "extra")
FAMILY_PARTS = ("dropping-particle", "non-dropping-particle", "family")
IN_COLUMNS = frozenset(variable for field in FIELDS for variable in field.variables)


def from_csl(item: Mapping[str, Any]) -> Item:
    """The values of the columns for one CSL-JSON item; its "id" and all other variables go to "extra".

    >>> columns = from_csl({"id": "redig2013", "volume": 274, "DOI": "doi:10.1111/joim.12084"})
    >>> columns["volume"], columns["doi"], columns["year"]
    ('274', '10.1111/joim.12084', None)
    >>> columns["extra"]["_original"]
    {'volume': 274, 'DOI': 'doi:10.1111/joim.12084'}
    """
    columns: Item = EMPTY | {"authors": [], "editors": []}
    original: Item = {}
    for field in FIELDS:
        if item.keys().isdisjoint(field.variables):
            continue
        values = field.values(item)
        columns.update(zip(field.columns, values, strict=True))
        given = {name: item[name] for name in field.variables if name in item}
        if not _identical(field.written(values), given):
            original |= given
    extra = {name: value for name, value in item.items() if name not in IN_COLUMNS and name != ORIGINAL}
    if ORIGINAL in item:
        original[ORIGINAL] = item[ORIGINAL]
    columns["extra"] = copied(extra | ({ORIGINAL: original} if original else {}))
    return columns


def values_of(item: Mapping[str, Any], columns: Collection[str]) -> Item:
    """Some of the values that `from_csl` gives.

    >>> values_of({"title": "Resting cells", "volume": 274}, ["volume", "doi"])
    {'volume': '274', 'doi': ''}
    """
    return {
        name: value
        for field in FIELDS
        if not set(field.columns).isdisjoint(columns)
        for name, value in zip(field.columns, field.values(item), strict=True)
        if name in columns
    }


def to_csl(columns: Mapping[str, Any]) -> Item:
    """The CSL-JSON item of a row; an edited column wins over the original it once came from.

    >>> columns = from_csl({"id": "a", "volume": 274})
    >>> to_csl(columns)
    {'id': 'a', 'volume': 274}
    >>> to_csl(columns | {"volume": "275"})
    {'id': 'a', 'volume': '275'}
    """
    extra = columns.get("extra") or {}
    original = extra.get(ORIGINAL)
    original = original if isinstance(original, Mapping) else {}
    item = {name: value for name, value in extra.items() if name not in IN_COLUMNS and name != ORIGINAL}
    for field in FIELDS:
        item |= _written(field, columns, original)
    if ORIGINAL in original:
        item[ORIGINAL] = original[ORIGINAL]
    return copied(item)


def copied(value: Any) -> Any:
    """A deep copy; of values of JSON with a fraction of the calls that `deepcopy` takes.

    >>> names = [{"family": "Redig"}]
    >>> copied(names) == names, copied(names)[0] is names[0]
    (True, False)
    """
    kind = type(value)
    if kind is dict:
        return {name: part if type(part) in ATOMS else copied(part) for name, part in value.items()}
    if kind is list:
        return [part if type(part) in ATOMS else copied(part) for part in value]
    return value if kind in ATOMS else deepcopy(value)


def _written(field: Field, columns: Mapping[str, Any], original: Mapping[str, Any]) -> Item:
    """The original, if reading it again still gives what the columns hold."""
    values = tuple(
        empty if columns.get(column) is None else columns[column]
        for column, empty in zip(field.columns, field.read(None), strict=True)
    )
    given = {name: original[name] for name in field.variables if name in original}
    return given if given and _identical(field.values(given), values) else field.written(values)


def _identical(one: Any, other: Any) -> bool:
    """Equal, types included (in JSON 1, 1.0 and true differ), whatever order the database keeps keys in."""
    if isinstance(one, dict) and one == other and all(type(value) is str for value in one.values()):
        return True
    return AS_TEXT.encode(one) == AS_TEXT.encode(other)


def dates_not_taken(item: Mapping[str, Any]) -> list[str]:
    """The dates of an item that the columns can't hold in full, as they were written. `extra` keeps them.

    >>> dates_not_taken({"issued": {"date-parts": [[2013, 13, 45]]}, "accessed": {"raw": "last May"}})
    ['2013-13-45', 'last May']
    """
    return [words for name in ("issued", "accessed") if (words := dates.not_taken(item.get(name)))]


def is_english(item: Mapping[str, Any]) -> bool:
    """Whether the work is in English, as far as the item says. Without a language it is taken for English.

    >>> is_english({"language": "en-GB"}), is_english({"language": "eng; fre"}), is_english({"language": "de"}), is_english({})
    (True, True, False, True)
    """
    language = item.get("language")
    return not isinstance(language, str) or bool(ENGLISH.match(language.strip()))


def spaced_initials(given: str) -> str:
    """Initials run together, as PubMed writes them, in the form CSL wants: CSL reads "SD" as one name.

    For importers that know that they have initials before them.

    >>> spaced_initials("SD"), spaced_initials("JP"), spaced_initials("Jo")
    ('S. D.', 'J. P.', 'Jo')
    """
    return " ".join(f"{letter}." for letter in given) if given.isupper() and given.isalpha() else given


def name_text(name: Any) -> str:
    """A name on one line, for searching and listing.

    >>> name_text({"family": "Berg", "given": "Jan W.", "non-dropping-particle": "van den", "suffix": "Jr"})
    'van den Berg, Jan W., Jr'
    >>> name_text({"literal": "American Cancer Society"})
    'American Cancer Society'
    """
    if not isinstance(name, Mapping):
        return ""
    texts = {part: text.strip() for part, text in name.items() if isinstance(text, str)}
    family = " ".join(filter(None, (texts.get(part) for part in FAMILY_PARTS)))
    given = texts.get("given") if family else ""
    return ", ".join(
        filter(None, (family or texts.get("literal") or texts.get("given"), given, texts.get("suffix")))
    )
