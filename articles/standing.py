"""Where a text stands, in words: several states can hold at once.

`Article.objects.with_standing(at)` gives the values, `Article.objects.standing(code, at)` the articles in one state.
"""

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editing.moments import day_in_words, in_words

# Code of a state -> its name as a filter, in the order in which the bar shows them.
STATES: dict[str, str | Promise] = {
    "draft": gettext_lazy("Draft"),
    "public": gettext_lazy("Public"),
    "changed": gettext_lazy("Changed since its last edition"),
    "waiting": gettext_lazy("Edition waits"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "due": gettext_lazy("Review due"),
}


@dataclass(frozen=True)
class State:
    """`code` is a key of `STATES`."""

    code: str
    words: str

    @property
    def style(self) -> str:
        """The class of the bar and of the column."""
        return {"draft": "is-off", "withdrawn": "is-off"}.get(self.code, f"is-{self.code}")


@dataclass(frozen=True)
class Standing:
    """Numbers are those of editions, None if there is none."""

    public_number: int | None = None
    waiting_number: int | None = None
    waits_until: datetime.datetime | None = None
    last_number: int | None = None
    is_changed: bool = False
    withdrawn_at: datetime.datetime | None = None
    next_review_on: datetime.date | None = None


def standing_of(article) -> Standing:
    """Of an article from `with_standing`."""
    return Standing(**{name: getattr(article, name) for name in Standing.__dataclass_fields__})


def states(standing: Standing, at: datetime.datetime, today: datetime.date) -> list[State]:
    """The states that hold, in the order of `STATES`."""
    is_withdrawn = standing.withdrawn_at is not None and standing.withdrawn_at <= at
    is_draft = standing.public_number is None and standing.waiting_number is None and not is_withdrawn
    is_due = standing.next_review_on is not None and standing.next_review_on < today
    said = {
        "draft": is_draft and _("draft"),
        "public": standing.public_number and _("public, edition %d") % standing.public_number,
        "changed": standing.is_changed and _("changed since edition %d") % standing.last_number,
        "waiting": standing.waiting_number
        and waiting_words(standing.waiting_number, standing.waits_until, at),
        "withdrawn": is_withdrawn and _("withdrawn on %s") % in_words(standing.withdrawn_at, at),
        "due": is_due and _("review due since %s") % day_in_words(standing.next_review_on, today),
    }
    return [State(code, said[code]) for code in STATES if said[code]]


def waiting_words(number: int, waits_until: datetime.datetime, at: datetime.datetime | None = None) -> str:
    """“edition 4 waits for Dec 2, 9 am Eastern”"""
    return _("edition %(number)d waits for %(when)s") % {"number": number, "when": in_words(waits_until, at)}
