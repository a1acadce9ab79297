"""What a schedule that is being typed will say, and its next five dates, before anything is saved."""

import datetime
from dataclasses import dataclass, field, replace

from django.utils import timezone

from support_groups.forms import answers
from support_groups.forms.phrase_data import LINE
from support_groups.models.scheduling import UNKNOWN_CLOCK
from support_groups.schedules import DateException, InvalidPattern, Meeting, Pattern, next_dates
from support_groups.schedules.exception_phrases import ExceptionReading
from support_groups.schedules.phrases.reading import Offer

SHOWN = 5


@dataclass(frozen=True)
class AskedQuestion:
    """With the answers that a person can choose."""

    sentence: str
    offers: list[tuple[Offer, str]] = field(default_factory=list)  # and what visitors would read then


@dataclass(frozen=True)
class Preview:
    """Of one pattern, as visitors would read it."""

    sentence: str = ""
    meetings: list[Meeting] = field(default_factory=list)
    questions: list[AskedQuestion] = field(default_factory=list)
    answers: list[Offer] = field(default_factory=list)  # that were chosen
    notes: list[str] = field(default_factory=list)
    canceled: tuple[DateException, ...] = ()  # what saving adds
    is_dated: bool = True
    zone: str = ""
    lacks_zone: bool = False

    def __bool__(self):
        return bool(self.sentence or self.questions or self.answers)

    @property
    def has_offers(self) -> bool:
        return any(question.offers for question in self.questions)


@dataclass(frozen=True)
class PreviewContext:
    """What the rest of the form says that matters for dates."""

    zone: str  # "" if nobody has chosen one
    language: str
    exceptions: list[DateException]
    at: datetime.datetime


def of_pattern(pattern: Pattern | None, context: PreviewContext) -> Preview:
    if pattern is None:
        return Preview()
    here = replace(pattern, zone=pattern.zone or context.zone)
    meetings = []
    if pattern.is_dated:
        meetings = next_dates([here], context.exceptions, context.at, SHOWN, zone=UNKNOWN_CLOCK)
    return Preview(
        sentence=here.words(context.language),
        meetings=meetings,
        is_dated=pattern.is_dated,
        zone=here.zone,
        lacks_zone=here.is_on_a_clock,
    )


def of_form(form, context: PreviewContext) -> Preview:
    """Of a row of the form, bound or not."""
    if not form.is_bound:
        return of_pattern(form.pattern, context)
    if not form.has_changed() and not form.pattern and not form.instance.pk:
        return Preview()
    form.is_valid()
    left = form.open_questions() if hasattr(form, "cleaned_data") else []
    answered = (
        answers.of_row(form.data, form.prefix, timezone.localdate(context.at)) if _is_asked(form) else None
    )
    return replace(
        of_pattern(form.pattern, context),
        questions=[_with_offers(question, answered, context) for question in left],
        answers=answered.chosen if answered else [],
        notes=form.data.getlist(form.add_prefix("notes")),
        canceled=form.canceled_days,
    )


def of_line(line: ExceptionReading | None) -> dict:
    """What the template needs to show the schedule exception that is typed in one line."""
    asked = [
        AskedQuestion(question, [(offer, offer.sentence) for offer in line.offers])
        for question in (line.questions if line else ())
    ]
    keys = " ".join(answer.key for answer in line.chosen) if line else ""
    return {"line": line, "asked": asked, "keys": keys, "form": {"prefix": LINE}}


def _is_asked(form) -> bool:
    """A row that was split off another is answered there."""
    if form.data.get(form.add_prefix("part_of")):
        return False
    return any(form.data.get(form.add_prefix(name)) for name in ("asked", "answers"))


def _with_offers(question: str, answered: answers.Answered | None, context: PreviewContext) -> AskedQuestion:
    offers = answered.reading.offers_for(question) if answered else []
    return AskedQuestion(str(question), [(offer, _words(offer, context)) for offer in offers])


def _words(offer: Offer, context: PreviewContext) -> str:
    """What visitors would read after that answer; where it is only about single dates, the dates say it."""
    if offer.question.field == "exceptions":
        return offer.sentence
    sentences = [
        pattern.in_zone(context.zone).words(context.language, complete=True) for pattern in offer.patterns
    ]
    return "; ".join(sentences)


def canceled_by(forms) -> list[DateException]:
    """What the phrases of these rows cancel."""
    days: list[DateException] = []
    for form in forms:
        form.is_valid()  # which checks it, once
        days += form.canceled_days
    return days


def exceptions_of(forms) -> list[DateException]:
    """The exceptions in rows of a form, without rows that are deleted or not valid yet."""
    exceptions = []
    for form in forms:
        if form.is_bound and not _is_kept(form):
            continue
        if form.instance.first:
            try:
                exceptions.append(form.instance.date_exception)
            except InvalidPattern:
                continue
    return exceptions


def _is_kept(form) -> bool:
    is_filled = form.has_changed() or form.instance.pk
    return bool(is_filled and form.is_valid() and not form.cleaned_data.get("DELETE"))
