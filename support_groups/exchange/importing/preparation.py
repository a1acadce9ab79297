"""Rows of a file made ready to be compared, and what keeps one from becoming a new group."""

import datetime
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext_lazy

from support_groups.exchange import validation
from support_groups.exchange.formats import Listing, Severity, normalization, notes, vocabulary
from support_groups.exchange.importing.row_clock import RowClock, clock_of, row_clock
from support_groups.exchange.importing.staged_rows import complete_values, status_of
from support_groups.exchange.unsaved_rows import assign
from support_groups.listings import rules
from support_groups.models import Group, GroupImport, Organization
from support_groups.models.vocabulary import VOCABULARIES

NEEDED = {
    "stage_fit": gettext_lazy("The file does not say who it fits. Choose it for all rows that don’t say it."),
    "attendance": gettext_lazy(
        "The file does not say how people meet. Choose it for all rows that don’t say it."
    ),
}


Answers = Mapping[str, Sequence[str]]  # of a row: phrase -> keys of offers


class Preparation:
    """One for many rows: the vocabularies are fetched once."""

    def __init__(self, staged_import: GroupImport, at: datetime.datetime):
        self.staged_import, self.today = staged_import, timezone.localdate(at)
        self.terms: vocabulary.Terms = {
            column: vocabulary.codes_by_name(list(model.objects.values_list("code", "name", "name_es")))
            for column, model in VOCABULARIES.items()
        }

    def normalize(self, listing: Listing, answers: Answers | None = None) -> None:
        """In place; `answers` are those of staff to questions about phrases.

        What was merged of normalized rows is normalized, but its notes are about all of its meetings.
        """
        if "_merged" in listing.values:
            normalization.is_too_long(listing)
        else:
            self.normalize_row(listing, answers)
        if not self.staged_import.is_own and not listing.has_error:
            notes.check(listing, zone=clock_of(listing.values).zone, today=self.today)

    def normalize_row(self, listing: Listing, answers: Answers | None = None) -> None:
        """Without its notes, which may be about the meetings of other rows, too."""
        clock = self._clock(listing)
        was_phrased = bool(listing.values.get("schedule")) and not listing.values.get("rrule")
        normalization.normalize(
            listing,
            is_own=self.staged_import.is_own,
            terms=self.terms,
            zone=clock.zone,
            today=self.today,
            answers=answers,
        )
        if was_phrased:
            listing.values["_phrased"] = True
        if not clock.zone and answers:  # which may have named a zone
            clock = self._clock(listing)
        listing.values["_clock"] = clock.stored()

    def check_reach(self, listing: Listing) -> None:
        """Ask about a new group that would be listed although nobody can reach it; staff listed what is ours."""
        values = complete_values(listing, self.staged_import)
        status = status_of(values, listing.problems, self.staged_import)
        is_ours = self.staged_import.is_own and bool(listing.values.get("id"))
        if listing.has_error or is_ours or status in (Group.Status.DRAFT, Group.Status.CLOSED):
            return
        group = Group()
        assign(group, values)
        name = str(values.get("organization") or "").casefold()
        if validation.is_out_of_reach(group, values) and name not in self.organizations_to_ask:
            listing.add_question("contacts", str(rules.OUT_OF_REACH))

    @cached_property
    def organizations_to_ask(self) -> set[str]:
        """The names of those here that visitors can reach, in lower case."""
        named = Organization.objects.exclude(phone="", email="", website="").values_list("name", flat=True)
        return {name.casefold() for name in named}

    def _clock(self, listing: Listing) -> RowClock:
        is_ours = self.staged_import.is_own and bool(listing.values.get("id"))
        return row_clock(listing.values, self.staged_import.defaults, today=self.today, is_ours=is_ours)


def check_new(listing: Listing, staged_import: GroupImport) -> None:
    """Add what keeps the listing from becoming a new group."""
    values = complete_values(listing, staged_import)
    if problem := clock_of(values).problem:
        listing.add(problem)
    group = Group()
    assign(group, values)
    group.status = status_of(values, listing.problems, staged_import)
    for column, sentence in NEEDED.items():
        if not values.get(column):
            listing.add_error(column, str(sentence))
            any_choice = Group._meta.get_field(column).choices[0][0]
            setattr(group, column, any_choice)  # so that the models do not report it a second time
    for problem in validation.problems(group, values):
        listing.add(problem)


def has_error_of_its_own(listing: Listing, staged_import: GroupImport) -> bool:
    """Whether it could not become a new group even if somebody chose what the file leaves open."""
    tried = deepcopy(listing)
    check_new(tried, staged_import)
    left_open = [(column, str(sentence)) for column, sentence in NEEDED.items()]
    errors = [problem for problem in tried.problems if problem.severity == Severity.ERROR]
    return any((problem.column, problem.sentence) not in left_open for problem in errors)
