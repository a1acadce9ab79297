import pytest

from sources.formats import read

JOURNAL = """TY  - JOUR
AU  - van der Berg, JW, Jr.
AU  - American Cancer Society
AU  - Redig AJ
TI  - Loss of BRCA1 in the &alpha; study.
T2  - Journal of Internal Medicine
J2  - J Intern Med
PY  - 2013
DA  - 2013/08/05/
VL  - 274
IS  - 2
SP  - 113
EP  - 126
DO  - https://doi.org/10.1111/joim.12084
SN  - 1365-2796 (Electronic)
0954-6820
UR  - https://example.org/a
AN  - 23844915
DB  - PubMed
C2  - PMC3749024
KW  - Breast
Metastasis
LA  - eng
AB  - A first line
and a second.
Y2  - 2024/03/05/
ID  - redig2013
ER  -
"""


def one(text):
    reading = read(text.encode())
    assert reading.format == "ris"
    return reading.items[0]


def test_a_journal_article_arrives_with_all_its_fields():
    assert one(JOURNAL) == {
        "id": "redig2013",
        "type": "article-journal",
        "title": "Loss of BRCA1 in the α study",
        "author": [
            {"family": "van der Berg", "given": "J. W.", "suffix": "Jr"},
            {"literal": "American Cancer Society"},
            {"family": "Redig", "given": "A. J."},
        ],
        "container-title": "Journal of Internal Medicine",
        "container-title-short": "J Intern Med",
        "issued": {"date-parts": [[2013, 8, 5]]},
        "accessed": {"date-parts": [[2024, 3, 5]]},
        "volume": "274",
        "issue": "2",
        "page": "113-126",
        "DOI": "10.1111/joim.12084",
        "PMID": "23844915",
        "PMCID": "PMC3749024",
        "ISSN": "1365-2796, 0954-6820",
        "URL": "https://example.org/a",
        "keyword": "Breast, Metastasis",
        "language": "en",
        "abstract": "A first line and a second.",
    }


@pytest.mark.parametrize(
    ("line", "variable", "value"),
    [
        ("T1  - Older tag", "title", "Older tag"),
        ("CT  - Oldest tag", "title", "Oldest tag"),
        ("A1  - Doe, Jo", "author", [{"family": "Doe", "given": "Jo"}]),
        (
            "AU  - Smith, J.; Doe, A. B.",
            "author",
            [{"family": "Smith", "given": "J."}, {"family": "Doe", "given": "A. B."}],
        ),
        ("JF  - Full Name", "container-title", "Full Name"),
        ("Y1  - 2014//", "issued", {"date-parts": [[2014]]}),
        ("PY  - 2013/04/18", "issued", {"date-parts": [[2013, 4, 18]]}),
        ("PY  - in press", "issued", {"literal": "in press"}),
        ("SP  - 1401-4", "page", "1401-4"),
        ("SP  - e64723", "page", "e64723"),
        ("SE  - 2309", "page", "2309"),
        ("C7  - 107", "page", "107"),
        ("M1  - 4", "issue", "4"),
        ("M3  - 10.1038/nature123", "DOI", "10.1038/nature123"),
        ("UR  - https://doi.org/10.1038/nature123", "DOI", "10.1038/nature123"),
        ("N1  - PMID: 23844915", "PMID", "23844915"),
        ("U1  - 23690738[pmid]", "PMID", "23690738"),
        ("AN  - PMC3654245", "PMCID", "PMC3654245"),
        ("N2  - Abstract", "abstract", "Abstract"),
        ("SN  - 978-0-19-024655-6", "ISBN", "978-0-19-024655-6"),
    ],
)
def test_a_tag_becomes_the_variable(line, variable, value):
    assert one(f"TY  - JOUR\n{line}\nBT  - Any\nER  - \n")[variable] == value


@pytest.mark.parametrize(
    ("tag", "kind"),
    [("BOOK", "book"), ("CHAP", "chapter"), ("RPRT", "report"), ("THES", "thesis"), ("ELEC", "webpage"), ("NEWS", "article-newspaper"),
     ("CPAPER", "paper-conference"), ("UNPB", "manuscript"), ("DATA", "dataset"), ("COMP", "software"), ("WHAT", "document")],
)  # fmt: skip
def test_a_type_becomes_the_csl_type(tag, kind):
    assert one(f"TY  - {tag}\nTI  - A\nER  - \n")["type"] == kind


