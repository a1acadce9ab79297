import pytest

from sources.formats.references import parse_reference, read_reference

WHOLE = ("A view of bones", "J Made Up Med", 2013, "274", "2", "113-126")


def fields(text: str) -> tuple:
    item = parse_reference(text)
    year = item["issued"]["date-parts"][0][0]
    return (
        item["title"],
        item["container-title"],
        year,
        *(item.get(name) for name in ("volume", "issue", "page")),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Doe B. A view of bones. J Made Up Med. Dec 7 2013;274(2):113-126.",
        "Doe B. A view of bones. J Made Up Med. December 2013;274(2):113–126.",
        "Doe B et al (2013) A view of bones. J Made Up Med 274(2):113–126. https://doi.org/10.1000/1",
        "Doe B. 2013. A view of bones. J Made Up Med. 274(2):113–126.",
        "Doe, B., 2013. A view of bones. J. Made Up Med. 274 (2), 113–126.",
        "Doe, Bo. 2013. “A view of bones.” J Made Up Med 274 (2): 113–126.",
        "Doe, Bo. “A view of bones.” J Made Up Med 274, no. 2 (May 2013): 113–126.",
        "Doe, Bo. “A view of bones.” J Made Up Med 274.2 (2013): 113-126.",
        "Doe, Bo. “A view of bones.” J Made Up Med, vol. 274, no. 2, May 2013, pp. 113–126, https://doi.org/10.1000/1.",
        "B. Doe, “A view of bones,” J. Made Up Med., vol. 274, no. 2, pp. 113–126, May 2013, doi: 10.1000/1.",
        "B. Doe and C. Roe, A view of bones, J. Made Up Med., 2013, 274(2), 113–126.",
        "Doe, B. (2013) “A view of bones,” J Made Up Med, 274(2), pp. 113–126. Available at: https://doi.org/10.1000/1.",
        "DOE, Bo, 2013. A view of bones. J Made Up Med. May 2013. Vol. 274, no. 2, p. 113–126. DOI 10.1000/1.",
        "Doe B. A view of bones. J Made Up Med. 2013. 274(2): 113-126.",
        "Doe B. A view of bones. J Made Up Med 274(2), 2013, 113-126.",
        "Doe, B. A view of bones. J Made Up Med, Volume 274, Issue 2, 2013, Pages 113-126",
        "Doe B. A view of bones. J Made Up Med. 2013;274(2):113−126.",
        "Doe B. A view of bones. J Made Up Med. 2013;274(2):113‐126. PubMed: 12345678.",
        "[12] Doe B. A view of bones. J Made Up Med. 2013;274(2):113-126. [PubMed: 12345678] [PMC free article: PMC1234567]",
        "10- Doe B. A view of bones. J Made Up Med. 2013;274(2):113-126.",
        "10\u2010 Doe B. A view of bones. J\u00a0Made\u00a0Up Med. 2013;274(2):113\u2011126.",
        "Doe B. A view of bones. J Made Up Med. 2013; 274(2):113–126 doi: 10.1000/1 12345678",
        "a) Doe B. A view of bones. J Made Up Med. 2013;274(2):113-126.",
        "Doe B. A view of bones.J Made Up Med. 2013;274(2):113-126.",
    ],
)
def test_an_article_is_read_whole_in_each_style(text):
    assert fields(text) == WHOLE


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("2019;23(suppl 7):S12-S14.", ("23", "suppl 7", "S12-S14")),
        ("2019;23 Suppl. 7:S12-4.", ("23", "suppl 7", "S12-4")),
        ("2020;38(15_suppl):1024.", ("38", "15 suppl", "1024")),
        ("2020;38(15 Suppl):abstr 1024.", ("38", "15 suppl", "abstr 1024")),
        ("38, 2020 (suppl; abstr 1024)", ("38", "suppl", "abstr 1024")),
        ("2010;66(Pt 4):486-501.", ("66", "pt 4", "486-501")),
        ("2017;(2):CD004253.", (None, "2", "CD004253")),
        ("2016, Issue 4. Art. No.: CD004253.", (None, "4", "CD004253")),
        ("2020;1-10.", (None, None, "1-10")),
        ("2018:128-134.", (None, None, "128-134")),
        ("2018;24:432. e431–432.e434", ("24", None, "432.e431-432.e434")),
        ("2005;10:031114-1-031114-9.", ("10", None, "031114-1-031114-9")),
        ("2009;200(6):645.e1-5.", ("200", "6", "645.e1-5")),
        ("2014;33 (pt 2), Article 852748.", ("33", "pt 2", "852748")),
    ],
)
def test_supplements_parts_abstracts_and_article_numbers_are_read(tail, expected):
    item = parse_reference(f"Doe B. A view of bones. J Made Up Med. {tail}")

    assert (item["title"], item["container-title"]) == ("A view of bones", "J Made Up Med")
    assert tuple(item.get(name) for name in ("volume", "issue", "page")) == expected


