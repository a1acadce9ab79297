"""What the admin's pages show a coordinator: meetings and schedule exceptions."""

import datetime

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support_groups.schedules import DateException, Effect, Meeting

EFFECTS = {
    Effect.CANCELED: gettext_lazy("no meeting"),
    Effect.MOVED: gettext_lazy("moved"),
    Effect.EXTRA: gettext_lazy("extra meeting"),
    Effect.PLACE: gettext_lazy("another place"),
}
register = template.Library()


@register.simple_tag
def exception_text(exception: DateException) -> str:
    """For example, no meeting: Thursday, December 24, 2026 (Christmas Eve)."""
    days = [_day(day) for day in (exception.first, exception.last) if day]
    text = f"{EFFECTS[exception.effect]}: {' – '.join(days)}"
    if exception.begins:
        text += f", {_clock(exception.begins)}"
    to_date = _day(exception.to_date) if exception.to_date else ""
    to_time = _clock(exception.to_time) if exception.to_time else ""
    instead = " ".join(filter(None, [to_date, to_time, exception.place, exception.link]))
    if instead:
        text += f" → {instead}"
    return f"{text} ({exception.reason})" if exception.reason else text


@register.simple_tag
def meeting_text(meeting: Meeting) -> str:
    """For example, Tue, Dec 8, 2026, 6 pm (moved): Main Library. A canceled one is struck out."""
    text = date_format(meeting.starts, "D, M j, Y")
    if meeting.has_time:
        text += f", {_clock(meeting.starts)}"
    details = "".join(f": {detail}" for detail in (meeting.place, meeting.reason) if detail)
    if meeting.is_canceled:
        effect = EFFECTS[Effect.MOVED if meeting.moved_to else Effect.CANCELED]
        return format_html("<del>{}</del> {}{}", text, effect, details)
    if meeting.moved_from:
        return format_html("{} ({}){}", text, EFFECTS[Effect.MOVED], details)
    if meeting.effect == Effect.EXTRA:
        return format_html("{} ({}){}", text, _("extra"), details)
    return format_html("{}{}", text, details)


def _day(day: datetime.date) -> str:
    return date_format(day, "l, F j, Y")


def _clock(moment: datetime.time | datetime.datetime) -> str:
    return date_format(moment, "f A").lower()
