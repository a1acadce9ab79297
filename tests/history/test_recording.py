"""Which entries are written: one for each event, by whoever can say it best."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from history.models import Entry
from history.recording import ensure_recorded, happened, note, noting
from tests.factories import make_topic

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def words_of(topic) -> list[str]:
    """The oldest first."""
    entries = Entry.objects.of("articles.topic", topic.pk).order_by("at", "pk")
    return list(entries.values_list("words", flat=True))


@pytest.fixture
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def test_a_save_in_the_admin_says_what_happens_during_it(ada):
    topic = make_topic()

    with noting():
        happened(topic, "Put the topic back.", by=ada)
        note(topic, Entry.Kind.CHANGED, "Changed the title.", ada)

    assert words_of(topic) == ["Changed the title."]


def test_what_is_noted_twice_in_one_save_is_one_entry(ada):
    topic, other = make_topic(), make_topic()

    with noting():
        with noting():
            note(topic, Entry.Kind.CHANGED, "Changed the title.", ada)
        note(topic, Entry.Kind.CHANGED, "Changed the summary.", ada)
        note(other, Entry.Kind.ADDED, "Added.", ada)
        assert words_of(topic) == words_of(other) == []

    assert words_of(topic) == ["Changed the title. Changed the summary."]
    assert words_of(other) == ["Added."]


def test_a_save_that_fails_records_nothing(ada):
    topic = make_topic()

    with suppress(ZeroDivisionError), noting():
        note(topic, Entry.Kind.CHANGED, "Changed the title.", ada)
        raise ZeroDivisionError
    happened(topic, "Confirmed.", by=ada)

    assert words_of(topic) == ["Confirmed."]


@pytest.mark.usefixtures("_at_noon")
@pytest.mark.parametrize(
    ("earlier", "is_said"),
    [
        (timedelta(seconds=0), True),
        (timedelta(seconds=9), True),
        (timedelta(seconds=10), False),
        (timedelta(minutes=5), False),
    ],
)
def test_an_event_is_recorded_unless_an_entry_of_these_seconds_says_it(
    ada, earlier, is_said, django_capture_on_commit_callbacks
):
    topic = make_topic()
    happened(topic, "Ada withdrew it.", by=ada, at=NOON - earlier)

    with django_capture_on_commit_callbacks(execute=True):
        ensure_recorded(topic, "Withdrew the topic.", by=ada)
        assert len(words_of(topic)) == 1

    assert words_of(topic) == ["Ada withdrew it.", *([] if is_said else ["Withdrew the topic."])]


@pytest.mark.usefixtures("_at_noon")
def test_an_entry_about_another_record_says_nothing_about_this_one(ada, django_capture_on_commit_callbacks):
    topic = make_topic()
    happened(make_topic(), "Ada withdrew it.", by=ada)

    with django_capture_on_commit_callbacks(execute=True):
        ensure_recorded(topic, "Withdrew the topic.", by=ada)

    entry = Entry.objects.of("articles.topic", topic.pk).get()
    assert (entry.words, entry.by, entry.at) == ("Withdrew the topic.", ada, NOON)


@pytest.mark.parametrize(("seconds", "number"), [(9.999, 1), (10, 2), (-9.999, 1), (-10, 2)])
def test_the_same_words_within_ten_seconds_are_one_event(ada, seconds, number):
    topic = make_topic()

    happened(topic, "Confirmed", by=ada, at=NOON)
    happened(topic, "Confirmed.", by=ada, at=NOON + timedelta(seconds=seconds))

    assert len(words_of(topic)) == number
