import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.formats import UnknownFormat, read, to_csl_json

ITEM = {"id": "a", "type": "book", "title": "T"}


def one(item):
    reading = read(json.dumps([ITEM | item]).encode())
    assert (reading.format, reading.problems) == ("csl-json", [])
    return reading.items[0]


@pytest.mark.parametrize("whole", [[ITEM], ITEM, {"items": [ITEM]}, {"references": [ITEM]}, {"a": ITEM}])
def test_a_list_an_object_and_a_wrapped_list_are_read(whole):
    assert read(json.dumps(whole).encode()).items == [ITEM]


@pytest.mark.parametrize(
    ("written", "issued"),
    [
        ({"date-parts": [["2017", 8, 15]]}, {"date-parts": [["2017", 8, 15]]}),
        ({"raw": "2015"}, {"raw": "2015"}),
        ({"literal": "circa 1998"}, {"literal": "circa 1998"}),
        ("2001-05", {"date-parts": [[2001, 5]]}),
        (2001, {"date-parts": [[2001]]}),
        ({"date-parts": [[None]]}, None),
        (None, None),
    ],
)
def test_dates_in_any_form_become_csl_dates(written, issued):
    assert one({"issued": written}).get("issued") == issued


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (
            "Redig, A. J. and Doe, Jo",
            [{"family": "Redig", "given": "A. J."}, {"family": "Doe", "given": "Jo"}],
        ),
        (["Redig, A. J."], [{"family": "Redig", "given": "A. J."}]),
        ({"family": "Redig"}, [{"family": "Redig"}]),
        ([{"name": "STROBE Initiative"}], [{"literal": "STROBE Initiative"}]),
        ([{"family": "Fenster", "given": "SD"}], [{"family": "Fenster", "given": "S. D."}]),
    ],
)
def test_names_in_any_form_become_csl_names(written, names):
    assert one({"author": written})["author"] == names


def test_an_answer_of_doi_org_becomes_csl():
    item = one(
        {
            "type": "journal-article",
            "title": ["T"],
            "container-title": ["J X"],
            "ISSN": ["1234-5678", "8765-4321"],
        }
    )

    assert (item["type"], item["title"], item["container-title"]) == ("article-journal", "T", "J X")
    assert item["ISSN"] == "1234-5678, 8765-4321"


def test_variables_nobody_knows_are_kept():
    assert one({"custom": {"deep": [1, None]}, "x-mine": 3.5})["x-mine"] == 3.5


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ("words", "This is not a CSL-JSON item: it has no named fields."),
        ({"type": "book"}, "There is no title."),
        ({"title": "T", "author": 5}, "The field “author” is not a list of names."),
        ({"title": "T", "volume": {}}, "The field “volume” is neither text nor a number."),
        ({"title": "T\0"}, "The record has a character that cannot be stored."),
    ],
)
def test_an_invalid_item_is_reported_by_number_and_the_others_are_read(bad, sentence):
    reading = read(json.dumps([ITEM, bad, ITEM]).encode())

    assert reading.items == [ITEM, ITEM]
    assert reading.problems == [(2, sentence)]


def test_an_endless_number_does_not_affect_other_items():
    reading = read(
        b'[{"type": "book", "title": "A", "custom": {"size": 1e999}}, {"type": "book", "title": "B"}]'
    )

    assert [item["title"] for item in reading.items] == ["B"]
    assert reading.problems == [(1, "The record has a number that cannot be stored.")]


@pytest.mark.parametrize("wrap", ["[%s]", "%s", "%s\n{}\n"])
@pytest.mark.parametrize("mark", "\u2028\u2029\x85")
def test_line_ends_of_other_texts_may_stand_inside_a_string(wrap, mark):
    item = json.dumps({"type": "book", "title": f"Resting{mark}cells"}, ensure_ascii=False)

    assert read((wrap % item).encode()).items == [{"type": "book", "title": "Resting cells"}]


