"""One text with the names of several people -> the names one by one.

People write "Smith J, Vega TH" or "Smith, J., Vega, T. H." where a format wants one name. Commas part names only where
every part has the form of one; otherwise the text stays whole.
"""

import re

from sources.formats.groups import GROUP
from sources.formats.name_forms import (
    AND,
    DEGREE,
    FAMILY,
    SUFFIX,
    bare_name,
    begins_with_given_name,
    inverted,
    is_full,
    is_initials,
    natural,
    natural_turned,
    turned,
)

BEHALF = re.compile(r",?\s+(?:and\s+)?(?:on behalf of|for)\s+(?:the\s+)?", re.IGNORECASE)
ET_AL = re.compile(r"(?:^|(?<=[\s,]))et\.? al\.?,?$|^others$", re.IGNORECASE)
MOST_NAMES = 5_000  # in one text; a paper of physics has three thousand authors


def split_names(text: str) -> list[str]:
    """The names in a text, as they are written or as "Family, Given". The text itself, if it is one name.

    >>> split_names("Smith J., Vega T.H."), split_names("Smith, J., Vega, T. H.")
    (['Smith J.', 'Vega T.H.'], ['Smith, J.', 'Vega, T. H.'])
    >>> split_names("J. Smith, T. H. Vega and R. Roe"), split_names("Jane Smith, Tom van Vega, Rita Roe")
    (['Smith, J.', 'Vega, T. H.', 'Roe, R.'], ['Smith, Jane', 'van Vega, Tom', 'Roe, Rita'])
    >>> split_names("King, Martin Luther, Jr."), split_names("Department of Health, UK")
    (['King, Martin Luther, Jr.'], ['Department of Health, UK'])
    """
    if ";" in text:
        parts = text.split(";", MOST_NAMES)
        return [name for part in parts[:MOST_NAMES] for name in split_names(part.strip()) if name] + parts[
            MOST_NAMES:
        ]
    text, group = _behind(without_et_al(text))
    if group:
        return [*split_names(text), group]
    if GROUP.search(text) or len(text) > 20_000 or not ("," in text or AND.search(text)):
        return [text]
    parts = [part for part in (part.strip() for part in AND.sub(", ", text).split(",")) if part]
    return _names(_with_suffixes(parts)) or [text]


def _behind(text: str) -> tuple[str, str]:
    """A person and the group on whose behalf the person writes; the text and "" where there is none.

    >>> _behind("Doe, J., on behalf of the Made Up Study Group"), _behind("Doctors for Health")
    (('Doe, J.', 'Made Up Study Group'), ('Doctors for Health', ''))
    """
    person, *group = BEHALF.split(text, maxsplit=1)
    is_person = not GROUP.search(person) and ("," in person or inverted(person) or natural(person))
    return (person, group[0]) if group and GROUP.search(group[0]) and is_person else (text, "")


def _with_suffixes(parts: list[str]) -> list[str]:
    """With "Jr." and degrees at the end of the part they follow, so that each part can be a name."""
    joined: list[str] = []
    for part in parts:
        if joined and SUFFIX.fullmatch(part):
            joined[-1] += f" {part}"
        elif not (joined and DEGREE.fullmatch(part)):
            joined.append(part)
    return joined


def _names(parts: list[str]) -> list[str]:
    """The names, if there are several and all parts have the form of one; else nothing."""
    bare = [bare_name(part) for part in parts]
    if len(parts) < 2:
        return []
    if all(map(inverted, bare)):
        return parts
    if all(map(natural, bare)):
        return list(map(natural_turned, parts))
    is_list = len(parts) > 2 and all(map(is_full, bare))
    if is_list or all(map(begins_with_given_name, bare)):
        return list(map(turned, parts))
    return _pairs(parts, bare)


def _pairs(parts: list[str], bare: list[str]) -> list[str]:
    """ "Smith, J., Vega, T. H.", also where only the first name has its family name first."""
    names: list[str] = []
    place = 0
    while place < len(parts):
        following = bare[place + 1] if place + 1 < len(parts) else ""
        if FAMILY.fullmatch(parts[place]) and is_initials(following) and not is_initials(parts[place]):
            names.append(f"{parts[place]}, {parts[place + 1]}")
            place += 2
        elif names and (natural(bare[place]) or inverted(bare[place])):
            names.append(natural_turned(parts[place]))
            place += 1
        else:
            return _first_turned(parts, bare)
    return names if len(names) > 1 else []


def _first_turned(parts: list[str], bare: list[str]) -> list[str]:
    """ "Smith, Jane A., Tom H. Vega, and Rita Roe": only the first name has its family name first."""
    if len(parts) < 3 or " " in parts[0] or not all(map(is_full, bare[2:])):
        return []
    return [f"{parts[0]}, {parts[1]}", *map(turned, parts[2:])]


def without_et_al(text: str) -> str:
    """
    >>> without_et_al("Smith J, et al."), without_et_al("Vietal J")
    ('Smith J', 'Vietal J')
    """
    bare = ET_AL.sub("", text)
    return bare.rstrip(" ,") if bare != text else text


def has_others(texts: list[str]) -> bool:
    """Whether a list of names ends in "et al".

    >>> has_others(["Smith J, et al."]), has_others(["Smith J", "et al"]), has_others(["Vietal, J."])
    (True, True, False)
    """
    return any(ET_AL.search(text.strip()) for text in texts)
