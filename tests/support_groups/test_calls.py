"""Whom to call about a listing, and calls that nobody answered."""

import datetime

import pytest

from support_groups.models import Group
from tests.factories import make_group, search_of

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 12, 1)
YESTERDAY = TODAY - datetime.timedelta(days=1)
LONG_AGO = datetime.date(2026, 1, 2)


def names(today=TODAY) -> list[str]:
    for group in Group.objects.all():
        search_of(group)
    return [group.name for group in Group.objects.to_call(today)]


def test_the_longest_overdue_is_called_first():
    make_group(name="later", confirmed_on=LONG_AGO + datetime.timedelta(days=1))
    make_group(name="sooner", confirmed_on=LONG_AGO)
    make_group(name="never", confirmed_on=None)
    make_group(name="fine", confirmed_on=TODAY)

    assert names() == ["never", "sooner", "later"]


def test_what_visitors_see_as_not_confirmed_is_called_before_it_is_due():
    make_group(name="doubted", status="unconfirmed", confirmed_on=YESTERDAY)
    for status in ("draft", "closed"):
        make_group(name=status, status=status, confirmed_on=None)

    assert names() == ["doubted"]


def test_who_did_not_answer_today_comes_last_and_tomorrow_in_turn_again():
    first = make_group(name="first", confirmed_on=None)
    make_group(name="second", confirmed_on=LONG_AGO)
    first.add_unanswered_call(on=TODAY)

    assert names() == ["second", "first"]
    assert names(TODAY + datetime.timedelta(days=1)) == ["first", "second"]


def test_only_calls_since_the_last_confirmation_count():
    group = make_group(confirmed_on=LONG_AGO)
    for days in (-1, 0, 1, 2):
        group.add_unanswered_call(on=LONG_AGO + datetime.timedelta(days=days))

    assert [call.on.day for call in group.calls_in_vain] == [4, 3]
    assert not group.is_called_in_vain
    group.add_unanswered_call(on=TODAY)
    assert group.is_called_in_vain
    group.confirm(on=TODAY, by="leader", how="phone")
    assert group.calls_in_vain == []
