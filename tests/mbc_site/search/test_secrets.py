"""Only what a page shows everybody is found."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import DataError, IntegrityError, models, transaction
from django.db.models import QuerySet

from articles.models import Edition, SharedText
from mbc_site.search import indexing, search, suggest
from mbc_site.search.models import SearchWord
from support_groups.models import Contact, Group, Venue
from tests.factories import make_article, make_group, make_published
from tests.web.page_cache.content import make_everything
from web.page_cache import shown_tables

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
# What visitors read, column by column. Every other column must not be found.
ALLOWED = {
    "articles.Edition": {"title", "summary", "html", "key_points_html"},
    "articles.Person": {"name"},
    "articles.Page": {"title", "summary", "body"},
    "sources.Source": {
        *("title", "authors_text", "container_title", "container_title_short", "publisher"),
        *("doi", "pmid", "pmcid", "isbn", "key"),
    },
    "support_groups.Group": {
        *("name", "summary", "description", "joining", "schedule_note", "cost_note", "size"),
        *("when_someone_dies", "confidentiality"),
    },
    "support_groups.Organization": {"name"},
    "support_groups.Venue": {"name", "street", "room", "town", "region", "postcode", "directions"},
    **{
        f"support_groups.{name}": {"name"}  # of the language of the group
        for name in ("Audience", "Language", "Subtype", "Activity", "AccessFeature")
    },
}
# Addresses, schedules and codes, which a word alone would break; and what triggers derive from other columns.
LEFT_OUT = {
    ("articles.Appearance", "title"),
    ("articles.Page", "slug"),
    ("articles.Article", "slug"),
    ("support_groups.Group", "slug"),
    ("support_groups.Group", "zone"),
    ("support_groups.MeetingPattern", "rule"),
}


@pytest.fixture(autouse=True)
def _noon(db):
    with time_machine.travel(NOW, tick=False):
        yield


def text_columns():
    for model in shown_tables.shown():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, (models.CharField, models.TextField, models.JSONField)):
                yield model, field


def write(model, field, word) -> bool:
    """Put the word into the column of all rows, if the database takes it."""
    rows = QuerySet(model)
    value = [word] if isinstance(field, models.JSONField) else word
    if field.attname in {"html", "body"}:
        value = f"<p>{word}</p>"
    for many in (rows, rows.filter(pk__in=list(rows.order_by("pk").values_list("pk", flat=True)[:1]))):
        try:
            with transaction.atomic():
                return bool(many.update(**{field.attname: value}))
        except (IntegrityError, DataError):
            continue
    return False


def test_a_word_in_any_column_is_found_only_if_visitors_read_that_column():
    make_everything()
    indexing.refresh()
    words = {}
    for number, (model, field) in enumerate(text_columns()):
        name = (model._meta.label, field.name)
        word = "canary" + "".join("bcdfghjklm"[int(digit)] for digit in f"{number:03}")
        if name not in LEFT_OUT and not field.choices and write(model, field, word):
            words[word] = name
    indexing.refresh()

    found = {name for word, name in words.items() if search(word, is_exact=True).total}

    assert len(words) > 100
    assert found == {(label, name) for label, names in ALLOWED.items() for name in names}


def test_links_and_passcodes_are_found_in_no_group_unless_it_shows_them():
    make_group(
        name="Quokkas", join_link="https://zoom.example/canaryone", passcode="canarytwo", dial_in="555"
    )

    assert search("quokkas").total == 1
    assert [search(word, is_exact=True).total for word in ("canaryone", "canarytwo", "zoom.example")] == [
        0,
        0,
        0,
    ]


def test_a_withheld_address_is_found_by_its_town_only():
    venue = Venue.objects.create(
        name="Canaryhall", street="5 Canarystreet", town="Canarytown", is_street_public=False
    )
    make_group(venue=venue)

    found = {word: search(word, is_exact=True).total for word in ("canaryhall", "canarystreet", "canarytown")}
    assert found == {"canaryhall": 0, "canarystreet": 0, "canarytown": 1}


def test_contacts_are_not_found():
    group = make_group(name="Quokkas")
    Contact.objects.create(group=group, name="Canaryname", email="canary@example.org", is_public=True)

    assert search("canaryname", is_exact=True).total == 0


def test_a_word_of_an_edition_that_waits_is_neither_suggested_nor_meant_nor_marked():
    later = datetime(2026, 11, 3, tzinfo=UTC)
    make_article(title="Quokkaville").publish(by=None, kind="new", at=later)

    assert (suggest("quokk"), suggest("quokkav")) == ([], [])
    assert (search("quokkavile").searched, search("quokkavile").total) == ("quokkavile", 0)
    assert search("quokkavile", at=later).searched == "quokkaville"
    assert [one.words for one in suggest("quokk", at=later)] == ["Quokkaville", "quokkaville"]


def test_survival_numbers_are_found_but_never_quoted():
    body = (
        '<h2>Numbers</h2><p>Open the box.</p><aside class="callout" data-kind="survival"><p>Half of the '
        "quokkas lived for nine years.</p></aside>"
    )
    make_published(title="Numbers that you may not want", body=body, at=NOW)

    results = search("quokkas")

    assert [hit.section.heading for hit in results.hits] == ["Numbers"]
    assert "".join(part.text for part in results.hits[0].snippet) == "Open the box."


def test_drafts_leave_no_word_in_the_vocabulary():
    make_article(title="Canarydraft")
    make_group(name="Canarydraft", status=Group.Status.DRAFT)
    indexing.refresh()

    assert not SearchWord.objects.filter(word__startswith="canary").exists()
    assert not Edition.objects.exists()
    assert not SharedText.objects.exists()
