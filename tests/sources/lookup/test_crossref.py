import doctest

import pytest

from sources.lookup import contributors, crossref, markup, pubmed, titles
from sources.lookup.contributors import csl_names
from sources.lookup.crossref import to_csl
from sources.lookup.markup import marked, repaired
from sources.lookup.titles import sentence_case


def work(**fields):
    return {
        "DOI": "10.1000/x",
        "type": "journal-article",
        "title": ["Living with metastatic disease"],
        "author": [{"given": "Ada", "family": "Sample", "sequence": "first"}],
        "container-title": ["Breast"],
        "issued": {"date-parts": [[2020, 3, 1]]},
        **fields,
    }


def item(**fields):
    return to_csl(work(**fields))[0]


def warnings(**fields):
    return to_csl(work(**fields))[1]


@pytest.mark.parametrize("module", [crossref, markup, contributors, pubmed, titles])
def test_the_examples_in_the_docstrings_are_true(module):
    assert doctest.testmod(module).failed == 0


def test_an_ordinary_work_needs_no_attention():
    assert to_csl(work(volume="4", issue="2", page="10-12", publisher="Press", reference=[{"key": "1"}])) == (
        {
            "id": "10.1000/x",
            "type": "article-journal",
            "title": "Living with metastatic disease",
            "publisher": "Press",
            "volume": "4",
            "issue": "2",
            "container-title": "Breast",
            "container-title-short": "Breast",
            "author": [{"family": "Sample", "given": "Ada"}],
            "issued": {"date-parts": [[2020, 3, 1]]},
            "page": "10-12",
            "DOI": "10.1000/x",
        },
        [],
    )


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("journal-article", "article-journal"),
        ("book-chapter", "chapter"),
        ("reference-entry", "chapter"),
        ("monograph", "book"),
        ("posted-content", "article"),
        ("proceedings-article", "paper-conference"),
        ("report", "report"),
        ("dataset", "dataset"),
        ("dissertation", "thesis"),
        ("article-newspaper", "article-newspaper"),  # DataCite's answer is CSL already
        ("something-new", "document"),
        (None, "document"),
    ],
)
def test_types_become_those_of_csl(theirs, ours):
    assert item(type=theirs)["type"] == ours


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (
            "Loss of\n      <i>ABO</i>\n      alleles (\n      <i>FUT2</i>\n      )",
            "Loss of <i>ABO</i> alleles (<i>FUT2</i>)",
        ),
        ("<i>KRAS</i>\n  /\n  <i>NRAS</i>\n mutations", "<i>KRAS</i>/<i>NRAS</i> mutations"),
        ("ER\n   <sup>+</sup>\n   disease", "ER<sup>+</sup> disease"),
        ("Work &amp;amp; Health", "Work & Health"),
        ("<jats:italic>P</jats:italic> &lt; .05", "<i>P</i> < .05"),
        ("<mml:math><mml:mi>β</mml:mi></mml:math>-catenin", "β-catenin"),
        ("10<mml:math><mml:msup><mml:mi/><mml:mn>9</mml:mn></mml:msup></mml:math>", "10<sup>9</sup>"),
        ("a<b and c>d", "a<b and c>d"),
        ("<script>alert(1)</script>", "alert(1)"),
    ],
)
def test_markup_line_breaks_and_entities_are_tidied(theirs, ours):
    assert marked(theirs) == ours


def test_a_title_in_another_language_keeps_its_case():
    german = "Metastasiertes Mammakarzinom: Therapie, Nebenwirkungen, Lebensqualität"

    assert item(title=[german], language="de")["title"] == german
    assert item(title=[german], language="en")["title"] != german


def test_a_subtitle_joins_the_title():
    assert (
        item(title=["What is recurrence?"], subtitle=["a review"])["title"] == "What is recurrence? a review"
    )
    assert item(subtitle=["a review"])["title"] == "Living with metastatic disease: a review"
    assert item(subtitle=[""])["title"] == "Living with metastatic disease"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("RETRACTED: Loss of sleep", "Loss of sleep"),
        ("RETRACTED ARTICLE: Loss of sleep", "Loss of sleep"),
        ("[Retracted] Loss of sleep", "Loss of sleep"),
        ("WITHDRAWN: Loss of sleep", "Loss of sleep"),
        ("Loss of sleep (Retracted Article. See vol 3, p 4, 2001)", "Loss of sleep"),
        ("Retraction: Loss of sleep", "Retraction: Loss of sleep"),
        ("Retracted articles in oncology", "Retracted articles in oncology"),
    ],
)
def test_a_retraction_prefix_is_removed_from_the_title(theirs, ours):
    assert item(title=[theirs])["title"] == ours


