"""The index holds what readers find in place of shared texts and placeholders, and follows when that changes."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db.models import QuerySet

from articles.models import SharedText
from mbc_site.models import OrganizationDetails
from mbc_site.search import indexing, search
from mbc_site.search.models import SearchDocument
from tests.factories import make_page, make_published

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
SLOT = '<aside class="callout" data-kind="shared" data-text="crisis"><p>Crisis</p></aside>'


@pytest.fixture(autouse=True)
def _noon(db):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def organization():
    details = OrganizationDetails.objects.current()
    details.save()
    return details


def make_shared(body, **fields):
    text = SharedText(**{"key": "crisis", "title": "If tonight is too much", "body": body} | fields)
    text.save()
    return text


def titles(words):
    return ["".join(part.text for part in hit.title) for hit in search(words, is_exact=True).hits]


def quoted(words):
    return "".join(part.text for part in search(words).hits[0].snippet)


@pytest.mark.parametrize("make", [make_published, make_page])
def test_a_placeholder_is_found_and_quoted_as_visitors_read_it(make, organization):
    make(title="Quokkas", body="<p>Please [call or text] [crisis line], in [country].</p>")

    assert titles("988") == ["Quokkas"]
    assert quoted("988") == "Please call or text 988, in the United States."
    assert titles("line") == []


def test_a_placeholder_in_a_key_point_is_found_as_visitors_read_it(organization):
    make_published(title="Quokkas", key_points="Call [emergency number].", body="<p>So.</p>")

    assert titles("911") == ["Quokkas"]


@pytest.mark.parametrize("make", [make_published, make_page])
@pytest.mark.parametrize("body", ["<p>Call [crisis line].</p>", SLOT])
def test_another_number_is_found_at_once_and_the_former_one_no_longer(make, body, organization):
    make_shared("<p>Call [crisis line].</p>")
    make(title="Quokkas", body=body)
    assert titles("988") == ["Quokkas"]

    QuerySet(OrganizationDetails).update(crisis_line="116 123")

    assert titles("988") == []
    assert titles("116 123") == ["Quokkas"]


@pytest.mark.parametrize("make", [make_published, make_page])
def test_a_shared_text_is_found_in_what_shows_it_with_a_link_to_its_heading(make, organization):
    make_shared("<p>If you might hurt wombats, call [crisis line].</p>")
    page = make(title="Quokkas", body=f"<h2>Before</h2><p>So.</p>{SLOT}<p>After kangaroos.</p>")

    section = search("wombats").hits[0].section

    address = page.get_absolute_url()
    assert (section.heading, section.url) == ("If tonight is too much", f"{address}#shared-crisis")
    assert quoted("wombats") == "If you might hurt wombats, call 988."
    assert search("kangaroos").hits[0].section.heading == "Before"


def test_a_heading_within_a_shared_text_leads_to_its_box():
    make_shared("<p>So.</p><h3>At night</h3><p>Wombats.</p>")
    page = make_page(title="Quokkas", body=SLOT)

    section = search("wombats").hits[0].section

    assert (section.heading, section.url) == ("At night", f"{page.get_absolute_url()}#shared-crisis")


def test_a_shared_text_that_is_changed_or_deleted_changes_what_is_found():
    text = make_shared("<p>Of wombats.</p>")
    make_published(title="Quokkas", body=SLOT)
    make_published(title="Others", body="<p>So.</p>")
    assert titles("wombats") == ["Quokkas"]

    text.body = "<p>Of kangaroos.</p>"
    text.save()
    assert (titles("wombats"), titles("kangaroos")) == ([], ["Quokkas"])

    text.delete()
    assert titles("kangaroos") == []


def test_a_thousand_shared_texts_are_saved_at_once():
    make_page(title="Signs", body=SLOT)
    SharedText.objects.bulk_create(
        SharedText(key=f"text{number}", title="Something", body="<p>Else.</p>") for number in range(1100)
    )
    make_shared("<p>Call a friend.</p>")

    indexing.refresh()

    assert titles("friend") == ["Signs"]


def test_a_shared_text_counts_once_however_often_it_says_a_word():
    make_shared("<p>Wombats. Wombats. Wombats. Wombats.</p>")
    make_published(title="Others", body=SLOT)
    make_published(title="Quokkas", body="<p>Of wombats, and of wombats.</p>")

    assert titles("wombats") == ["Quokkas", "Others"]


def test_nothing_in_the_index_is_a_placeholder(organization):
    make_shared("<p>[emergency number]</p>")
    body = f"<p>[call or text] [crisis line] [country] [emergency number]</p>{SLOT}"
    make_published(key_points="[crisis line]", body=body)
    make_page(body=f"{body}<p>[answer time]</p>")
    search("so")

    assert len(stored := [row.passages for row in SearchDocument.objects.all()]) == 2
    assert not [passages for passages in stored if "[" in "".join("".join(one) for one in passages)]
