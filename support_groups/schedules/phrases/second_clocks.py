"""Clocks of a phrase that are not when a meeting begins: the doors, refreshments, a deadline, the end.

What its words make certain is kept as a note; all else is a question. No such clock becomes a second meeting.
"""

from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext

from support_groups.schedules.phrases import questions
from support_groups.schedules.phrases.clauses import SHARED, is_day, is_time
from support_groups.schedules.phrases.items import Item
from support_groups.schedules.phrases.questions import Question
from support_groups.schedules.phrases.reading import Draft
from support_groups.schedules.phrases.source import Clock

HALF, A_DAY = 12 * 60, 24 * 60
EARLY = 180  # minutes before a meeting in which its doors can open
CLOSE = 120  # two clocks closer than this are seldom two meetings
AN_HOUR = 60
BETWEEN = ("soft", "hard", "note", "leftover")
UNKNOWN = {"clocks": [], "zones": (), "part": "", "next_day": False}


def settle(items: list[Item], draft: Draft) -> list[Item]:
    """The items without such clocks; the draft gets the notes and questions."""
    items = _ends(items, draft)
    items = [_alternative(item, draft) for item in items]
    items = _named_after(items, draft)
    items = _named_before(items, draft)
    for item in items:
        if item.name == "deadline":
            draft.note(item.text)
    _ask_about_neighbors(items, draft)
    return items


def _ends(items: list[Item], draft: Draft) -> list[Item]:
    """ "6:30 pm, ends at 8" is one range; "until 4" alone lacks its beginning."""
    kept: list[Item] = []
    for item in items:
        if item.name != "end_time":
            kept.append(item)
            continue
        last = next((place for place in reversed(range(len(kept))) if kept[place].name not in BETWEEN), None)
        if last is not None and _is_open_ended(kept[last]) and "by" not in item.symbols:
            kept[last] = _joined(kept[last], item, draft.typed)
        else:
            draft.ask(questions.only_the_end(item.text))
            kept.append(replace(item, name="hours", values=UNKNOWN))
    return kept


def _is_open_ended(item: Item) -> bool:
    return item.name == "hours" and len(item.values["clocks"]) == 1


def _joined(begin: Item, end: Item, text: str) -> Item:
    values = {
        **begin.values,
        "clocks": [*begin.values["clocks"], *end.values["clocks"]],
        "zones": (*begin.values["zones"], *end.values["zones"]),
        "part": begin.values["part"] or end.values["part"],
    }
    words = text[begin.tokens[0].start : end.tokens[-1].end]
    return replace(begin, text=words, values=values, tokens=(*begin.tokens, *end.tokens))


def _alternative(item: Item, draft: Draft) -> Item:
    """ "3 pm or 4 pm" has no beginning yet; "7 for 7:30 pm" most likely begins at the second."""
    if item.name == "either_time":
        _ask_which(item, draft)
        return replace(item, name="hours", values=UNKNOWN | {"zones": item.values["zones"]})
    if item.name == "for_time":
        place = item.symbols.index("for")
        first = next(token for token in item.tokens if token.symbol in ("clock", "number"))
        draft.ask(questions.are_doors(first.text))
        values = item.values | {"clocks": item.values["clocks"][1:]}
        return replace(item, name="hours", values=values, tokens=item.tokens[place + 1 :])
    return item


def _named_after(items: list[Item], draft: Draft) -> list[Item]:
    """ "5:30 pm social time, 6-7 pm meeting": the first clock belongs to the words after it."""
    kept: list[Item] = []
    for place, item in enumerate(items):
        if item.name not in ("aside", "doors"):
            kept.append(item)
        elif kept and _is_of_clock(kept[-1], items[place + 1 :]):
            draft.note(draft.typed[kept.pop().tokens[0].start : item.tokens[-1].end])
        elif item.name == "aside":
            kept.append(replace(item, name="note"))
        else:
            draft.ask(questions.does_it_matter(item.text))
    return kept


def _is_of_clock(last: Item, rest: list[Item]) -> bool:
    """Whether the clock before an aside is not the meeting, since a later one follows for the same days."""
    if last.name != "hours" or not last.values["clocks"]:
        return False
    following = next((item for item in rest if is_day(item) or item.name == "hours"), None)
    return following is not None and following.name == "hours" and _precedes(last, following, CLOSE)


def _named_before(items: list[Item], draft: Draft) -> list[Item]:
    """ "Doors open 6:30 pm", "refreshments from 6:30 pm" beside the time of the meeting."""
    meetings = [item for item in items if is_time(item)]
    has_own_times = _groups_of_days(items) <= len(meetings) > 0
    kept: list[Item] = []
    for item in items:
        if item.name not in ("doors_time", "aside_time"):
            kept.append(item)
            continue
        asks = questions.when_doors_open if item.name == "doors_time" else questions.is_it_the_beginning
        if not has_own_times:
            _ask_whether(asks(item.text), item, draft)
            kept.append(replace(item, name="hours", text=_clock_text(item)))
            continue
        is_early = any(_precedes(item, other, EARLY) for other in meetings)
        if (item.name == "doors_time" and not is_early) or _is_long(item):
            draft.ask(questions.are_doors(item.text))
        draft.note(item.text)
        _ask_about_events(items, draft)
    return kept


