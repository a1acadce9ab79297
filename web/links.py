"""Whether the page behind a link still answers, without false alarms and without being usable for attacks.

HEAD first, then GET, as RFC 9110 (9.3.2) allows servers to know only the latter; nothing of the body is read. Only
"there is no such page" counts as a failure (404, 410; RFC 9110, 15.5) or a name that no longer exists; a server that
refuses robots (401, 403, 429) or fails (5xx, no answer) says nothing about the page.
"""

import datetime
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from web import PUBLIC, Answer, Client, Forbidden, Guard, NoSuchHost, Pace, Unreachable

GONE = (404, 410)
DO_NOT_ASK_AGAIN = (429, 503)
DOI_HOSTS = ("doi.org", "dx.doi.org", "www.doi.org")
BETWEEN_FAILURES = datetime.timedelta(days=7)
PACE = Pace(otherwise=2.0)


class LinkStatus(TextChoices):
    UNCHECKED = "unchecked", gettext_lazy("not checked yet")
    OK = "ok", gettext_lazy("answers")
    UNKNOWN = "unknown", gettext_lazy("can’t be checked")
    FAILING = "failing", gettext_lazy("failed; will be tried again")
    BROKEN = "broken", gettext_lazy("broken")


@dataclass(frozen=True)
class LinkAnswer:
    """What one visit says: `state` is ok, unknown or failing; `sentence` why, for staff."""

    state: LinkStatus
    http_status: int | None
    sentence: str
    final_url: str


@dataclass(frozen=True)
class LinkState:
    """What is known about a link after all visits so far."""

    state: LinkStatus = LinkStatus.UNCHECKED
    failing_since: datetime.date | None = None


def check(
    url: str, *, user_agent: str, guard: Guard = PUBLIC, pace: Pace = PACE, timeout: float = 10.0
) -> LinkAnswer:
    """Visits an address, politely. Never raises; addresses that must not be contacted are not, and are unknown."""
    url = url.strip()
    client = Client({"User-Agent": user_agent, "Accept": "text/html,*/*;q=0.5"}, guard, timeout)
    try:
        answer = _visit(client, "HEAD", url, pace)
        if not answer.location and answer.status >= 400 and answer.status not in DO_NOT_ASK_AGAIN:
            answer = _visit(client, "GET", url, pace)
    except Forbidden as error:
        return LinkAnswer(LinkStatus.UNKNOWN, None, error.sentence, url)
    except NoSuchHost as error:
        return LinkAnswer(LinkStatus.FAILING, None, error.sentence, url)
    except Unreachable as error:
        return LinkAnswer(LinkStatus.UNKNOWN, None, error.sentence, url)
    return _classified(answer)


def next_state(previous: LinkState, answer: LinkAnswer, today: datetime.date) -> LinkState:
    """Broken only after two failures a week apart with no success between them.

    >>> gone = LinkAnswer(LinkStatus.FAILING, 404, "", "")
    >>> first = next_state(LinkState(), gone, datetime.date(2026, 3, 1))
    >>> [next_state(first, gone, datetime.date(2026, 3, day)).state for day in (7, 8)]
    [LinkStatus.FAILING, LinkStatus.BROKEN]
    """
    if answer.state == LinkStatus.OK:
        return LinkState(LinkStatus.OK)
    if answer.state == LinkStatus.FAILING:
        since = previous.failing_since or today
        return LinkState(
            LinkStatus.BROKEN if today - since >= BETWEEN_FAILURES else LinkStatus.FAILING, since
        )
    return previous if previous.failing_since else replace(previous, state=LinkStatus.UNKNOWN)


def _visit(client: Client, method: str, url: str, pace: Pace) -> Answer:
    """A DOI that redirects is fine. The publisher's page is not visited, because many publishers refuse robots."""
    host = _host(url)
    with pace.turn(host):
        return client.request(method, url) if host in DOI_HOSTS else client.request_and_follow(method, url)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _classified(answer: Answer) -> LinkAnswer:
    status = answer.status
    if 200 <= status < 300 or answer.location:
        state, sentence = LinkStatus.OK, _("The page answers.")
    elif status in GONE:
        state, sentence = LinkStatus.FAILING, _("The site says that there is no such page (%(status)d).")
    elif status in (401, 403, 429):
        state, sentence = LinkStatus.UNKNOWN, _("The site does not let programs look (%(status)d).")
    else:
        state, sentence = LinkStatus.UNKNOWN, _("The site did not give a usable answer (%(status)d).")
    return LinkAnswer(
        state, status, sentence % {"status": status} if "%" in sentence else sentence, answer.url
    )
