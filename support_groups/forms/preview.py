"""What a schedule that is being typed will say, and its next five dates, before anything is saved."""

import datetime
from dataclasses import dataclass, field, replace

from support_groups.schedules import DateException, InvalidPattern, Meeting, Pattern, next_dates

SHOWN = 5


@dataclass(frozen=True)
class Preview:
    """Of one pattern, as visitors would read it."""

    sentence: str = ""
    meetings: list[Meeting] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_dated: bool = True
    zone: str = ""

    def __bool__(self):
        return bool(self.sentence or self.questions)


@dataclass(frozen=True)
class PreviewContext:
    """What the rest of the form says that matters for dates."""

    zone: str
    language: str
    exceptions: list[DateException]
    at: datetime.datetime


def of_pattern(pattern: Pattern | None, context: PreviewContext, questions=(), notes=()) -> Preview:
    if pattern is None:
        return Preview(questions=list(questions), notes=list(notes))
    here = replace(pattern, zone=pattern.zone or context.zone)
    meetings = next_dates([here], context.exceptions, context.at, SHOWN) if pattern.is_dated else []
    return Preview(
        sentence=here.words(context.language),
        meetings=meetings,
        questions=list(questions),
        notes=list(notes),
        is_dated=pattern.is_dated,
        zone=here.zone,
    )


def of_form(form, context: PreviewContext) -> Preview:
    """Of a row of the form, bound or not."""
    if not form.is_bound:
        return of_pattern(form.pattern, context)
    if not form.has_changed() and not form.pattern and not form.instance.pk:
        return Preview()
    form.is_valid()
    left = form.open_questions() if hasattr(form, "cleaned_data") else []
    notes = form.data.getlist(form.add_prefix("notes"))
    return of_pattern(form.pattern, context, [str(question) for question in left], notes)


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
