"""The table of entries: it only grows, and one event is one entry."""

import datetime

import pytest
import reversion
from django.contrib.auth.models import User
from django.utils import timezone

from history.models import AppendOnly, Entry
from history.recording import happened, name_of
from tests.factories import make_article, make_topic

pytestmark = pytest.mark.django_db


def words_of(obj) -> list[str]:
    return list(Entry.objects.of(obj._meta.label_lower, obj.pk).values_list("words", flat=True))


def test_what_happened_outside_the_admin_names_who_and_what(ada):
    topic = make_topic(title="Pain")

    happened(topic, "Confirmed by mail.", by=ada)

    entry = Entry.objects.get()
    assert (entry.by, entry.by_name, entry.record_name) == (ada, "Ada", "Pain")
    assert (entry.record_type, entry.record_id, entry.words) == (
        "articles.topic",
        str(topic.pk),
        "Confirmed by mail.",
    )


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        ({"first_name": "Ada", "last_name": "King"}, "Ada King"),
        ({"first_name": "", "last_name": ""}, "ada"),
        ({"first_name": "A" * 150, "last_name": "K" * 150}, f"{'A' * 150} {'K' * 49}"),
    ],
)
def test_the_name_that_is_kept_fits_into_every_column_for_names(names, kept, ada):
    for name, value in names.items():
        setattr(ada, name, value)

    assert name_of(ada) == kept
    assert name_of(None) == ""


def test_an_event_that_two_layers_report_is_one_entry(ada):
    topic = make_topic()

    happened(topic, "Merged into redig2013", by=ada)
    happened(topic, "Merged into redig2013.", by=ada)
    happened(topic, "Merged into redig2013.")

    assert Entry.objects.count() == 2


def test_an_entry_reads_as_a_sentence_about_its_record(ada):
    happened(make_topic(title="Pain"), "Confirmed.", by=ada)
    Entry.objects.create(at=timezone.now(), kind="signed_in", words="Signed in.")

    assert {*map(str, Entry.objects.all())} == {"Pain: Confirmed.", "Signed in."}


def test_the_same_event_later_is_another_entry(ada):
    topic, now = make_topic(), timezone.now()

    for seconds in (0, 9, 30):
        happened(topic, "Confirmed.", by=ada, at=now + datetime.timedelta(seconds=seconds))

    assert Entry.objects.count() == 2


def test_a_version_saved_outside_the_admin_has_an_entry_with_it(ada):
    article = make_article()
    with reversion.create_revision():
        reversion.set_user(ada)
        reversion.set_comment("Imported from a manuscript")
        reversion.add_to_revision(article)

    entry = Entry.objects.get()

    assert (entry.words, entry.by) == ("Imported from a manuscript", ada)
    assert entry.version.object_id == str(article.pk)


def test_an_entry_is_neither_changed_nor_deleted():
    happened(make_topic(), "Confirmed.")
    entry = Entry.objects.get()
    entry.words = "Other words."

    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(words="x"),
    ):
        with pytest.raises(AppendOnly):
            attempt()
    assert words_of(make_topic()) == []
    assert Entry.objects.get().words == "Confirmed."


def test_the_name_stays_when_an_account_that_only_signed_in_is_deleted(client):
    somebody = User.objects.create_user("flo", first_name="Florence")
    client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")

    somebody.delete()

    assert list(Entry.objects.values_list("kind", "by_name")) == [("signed_in", "Florence")]


def test_only_sign_ins_are_forgotten_and_only_after_the_time():
    now = timezone.now()
    for kind, days in (("signed_in", 10), ("signed_in", 9), ("changed", 10)):
        at = now - datetime.timedelta(days=days)
        Entry.objects.create(at=at, kind=kind, words=f"{kind} {days}")

    assert Entry.objects.forget_access(now - datetime.timedelta(days=9)) == 1

    assert {*Entry.objects.values_list("words", flat=True)} == {"changed 10", "signed_in 9"}
