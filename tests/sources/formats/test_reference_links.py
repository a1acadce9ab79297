"""References copied from web pages, which print links behind each of them."""

import pytest

from sources.formats import read
from sources.formats.references import read_reference

BONES = "Doe B. A view of bones. J Made Up Med. 2013;274(2):113-126."
SLEEP = "Roe C. A study of sleep. J Made Up Med. 2014;275(1):10-12."


@pytest.mark.parametrize(
    "links",
    [
        " [DOI] [PMC free article] [PubMed] [Google Scholar]",
        " [PubMed] | [CrossRef] | [Web of Science]",
        " [Green Version]",
        "PubMedGoogle ScholarCrossref",
        " PubMed Abstract | CrossRef Full Text | Google Scholar",
        " Article PubMed PubMed Central Google Scholar",
        " Google Scholar",
        "external icon",
    ],
)
def test_links_behind_a_reference_are_no_part_of_its_doi_and_raise_no_doubt(links):
    parsed = read_reference(f"{BONES} doi:10.1000/jx.21551{links}")

    assert (parsed.item["DOI"], parsed.item["page"]) == ("10.1000/jx.21551", "113-126")
    assert parsed.doubts == ()


@pytest.mark.parametrize("title", ["How to search PubMed", "Google Scholar and PubMed"])
def test_a_title_may_name_a_place_of_links(title):
    assert read_reference(f"Doe B. {title}. J Made Up Med. 2013;274(2):113-126.").item["title"] == title


@pytest.mark.parametrize(
    "between",
    [
        "\nArticle PubMed Google Scholar\n",
        "\n\nArticle\n \nPubMed\n \nGoogle Scholar\n\n",
        "\n\nPubMed Abstract | CrossRef Full Text | Google Scholar\n\n",
        "\n\nView PDFView articleView in ScopusGoogle Scholar\n",
    ],
)
@pytest.mark.parametrize("numbers", [("", ""), ("1. ", "2. "), ("1.\n", "2.\n"), ("[1]\n", "[2]\n")])
def test_lines_of_links_part_references(numbers, between):
    reading = read(f"{numbers[0]}{BONES}{between}{numbers[1]}{SLEEP}\n".encode())

    assert [item["title"] for item in reading.items] == ["A view of bones", "A study of sleep"]
    assert [item["page"] for item in reading.items] == ["113-126", "10-12"]
    assert reading.problems == []


def test_a_page_alone_on_a_line_is_no_number_of_a_reference():
    reading = read(
        f"1.\nDoe B. A view of bones. J Made Up Med. 2013;274(2):113-\n126.\n2.\n{SLEEP}\n".encode()
    )

    assert [item["page"] for item in reading.items] == ["113-126", "10-12"]
