"""What is wrong with what was installed beside the database: files, settings and packages."""

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

import tzdata
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mbc_site import bucket_state
from mbc_site.collected_files import number_of_stale
from mbc_site.health.fact import Fact, Problem, Reading, Severity

LOOPBACK = {"localhost", "127.0.0.1", "[::1]", ".localhost"}


def _static_files(reading: Reading) -> Iterator[Problem]:
    if settings.DEBUG:  # then they are served from their sources
        return
    root = Path(settings.STATIC_ROOT)
    to_do = _("Run “manage.py collectstatic --noinput”, then restart the site.")
    if not (root / "staticfiles.json").exists():
        yield Problem(_("Styles, fonts and the editor are missing on every page."), to_do)
    elif number := number_of_stale(root):
        yield Problem(
            ngettext(
                "%d style, font or editor file is from another version.",
                "%d style, font or editor files are from another version.",
                number,
            )
            % number,
            to_do,
        )


def _storage(reading: Reading) -> Iterator[Problem]:
    if trouble := bucket_state.trouble():
        yield Problem(
            _(
                "The service that keeps pictures can’t be used, so pictures are missing and none can be added."
            ),
            _("Check STORAGE_URL and the service: %s.") % trouble.rstrip("."),
        )
    elif bucket_state.is_open_to_everybody():
        yield Problem(
            _("Everybody on the internet can read the originals of pictures, with what they carry."),
            _("Make the bucket private."),
        )


def _debug(reading: Reading) -> Iterator[Problem]:
    is_served = "mbc_site.wsgi" in sys.modules and "runserver" not in sys.argv
    is_public = settings.BEHIND_PROXY or not set(settings.ALLOWED_HOSTS) <= LOOPBACK
    if settings.DEBUG and (is_served or is_public):
        yield Problem(
            _("When an error occurs, visitors see the site’s inner workings, including its settings."),
            _("Set DEBUG=0, then restart the site."),
        )


def _time_zones(reading: Reading) -> Iterator[Problem]:
    if is_old(tzdata.IANA_VERSION, reading.at.date()):
        yield Problem(
            _(
                "The time zone data is from %s, so meeting times may be an hour off where the rules have changed since."
            )
            % tzdata.IANA_VERSION[:4],
            _("Upgrade the package “tzdata”, then restart the site and run “manage.py daily”."),
        )


def is_old(version: str, today: datetime.date) -> bool:
    """Whether a release of the IANA time zone data, named by its year, counts as older than a year.

    There is a new release every spring, so from July on, last year's is old.

    >>> [is_old(version, datetime.date(2027, 7, 1)) for version in ("2026f", "2027a")]
    [True, False]
    >>> is_old("2026a", datetime.date(2027, 6, 30))
    False
    """
    return today >= datetime.date(int(version[:4]) + 1, 7, 1)


FACTS = (
    Fact("static_files", Severity.STOP, _static_files),
    Fact("storage", Severity.WARNING, _storage),
    Fact("debug", Severity.STOP, _debug),
    Fact("time_zones", Severity.NOTE, _time_zones),
)
