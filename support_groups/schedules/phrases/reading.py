"""What a phrase was read as."""

from dataclasses import dataclass, field

from support_groups.schedules.date_exceptions import DateException
from support_groups.schedules.patterns import Pattern
from support_groups.schedules.phrases.questions import Question

ABOUT_THE_WORDS = ("phrase", "status", "ordinals")


@dataclass(frozen=True)
class Reading:
    """Patterns and date exceptions; questions a person must answer first; notes that are no schedule."""

    patterns: tuple[Pattern, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    exceptions: tuple[DateException, ...] = ()


@dataclass
class Draft:
    """A reading in progress. Each question is asked once."""

    patterns: list[Pattern] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    exceptions: list[DateException] = field(default_factory=list)
    is_unreliable: bool = False  # some words may change the schedule and were not understood

    def ask(self, *questions: Question) -> None:
        self.questions.extend(question for question in questions if question not in self.questions)

    def refuse(self, *questions: Question) -> None:
        """Ask, and give no pattern: none is better than a wrong one."""
        self.ask(*questions)
        self.is_unreliable = True

    def note(self, text: str) -> None:
        if text and text not in self.notes:
            self.notes.append(text)

    def done(self) -> Reading:
        notes, exceptions = tuple(self.notes), tuple(self.exceptions)
        if not self.is_unreliable:
            return Reading(tuple(dict.fromkeys(self.patterns)), tuple(self.questions), notes, exceptions)
        # What follows from words we did not understand is not worth asking.
        about_the_words = [question for question in self.questions if question.field in ABOUT_THE_WORDS]
        return Reading((), tuple(about_the_words or self.questions), notes, exceptions)
