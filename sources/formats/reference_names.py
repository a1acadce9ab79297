"""Author lists as AMA, Vancouver, BMC and APA print them, to CSL names. Pure functions."""

import re
from dataclasses import dataclass

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ"
PARTICLES = frozenset(
    [
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "dello",
        "di",
        "da",
        "das",
        "dos",
        "do",
        "du",
        "la",
        "le",
        "el",
        "al",
        "ten",
        "ter",
        "te",
        "bin",
        "ibn",
        "af",
        "av",
        "zu",
        "zur",
        "zum",
        "'t",
    ]
)
SUFFIXES = {
    "Jr": "Jr",
    "Jr.": "Jr",
    "Sr": "Sr",
    "Sr.": "Sr",
    "II": "II",
    "III": "III",
    "IV": "IV",
    "2nd": "II",
    "3rd": "III",
}
INITIALS = re.compile(rf"[{UPPER}]{{1,4}}|[{UPPER}]{{1,2}}(?:-[{UPPER}]{{1,2}}){{1,2}}")
FAMILY_WORD = re.compile(rf"(?:[dDlLO]['’‘])?[{UPPER}][^\W\d_]*(?:['’‘\-‐][^\W\d_]+){{0,3}}")
DOTTED = re.compile(rf"(?<![\w.])(?:[{UPPER}]\.[ \u00a0]?-?){{1,4}}(?=\s*(?:[,;&(:]|and\s|et al|eds?\b|$))")
DOTTED_LAST = re.compile(rf"(?<=[a-z,] )(?:[{UPPER}]\.\s?-?){{1,4}}(?=[{UPPER}\[“\"‘][\w ])")
ITEM = re.compile(r"[^,;:.(&]{1,200}")
GROUP_WORDS = re.compile(
    r"\b(?:group|investigators?|collaborat\w+|committees?|consortium|network|initiative|team|trialists|panel|society|institutes?"
    r"|association|foundation|alliance|organi[sz]ation|council|cent(?:er|re)s?|university|hospital|clinic|college|agency|department"
    r"|administration|ministry|academy|federation|union|commission|bureau|office|trust|charity|coalition|board|register|registry"
    r"|program(?:me)?|services?|school|library|company|inc|ltd|llc|gmbh|editors?|force|nhs|nice|who|cdc|fda|nci|asco|esmo|nccn|\w+\.org"
    r"|cancer (?:research uk|australia|council|care|now)|komen|research)\b",
    re.IGNORECASE,
)

COUNTRIES = ("UK", "US", "USA", "EU")

Name = dict[str, str]


@dataclass(frozen=True)
class Byline:
    """The names a reference begins with, and the text after them."""

    names: tuple[Name, ...]
    rest: str
    is_shortened: bool = False  # ended in "et al"
    are_editors: bool = False


def person(text: str) -> Name | None:
    """One inverted name with glued initials.

    >>> person("Redig AJ")
    {'family': 'Redig', 'given': 'A. J.'}
    >>> person("van de Kerkhof PC")
    {'family': 'van de Kerkhof', 'given': 'P. C.'}
    >>> person("King ML Jr")
    {'family': 'King', 'given': 'M. L.', 'suffix': 'Jr'}
    >>> person("Breast cancer") is None
    True
    """
    words = text.split()
    suffix = SUFFIXES.get(words[-1]) if len(words) > 2 else None
    if suffix:
        words = words[:-1]
    if not 2 <= len(words) <= 6 or not INITIALS.fullmatch(words[-1]):
        return None
    if words[-1] in COUNTRIES and GROUP_WORDS.search(text):
        return None  # Cancer Research UK
    if not _is_family(words[:-1]):
        return None
    name = {"family": " ".join(words[:-1]), "given": _separate(words[-1])}
    return name | {"suffix": suffix} if suffix else name


def _is_family(words: list[str]) -> bool:
    """Family names and particles, of which the last is no particle in small letters."""
    if words[-1].islower() and words[-1] in PARTICLES:
        return False
    return all(word.lower() in PARTICLES or FAMILY_WORD.fullmatch(word) for word in words)


def _separate(initials: str) -> str:
    """
    >>> _separate("AJ"), _separate("J-P")
    ('A. J.', 'J.-P.')
    """
    return " ".join("-".join(f"{letter}." for letter in part.split("-")) for part in _groups(initials))


def _groups(initials: str) -> list[str]:
    return [initials] if "-" in initials else list(initials)


