"""Answers offered for the usual questions: each is the phrase as it would have been written without the doubt.

The words put in are English, whatever the phrase is written in: the reader knows all languages at once. Whether an
answer settles its question is tried when it is shown, so a rule may propose more than fits.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from support_groups.schedules import languages
from support_groups.schedules.languages.english import MONTHS, WEEKDAYS
from support_groups.schedules.patterns import Pattern
from support_groups.schedules.phrases import calendar, clocks, questions, rules
from support_groups.schedules.phrases.items import Day, Item
from support_groups.schedules.phrases.questions import full_date, weekday_name
from support_groups.schedules.phrases.reading import Draft
from support_groups.schedules.rule import PatternKind

OF_MONTH = {  # with the words that the reader knows
    "first": _("The first of the month"),
    "second": _("The second of the month"),
    "third": _("The third of the month"),
    "fourth": _("The fourth of the month"),
    "last": _("The last of the month"),
}
EARLY = 5  # nobody meets from midnight to 5 am
MOST_INTERVAL = 4  # so many first dates are a choice; more is a list


def propose(items: list[Item], draft: Draft, today: date) -> None:
    for item in items:
        for rule in RULES.get(item.name, ()):
            rule(item, draft, today)
    for pattern in draft.patterns:
        _first_dates(pattern, draft, today)


def _am_or_pm(item: Item, draft: Draft, today: date) -> None:
    """ "7-8:30" is in the morning or in the evening."""
    question = questions.am_or_pm(item.text)
    minutes = clocks.read(item.values["clocks"], "", item.text).minutes
    for half in ("am", "pm"):
        hours = clocks.read(item.values["clocks"][:1], half, item.text)._replace(minutes=minutes)
        if hours.begins and hours.begins.hour >= EARLY:
            sentence = languages.language(get_language()).span(hours.begins, minutes)
            draft.offer(question, _capitalized(sentence), item, f"at {_clocks(item, hours)}")


def _clocks(item: Item, hours: clocks.Hours) -> str:
    """A time with am or pm, which nothing can be in doubt about, with the zones that were named beside it."""
    begins = datetime.combine(date.min, hours.begins or time())
    span = _with_half(begins)
    if hours.minutes:
        span += f"-{_with_half(begins + timedelta(minutes=hours.minutes))}"
    return " ".join([span, *(token.text for token in item.tokens if token.symbol == "zone")])


def _with_half(moment: datetime) -> str:
    return f"{moment.hour % 12 or 12}:{moment:%M} {'am' if moment.hour < 12 else 'pm'}"


def _biweekly(item: Item, draft: Draft, today: date) -> None:
    """Every two weeks, or twice in one; that needs two weekdays."""
    two_weeks, twice = rules.MEANINGS["biweekly"]
    question = questions.two_meanings(item.text, two_weeks, twice)
    draft.offer(question, _capitalized(two_weeks), item, "every two weeks,")
    if len(draft.patterns) == 1 and len(draft.patterns[0].weekdays) == 2:
        draft.offer(question, _capitalized(twice), item, "weekly,")


def _bimonthly(item: Item, draft: Draft, today: date) -> None:
    """Every two months; twice in one needs to say when."""
    two_months, twice = rules.MEANINGS["bimonthly"]
    question = questions.two_meanings(item.text, two_months, twice)
    draft.offer(question, _capitalized(two_months), item, "every two months,")


def _every_nth(item: Item, draft: Draft, today: date) -> None:
    """ "Every second Tuesday": every two weeks, or the second of the month."""
    if not item.values.get("every_nth"):
        return
    number, days = item.values["ordinals"][0], _english(item.values["weekdays"])
    every = gettext("every %(number)d weeks") % {"number": number}
    question = questions.two_meanings(item.text, every, gettext("once a month"))
    draft.offer(question, _capitalized(every), item, f"every {number} weeks on {days}")
    ordinal = list(OF_MONTH)[number - 1]
    draft.offer(question, gettext("Once a month"), item, f"{ordinal} {days} of the month")


def _which_of_month(item: Item, draft: Draft, today: date) -> None:
    """ "One Saturday a month": the first, the second … "Two Saturdays a month" is none of them alone."""
    if any(token.symbol == "number" and token.value > 1 for token in item.tokens):
        return
    question = questions.which_of_month(rules.names(item.values["weekdays"]))
    for ordinal, sentence in OF_MONTH.items():
        words = f"{ordinal} {_english(item.values['weekdays'])} of the month"
        draft.offer(question, str(sentence), item, words)


def _every_or_once(item: Item, draft: Draft, today: date) -> None:
    """ "Tuesday, 6 pm": every one, or the next."""
    question = questions.every_week_or_once(rules.names(item.values["weekdays"]))
    if len(item.values["weekdays"]) != 1:
        return
    weekday = item.values["weekdays"][0]
    coming = next(day for day in _days_from(today) if day.weekday() == weekday)
    every = gettext("Every %(weekday)s") % {"weekday": weekday_name(weekday)}
    draft.offer(question, every, item, f"every {WEEKDAYS[weekday]}")
    draft.offer(question, gettext("Only on %(date)s") % {"date": full_date(coming)}, item, _written(coming))


def _month_or_day(item: Item, draft: Draft, today: date) -> None:
    """ "3/4/2027": March 4 or April 3."""
    for day in item.values.get("days", ()):
        for month, number in (day.either, day.either[::-1]) if day.either else ():
            resolved = calendar.resolve(Day(month, number, day.year), today).day if month <= 12 else None
            if resolved:
                words = draft.typed.replace(day.text, _written(resolved))
                draft.offer_phrase(questions.which_is_month(day.text), full_date(resolved), words)


def _first_dates(pattern: Pattern, draft: Draft, today: date) -> None:
    """ "Every other Thursday": the coming Thursday, or the one after."""
    if pattern.is_dated or pattern.count or not 2 <= pattern.interval <= MOST_INTERVAL:
        return
    if pattern.kind == PatternKind.WEEKLY:
        question = questions.which_first(rules.names(pattern.weekdays))
        coming = (day for day in _days_from(today) if day.weekday() == pattern.weekdays[0])
        for _number, day in zip(range(pattern.interval), coming, strict=False):
            draft.offer_more(question, full_date(day), f"next meeting {_written(day)}")
    elif pattern.kind in (PatternKind.MONTHLY, PatternKind.MONTHLY_DATE):
        _first_months(pattern, draft, today)


def _first_months(pattern: Pattern, draft: Draft, today: date) -> None:
    for number in range(pattern.interval):
        month = today.replace(day=1) + relativedelta(months=number)
        words = f"starting in {MONTHS[month.month - 1]} {month.year}"
        draft.offer_more(questions.which_month(), date_format(month, "F Y"), words)


def _days_from(today: date) -> Iterator[date]:
    return (today + timedelta(days=number) for number in range(7 * MOST_INTERVAL))


def _written(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def _english(weekdays: tuple[int, ...]) -> str:
    return " and ".join(WEEKDAYS[day] for day in weekdays)


def _capitalized(text: str) -> str:
    text = str(text)
    return text[:1].upper() + text[1:]


RULES = {
    "hours": (_am_or_pm,),
    "biweekly": (_biweekly,),
    "bimonthly": (_bimonthly,),
    "monthly": (_every_nth,),
    "some_of_month": (_which_of_month,),
    "weekly": (_every_or_once, _which_of_month),
    "dates": (_month_or_day,),
    "start": (_month_or_day,),
    "until": (_month_or_day,),
    "range": (_month_or_day,),
}