def test_a_removed_retraction_prefix_is_reported_to_the_editor():
    assert warnings(title=["RETRACTED: Loss of sleep"]) == [
        "The title says that this work has a notice: retraction."
    ]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (
            "Association Between Internet Gaming And Attention Deficit: A Narrative Review",
            "Association between internet gaming and attention deficit: a narrative review",
        ),
        (
            "HER2-Low Disease in French and African American Women: Results From a Phase II Trial",
            "HER2-low disease in French and African American women: results from a phase II trial",
        ),
        (
            "What Predicts Survival in Metastatic Cancer? Data From the United States",
            "What predicts survival in metastatic cancer? Data from the United States",
        ),
        (
            "Hodgkin’s Lymphoma, Vitamin D and Ki-67 Expression After <i>Drosophila</i> Screening With mTOR",
            "Hodgkin’s lymphoma, vitamin D and Ki-67 expression after <i>Drosophila</i> screening with mTOR",
        ),
        (
            "Hepatitis A Infection After a Course of Vitamin D: A Cohort Study",
            "Hepatitis A infection after a course of vitamin D: a cohort study",
        ),
        ("SURVIVAL OF PATIENTS WITH METASTATIC CANCER", "Survival of patients with metastatic cancer"),
    ],
)
def test_a_title_in_title_case_is_put_into_sentence_case_and_flagged(theirs, ours):
    result, sentences = to_csl(work(title=[theirs]))

    assert result["title"] == ours
    assert sentences == [
        f"The title was changed to sentence case. Check names and abbreviations. It was: {theirs}"
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Survival in France, Germany, Italy and Spain",
        "Phase II study of lenvatinib: the LEMON study (NCCH1503)",
        "Treatment of Hodgkin lymphoma with the Stanford regimen at Memorial Hospital in women",
    ],
)
def test_a_title_in_sentence_case_is_left_alone(title):
    assert to_csl(work(title=[title])) == (item(title=[title]), [])
    assert item(title=[title])["title"] == title


def test_a_short_title_that_may_be_in_title_case_is_only_flagged():
    result, sentences = to_csl(work(title=["Acute Viral Encephalitis"]))

    assert result["title"] == "Acute Viral Encephalitis"
    assert sentences == ["The title may be in title case. Change it to sentence case."]


def test_a_title_in_title_case_before_a_subtitle_that_is_not():
    result = item(
        title=["The Structure of Ordinary Water"],
        subtitle=["New data are yielding insights into this fascinating substance."],
    )

    assert (
        result["title"]
        == "The structure of ordinary water: new data are yielding insights into this fascinating substance"
    )


def test_the_title_of_a_book_keeps_its_capitals():
    assert item(type="monograph", title=["The Emperor of All Maladies and Other Stories"])["title"].endswith(
        "Other Stories"
    )


def test_sentence_case_does_not_change_a_title_twice():
    once = sentence_case("Adult Stem Cells Are Not Able to Replace Lost Neurons in Mice")

    assert sentence_case(once) == once


def test_group_authors_keep_their_place_in_the_byline():
    result = csl_names(
        [
            {"given": "Jihye", "family": "Kim", "sequence": "first"},
            {"name": "for the Pancreatic Cancer Cohort Consortium (PanScan)", "sequence": "additional"},
            {"given": "Alison P.", "family": "Klein", "sequence": "additional"},
        ],
        [],
    )

    assert result == [
        {"family": "Kim", "given": "Jihye"},
        {"literal": "Pancreatic Cancer Cohort Consortium (PanScan)"},
        {"family": "Klein", "given": "Alison P."},
    ]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ({"family": "The Editors of The Lancet"}, {"literal": "The Editors of The Lancet"}),
        ({"family": "The ALTTO Writers"}, {"literal": "The ALTTO Writers"}),
        ({"family": "Stravopodis"}, {"family": "Stravopodis"}),
        ({"given": "AJ", "family": "Wakefield"}, {"family": "Wakefield", "given": "A. J."}),
        ({"given": "M J", "family": "van Liere"}, {"family": "van Liere", "given": "M. J."}),
        (
            {"given": "Donald", "family": "Hora", "suffix": "Jr."},
            {"family": "Hora", "given": "Donald", "suffix": "Jr"},
        ),
        ({"given": "C Le", "family": "Corre"}, {"family": "Le Corre", "given": "C."}),
        ({"literal": "Data Group"}, {"literal": "Data Group"}),
        (
            {"given": "José", "family": "GarcÃ\xada", "affiliation": [], "ORCID": "x"},
            {"family": "García", "given": "José"},
        ),
    ],
)
def test_each_name_becomes_a_csl_name(theirs, ours):
    assert csl_names([theirs], []) == [ours]


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("MÃ¼ller", "Müller"),
        ("Casta\u00c3\u00b1o", "Castaño"),
        ("Å\x81ukasz", "Łukasz"),
        ("casuistryâ€”a study", "casuistry—a study"),
        ("MÃƒÂ¼ller", "Müller"),
        ("Ångström, São Paulo, CAFÉ», Â.", "Ångström, São Paulo, CAFÉ», Â."),
    ],
)
def test_garbled_letters_are_repaired(damaged, whole):
    assert repaired(damaged) == whole


def test_a_repaired_name_is_reported_to_the_editor():
    author = [{"given": "Eva", "family": "PÃ©rez", "sequence": "first"}]

    assert warnings(author=author) == [
        "These names had damaged letters and were repaired: Pérez, Eva. Please check them."
    ]


