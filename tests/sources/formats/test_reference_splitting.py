import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.formats import read
from sources.formats.reference_splitting import split_references


def texts(text: str) -> list[str]:
    return [reference.text for reference in split_references(text)]


ONE = "Doe B. A view of bones. J X. 2013;274(2):113-126. doi:10.1000/1"
TWO = "Roe C, Poe D. Bones again. J X. 2014;275:1-9."
THREE = "van Noe E. Bones at last. J X. 2015;276:2-8."


@pytest.mark.parametrize(
    "number",
    ["{}. ", "{}) ", "[{}] ", "({}) ", "{}- ", "{}.- ", "{}\t", "{}.\t", "{}: ", "{} ", "• ", "– "],
)
def test_each_kind_of_number_and_bullet_begins_a_reference(number):
    lines = "\n".join(number.format(n) + text for n, text in enumerate([ONE, TWO, THREE], start=9))

    assert texts(lines) == [ONE, TWO, THREE]


def test_several_numbered_references_in_one_line_are_parted():
    assert texts(f"1. {ONE} 2. {TWO} 3. {THREE}\n4. {TWO}") == [ONE, TWO, THREE, TWO]


def test_a_number_inside_a_reference_parts_nothing():
    text = f"1. Doe B. Phase 2. Results of part 2. J X. 2013;1:2. 3. doi:10.1000/1\n2. {TWO}"

    assert texts(text) == [text.split("\n")[0].removeprefix("1. "), TWO]


def test_a_dash_that_begins_a_wrapped_line_is_no_bullet_where_the_bullets_are_others():
    assert texts(f"• Doe B. Bones. J X. 2013;1:2\n– 9.\n• {TWO}") == ["Doe B. Bones. J X. 2013;1:2 – 9.", TWO]


def test_wrapped_lines_that_begin_with_numbers_in_a_row_do_not_number_a_list():
    text = "Doe B. Bones. J X. 2013; 11:\n12. Epub 2013\n\nRoe C. Bones again. J X. 2014;12:\n13. Last part"

    assert texts(text) == [" ".join(part.split("\n")) for part in text.split("\n\n")]


def test_a_numbered_page_without_a_name_is_a_reference_of_its_own():
    assert texts(f"1. {ONE}\n2. https://example.org/bones\n3. {TWO}") == [
        ONE,
        "https://example.org/bones",
        TWO,
    ]


def test_numbers_above_999_begin_references_when_they_follow_one_another():
    lines = "\n".join(f"{number}. {TWO}" for number in range(998, 1003))

    assert [reference.number for reference in split_references(lines)] == [998, 999, 1000, 1001, 1002]


def test_a_list_without_numbers_may_have_a_wrapped_line_that_begins_with_a_number():
    text = "Doe B. A view of bones. J X. 2013;274:113-\n5. doi:10.1000/1\nRoe C. Bones again. J X. 2014;275:1-9.\n"

    assert texts(text) == [
        "Doe B. A view of bones. J X. 2013;274:113- 5. doi:10.1000/1",
        "Roe C. Bones again. J X. 2014;275:1-9.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "2:165–172. doi:10.1000/1",
        "2: e33 PMID",
        "126. doi:10.1000/1",
        "12. New bones, 2013",
        "(2): 113-126.",
        "[PubMed]",
        "2013. J X",
    ],
)
def test_a_wrapped_line_of_a_numbered_list_may_begin_with_a_number(line):
    text = f"1. Doe B. A view of bones. J X\n{line}\n2. {TWO}"

    assert texts(text) == [f"Doe B. A view of bones. J X {line}", TWO]


@pytest.mark.parametrize(
    "name", ["von Doe A", "van der Roe B", "de Noe C", "d'Poe D", "el-Soe E", "terVoe F"]
)
def test_a_reference_may_begin_with_a_name_in_small_letters(name):
    second = f"{name}. Bones again. J X. 2014;275:1-9."

    assert texts(f"{ONE}\n{second}") == [ONE, second]


def test_a_wrapped_reference_is_not_cut_where_a_sentence_ends_a_line():
    wrapped = "Doe B. A view of bones, and of all that is around them.\nJ Made Up Med. 2013;274(2):113-126."

    assert texts(f"{wrapped}\nRoe C. Bones again. J X.\n2014;275:1-9.") == [
        wrapped.replace("\n", " "),
        "Roe C. Bones again. J X. 2014;275:1-9.",
    ]


def test_references_without_a_year_are_not_glued_to_the_one_before():
    text = "Bone Society. What are bones?\nBone Network. Bones: Risk factors.\nDoe B. More about bones."

    assert texts(text) == text.split("\n")