@pytest.mark.parametrize("opening", ["[", '{"items": ['])
def test_the_whole_items_of_half_a_file_are_read(opening):
    reading = read((opening + json.dumps(ITEM) + ',\n {"id": "b", "ti').encode())

    assert reading.items == [ITEM]
    assert [number for number, _ in reading.problems] == [2]


def test_a_json_file_without_items_says_so():
    assert read(b"[]").problems == [(1, "There is no record in the file.")]


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b'[{"a":' * 50_000, b'[{"title": "T", "volume": ' + b"9" * 10_000 + b"}]"]
)
def test_json_that_python_cannot_read_is_a_problem_not_a_crash(data):
    assert read(data).problems


texts = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_categories=("C", "Z")),
    min_size=1,
    max_size=12,
).filter(lambda text: "&" not in text and not text.endswith(".") and text[0].isalpha())
extras = st.recursive(
    st.none() | st.booleans() | st.integers() | texts, lambda inner: st.lists(inner, max_size=3), max_leaves=5
)
items = st.fixed_dictionaries(
    {"id": texts, "type": st.sampled_from(["book", "article-journal"]), "title": texts},
    optional={
        "author": st.lists(
            st.fixed_dictionaries({"family": texts}, optional={"suffix": texts})
            | st.fixed_dictionaries({"literal": texts})
        ),
        "issued": st.builds(lambda year: {"date-parts": [[year]]}, st.integers(1, 9999)),
        "custom": st.dictionaries(texts, extras, max_size=3),
        "volume": texts,
    },
)


@given(st.lists(items, min_size=1, max_size=4))
def test_our_own_files_are_read_back_unchanged(written):
    assert read(to_csl_json(written).encode()).items == written


def test_text_that_only_begins_like_json_is_not_recognized():
    with pytest.raises(UnknownFormat):
        read(b"{this is a template}")


def lines(*items) -> bytes:
    return "\n".join(item if isinstance(item, str) else json.dumps(item) for item in items).encode()


@pytest.mark.parametrize(
    "data",
    [
        lines(ITEM, ITEM | {"title": "U"}),
        lines("", ITEM, "  ", ITEM | {"title": "U"}, ""),
        b"\xef\xbb\xbf" + lines(ITEM, ITEM | {"title": "U"}).replace(b"\n", b"\r\n"),
    ],
)
def test_one_item_on_each_line_is_read(data):
    reading = read(data)

    assert (reading.format, reading.problems) == ("csl-json", [])
    assert reading.items == [ITEM, ITEM | {"title": "U"}]


def test_problems_of_lines_have_the_number_of_their_line_and_the_others_are_read():
    data = lines(ITEM, "", '{"title": "cut', "[1]", {"type": "book"}, "oops", ITEM)

    reading = read(data)

    assert reading.items == [ITEM, ITEM]
    assert reading.problems == [
        (3, "This line is not valid JSON."),
        (4, "This is not a CSL-JSON item: it has no named fields."),
        (5, "There is no title."),
        (6, "This line is not valid JSON."),
    ]


def test_a_first_line_that_is_broken_does_not_hide_the_others():
    reading = read(lines('{"title": "cut', ITEM))

    assert (reading.items, reading.problems) == ([ITEM], [(1, "This line is not valid JSON.")])


@pytest.mark.parametrize("whole", [ITEM, [ITEM], {"items": [ITEM]}])
def test_one_object_over_many_lines_is_no_list_of_lines(whole):
    assert read(json.dumps(whole, indent=1).encode()).items == [ITEM]


def test_a_list_that_breaks_off_after_an_item_on_each_line_is_still_a_list():
    data = b"[\n" + json.dumps(ITEM).encode() + b",\n" + json.dumps(ITEM).encode()[:-3]

    reading = read(data)

    assert reading.items == [ITEM]
    assert reading.problems == [(2, "The file is not valid JSON from here on. The rest was not read.")]