@pytest.mark.parametrize(
    ("printed", "title", "journal"),
    [
        ("A view of bones. Int. J. Ment. Health Syst.", "A view of bones", "Int J Ment Health Syst"),
        ("A view of Cancer. Proc. Natl. Acad. Sci. USA", "A view of Cancer", "Proc Natl Acad Sci USA"),
        ("A view of bones. J.Clin.Oncol.", "A view of bones", "J Clin Oncol"),
        ("A view of bones. NPJ Genom. Med.", "A view of bones", "NPJ Genom Med"),
        ("When will it be ‘science’?Genome Biol", "When will it be ‘science’?", "Genome Biol"),
        ("A view of bones. Zhong Nan Xue Bao. Yi Xue Ban", "A view of bones", "Zhong Nan Xue Bao. Yi Xue Ban"),
        ("A view of bones. BioMed Res Int", "A view of bones", "BioMed Res Int"),
        ("A view of bones. Journal of bone medicine", "A view of bones", "Journal of bone medicine"),
        ("A view of bones. The Lancet. Oncology", "A view of bones", "The Lancet. Oncology"),
        ("A view of bones. Clin Bone Res : an official journal", "A view of bones", "Clin Bone Res : an official journal"),
        ("“Like a roller coaster”: a view of bones. Bone", "“Like a roller coaster”: a view of bones", "Bone"),
        ("Leben mit Knochenmetastasen: Eine Übersicht. Dtsch Arztebl Int", "Leben mit Knochenmetastasen: Eine Übersicht", "Dtsch Arztebl Int"),
        ("¿Qué duele? Calidad de vida. Rev Esp Salud Publica", "¿Qué duele? Calidad de vida", "Rev Esp Salud Publica"),
        ("Bones, Public Health and You. Advances in Bones 2003, Lectures", "Bones, Public Health and You", "Advances in Bones 2003, Lectures"),
    ],
)  # fmt: skip
def test_title_and_journal_are_told_apart(printed, title, journal):
    item = parse_reference(f"Doe B. {printed} 2013;274(2):113-126.")

    assert (item["title"], item["container-title"]) == (title, journal)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doe B. A view of bones. J Made Up Med. Epub 2020 May 4. doi:10.1000/1", [2020, 5, 4]),
        ("Doe B. A view of bones. J Made Up Med. Published Online First: 26 June 2020. doi:10.1000/1", [2020, 6, 26]),
        ("Doe B. A view of bones. J Made Up Med 2020; published online June 26. DOI:10.1000/1", [2020, 6, 26]),
        ("Doe, Bo. “A view of bones.” J Made Up Med, ahead of print, June 26, 2020. https://doi.org/10.1000/1", [2020, 6, 26]),
        ("Doe B (2020) A view of bones. J Made Up Med. https://doi.org/10.1000/1", [2020]),
        ("Doe B. A view of bones. J Made Up Med 2020. doi:10.1000/1", [2020]),
        ("Doe B. A view of bones. J Made Up Med. In press 2020.", [2020]),
        ("Doe B (2020) A view of bones. J Made Up Med. https://doi.org/10.1000/1(published online ahead of print, 2020 Oct 23)", [2020, 10, 23]),
    ],
)  # fmt: skip
def test_an_article_ahead_of_print_keeps_its_journal_and_its_date(text, expected):
    item = parse_reference(text)

    assert (item["type"], item["title"], item["container-title"]) == (
        "article-journal",
        "A view of bones",
        "J Made Up Med",
    )
    assert item["issued"] == {"date-parts": [expected]}


