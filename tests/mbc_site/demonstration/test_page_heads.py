"""Every public page of the demonstration says what it holds, and no two say the same."""

import re
from collections import Counter, defaultdict

import pytest
from django.test import Client

from support_groups.models import Group
from tests.descriptions import Head, descriptions
from tests.mapped import mapped

NO_PAGE = re.compile(
    r"\.(?:png|ics|csv|json|bib|ris|txt|xml|webmanifest)$|/feed/$|^/(?:media|static|admin|cards)/"
)


@pytest.fixture(scope="module")
def pages(loaded, django_db_blocker) -> dict[str, str]:
    """Address -> page: those in the sitemap, those that other pages lead to, and every closed group."""
    with django_db_blocker.unblock():
        client, found = Client(), {}
        waiting = list(mapped(client))
        closed = Group.objects.filter(status="closed")
        waiting += ["/support-groups/sheet/", *(group.get_absolute_url() for group in closed)]
        while waiting:
            address = waiting.pop()
            if address in found or NO_PAGE.search(address):
                continue
            found[address] = client.get(address).content.decode()
            linked = re.findall(r'<a [^>]*?href="(/[^"#?]*)"', found[address])
            waiting += [one for one in linked if one not in found]
    return found


def test_every_page_was_looked_at(pages):
    kinds = Counter(address.split("/")[1] for address in pages)

    assert kinds["sources"] > 60
    assert kinds["articles"] > 10
    assert kinds["support-groups"] > 20
    assert kinds["people"] > 1
    assert kinds["about"] > 2


def test_no_two_pages_have_the_same_title_or_description(pages):
    for said in ("description", "og:title"):
        addresses = defaultdict(list)
        for address, page in pages.items():
            addresses[Head(page).meta[said]].append(address)

        assert {words: same for words, same in addresses.items() if len(same) > 1 or not words} == {}


def test_nothing_has_changed_since_an_article_was_printed_today(pages, client):
    articles = [address for address, page in pages.items() if 'class="since on-paper"' in page]

    answers = {
        address: client.get(re.search(rf"{address}since/\d+/", pages[address])[0]).content.decode()
        for address in articles
        if address.startswith("/articles/")
    }

    assert len(answers) == 10
    assert [
        one for one, page in answers.items() if "Nothing has changed: it is the newest one." not in page
    ] == []


def test_a_description_is_neither_a_word_nor_a_page(pages):
    lengths = {address: len(Head(page).meta["description"]) for address, page in pages.items()}

    assert {address: n for address, n in lengths.items() if not 20 <= n <= 330} == {}


def test_every_description_for_machines_is_valid_json_of_a_known_kind(pages):
    kinds = Counter(data.get("@type", "@graph") for page in pages.values() for data in descriptions(page))

    assert kinds.keys() == {"BreadcrumbList", "MedicalWebPage", "EventSeries", "ItemList", "@graph"}
    assert kinds["@graph"] == 1  # home
    assert kinds["BreadcrumbList"] == len(pages) - 1  # all but home
