from array import array

from hypothesis import example, given
from hypothesis import strategies as st

from support_groups.places import columns
from support_groups.places.names import key

LINES = st.lists(st.text(alphabet=st.characters(exclude_characters="\n", codec="utf-8")), min_size=1)
NUMBERS = st.lists(st.integers(-(2**31), 2**31 - 1))


@given(LINES, LINES, NUMBERS)
def test_a_table_is_read_as_it_was_written(tmp_path_factory, lines, others, numbers):
    path = tmp_path_factory.mktemp("columns") / "table.xz"
    table = columns.Table(
        {"é": [1]}, {"a": lines, "b": others}, {"n": array("i", numbers), "none": array("i")}
    )

    columns.write(path, table)

    assert columns.read(path) == table


@given(st.text())
@example("𝕬")
def test_a_key_is_its_own_key(text):
    short = text[:20]

    assert key(key(short)) == key(short)
