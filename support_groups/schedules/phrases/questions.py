"""What a person must still say, in words she can act on."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Question(str):
    """A sentence; `.field` names what it is about, so that a form can show it beside the right input."""

    __slots__ = ("field",)
    field: str

    def __new__(cls, sentence: str, field: str = "phrase") -> "Question":
        question = super().__new__(cls, sentence)
        question.field = field
        return question


def weekday_name(number: int) -> str:
    return date_format(date(2026, 6, 1 + number), "l")  # 1 June 2026 is a Monday


def month_name(number: int) -> str:
    return date_format(date(2026, number, 1), "F")


def shown(day: date) -> str:
    return date_format(day, "l, F j, Y")


def when() -> Question:
    return Question(_("When does the group meet? Give the days and the time."))


def not_understood(words: str) -> Question:
    return Question(_("We did not understand “%(words)s”. Please say it in other words.") % {"words": words})


def does_it_matter(words: str) -> Question:
    return Question(_("Does “%(words)s” change when the group meets?") % {"words": words})


def too_long(limit: int) -> Question:
    return Question(
        ngettext(
            "Please give the schedule alone, in at most %(limit)d letter.",
            "Please give the schedule alone, in at most %(limit)d letters.",
            limit,
        )
        % {"limit": limit}
    )


def which_first(names: str) -> Question:
    return Question(
        _("Which %(weekday)s does it start? Give the date of one meeting.") % {"weekday": names}, "anchor"
    )


def which_month() -> Question:
    return Question(_("In which month does it start? Give the date of one meeting."), "anchor")


def course_start() -> Question:
    return Question(_("On which date does the first session take place?"), "anchor")


def which_weekday() -> Question:
    return Question(_("On which day of the week?"), "weekdays")


def which_of_month(name: str = "") -> Question:
    if name:
        return Question(
            _("Which %(weekday)s of the month: first, second, last …?") % {"weekday": name}, "ordinals"
        )
    return Question(_("On which day of the month?"), "ordinals")


def which_time() -> Question:
    return Question(_("At what time does it start?"), "begins")


def am_or_pm(text: str) -> Question:
    return Question(_("“%(text)s”: is it am or pm?") % {"text": text}, "begins")


def hours_are_right(text: str) -> Question:
    return Question(_("Is “%(text)s” right? It is a long time for a meeting.") % {"text": text}, "minutes")


def how_long(text: str) -> Question:
    return Question(_("How long is a meeting? “%(text)s” gives two answers.") % {"text": text}, "minutes")


def which_zone(text: str = "") -> Question:
    if text:
        return Question(_("In which time zone? “%(text)s” can mean more than one.") % {"text": text}, "zone")
    return Question(_("In which time zone?"), "zone")


def not_one_moment(text: str) -> Question:
    return Question(
        _("In which time zone does the group meet? The times in “%(text)s” are not the same moment.")
        % {"text": text},
        "zone",
    )


def one_meeting(text: str) -> Question:
    return Question(
        _("“%(text)s”: is that one meeting, told on two clocks? Then give it in one time zone.")
        % {"text": text},
        "zone",
    )


def two_meanings(word: str, first: str, second: str) -> Question:
    return Question(
        _("Does “%(word)s” mean %(first)s or %(second)s?") % {"word": word, "first": first, "second": second},
        "interval",
    )


def and_then(day: date) -> Question:
    return Question(
        _("Does the group meet after %(date)s too, and how often?") % {"date": shown(day)}, "kind"
    )


def one_or_both(text: str) -> Question:
    return Question(
        _("“%(text)s”: on which of them does the group meet, or on all?") % {"text": text}, "weekdays"
    )


def same_week(text: str) -> Question:
    return Question(_("“%(text)s”: are these in the same week?") % {"text": text}, "weekdays")


def every_one(name: str) -> Question:
    return Question(_("Every %(weekday)s, or on one date only?") % {"weekday": name}, "kind")


def which_year(text: str) -> Question:
    return Question(_("In which year is “%(text)s”?") % {"text": text}, "anchor")


def which_is_month(text: str) -> Question:
    return Question(_("“%(text)s”: which number is the month?") % {"text": text}, "anchor")


def no_such_date(text: str) -> Question:
    return Question(_("There is no such date as “%(text)s”.") % {"text": text}, "anchor")


def another_weekday(day: date) -> Question:
    return Question(
        _("%(date)s: the date and the weekday do not go together. Which is right?") % {"date": shown(day)}
    )


def first_date(day: date, first: date | None) -> Question:
    if first is None:
        return Question(
            _("There is no meeting after %(date)s. Are the dates right?") % {"date": shown(day)}, "anchor"
        )
    return Question(
        _("%(date)s is not one of the meeting days. Is the first meeting on %(first)s?")
        % {"date": shown(day), "first": shown(first)},
        "anchor",
    )


def when_not(text: str) -> Question:
    return Question(
        _("On which dates does the group not meet? You wrote “%(text)s”.") % {"text": text}, "exceptions"
    )


def paused(text: str) -> Question:
    return Question(
        _("“%(text)s”: the group seems to be paused. When does it meet again?") % {"text": text}, "status"
    )


def not_known_yet(text: str) -> Question:
    return Question(_("“%(text)s”: what is not settled yet? Please ask the group.") % {"text": text})


def appointment_too() -> Question:
    return Question(_("Does the group meet at these times, or by appointment only?"), "kind")


def for_all(text: str) -> Question:
    return Question(_("Does “%(text)s” hold for all the meetings?") % {"text": text})


def instead(text: str) -> Question:
    return Question(_("“%(text)s”: are these instead of the other meetings, or as well?") % {"text": text})


def fits_not(text: str) -> Question:
    return Question(_("“%(text)s”: please give this as separate schedules.") % {"text": text})


def right(sentence: str) -> Question:
    return Question(_("We read it as: %(sentence)s. Is that right?") % {"sentence": sentence})


def every_week(name: str) -> Question:
    return Question(_("Is it once a week, on %(weekday)s?") % {"weekday": name}, "weekdays")


def no_meeting_anyway(day: date) -> Question:
    return Question(
        _("By this schedule there is no meeting on %(date)s anyway. Are the days right?")
        % {"date": shown(day)}
    )
