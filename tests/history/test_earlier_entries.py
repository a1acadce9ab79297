"""What the admin's log, saved versions and sign-ins knew becomes entries, whatever they hold."""

import datetime
from importlib import import_module

import pytest
import reversion
from axes.models import AccessLog
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from reversion.models import Version

from articles.models import Topic
from history.models import Entry
from tests.factories import make_topic

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def add_earlier() -> list[Entry]:
    """As in a database from before the table of entries."""
    Entry.objects.all()._raw_delete(Entry.objects.db)
    import_module("history.migrations.0002_earlier_entries").add_earlier(apps, None)
    return list(Entry.objects.order_by("at", "pk"))


def logged(user, words: str, *, of=None, at=NOW, flag=2) -> LogEntry:
    entry = LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(Topic) if of else None,
        object_id=str(of.pk) if of else None,
        object_repr="Pain",
        action_flag=flag,
        change_message=words,
    )
    LogEntry.objects.filter(pk=entry.pk).update(action_time=at)
    return entry


def version_of(topic, user, *, at=NOW) -> Version:
    with reversion.create_revision():
        reversion.set_user(user)
        reversion.set_date_created(at)
        reversion.add_to_revision(topic)
    return Version.objects.latest("pk")


def test_a_save_is_one_entry_with_its_version(ada):
    topic = make_topic(title="Pain")
    version = version_of(topic, ada)
    logged(ada, '[{"changed": {"fields": ["Title"]}}]', of=topic, at=NOW + datetime.timedelta(seconds=1))

    (entry,) = add_earlier()

    assert (entry.by, entry.by_name, entry.kind, entry.version) == (ada, "Ada", "changed", version)
    assert (entry.record_type, entry.record_id, entry.record_name) == (
        "articles.topic",
        str(topic.pk),
        "Pain",
    )


@pytest.mark.parametrize("late", [datetime.timedelta(seconds=31), datetime.timedelta(seconds=-31)])
def test_a_version_of_another_time_or_person_has_an_entry_of_its_own(late, ada, grace):
    topic = make_topic()
    versions = [version_of(topic, grace), version_of(topic, ada, at=NOW + late)]
    logged(ada, "Merged.", of=topic)

    entries = add_earlier()

    assert {entry.version for entry in entries} == {None, *versions}
    assert {entry.kind for entry in entries} == {"other"}


def test_of_two_saves_within_seconds_each_keeps_its_version(ada):
    topic = make_topic()
    times = [NOW, NOW + datetime.timedelta(seconds=5)]
    versions = [version_of(topic, ada, at=at) for at in times]
    for at in times:
        logged(ada, "[]", of=topic, at=at)

    assert [entry.version for entry in add_earlier()] == versions


def test_entries_that_django_cannot_read_are_shown_as_they_are(ada):
    for words, flag in (("[broken", 2), ("", 3), ('[{"changed": 1}]', 2)):
        logged(ada, words, flag=flag)

    assert {(entry.kind, entry.words) for entry in add_earlier()} == {
        ("changed", "[broken"),
        ("deleted", "Deleted."),
        ("changed", '[{"changed": 1}]'),
    }


def test_names_as_long_as_an_account_allows_fit(ada):
    User.objects.filter(pk=ada.pk).update(first_name="A" * 150, last_name="K" * 150)
    logged(User.objects.get(pk=ada.pk), "Merged.", of=make_topic())
    AccessLog.objects.create(username="ada", attempt_time=NOW, logout_time=NOW)

    entries = add_earlier()

    assert len(entries) == 3
    assert {entry.by_name for entry in entries} == {f"{'A' * 150} {'K' * 49}"}


def test_sign_ins_keep_the_address_and_refer_to_no_account(ada):
    AccessLog.objects.create(username="ada", ip_address="192.0.2.1", attempt_time=NOW)
    AccessLog.objects.create(username=None, attempt_time=NOW - datetime.timedelta(days=1), logout_time=NOW)

    entries = add_earlier()

    assert sorted((entry.kind, entry.by_name, entry.ip_address) for entry in entries) == [
        ("signed_in", "", None),
        ("signed_in", "Ada", "192.0.2.1"),
        ("signed_out", "", None),
    ]
    assert not any(entry.by for entry in entries)


def test_a_table_that_has_entries_is_left_alone(ada):
    logged(ada, "Merged.", of=make_topic())
    before = add_earlier()

    import_module("history.migrations.0002_earlier_entries").add_earlier(apps, None)

    assert list(Entry.objects.order_by("at", "pk")) == before
