"""Login limits: five failures for one name from one address, and twenty names from one address.

The second limit stops somebody who tries one common password on every name. It counts names, not attempts, so one
person's typing errors don't lock out a whole clinic. Attempts are kept in the database, where all workers see them.
"""

import math

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username, get_cool_off, get_failure_limit
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.shortcuts import render
from django.utils import timezone


class LockoutHandler(AxesDatabaseHandler):
    def get_failures(self, request, credentials=None):
        failures = super().get_failures(request, credentials)
        return max(failures, get_failure_limit(request, credentials)) if too_many_names(request) else failures


def too_many_names(request) -> bool:
    return len(_names_tried(request)) >= settings.LOGIN_NAMES_LIMIT


def _names_tried(request) -> list:
    """The last attempt for each name recently tried from this address, oldest first."""
    address = request.axes_ip_address
    if not address:  # a server on a socket knows none, and would count everybody as one
        return []
    since = timezone.now() - get_cool_off(request)
    attempts = AccessAttempt.objects.filter(ip_address=address, attempt_time__gt=since).order_by()
    return sorted(
        attempts.values("username").annotate(last=Max("attempt_time")).values_list("last", flat=True)
    )


def _opens_at(request, credentials):
    """When the lockout ends, if there are no more attempts until then."""
    cool_off = get_cool_off(request)
    name = get_client_username(request, credentials)
    attempts = AccessAttempt.objects.filter(username=name, ip_address=request.axes_ip_address)
    last = attempts.aggregate(last=Max("attempt_time"))["last"]
    tried = _names_tried(request)
    moments = [last] if last else []
    if len(tried) >= settings.LOGIN_NAMES_LIMIT:
        moments.append(tried[-settings.LOGIN_NAMES_LIMIT])
    return max(moments, default=timezone.now()) + cool_off


def locked_out(request, response, credentials=None):
    """The page that says how long to wait and what to do."""
    seconds = (_opens_at(request, credentials) - timezone.now()).total_seconds()
    minutes = max(1, math.ceil(seconds / 60))
    context = {"minutes": minutes, "too_many_names": too_many_names(request)}
    answer = render(request, "admin/locked_out.html", context, status=429)
    answer.headers["Retry-After"] = str(minutes * 60)
    return answer
