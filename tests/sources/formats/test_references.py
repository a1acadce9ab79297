import pytest

from sources.formats.reference_splitting import split_references
from sources.formats.references import parse_reference


def names(item: dict, role: str = "author") -> list[str]:
    return [name.get("literal") or f"{name['family']}, {name['given']}" for name in item.get(role, [])]


def test_a_journal_article_is_read_whole():
    text = "Doe AB, van de Roe C, King ML Jr. Bones under strain: a view. J Made Up Med. 2013;274(2):113–126. doi:10.1234/jmm.19"

    assert parse_reference(text) == {
        "type": "article-journal",
        "author": [
            {"family": "Doe", "given": "A. B."},
            {"family": "van de Roe", "given": "C."},
            {"family": "King", "given": "M. L.", "suffix": "Jr"},
        ],
        "title": "Bones under strain: a view",
        "container-title": "J Made Up Med",
        "issued": {"date-parts": [[2013]]},
        "volume": "274",
        "issue": "2",
        "page": "113-126",
        "DOI": "10.1234/jmm.19",
    }


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Doe B. A title. Cancer Res. 2016;76(6):1335-47.", ("Cancer Res", 2016, "76", "6", "1335-47")),
        ("Doe B. A title. Cancer Res. 2016 Mar 15;76(6):1335-47. Epub 2015 Dec 30.", ("Cancer Res", 2016, "76", "6", "1335-47")),
        ("Doe B. A title. Lancet 2005;365:1687–717.", ("Lancet", 2005, "365", None, "1687-717")),
        ("Doe B: A title. Cell 144:646-674, 2011", ("Cell", 2011, "144", None, "646-674")),
        ("Doe, B. & Roe, C. D. A title. Cell 144, 646–674 (2011).", ("Cell", 2011, "144", None, "646-674")),
        ("Doe B. A title. ESMO Open. 2020;5(4):e000776.", ("ESMO Open", 2020, "5", "4", "e000776")),
        ("Doe B. A title. J X. 2018;(138). doi:10.1234/1", ("J X", 2018, None, "138", None)),
        ("Doe B. A title. Ann Oncol. 2020;31(suppl 4):S303-S304.", ("Ann Oncol", 2020, "31", "suppl 4", "S303-S304")),
        ("Doe B. A title. Cancer Cell. 2017;32(2):169-184.e7.", ("Cancer Cell", 2017, "32", "2", "169-184.e7")),
        ("Doe B. A title. Life (Basel). 2021;11(7). doi:10.1234/1", ("Life (Basel)", 2021, "11", "7", None)),
        ("Doe B.C., Roe D.E. A title. J. Intern. Med. 2013;274:113. [PubMed] [Google Scholar]", ("J Intern Med", 2013, "274", None, "113")),
        ("Doe, B. C., & Roe, D. (2013). A title. Journal of Bones, 274(2), 113–126. https://doi.org/10.1234/j", ("Journal of Bones", 2013, "274", "2", "113-126")),
        ("Doe, B. (2019) 'A title', Psycho-Bones, 28(3), pp. 501-509.", ("Psycho-Bones", 2019, "28", "3", "501-509")),
        ("Doe B. A title. Int J Oncol. Published online June 26, 2009. doi:10.1234/1", ("Int J Oncol", 2009, None, None, None)),
    ],
)  # fmt: skip
def test_journal_articles_are_read_in_the_styles_in_use(text, fields):
    item = parse_reference(text)

    assert (item["type"], item["title"]) == ("article-journal", "A title")
    year = item["issued"]["date-parts"][0][0]
    assert (item["container-title"], year, *(item.get(key) for key in ("volume", "issue", "page"))) == fields


