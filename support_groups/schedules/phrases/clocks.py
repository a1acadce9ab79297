"""From when to when: am and pm for both times where only one was written, and a question where none was."""

from datetime import time
from typing import NamedTuple

from support_groups.schedules.phrases import questions
from support_groups.schedules.phrases.questions import Question
from support_groups.schedules.phrases.source import Clock

A_DAY = 24 * 60
HALF = A_DAY // 2
FIRST_OF_DAY = 5 * 60
OVER_NIGHT = 4 * 60  # a longer one is not meant where only its end says am or pm: "10 until 9 am"
EARLY = 7  # few groups begin before this hour of the morning


class Hours(NamedTuple):
    begins: time | None
    minutes: int | None
    questions: tuple[Question, ...] = ()


def read(clocks: list[Clock], part: str, text: str, *, next_day: bool = False) -> Hours:
    """Start and length.

    One am or pm is enough for both ("6:30-8 pm", "10-noon"): the shortest meeting is meant. Without one, a word such
    as "evening" decides; "10-11:30" alone is asked about, never assumed.

    >>> read([Clock(6, 30), Clock(20, 0, "pm")], "", "6:30-8 pm")
    Hours(begins=datetime.time(18, 30), minutes=90, questions=())
    >>> read([Clock(10, 0), Clock(11, 30)], "", "10-11:30").questions[0]
    'Is “10-11:30” am or pm?'
    """
    if _begins_early(clocks):
        clocks = [Clock(clock.hour, clock.minute) for clock in clocks]
    elif any(clock.half == "24" for clock in clocks):
        clocks = [Clock(clock.hour, clock.minute, clock.half or "24") for clock in clocks]
    if not clocks:
        return Hours(None, None)
    choices = [_choices(clock, part) for clock in clocks]
    if len(clocks) == 1:
        if len(choices[0]) > 1:
            return Hours(None, None, (questions.am_or_pm(text),))
        return Hours(_time(choices[0][0]), None)
    return _between(choices, text, next_day)


def is_in_part(begins: time, part: str) -> bool:
    """Whether a clock can be in that part of the day; a night may begin after midnight.

    >>> is_in_part(time(10), "pm"), is_in_part(time(12), "am"), is_in_part(time(0, 30), "evening")
    (False, True, True)
    """
    hours = {
        "am": range(13),
        "noon": range(11, 16),
        "pm": range(12, 24),
        "evening": (*range(16, 24), *range(5)),
    }
    return begins.hour in hours.get(part, range(24))


def _begins_early(clocks: list[Clock]) -> bool:
    """ "De 5 a 7 horas" is more often in the afternoon; "de 6 a 14 horas" can only begin at six in the morning."""
    if not clocks or clocks[0].is_sure or clocks[0].hour >= EARLY:
        return False
    return clocks[-1].half == "24" and all(1 <= clock.hour <= 12 for clock in clocks)


def _between(choices: list[list[int]], text: str, next_day: bool) -> Hours:
    pairs = [((end - start) % A_DAY, start) for start in choices[0] for end in choices[1]]
    if len(pairs) == 4:  # neither says am or pm
        return Hours(None, min(pairs)[0] % HALF or None, (questions.am_or_pm(text),))
    length, start = min((minutes or A_DAY, start) for minutes, start in pairs)
    if next_day:
        is_overnight = start + length >= A_DAY
        return Hours(_time(start), length, () if is_overnight else (questions.hours_are_right(text),))
    if length == A_DAY:
        return Hours(_time(start), None, (questions.how_long(text),))
    is_at_night = start + length > A_DAY or start < FIRST_OF_DAY
    is_long = length > (OVER_NIGHT if len(choices[0]) > 1 and is_at_night else HALF)
    return Hours(_time(start), length, (questions.hours_are_right(text),) if is_long else ())


def _choices(clock: Clock, part: str) -> list[int]:
    """Minutes after midnight that a clock can mean."""
    if clock.is_sure:
        return [clock.hour * 60 + clock.minute]
    early = clock.hour % 12 * 60 + clock.minute
    if part == "am":
        return [early]
    if part == "noon":
        return [early + HALF if clock.hour in (12, 1, 2, 3) else early]
    return [early + HALF] if part in ("pm", "evening") else [early, early + HALF]


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
