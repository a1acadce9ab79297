"""When a form was opened, signed, so that it can't be sent faster than a person types or a day later.

The signature holds for the address of one form only. A number that is used once goes with it: sent twice, a form is
recognized.
"""

import datetime
import secrets
from dataclasses import dataclass
from enum import Enum

from django.core import signing

FASTEST = datetime.timedelta(seconds=3)
SLOWEST = datetime.timedelta(hours=24)
NONCE_BYTES = 12


class Timing(Enum):
    FINE = "fine"
    TOO_FAST = "too fast"
    TOO_SLOW = "too slow"
    UNKNOWN = "unknown"  # no time, or one that we did not sign for this address


@dataclass(frozen=True)
class Opening:
    """`nonce` is "" if the signature is not ours."""

    timing: Timing
    nonce: str = ""


def sign(address: str, at: datetime.datetime) -> str:
    """What the form at this address carries if it is opened now."""
    nonce = secrets.token_urlsafe(NONCE_BYTES)
    return _signer(address).sign(f"{round(at.timestamp() * 1000)}.{nonce}")


def read(signed: str, address: str, at: datetime.datetime) -> Opening:
    """What a form that was sent now says about its opening. It takes more than 3 seconds and less than 24 hours."""
    try:
        moment, nonce = _signer(address).unsign(signed).split(".")
        age = datetime.timedelta(milliseconds=round(at.timestamp() * 1000) - int(moment))
    except (signing.BadSignature, ValueError, OverflowError):
        return Opening(Timing.UNKNOWN)
    if age <= FASTEST:
        return Opening(Timing.TOO_FAST, nonce)
    return Opening(Timing.FINE if age < SLOWEST else Timing.TOO_SLOW, nonce)


def _signer(address: str) -> signing.Signer:
    return signing.Signer(salt=f"web.public_forms:{address}")
