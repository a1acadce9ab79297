"""What is said of a meeting that is on: people join late (docs/adr/0022)."""

import datetime

from django.utils.translation import gettext as _

from support_groups.pages.paragraphs import tied
from support_groups.schedules import Meeting
from support_groups.schedules.words import say_clock


def begun_words(meeting: Meeting, starts: datetime.datetime, at: datetime.datetime, language: str) -> str:
    """Started at 7 pm, until 8:30 pm; "" before it begins, and on a day without a time.

    `starts` is its begin on the clock that is shown.
    """
    if not meeting.has_time or starts >= at:
        return ""
    today, ends = at.astimezone(starts.tzinfo).date(), meeting.ends
    words = {"start": say_clock(starts, language)}
    if ends is None:
        sentence = (
            _("Started at %(start)s") if starts.date() == today else _("Started yesterday at %(start)s")
        )
        return tied(sentence % words)
    words["end"] = say_clock(ends.astimezone(starts.tzinfo), language)
    if starts.date() == today:
        return tied(_("Started at %(start)s, until %(end)s") % words)
    return tied(_("Started yesterday at %(start)s, until %(end)s") % words)
