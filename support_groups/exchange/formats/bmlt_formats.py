"""The formats of BMLT meetings, as terms of the directory.

Source: the formats every BMLT server starts with (installation/initial-database.sql of github.com/bmlt-enabled/
bmlt-server). Servers rename keys and add their own, so a file that describes its formats is read by their world id.
"""

import re
from dataclasses import dataclass

from support_groups.exchange.formats.feed_attendance import HYBRID, ONLINE
from support_groups.listings.folding import folded

Term = tuple[str, str]

TERMS: dict[str, Term] = {
    "W": ("audiences", "women"), "M": ("audiences", "men"), "YP": ("audiences", "young-adults"),
    "Y": ("audiences", "young-adults"), "GL": ("audiences", "lgbtq"),
    "ES": ("languages", "es"), "ENG": ("languages", "en"), "FIN": ("languages", "fi"), "PER": ("languages", "fa"),
    "ME": ("activities", "meditation"), "MED": ("activities", "meditation"),
    "SO": ("activities", "speakers"), "SPK": ("activities", "speakers"), "SD": ("activities", "speakers"),
    "S-D": ("activities", "speakers"), "BK": ("activities", "reading"), "LIT": ("activities", "reading"),
    "SL": ("access", "sign-language"),
    "WC": ("venue_has", "step-free"), "WCHR": ("venue_has", "step-free"),
}  # fmt: skip
WAYS = {"VM": ONLINE, "HY": HYBRID, "HYBR": HYBRID}
CLOSED = frozenset({"TC"})
OPEN_ENDED = frozenset({"OE"})
# What a standard format says about times, for files that do not describe their formats.
SAYINGS = {"CH": "This meeting gathers in a facility that is usually closed on holidays."}
# Sentences of the descriptions that servers start with. They sound as if they said when a group meets.
STANDARD = frozenset({
    "facility is temporarily closed", "temporarily closed facility", "temporarily closed", "open ended",
    "no fixed duration the meeting continues until everyone present has had a chance to share",
    "you should attend only if you believe that you may have a problem with substance abuse",
})  # fmt: skip
OTHERS = frozenset(
    "AB AG B BEG BL BT C CAN CH CL CLOSED CP CPT CS CW D DISC FD GP IL IP IW JFT JT LANG LC L/R NC NS O OPEN PI QA RA RF "
    "RR SC SG SPAD ST STEP SWG TI TO TOP TR TRAD TW VAR".split()
)


@dataclass(frozen=True)
class Format:
    """One format of a meeting. `code` is the key or world id that is known here, "" if neither is."""

    key: str
    code: str = ""
    saying: str = ""  # name and description, if the file has them
    language: str = ""  # the name of the language, if the file says that the format is one

    @property
    def is_read(self) -> bool:
        return (
            bool(self.language) or self.code in TERMS or self.code in WAYS or self.code in CLOSED | OPEN_ENDED
        )


def telling(saying: str) -> str:
    """Without what the formats of every server say.

    >>> telling("Open Ended. No fixed duration."), telling("Closed. Facility is Temporarily Closed. Not in May.")
    ('No fixed duration.', 'Closed. Not in May.')
    """
    sentences = re.split(r"(?<=[.!?])\s+", saying)
    return " ".join(text for text in sentences if folded(text) not in STANDARD)


def known(*codes: str) -> str:
    """The first code that is known here.

    >>> known("", "Xy", "vm"), known("1st")
    ('VM', '')
    """
    upper = [code.strip().upper() for code in codes]
    return next((code for code in upper if _is_known(code)), "")


def _is_known(code: str) -> bool:
    return code in TERMS or code in WAYS or code in OTHERS or code in CLOSED | OPEN_ENDED
