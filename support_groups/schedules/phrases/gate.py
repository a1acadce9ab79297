"""The gate: every word that no rule read is known to be harmless, or somebody is asked about it.

The world is closed: a word passes because we know what it is, never because it is on no list of bad words.
"""

import re
from datetime import date

from support_groups.schedules import zones
from support_groups.schedules.languages.english import MONTHS
from support_groups.schedules.phrases import feasts, questions, surroundings
from support_groups.schedules.phrases.clauses import DAYS, is_day, is_time
from support_groups.schedules.phrases.items import Item
from support_groups.schedules.phrases.reading import Draft
from support_groups.schedules.phrases.vocabulary import phrase
from support_groups.schedules.text import plain

SCHEDULE = set(  # symbols of a schedule: if they fit no rule, something was not understood
    "weekday workdays ordinal last_day month_name date_digits clock year every other until except starting"
    " counting_from another_rule month week day if_five next_day deadline finish".split()
)
RELATIVE = re.compile(rf"\b(?:{phrase('relative')})\b")
QUIET = r"[^\w~≈±?<>=%]"  # "~2 pm" and "2 pm?" are not sure
SMALL = re.compile(rf"{QUIET}*(?:(?:{phrase('small_words')})\b{QUIET}*)*", re.IGNORECASE)
DANGLING = ("to", "for", "by")  # small words that may be half of a time
LONELY = ("sin",)  # "without" what? "Martes 18 h, sin" and a word that was read as something else
ABBREVIATION = re.compile(r"[A-Z]{1,4}T")
ONLY_AFTER = DAYS | {"appointment", "note", "season", "month_range", "course"}  # "Tuesdays only" is Tuesdays


def sort(items: list[Item], text: str, draft: Draft, today: date, *, by_appointment: bool) -> None:
    """Put what no rule understood into the draft, and refuse the phrase if the schedule depends on it."""
    for span in _spans(_without_emphasis(items)):
        words = text[span[0].tokens[0].start : span[-1].tokens[-1].end].strip(" ,;-/():")
        is_small = SMALL.fullmatch(words)
        if is_small and not _dangles(span):
            continue
        if not is_small and _may_be_zone(words, text):
            draft.ask(questions.does_it_matter(words))
        elif not is_small and _is_harmless(span) and surroundings.are_harmless(words):
            draft.note(words)
        elif not by_appointment and (_is_of_schedule(span) or RELATIVE.search(plain(words))):
            draft.refuse(questions.not_understood(words))
        elif surroundings.names_season(words):
            _ask_for_dates(words, text.index(words, span[0].tokens[0].start), draft, today)
        else:
            draft.ask(questions.does_it_matter(words))


def _may_be_zone(words: str, text: str) -> bool:
    """Whether the words are the name of a time zone where none was read ("at Pacific"), or look like the abbreviation of
    one that we don't know, whatever else they may be ("ART")."""
    name = plain(words).removeprefix("at ").removeprefix("in ").removeprefix("a ").removeprefix("en ")
    return name in zones.spoken() or bool(ABBREVIATION.fullmatch(words) and not text.isupper())


def _ask_for_dates(words: str, start: int, draft: Draft, today: date) -> None:
    """ "In Lent": its dates are offered where they can be calculated."""
    question = questions.when_is_season(words)
    draft.ask(question)
    if season := feasts.coming(plain(words), today):
        first, last = (f"{MONTHS[day.month - 1]} {day.day}, {day.year}" for day in season)
        phrase = f"{draft.typed[:start]}from {first} to {last}{draft.typed[start + len(words) :]}"
        draft.offer_phrase(question, questions.from_to(*season), phrase)


def ask_about_choices(items: list[Item], draft: Draft) -> None:
    """ "Tuesdays at 6 pm or Thursdays at 7 pm" is one of the two; "by phone or Zoom" is no schedule."""
    parts = [item for item in items if item.name != "soft" or _is_or(item) or _is_during(item)]
    for before, item, after in zip([None, *parts], parts, [*parts[1:], None], strict=False):
        around = [other for other in (before, after) if other]
        if _is_or(item) and (_joins_schedules(before, after, items) or not _has_words(*around)):
            draft.ask(questions.one_or_both(" ".join(other.text for other in (before, item, after) if other)))
        if _is_during(item) and not (after and after.name in ("leftover", "part")):
            draft.ask(questions.does_it_matter(item.text))


def _has_words(*around: Item) -> bool:
    return any(item.name in ("note", "leftover") for item in around)


def _joins_schedules(before: Item | None, after: Item | None, items: list[Item]) -> bool:
    """ "Mondays 6 pm at the library or Thursdays at noon": words stand between two parts of the schedule."""
    if before is None or after is None or not (is_day(after) or is_time(after)):
        return False
    return any(is_day(item) or is_time(item) for item in items[: items.index(before) + 1])


def _is_during(item: Item) -> bool:
    return item.name == "soft" and item.tokens[0].value == "during"


def _is_or(item: Item) -> bool:
    return item.name == "soft" and item.tokens[0].value in ("or", "o", "u")


def vet_note(item: Item, draft: Draft) -> None:
    """Keep a note, and ask if it says anything about time all the same: "Call Jane on Mondays"."""
    draft.note(item.text)
    if not surroundings.is_plain_note(item.text):
        draft.ask(questions.does_it_matter(item.text))


def _without_emphasis(items: list[Item]) -> list[Item]:
    """Leave out "only" after what it stresses."""
    kept: list[Item] = []
    for item in items:
        if item.symbols == ("only",) and kept and kept[-1].name in ONLY_AFTER:
            continue
        kept.append(item)
    return kept


def _is_of_schedule(span: list[Item]) -> bool:
    return any(item.name == "leftover" and item.symbols[0] in SCHEDULE for item in span)


def _dangles(span: list[Item]) -> bool:
    return all(item.symbols[0] in DANGLING or plain(item.text) in LONELY for item in span)


def _is_harmless(span: list[Item]) -> bool:
    """No number and no word of a schedule is among the words, nor "only" alone."""
    symbols = {symbol for item in span if item.name == "leftover" for symbol in item.symbols}
    marks = {item.text for item in span} & set("~≈±?<>=%")
    return not (symbols & {*SCHEDULE, "number"} or marks or symbols == {"only"})


def _spans(items: list[Item]) -> list[list[Item]]:
    """Runs of leftover words, with the small words and commas between them."""
    spans: list[list[Item]] = [[]]
    for item in items:
        if item.name == "leftover" or _joins(item, spans[-1]):
            spans[-1].append(item)
        elif item.name != "soft" or item.symbols in (("open",), ("close",)):
            spans.append([])
    trimmed = [_trimmed(span) for span in spans]
    return [span for span in trimmed if any(item.name == "leftover" for item in span)]


def _joins(item: Item, span: list[Item]) -> bool:
    """Whether a small word continues a run, or begins one: "at the library"."""
    if item.name != "soft" or item.symbols[0] in ("open", "close", "session"):
        return False
    return bool(span) or item.symbols[0] in ("at", "in", "for", "of")


def _trimmed(span: list[Item]) -> list[Item]:
    while span and span[-1].name == "soft":
        span = span[:-1]
    while len(span) > 1 and span[0].name == "soft" and span[0].symbols[0] not in ("at", "in", "for", "of"):
        span = span[1:]
    return span
