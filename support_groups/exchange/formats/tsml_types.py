"""The types of TSML feeds, as terms of the directory.

Source: the list of types in the Meeting Guide API specification (github.com/code4recovery/spec), as of 2026, and the
codes that plugins and the BMLT add to it. A table in the same format has names where a feed has codes.
"""

from collections.abc import Iterator
from typing import Any

from support_groups.exchange.formats.feed_attendance import HYBRID, IN_PERSON, ONLINE
from support_groups.listings.folding import folded

Term = tuple[str, str]

TERMS: dict[str, Term] = {
    **dict.fromkeys(("LGBTQ", "G", "L", "BI", "T", "NB", "GL", "TRANS"), ("audiences", "lgbtq")),
    **dict.fromkeys(("N", "NDG"), ("audiences", "indigenous")),
    "W": ("audiences", "women"), "M": ("audiences", "men"), "Y": ("audiences", "young-adults"),
    "SEN": ("audiences", "older-adults"),
    "AM": ("languages", "am"), "ASL": ("languages", "ase"), "DA": ("languages", "da"), "DE": ("languages", "de"),
    "EL": ("languages", "el"), "EN": ("languages", "en"), "FA": ("languages", "fa"), "FR": ("languages", "fr"),
    "HE": ("languages", "he"), "HI": ("languages", "hi"), "HR": ("languages", "hr"), "HU": ("languages", "hu"),
    "ITA": ("languages", "it"), "JA": ("languages", "ja"), "KOR": ("languages", "ko"), "LT": ("languages", "lt"),
    "ML": ("languages", "ml"), "NO": ("languages", "no"), "POL": ("languages", "pl"), "POR": ("languages", "pt"),
    "PUN": ("languages", "pa"), "QSL": ("languages", "fcs"), "RSL": ("languages", "rsl"), "RUS": ("languages", "ru"),
    "S": ("languages", "es"), "SK": ("languages", "sk"), "SV": ("languages", "sv"), "TH": ("languages", "th"),
    "TL": ("languages", "tl"), "UK": ("languages", "uk"),
    "MED": ("activities", "meditation"), "11": ("activities", "meditation"),
    "SP": ("activities", "speakers"), "SPK": ("activities", "speakers"),
    **dict.fromkeys(("LIT", "BK"), ("activities", "reading")),
    "BRK": ("activities", "meals"),
    "BA": ("access", "childcare"), "FF": ("access", "fragrance-free"),
    "X": ("venue_has", "step-free"), "WCHR": ("venue_has", "step-free"), "XB": ("venue_has", "accessible-restroom"),
}  # fmt: skip
WAYS = {
    **dict.fromkeys(("ONL", "VM", "ONLINE"), ONLINE),
    **dict.fromkeys(("HY", "HYB", "HYBR", "HYBRID"), HYBRID),
    **dict.fromkeys(("INP", "IN-PERSON", "IN_PERSON"), IN_PERSON),
}
CLOSED = frozenset({"TC"})
INACTIVE = frozenset({"INACTIVE", "SUSPENDED"})
# Known, but about the program of the meeting: the report names them.
OTHERS = frozenset(
    "12x12 A ABSI AL AL-AN B BE BV-I C CAN CF D D-HOH DB DD DR GR H LO-I LS O OUT P POA POC SM ST TR XT "
    "BEG BT CPT CW DISC IP IW JFT LC NS QA RA SMOK SPAD STEP SWG TOP TRAD VAR".split()
)
NAMES = {
    "location temporarily closed": "TC", "temporarily closed": "TC", "temporarily closed facility": "TC",
    "online": "ONL", "online meeting": "ONL", "virtual meeting": "ONL", "virtual": "ONL", "hybrid": "HY",
    "hybrid meeting": "HY", "in person": "INP", "inactive": "INACTIVE", "women": "W", "mujer": "W", "men": "M",
    "hombres": "M", "young people": "Y", "seniors": "SEN", "lgbtq": "LGBTQ", "lgbtqiaa": "LGBTQ", "gay": "G",
    "lesbian": "L", "bisexual": "BI", "transgender": "T", "non binary": "NB", "native american": "N",
    "indigenous": "NDG", "english": "EN", "spanish": "S", "espanol": "S", "french": "FR", "german": "DE",
    "italian": "ITA", "japanese": "JA", "korean": "KOR", "persian": "FA", "polish": "POL", "portuguese": "POR",
    "punjabi": "PUN", "russian": "RUS", "ukrainian": "UK", "hindi": "HI", "tagalog": "TL",
    "american sign language": "ASL", "meditation": "MED", "11th step meditation": "11", "speaker": "SP",
    "literature": "LIT", "big book": "B", "breakfast": "BRK", "babysitting available": "BA",
    "child care available": "BA", "fragrance free": "FF", "wheelchair access": "X", "wheelchair accessible": "X",
    "wheelchair accessible bathroom": "XB", "open": "O", "closed": "C", "discussion": "D", "newcomer": "BE",
}  # fmt: skip
MOST = 60  # types of one meeting


def codes_of(value: Any) -> Iterator[str]:
    """The codes of a field, which may be a list or one text; what is unknown as the file writes it.

    >>> list(codes_of(["O", "tc", 5, {}])), list(codes_of("Women, Temporarily Closed; Juggling"))
    (['O', 'TC', '5'], ['W', 'TC', 'Juggling'])
    """
    parts = value.replace(";", ",").split(",") if isinstance(value, str) else value
    for part in (parts if isinstance(parts, list) else [parts])[:MOST]:
        if isinstance(part, str | int) and not isinstance(part, bool) and (text := str(part).strip()[:100]):
            yield _code(text)


def _code(text: str) -> str:
    for code in (text, text.upper()):
        if code in TERMS or code in WAYS or code in OTHERS or code in CLOSED | INACTIVE:
            return code
    return NAMES.get(folded(text), text)


def is_known(code: str) -> bool:
    return code in TERMS or code in WAYS or code in OTHERS or code in CLOSED | INACTIVE


def is_read(code: str) -> bool:
    return code in TERMS or code in WAYS or code in CLOSED | INACTIVE
