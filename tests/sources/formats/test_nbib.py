import pytest

from sources.formats import read

ARTICLE = """
PMID- 23741377
OWN - NLM
IS  - 1932-6203 (Electronic)
IS  - 1932-6203 (Linking)
VI  - 8
IP  - 5
DP  - 2013 May 31
TI  - Adult bone marrow cells are not able
      to replace lost neurons.
PG  - 183-93; quiz 193-4
LID - 10.1371/journal.pone.0064723 [doi]
AB  - BACKGROUND: A first line
      and a second.
FAU - Neirinckx, Virginie
AU  - Neirinckx V
AD  - University of Liege, Liege, Belgium.
FAU - Wakefield, A J
AU  - Wakefield AJ
CN  - PLOS ONE Editors
LA  - eng
PT  - Journal Article
PT  - Retracted Publication
TA  - PLoS One
JT  - PloS one
ECI - PLoS One. 2021 Oct 28;16(10):e0256488. doi: 10.1371/journal.pone.0256488. PMID:
      34710116
MH  - Animals
OT  - neurons
PMC - PMC3669410
AID - 10.1371/journal.pone.0064723 [doi]
SO  - PLoS One. 2013 May 31;8(5):e64723.
"""


def one(text):
    reading = read(text.encode())
    assert reading.format == "nbib"
    return reading.items[0]


def test_an_article_arrives_with_all_its_fields():
    assert one(ARTICLE) == {
        "type": "article-journal",
        "title": "Adult bone marrow cells are not able to replace lost neurons",
        "author": [
            {"family": "Neirinckx", "given": "Virginie"},
            {"family": "Wakefield", "given": "A. J."},
            {"literal": "PLOS ONE Editors"},
        ],
        "container-title": "PloS one",
        "container-title-short": "PLoS One",
        "issued": {"date-parts": [[2013, 5, 31]]},
        "volume": "8",
        "issue": "5",
        "page": "183-93",
        "DOI": "10.1371/journal.pone.0064723",
        "PMID": "23741377",
        "PMCID": "PMC3669410",
        "ISSN": "1932-6203",
        "language": "en",
        "abstract": "BACKGROUND: A first line and a second.",
        "keyword": "Animals, neurons",
        "custom": {"publication-types": ["Journal Article", "Retracted Publication"]},
    }


@pytest.mark.parametrize(
    ("line", "variable", "value"),
    [
        ("AU  - van Eijck CH", "author", [{"family": "van Eijck", "given": "C. H."}]),
        ("AU  - Dutch Colorectal Cancer Group", "author", [{"literal": "Dutch Colorectal Cancer Group"}]),
        ("FAU - MCC-Spain Study Group of the\n      Consortium\nAU  - MCC-Spain Study Group of the\n      Consortium", "author",
         [{"literal": "MCC-Spain Study Group of the Consortium"}]),
        ("AU  - Guo, Wenbo", "author", [{"family": "Guo", "given": "Wenbo"}]),
        ("DP  - 2014 Jan-Feb", "issued", {"date-parts": [[2014, 1], [2014, 2]]}),
        ("DP  - 2013 Nov-2014 Feb", "issued", {"date-parts": [[2013, 11]], "raw": "2013 Nov-2014 Feb"}),
        ("DP  - 2013 Spring", "issued", {"date-parts": [[2013]], "season": 1}),
        ("DEP - 20130531", "issued", {"date-parts": [[2013, 5, 31]]}),
        ("LID - e64723", "page", "e64723"),
        ("LID - S0140-6736(10)60175-4 [pii]\nAID - 10.1016/S0140-6736(10)60175-4 [doi]", "DOI", "10.1016/S0140-6736(10)60175-4"),
        ("SO  - Lancet. 2010;375:445. doi: 10.1016/x123.", "DOI", "10.1016/x123"),
        ("PT  - Preprint", "type", "article"),
        ("LA  - fre", "language", "fr"),
    ],
)  # fmt: skip
def test_a_tag_becomes_the_variable(line, variable, value):
    assert one(f"PMID- 1\nTI  - A\n{line}\n")[variable] == value


@pytest.mark.parametrize(
    ("lines", "title", "original"),
    [
        (
            "TI  - [Cancer among\n      workers].\nTT  - Cancer chez les travailleurs.",
            "Cancer among workers",
            "Cancer chez les travailleurs",
        ),
        ("TI  - [Not Available].\nTT  - Cancer chez les travailleurs.", "Cancer chez les travailleurs", None),
        ("TI  - [18F]FDG in the breast.", "[18F]FDG in the breast", None),
    ],
)
def test_a_translated_title_is_distinguished_from_the_original(lines, title, original):
    item = one(f"PMID- 1\n{lines}\n")

    assert (item["title"], item.get("original-title")) == (title, original)


