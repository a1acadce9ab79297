"""The index follows every way of writing."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event, Thread

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article, Edition, Page, Person
from mbc_site.search import indexing, search, state, triggers, weights
from mbc_site.search.engines import engine
from mbc_site.search.models import IndexMark, SearchDocument, SearchWord
from mbc_site.search.records import READ
from mbc_site.search.results import Kind
from mbc_site.search.watched import ALL, WATCHED
from sources.models import Source
from support_groups.models import Group, Organization, Venue
from tests.factories import (
    make_article,
    make_edition,
    make_group,
    make_organization,
    make_page,
    make_person,
    make_published,
    make_source,
    make_venue,
)
from tests.web.page_cache.content import change, make_everything
from web.page_cache import shown_tables

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def titles(words, at=NOW, **options):
    return ["".join(part.text for part in hit.title) for hit in search(words, at=at, **options).hits]


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.django_db
class TestArticles:
    def test_a_draft_is_not_found_and_its_edition_is(self):
        article = make_article(title="Quokkas")

        assert titles("quokkas") == []
        article.publish(by=None, kind="new", at=NOW)
        assert titles("quokkas") == ["Quokkas"]

    def test_a_scheduled_edition_is_found_from_its_second_on_and_the_former_one_until_then(self):
        article = make_published(title="Wombats", at=NOW - HOUR)
        article.title = "Quokkas"
        article.save()
        article.publish(by=None, kind="edit", at=NOW + HOUR)

        assert titles("quokkas", NOW + HOUR - SECOND) == []
        assert titles("wombats", NOW + HOUR - SECOND) == ["Wombats"]
        assert titles("quokkas", NOW + HOUR) == ["Quokkas"]
        assert titles("wombats", NOW + HOUR) == []

    def test_an_edition_that_was_called_off_is_never_found(self):
        article = make_article(title="Quokkas")
        edition = article.publish(by=None, kind="new", at=NOW + HOUR)
        assert titles("quokkas", NOW + HOUR) == ["Quokkas"]

        QuerySet(Edition).filter(pk=edition.pk).update(called_off_at=NOW)

        assert titles("quokkas", NOW + HOUR) == []

    def test_a_moved_edition_is_found_from_its_new_time_on(self):
        article = make_article(title="Quokkas")
        edition = article.publish(by=None, kind="new", at=NOW + HOUR)
        titles("quokkas")

        QuerySet(Edition).filter(pk=edition.pk).update(published_at=NOW + 2 * HOUR)

        assert titles("quokkas", NOW + HOUR) == []
        assert titles("quokkas", NOW + 2 * HOUR) == ["Quokkas"]

    def test_withdrawing_hides_it_and_putting_it_back_shows_it(self):
        article = make_published(title="Quokkas", at=NOW - HOUR)

        Article.objects.filter(pk=article.pk).update(withdrawn_at=NOW)
        assert titles("quokkas") == []
        Article.objects.filter(pk=article.pk).update(withdrawn_at=None)
        assert titles("quokkas") == ["Quokkas"]

    def test_a_new_address_is_that_of_the_result(self):
        article = make_published(title="Quokkas", slug="old", at=NOW - HOUR)
        assert search("quokkas", at=NOW).hits[0].url == "/articles/old/"

        Article.objects.filter(pk=article.pk).update(slug="new")

        assert search("quokkas", at=NOW).hits[0].url == "/articles/new/"

    def test_who_wrote_or_reviewed_it_is_found_by_the_present_name(self):
        author, reviewer = make_person(name="Quokka Roe"), make_person(name="Wombat Doe")
        make_person(name="Koala Poe")
        make_published(title="Marsupials", authors=[author], reviewer=reviewer, at=NOW - HOUR)
        assert (titles("quokka"), titles("wombat"), titles("koala")) == (["Marsupials"], ["Marsupials"], [])

        for person in (author, reviewer):
            Person.objects.filter(pk=person.pk).update(name=f"New {person.pk}")
        assert (titles("quokka"), titles("wombat")) == ([], [])

    def test_words_that_a_later_edition_left_out_are_no_longer_found(self):
        article = make_published(title="Marsupials", body="<p>Of quokkas.</p>", at=NOW - HOUR)
        article.body = "<p>Of wombats.</p>"
        article.save()
        make_edition(article, at=NOW)

        assert titles("quokkas") == []
        assert titles("wombats") == ["Marsupials"]


@pytest.mark.django_db
class TestOthers:
    def test_a_page_is_found_while_it_is_public(self):
        page = make_page(title="Quokkas", is_published=False)
        assert titles("quokkas") == []

        Page.objects.filter(pk=page.pk).update(is_published=True)
        assert titles("quokkas") == ["Quokkas"]
        page.delete()
        assert titles("quokkas") == []

    def test_a_merged_source_is_found_no_longer_and_an_archived_one_is(self):
        kept, gone = make_source(title="On quokkas"), make_source(title="On quokkas and wombats")
        assert len(titles("quokkas")) == 2

        Source.objects.filter(pk=gone.pk).update(merged_into=kept, status="archived")
        Source.objects.filter(pk=kept.pk).update(status="archived")

        assert titles("quokkas") == ["On quokkas"]

    def test_sources_that_an_import_adds_at_once_are_found(self):
        Source.objects.add_all([Source(key="q1", title="Quokkas"), Source(key="q2", title="Quokkas, too")])

        assert sorted(titles("quokkas")) == ["Quokkas", "Quokkas, too"]

    @pytest.mark.parametrize(
        ("status", "is_found"),
        [("draft", False), ("listed", True), ("paused", True), ("unconfirmed", True), ("closed", False)],
    )
    def test_a_group_is_found_if_the_finder_shows_it(self, status, is_found):
        group = make_group(name="Quokkas", status="listed", confirmed_on=NOW.date())
        titles("quokkas")

        Group.objects.filter(pk=group.pk).update(status=status, paused_until=NOW.date())

        assert titles("quokkas") == (["Quokkas"] if is_found else [])
        assert Group.objects.findable(NOW).exists() == is_found

    def test_an_unconfirmed_group_leaves_at_the_same_second_as_in_the_finder(self):
        group = make_group(name="Quokkas", status="unconfirmed", confirmed_on=NOW.date())
        titles("quokkas")
        until = SearchDocument.objects.get(kind=Kind.GROUP, object_id=group.pk).shown_until

        for at in (until - SECOND, until):
            assert bool(titles("quokkas", at)) == Group.objects.findable(at).exists()
        assert titles("quokkas", until) == []

    def test_a_venue_and_an_organization_change_their_groups(self):
        venue, runs = make_venue(town="Akron"), make_organization(name="Wombat House")
        make_group(name="Tuesdays", venue=venue, organization=runs)
        assert titles("akron") == titles("wombat") == ["Tuesdays"]

        Venue.objects.filter(pk=venue.pk).update(town="Toledo")
        Organization.objects.filter(pk=runs.pk).update(name="Quokka House")

        assert (titles("akron"), titles("wombat")) == ([], [])
        assert titles("toledo") == titles("quokka") == ["Tuesdays"]

    def test_what_is_deleted_leaves_no_word_behind(self):
        group = make_group(name="Quokkas")
        titles("quokkas")
        group.delete()
        titles("quokkas")

        assert not SearchDocument.objects.filter(kind=Kind.GROUP).exists()
        assert not SearchWord.objects.filter(word="quokkas").exists()


def stored():
    return {
        (row.kind, row.object_id, row.fingerprint, row.shown_until) for row in SearchDocument.objects.all()
    }


def implied():
    texts = [
        text
        for kind, model in ALL.items()
        for text in READ[kind](list(model.objects.values_list("pk", flat=True)), timezone.now())
    ]
    return {(text.kind, text.object_id, indexing.fingerprint(text), text.shown_until) for text in texts}


# Of these the other values that `change` tries are no addresses and no schedules.
CHECKED = {"slug", "key", "rule"}


@pytest.mark.django_db
def test_no_column_of_any_table_can_change_what_a_page_says_without_the_index():
    make_everything()
    indexing.refresh()
    assert stored() == implied()

    for model in shown_tables.shown():
        for field in model._meta.local_concrete_fields:
            if not field.primary_key and field.name not in CHECKED:
                change(field, QuerySet(model).order_by("pk")[0])
        indexing.refresh()
        assert stored() == implied(), model


@pytest.mark.django_db
def test_a_record_that_cannot_be_read_keeps_no_other_from_being_found(caplog):
    bad = make_page(title="Wombats")
    Page.objects.filter(pk=bad.pk).update(slug="/no address/")
    make_page(title="Quokkas")

    assert titles("quokkas") == ["Quokkas"]
    assert f"could not index page {bad.pk}" in caplog.text


@pytest.mark.django_db(transaction=True)
class TestCommits:
    def test_a_commit_leaves_nothing_to_be_indexed(self):
        with transaction.atomic():
            article = make_published(title="Quokkas", at=NOW)
            assert IndexMark.objects.exists()

        assert not IndexMark.objects.exists()
        assert SearchDocument.objects.filter(object_id=article.pk, title="Quokkas").exists()

    def test_a_statement_of_its_own_is_indexed_with_it(self):
        page = make_page(title="Wombats")

        Page.objects.filter(pk=page.pk).update(title="Quokkas")

        assert not IndexMark.objects.exists()
        assert SearchDocument.objects.get(kind=Kind.PAGE).title == "Quokkas"

    def test_a_row_that_is_made_alone_is_found(self):
        page = Page.objects.create(title="Quokkas", slug="quokkas", is_published=True)

        assert page.pk
        assert titles("quokkas") == ["Quokkas"]

    def test_what_is_rolled_back_is_not_found(self):
        with transaction.atomic():
            make_page(title="Quokkas")
            transaction.set_rollback(True)

        assert not SearchDocument.objects.exists()
        assert titles("quokkas") == []

    def test_what_was_written_past_django_is_indexed_by_the_next_search(self):
        page = make_page(title="Wombats")
        with closing(connection.connection.cursor()) as cursor:  # of the driver
            cursor.execute("UPDATE articles_page SET title = 'Quokkas'")

        assert IndexMark.objects.filter(key=page.pk).exists()
        assert titles("quokkas") == ["Quokkas"]

    def test_an_error_of_the_index_costs_nobody_what_was_written(self, monkeypatch, caplog):
        monkeypatch.setattr(indexing, "_records", lambda marks: 1 / 0)
        page = make_page(title="Quokkas")

        assert Page.objects.filter(pk=page.pk).exists()
        assert "What was written could not be indexed" in caplog.text
        monkeypatch.undo()
        assert titles("quokkas") == ["Quokkas"]

    def test_a_rebuild_finds_what_there_is_and_forgets_what_there_is_not(self):
        make_page(title="Quokkas")
        SearchDocument.objects.create(
            kind="page", object_id=999, rank=1, title="Wombats", shown_from=NOW, shown_until=NOW + HOUR
        )
        SearchDocument.objects.filter(title="Quokkas").update(title="Mice", words="")

        call_command("rebuild_search")

        assert [row.title for row in SearchDocument.objects.all()] == ["Quokkas"]
        words = SearchWord.objects
        assert [row.documents for row in words.filter(word="quokkas")] == [1]
        assert titles("quokkas") == ["Quokkas"]


@pytest.mark.django_db
def test_a_version_that_indexes_in_another_way_indexes_everything_anew(monkeypatch):
    make_page(title="Quokkas")
    indexing.refresh()
    assert triggers.install() is False
    before = stored()

    monkeypatch.setattr(weights, "INDEX", 99)
    monkeypatch.setattr(triggers, "INDEX", 99)
    try:
        assert triggers.install() is True
        indexing.refresh()
        assert len(stored()) == 1
        assert stored() != before
    finally:
        monkeypatch.undo()
        triggers.install()


@pytest.mark.django_db
def test_tokens_that_are_missing_are_reported_and_a_rebuild_makes_them():
    make_page(title="Quokkas")
    assert titles("quokkas") == ["Quokkas"]
    assert state.is_behind() == []

    engine().remove([SearchDocument.objects.get().pk])
    assert titles("quokkas") == []
    assert [what for what, _to_do in state.is_behind()] == ["The search of the site doesn’t find everything."]

    call_command("rebuild_search")
    assert titles("quokkas") == ["Quokkas"]
    assert state.is_behind() == []


@pytest.mark.django_db
def test_a_missing_trigger_is_reported_and_put_back():
    triggers.drop()
    try:
        assert [what for what, _to_do in state.is_behind()] == ["The search of the site misses changes."]
    finally:
        triggers.install()

    assert state.is_behind() == []


def publish_in_a_thread(title, barrier, errors):
    try:
        with transaction.atomic():
            make_published(title=title, body="<p>Wombats, quokkas, numbats and bilbies.</p>", at=NOW)
            barrier.wait(20)
    except Exception as problem:
        errors.append(problem)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_two_who_publish_at_once_wait_for_each_other_and_lose_nothing():
    barrier, errors = Barrier(2), []
    editors = [Thread(target=publish_in_a_thread, args=(name, barrier, errors)) for name in ("One", "Two")]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join(60)

    assert errors == []
    assert sorted(titles("wombats")) == ["One", "Two"]
    assert SearchWord.objects.get(word="quokkas").documents == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_a_group_that_moves_to_a_venue_that_is_renamed_meanwhile_gets_the_new_name():
    venue, group = make_venue(name="Wombat House"), make_group(name="Tuesdays")
    moved, errors = Event(), []

    def move():
        try:
            with transaction.atomic():
                Group.objects.filter(pk=group.pk).update(venue=venue)
                moved.set()
        except Exception as problem:
            errors.append(problem)
        finally:
            connection.close()

    mover = Thread(target=move)
    with transaction.atomic():
        Venue.objects.filter(pk=venue.pk).update(name="Quokka House")
        mover.start()
        assert moved.wait(20)
    mover.join(20)

    assert errors == []
    assert titles("quokka") == ["Tuesdays"]


def test_every_watched_table_exists():
    assert [label for label in WATCHED if not apps.get_model(label)] == []
