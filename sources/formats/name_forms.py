"""The forms in which one person's name is written: "Vega TH", "J. W. van der Berg", "Jane Smith, MD"."""

import re
from collections.abc import Mapping

from sources.formats.groups import GROUP, PLACE

UPPER = r"[^\W\d_a-zà-öø-ÿ]"
INITIALS = re.compile(rf"(?:{UPPER}\.[ -]?){{1,5}}(?:{UPPER})?|{UPPER}{{1,3}}(?:[ -]{UPPER}){{0,2}}")
FAMILY = re.compile(r"[^\W\d_](?:[\w'’‘`\-‐ ]|\. ){0,60}")
SUFFIX = re.compile(r"(?:Jr|Sr|Jnr|Snr)\.?|II|III|IV|[23]rd|2nd|4th", re.IGNORECASE)
NO_INITIALS = frozenset(("II", "III", "IV"))
DEGREE = re.compile(
    r"(?:Ph\.?\s?D|M\.?Sc|B\.?Sc|MPhil|DPhil|MPH|M\.P\.H|DrPH|MBBS|MBChB|BMBS|MBA|PharmD|DSc|ScD|EdD|PsyD|MSN|BSN|FRCP|FRCS"
    r"|FACP|FACS|MHS|MSPH|MSW|LCSW|OCN|FAAN|CRNP|APRN)\.?",
)
SHORT_DEGREE = re.compile(r"(?:M\.?D|R\.?N|D\.?O|M\.?S|M\.?A|B\.?A|N\.?P|P\.?A|B\.?S)\.?")
MOST_WORDS = 9  # of one person's name
# Common given names that are hardly ever family names: they tell "Jane Smith" from "García Márquez".
GIVEN_NAMES = frozenset(
    """
    Alan Alice Amanda Amy Andrea Andrew Angela Ann Anna Anne Anthony Ashley Barbara Benjamin Betty Brenda Brian Carol Caroline
    Carolyn Catherine Charlotte Christina Christine Christopher Cynthia Daniel David Deborah Debra Diana Diane Donald Donna
    Dorothy Edward Elena Elizabeth Emily Emma Eric Hannah Heather Helen Jacob James Jane Janet Jason Jeffrey Jennifer Jessica
    Joan John Jonathan Joseph Joshua Judith Julia Julie Karen Katherine Kathleen Kathryn Kenneth Kevin Kimberly Laura Linda Lisa
    Margaret Maria Marie Mary Matthew Megan Melissa Michael Michelle Nancy Nicholas Nicole Olivia Pamela Patricia Peter Rachel
    Rebecca Richard Rita Robert Ruth Samantha Samuel Sandra Sara Sarah Sharon Shirley Sophie Stephanie Stephen Steven Susan
    Teresa Theresa Timothy Tom Victoria Virginia William
    """.split()
)
AND = re.compile(r"\s*,?\s+(?:and|&)\s+", re.IGNORECASE)


def without_degrees(text: str) -> str:
    """A name without academic degrees, which references never print (AMA 11, 3.7).

    >>> without_degrees("Smith, Jane, MD, PhD"), without_degrees("Smith, MD"), without_degrees("Jane Smith, PhD")
    ('Smith, Jane', 'Smith, MD', 'Jane Smith')
    >>> without_degrees("Jane Smith MD"), without_degrees("Smith MD")
    ('Jane Smith', 'Smith MD')
    """
    before, _, last = text.rpartition(" ")
    if (DEGREE.fullmatch(last) or SHORT_DEGREE.fullmatch(last)) and begins_with_given_name(
        before.rstrip(",")
    ):
        return before.rstrip(",")
    parts = [part.strip() for part in text.split(",")]
    while len(parts) > 1 and (
        DEGREE.fullmatch(parts[-1]) or (len(parts) > 2 and SHORT_DEGREE.fullmatch(parts[-1]))
    ):
        parts.pop()
    return ", ".join(parts) if len(parts) < text.count(",") + 1 else text


def is_initials(text: str) -> bool:
    """
    >>> [is_initials(text) for text in ("J.", "T. H.", "JP", "J.-P.", "Jo", "III", "UK")]
    [True, True, True, True, False, False, True]
    """
    return text not in NO_INITIALS and INITIALS.fullmatch(text) is not None and text == text.upper()


