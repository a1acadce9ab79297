"""Author lists as references print them, to CSL names. Pure functions.

Four ways of writing a person are read: "Redig AJ" (AMA, Vancouver), "Redig, A. J." (APA, Harvard), "A. J. Redig"
(IEEE, Science) and "Redig, Amanda" (Chicago, MLA, ISO 690), the last only where what follows shows that names ended.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.formats.people import given_name
from sources.formats.reference_groups import GROUP_IN_LIST, GROUP_WORDS, group_among_people

UPPER = "".join(letter for letter in map(chr, range(0x41, 0x2000)) if letter.isupper())
LETTER = r"[^\W\d_]"
HYPHEN = r"[-\u2010-\u2013]"
PARTICLE = (
    r"(?:van|von|vom|de|der|den|del|della|dello|degli|dei|di|da|das|dos|do|du|des|la|le|lo|el|al|ten|ter|te|bin|ibn"
    r"|ben|af|av|zu|zur|zum|'t|’t|y|St\.)"
)
CAPITAL_PARTICLE = r"(?:Van|Von|De|Der|Den|Del|Della|Di|Da|Dos|Du|La|Le|El|Al|Ten|Ter|Ben|Bin)"
WORD = rf"(?:{LETTER}{{1,3}}['’‘ʼ`]|[a-z]{{2,3}}{HYPHEN}?)?[{UPPER}]{LETTER}*(?:(?:['’‘ʼ`]|{HYPHEN}){LETTER}+){{0,3}}"
FAMILY = rf"(?P<family>(?:{PARTICLE} ){{0,3}}{WORD}(?: (?:{PARTICLE} ){{0,2}}{WORD}){{0,3}})"
SUFFIX = r"(?:,? (?P<suffix>(?:Jr|Sr|Jnr|Snr|II|III|IV|2nd|3rd|4th)\b\.?))?"
SUFFIXES = {"Jnr": "Jr", "Snr": "Sr", "2nd": "II", "3rd": "III", "4th": "IV"}

INITIAL = rf"(?!(?:Jr|Sr|Dr|Mr|Ms|St)\b)[{UPPER}][a-z]?"
DOTTED = rf"{INITIAL}\.(?: ?{HYPHEN}? ?{INITIAL}\.){{0,4}}"
GLUED = rf"(?!III?\b)[{UPPER}]{{1,4}}(?:{HYPHEN}{LETTER}{{1,2}}){{0,2}}"
OF = r"(?: (?:de|da|do|dos|del|van|von|der|den|la|las|los))"
INITIALS = (
    rf"(?P<given>(?:{DOTTED}(?: ?{HYPHEN}?[{UPPER}](?!\w))?|{GLUED})(?:{OF}{{1,2}} [{UPPER}](?:\.|\b))?"
    rf"|[{UPPER}](?: [{UPPER}]){{1,3}}(?= ?[,;&(]))(?P<particle>{OF}{{0,2}})"
)
GIVEN = rf"(?P<given>(?:{WORD}|{INITIAL}\.)(?: (?:{PARTICLE} ){{0,2}}(?:{WORD}|{INITIAL}\.|[{UPPER}](?!\w))){{0,3}}?)"
AND = r"(?:and|und|et(?! al)|y)"
END = rf"(?= ?(?:[,;:&([“…]|\.\.|\.(?: |$|[{UPPER}][a-z])|$)| (?:{AND}|et al)\b|(?<=\.) ?[“\"‘'{UPPER}\d(\[])"

INVERTED = re.compile(rf"{FAMILY} {INITIALS}{SUFFIX}{END}")  # Redig AJ
WITH_COMMA = re.compile(rf"{FAMILY}, ?{INITIALS}{SUFFIX}{END}")  # Redig, A. J.
INITIALS_FIRST = re.compile(rf"(?P<given>{DOTTED}) ?{FAMILY}{SUFFIX}{END}")  # A. J. Redig
SPELLED = re.compile(rf"{FAMILY}, {GIVEN}{SUFFIX}{END}")  # Redig, Amanda J.
NATURAL = re.compile(
    rf"{GIVEN} (?P<family>(?:(?:{PARTICLE}|{CAPITAL_PARTICLE}) ){{0,3}}(?!{INITIAL}\.){WORD}){SUFFIX}{END}"
)  # Amanda J. Redig

ET_AL = re.compile(
    r"[\s,;&]*(?:…|\.\.\.)?\s*\[?(?:\bet al\b\.?|(?:\band|&) (?:others|colleagues|\d+ (?:others|more))\b|\bu\. ?a\.|\by cols?\.)\]?",
    re.IGNORECASE,
)
SEPARATOR = re.compile(
    rf"(?P<omitted>\s*,?\s*(?:…|\. ?\. ?\.)\s*&?\s*)|\s*(?:[,;]\s*(?:(?:{AND}\s+|&\s*))?|{AND}\s+|&\s*)"
)
SPELLED_END = re.compile(r"[.,]? ?(?:[\[(]?(?:1[89]|20)\d\d|[“\"‘']|\(?(?:eds?|editors?)\b)", re.IGNORECASE)
EDITORS = re.compile(r"[\s,.]*[(\[]?(?:eds?|editors?|hrsg)\b\.?[)\]]?", re.IGNORECASE)
FAMILY_ONLY = re.compile(
    rf"(?P<family>(?:{PARTICLE} ){{0,3}}{WORD})(?= (?:\((?:1[89]|20)\d\d|et al\b))"
)  # Redig (2013)
OTHER = re.compile(r"(?P<name>[^,;.:(\d]{2,60}?) ?[,;] ?(?:(?:and|&) )?")
SPACED_INITIALS = re.compile(rf"(?P<family>.*\w\w) (?P<initials>[{UPPER}](?: [{UPPER}])*)")  # Redig A | J
COUNTRIES = ("UK", "US", "USA", "EU")
AFTER_ET_AL = re.compile(rf"; ?{GROUP_IN_LIST.pattern}(?=[.:]|$| \()")
LONGEST_LIST = 3000  # characters in which the names of a reference have ended

Name = dict[str, str]


@dataclass(frozen=True)
class Byline:
    """The names a reference begins with, and the text after them."""

    names: tuple[Name, ...]
    rest: str
    is_shortened: bool = False  # ended in "et al", or names were left out before the last
    are_editors: bool = False


Found = tuple[Name, int, bool]  # a name, where it ends, whether names were left out before it


def read_names(text: str) -> Byline:
    """The people (and groups among them) at the start of a reference.

    >>> read_names("Smith J, Doe A-B et al. A title. J X. 2001").rest
    'A title. J X. 2001'
    >>> [n["family"] for n in read_names("Smith, J. A., & Doe, B. (2013). A title").names]
    ['Smith', 'Doe']
    >>> [n["family"] for n in read_names("Smith, Jane, and Ann van Doe. 2013. A title").names]
    ['Smith', 'van Doe']
    >>> read_names("Vitamin D and bone. J X. 2001").names
    ()
    """
    head = text[:LONGEST_LIST]
    found = list(_names(head)) or _spelled_names(head)
    if not found:
        return Byline((), text)
    names = [name for name, _end, _omitted in found]
    is_shortened, end = any(omitted for _name, _end, omitted in found), found[-1][1]
    if et_al := ET_AL.match(head, end):
        is_shortened, end = True, et_al.end()
        if group := AFTER_ET_AL.match(head, end):
            names.append({"literal": group["name"].strip()})
            end = group.end()
    editors = EDITORS.match(text, end)
    rest = text[editors.end() if editors else end :].lstrip(" .,:;")
    return Byline(tuple(names), rest, is_shortened, bool(editors))


def _names(text: str) -> Iterator[Found]:
    """Names from the start of the text, as long as a separator leads to another."""
    match, omitted = _person_at(text, 0) or _group_at(text, 0), False
    while match:
        end = match.end("name") if match.re is OTHER else match.end()
        separator = SEPARATOR.match(text, end)
        following = separator and _next_at(text, separator.end())
        is_over = not separator or ET_AL.match(text, end)
        if not is_over and not following and re.match(rf" {AND}\b", separator[0]):
            return  # "Vitamin D and bone"
        yield _name(match), end, omitted
        match, omitted = following, bool(separator and separator["omitted"])


def _next_at(text: str, position: int) -> re.Match[str] | None:
    """The next of a list: a person, a group, or something else when a person follows it."""
    if match := _person_at(text, position) or _group_at(text, position):
        return match
    if match := FAMILY_ONLY.match(text, position):
        return match
    other = OTHER.match(text, position)
    return other if other and _person_at(text, other.end()) else None


def _person_at(text: str, position: int) -> re.Match[str] | None:
    for pattern in (INVERTED, WITH_COMMA, INITIALS_FIRST):
        if (match := pattern.match(text, position)) and _is_person(match):
            return match
    return None


def _is_person(match: re.Match[str]) -> bool:
    """Not "Cancer Research UK", not "U.S. Census Bureau"."""
    is_inverted = match.re is INVERTED and match["given"] not in COUNTRIES
    return is_inverted or not GROUP_WORDS.search(match["family"])


def _group_at(text: str, position: int) -> re.Match[str] | None:
    """A group among people; at the start of the text it is one only when people follow."""
    match = GROUP_IN_LIST.match(text, position)
    if not match or not group_among_people(match["name"].strip()):
        return None
    if position:
        return match
    separator = SEPARATOR.match(text, match.end())
    return match if separator and _person_at(text, separator.end()) else None


def _name(match: re.Match[str]) -> Name:
    groups = match.groupdict()
    if "name" in groups:
        return {"literal": groups["name"].strip()}
    given = groups.get("given") or ""
    if match.re is INVERTED and (spaced := SPACED_INITIALS.fullmatch(groups["family"])):
        groups["family"], given = spaced["family"], f"{spaced['initials']} {given}"
    particle = groups.get("particle") or ""  # "Arruda, L. H. de"
    name = {
        "family": f"{particle} {groups['family']}".strip(),
        "given": given_name(given) if match.re in (SPELLED, NATURAL) else _separate(given),
    }
    if suffix := (groups.get("suffix") or "").rstrip("."):
        name["suffix"] = SUFFIXES.get(suffix, suffix)
    return {variable: value for variable, value in name.items() if value}


def _separate(initials: str) -> str:
    """
    >>> _separate("AJ"), _separate("J-P"), _separate("J.-P. M"), _separate("Yu. A")
    ('A. J.', 'J.-P.', 'J.-P. M.', 'Yu. A.')
    """
    parts = re.findall(rf"({HYPHEN}?) ?({INITIAL}(?=\.)|[a-z]{{2,3}}\b|{LETTER})", initials)
    return "".join(
        ("-" if hyphen else " ") + letters + ("" if letters.islower() and len(letters) > 1 else ".")
        for hyphen, letters in parts
    ).strip()


def _spelled_names(text: str) -> list[Found]:
    """Names with spelled given names, "Family, Given" at least the first; none unless what follows shows they ended."""
    found: list[Found] = []
    position, is_inverted = 0, True
    while match := _spelled_at(text, position, is_inverted=is_inverted):
        found.append((_name(match), match.end(), False))
        separator = SEPARATOR.match(text, match.end())
        if not separator or separator["omitted"]:
            break
        position, is_inverted = separator.end(), ";" in separator[0]
    if not found:
        return []
    end = found[-1][1]
    has_initial = any(re.search(r"\b\w\.", name.get("given", "")) for name, _end, _omitted in found)
    has_ended = SPELLED_END.match(text, end) or ET_AL.match(text, end)
    return found if has_ended or (has_initial and text[end - 1 : end + 1].find(".") >= 0) else []


def _spelled_at(text: str, position: int, *, is_inverted: bool) -> re.Match[str] | None:
    for pattern in (SPELLED,) if is_inverted else (NATURAL, SPELLED):
        if (match := pattern.match(text, position)) and not GROUP_WORDS.search(match[0]):
            return match
    return _group_at(text, position) if position else None


def person_or_group(text: str) -> Name:
    """The author that a sentence of its own names.

    >>> person_or_group("Mukherjee, Siddhartha"), person_or_group("American Cancer Society")
    ({'family': 'Mukherjee', 'given': 'Siddhartha'}, {'literal': 'American Cancer Society'})
    """
    match = SPELLED.fullmatch(text)
    return _name(match) if match and not GROUP_WORDS.search(text) else {"literal": text}


def editors(text: str) -> list[Name]:
    """
    >>> editors("Lockey P, Ledford D")
    [{'family': 'Lockey', 'given': 'P.'}, {'family': 'Ledford', 'given': 'D.'}]
    """
    names = read_names(text.strip(" .,") + ".").names
    return list(names) or ([{"literal": text.strip(" .,")}] if text.strip(" .,") else [])
