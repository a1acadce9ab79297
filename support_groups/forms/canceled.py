"""Dates on which a phrase says there is no meeting, as a row of the form carries them until the group is saved."""

import json
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from support_groups.forms.inputs import validate_year
from support_groups.listings import rules
from support_groups.schedules import DateException, Effect, InvalidPattern

LONGEST, MOST = 200, 50  # characters of a reason; dates


def as_text(exceptions: Iterable[DateException]) -> str:
    """
    >>> as_text([DateException(effect="cancelled", first=date(2026, 12, 24), reason="Christmas Eve")])
    '[["2026-12-24", "", "Christmas Eve"]]'
    """
    rows = [[str(one.first), str(one.last or ""), one.reason] for one in exceptions]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def from_text(text: str) -> tuple[DateException, ...]:
    """Raises ValidationError for what `as_text` did not write."""
    if not text:
        return ()
    try:
        rows = json.loads(text)
        exceptions = tuple(_exception(*row) for row in rows[:MOST])
    except (ValueError, TypeError, KeyError, RecursionError, InvalidPattern):
        raise ValidationError(
            _("The dates without a meeting were not sent whole. Type the schedule again.")
        ) from None
    for exception in exceptions:
        validate_year(exception.first)
        validate_year(exception.last or exception.first)
        if rules.opens_a_meeting(exception.reason):
            raise ValidationError(rules.LEAK_OF_A_DAY)
    return exceptions


def _exception(first: str, last: str, reason: str) -> DateException:
    return DateException(
        effect=Effect.CANCELED,
        first=date.fromisoformat(first),
        last=date.fromisoformat(last) if last else None,
        reason="".join(letter for letter in reason[:LONGEST] if letter.isprintable()),
    )