def test_where_a_reference_begins_without_a_name_after_a_short_line_is_said_when_it_is_not_sure():
    first = "Doe B. A view of bones and of everything around them, told by a person. J X. 2013;1:2-3."
    text = f"{first}\nA short line.\nBones to come"

    assert [(reference.text, list(map(str, reference.doubts))) for reference in split_references(text)] == [
        (f"{first} A short line.", []),
        ("Bones to come", ["It is not sure that a new reference begins here."]),
    ]


@pytest.mark.parametrize(
    "line", ["doi:10.1000/7", "https://doi.org/10.1000/7", "PMID: 1234567", "[CrossRef]"]
)
def test_an_identifier_on_its_own_line_belongs_to_the_reference_before_it(line):
    assert texts(f"{TWO}\n{line}\n{THREE}") == [f"{TWO} {line}", THREE]


def test_a_second_address_on_its_own_line_is_a_reference_of_its_own():
    first = "Bone Society. Bones. https://example.org/a"

    assert texts(f"{first}\nhttps://example.org/b") == [first, "https://example.org/b"]


@pytest.mark.parametrize(
    "heading", ["References", "REFERENCES:", "## References", "10 Sources", "Literature cited", "Works Cited"]
)
def test_a_heading_is_no_reference(heading):
    assert texts(f"{heading}\n{ONE}\n{TWO}") == [ONE, TWO]


@pytest.mark.parametrize(
    ("text", "expected", "doubts"),
    [
        ("Doe B. Metastases of bones: metas-\ntases. J X. 2013;1:2.", "Doe B. Metastases of bones: metastases. J X. 2013;1:2.", []),
        ("Doe B. Meta-analysis: a meta-\nanalysis. J X. 2013;1:2.", "Doe B. Meta-analysis: a meta-analysis. J X. 2013;1:2.", []),
        ("Doe B. Bones and meta\u00ad\nstases. J X. 2013;1:2.", "Doe B. Bones and metastases. J X. 2013;1:2.", []),
        ("Doe B. Bones. J X. 2013;1:2. doi:10.1000/\njx.1", "Doe B. Bones. J X. 2013;1:2. doi:10.1000/jx.1", []),
        ("Doe B. Bones. J X. 2013;1:2. doi:10.1000/j.\nbone.2013.01", "Doe B. Bones. J X. 2013;1:2. doi:10.1000/j.bone.2013.01", []),
        ("Doe B. A dividing-\nline. J X. 2013;1:2.", "Doe B. A dividing-line. J X. 2013;1:2.", ["A word was divided at the end of a line. Check “dividing-line”."]),
    ],
)  # fmt: skip
def test_words_and_links_divided_by_a_line_end_are_joined_or_asked_about(text, expected, doubts):
    (reference,) = split_references(text)

    assert (reference.text, list(map(str, reference.doubts))) == (expected, doubts)


@given(
    st.lists(
        st.tuples(st.sampled_from(["Doe", "van Roe", "O’Poe"]), st.integers(1, 999)), min_size=2, max_size=9
    ),
    st.sampled_from(["{}. ", "[{}] ", "{}) ", "{} "]),
    st.integers(50, 110),
    st.sampled_from(["", "\n"]),
)
def test_no_word_is_lost_and_no_doi_moves_to_another_reference(works, number, width, gap):
    printed = [
        f"{family} AB, Noe C. Bones under strain, part {n}. J Made Up Med. 2013;{n}(2):{n}-{n + 9}. doi:10.1000/jx.{n}.{place}"
        for place, (family, n) in enumerate(works)
    ]
    lines = [textwrap.fill(number.format(n) + text, width) for n, text in enumerate(printed, start=1)]

    pasted = ("\n" + gap).join(lines)

    assert texts(pasted) == printed
    assert [item["DOI"] for item in read(pasted.encode()).items] == [
        re.search(r"10\.1000/\S+", text)[0] for text in printed
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "Doe B. Bones.",
                "5. doi:10.1000/1",
                "",
                "2. Roe C.",
                "J X",
                "12 Noe A. X",
                "• Poe",
                "(3)",
                "a-",
                "12.",
                "References",
            ]
        ),
        max_size=12,
    )
)
def test_every_line_of_any_text_ends_in_exactly_one_reference(lines):
    def letters(text: str) -> list[str]:
        return sorted(re.findall(r"[^\W\d_]+", text.replace("-", " ")))

    pasted = "\n".join(lines)

    assert letters(" ".join(texts(pasted))) == letters(pasted.replace("References", ""))
