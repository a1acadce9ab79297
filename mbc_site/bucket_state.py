"""Whether the bucket that STORAGE_URL names can be used and is private, as asked at most once a minute."""

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import storages

KEPT_FOR = 60  # seconds: the start page and load balancers ask often


@dataclass
class State:
    until: float = 0.0
    trouble: str = ""
    is_open: bool = False


_known: dict[str, State] = {}


def trouble() -> str:
    """What the service says is wrong, or ""."""
    return _state().trouble


def is_open_to_everybody() -> bool:
    return _state().is_open


def _state() -> State:
    state = _known.setdefault(settings.STORAGE_URL, State())
    if settings.STORAGE_URL and time.monotonic() >= state.until:
        originals = storages["private"]
        state.trouble = originals.trouble()
        state.is_open = not state.trouble and originals.is_open_to_everybody()
        state.until = time.monotonic() + KEPT_FOR
    return state
