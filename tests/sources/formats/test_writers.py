import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.formats import read, to_ama_text, to_bibtex, to_ris

ITEM = {
    "id": "redig2013",
    "type": "article-journal",
    "title": "Loss of BRCA1 & a 5% rise in <i>HER2</i>_low ~ {x} #1 $5 ^ \\ “q” -- Łódź <sup>18</sup>F",
    "author": [
        {"family": "Berg", "given": "Jan W.", "non-dropping-particle": "van der", "suffix": "Jr"},
        {"literal": "Department of Health, Education and Welfare"},
        {"family": "García Márquez", "given": "G."},
    ],
    "editor": [{"family": "O’Brien", "given": "J.-P."}],
    "container-title": "Journal of Internal Medicine",
    "container-title-short": "J Intern Med",
    "issued": {"date-parts": [[2013, 8, 5]]},
    "accessed": {"date-parts": [[2024, 3, 5]]},
    "volume": "274",
    "issue": "2",
    "page": "113-126",
    "publisher": "Wiley & Sons",
    "publisher-place": "Oxford",
    "edition": "2",
    "DOI": "10.1002/(SICI)1097_0258",
    "PMID": "23844915",
    "PMCID": "PMC3749024",
    "URL": "https://example.org/a_b%20c?d=e&f=~g#h",
    "ISSN": "0954-6820",
    "language": "en",
    "keyword": "breast, bone",
    "note": "A note",
    "abstract": "Some 50% of {all}.",
}
WRITERS = {"bibtex": to_bibtex, "ris": to_ris}
TYPES = ("article-journal", "article-magazine", "article-newspaper", "book", "chapter", "paper-conference", "report", "thesis", "webpage",
         "article", "manuscript", "dataset", "software", "patent", "post-weblog", "entry-encyclopedia", "speech", "pamphlet", "map")  # fmt: skip


def again(name, item):
    reading = read(WRITERS[name]([item]).encode())
    assert (reading.format, reading.problems, dict(reading.unused)) == (name, [], {})
    return reading.items[0]


def test_bibtex_gives_back_every_field():
    assert again("bibtex", ITEM) == ITEM


def test_ris_gives_back_every_field_with_particles_in_the_family_name():
    berg = {"family": "van der Berg", "given": "Jan W.", "suffix": "Jr"}

    assert again("ris", ITEM) == ITEM | {"author": [berg, *ITEM["author"][1:]]}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("kind", TYPES)
def test_the_type_comes_back(name, kind):
    assert again(name, {"id": "a", "type": kind, "title": "T"})["type"] == kind


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(
    "issued",
    [{"date-parts": [[2013]]}, {"date-parts": [[2013, 8]]}, {"date-parts": [[2014, 1], [2014, 2]]}, {"date-parts": [[2013]], "season": 1},
     {"literal": "in press"}],
)  # fmt: skip
def test_the_date_comes_back(name, issued):
    assert again(name, {"id": "a", "type": "book", "title": "T", "issued": issued})["issued"] == issued


@pytest.mark.parametrize("name", WRITERS)
def test_a_retraction_in_the_title_comes_back(name):
    item = {"id": "a", "type": "book", "title": "T", "custom": {"retracted-in-title": True}}

    assert again(name, item) == item


@pytest.mark.parametrize("name", WRITERS)
def test_books_and_chapters_come_back(name):
    chapter = {
        "id": "c", "type": "chapter", "title": "A chapter", "container-title": "The book", "collection-title": "The series",
        "author": [{"family": "Redig", "given": "A. J."}], "editor": [{"family": "Doe", "given": "Jo"}], "page": "S1-S5",
        "publisher": "Press", "ISBN": "978-0-19-024655-6", "edition": "2nd", "genre": "Essay", "title-short": "Short",
    }  # fmt: skip

    assert again(name, chapter) == chapter


def test_bibtex_protects_capitals_and_puts_organizations_in_double_braces():
    text = to_bibtex(
        [{"id": "a", "type": "book", "title": "On BRCA1 in Europe", "author": [{"literal": "World Bank"}]}]
    )

    assert text == "@book{a,\n  author = {{World Bank}},\n  title = {On {BRCA1} in {Europe}}\n}\n"


def test_bibtex_keys_are_legal_and_never_the_same_twice():
    items = [
        {"id": "a b{c}", "type": "book", "title": "T"},
        {"id": "abc", "type": "book", "title": "T"},
        {"type": "book", "title": "Own key"},
    ]

    assert [item["id"] for item in read(to_bibtex(items).encode()).items] == ["abc", "abc-2", "own-key"]


def test_others_are_written_for_a_shortened_list_of_authors():
    item = {
        "id": "a",
        "type": "book",
        "title": "T",
        "author": [{"family": "Redig", "given": "A. J."}],
        "custom": {"et-al": True},
    }

    assert "author = {Redig, A. J. and others}" in to_bibtex([item])
    assert again("bibtex", item) == item


def test_ama_text_has_one_reference_a_line_in_the_order_given():
    items = [{"type": "webpage", "title": "Second\nline"}, {"type": "webpage", "title": "First"}]

    assert to_ama_text(items) == "Second line.\nFirst.\n"


@pytest.mark.parametrize("writer", [*WRITERS.values(), to_ama_text])
@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"title": None, "author": "x", "issued": 3},
        {"title": 5, "author": [None, {}, {"family": 3}], "page": []},
    ],
)
def test_odd_items_are_written_without_an_error(writer, odd):
    assert isinstance(writer([odd]), str)


words = st.text(st.sampled_from("abcÀŁß&%$#_{}~^\\\"'`-,;:()[]=@<>/|*+!?.0 1") | st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_categories=("C", "Z")),
                min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(lambda text: text and not text.endswith("."))  # fmt: skip
letters = st.text(st.sampled_from("abcdefgéøß"), min_size=1, max_size=8)
names = letters.map(str.capitalize).filter(
    lambda name: name.lower() not in ("others", "and") and len(name) > 1
)
people = st.fixed_dictionaries({"family": names, "given": names}) | st.fixed_dictionaries(
    {"literal": st.builds("{} {} group".format, names, names)}
)
plain = st.fixed_dictionaries(
    {
        "id": st.just("a"),
        "type": st.just("article-journal"),
        "title": words.filter(lambda text: text[0].isalpha() and "&" not in text),
    },
    optional={
        "author": st.lists(people, min_size=1, max_size=4),
        "container-title": words.filter(lambda text: "&" not in text),
        "volume": st.from_regex(r"[1-9][0-9]{0,3}", fullmatch=True),
        "page": st.builds("{}-{}".format, st.integers(1, 99), st.integers(100, 999)),
        "issued": st.dates()
        .map(lambda date: {"date-parts": [[date.year, date.month, date.day]]})
        .filter(lambda date: date["date-parts"][0][0] > 1400),
    },
)


@given(plain)
@settings(max_examples=200, deadline=None)
@pytest.mark.parametrize("name", WRITERS)
def test_our_own_files_are_read_back_unchanged(name, item):
    assert again(name, item) == item
