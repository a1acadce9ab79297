"""What a person must still answer, in sentences that say what to enter."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


class Question(str):
    """A sentence. `.field` names what it is about, so that a form can show it beside the right input.

    `.yes` is the answer that leaves everything as it was read, "" if there is none; `.note` is what is no schedule then.
    """

    __slots__ = ("field", "note", "yes")
    field: str
    yes: str
    note: str

    def __new__(cls, sentence: str, field: str = "phrase", yes: str = "", note: str = "") -> "Question":
        question = super().__new__(cls, sentence)
        question.field, question.yes, question.note = field, yes, note
        return question


@dataclass(frozen=True)
class About:
    """A question about some words of a phrase, a weekday or a date.

    >>> which_year = About("anchor", "Which year is “%(text)s”?")
    >>> which_year("Dec 4"), which_year("Dec 4").field
    ('Which year is “Dec 4”?', 'anchor')
    """

    field: str
    sentence: str
    yes: str = ""  # the answer that leaves everything as it was read
    is_note: bool = False  # the words are no schedule then

    def __call__(self, text: str | date = "") -> Question:
        shown = full_date(text) if isinstance(text, date) else text
        note = shown if self.is_note else ""
        return Question(self.sentence % {"text": shown}, self.field, str(self.yes), note)


def weekday_name(number: int) -> str:
    return date_format(date(2026, 6, 1 + number), "l")  # 1 June 2026 is a Monday


def month_name(number: int) -> str:
    return date_format(date(2026, number, 1), "F")


def full_date(day: date) -> str:
    return date_format(day, "l, F j, Y")


when = About("phrase", _("When does the group meet? Give the days and the time."))
not_understood = About("phrase", _("We did not understand “%(text)s”. Please put it another way."))
does_it_matter = About(
    "phrase",
    _("Does “%(text)s” change when the group meets?"),
    _("No, it doesn’t change the dates or times"),
    True,
)
when_is_season = About(
    "phrase",
    _("When is “%(text)s”? Give the first and the last date."),
    _("It meets all year, not only then"),
    True,
)
not_known_yet = About("phrase", _("“%(text)s” leaves the schedule open. Please ask the group."))
applies_to_all = About("phrase", _("Does “%(text)s” apply to all meetings?"), _("Yes, to all"))
enter_separately = About("phrase", _("Please enter “%(text)s” as separate schedules."))
is_that_right = About("phrase", _("We read it as: %(text)s. Is that right?"), _("Yes, that’s right"))
all_or_instead = About(
    "phrase",
    _("Does the group meet at all of these times, or do some replace others? You wrote “%(text)s”."),
    _("At all of these times"),
)
paused = About("status", _("The group seems to be paused: “%(text)s”. When does it meet again?"))

which_weekday = About("weekdays", _("Which day of the week?"))
same_week = About("weekdays", _("Are “%(text)s” in the same week?"), _("Yes, in the same week"))
one_or_both = About(
    "weekdays",
    _("Does the group meet on all of these, or on which? You wrote “%(text)s”."),
    _("On all of these"),
)
every_week = About("weekdays", _("Does the group meet once a week, on %(text)s?"), _("Yes, every week"))
every_week_or_once = About("kind", _("Every %(text)s, or on one date only?"))
meets_after = About("kind", _("Does the group also meet after %(text)s? How often?"))
AT_THESE_TIMES = _("Does the group meet at these times, or by appointment only?")
appointment_too = About("kind", AT_THESE_TIMES, _("At these times"))
only_by_appointment = About("kind", AT_THESE_TIMES, _("By appointment only"))
which_day_of_month = About("ordinals", _("Which day of the month?"))
which_weekday_of_month = About("ordinals", _("Which %(text)s of the month: first, second, last?"))

which_first = About("anchor", _("Which %(text)s does it start? Give the date of one meeting."))
which_month = About("anchor", _("In which month does it start? Give the date of one meeting."))
course_start = About("anchor", _("What is the date of the first session?"))
another_end = About(
    "anchor", _("The last session would be on %(text)s, not on the last date you gave. Which is right?")
)
which_year = About("anchor", _("Which year is “%(text)s”?"))
which_is_month = About("anchor", _("Which number in “%(text)s” is the month?"))
no_such_date = About("anchor", _("There is no “%(text)s”. Please check the date."))
no_meeting_after = About("anchor", _("There is no meeting after %(text)s. Are the dates right?"))
another_weekday = About(
    "phrase", _("The date and the weekday don't match: that date is %(text)s. Which is right?")
)
no_meeting_that_day = About(
    "phrase", _("This schedule has no meeting on %(text)s anyway. Are the days right?")
)
which_dates_off = About("exceptions", _("Which dates does the group skip? You wrote “%(text)s”."))
whose_holidays = About("exceptions", _("Which country’s holidays does the group skip? You wrote “%(text)s”."))
others_off = About(
    "exceptions", _("Besides %(text)s: does the group skip other dates?"), _("No, no other dates")
)

which_time = About("begins", _("What time does it start?"))
am_or_pm = About("begins", _("Is “%(text)s” am or pm?"))
only_the_end = About("begins", _("“%(text)s” says only when it ends. What time does it start?"))
when_doors_open = About(
    "begins", _("Is “%(text)s” when the doors open?"), _("No, a meeting begins at that time")
)
are_doors = About(
    "begins", _("Is “%(text)s” when the doors open?"), _("Yes, no meeting begins at that time"), True
)
is_it_the_beginning = About(
    "begins",
    _("Is “%(text)s” when the meeting begins, or something else?"),
    _("A meeting begins at that time"),
)
which_clock = About("begins", _("Which time is right? You wrote “%(text)s”."))
another_part_of_day = About("begins", _("“%(text)s” is not at that time of day. Which is right?"))
hours_are_right = About("minutes", _("Is “%(text)s” right? That is a long meeting."), _("Yes, that’s right"))
how_long = About("minutes", _("How long is the meeting? “%(text)s” gives two answers."))
which_zone = About("zone", _("Which time zone?"))
which_of_zones = About("zone", _("Which time zone? “%(text)s” can mean more than one."))
times_do_not_match = About("zone", _("Which time zone is right? The times in “%(text)s” don't match."))
one_meeting = About("zone", _("Is “%(text)s” one meeting in two time zones? If so, give only one of them."))


def too_long(limit: int) -> Question:
    sentence = ngettext(
        "Give only the schedule, in at most %(limit)d character.",
        "Give only the schedule, in at most %(limit)d characters.",
        limit,
    )
    return Question(sentence % {"limit": limit})


def two_meanings(word: str, first: str, second: str) -> Question:
    sentence = gettext("Does “%(word)s” mean %(first)s or %(second)s?")
    return Question(sentence % {"word": word, "first": first, "second": second}, "interval")


def from_to(first: date, last: date) -> str:
    return gettext("From %(first)s to %(last)s") % {"first": full_date(first), "last": full_date(last)}


def first_date(day: date, first: date | None, *, is_kept: bool = False) -> Question:
    """`is_kept`: the pattern has its first meeting then, so that "yes" leaves everything as it is."""
    if first is None:
        return no_meeting_after(day)
    sentence = gettext("%(date)s is not a meeting day. Is the first meeting on %(first)s?")
    shown = {"date": full_date(day), "first": full_date(first)}
    yes = gettext("Yes, on %(first)s") % shown if is_kept else ""
    return Question(sentence % shown, "anchor", yes)


def which_of_month(weekday: str = "") -> Question:
    return which_weekday_of_month(weekday) if weekday else which_day_of_month()


def _of_calendar(sentence: str, text: str, calendar: str, last: date, yes: str = "") -> Question:
    shown = {"text": text, "last": date_format(last), "calendar": calendar}
    return Question(sentence % shown, "exceptions", yes)


def holidays_off(text: str, calendar: str, last: date) -> Question:
    sentence = gettext(
        "Which dates does the group skip? You wrote “%(text)s”. The answers are its meeting days until %(last)s,"
        " by the calendar of %(calendar)s."
    )
    return _of_calendar(sentence, text, calendar, last)


def holidays_of_any_day(text: str, calendar: str, last: date) -> Question:
    """Where the days on which it meets are not known."""
    sentence = gettext(
        "Which dates does the group skip? You wrote “%(text)s”. The answers are all dates until %(last)s,"
        " by the calendar of %(calendar)s, because there is no schedule yet."
    )
    return _of_calendar(sentence, text, calendar, last)


def no_holidays_off(text: str, calendar: str, last: date) -> Question:
    """None of its meetings is on such a day."""
    sentence = gettext(
        "You wrote “%(text)s”, but by the calendar of %(calendar)s that is none of its meeting days until %(last)s."
        " Are the days right?"
    )
    return _of_calendar(sentence, text, calendar, last, gettext("Yes, there is nothing to skip"))