def read_names(text: str) -> Byline:
    """The people (and groups among them) at the start of a reference.

    >>> read_names("Smith J, Doe A-B, et al. A title. J X. 2001").rest
    'A title. J X. 2001'
    >>> [n["family"] for n in read_names("Smith, J. A., & Doe, B. (2013). A title").names]
    ['Smith', 'Doe']
    >>> read_names("Vitamin D and bone. J X. 2001").names
    ()
    """
    text = _undotted(text)
    names: list[Name] = []
    position = ended = 0
    is_shortened = False
    while position >= 0 and (match := ITEM.match(text, position)):
        if match[0].strip() in ("et al", "and others"):
            is_shortened = True
            group, ended = _group_after(text, match.end())
            names += group
            break
        name, end = _name_at(text, match)
        if name is None:
            break
        names.append(name)
        ended, position = end, _next_item(text, end)
    if not names:
        return Byline((), text)
    rest, editors = _after_names(text[ended:])
    return Byline(tuple(names), rest, is_shortened, editors)


def _group_after(text: str, end: int) -> tuple[list[Name], int]:
    """A group that is named after "et al;", and where the names end."""
    group = ITEM.match(text, end + 1) if text[end : end + 1] == ";" else None
    if group and GROUP_WORDS.search(group[0]):
        return [{"literal": group[0].strip()}], group.end()
    return [], end


def _undotted(text: str) -> str:
    """Initials without their full stops, in the first part of the text, where authors are."""
    head, tail = text[:3000], text[3000:]
    cut = re.search(r"[a-z]{3}\. [A-Z]|\(\d{4}|\b(?:19|20)\d\d[;:,]", head)
    limit = cut.end() if cut else len(head)
    names, after = head[:limit], head[limit:] + tail
    names = DOTTED_LAST.sub(lambda m: re.sub(r"[.\s]", "", m[0]) + ". ", names)
    return DOTTED.sub(lambda m: re.sub(r"[.\s]", "", m[0]), names) + after


def _name_at(text: str, match: re.Match[str]) -> tuple[Name | None, int]:
    """The name that the item is or begins with, and where it ends; None if there is no name."""
    item = re.sub(r"^(?:and|&)\s+", "", match[0].strip())
    if name := person(item):
        return name, match.end()
    if name_and_end := _with_initials_apart(text, item, match.end()) or _before_and(item, match):
        return name_and_end
    if match.start() and GROUP_WORDS.search(item) and len(item.split()) <= 14:
        return {"literal": item}, match.end()
    return None, match.end()


def _with_initials_apart(text: str, item: str, end: int) -> tuple[Name, int] | None:
    """APA: "Smith, JA"."""
    following = ITEM.match(text, end + 1) if text[end : end + 1] == "," else None
    if not following:
        return None
    if name := person(f"{item} {following[0].strip()}"):
        return name, following.end()
    cut = re.match(rf"\s*([{UPPER}]{{1,4}}) (?:and|&) ", following[0])
    if cut and (name := person(f"{item} {cut[1]}")):
        return name, end + 1 + cut.end(1)
    return None


def _before_and(item: str, match: re.Match[str]) -> tuple[Name, int] | None:
    cut = re.match(rf"(.+? [{UPPER}]{{1,4}}) and (.+)", item)
    if cut and person(cut[2]) and (name := person(cut[1])):
        return name, match.start() + match[0].index(cut[1]) + len(cut[1])
    return None


def _next_item(text: str, end: int) -> int:
    """Where the next name begins, or -1 at the end of the list.

    >>> _next_item("A B, C D", 3), _next_item("A B. Title", 3)
    (5, -1)
    """
    match = re.match(r"\s*(?:[,;]\s*(?:(?:and|&)\s+)?|(?:and|&)\s+)", text[end : end + 12])
    return end + match.end() if match and match[0].strip() else -1


def _after_names(rest: str) -> tuple[str, bool]:
    marker = re.match(r"[\s,]*\(?(?:eds?|editors?)\b\.?\)?", rest, re.IGNORECASE)
    rest = rest[marker.end() :] if marker else rest
    return rest.lstrip(" .,:;"), bool(marker)


def organization(text: str) -> bool:
    """Does this look like the name of an organization rather than a title?

    >>> organization("American Cancer Society"), organization("What is cancer recurrence?")
    (True, False)
    >>> organization("Metastatic Breast Cancer Research (MBCR)")
    True
    """
    if text.endswith(("?", "!")) or len(text.split()) > 12 or ":" in text:
        return False
    words = [
        word
        for word in re.findall(r"[^\W\d_][\w.’'-]*", text)
        if word.lower() not in PARTICLES | {"of", "and", "for", "the", "on", "in", "to"}
    ]
    if not words or sum(word[0].isupper() for word in words) < len(words):
        return False
    return bool(GROUP_WORDS.search(text) or re.search(r"\([A-Z]{2,8}\)$|\.(?:org|com|gov|net)$", text))


def editors(text: str) -> list[Name]:
    """
    >>> editors("Lockey P, Ledford D")
    [{'family': 'Lockey', 'given': 'P.'}, {'family': 'Ledford', 'given': 'D.'}]
    """
    names = read_names(text.strip(" .,") + ".").names
    return list(names) or ([{"literal": text.strip(" .,")}] if text.strip(" .,") else [])
