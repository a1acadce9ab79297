import pytest

from sources.formats.references import parse_reference

DOE = [{"family": "Doe", "given": "B."}]
BOOK = {
    "type": "book",
    "author": DOE,
    "title": "The biology of bones",
    "edition": "2",
    "publisher": "Garden Press",
    "issued": {"date-parts": [[2014]]},
}
CHAPTER = {
    "type": "chapter",
    "author": DOE,
    "title": "Bone health",
    "editor": [{"family": "Roe", "given": "C."}],
    "container-title": "Handbook of bones",
    "publisher": "Garden Press",
    "page": "12-34",
    "issued": {"date-parts": [[2014]]},
}
IN_BERLIN = {"publisher-place": "Berlin"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Doe B. (2014). The biology of bones (2nd ed.). Garden Press.", {}),
        ("Doe B (2014) The biology of bones, 2nd edn. Garden Press, Berlin", IN_BERLIN),
        ("Doe, B. (2014). The biology of bones. Second Edition. Berlin: Garden Press.", IN_BERLIN),
        ("Doe, B., 2014. The biology of bones, 2nd ed. Garden Press, Berlin.", IN_BERLIN),
        ("Doe, B. (2014). The biology of bones 2nd ed. (Garden Press).", {}),
        ("Doe, B. The biology of bones, 2nd ed.; Garden Press: Berlin, 2014.", IN_BERLIN),
        ("Doe, B. The biology of bones. 2nd ed., Garden Press, 2014.", {}),
        ("Doe, B. The biology of bones, 2nd ed. (Garden Press, 2014).", {}),
    ],
)
def test_a_book_is_read_whole_in_each_style(text, place):
    assert parse_reference(text) == BOOK | place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Doe B. Bone health. In: Roe C, editor. Handbook of bones. Berlin: Garden Press; 2014. p. 12-34.", IN_BERLIN),
        ("Doe, B. (2014). Bone health. In C. Roe (Ed.), Handbook of bones (pp. 12–34). Garden Press.", {}),
        ("Doe, B. (2014) “Bone health,” in C. Roe (ed.) Handbook of bones. Berlin: Garden Press, pp. 12–34.", IN_BERLIN),
        ("Doe, B. (2014). “Bone health,” in Handbook of bones, ed. C. Roe (Berlin: Garden Press), 12–34.", IN_BERLIN),
        ("Doe B. Bone health. In: Roe C, ed. Handbook of bones. Garden Press; 2014:12-34.", {}),
    ],
)  # fmt: skip
def test_a_chapter_is_read_whole_in_each_style(text, place):
    assert parse_reference(text) == CHAPTER | place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Department of Bones, University of Roe. Annual report 2019. Berlin: University of Roe; 2020.",
            {
                "type": "report",
                "author": [{"literal": "Department of Bones, University of Roe"}],
                "title": "Annual report 2019",
                "publisher": "University of Roe",
                "publisher-place": "Berlin",
                "issued": {"date-parts": [[2020]]},
            },
        ),
        (
            "World Bone Organization (2020) Global report on bones. World Bone Organization, Geneva",
            {
                "type": "report",
                "author": [{"literal": "World Bone Organization"}],
                "title": "Global report on bones",
                "publisher": "World Bone Organization",
                "publisher-place": "Geneva",
                "issued": {"date-parts": [[2020]]},
            },
        ),
        (
            "Doe B. Cloning bones [dissertation]. Ann Arbor (MI): University of Michigan; 2005.",
            {
                "type": "thesis",
                "author": DOE,
                "title": "Cloning bones",
                "genre": "dissertation",
                "publisher": "University of Michigan",
                "publisher-place": "Ann Arbor (MI)",
                "issued": {"date-parts": [[2005]]},
            },
        ),
        (
            "Goyal V, Pandey O. Fine bones. Proceedings of the 13th Bone Conference, 2006, pp. 89–98.",
            {
                "type": "paper-conference",
                "author": [{"family": "Goyal", "given": "V."}, {"family": "Pandey", "given": "O."}],
                "title": "Fine bones",
                "container-title": "Proceedings of the 13th Bone Conference",
                "page": "89-98",
                "issued": {"date-parts": [[2006]]},
            },
        ),
        (
            "Bone Network. Guidelines in bones. Version 4.2022. Accessed June 1, 2022. https://example.org/b.pdf",
            {
                "type": "webpage",
                "author": [{"literal": "Bone Network"}],
                "title": "Guidelines in bones",
                "version": "4.2022",
                "URL": "https://example.org/b.pdf",
                "accessed": {"date-parts": [[2022, 6, 1]]},
            },
        ),
        (
            "Bone Society. (n.d.-b). What are bones? https://example.org/b",
            {
                "type": "webpage",
                "author": [{"literal": "Bone Society"}],
                "title": "What are bones?",
                "URL": "https://example.org/b",
            },
        ),
        (
            "Bone Society, 2023. Bones and you [WWW Document]. URL https://example.org/b (accessed 3.5.2024).",
            {
                "type": "webpage",
                "author": [{"literal": "Bone Society"}],
                "title": "Bones and you",
                "URL": "https://example.org/b",
                "accessed": {"date-parts": [[2024]]},
                "issued": {"date-parts": [[2023]]},
            },
        ),
        (
            "Bone Society, “Bones and you.” Accessed: Mar. 05, 2024. [Online]. Available: https://example.org/b",
            {
                "type": "webpage",
                "author": [{"literal": "Bone Society"}],
                "title": "Bones and you",
                "URL": "https://example.org/b",
                "accessed": {"date-parts": [[2024, 3, 5]]},
            },
        ),
        (
            "Bone facts. Bone Research UK website. https://example.org/b. Accessed May 5, 2019.",
            {
                "type": "webpage",
                "title": "Bone facts",
                "container-title": "Bone Research UK",
                "URL": "https://example.org/b",
                "accessed": {"date-parts": [[2019, 5, 5]]},
            },
        ),
        (
            "Doe, B. 2019. “A new drug.” New York Times, June 3.",
            {
                "type": "article-newspaper",
                "author": DOE,
                "title": "A new drug",
                "container-title": "New York Times",
                "issued": {"date-parts": [[2019, 6, 3]]},
            },
        ),
    ],
)
def test_reports_theses_papers_and_pages_are_read(text, expected):
    assert parse_reference(text) == expected