@pytest.mark.parametrize(
    ("text", "title", "journal"),
    [
        ("Doe B. A view of metastasisJ Intern Med. 2013;1:2.", "A view of metastasis", "J Intern Med"),
        (
            "Doe B. Therapeutic implicationsMol Biol Int. 2014;1:2.",
            "Therapeutic implications",
            "Mol Biol Int",
        ),
        (
            "Doe B. Treatment of breast cancerN Engl J Med. 1998;1:2.",
            "Treatment of breast cancer",
            "N Engl J Med",
        ),
        ("Doe B. A view of metastasis J Intern Med. 2013;1:2.", "A view of metastasis", "J Intern Med"),
        ("Doe B. Is it common? Am J Bones. 2013;1:2.", "Is it common?", "Am J Bones"),
        ("Doe B. mRNA in HER2 disease. PLoS One. 2013;1:2.", "mRNA in HER2 disease", "PLoS One"),
        ("Doe B. One. Two sentences. J X. 2013;1:2.", "One. Two sentences", "J X"),
    ],
)
def test_title_and_journal_are_separated_even_when_glued_by_copying(text, title, journal):
    item = parse_reference(text)

    assert (item["title"], item["container-title"]) == (title, journal)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doe AJ, Roe B-C, O’Poe D. A title. J X. 2001;1:2.", ["Doe, A. J.", "Roe, B.-C.", "O’Poe, D."]),
        ("de Doe L, Bastos Filho A. A title. J X. 2001;1:2.", ["de Doe, L.", "Bastos Filho, A."]),
        (
            "Doe B, DESTINY-Bones Investigators. A title. J X. 2001;1:2.",
            ["Doe, B.", "DESTINY-Bones Investigators"],
        ),
        (
            "Doe B, et al; Bone Guidelines Committee. A title. J X. 2001;1:2.",
            ["Doe, B.", "Bone Guidelines Committee"],
        ),
        ("Bone Trialists’ Group (BTG). A title. J X. 2001;1:2.", ["Bone Trialists’ Group (BTG)"]),
        ("Blue light for acne. J X. 2003;45:50-51.", []),
        ("Vitamin D and bone. J X. 2003;45:50-51.", []),
    ],
)
def test_authors_are_people_groups_or_missing(text, expected):
    assert names(parse_reference(text)) == expected


def test_et_al_is_remembered():
    item = parse_reference("Doe B, Roe C, et al. A title. J X. 2001;1:2.")

    assert names(item) == ["Doe, B.", "Roe, C."]
    assert item["custom"] == {"et-al": True}


def test_identifiers_and_addresses_are_read():
    item = parse_reference(
        "Doe B. A title. J X. 2001;1:2. doi: 10.1234/ab.c. PMID: 1234567; PMCID: PMC7654321."
    )

    assert (item["DOI"], item["PMID"], item["PMCID"]) == ("10.1234/ab.c", "1234567", "PMC7654321")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bone Society. Keeping bones strong: a guide. Updated July 27, 2022. Accessed August 3, 2022. https://example.org/b",
            {
                "type": "webpage",
                "author": [{"literal": "Bone Society"}],
                "title": "Keeping bones strong: a guide",
                "issued": {"date-parts": [[2022, 7, 27]]},
                "accessed": {"date-parts": [[2022, 8, 3]]},
                "URL": "https://example.org/b",
            },
        ),
        (
            "Cancer Research UK. Secondary cancer [Internet]. 2021 [cited 2022 Jan 5]. Available from: https://example.org/b",
            {
                "type": "webpage",
                "author": [{"literal": "Cancer Research UK"}],
                "title": "Secondary cancer",
                "issued": {"date-parts": [[2021]]},
                "accessed": {"date-parts": [[2022, 1, 5]]},
                "URL": "https://example.org/b",
            },
        ),
        (
            "Doe RA. The Biology of Bone. 2nd ed. New York, NY: Garden Science; 2014.",
            {
                "type": "book",
                "author": [{"family": "Doe", "given": "R. A."}],
                "title": "The Biology of Bone",
                "edition": "2",
                "publisher": "Garden Science",
                "publisher-place": "New York, NY",
                "issued": {"date-parts": [[2014]]},
            },
        ),
        (
            "Doe R. Bone health. In: Roe P, Poe D, eds. Diseases of Bone. 3rd ed. Big Press; 2004:585-606.",
            {
                "type": "chapter",
                "author": [{"family": "Doe", "given": "R."}],
                "title": "Bone health",
                "editor": [{"family": "Roe", "given": "P."}, {"family": "Poe", "given": "D."}],
                "container-title": "Diseases of Bone",
                "edition": "3",
                "publisher": "Big Press",
                "page": "585-606",
                "issued": {"date-parts": [[2004]]},
            },
        ),
        (
            "World Bone Organization. Global Report on Bone. World Bone Organization; 2020.",
            {
                "type": "report",
                "author": [{"literal": "World Bone Organization"}],
                "title": "Global Report on Bone",
                "publisher": "World Bone Organization",
                "issued": {"date-parts": [[2020]]},
            },
        ),
        (
            "Doe G. A new drug. New York Times. June 3, 2019:A1.",
            {
                "type": "article-newspaper",
                "author": [{"family": "Doe", "given": "G."}],
                "title": "A new drug",
                "container-title": "New York Times",
                "page": "A1",
                "issued": {"date-parts": [[2019, 6, 3]]},
            },
        ),
        (
            "Doe CS. A preprint. bioRxiv. Preprint posted online October 20, 2015. doi:10.1101/029983",
            {
                "type": "article",
                "author": [{"family": "Doe", "given": "C. S."}],
                "title": "A preprint",
                "publisher": "bioRxiv",
                "issued": {"date-parts": [[2015, 10, 20]]},
                "DOI": "10.1101/029983",
            },
        ),
        (
            "Doe S. Cloning bone. Dissertation. University of Ohio; 2000.",
            {
                "type": "thesis",
                "author": [{"family": "Doe", "given": "S."}],
                "title": "Cloning bone",
                "genre": "Dissertation",
                "publisher": "University of Ohio",
                "issued": {"date-parts": [[2000]]},
            },
        ),
        (
            "Doe D. Young women. Presented at: Bone Symposium; December 5-8, 2017; San Antonio, TX.",
            {
                "type": "paper-conference",
                "author": [{"family": "Doe", "given": "D."}],
                "title": "Young women",
                "event-title": "Bone Symposium",
                "issued": {"date-parts": [[2017, 12]]},
            },
        ),
        ("What is bone?", {"type": "webpage", "title": "What is bone?"}),
    ],
)
def test_other_types_of_work_are_recognized(text, expected):
    assert parse_reference(text) == expected


