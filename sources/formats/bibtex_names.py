"""Lists of names in BibTeX -> CSL names (Patashnik, "BibTeXing", section 4; biblatex manual, 3.6 and 4.2.3)."""

import re

from pybtex.bibtex.utils import split_name_list
from pybtex.database import InvalidNameString, Person

from sources.formats.latex import to_unicode
from sources.formats.people import (
    GROUP,
    SUFFIX,
    Name,
    given_name,
    people,
    suffix,
    without_comma,
    without_suffix,
)

EXTENDED = re.compile(r"\s*(?:\{|\")?(?:family|given|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)
PART = re.compile(r"(family|given|prefix|suffix)\s*=\s*(\"[^\"]*\"|\{[^{}]*\}|[^,\"]*)", re.IGNORECASE)
PARTS = {"family": "family", "given": "given", "prefix": "non-dropping-particle", "suffix": "suffix"}
OTHERS = ("others", "et al", "et al.")


def names(text: str) -> tuple[list[Name], bool]:
    """The names, and whether there are "others".

    >>> names("van der Berg, Jr, Jan and {World Health Organization} and others")
    ([{'family': 'Berg', 'given': 'Jan', 'non-dropping-particle': 'van der', 'suffix': 'Jr'}, \
{'literal': 'World Health Organization'}], True)
    """
    text = " ".join(text.split())
    if not text:
        return [], False
    singles = _singles(text)
    listed = [name for single in singles if single.lower() not in OTHERS for name in _name(single)]
    return listed, any(single.lower() in OTHERS for single in singles)


def _singles(text: str) -> list[str]:
    if ";" in text and " and " not in text.lower() and "\\" not in text:  # as in older Scopus exports
        singles = [part.strip() for part in text.split(";")]
    else:
        try:
            singles = split_name_list(text)
        except Exception:  # pybtex raises several kinds on braces that do not match
            singles = re.split(r"\s+and\s+", text, flags=re.IGNORECASE)
    return list(filter(None, singles))


def _name(text: str) -> list[Name]:
    if EXTENDED.match(text):
        return [_extended(text)]
    if _in_braces(text):
        literal = _tidy(text)
        return [{"literal": literal}] if literal else []
    if _has_no_parts(text):
        return [without_comma(_tidy(text))]
    try:
        return _person(Person(text))
    except InvalidNameString:
        return _with_many_commas(text)
    except Exception:  # a name so odd that pybtex cannot read it at all
        return people([_tidy(text)])


def _extended(text: str) -> Name:
    parts = {PARTS[name.lower()]: _tidy(value) for name, value in PART.findall(text)}
    return {part: value for part, value in parts.items() if value}


def _has_no_parts(text: str) -> bool:
    """Whether BibTeX's rules for first and last names would only do harm."""
    if "," in text:
        return False
    return bool(GROUP.search(text) or re.fullmatch(r"\S+", text)) or _is_inverted(text)


def _with_many_commas(text: str) -> list[Name]:
    """A list that should have had "and", or degrees after the name."""
    parts = [part.strip() for part in text.split(",")]
    if all(" " in part for part in parts if part):
        return [name for part in filter(None, parts) for name in _name(part)]
    return people([_tidy(", ".join(parts[:2]))])


def _is_inverted(text: str) -> bool:
    """
    >>> _is_inverted("Redig AJ"), _is_inverted("Amanda Redig"), _is_inverted("Donald E. Knuth")
    (True, False, False)
    """
    return re.fullmatch(r"[^\W\d_][^\s{}]*[^\W\d_A-Z]\S* [A-Z]{1,3}", text) is not None


def _in_braces(text: str) -> bool:
    """
    >>> _in_braces("{World Bank}"), _in_braces("{J}ane {D}oe"), _in_braces(r"{\\'E}mile")
    (True, False, False)
    """
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return position == len(text) - 1
    return False


def _person(parsed: Person) -> list[Name]:
    family = _tidy(" ".join(parsed.last_names))
    given = _tidy(" ".join(parsed.first_names + parsed.middle_names))
    particle, lineage = _tidy(" ".join(parsed.prelast_names)), _tidy(" ".join(parsed.lineage_names))
    if not family:
        return [{"literal": given or particle}] if given or particle else []
    if SUFFIX.fullmatch(given) and not SUFFIX.fullmatch(lineage):  # "Sherry, John F., Jr."
        given, lineage = lineage, given
    elif not lineage:
        given, lineage = without_suffix(given)
    parts = {
        "family": family,
        "given": given_name(given),
        "non-dropping-particle": particle,
        "suffix": suffix(lineage),
    }
    return [{part: value for part, value in parts.items() if value}]


def _tidy(text: str) -> str:
    return to_unicode(text.strip().strip('"')).strip(" ,")
