"""Authors and editors (AMA 11, 3.7): family name and initials; six at most, else three and et al."""

import re
from collections.abc import Mapping
from typing import Any

from sources.ama.marks import curled, plain

MOST_NAMES, NAMES_BEFORE_ET_AL = 6, 3
PARTICLE_WORDS = """
af al am auf aus aan bin ben bij da dal dalla das de degli dei del dela della delle dello den der
des di do dos du el het il im in la las le les lo los op of onder 't te ten ter tot uit van vander
vd ver vom von voor vor y e z ze zu zum zur d’ l’
"""
PARTICLES = frozenset(PARTICLE_WORDS.split())
WORD_START = re.compile(r"[^\W\d_]")
NO_CASE = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
CALLED = re.compile(r"\([^()]*\)|“[^“”]*”")


def names(value: Any, editors: bool = False, more: bool = False) -> str:
    """A CSL name list as AMA prints it. With `more`, others follow whom the record does not name.

    >>> names([{"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}, {"literal": "WHO"}])
    'van den Berg J, WHO'
    >>> names([{"family": letter, "given": letter} for letter in "ABCDEFG"])
    'A A, B B, C C, et al'
    >>> names([{"family": "Lockey", "given": "P."}], editors=True)
    'Lockey P, ed.'
    >>> names([{"family": "Giles", "given": "A. J."}, {"family": "Reid", "given": "C. M."}], more=True)
    'Giles AJ, Reid CM, et al'
    >>> names([*({"family": letter, "given": letter} for letter in "ABCDEFG"), {"literal": "EBCTCG"}])
    'A A, B B, C C, et al; EBCTCG'
    """
    printed = _printed(value) if isinstance(value, list) else []
    if not printed:
        return ""
    is_shortened = more or len(printed) > MOST_NAMES
    line = _shortened(printed, value) if is_shortened else ", ".join(printed)
    if not editors:
        return line
    return f"{line}{'., ' if is_shortened else ', '}{'eds.' if len(printed) > 1 else 'ed.'}"


def _printed(value: list) -> list[str]:
    return list(filter(None, map(one_name, value)))


def _shortened(printed: list[str], value: list) -> str:
    first = printed[:NAMES_BEFORE_ET_AL]
    groups = [group for group in groups_behind(value) if group not in first]
    return "; ".join([", ".join([*first, "et al"]), *groups])


def groups_behind(value: list) -> list[str]:
    """The groups listed after the last person, on whose behalf the people write: `et al` covers only people (AMA 11, 3.7).

    >>> groups_behind([{"family": "Gennari", "given": "A."}, {"literal": "ESMO Guidelines Committee"}])
    ['ESMO Guidelines Committee']
    >>> groups_behind([{"literal": "WHO"}, {"literal": "UNICEF"}])
    []
    """
    people = [place for place, name in enumerate(value) if isinstance(name, Mapping) and name.get("family")]
    return _printed(value[people[-1] + 1 :]) if people else []


def one_name(name: Any) -> str:
    """
    >>> one_name({"family": "King", "given": "Martin L.", "suffix": "Jr."}), one_name({"given": "Plato"})
    ('King ML Jr', 'Plato')
    """
    if not isinstance(name, Mapping):
        return curled(plain(name)) if isinstance(name, str) else ""
    family, given = curled(plain(name.get("family"))), curled(plain(name.get("given")))
    if not family:
        return curled(plain(name.get("literal"))) or given
    suffix = plain(name.get("suffix"))
    if "," in given:
        given, _, rest = given.partition(",")
        suffix = suffix or rest.strip(" ,!")
    family = _joined(curled(plain(name.get("non-dropping-particle"))), family)
    if NO_CASE.match(given):
        return family + given
    given, particle = _split_particle(given.split())
    particle = f"{particle} {curled(plain(name.get('dropping-particle')))}".strip()
    return " ".join(filter(None, (family, initials(given), particle, suffix.replace(".", ""))))


def initials(given: str) -> str:
    """One capital for each given name and each half of a double name; a stopped abbreviation stays whole.

    A run of capitals is one name: CSL writes initials with full stops or spaces.

    >>> [initials(given) for given in ("Jean-Paul", "J.-P.", "S D", "SD", "éric m.", "Yu. A.", "Li-ming")]
    ['JP', 'JP', 'SD', 'S', 'ÉM', 'YuA', 'LM']
    """
    words = re.sub(r"\.(?=\S)", ". ", re.sub(r"[-‐‑]", " ", CALLED.sub(" ", given))).split()
    return "".join(map(_initial, words)) or given


def _initial(word: str) -> str:
    if not WORD_START.match(word):
        return ""
    if word.endswith(".") and len(word) > 2 and word[0].isupper():
        return word[:-1]
    return word[0].upper()


def _split_particle(words: list[str]) -> tuple[str, str]:
    """
    >>> _split_particle(["Vincent", "van"]), _split_particle(["john"])
    (('Vincent', 'van'), ('john', ''))
    """
    end = len(words)
    while end > 1 and words[end - 1] in PARTICLES:
        end -= 1
    return " ".join(words[:end]), " ".join(words[end:])


def _joined(particle: str, family: str) -> str:
    if not particle:
        return family
    return particle + family if particle.endswith(("’", "-")) else f"{particle} {family}"
