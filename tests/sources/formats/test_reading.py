import doctest
import importlib
import pkgutil

import pytest

from sources import formats
from sources.formats import read

OTHERS = (
    "references",
    "reference_dates",
    "reference_extras",
    "reference_kinds",
    "reference_names",
    "reference_tails",
)
MODULES = [name for _, name, _ in pkgutil.iter_modules(formats.__path__) if name not in OTHERS]

ONE_OF_EACH = {
    "bibtex": "@article{redig2013, title = {A view}, author = {Redig, A. J.}, year = 2013}",
    "ris": "TY  - JOUR\nTI  - A view\nAU  - Redig, A. J.\nPY  - 2013\nER  - \n",
    "nbib": "PMID- 23844915\nTI  - A view.\nFAU - Redig, A J\nDP  - 2013 Aug\n",
    "endnote-xml": "<xml><records><record><ref-type name='Journal Article'>17</ref-type><contributors><authors>"
    "<author>Redig, A. J.</author></authors></contributors><titles><title>A view</title></titles><dates><year>2013</year>"
    "</dates></record></records></xml>",
    "pubmed-xml": "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue><PubDate>"
    "<Year>2013</Year></PubDate></JournalIssue></Journal><ArticleTitle>A view.</ArticleTitle><AuthorList><Author><LastName>"
    "Redig</LastName><Initials>AJ</Initials></Author></AuthorList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    "csl-json": '[{"id": "a", "type": "article-journal", "title": "A view", "author": [{"family": "Redig", "given": "A. J."}],'
    ' "issued": {"date-parts": [[2013]]}}]',
    "references": "1. Redig AJ. A view. J Intern Med. 2013;274(2):113-126.",
}


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_are_true(name):
    assert doctest.testmod(importlib.import_module(f"sources.formats.{name}")).failed == 0


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_format_is_recognized_from_its_content(name):
    reading = read(ONE_OF_EACH[name].encode())

    assert reading.format == name
    assert reading.problems == []
    assert [item["title"] for item in reading.items] == ["A view"]
    assert reading.items[0]["author"] == [{"family": "Redig", "given": "A. J."}]
    assert reading.items[0]["issued"]["date-parts"][0][0] == 2013
