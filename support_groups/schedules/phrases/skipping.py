"""Holidays on which nobody meets: the dates that their names mean, offered as answers.

Each answer is a date, all of them, or the country whose calendar is meant. The last one leaves nothing open. Nothing is
read without an answer: which holidays "except holidays" means, only the group knows.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from support_groups.schedules import holidays
from support_groups.schedules.date_exceptions import DateException, Effect
from support_groups.schedules.patterns import Pattern
from support_groups.schedules.phrases import questions
from support_groups.schedules.phrases.items import Item
from support_groups.schedules.phrases.questions import Question, full_date
from support_groups.schedules.phrases.reading import MOST_ANSWERS, Draft, Proposal, Skips
from support_groups.schedules.phrases.source import Token
from support_groups.schedules.zone_rules import country as country_of
from support_groups.schedules.zones import is_zone

NAMES = ("except_holidays", "except_unknown")
# They say nothing about days, or somebody is asked about them.
MAY_FOLLOW = set(
    "soft hard hours end_time zone length note part leftover start start_month counting until until_month course".split()
)
ENDS = tuple(",;.)\n")

Meets = Callable[[date], bool]


@dataclass(frozen=True)
class Wanted:
    """Holidays that a phrase names, in its `words`; `meets` says whether the group meets on a day, if that is known."""

    words: str
    named: holidays.Named
    zone: str
    today: date
    meets: Meets | None = None

    def country(self, skips: Skips) -> str:
        """As written, as answered, or that of the time zone; "" if that has no calendar here."""
        by_zone = country_of(self.zone) if is_zone(self.zone) else ""
        known = skips.country or self.named.country or by_zone
        return known if known in holidays.CALENDARS else ""

    def is_meeting(self, day: date) -> bool:
        return self.meets is None or self.meets(day)


def joined(items: list[Item], typed: str) -> list[Item]:
    """A list of holidays as one item: a comma ends "except Thanksgiving" only where no other holiday follows."""
    for place, item in enumerate(items):
        if item.name in NAMES:
            first = _first(item)
            parts = [
                end for end in range(place + 2, len(items) + 1) if items[end - 1].name not in ("soft", "hard")
            ]
            names = [end for end in parts if first and _name(first, items[end - 1], typed)]
            if end := max(names, default=0):
                tokens = tuple(token for part in items[place:end] for token in part.tokens)
                words = typed[tokens[0].start : tokens[-1].end].strip(" ,;")
                return [*items[:place], Item("except_unknown", words, {}, tokens), *items[end:]]
    return items


def _first(item: Item) -> Token | None:
    """The first word after "except"."""
    return next((token for token in item.tokens if token.symbol != "except"), None)


def _name(first: Token, last: Item, typed: str) -> holidays.Named | None:
    return holidays.named(typed[first.start : last.tokens[-1].end])


def ask(items: list[Item], draft: Draft, today: date, zone: str) -> None:
    """Ask which dates the group skips, with dates to choose from where the words name holidays and nothing else."""
    asked = [item for item in items if item.name in NAMES]
    for item in asked:
        named = _named(item, items, draft.typed) if len(asked) == 1 else None
        if named is None:
            draft.ask(questions.which_dates_off(item.text))
            continue
        wanted = Wanted(item.text, named, zone, today, meeting_days(draft.patterns))
        question, proposals = answers(wanted, draft.skips)
        draft.exceptions += [skipped for skipped in draft.skips.dates if wanted.is_meeting(skipped.first)]
        if question:
            draft.ask(_without_yes(question))
            draft.proposals += proposals


def _without_yes(question: Question) -> Question:
    """Its yes is among the answers, where it also settles the holidays."""
    return Question(question, question.field)


def _named(item: Item, items: list[Item], typed: str) -> holidays.Named | None:
    """None if something before the end of the sentence may belong to the holidays: "except holidays in May"."""
    first = _first(item)
    after = typed[item.tokens[-1].end :].lstrip(" ")
    is_apart = not after or after.startswith(ENDS)
    is_last = all(other.name in MAY_FOLLOW for other in items[items.index(item) + 1 :])
    return _name(first, item, typed) if first and is_apart and is_last else None


def meeting_days(patterns: Iterable[Pattern]) -> Meets:
    """Where "every other" has no date to count from, each of its weekdays may be one."""
    known = list(patterns)

    def meets(day: date) -> bool:
        return any(
            any(pattern.dates(day, day)) if pattern.is_dated else day.weekday() in pattern.weekdays
            for pattern in known
        )

    return meets


def answers(wanted: Wanted, skips: Skips) -> tuple[Question | None, list[Proposal]]:
    """What is still open, and its answers; None if nothing is."""
    if skips.is_complete:
        return None, []
    country = wanted.country(skips)
    if not country:
        return _whose(wanted)
    found = holidays.dates(wanted.named, country, wanted.today)
    if not found:
        return questions.which_dates_off(wanted.words), []
    skipped = {exception.first for exception in skips.dates}
    left = [one for one in found if one.day not in skipped and wanted.is_meeting(one.day)]
    calendar, last = str(holidays.CALENDARS[country]), holidays.last_day(wanted.today)
    if skipped:
        return _others(left, skips)
    if not left:
        question = questions.no_holidays_off(wanted.words, calendar, last)
        return question, [Proposal(question, question.yes, skips=replace(skips, is_complete=True))]
    ask_which = questions.holidays_off if wanted.meets else questions.holidays_of_any_day
    question = ask_which(wanted.words, calendar, last)
    return question, [*_all(question, left, skips), *_each(question, left, skips)]


@dataclass(frozen=True)
class Answer:
    """One that a person can choose. `key` is the same for the same words and answer."""

    question: Question
    sentence: str
    key: str
    skips: Skips


@dataclass(frozen=True)
class Chosen:
    """Where the answers lead: the question that is open then, if there is one, with its answers."""

    skips: Skips
    question: Question | None
    offers: tuple[Answer, ...]
    chosen: tuple[Answer, ...] = ()


def chosen(wanted: Wanted, keys: Iterable[str]) -> Chosen:
    """After the answers with these keys, one after the other. Other keys are passed over."""
    reached = _reached(wanted, Skips())
    for key in list(keys)[:MOST_ANSWERS]:
        if answer := next((offer for offer in reached.offers if offer.key == key), None):
            reached = replace(_reached(wanted, answer.skips), chosen=(*reached.chosen, answer))
    return reached


def _reached(wanted: Wanted, skips: Skips) -> Chosen:
    question, proposals = answers(wanted, skips)
    offers = [
        Answer(one.question, one.sentence, _key(wanted, one.skips), one.skips)
        for one in proposals
        if one.skips
    ]
    return Chosen(skips, question, tuple(offers))


def _key(wanted: Wanted, skips: Skips) -> str:
    return hashlib.blake2s(f"{wanted.words}\n{skips}".encode(), digest_size=6).hexdigest()


def _whose(wanted: Wanted) -> tuple[Question, list[Proposal]]:
    question = questions.whose_holidays(wanted.words)
    offered = [
        (str(name), code)
        for code, name in holidays.COUNTRIES.items()
        if holidays.dates(wanted.named, code, wanted.today)
    ]
    return question, [Proposal(question, name, skips=Skips(country=code)) for name, code in offered]


def _others(left: list[holidays.HolidayDate], skips: Skips) -> tuple[Question | None, list[Proposal]]:
    """After one date was chosen: the next, or no other."""
    if not left:
        return None, []
    days = "; ".join(f"{date_format(one.first, 'M j, Y')} ({one.reason})" for one in skips.dates)
    question = questions.others_off(days)
    none = Proposal(question, question.yes, skips=replace(skips, is_complete=True))
    return question, [none, *_each(question, left, skips)]


def _all(question: Question, left: list[holidays.HolidayDate], skips: Skips) -> list[Proposal]:
    number = len(left)
    if number == 1:
        return []
    sentence = ngettext("All %(number)d date", "All %(number)d dates", number) % {"number": number}
    return [Proposal(question, sentence, skips=replace(skips, dates=_exceptions(left), is_complete=True))]


def _each(question: Question, left: list[holidays.HolidayDate], skips: Skips) -> list[Proposal]:
    is_only = len(left) == 1
    return [
        Proposal(
            question,
            gettext("%(date)s: %(holiday)s") % {"date": full_date(one.day), "holiday": one.name},
            skips=replace(skips, dates=(*skips.dates, *_exceptions([one])), is_complete=is_only),
        )
        for one in left
    ]


def _exceptions(days: list[holidays.HolidayDate]) -> tuple[DateException, ...]:
    return tuple(DateException(effect=Effect.CANCELED, first=one.day, reason=one.name) for one in days)
