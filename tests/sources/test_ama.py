import doctest
import html
import re

import pytest

from sources import ama
from sources.ama import issues, marks, names, numerals, titles, to_html, to_text, works

REDIG = {"family": "Redig", "given": "Amanda J."}
MCALLISTER = {"family": "McAllister", "given": "Sandra S."}


def make_article(**fields):
    item = {
        "type": "article-journal",
        "author": [REDIG, MCALLISTER],
        "title": "Breast cancer as a systemic disease: a view of metastasis",
        "container-title": "Journal of Internal Medicine",
        "container-title-short": "J Intern Med",
        "issued": {"date-parts": [[2013, 8, 5]]},
        "volume": "274",
        "issue": "2",
        "page": "113-26",
        "DOI": "10.1111/joim.12084",
    }
    changed = item | {name.replace("_", "-"): value for name, value in fields.items()}
    return {name: value for name, value in changed.items() if value is not None}


@pytest.mark.parametrize("module", [ama, issues, marks, names, numerals, titles, works])
def test_the_examples_in_the_docstrings_are_true(module):
    assert doctest.testmod(module).failed == 0


def test_a_journal_article_has_abbreviated_journal_full_pages_and_doi():
    assert to_text(make_article()) == (
        "Redig AJ, McAllister SS. Breast cancer as a systemic disease: a view of metastasis. J Intern Med. "
        "2013;274(2):113-126. doi:10.1111/joim.12084"
    )


@pytest.mark.parametrize(
    ("volume", "issue", "printed"),
    [
        ("23", "Suppl 7", "23(suppl 7)"),
        ("23 Suppl 7", None, "23(suppl 7)"),
        ("23(Suppl. 7)", None, "23(suppl 7)"),
        ("74 Suppl", None, "74(suppl)"),
        ("38", "15_suppl", "38(15 suppl)"),
        ("38", "15 Suppl", "38(15 suppl)"),
        ("38", "15 SUPPL. 1", "38(15 suppl 1)"),
        ("38", "15S", "38(15 suppl)"),
        ("9", "S7", "9(suppl 7)"),
        ("9", "Supplement_2", "9(suppl 2)"),
        ("9", "suppl_1", "9(suppl 1)"),
        ("9", "Suppl A", "9(suppl A)"),
        ("90", "Pt 2", "90(pt 2)"),
        ("90", "5 Pt 2", "90(5, pt 2)"),
        ("90 Pt 2", "5", "90(5)(pt 2)"),
        ("90", "Special issue", "90(Special issue)"),
    ],
)
def test_supplements_and_parts_are_printed_as_ama_wants_them(volume, issue, printed):
    assert to_text(make_article(volume=volume, issue=issue, DOI=None)).endswith(f"2013;{printed}:113-126.")


def test_stops_of_an_abbreviation_go_and_those_of_an_address_stay():
    dotted = make_article(container_title_short="Int.J. Ment. Health Syst.", DOI=None)
    paper = {"type": "article-newspaper", "title": "A", "container-title": "Made-up.org"}

    assert ". Int J Ment Health Syst. 2013" in to_text(dotted)
    assert to_text(paper) == "A. Made-up.org."


@pytest.mark.parametrize("language", ["de", "German", "fr-CA"])
def test_a_title_in_another_language_keeps_its_case(language):
    book = {"type": "book", "title": "Leben mit metastasen und sorgen", "language": language}
    chapter = {
        "type": "chapter",
        "title": "Eins",
        "container-title": "Das leben danach",
        "language": language,
    }

    assert to_text(book) == "Leben mit metastasen und sorgen."
    assert to_text(chapter) == "Eins. In: Das leben danach."


@pytest.mark.parametrize("language", ["en", "eng", "en-US", "English", "", None])
def test_an_english_book_is_in_title_case(language):
    assert to_text({"type": "book", "title": "Life, work and rest", "language": language}) == (
        "Life, Work and Rest."
    )


def test_html_has_the_journal_in_italics_and_the_doi_as_a_link():
    assert to_html(make_article(author=None, title="A")) == (
        "A. <i>J Intern Med</i>. 2013;274(2):113-126. "
        '<a href="https://doi.org/10.1111/joim.12084">doi:10.1111/joim.12084</a>'
    )