def test_a_name_that_lost_its_first_letter_is_pointed_out():
    author = [{"given": "Trinidad", "family": "ierssen", "sequence": "first"}]

    assert warnings(author=author) == [
        "A family name starts with a lowercase letter. Check this name: ierssen."
    ]


@pytest.mark.parametrize("family", ["van Liere", "d'Amico", "al-Ghazali", "deGrasse"])
def test_a_name_particle_is_not_pointed_out(family):
    assert warnings(author=[{"given": "A.", "family": family, "sequence": "first"}]) == []


def test_a_record_without_a_first_author_is_pointed_out():
    author = [{"given": "M. J.", "family": "Liere", "sequence": "additional"}]

    assert warnings(author=author) == [
        "The record does not say who the first author is. Check that none is missing."
    ]


def test_the_first_author_comes_first():
    author = [{"family": "Second", "sequence": "additional"}, {"family": "First", "sequence": "first"}]

    assert [name["family"] for name in item(author=author)["author"]] == ["First", "Second"]


def test_names_in_capitals_get_normal_case():
    author = [
        {"given": "MARY", "family": "O'NEIL", "sequence": "first"},
        {"given": "JO", "family": "SMITH-WEST"},
    ]

    assert item(author=author)["author"] == [
        {"family": "O'Neil", "given": "Mary"},
        {"family": "Smith-West", "given": "Jo"},
    ]


@pytest.mark.parametrize(
    ("title", "short", "ours"),
    [
        ("Journal of Internal Medicine", "J. Intern. Med.", "J Intern Med"),
        ("The Lancet", "The Lancet", "Lancet"),
        ("PLoS ONE", "PLoS ONE", "PLoS ONE"),
        ("Science", None, "Science"),
        ("European Journal of Cancer Prevention", "European Journal of Cancer Prevention", None),
        ("Journal of Orthopaedic Research", "Journal Orthopaedic Research", None),
        ("Journal of Internal Medicine", None, None),
    ],
)
def test_the_abbreviation_of_a_journal(title, short, ours):
    result, sentences = to_csl(
        work(**{"container-title": [title], "short-container-title": [short] if short else []})
    )

    assert result.get("container-title-short") == ours
    assert sentences == ([] if ours else ["Add the journal’s abbreviation as PubMed writes it."])


def test_a_chapter_keeps_book_and_series_apart():
    result = item(
        type="book-chapter",
        ISBN=["http://id.crossref.org/isbn/9781597454230"],
        **{"container-title": ["Methods in Molecular Biology", "Methods in Biobanking"]},
    )

    assert (result["container-title"], result["collection-title"], result["ISBN"]) == (
        "Methods in Biobanking",
        "Methods in Molecular Biology",
        "9781597454230",
    )


def test_a_preprint_names_its_server():
    result = item(type="posted-content", institution=[{"name": "medRxiv"}], **{"container-title": []})

    assert (result["type"], result["container-title"], result["genre"]) == ("article", "medRxiv", "Preprint")


def test_the_year_is_that_of_the_volume():
    dates = {"published-online": {"date-parts": [[2020, 8]]}, "published-print": {"date-parts": [[2021, 5]]}}

    assert item(volume="74", issued={"date-parts": [[2020, 8]]}, **dates)["issued"] == {
        "date-parts": [[2021, 5]]
    }


def test_the_date_of_the_issue_counts_too():
    journal_issue = {"issue": "5", "published-print": {"date-parts": [[2021, 5]]}}

    assert item(volume="74", **{"journal-issue": journal_issue})["issued"] == {"date-parts": [[2021, 5]]}
    assert item(**{"journal-issue": journal_issue})["issued"] == {"date-parts": [[2020, 3, 1]]}


@pytest.mark.parametrize(
    "issued", [{"date-parts": [[None]]}, {"date-parts": []}, None, "2020", {"date-parts": None}]
)
def test_a_date_of_nulls_is_empty(issued):
    result, sentences = to_csl(work(issued=issued))

    assert "issued" not in result
    assert sentences == ["The record has no date."]


@pytest.mark.parametrize(
    ("fields", "page"),
    [
        ({"article-number": "e000776"}, "e000776"),
        ({"page": "1-9", "article-number": "123"}, "123"),
        ({"page": "314–320"}, "314-320"),
        ({"page": "e64723", "article-number": "e64723"}, "e64723"),
    ],
)
def test_pages_or_the_article_number(fields, page):
    assert item(**fields)["page"] == page


def test_an_answer_of_doi_org_has_texts_where_the_api_has_lists():
    result = item(
        title="The structure of water", **{"container-title": "Science", "container-title-short": "Science"}
    )

    assert (result["title"], result["container-title"]) == ("The structure of water", "Science")


@pytest.mark.parametrize("odd", [None, 3, [], {}, [None], [[]], [{}], {"a": 1}, "text", ["\x00"]])
def test_no_shape_of_a_field_makes_it_fail(odd):
    for name in (
        *work(),
        "page",
        "volume",
        "ISBN",
        "ISSN",
        "editor",
        "institution",
        "journal-issue",
        "subtitle",
    ):
        to_csl(work(**{name: odd}))
