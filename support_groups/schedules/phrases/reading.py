"""What a phrase was read as."""

from dataclasses import dataclass, field

from support_groups.schedules.date_exceptions import DateException
from support_groups.schedules.patterns import Pattern
from support_groups.schedules.phrases.questions import Question


@dataclass(frozen=True)
class Reading:
    """Patterns and date exceptions; questions a person must answer first; notes that are no schedule."""

    patterns: tuple[Pattern, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    exceptions: tuple[DateException, ...] = ()

    @property
    def needs_confirmation(self) -> bool:
        return bool(self.questions)


@dataclass
class Draft:
    """A reading being written; the same question is asked once."""

    patterns: list[Pattern] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    exceptions: list[DateException] = field(default_factory=list)
    is_unreliable: bool = (
        False  # words were left that change the schedule: no pattern is better than a wrong one
    )

    def ask(self, *asked: Question) -> None:
        self.questions.extend(question for question in asked if question not in self.questions)

    def note(self, text: str) -> None:
        if text and text not in self.notes:
            self.notes.append(text)

    def done(self) -> Reading:
        patterns = () if self.is_unreliable else tuple(dict.fromkeys(self.patterns))
        asked = self.questions
        if self.is_unreliable:  # what follows from words we did not understand is not worth asking
            asked = [
                question for question in asked if question.field in ("phrase", "status", "ordinals")
            ] or asked
        return Reading(patterns, tuple(asked), tuple(self.notes), tuple(self.exceptions))
