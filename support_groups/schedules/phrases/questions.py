"""What a person must still answer, in sentences that say what to enter."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Question(str):
    """A sentence. `.field` names what it is about, so that a form can show it beside the right input."""

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


def full_date(day: date) -> str:
    return date_format(day, "l, F j, Y")


def when() -> Question:
    return Question(_("When does the group meet? Give the days and the time."))


def not_understood(words: str) -> Question:
    return Question(_("We did not understand “%(words)s”. Please put it another way.") % {"words": words})


def does_it_matter(words: str) -> Question:
    return Question(_("Does “%(words)s” change when the group meets?") % {"words": words})


def too_long(limit: int) -> Question:
    return Question(
        ngettext(
            "Give only the schedule, in at most %(limit)d character.",
            "Give only the schedule, in at most %(limit)d characters.",
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
    return Question(_("What is the date of the first session?"), "anchor")


def which_weekday() -> Question:
    return Question(_("Which day of the week?"), "weekdays")


def which_of_month(name: str = "") -> Question:
    if name:
        return Question(
            _("Which %(weekday)s of the month: first, second, last?") % {"weekday": name}, "ordinals"
        )
    return Question(_("Which day of the month?"), "ordinals")


def which_time() -> Question:
    return Question(_("What time does it start?"), "begins")


def am_or_pm(text: str) -> Question:
    return Question(_("Is “%(text)s” am or pm?") % {"text": text}, "begins")


def hours_are_right(text: str) -> Question:
    return Question(_("Is “%(text)s” right? That is a long meeting.") % {"text": text}, "minutes")


def how_long(text: str) -> Question:
    return Question(_("How long is the meeting? “%(text)s” gives two answers.") % {"text": text}, "minutes")


def which_zone(text: str = "") -> Question:
    if text:
        return Question(_("Which time zone? “%(text)s” can mean more than one.") % {"text": text}, "zone")
    return Question(_("Which time zone?"), "zone")


def times_do_not_match(text: str) -> Question:
    return Question(
        _("Which time zone is right? The times in “%(text)s” don't match.") % {"text": text},
        "zone",
    )


def one_meeting(text: str) -> Question:
    return Question(
        _("Is “%(text)s” one meeting in two time zones? If so, give only one of them.") % {"text": text},
        "zone",
    )


def two_meanings(word: str, first: str, second: str) -> Question:
    return Question(
        _("Does “%(word)s” mean %(first)s or %(second)s?") % {"word": word, "first": first, "second": second},
        "interval",
    )


def meets_after(day: date) -> Question:
    return Question(
        _("Does the group also meet after %(date)s? How often?") % {"date": full_date(day)}, "kind"
    )


def one_or_both(text: str) -> Question:
    return Question(
        _("Does the group meet on all of these, or on which? You wrote “%(text)s”.") % {"text": text},
        "weekdays",
    )


def same_week(text: str) -> Question:
    return Question(_("Are “%(text)s” in the same week?") % {"text": text}, "weekdays")


def every_week_or_once(name: str) -> Question:
    return Question(_("Every %(weekday)s, or on one date only?") % {"weekday": name}, "kind")


def which_year(text: str) -> Question:
    return Question(_("Which year is “%(text)s”?") % {"text": text}, "anchor")


def which_is_month(text: str) -> Question:
    return Question(_("Which number in “%(text)s” is the month?") % {"text": text}, "anchor")


def no_such_date(text: str) -> Question:
    return Question(_("There is no “%(text)s”. Please check the date.") % {"text": text}, "anchor")


def another_weekday(day: date) -> Question:
    return Question(
        _("The date and the weekday don't match: that date is %(date)s. Which is right?")
        % {"date": full_date(day)}
    )


def first_date(day: date, first: date | None) -> Question:
    if first is None:
        return Question(
            _("There is no meeting after %(date)s. Are the dates right?") % {"date": full_date(day)}, "anchor"
        )
    return Question(
        _("%(date)s is not a meeting day. Is the first meeting on %(first)s?")
        % {"date": full_date(day), "first": full_date(first)},
        "anchor",
    )


def which_dates_off(text: str) -> Question:
    return Question(
        _("Which dates does the group skip? You wrote “%(text)s”.") % {"text": text}, "exceptions"
    )


def paused(text: str) -> Question:
    return Question(
        _("The group seems to be paused: “%(text)s”. When does it meet again?") % {"text": text}, "status"
    )


def not_known_yet(text: str) -> Question:
    return Question(_("“%(text)s” leaves the schedule open. Please ask the group.") % {"text": text})


def appointment_too() -> Question:
    return Question(_("Does the group meet at these times, or by appointment only?"), "kind")


def applies_to_all(text: str) -> Question:
    return Question(_("Does “%(text)s” apply to all meetings?") % {"text": text})


def all_or_instead(text: str) -> Question:
    return Question(
        _("Does the group meet at all of these times, or do some replace others? You wrote “%(text)s”.")
        % {"text": text}
    )


def enter_separately(text: str) -> Question:
    return Question(_("Please enter “%(text)s” as separate schedules.") % {"text": text})


def is_that_right(sentence: str) -> Question:
    return Question(_("We read it as: %(sentence)s. Is that right?") % {"sentence": sentence})


def every_week(name: str) -> Question:
    return Question(_("Does the group meet once a week, on %(weekday)s?") % {"weekday": name}, "weekdays")


def no_meeting_that_day(day: date) -> Question:
    return Question(
        _("This schedule has no meeting on %(date)s anyway. Are the days right?") % {"date": full_date(day)}
    )
