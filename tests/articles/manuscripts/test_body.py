"""What blocks become in the HTML of a draft: lists that count as the file does, and cells that hold more than a line."""

import pytest

from articles.manuscripts.blocks import Block, Cell, Run, even_rows, text_cell
from articles.manuscripts.body import to_html
from articles.markup import clean


def words(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def item(text: str, number: int | None = None, level: int = 0, counts_in: str = "1") -> Block:
    return Block("item", 1, words(text), level, number, counts_in=counts_in)


def table(*rows: list[Cell], head: int = 1) -> Block:
    return Block("table", 1, rows=tuple(map(tuple, rows)), head=head)


def cell(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((Block("paragraph", 1, words(text)),), colspan, rowspan)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([item("a", 1), item("b", 2)], "<ol><li>a</li><li>b</li></ol>"),
        ([item("c", 3), item("d", 4)], '<ol start="3"><li>c</li><li>d</li></ol>'),
        ([item("z", 0)], '<ol start="0"><li>z</li></ol>'),
        ([item("a", 1, counts_in="a"), item("b", 2, counts_in="a")], '<ol type="a"><li>a</li><li>b</li></ol>'),
        ([item("d", 4, counts_in="I")], '<ol start="4" type="I"><li>d</li></ol>'),
        ([item("a", 1), item("c", 3)], '<ol><li>a</li></ol>\n<ol start="3"><li>c</li></ol>'),
        ([item("a", 1), item("a", 1)], "<ol><li>a</li></ol>\n<ol><li>a</li></ol>"),
        ([item("a", 1), item("b")], "<ol><li>a</li></ol>\n<ul><li>b</li></ul>"),
    ],
)  # fmt: skip
def test_a_list_shows_the_numbers_of_the_file(items, expected):
    html = to_html(items)

    assert html == expected
    assert clean(html) == expected


def test_lists_inside_an_item_are_parted_like_the_others():
    items = [item("a", 1), item("dot", level=1), item("b", 2, 1), item("end", 2)]

    assert to_html(items) == (
        '<ol><li>a<ul><li>dot</li></ul><ol start="2"><li>b</li></ol></li><li>end</li></ol>'
    )


def test_items_that_begin_deeper_than_the_rest_are_a_list_of_their_own():
    items = [item("x", level=1), item("y", level=1), item("a")]

    assert to_html(items) == "<ul><li>x</li><li>y</li></ul>\n<ul><li>a</li></ul>"


def test_merged_cells_keep_their_columns_and_rows():
    html = to_html(
        [
            table(
                [cell("Drug"), cell("Dose", 2)],
                [cell("A", rowspan=2), cell("1"), cell("2")],
                [cell("3"), cell("4")],
            )
        ]
    )

    assert html == (
        '<table><thead><tr><th>Drug</th><th colspan="2">Dose</th></tr></thead><tbody><tr><td rowspan="2">A</td><td>1</td>'
        "<td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>"
    )  # fmt: skip
    assert clean(html) == html


def test_a_heading_cell_that_reaches_into_the_rows_below_is_not_cut_off_by_the_head():
    html = to_html([table([cell("Drug", rowspan=2), cell("Dose")], [cell("5 mg")])])

    assert html == (
        '<table><tbody><tr><th rowspan="2">Drug</th><th>Dose</th></tr><tr><td>5 mg</td></tr></tbody></table>'
    )


def test_a_cell_holds_paragraphs_lists_figures_and_tables():
    inner = table([cell("in"), cell("side")], head=0)
    figure = Block("figure", 1, words("A scan"))
    full = Cell((Block("paragraph", 1, words("Ask:")), item("rest"), figure, inner))
    html = to_html([table([full, Cell()], head=0)])

    assert html == (
        '<table><tbody><tr><td><p>Ask:</p><ul><li>rest</li></ul><figure class="figure"><figcaption>A scan</figcaption></figure>'
        "<table><tbody><tr><td>in</td><td>side</td></tr></tbody></table></td><td></td></tr></tbody></table>"
    )
    assert clean(html) == html


def test_a_heading_in_a_cell_is_strong_text():
    heading = Block("heading", 1, words("Dose"), 1)

    assert to_html([table([Cell((heading,)), cell("5 mg")], head=0)]) == (
        "<table><tbody><tr><td><strong>Dose</strong></td><td>5 mg</td></tr></tbody></table>"
    )


def test_heading_cells_are_strong_without_saying_so():
    name = Cell((Block("paragraph", 1, (Run("Drug", frozenset({"strong", "em"})),)),))

    assert "<th><em>Drug</em></th>" in to_html([table([name, cell("Dose")], [cell("A"), cell("5 mg")])])


def test_rows_that_are_too_short_get_one_empty_cell():
    rows = even_rows(
        [[cell("a", rowspan=9), cell("b"), cell("c", 2)], [cell("d")], [], [cell("e"), cell("f", 2)]]
    )

    assert [[(inner.colspan, bool(inner.blocks)) for inner in row] for row in rows] == [
        [(1, True), (1, True), (2, True)],
        [(1, True), (2, False)],
        [(1, True), (2, True)],
    ]


def test_a_table_says_its_caption_and_the_words_of_all_its_cells_at_any_depth():
    inner = Block("table", 2, words("Inner"), rows=((text_cell(words("deep"), 2),),))
    outer = Block("table", 1, words("Outer"), rows=((Cell((inner,)), text_cell((), 1)),))

    assert outer.text == "Outer Inner deep"


@pytest.mark.parametrize("attribute", ['type="x"', 'start="-9999999"', 'start="٣"', 'type="1;x"'])
def test_only_real_kinds_and_starts_of_a_list_are_stored(attribute):
    assert clean(f"<ol {attribute}><li>a</li></ol>") == "<ol><li>a</li></ol>"
