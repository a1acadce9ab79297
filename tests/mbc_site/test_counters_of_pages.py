"""Each public page names the counters of all that it shows: what it doesn't name may change in every column, and the page
stays as it is."""

from urllib.parse import urlsplit

import pytest
import time_machine
from django.apps import apps
from django.db import connection, models
from django.urls import resolve

from articles.models import appearance_triggers
from tests.asked import Made
from tests.public_pages import AT, make_site
from tests.web.page_cache.content import change, make_everything
from web import kept_counts
from web.models import ContentVersion
from web.page_cache import shown_tables
from web.page_cache.names import COUNTERS
from web.page_cache.public import declared

# Not written by anybody: made from tables that are shown, in the same transaction.
DERIVED = {"articles.Appearance", "mbc_site.SearchDocument", "mbc_site.SearchWord"}
DERIVED |= {model._meta.label for model in kept_counts.tables()}
# Django itself would be lost.
NEEDED = {"contenttypes.ContentType"}

WORDS = {"name", "title", "summary", "description", "helpline", "position", "updated_at"}


@pytest.fixture
def kept(db):
    """The addresses of a site with a page of every kind, and the page cache in front of it."""
    with time_machine.travel(AT, tick=False):
        make_everything()
        addresses, site = make_site(), Made()
        try:
            yield addresses, site
        finally:
            site.close()


@pytest.fixture
def pages(kept):
    """Address -> the counters that its page names, and a way to make all of them afresh."""
    addresses, site = kept
    named = {address: set(declared(resolve(urlsplit(address).path).func).counters) for address in addresses}
    return named, lambda chosen: {address: shown(site.afresh(address)) for address in chosen}


def shown(answer):
    return answer.status, answer.body


def change_everything(model, fields):
    for row in models.QuerySet(model).order_by("pk"):
        for field in fields:
            change(field, row)


def differing(before, after) -> list[str]:
    return [address for address in before if before[address] != after[address]]


@pytest.mark.parametrize("counter", COUNTERS)
def test_what_a_page_does_not_name_does_not_change_it(pages, counter):
    named, afresh = pages
    others = [address for address, counters in named.items() if counter not in counters]
    before = afresh(others)

    for model, how in shown_tables.shown().items():
        if how.counter == counter:
            change_everything(model, [f for f in model._meta.local_concrete_fields if not f.primary_key])

    assert differing(before, afresh(others)) == []


@pytest.mark.parametrize("counter", COUNTERS)
def test_after_a_change_a_kept_page_is_what_the_site_says_now(
    kept, counter, django_capture_on_commit_callbacks
):
    addresses, site = kept
    before = {address: shown(site.ask(address)) for address in addresses}
    # As if the set-up had been committed: within one transaction, both are raised once.
    connection.run_on_commit.clear()
    ContentVersion.objects.all().delete()

    with django_capture_on_commit_callbacks(execute=True):
        for model, how in shown_tables.shown().items():
            if how.counter == counter:
                words = [f for f in model._meta.local_concrete_fields if f.column in WORDS]
                change_everything(model, words)
    with django_capture_on_commit_callbacks(execute=True):
        for address in addresses:
            site.ask(address)  # a search refreshes what it finds by, which is a change, too

    after = {address: shown(site.ask(address)) for address in addresses}
    assert differing(after, {address: shown(site.afresh(address)) for address in addresses}) == []
    assert differing(before, after) != []


def test_columns_that_are_hidden_change_no_page(pages):
    named, afresh = pages
    before = afresh(named)

    for model, how in shown_tables.shown().items():
        change_everything(model, [f for f in model._meta.local_concrete_fields if f.column in how.hidden])

    assert differing(before, afresh(named)) == []


def test_rows_that_are_not_shown_change_no_page(pages):
    named, afresh = pages
    before = afresh(named)

    for model, how in shown_tables.shown().items():
        if how.if_set:
            models.QuerySet(model).filter(**{how.if_set: None}).update(sentence="zz", key="zz")
    for label in {*shown_tables.reasons()} - DERIVED - NEEDED:
        model = apps.get_model(label)
        change_everything(model, [f for f in model._meta.local_concrete_fields if not f.primary_key])

    assert differing(before, afresh(named)) == []


def test_what_is_derived_is_derived_from_what_is_shown():
    assert {*appearance_triggers.WATCHED, appearance_triggers.ARTICLE} <= {*shown_tables.by_table()}
