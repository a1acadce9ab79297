"""Habits of the services and programs whose exports people bring: each in a made-up record."""

import pytest

from sources.ama import to_text
from sources.formats import read


def one(text):
    reading = read(text.encode())
    assert reading.problems == []
    return reading.items[0]


def ris(lines, kind="JOUR"):
    return f"TY  - {kind}\nTI  - Rest\nAU  - Doe, Jo\nPY  - 2015\n{lines}\nER  - \n"


def bibtex(fields, kind="article"):
    return f"@{kind}{{a, title = {{Rest}}, author = {{Doe, Jo}}, year = {{2015}}, {fields}}}"


@pytest.mark.parametrize(
    ("text", "variable", "value"),
    [
        (ris("DB  - Scopus\nC2  - 25559810"), "PMID", "25559810"),
        (ris("AN  - L601234567\nC5  - 25559810\nU3  - 2015-01-20"), "PMID", "25559810"),
        (ris("C5  - 25559810"), "PMID", None),
        (ris("SN  - 0732183X (ISSN)"), "ISSN", "0732-183X"),
        (ris("PD  - JAN 10"), "issued", {"date-parts": [[2015, 1, 10]]}),
        (ris("DA  - Aug"), "issued", {"date-parts": [[2015, 8]]}),
        (ris("DA  - Aug-Sep"), "issued", {"date-parts": [[2015, 8], [2015, 9]]}),
        (bibtex("elocation-id = {g1234}, volume = {348}"), "page", "g1234"),
        (bibtex("ISSN = {{0732-183X}}, EISSN = {{1527-7755}}"), "ISSN", "0732-183X, 1527-7755"),
        (bibtex("note = {PMID: 23844915 \nPMCID: PMC3711134}"), "PMCID", "PMC3711134"),
        ('[{"type": "book", "title": "A", "note": "PMID: 23844915\\nCitation Key: a"}]', "PMID", "23844915"),
        (
            "OWN - ERIC\nTI  - A\nAID - http://dx.doi.org/10.1000/x\nISSN - ISSN-0732-183X\n",
            "DOI",
            "10.1000/x",
        ),
        (
            "OWN - ERIC\nTI  - A\nAID - http://dx.doi.org/10.1000/x\nISSN - ISSN-0732-183X\n",
            "ISSN",
            "0732-183X",
        ),
    ],
)
def test_a_number_is_found_where_a_service_keeps_it(text, variable, value):
    assert one(text).get(variable) == value


@pytest.mark.parametrize(
    "text",
    [
        ris("JF  - bioRxiv\nDO  - 10.1101/2020.05.01.123456\nSP  - 2020.05.01.123456"),
        bibtex("journal = {medRxiv}, elocation-id = {2020.05.01.123456}, doi = {10.1101/2020.05.01.123456}"),
        "<records><record><ref-type name='Journal Article'/><titles><title>Rest</title><secondary-title>bioRxiv</secondary-title></titles>"
        "<pages>2020.05.01.123456</pages><electronic-resource-num>10.1101/2020.05.01.123456</electronic-resource-num></record></records>",
    ],
)
def test_an_article_on_a_preprint_server_is_a_preprint(text):
    item = one(text)

    assert (item["type"], item.get("page")) == ("article", None)
    assert "Rxiv" in item["container-title"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (ris("VL  - Vol. 12\nIS  - No. 3\nSP  - pp. 5-5"), ("12", "3", "5")),
        (ris("VL  - 12 (3)\nSP  - P5-03-02"), ("12", "3", "P5-03-02")),
        (bibtex("volume = {12(Suppl 7)}, pages = {1056-1056}"), ("12", "Suppl 7", "1056")),
        (bibtex("volume = {Volume 12}, number = {Issue 3}, pages = {S5--S9}"), ("12", "3", "S5-S9")),
    ],
)
def test_volume_issue_and_pages_are_bare_numbers(text, place):
    assert tuple(one(text)[name] for name in ("volume", "issue", "page")) == place


@pytest.mark.parametrize("written", ["2024/03/05/", "2024-03-05", "2024"])
def test_a_day_of_access_is_read_in_every_form(written):
    assert one(ris(f"Y2  - {written}"))["accessed"]["date-parts"][0][0] == 2024


def test_a_preprint_of_arxiv_names_it():
    item = one("@misc{a, title = {Rest}, year = {2020}, eprint = {2001.01234}, archiveprefix = {arXiv}}")

    assert to_text(item) == "Rest. arXiv. Preprint posted online 2020. https://arxiv.org/abs/2001.01234"


def test_an_article_in_a_volume_is_none():
    assert one(ris("JF  - Research Square\nVL  - 7"))["type"] == "article-journal"


@pytest.mark.parametrize(
    "text",
    [
        "TY  - GOVDOC\nTI  - Rest\nA2  - Department of Rest\nPY  - 2015\nER  - \n",
        "TY  - RPRT\nTI  - Rest\nA4  - Department of Rest\nPY  - 2015\nER  - \n",
        "TY  - RPRT\nTI  - Rest\nAU  - Department of Rest\nPY  - 2015\nER  - \n",
        "@techreport{a, title = {Rest}, author = {Department of Rest}, year = {2015}}",
        "<records><record><ref-type name='Report'/><titles><title>Rest</title></titles><contributors><authors><author>Department of Rest"
        "</author></authors></contributors><dates><year>2015</year></dates></record></records>",
    ],
)
def test_a_department_is_the_author_of_a_report(text):
    assert to_text(one(text)).startswith("Department of Rest. Rest. ")


def test_no_break_spaces_of_a_web_page_are_spaces():
    assert one(ris("VL  - 7").replace(" ", "\xa0"))["volume"] == "7"


def test_items_after_a_broken_one_are_read():
    good = '{"id": "%s", "type": "book", "title": "%s"}'
    reading = read(f'[{good % ("a", "A")}, {{"id": "b", "title": "B\n, {good % ("c", "C")}]'.encode())

    assert [item["title"] for item in reading.items] == ["A", "C"]
    assert reading.problems == [(2, "This record is not valid JSON, so it was not read.")]
