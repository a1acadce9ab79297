"""Others can save in between, although SQLite has no queue for its lock."""

import pytest
from django.db import connection, transaction

from editing.pauses import PAUSE, Pauses


class Clock:
    def __init__(self):
        self.now, self.slept = 0.0, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def worked(rows: int) -> list[float]:
    """The pauses during so many rows of 0.2 seconds."""
    clock = Clock()
    pauses = Pauses(clock=clock, sleep=clock.sleep)
    for _ in range(rows):
        clock.now += 0.2
        pauses.take()
    return clock.slept


@pytest.mark.django_db(transaction=True)
def test_saving_pauses_after_half_a_second_for_as_long_as_a_waiting_writer_needs():
    is_one_lock = connection.vendor == "sqlite"

    assert worked(2) == []
    assert worked(7) == ([PAUSE, PAUSE] if is_one_lock else [])


@pytest.mark.django_db
def test_a_transaction_around_everything_is_not_made_longer():
    with transaction.atomic():
        assert worked(7) == []
