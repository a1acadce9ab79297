"""Times of day in words: "half past six", "quarter to 8", "six thirty pm", "7 in the evening" without digits."""

import re
from typing import NamedTuple

from support_groups.schedules.phrases.vocabulary import vocabulary

HOUR = r"(?P<{}>\d{{1,2}}(?!\d)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
MERIDIEM = r"(?:\s?(?P<half>[ap])\s?\.?\s?m\b\.?)?"
PAST = {"half": 30, "quarter": 15, "twenty": 20, "ten": 10, "five": 5, "twenty five": 25}
MINUTES = {"thirty": 30, "fifteen": 15, "forty five": 45, "forty-five": 45}
SPOKEN = re.compile(
    rf"(?:a )?(?P<part>half|quarter|twenty five|twenty|ten|five) (?P<way>past|to|after) {HOUR.format('named')}\b(?! (?:minutes|hours|weeks|sessions)){MERIDIEM}"
    rf"|(?P<hour>[a-z]+)[ -](?P<minutes>thirty|fifteen|forty[ -]five)\b{MERIDIEM.replace('half', 'half2')}"
    rf"|(?P<bare>[a-z]+)(?:\s?(?P<half3>[ap])\s?\.?\s?m\b\.?| o'?clock\b)"
)


class Spoken(NamedTuple):
    """Hour from 1 to 12, minute, "am", "pm" or "", and where the words end."""

    hour: int
    minute: int
    half: str
    end: int


def match(plain: str, at: int) -> Spoken | None:
    """
    >>> match("half past six", 0), match("quarter to 8 pm", 0)
    (Spoken(hour=6, minute=30, half='', end=13), Spoken(hour=7, minute=45, half='pm', end=15))
    >>> match("ten to twelve participants", 0) is None, match("half six", 0) is None
    (True, True)
    """
    found = SPOKEN.match(plain, at)
    if not found:
        return None
    hour = _hour(found["named"] or found["hour"] or found["bare"])
    if hour is None or (
        found["way"] == "to" and found["part"] not in ("half", "quarter") and not found["half"]
    ):
        return None  # "five to ten people"
    half = found["half"] or found["half2"] or found["half3"]
    minute = PAST[found["part"]] if found["part"] else MINUTES.get(found["minutes"] or "", 0)
    if found["way"] == "to":
        hour, minute = (hour - 2) % 12 + 1, 60 - minute
    return Spoken(hour, minute, f"{half}m" if half else "", found.end())


def _hour(word: str) -> int | None:
    symbol, value = ("number", int(word)) if word.isdigit() else vocabulary().get(word, ("", None))
    return value if symbol == "number" and 1 <= value <= 12 else None
