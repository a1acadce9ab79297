"""Lists of names in BibTeX -> CSL names (Patashnik, "BibTeXing", section 4; biblatex manual, 3.6 and 4.2.3)."""

import re

from pybtex.database import InvalidNameString, Person

from sources.formats.groups import GROUP, PLACE, continues, organization
from sources.formats.latex import to_unicode
from sources.formats.markup import decoded
from sources.formats.name_forms import SUFFIX, inverted, without_degrees
from sources.formats.name_lists import MOST_NAMES, split_names, without_et_al
from sources.formats.people import (
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
AND_OR_BRACE = re.compile(r"[{}]| and(?= )", re.IGNORECASE)
LONGEST_NAME = 1_000  # characters of one name that pybtex is asked about
OTHERS = ("others", "et al", "et al.")


def names(text: str) -> tuple[list[Name], bool]:
    """The names, and whether there are "others".

    >>> names("van der Berg, Jr, Jan and {World Health Organization} and others")
    ([{'family': 'Berg', 'given': 'Jan', 'non-dropping-particle': 'van der', 'suffix': 'Jr'}, \
{'literal': 'World Health Organization'}], True)
    """
    text = decoded(" ".join(text.split()))
    if not text:
        return [], False
    bare = without_et_al(text)
    singles = _singles(bare)
    listed = [
        name for single in singles[:MOST_NAMES] if single.lower() not in OTHERS for name in _name(single)
    ]
    listed += [{"literal": single} for single in singles[MOST_NAMES:]]
    return listed, bare != text or any(single.lower() in OTHERS for single in singles)


def _singles(text: str) -> list[str]:
    if ";" in text and " and " not in text.lower() and "\\" not in text:  # as in older Scopus exports
        singles = [part.strip() for part in text.split(";")]
    else:
        singles = _parted(text)
    return _whole_organizations(list(filter(None, singles)))


def _parted(text: str) -> list[str]:
    """The names between the "and" that stand in no braces; between all of them if the braces don't match.

    pybtex's split_name_list copies the rest of the text at each brace.

    >>> _parted("{Rest and Work} and Doe, J. AND Roe"), _parted("{Doe and Roe")
    (['{Rest and Work}', 'Doe, J.', 'Roe'], ['{Doe', 'Roe'])
    """
    singles, start, depth = [], 0, 0
    for match in AND_OR_BRACE.finditer(text):
        if match[0] in "{}":
            depth = max(depth + (1 if match[0] == "{" else -1), 0)
        elif depth == 0:
            singles.append(text[start : match.start()])
            start = match.end() + 1
    return [*singles, text[start:]] if depth == 0 else re.split(r" and ", text, flags=re.IGNORECASE)


def _whole_organizations(singles: list[str]) -> list[str]:
    """ "Department of Health and Human Services" is one name, even without the braces that BibTeX wants around it."""
    joined: list[str] = []
    for single in singles:
        if joined and not {"{", "\\"} & {joined[-1][0], single[0]} and continues(joined[-1], single):
            joined[-1] += f" and {single}"
        else:
            joined.append(single)
    return joined


def _name(text: str) -> list[Name]:
    if EXTENDED.match(text):
        return [_extended(text)]
    if _in_braces(text):
        literal = _tidy(text)
        return [{"literal": literal}] if literal else []
    if len(text) > LONGEST_NAME or _has_no_parts(text):
        return [without_comma(_tidy(text))]
    if ("," in text or "&" in text) and (listed := _with_commas(_tidy(text))):
        return listed
    bare, lineage = without_suffix(without_degrees(text)) if "," not in text else (text, "")
    try:
        return [name | ({"suffix": suffix(lineage)} if lineage else {}) for name in _person(Person(bare))]
    except InvalidNameString:
        return people([_tidy(text)])
    except Exception:  # a name so odd that pybtex cannot read it at all
        return people([_tidy(text)])


def _extended(text: str) -> Name:
    parts = {PARTS[name.lower()]: _tidy(value) for name, value in PART.findall(text)}
    return {part: value for part, value in parts.items() if value}


def _has_no_parts(text: str) -> bool:
    """Whether BibTeX's rules for first and last names would only do harm."""
    if "," in text:
        return False
    is_group = GROUP.search(text) or text.startswith("The ") or PLACE.fullmatch(text.split()[0])
    return bool(is_group or " " not in text or inverted(without_suffix(_tidy(text))[0]))


def _with_commas(text: str) -> list[Name]:
    """An organization, or names that should have had "and" between them or have degrees; empty for one name."""
    if literal := organization(text):
        return [{"literal": literal}]
    if len(listed := split_names(text)) > 1:
        return people(listed)
    bare = without_degrees(text)
    family, _, rest = bare.partition(", ")
    if bare != text or "," not in bare or (inverted(family) and SUFFIX.fullmatch(rest)):
        return people([bare])
    return []


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
