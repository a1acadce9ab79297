"""Which entries are written: one for each event, by whoever can say it best."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import reversion
import time_machine
from django.contrib.auth.models import Group
from reversion.models import Version

from history.models import Entry
from history.recording import commit, commit_all, ensure_recorded, happened, note, noting
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


def test_a_note_outside_a_save_is_written_at_once_and_the_same_save_twice_is_two(ada):
    topic = make_topic()

    for _ in range(2):
        note(topic, Entry.Kind.CHANGED, "Changed the title.", ada)

    assert words_of(topic) == ["Changed the title."] * 2


def test_the_name_of_somebody_without_an_account_is_kept(ada):
    happened(ada, "Reset the password.", name="Jane Doe")
    happened(ada, "Logged in.", by=ada)

    assert list(Entry.objects.order_by("pk").values_list("by_name", "by", "record_name")) == [
        ("Jane Doe", None, "Ada"),
        ("Ada", ada.pk, "Ada"),
    ]


def versions_of(topics, *, user, at=NOON) -> list[Version]:
    """Saved together, as by an import, with nothing recorded about them."""
    with reversion.create_revision():
        reversion.set_user(user)
        reversion.set_date_created(at)
        for topic in topics:
            reversion.add_to_revision(topic)
    Entry.objects.all()._raw_delete(Entry.objects.db)
    return list(Version.objects.filter(revision__date_created=at).order_by("pk"))


def test_an_event_refers_to_the_version_that_was_valid_and_a_deletion_to_none(ada):
    topic, job = make_topic(), Group.objects.create(name="Readers")
    (version,) = versions_of([topic], user=ada)

    happened(topic, "Confirmed.", by=ada)
    note(topic, Entry.Kind.DELETED, "Deleted.", ada)
    happened(job, "Gave it to Ada.", by=ada)

    assert list(Entry.objects.order_by("pk").values_list("words", "version")) == [
        ("Confirmed.", version.pk),
        ("Deleted.", None),
        ("Gave it to Ada.", None),
    ]


def test_versions_saved_together_are_recorded_each_with_its_note_or_the_words_for_all(ada):
    topics = [make_topic(title=title) for title in ("Bones", "Liver")]
    versions = versions_of(topics, user=ada)

    with noting():
        note(topics[1], Entry.Kind.CHANGED, "Changed the title.", ada)
        commit_all(versions, "Imported.")

    assert list(Entry.objects.order_by("pk").values_list("record_name", "words", "version", "by_name")) == [
        ("Bones", "Imported.", versions[0].pk, "Ada"),
        ("Liver", "Changed the title.", versions[1].pk, "Ada"),
    ]


@pytest.mark.parametrize(
    ("seconds", "words", "number"), [(9.999, "Imported", 2), (10, "Imported", 3), (1, "Confirmed", 3)]
)
def test_of_versions_saved_together_only_what_nobody_recorded_is_recorded(ada, seconds, words, number):
    topics = [make_topic(), make_topic()]
    versions = versions_of(topics, user=ada)
    happened(topics[0], words, by=ada, at=NOON - timedelta(seconds=seconds))

    commit_all(versions, "Imported.")

    assert Entry.objects.count() == number
    assert words_of(topics[1]) == ["Imported."]


def test_of_two_versions_of_one_record_saved_together_one_is_recorded(ada, django_assert_num_queries):
    topic = make_topic()
    versions = [
        *versions_of([topic], user=ada),
        *versions_of([topic], user=ada, at=NOON + timedelta(seconds=1)),
    ]

    with django_assert_num_queries(0):
        commit_all([], "Imported.")
    commit_all(versions, "Imported.")

    assert words_of(topic) == ["Imported."]


def test_the_entry_of_a_version_refers_to_that_one_also_if_there_is_a_newer_one(ada):
    topic = make_topic()
    (older,) = versions_of([topic], user=ada)
    versions_of([topic], user=ada, at=NOON + timedelta(minutes=1))

    commit(older, "Saved.")

    assert Entry.objects.get().version == older


def test_a_longer_name_than_fits_is_cut():
    happened(make_topic(), "Sent a correction.", name="J" * 256)

    assert Entry.objects.get().by_name == "J" * 255