def test_a_chapter_of_a_book_has_the_book_around_it():
    item = one("PMID- 1\nTI  - A chapter\nBTI - The book\nFED - Doe, Jo\nPB  - Press\n")

    assert (item["type"], item["title"], item["container-title"]) == ("chapter", "A chapter", "The book")
    assert item["editor"] == [{"family": "Doe", "given": "Jo"}]


def test_records_of_eric_begin_at_the_tag_that_began_the_first():
    reading = read(b"OWN - ERIC\nTI  - A\nDP  - 2021\n\nOWN - ERIC\nTI  - B\nDP  - 2020\n")

    assert [item["title"] for item in reading.items] == ["A", "B"]


def test_records_need_no_empty_line_between_them():
    assert len(read(b"PMID- 1\nTI  - A\nPMID- 2\nTI  - B\n").items) == 2


def test_an_invalid_line_does_not_affect_the_others():
    assert one("PMID- 1\nTI  - A title\nwhich was wrapped by a mailer\nVI  - 3\n")["volume"] == "3"


def test_a_truncated_record_is_reported_and_not_read():
    reading = read(b"PMID- 1\nTI  - A\nSO  - X\n\nPMID- 2\nTI  - Half of a ti")

    assert [item["title"] for item in reading.items] == ["A"]
    assert reading.problems == [
        (5, "The file ends in the middle of this record, so the record was not read.")
    ]


@pytest.mark.parametrize(
    ("lines", "page"),
    [
        (
            "VI  - 4\nIP  - 1\nLID - 1042 [pii]\nAID - 1042 [pii]\nSO  - Ann Made Up. 2021;4(1):1042. Epub 2021 Dec 27.",
            "1042",
        ),
        ("VI  - 4\nLID - dju055 [pii]\nSO  - Ann Made Up. 2021;4:dju055. doi: 10.1000/dju055.", "dju055"),
        ("VI  - 4\nLID - l2345 [pii]", "l2345"),
        ("VI  - 4\nLID - S0140-6736(10)60175-4 [pii]\nLID - 105 [pii]", "105"),
        ("VI  - 4\nLID - 5486519 [pii]\nSO  - Ann Made Up. 2021 Mar;4(1). doi: 10.1000/x.", None),
        ("LID - 5486519 [pii]\nSO  - Ann Made Up. 2021 Mar 3:5486519. doi: 10.1000/x.", None),
        ("VI  - 4\nPG  - 11-12\nLID - 1042 [pii]\nSO  - Ann Made Up. 2021;4:11-12.", "11-12"),
    ],
)
def test_the_number_of_an_article_stands_for_its_pages(lines, page):
    assert one(f"PMID- 1\nTI  - A\nDP  - 2021\n{lines}\n").get("page") == page


@pytest.mark.parametrize("title", ["", ".", "[Not Available]."])
def test_a_title_that_nobody_translated_is_the_original_one(title):
    reading = read(f"PMID- 1\nTI  - {title}\nTT  - Livet med spridd sjukdom.\n".encode())

    assert reading.problems == []
    assert reading.items[0]["title"] == "Livet med spridd sjukdom"
    assert "original-title" not in reading.items[0]


@pytest.mark.parametrize("gap", ["", "\n", "\n\n\n"])
def test_records_of_pmc_begin_with_their_number_there(gap):
    record = "PMC - PMC{0}\nPMID- {0}\nTI  - Title {0}\nDP  - 2020\n"
    reading = read((record.format(11) + gap + record.format(12)).encode())

    assert reading.problems == []
    assert [(item["PMID"], item["PMCID"], item["title"]) for item in reading.items] == [
        ("11", "PMC11", "Title 11"),
        ("12", "PMC12", "Title 12"),
    ]


def test_a_record_of_pmc_may_have_no_number_in_pubmed():
    reading = read(b"PMC - PMC1\nTI  - A\n\nPMC - PMC2\nPMID- 22\nTI  - B\n\nPMC - PMC3\nTI  - C\n")

    assert [(item["PMCID"], item.get("PMID")) for item in reading.items] == [
        ("PMC1", None),
        ("PMC2", "22"),
        ("PMC3", None),
    ]


def test_an_empty_line_within_a_record_parts_nothing():
    reading = read(b"PMID- 1\nTI  - A\n\nDP  - 2020\n\nPMC - PMC7\n\nPMID- 2\nTI  - B\n")

    assert [(item["title"], item.get("PMCID")) for item in reading.items] == [("A", "PMC7"), ("B", None)]
