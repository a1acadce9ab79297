"""What is wrong with the database: whether it answers, has this version's tables and allows the connections needed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mbc_site import applied_migrations, connection_limits
from mbc_site.health.fact import Fact, Problem, Reading, Severity
from mbc_site.outages import cause_of


def away(problem: Exception) -> Problem:
    return Problem(
        _("The database can’t be used."),
        _("Check DATABASE_URL and the database server: %s.") % cause_of(problem),
    )


def _database(reading: Reading) -> Iterator[Problem]:
    """Whoever reads from a database that is down meets an exception, which `findings` makes a problem of."""
    bool(reading.applied)
    yield from ()


def _migrations(reading: Reading) -> Iterator[Problem]:
    if number := len(applied_migrations.missing(reading.applied)):
        yield Problem(
            ngettext(
                "The database is older than this version of the site: %d migration is missing.",
                "The database is older than this version of the site: %d migrations are missing.",
                number,
            )
            % number,
            _("Run “manage.py migrate”, then restart the site."),
        )


def _connections(reading: Reading) -> Iterator[Problem]:
    needed, allowed = connection_limits.needed(), connection_limits.allowed()
    if allowed is not None and needed >= allowed:
        yield Problem(
            _(
                "When many people come at once, the site may open %(needed)d database connections. %(allowed)d are allowed."
            )
            % {"needed": needed, "allowed": allowed},
            _(
                "Lower SERVER_WORKERS or SERVER_CONNECTIONS, or raise the limit of the database server or its role. "
                "Leave a few connections for commands."
            ),
        )


DATABASE = Fact("database", Severity.STOP, _database)
MIGRATIONS = Fact("migrations", Severity.STOP, _migrations, rests_on=DATABASE)
FACTS = (
    DATABASE,
    MIGRATIONS,
    Fact("connections", Severity.WARNING, _connections, rests_on=DATABASE),
)
