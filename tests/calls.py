"""How many Python functions a page calls: a measure of its cost that does not depend on what else the machine does."""

import sys
from collections.abc import Callable


def calls(do: Callable[[], object]) -> int:
    """Calls of Python functions, without those in C."""
    counted = 0

    def count(frame, event, argument):
        nonlocal counted
        counted += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(before)
    return counted
