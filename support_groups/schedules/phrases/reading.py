"""What a phrase was read as, and the answers that are offered for what it leaves open."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from support_groups.schedules.date_exceptions import DateException
from support_groups.schedules.patterns import Pattern
from support_groups.schedules.phrases.items import Item
from support_groups.schedules.phrases.questions import Question, which_time

ABOUT_THE_WORDS = ("phrase", "status", "ordinals")
SEAM = "\0"  # no even text has it
SPACED = re.compile(rf"(?<=[\w)]){SEAM}(?=\w)")
MOST_OFFERS, MOST_ANSWERS = 30, 15  # of one reading; in a row


@dataclass(frozen=True)
class Skips:
    """What was answered so far about the holidays of a phrase: whose they are, and on which dates nobody meets."""

    country: str = ""
    dates: tuple[DateException, ...] = ()
    is_complete: bool = False

    def __str__(self) -> str:
        days = (str(exception.first) for exception in self.dates)
        return " ".join([self.country, *days, *(["."] if self.is_complete else [])])


@dataclass(frozen=True)
class Proposal:
    """An answer before it has been tried.

    `phrase` is the whole phrase as it says then, or "" if the question is settled and everything stays as it was read.
    `note` is what that takes out of the schedule. `skips` answer one question by another, or by dates.
    """

    question: Question
    sentence: str
    phrase: str = ""
    note: str = ""
    skips: Skips | None = None


@dataclass(frozen=True)
class Offer:
    """An answer that a person can say yes to, and what the phrase is read as then.

    `reading.questions` are those that are still open. `key` is the same for the same phrase and answer, in every
    language, and another for any other phrase.
    """

    question: Question
    sentence: str
    key: str
    reading: "Reading"

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        return self.reading.patterns

    @property
    def notes(self) -> tuple[str, ...]:
        return self.reading.notes


@dataclass(frozen=True)
class Reading:
    """Patterns and date exceptions; questions a person must answer first; notes that are no schedule."""

    patterns: tuple[Pattern, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    exceptions: tuple[DateException, ...] = ()
    proposals: tuple[Proposal, ...] = field(default=(), compare=False, repr=False)
    again: Callable[[Proposal], Self] | None = field(default=None, compare=False, repr=False)
    typed: str = field(default="", compare=False, repr=False)

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """Answers to the questions, each tried: one that settles nothing, or leaves no pattern, is not offered."""
        tried = [self._tried(proposal) for proposal in self.proposals[:MOST_OFFERS]]
        unique = {offer.key: offer for offer in tried if offer}
        return tuple(unique.values())

    def offers_for(self, question: str) -> list[Offer]:
        return [offer for offer in self.offers if offer.question == question]

    def chosen(self, keys: Iterable[str]) -> list[Offer]:
        """The offers with these keys, each of what is read after the one before. Other keys are passed over."""
        offers: list[Offer] = []
        reading = self
        for key in list(keys)[:MOST_ANSWERS]:
            if offer := next((offer for offer in reading.offers if offer.key == key), None):
                offers.append(offer)
                reading = offer.reading
        return offers

    def answered(self, keys: Iterable[str]) -> Self:
        """The reading after these answers, one after the other. Keys of no offer change nothing.

        >>> Reading().answered(["1a2b"])
        Reading(patterns=(), questions=(), notes=(), exceptions=())
        """
        offers = self.chosen(keys)
        return offers[-1].reading if offers else self

    def _tried(self, proposal: Proposal) -> Offer | None:
        if self.again is None or proposal.question not in self.questions:
            return None
        reading = self.again(proposal)
        if not reading.patterns or (not proposal.skips and self._is_asked_again(proposal.question, reading)):
            return None
        kept = tuple(dict.fromkeys((*self.notes, *filter(None, [proposal.note]), *reading.notes)))
        answer = f"{self.typed}\n{self.questions.index(proposal.question)}\n{proposal.phrase}"
        if proposal.skips:
            answer += f"\n{proposal.skips}"
        key = hashlib.blake2s(answer.encode(), digest_size=6).hexdigest()
        return Offer(proposal.question, proposal.sentence, key, replace(reading, notes=kept))

    def _is_asked_again(self, question: Question, reading: Self) -> bool:
        """Whether the same is still asked, perhaps in other words: "Is “10-12” am or pm?". What is missing without a
        clock that was none is another question."""
        known = (*self.questions, which_time())
        new = [other for other in reading.questions if other not in known]
        return question in reading.questions or any(other.field == question.field for other in new)


@dataclass
class Draft:
    """A reading in progress. Each question is asked once, unless a person has settled it."""

    patterns: list[Pattern] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    exceptions: list[DateException] = field(default_factory=list)
    is_unreliable: bool = False  # some words may change the schedule and were not understood
    typed: str = ""
    settled: frozenset[str] = frozenset()
    skips: Skips = Skips()
    proposals: list[Proposal] = field(default_factory=list)

    def ask(self, *questions: Question) -> None:
        """A question that can be answered with yes brings that answer along."""
        known = (*self.questions, *self.settled)
        new = [question for question in dict.fromkeys(questions) if question not in known]
        self.questions.extend(new)
        self.proposals.extend(
            Proposal(question, question.yes, note=question.note) for question in new if question.yes
        )

    def refuse(self, *questions: Question) -> None:
        """Ask, and give no pattern: none is better than a wrong one."""
        self.ask(*questions)
        self.is_unreliable = True

    def note(self, text: str) -> None:
        if text and text not in self.notes:
            self.notes.append(text)

    def offer(
        self, question: Question, sentence: str, item: Item, words: str = "", *, note: str = ""
    ) -> None:
        """Offer to read the phrase with other words in the place of an item; with none, the item is no schedule."""
        first, last = item.tokens[0].start, item.tokens[-1].end
        apart = SPACED.sub(" ", f"{self.typed[:first]}{SEAM}{words}{SEAM}{self.typed[last:]}")
        self.offer_phrase(question, sentence, apart.replace(SEAM, ""), note=note)

    def offer_more(self, question: Question, sentence: str, words: str) -> None:
        """Offer to read the phrase with words added at its end."""
        self.offer_phrase(question, sentence, f"{self.typed.rstrip(' .,;')}, {words}")

    def offer_phrase(self, question: Question, sentence: str, phrase: str, *, note: str = "") -> None:
        """Offer to read another phrase instead."""
        self.proposals.append(Proposal(question, sentence, phrase, note))

    def done(self, again: Callable[[Proposal], Reading] | None = None) -> Reading:
        reading = Reading((), tuple(self.questions), tuple(self.notes), tuple(self.exceptions))
        reading = replace(reading, proposals=tuple(self.proposals), again=again, typed=self.typed)
        if not self.is_unreliable:
            return replace(reading, patterns=tuple(dict.fromkeys(self.patterns)))
        # What follows from words we did not understand is not worth asking.
        about_the_words = [question for question in self.questions if question.field in ABOUT_THE_WORDS]
        return replace(reading, questions=tuple(about_the_words or self.questions))