@pytest.mark.parametrize(
    ("fields", "ending"),
    [
        ({"volume": None, "issue": None, "page": None}, "J Intern Med. Published online August 5, 2013."),
        ({"volume": None}, "J Intern Med. 2013;(2):113-126."),
        ({"issue": None}, "J Intern Med. 2013;274:113-126."),
        ({"issued": None}, "J Intern Med. 274(2):113-126."),
        ({"issue": None, "supplement_number": "4"}, "2013;274(suppl 4):113-126."),
        ({"issue": "suppl 4", "page": "S3-S4"}, "2013;274(suppl 4):S3-S4."),
        ({"number": "e000776"}, "2013;274(2):e000776."),
        ({"page": None, "article_number": "e12"}, "2013;274(2):e12."),
        ({"volume": 274, "issue": 2}, "2013;274(2):113-126."),
        ({"container_title_short": "J. Intern. Med."}, "J Intern Med. 2013;274(2):113-126."),
        ({"container_title_short": None}, "Journal of Internal Medicine. 2013;274(2):113-126."),
        (
            {"volume": None, "issue": None, "page": None, "issued": {"literal": "In press"}},
            "J Intern Med. In press.",
        ),
        ({"issued": {"date-parts": [[2001], [2003]]}}, "2001–2003;274(2):113-126."),
        ({"issued": {"raw": "2001-05"}}, "2001;274(2):113-126."),
    ],
)
def test_year_volume_issue_and_pages_are_printed_as_far_as_there_are(fields, ending):
    assert to_text(make_article(DOI=None, **fields)).endswith(ending)


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("What is recurrence?", "What is recurrence? J X."),
        ("Stop!", "Stop! J X."),
        ("No author.", "No author. J X."),
        ("Is it <i>HER2</i>?", "Is it HER2? J X."),
        ('The "end"', "The “end.” J X."),
        ("Patients' views of Alzheimer's", "Patients’ views of Alzheimer’s. J X."),
        ("p < 0.05 & more > less", "p < 0.05 & more > less. J X."),
        (" two\n lines ", "two lines. J X."),
    ],
)
def test_a_title_ends_once(title, printed):
    assert to_text({"type": "article-journal", "title": title, "container-title": "J X"}) == printed


@pytest.mark.parametrize(
    ("item", "printed"),
    [
        (
            {"type": "webpage", "title": "Facts", "container-title": "American Cancer Society"}
            | {"URL": "https://cancer.org/x", "accessed": {"date-parts": [[2024, 3, 5]]}},
            "Facts. American Cancer Society. Accessed March 5, 2024. https://cancer.org/x",
        ),
        (
            {"type": "post-weblog", "title": "Blog", "issued": {"date-parts": [["2001", "05", "02"]]}},
            "Blog. May 2, 2001.",
        ),
        (
            {"type": "book", "author": [REDIG], "title": "manual of care: a guide", "edition": "11"}
            | {"publisher": "Oxford", "issued": {"date-parts": [[2020]]}, "volume": "2", "page": "5-8"},
            "Redig AJ. Manual of Care: A Guide. Vol 2. 11th ed. Oxford; 2020:5-8.",
        ),
        (
            {"type": "book", "editor": [REDIG, MCALLISTER], "title": "care"},
            "Redig AJ, McAllister SS, eds. Care.",
        ),
        (
            {
                "type": "chapter",
                "author": [REDIG],
                "editor": [MCALLISTER],
                "title": "Drug allergy",
                "edition": "3",
            }
            | {"container-title": "allergens and care", "publisher": "Dekker", "page": "5-6"}
            | {"issued": {"date-parts": [[2004]]}},
            "Redig AJ. Drug allergy. In: McAllister SS, ed. Allergens and Care. 3rd ed. Dekker; 2004:5-6.",
        ),
        (
            {"type": "report", "author": [{"literal": "WHO"}], "title": "Global report on cancer"}
            | {"publisher": "WHO", "issued": {"date-parts": [[2020]]}},
            "WHO. Global Report on Cancer. WHO; 2020.",
        ),
        (
            {"type": "article-newspaper", "title": "News", "container-title": "New York Times", "page": "A1"}
            | {"issued": {"date-parts": [[2019, 6, 3]]}},
            "News. New York Times. June 3, 2019:A1.",
        ),
        (
            {"type": "article-magazine", "title": "News", "container-title": "Time", "page": "12-3"}
            | {"issued": {"date-parts": [[2019, 6, 3]]}},
            "News. Time. June 3, 2019:12-13.",
        ),
        (
            {"type": "article", "title": "A preprint", "publisher": "bioRxiv", "DOI": "10.1101/029983"}
            | {"issued": {"date-parts": [[2015, 10, 20]]}},
            "A preprint. bioRxiv. Preprint posted online October 20, 2015. doi:10.1101/029983",
        ),
        (
            {
                "type": "thesis",
                "title": "cloning",
                "genre": "Dissertation",
                "publisher": "University of Oklahoma",
            }
            | {"issued": {"date-parts": [[2000]]}},
            "Cloning. Dissertation. University of Oklahoma; 2000.",
        ),
        (
            {
                "type": "paper-conference",
                "title": "Abstract",
                "container-title": "Cancer Research",
                "page": "12-19",
            }
            | {"issued": {"date-parts": [[2019, 2]]}},
            "Abstract. In: Cancer Research. 2019:12-19.",
        ),
        (
            {
                "type": "speech",
                "title": "T",
                "genre": "paper",
                "event-title": "SABCS",
                "event-place": "San Antonio, TX",
            }
            | {"issued": {"date-parts": [[2019, 12, 3]]}},
            "T. Paper presented at: SABCS; December 3, 2019; San Antonio, TX.",
        ),
        (
            {"type": "software", "title": "R", "author": [{"literal": "R Core Team"}], "version": "4.1"}
            | {
                "publisher": "R Foundation",
                "issued": {"date-parts": [[2021]]},
                "URL": "https://r-project.org",
            },
            "R Core Team. R. Version 4.1. R Foundation; 2021. https://r-project.org",
        ),
        ({"type": "software", "title": "R", "author": [{"literal": "R Core Team"}]}, "R Core Team. R."),
        ({"type": "dataset", "title": "D", "issued": {"date-parts": [[2021]]}}, "D. Published online 2021."),
        (
            {"type": "something-new", "title": "T", "issued": {"date-parts": [[2021]]}},
            "T. Published online 2021.",
        ),
        ({"title": "T"}, "T."),
        ({"type": "article-journal", "PMID": "1", "PMCID": "PMC1", "title": "T"}, "T."),
        ({"type": "article-journal"}, ""),
        ({}, ""),
    ],
)
def test_each_kind_of_work_has_its_form(item, printed):
    assert to_text(item) == printed