def test_a_year_is_no_part_of_a_longer_number():
    item = parse_reference("Doe, B. (2021) ‘A view of bones’, J Made Up Med, 52, p. 101959.")

    assert (item["issued"], item["page"]) == ({"date-parts": [[2021]]}, "101959")


@pytest.mark.parametrize(
    "journal", ["Angew. Chem. Int. Ed.", "Biomech. Model. Mechanobiol.", "Angew. Chem., Int. Ed."]
)
def test_where_no_title_was_printed_the_journal_is_not_taken_for_one(journal):
    assert parse_reference(f"B. Doe, C. D. Roe, {journal} 2018, 57, 1356-1360;") is None


def test_a_preprint_has_no_volume_and_its_doi_no_version():
    item = parse_reference(
        "Doe B. A view of bones. bioRxiv. 2020:2020.03.03.123456. doi:10.1101/2020.03.03.123456v2"
    )

    assert item == {
        "type": "article",
        "author": [{"family": "Doe", "given": "B."}],
        "title": "A view of bones",
        "publisher": "bioRxiv",
        "issued": {"date-parts": [[2020]]},
        "DOI": "10.1101/2020.03.03.123456",
    }


def test_a_retraction_mark_is_kept_beside_the_title():
    item = parse_reference("Doe B. RETRACTED: A view of bones. J Made Up Med. 2013;274(2):113-126.")

    assert (item["title"], item["custom"]) == ("A view of bones", {"retracted-in-title": True})


def test_a_language_after_the_pages_is_the_language_of_the_article():
    item = parse_reference("Doe B. [A view of bones]. Z Made Up Med. 2013;274(2):113-126. German.")

    assert item["language"] == "de"


def test_an_article_in_press_says_so():
    item = parse_reference(
        "Doe, B. (2020). A view of bones. Journal of Bones. https://doi.org/10.1000/1. In Press."
    )

    assert (item["container-title"], item["status"], item["DOI"]) == (
        "Journal of Bones",
        "in press",
        "10.1000/1",
    )


@pytest.mark.parametrize(
    "tail",
    [
        "[Internet]. 2013 Jun [cited 2014 Mar 4];274(2):113–26. Available from: https://example.org/b",
        "[serial on the Internet]. 2013 Jun [cited 2014 Mar 4]; 274(2):113-26.",
        "(2013) 274(2):113–26. doi: 10.1000/jx.1",
    ],
)
def test_volume_and_pages_stand_behind_a_date_of_access_or_a_year_in_parentheses(tail):
    item = parse_reference(f"Doe B. A view of bones. J Made Up Med {tail}")

    assert (item["container-title"], item["issued"]["date-parts"][0][0]) == ("J Made Up Med", 2013)
    assert (item["volume"], item["issue"], item["page"]) == ("274", "2", "113-26")


@pytest.mark.parametrize(("printed", "page"), [("244e259", "244-259"), ("1926e36", "1926-36")])
def test_a_dash_copied_as_the_letter_e_is_read_and_said(printed, page):
    parsed = read_reference(f"Doe B. A view of bones. J Made Up Med. 2013;31:{printed}.")

    assert parsed.item["page"] == page
    assert [str(doubt) for doubt in parsed.doubts] == [
        f"Its pages are printed “{printed}” and were read as {page}."
    ]