def inverted(text: str) -> tuple[str, str] | None:
    """Family name and initials of a name such as "van der Berg J. W.".

    >>> inverted("van der Berg J. W."), inverted("Vega TH"), inverted("Jane Vega"), inverted("Team UK")
    (('van der Berg', 'J. W.'), ('Vega', 'TH'), None, None)
    >>> inverted("Jane Vega MD"), inverted("van Vega MD")
    (None, ('van Vega', 'MD'))
    """
    words = text.split()
    places = range(1, len(words)) if len(words) <= MOST_WORDS else ()
    start = next((place for place in places if is_initials(" ".join(words[place:]))), 0)
    family, initials = " ".join(words[:start]), " ".join(words[start:])
    is_person = FAMILY.fullmatch(family) and not GROUP.search(family)
    return (family, initials) if is_person and not _is_no_initial(family, initials) else None


def _is_no_initial(family: str, initials: str) -> bool:
    """Whether what looks like initials is a country or a degree after a whole name."""
    if family.isupper():
        return len(family) < 4 or len(initials) > 2
    is_whole = " " in family and family[0].isupper()
    return is_whole and bool(PLACE.fullmatch(initials) or SHORT_DEGREE.fullmatch(initials))


def natural(text: str) -> tuple[str, str] | None:
    """Family name and initials of a name such as "J. W. van der Berg".

    >>> natural("J. W. van der Berg"), natural("TH Vega"), natural("Jane Vega")
    (('van der Berg', 'J. W.'), ('Vega', 'TH'), None)
    """
    words = text.split()
    places = range(len(words) - 1, 0, -1) if len(words) <= MOST_WORDS else ()
    end = next((place for place in places if is_initials(" ".join(words[:place]))), 0)
    family, initials = " ".join(words[end:]), " ".join(words[:end])
    is_name = FAMILY.fullmatch(family) and len(family) > 1 and not is_initials(family)
    return (family, initials) if end and is_name and not family.isupper() else None


def turned(part: str) -> str:
    """A name that is written out as "Family, Given"; small words before the family name belong to it.

    >>> turned("Tom H. van der Vega"), turned("Rita Roe Jr")
    ('van der Vega, Tom H.', 'Roe, Rita, Jr')
    """
    words = part.split()
    lineage = f", {words.pop()}" if len(words) > 2 and SUFFIX.fullmatch(words[-1]) else ""
    place = next((place for place in range(1, len(words) - 1) if words[place].islower()), len(words) - 1)
    return f"{' '.join(words[place:])}, {' '.join(words[:place])}{lineage}"


def natural_turned(part: str) -> str:
    """
    >>> natural_turned("TH Vega Jr"), natural_turned("Vega TH")
    ('Vega, TH, Jr', 'Vega TH')
    """
    bare = bare_name(part)
    name = natural(bare)
    return ", ".join(filter(None, (*name, part[len(bare) :].strip()))) if name else part


def begins_with_given_name(text: str) -> bool:
    """Whether a name without a comma is a person's: "Jane Ann Smith"."""
    words = text.split()
    return 2 <= len(words) <= 4 and words[0] in GIVEN_NAMES and is_full(bare_name(text))


def bare_name(part: str) -> str:
    before, _, last = part.rpartition(" ")
    return before if before and SUFFIX.fullmatch(last) else part


def is_full(part: str) -> bool:
    """Whether a part is a given name and a family name, written out: two to five words, each with its capital."""
    words = part.split()
    capitals = [word for word in words if word[:1].isupper()]
    return (
        2 <= len(words) <= 5
        and len(capitals) >= 2
        and words[0][:1].isupper()
        and bool(FAMILY.fullmatch(_undotted(part)))
    )


def _undotted(part: str) -> str:
    return re.sub(r"(?<=\w)\.", "", part)


def doubtful(name: Mapping[str, str]) -> bool:
    """Whether a CSL name may be several people: a part of it has what parts names, or there are two whole names.

    >>> doubtful({"literal": "Smith, John, Vega, Tom"}), doubtful({"family": "Smith J", "given": "Lee"})
    (True, True)
    >>> doubtful({"family": "Jane Smith", "given": "Tom Vega"}), doubtful({"family": "García Márquez", "given": "Gabriel José"})
    (True, False)
    >>> doubtful({"literal": "Department of Health, London, UK"}), doubtful({"family": "King", "suffix": "Jr"})
    (False, False)
    """
    literal, family, given, lineage = (
        name.get(part, "") for part in ("literal", "family", "given", "suffix")
    )
    if not family:
        return "," in literal and not GROUP.search(literal)
    is_odd = bool(AND.search(family)) or any("," in part for part in (family, given))
    is_odd = is_odd or bool(lineage and not SUFFIX.fullmatch(lineage)) or bool(given and inverted(family))
    return is_odd or (begins_with_given_name(family) and is_full(given))
