"""How soon readers usually get an answer, as a sentence: before and after they write, and on a page about this site."""

import datetime
import math
import re

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Feedback

PLACEHOLDER = "[answer time]"
DAY = datetime.timedelta(days=1)
IN_A_PARAGRAPH = re.compile(rf"<p>\s*{re.escape(PLACEHOLDER)}\s*</p>")


def in_words(wait: datetime.timedelta | None) -> str:
    """Rounded up to days; "" if there is nothing to say.

    >>> in_words(datetime.timedelta(hours=5)), in_words(datetime.timedelta(hours=49)), in_words(None)
    ('We usually answer within a day.', 'We usually answer within 3 days.', '')
    """
    if wait is None:
        return ""
    days = max(math.ceil(wait / DAY), 1)
    if days == 1:
        return _("We usually answer within a day.")
    return ngettext("We usually answer within %d day.", "We usually answer within %d days.", days) % days


def usual_answer_time(at: datetime.datetime) -> str:
    return in_words(Feedback.objects.usual_wait(at))


def fill(html: str, at: datetime.datetime) -> str:
    """The page with the sentence in place of `[answer time]`, or with nothing there, not even an empty paragraph.

    The sentence is that of the last midnight, until which such a page is kept.
    """
    if PLACEHOLDER not in html:
        return html
    sentence = usual_answer_time(timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0))
    return html.replace(PLACEHOLDER, sentence) if sentence else without(html)


def without(html: str) -> str:
    """The same with nothing in its place, as for the search, which finds no sentence that changes by itself.

    >>> without("<p>Write to us.</p><p>[answer time]</p>")
    '<p>Write to us.</p>'
    """
    return IN_A_PARAGRAPH.sub("", html).replace(PLACEHOLDER, "")
