"""Sets of synonyms in the hands of editors: what can't be one is said beside the field, and a change counts at once."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from mbc_site.search import search
from mbc_site.search.models import SynonymSet
from tests.factories import make_page
from tests.posting import as_submitted

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
ADD = "admin:mbc_site_synonymset_add"
TWO = "Enter at least two words."


@pytest.fixture(autouse=True)
def _noon(db):
    with time_machine.travel(NOW, tick=False):
        SynonymSet.objects.all().delete()
        yield


def address_of(synonyms):
    return reverse("admin:mbc_site_synonymset_change", args=[synonyms.pk])


def save(client, address, words):
    return client.post(address, as_submitted(client.get(address), words=words))


def titles(words):
    return sorted("".join(part.text for part in hit.title) for hit in search(words, is_exact=True).hits)


def typed_in(page):
    """What the field holds; a browser leaves out one line break at its beginning."""
    return unescape(re.search(r'<textarea name="words"[^>]*>\r?\n(.*?)</textarea>', page, re.DOTALL)[1])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "This field is required."),
        ("quokkas", TWO),
        ("quokkas, quokkas", TWO),
        ("Quokkás\nquokkas", TWO),
        (", ".join(f"word{number}" for number in range(41)), "Enter at most 40 words."),
        ("quokkas, of the", "“of the” has no word that a search looks for."),
        ("quokkas, &%!", "“&%!” has no word that a search looks for."),
        (
            "quokkas, one two three four five",
            "“one two three four five” is too long. Four words are the most.",
        ),
        ("quokkas, <b>wombats</b>", "“<b>wombats</b>” has a sign such as “<”. Write only the words."),
        (
            "</textarea><script>1</script>, a",
            "“</textarea><script>1</script>” has a sign such as “<”. Write only the words.",
        ),
        ("quokkas, wom\x00bats", "Null characters are not allowed."),
    ],
)
def test_what_is_no_set_is_said_beside_the_field_and_still_there(admin_client, words, sentence):
    kept = SynonymSet.objects.create(words="numbats\nbilbies")

    for address in (reverse(ADD), address_of(kept)):
        response = save(admin_client, address, words)

        assert response.status_code == 200
        assert response.context["adminform"].form.errors == {"words": [sentence]}
        page = response.content.decode()
        assert sentence in unescape(page)
        assert typed_in(page) == words
    assert [one.words for one in SynonymSet.objects.all()] == ["numbats\nbilbies"]


def test_a_set_counts_for_the_next_search_as_soon_as_it_is_saved_and_until_it_is_deleted(admin_client):
    make_page(title="Wombats")
    make_page(title="Bilbies")
    assert titles("quokkas") == []

    assert save(admin_client, reverse(ADD), "quokkas, wombats").status_code == 302
    assert titles("quokkas") == ["Wombats"]
    synonyms = SynonymSet.objects.get()
    assert save(admin_client, address_of(synonyms), "quokkas, bilbies").status_code == 302
    assert titles("quokkas") == ["Bilbies"]
    synonyms.delete()
    assert titles("quokkas") == []


def test_a_word_of_two_sets_finds_the_others_of_both_which_do_not_find_each_other(admin_client):
    make_page(title="Wombats")
    make_page(title="Bilbies")
    for words in ("quokkas, wombats", "Quokka, bilbies"):
        assert save(admin_client, reverse(ADD), words).status_code == 302

    assert titles("quokkas") == ["Bilbies", "Wombats"]
    assert (titles("wombats"), titles("bilbies")) == (["Wombats"], ["Bilbies"])
