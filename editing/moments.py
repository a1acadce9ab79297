"""A moment as staff read it, with the name of the time zone: “Dec 2, 9 am Eastern”."""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def in_words(moment: datetime.datetime, at: datetime.datetime | None = None) -> str:
    """In the site's time zone; the year only if it isn't the year of `at` (now)."""
    values = {"moment": time_in_words(moment, at), "zone": zone_name()}
    return _("%(moment)s %(zone)s") % values


def time_in_words(moment: datetime.datetime, at: datetime.datetime | None = None) -> str:
    """The same for a page that names the time zone elsewhere: “Dec 2, 9 am”."""
    local, reader = timezone.localtime(moment), timezone.localtime(at)
    half = _("am") if local.hour < 12 else _("pm")
    values = {"day": day_in_words(local, reader), "time": f"{date_format(local, 'f')} {half}"}
    return _("%(day)s, %(time)s") % values


def day_in_words(day: datetime.date, today: datetime.date | None = None) -> str:
    """“Dec 2”; the year only if it isn't the year of `today`."""
    today = today or timezone.localdate()
    return date_format(day, "M j" if day.year == today.year else "M j, Y")


def zone_name() -> str:
    """What people call the site's time zone, such as “Eastern”: `settings.ZONE_LABEL` knows."""
    label = import_string(settings.ZONE_LABEL)
    return label(timezone.get_current_timezone_name(), get_language() or settings.LANGUAGE_CODE)
