"""Volume, issue, supplement and part of a journal (AMA 11, 3.11): 38(15 suppl), 23(suppl 7), 90(5, pt 2)."""

import re

LONGEST = 60  # characters of an issue that is worth reading
PUNCTUATION = re.compile(r"[\s_.,:;()\[\]]+")
NUMBER = r"\d[\w/–-]{0,9}"
SUPPLEMENT = r"(?:suppl(?:ements?)?|supp|supl(?:emento)?|sup)"
PART = r"(?:part|pt)"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:(?P<issue>{NUMBER}) )?{SUPPLEMENT}(?: ?(?:no |s-?|-)?(?P<supplement>\d\w{{0,4}}|[A-Z]{{1,4}}))?(?: {PART} ?(?P<part>\w{{1,4}}))?",
        rf"(?P<issue>{NUMBER}) ?{PART} ?(?P<part>\w{{1,4}})(?P<supplement>)",
        rf"{PART} ?(?P<part>\w{{1,4}})(?P<issue>)(?P<supplement>)",
        r"(?P<issue>\d{0,4})S-?(?P<supplement>\d{0,3})(?P<part>)",
    )
)
VOLUME = re.compile(rf"(?P<volume>\d[\w/–-]*?)[\s_,(]+(?P<rest>(?:{SUPPLEMENT}|{PART})\b.*)", re.IGNORECASE)


def issue(text: str) -> str:
    """What stands in the parentheses after the volume. What names no supplement or part stays as it is.

    >>> [issue(text) for text in ("7 Suppl", "Suppl 7", "15_suppl", "S7", "6S", "9 SUPPL. 1", "Supplement_2")]
    ['7 suppl', 'suppl 7', '15 suppl', 'suppl 7', '6 suppl', '9 suppl 1', 'suppl 2']
    >>> [issue(text) for text in ("Pt 2", "5 Pt 2", "3 Suppl Pt 1", "2-3", "Spring", "Special issue")]
    ['pt 2', '5, pt 2', '3 suppl, pt 1', '2-3', 'Spring', 'Special issue']
    """
    words = PUNCTUATION.sub(" ", text[: LONGEST + 1]).strip()
    match = next((match for form in FORMS if (match := form.fullmatch(words))), None)
    if len(text) > LONGEST or match is None:
        return text
    number, supplement, part = (match[name] or "" for name in ("issue", "supplement", "part"))
    names_supplement = FORMS.index(match.re) in (0, 3)
    front = " ".join(filter(None, (number, "suppl" if names_supplement else "", supplement)))
    return ", ".join(filter(None, (front, f"pt {part}" if part else "")))


def apart(volume: str) -> tuple[str, str]:
    """A volume, and the supplement or part of it, which PubMed writes behind it.

    >>> apart("23 Suppl 7"), apart("74 Suppl"), apart("22(Pt 3)"), apart("274"), apart("30-31")
    (('23', 'suppl 7'), ('74', 'suppl'), ('22', 'pt 3'), ('274', ''), ('30-31', ''))
    """
    match = VOLUME.fullmatch(volume) if len(volume) <= LONGEST else None
    return (match["volume"], issue(match["rest"])) if match else (volume, "")
