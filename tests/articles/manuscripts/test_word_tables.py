"""Tables of Word files: merged cells keep their columns and rows, and cells keep what they hold."""

import re

import pytest

from tests.articles.manuscripts.word import (
    definition,
    heading,
    item,
    level,
    num,
    p,
    picture,
    read_word,
    tbl,
    tc,
    tr,
)

RESTART = '<w:vMerge w:val="restart"/>'


def table(*rows: str) -> str:
    return read_word(p("First."), tbl(*rows), p("Last.")).body.splitlines()[1]


def down(*rows: str) -> str:
    """The body rows of a table under a head of two columns."""
    return table(tr("x", "y"), *rows).partition("<tbody>")[2].removesuffix("</tbody></table>")


def span(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


@pytest.mark.parametrize("go_on", ["<w:vMerge/>", '<w:vMerge w:val="continue"/>'])
def test_cells_merged_down_are_one_over_several_rows(go_on):
    merged = down(tr(tc("a", RESTART), "1"), tr(tc(p(), go_on), "2"), tr(tc(p(), go_on), "3"), tr("b", "4"))

    assert merged == (
        '<tr><td rowspan="3">a</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr><tr><td>b</td><td>4</td></tr>'
    )


def test_two_merged_cells_on_top_of_each_other_stay_two():
    rows = [tr(tc(text, RESTART), "1") + tr(tc(p(), "<w:vMerge/>"), "2") for text in "ab"]

    assert down(*rows) == (
        '<tr><td rowspan="2">a</td><td>1</td></tr><tr><td>2</td></tr>'
        '<tr><td rowspan="2">b</td><td>1</td></tr><tr><td>2</td></tr>'
    )


def test_a_cell_that_continues_nothing_is_a_cell():
    assert down(tr("a", "1"), tr(tc("b", "<w:vMerge/>"), "2")) == (
        "<tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr>"
    )


def test_words_in_a_continued_cell_are_kept():
    assert '<td rowspan="2"><p>a</p><p>too</p></td>' in down(
        tr(tc("a", RESTART), "1"), tr(tc("too", "<w:vMerge/>"), "2")
    )


def test_cells_are_merged_across_and_down():
    both = span(2) + RESTART
    merged = table(
        tr("v", "w", "x"),
        tr(tc("a", both), "1"),
        tr(tc(p(), span(2) + "<w:vMerge/>"), "2"),
        tr("b", "c", "3"),
    )

    assert '<tr><td colspan="2" rowspan="2">a</td><td>1</td></tr><tr><td>2</td></tr><tr><td>b</td>' in merged


def test_the_older_way_of_merging_across_is_understood():
    across = [tc("a", '<w:hMerge w:val="restart"/>'), tc(p(), "<w:hMerge/>"), tc("c")]

    assert table(tr("x", "y", "z"), tr(*across)).endswith(
        '<tr><td colspan="2">a</td><td>c</td></tr></tbody></table>'
    )


def test_a_row_that_only_continues_the_row_above_is_part_of_it():
    go_on = tc(p(), "<w:vMerge/>")

    assert down(tr(tc("a", RESTART), tc("1", RESTART)), tr(go_on, go_on), tr("b", "2")) == (
        "<tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr>"
    )


def test_columns_left_free_before_and_after_a_row_stay_free():
    before, after = '<w:gridBefore w:val="1"/>', '<w:gridAfter w:val="2"/>'
    rows = table(tr("w", "x", "y", "z"), tr("a", "b", "c", properties=before), tr("d", "e", properties=after))

    assert rows.partition("<tbody>")[2] == (
        '<tr><td></td><td>a</td><td>b</td><td>c</td></tr><tr><td>d</td><td>e</td><td colspan="2"></td></tr></tbody></table>'
    )


def test_grid_lines_that_no_row_uses_make_no_columns():
    assert table(tr(tc("x", span(3)), tc("y", span(2))), tr(tc("a", span(3)), tc("b", span(2)))) == (
        "<table><thead><tr><th>x</th><th>y</th></tr></thead><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    )


def test_heading_rows_are_those_the_file_marks_at_least_the_first():
    marked = "<w:tblHeader/>"

    assert table(tr("a", "b"), tr("c", "d")).count("<th>") == 2
    assert (
        table(tr("a", "b", properties=marked), tr("c", "d", properties=marked), tr("e", "f")).count("<th>")
        == 4
    )
    assert table(tr("a", "b"), tr("c", "d", properties=marked), tr("e", "f")).count("<th>") == 2


def test_a_table_of_one_row_has_no_heading():
    assert (
        table(tr("Left.", "Right.")) == "<table><tbody><tr><td>Left.</td><td>Right.</td></tr></tbody></table>"
    )


def test_a_heading_in_two_rows_is_understood_from_its_merged_cells():
    rows = table(
        tr(tc("Effect", RESTART), tc("How often", span(2))),
        tr(tc(p(), "<w:vMerge/>"), "all", "severe"),
        tr("rash", "8%", "1%"),
    )

    assert rows == (
        '<table><thead><tr><th rowspan="2">Effect</th><th colspan="2">How often</th></tr><tr><th>all</th><th>severe</th></tr>'
        "</thead><tbody><tr><td>rash</td><td>8%</td><td>1%</td></tr></tbody></table>"
    )


def test_a_cell_keeps_paragraphs_lists_headings_and_tables():
    content = (
        heading("Dose") + p("Take it") + item("daily") + item("at night") + tbl(tr("a", "b"), tr("c", "d"))
    )
    body = read_word(
        p("First."), tbl(tr("x", "y"), tr("z", tc(content))), lists=definition(level("bullet", "•")) + num(1)
    ).body

    assert (
        "<td><p><strong>Dose</strong></p><p>Take it</p><ul><li>daily</li><li>at night</li></ul><table><thead><tr><th>a</th>"
        "<th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table></td>"
    ) in body


def test_a_picture_in_a_cell_is_a_figure_there_and_reported_with_its_description():
    manuscript = read_word(
        p("First."), tbl(tr("x", "y"), tr("z", tc(p("Look:", inner=picture("a bone scan")))))
    )

    assert (
        '<td><p>Look:</p><figure class="figure"><figcaption>a bone scan</figcaption></figure></td>'
        in manuscript.body
    )
    assert [figure.caption for figure in manuscript.figures] == ["a bone scan"]
    assert [note.text for note in manuscript.notes] == ["Picture 1: a bone scan"]


def test_a_table_of_one_column_only_places_its_content():
    inner = tbl(tr("a", "b"), tr("c", "d"))

    assert read_word(p("First."), tbl(tr(tc(p("In a frame.") + inner)), tr("Below it."))).body == (
        "<p>First.</p>\n<p>In a frame.</p>\n<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td>"
        "</tr></tbody></table>\n<p>Below it.</p>"
    )


def test_tables_nested_deeper_than_can_be_shown_are_paragraphs_and_reported():
    inner = p("Deep.")
    for depth in range(20):
        inner = tbl(tr(tc(p(f"level {depth}") + inner), "x"))

    manuscript = read_word(p("First."), inner)

    assert manuscript.body.count("<table>") == 8
    assert [f"level {depth}" for depth in range(20) if f"level {depth}<" not in manuscript.body] == []
    assert "Deep." in manuscript.body
    assert sum(note.count for note in manuscript.notes if "nested too deeply" in note.reason) == 12


# Captions

TABLE = tbl(tr("a", "b"), tr("c", "d"))
CAPTION_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="Caption"/></w:style>'
)


def captions(*content: str) -> str:
    body = read_word(p("First."), *content, p("Last."), styles=CAPTION_STYLES).body
    return body.replace(
        "<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody>", "…"
    )


def caption(text: str, style: str = "Caption") -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


@pytest.mark.parametrize(
    "content",
    [
        (caption("Doses by week"), TABLE),
        (caption("Doses by week", "Table"), TABLE),
        (p("Table 1. Doses by week"), TABLE),
        (TABLE, caption("Table 1: Doses by week")),
        (TABLE, p("Table A: Doses by week")),
    ],
)
def test_a_caption_above_or_below_a_table_is_that_of_the_table(content):
    assert re.sub(r"Table \w[.:] ", "", captions(*content)) == (
        "<p>First.</p>\n<table><caption>Doses by week</caption>…</table>\n<p>Last.</p>"
    )


def test_a_caption_between_two_tables_is_not_given_to_either():
    assert captions(TABLE, caption("Table 1: Doses."), TABLE) == (
        "<p>First.</p>\n<table>…</table>\n<p>Table 1: Doses.</p>\n<table>…</table>\n<p>Last.</p>"
    )


def test_a_caption_between_a_picture_and_a_table_is_that_of_the_picture():
    body = captions(p(inner=picture()), caption("Where it hurts"), TABLE)

    assert "<figcaption>Where it hurts</figcaption></figure>\n<table>…</table>" in body


@pytest.mark.parametrize("text", ["See the table.", "Figure 1. Where it hurts", "Tablets 1. to 3."])
def test_another_line_above_a_table_is_no_caption_of_it(text):
    assert "<caption>" not in captions(p(text), TABLE)


def test_the_source_below_a_table_is_not_the_credit_of_a_picture():
    assert captions(TABLE, p("Source: The Ward Survey")) == (
        "<p>First.</p>\n<table>…</table>\n<p>Source: The Ward Survey</p>\n<p>Last.</p>"
    )