def test_a_chapter_keeps_book_series_and_editors_apart():
    item = one(
        "TY  - CHAP\nTI  - A chapter\nT2  - The book\nT3  - The series\nA2  - Doe, Jo\nA3  - Roe, Al\nER  - \n"
    )

    assert (item["container-title"], item["collection-title"]) == ("The book", "The series")
    assert item["editor"] == [{"family": "Doe", "given": "Jo"}]


def test_the_shorter_of_two_journal_names_is_the_abbreviation():
    item = one("TY  - JOUR\nTI  - A\nJF  - J Int Med\nJA  - Journal of Internal Medicine\nER  - \n")

    assert (item["container-title"], item["container-title-short"]) == (
        "Journal of Internal Medicine",
        "J Int Med",
    )


def test_an_accession_number_of_another_database_is_no_pmid():
    assert "PMID" not in one("TY  - JOUR\nTI  - A\nAN  - 23844915\nDB  - Scopus\nER  - \n")


def test_pages_of_a_book_are_how_many_it_has():
    item = one("TY  - BOOK\nTI  - A\nSP  - 340\nER  - \n")

    assert item["number-of-pages"] == "340"
    assert "page" not in item


@pytest.mark.parametrize(
    "start", ["TY  - JOUR", "TY - JOUR", "  TY  - JOUR", "Provider: X\nContent: text/plain\n\n1.\nTY  -JOUR"]
)
def test_a_start_written_a_little_differently_is_understood(start):
    assert one(f"{start}\nTI  - A\nER  -\n") == {"type": "article-journal", "title": "A"}


def test_text_that_only_looks_like_a_tag_stays_in_its_field():
    assert (
        one("TY  - JOUR\nTI  - A\nAB  - About\nAB-initio methods\nER  - \n")["abstract"]
        == "About AB-initio methods"
    )


def test_a_retracted_article_loses_the_mark_in_its_title_but_not_the_fact():
    item = one("TY  - JOUR\nTI  - RETRACTED: Loss of BRCA1\nER  - \n")

    assert (item["title"], item["custom"]) == ("Loss of BRCA1", {"retracted-in-title": True})


def test_a_record_without_an_end_is_read_and_reported():
    reading = read(b"TY  - JOUR\nTI  - A\n\nTY  - JOUR\nTI  - B\nER  - \n")

    assert [item["title"] for item in reading.items] == ["A", "B"]
    assert [number for number, _ in reading.problems] == [1]


def test_a_truncated_record_is_reported_and_not_read():
    reading = read(b"TY  - JOUR\nTI  - A\nER  - \n\nTY  - JOUR\nTI  - Half of a ti")

    assert [item["title"] for item in reading.items] == ["A"]
    assert reading.problems == [
        (5, "The file ends in the middle of this record, so the record was not read.")
    ]


def test_a_record_without_its_start_is_read():
    reading = read(b"TY  - JOUR\nTI  - A\nER  - \nTI  - B\nAU  - Doe, Jo\nER  - \n")

    assert [item["title"] for item in reading.items] == ["A", "B"]


def test_a_record_without_its_start_loses_no_line():
    reading = read(b"TY  - JOUR\nTI  - A\nER  - \nPY  - 2020\nVL  - 7\nTI  - B\nER  - \n")

    assert (reading.items[1]["title"], reading.items[1]["volume"]) == ("B", "7")
    assert reading.items[1]["issued"] == {"date-parts": [[2020]]}


def test_a_record_without_a_title_is_reported_and_kept():
    reading = read(b"TY  - JOUR\nDO  - 10.1111/joim.12084\nER  - \nTY  - JOUR\nER  - \n")

    assert [item["DOI"] for item in reading.items] == ["10.1111/joim.12084"]
    assert reading.problems == [(1, "There is no title."), (4, "There is no title.")]