@pytest.mark.parametrize(
    "text", ["", "   ", "12.", "[3]", "10.1234/abc", "https://example.org/", "—", "2013;1:2"]
)
def test_a_text_without_a_title_is_not_a_reference(text):
    assert parse_reference(text) is None


def test_a_number_in_front_is_not_part_of_the_reference():
    assert parse_reference("[12] Doe B. A title. J X. 2001;1:2.") == parse_reference(
        "Doe B. A title. J X. 2001;1:2."
    )


def test_a_pasted_list_is_split_at_its_numbers():
    text = "1. Doe B. One.\n   J X. 2001.\n\n2) Roe C. Two.\r\n[3] Poe D. Three.\n"

    assert [reference[:3] for reference in split_references(text)] == [
        (1, "Doe B. One. J X. 2001.", 1),
        (2, "Roe C. Two.", 4),
        (3, "Poe D. Three.", 5),
    ]


def test_a_pasted_list_without_numbers_is_split_at_gaps_and_bullets():
    assert [
        reference[:3]
        for reference in split_references("Doe B. One.\n\n\nRoe C. Two.\nhttps://example.org/\n")
    ] == [
        (1, "Doe B. One.", 1),
        (2, "Roe C. Two. https://example.org/", 4),
    ]
    assert [reference[:3] for reference in split_references("• Doe B. One.\n• Roe C. Two.")] == [
        (1, "Doe B. One.", 1),
        (2, "Roe C. Two.", 2),
    ]


@pytest.mark.timeout(60)  # a guard against endless backtracking, not a measurement
@pytest.mark.parametrize(
    "piece",
    ["(", "[", "Doe A, ", "A. ", '"', "1;", "2001;1(2):", "In: ", "et al ", "Smith J; ", "a:", "https://"],
)
def test_a_long_hostile_reference_is_read_to_its_end(piece):
    parse_reference("Doe B. " + piece * 200_000)


@pytest.mark.timeout(20)  # a guard against quadratic time, not a measurement
def test_a_line_of_many_addresses_in_one_word_is_split_from_the_next_in_linear_time():
    (reference,) = split_references("Doe J" + "http://" * 30_000 + " x\nDoe")

    assert reference.text.endswith(" x Doe")


@pytest.mark.parametrize(
    ("reference", "issued"),
    [
        (
            "Doe J. A study of scans. J Test. 2020 Spring;1(2):3-4.",
            {"date-parts": [[2020]], "season": 1},
        ),
        (
            "Doe J. A study of scans. J Test. 2021 Fall-Winter;1(2):3-4.",
            {"date-parts": [[2021]], "season": 3},
        ),
        (
            "Doe, Jane. A Study of Scans. J Test, vol. 12, no. 3, Winter 2010, pp. 3-4.",
            {"date-parts": [[2010]], "season": 4},
        ),
    ],
)
def test_a_season_is_kept_as_a_season_and_does_not_make_a_title_of_the_journal(reference, issued):
    item = parse_reference(reference)

    assert (item["title"].casefold(), item["container-title"]) == ("a study of scans", "J Test")
    assert item["issued"] == issued


def test_the_stops_of_a_country_do_not_make_a_person_of_an_organization():
    text = "U.S. Food and Drug Administration. FDA approves a drug. December 20, 2019. https://example.org/a"

    assert parse_reference(text)["author"] == [{"literal": "US Food and Drug Administration"}]


def test_an_article_online_ahead_of_print_keeps_its_journal_and_its_date():
    item = parse_reference(
        "Doe B. A view of bones. J Palliat Med. 2020 Jun 1. doi: 10.1000/jx.1. Online ahead of print."
    )

    assert (item["type"], item["container-title"]) == ("article-journal", "J Palliat Med")
    assert item["issued"] == {"date-parts": [[2020, 6, 1]]}