def _ask_whether(question: Question, item: Item, draft: Draft) -> None:
    """Ask whether a meeting begins then; the answer no makes a note of the clock."""
    draft.ask(question)
    draft.offer(question, gettext("No meeting begins at that time"), item, note=item.text)


def _ask_which(item: Item, draft: Draft) -> None:
    """Ask which of several clocks is right, and offer each."""
    question = questions.which_clock(item.text)
    draft.ask(question)
    clocks = [token for token in item.tokens if token.symbol in ("clock", "number")]
    half = next((clock.half for clock in reversed(item.values["clocks"]) if clock.half in ("am", "pm")), "")
    for token, clock in zip(clocks, item.values["clocks"], strict=True):
        words = token.text if clock.is_sure else f"{token.text} {half}".strip()
        draft.offer(question, words, item, f"at {words}")


def _clock_text(item: Item) -> str:
    """The words of a clock without "doors open" before it."""
    clocks = [token for token in item.tokens if token.symbol in ("clock", "number")]
    return item.text if len(clocks) != 1 else clocks[0].text


def _ask_about_events(items: list[Item], draft: Draft) -> None:
    """ "Supper at 6, talk at 7 pm": which of the two is the meeting?"""
    for place, item in enumerate(items):
        before = [other for other in items[:place] if other.symbols not in (("at",), ("from",), ("colon",))]
        if item.name == "hours" and before and before[-1].name == "leftover":
            _ask_whether(questions.is_it_the_beginning(item.text), item, draft)


def _groups_of_days(items: list[Item]) -> int:
    """How many groups of days have something else than commas between them."""
    groups, inside = 0, False
    for item in items:
        if is_day(item):
            groups += not inside
            inside = True
        elif item.name != "soft":
            inside = False
    return groups


def _ask_about_neighbors(items: list[Item], draft: Draft) -> None:
    """Two clocks for the same days, so close that one may be the doors or the same meeting again."""
    places = [place for place, item in enumerate(items) if item.name == "hours" and item.values["clocks"]]
    for one, other in pairwise(places):
        between = items[one + 1 : other]
        if any(is_day(item) or item.name in SHARED for item in between) or _has_days_around(
            items, one, other
        ):
            continue
        are_two = any(item.symbols == ("and",) for item in between)
        limit = AN_HOUR - 1 if are_two else CLOSE
        if _precedes(items[one], items[other], limit) or _overlaps(items[one], items[other]):
            _ask_whether(questions.when_doors_open(items[one].text), items[one], draft)
        elif _precedes(items[other], items[one], limit):
            _ask_whether(questions.when_doors_open(items[other].text), items[other], draft)
        elif not any(_separates(item) for item in between):
            _ask_whether(questions.is_it_the_beginning(items[other].text), items[other], draft)


def _separates(item: Item) -> bool:
    """Whether two clocks are a list; "6 pm (noon)" and "9 am-11 am-1 pm" are none."""
    return item.name != "soft" or item.symbols[0] in ("and", "comma", "slash")


def _has_days_around(items: list[Item], one: int, other: int) -> bool:
    """ "Tuesdays 6 pm, 7 pm Thursdays" gives each its own."""
    before = any(is_day(item) for item in items[:one])
    following = next((item for item in items[other + 1 :] if is_day(item) or item.name == "hours"), None)
    return before and following is not None and is_day(following)


def _precedes(first: Item, second: Item, at_most: int) -> bool:
    """Whether the first clock can be at most so many minutes before the second, or the same."""
    if not second.values.get("clocks"):
        return second.name == "all_hours"
    return any(
        0 <= later - earlier <= at_most
        for earlier in _minutes(first.values["clocks"][0])
        for later in _minutes(second.values["clocks"][0])
    )


def _is_long(item: Item) -> bool:
    """Whether a range is longer than people wait at a door, or share a meal."""
    times = [clock.hour * 60 + clock.minute for clock in item.values["clocks"]]
    return len(times) == 2 and (times[1] - times[0]) % HALF > EARLY


def _overlaps(first: Item, second: Item) -> bool:
    clocks = first.values["clocks"]
    if len(clocks) != 2 or not all(clock.is_sure for clock in (*clocks, second.values["clocks"][0])):
        return False
    begin, end, other = (_minutes(clock)[0] for clock in (*clocks, second.values["clocks"][0]))
    return begin <= other < end


def _minutes(clock: Clock) -> list[int]:
    early = clock.hour * 60 + clock.minute
    return [early] if clock.is_sure else [early % HALF, early % HALF + HALF]
