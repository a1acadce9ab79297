"""How often a stranger may ask is counted in the database, without keeping who asked."""

import datetime

import pytest
from django.core.management import call_command

from web.rate_limits import LONGEST, CountedRequest, is_allowed

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def ask(who="192.0.2.1", *, kind="letters", at=NOW) -> bool:
    return is_allowed(kind, who, most=3, within=HOUR, at=at)


def test_the_fourth_request_in_an_hour_is_one_too_many():
    assert [ask() for _ in range(4)] == [True, True, True, False]


def test_others_and_other_kinds_are_counted_apart():
    for _ in range(4):
        ask()

    assert ask("192.0.2.2")
    assert ask(kind="comments")


def test_the_limit_ends_an_hour_after_the_first_request_and_a_refused_one_does_not_extend_it():
    for _ in range(3):
        ask()
    assert not ask(at=NOW + HOUR - datetime.timedelta(seconds=1))

    assert ask(at=NOW + HOUR)


@pytest.mark.parametrize("who", [None, ""])
def test_somebody_without_an_address_is_not_counted_as_everybody(who):
    assert all(ask(who) for _ in range(5))


def test_who_asked_is_not_kept_and_after_a_day_nothing_is():
    ask("ada@example.org")
    assert "ada" not in CountedRequest.objects.get().who

    ask("somebody else", at=NOW + LONGEST)

    assert CountedRequest.objects.count() == 1


def test_a_limit_longer_than_requests_are_kept_is_refused():
    with pytest.raises(ValueError):
        is_allowed("letters", "192.0.2.1", most=3, within=2 * LONGEST, at=NOW)


def test_daily_forgets_who_asked_more_than_a_day_ago(time_machine):
    time_machine.move_to(NOW, tick=False)
    ask(at=NOW - LONGEST), ask(at=NOW - LONGEST + datetime.timedelta(minutes=5))

    call_command("forget_requests")

    assert [one.at for one in CountedRequest.objects.all()] == [NOW - LONGEST + datetime.timedelta(minutes=5)]
