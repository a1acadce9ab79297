"""Clock arithmetic without dates."""

from datetime import time


def end_of(begins: time, minutes: int) -> time:
    """The clock at the end, which may be after midnight.

    >>> end_of(time(23), 120)
    datetime.time(1, 0)
    """
    total = begins.hour * 60 + begins.minute + minutes
    return time(total // 60 % 24, total % 60)