def test_a_doi_is_preferred_to_an_address_and_bared_of_its_prefix():
    item = {"title": "T", "DOI": "https://doi.org/10.1000/X", "URL": "https://x.org"}

    assert to_text(item) == "T. doi:10.1000/X"


def test_old_dois_are_escaped_in_the_link_and_printed_whole():
    item = {"title": "T", "DOI": "10.1002/(SICI)1097(1998)17:15<1661::AID>3.0.CO;2-2"}

    assert to_text(item) == "T. doi:10.1002/(SICI)1097(1998)17:15<1661::AID>3.0.CO;2-2"
    assert 'href="https://doi.org/10.1002/(SICI)1097(1998)17:15%3C1661::AID%3E3.0.CO;2-2"' in to_html(item)


def test_titles_keep_four_tags_and_books_turn_italics_around():
    article = {"title": "Loss of <i>BRCA1</i> in ER<sup>+</sup>, <b>H</b><sub>2</sub>O"}
    book = {"type": "book", "title": "<i>homo sapiens</i> and <span class='nocase'>x</span>"}

    assert to_html(article) == "Loss of <i>BRCA1</i> in ER<sup>+</sup>, <b>H</b><sub>2</sub>O."
    assert to_html(book).startswith("Homo Sapiens<i> and ")


def test_text_is_html_without_its_tags():
    for item in (
        make_article(),
        make_article(title="a < b <i>c</i> & \"d\" 'e'", URL="https://x.org?a=1&b=2", DOI=None),
    ):
        assert html.unescape(re.sub(r"<[^>]+>", "", to_html(item))) == to_text(item)


def test_a_new_type_of_work_is_one_entry_in_the_table(monkeypatch):
    item = {"type": "broadcast", "title": "on bones", "publisher": "A Station", "URL": "https://x.org/1"}
    item |= {
        "author": [{"literal": "WHO"}],
        "issued": {"date-parts": [[2024]]},
        "archive": "Internet Archive",
    }
    assert to_html(item).startswith("WHO. on bones. Published online 2024. <a")

    def middle(item, editors):
        return works.sentences("Broadcast", works._imprint(item))

    entry = works.WorkType(middle, has_book_title=True, names_archive=True)
    monkeypatch.setitem(works.WORK_TYPES, "broadcast", entry)

    assert to_text(item) == (
        "WHO. On Bones. Broadcast. A Station; 2024. Retrieved from Internet Archive. https://x.org/1"
    )
    assert "<i>On Bones</i>" in to_html(item)
