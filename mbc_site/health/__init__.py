"""What is wrong with this site, and what to do about it: one list of checks, reported in four places.

Each check in FACTS is logged at start, reported by `check --deploy --database default`, shown on the admin's start
page, and included in /readyz. To add one, write a function that takes a Reading and yields problems, in the module
that it belongs to, and name it in that module's FACTS.
"""

import datetime
import logging

from django.db import DatabaseError, InterfaceError

from mbc_site.health import database, installation, work
from mbc_site.health.fact import Fact, Finding, Problem, Reading, Severity
from mbc_site.outages import outage_behind

log = logging.getLogger(__name__)

FACTS = [*database.FACTS, *installation.FACTS, *work.FACTS]


def findings(at: datetime.datetime) -> list[Finding]:
    """All problems, most important first. A database that is down is a problem, not an exception."""
    all_findings: list[Finding] = []
    unsound: set[Fact] = set()
    reading = Reading(at)
    for fact in FACTS:
        here = [] if fact.rests_on in unsound else _findings(fact, reading)
        all_findings += here
        if here or fact.rests_on in unsound:
            unsound.add(fact)
    return sorted(all_findings, key=lambda finding: -finding.fact.severity)


def _findings(fact: Fact, reading: Reading) -> list[Finding]:
    try:
        return [Finding(fact, problem) for problem in fact.find(reading)]
    except (DatabaseError, InterfaceError) as problem:
        if not outage_behind(problem):
            raise
        return [Finding(database.DATABASE, database.away(problem))]


def log_findings(at: datetime.datetime) -> None:
    """Log one line for each problem when a server starts. An error in here must not keep it from starting."""
    try:
        for finding in findings(at):
            log.log(finding.fact.severity, "%s: %s", finding.fact.code, finding)
    except Exception as problem:
        log.error("The state of the site could not be checked: %r", problem)
