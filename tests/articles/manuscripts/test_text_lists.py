"""Lists, wrapped lines and numbers of plain text."""

import pytest

from articles.manuscripts import Manuscript, read

PROSE = "Pain is common in bone metastases, and there is a lot that a team can do about it."
WRAPPED = "Bone is the most common place for breast cancer to spread to,\n{}\nand for most of them it could be held for years and years.\n"


def of(text: str) -> Manuscript:
    return read(f"A title\n\n{PROSE}\n\n{text}\n\n{PROSE}\n".encode(), "a.txt")


def body(text: str) -> str:
    return of(text).body.removeprefix(f"<p>{PROSE}</p>\n").removesuffix(f"\n<p>{PROSE}</p>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a) rest\nb) heat", '<ol type="a"><li>rest</li><li>heat</li></ol>'),
        ("(i) rest\n(ii) heat\n(iii) tea", '<ol type="i"><li>rest</li><li>heat</li><li>tea</li></ol>'),
        ("A) rest\nB) heat", '<ol type="A"><li>rest</li><li>heat</li></ol>'),
        (
            "1. one\n   a. rest\n   b. heat\n2. two",
            '<ol><li>one<ol type="a"><li>rest</li><li>heat</li></ol></li><li>two</li></ol>',
        ),
        (
            "1. one\n\na. rest\n\nb. heat\n\n2. two",
            '<ol><li>one<ol type="a"><li>rest</li><li>heat</li></ol></li><li>two</li></ol>',
        ),
        (
            "• rest\n  • sofa\n    • bed\n• heat",
            "<ul><li>rest<ul><li>sofa<ul><li>bed</li></ul></li></ul></li><li>heat</li></ul>",
        ),
        ("• rest\n • heat\n• tea", "<ul><li>rest</li><li>heat</li><li>tea</li></ul>"),
        ("      • rest\n      • heat", "<ul><li>rest</li><li>heat</li></ul>"),
        ("7. seven\n8. eight", '<ol start="7"><li>seven</li><li>eight</li></ol>'),
    ],
)
def test_letters_and_numbers_in_a_series_are_a_list(text, expected):
    assert body(text) == expected


@pytest.mark.parametrize(
    "text",
    ["i.e. this one", "a. Only one letter", "dl. is a unit", "A. Doe wrote it.\n\nB. Roe too.", "e.g. that"],
)
def test_a_letter_or_name_without_a_series_stays_in_its_paragraph(text):
    assert body(text).startswith(f"<p>{text.partition(chr(10))[0]}")


@pytest.mark.parametrize("label", ["1. {}", "1) {}", "(1) {}"])
def test_numbered_lines_that_go_on_from_each_other_are_a_list_with_text_in_it(label):
    second, third = label.replace("1", "2"), label.replace("1", "3")
    text = "\n\n".join(
        [
            label.format("One thing"),
            second.format("Next thing"),
            "A paragraph between.",
            third.format("Last thing"),
        ]
    )

    assert body(text) == (
        "<ol><li>One thing</li><li>Next thing</li></ol>\n<p>A paragraph between.</p>\n"
        '<ol start="3"><li>Last thing</li></ol>'
    )


@pytest.mark.parametrize(
    "start",
    ["(20) patients said so when they were asked about pain", "12. That was long ago, and many have said so"],
)
def test_a_wrapped_line_may_begin_with_a_number(start):
    text = WRAPPED.format(start)

    assert body(text) == f"<p>{' '.join(text.split())}</p>"


def test_indented_text_below_an_item_is_no_heading():
    assert (
        body("- Rest\n\n    More about rest\n\n- Heat")
        == "<ul><li>Rest</li></ul>\n<p>More about rest</p>\n<ul><li>Heat</li></ul>"
    )


@pytest.mark.parametrize("line", ["2.5 mg", "10 mL", "5 %"])
def test_an_amount_is_no_heading(line):
    assert body(line) == f"<p>{line}</p>"


@pytest.mark.parametrize("line", ["5 Signs to know", "1.5 T scanners explained"])
def test_a_number_that_says_something_stays_in_its_heading(line):
    assert body(line) == f"<h2>{line}</h2>"


def test_the_numbers_taken_off_headings_are_reported():
    manuscript = of(f"1. What it is\n\n{PROSE}\n\n1.1 In bone\n\n{PROSE}\n\n2 What helps")

    assert [line for line in manuscript.body.split("\n") if line.startswith("<h")] == [
        "<h2>What it is</h2>",
        "<h3>In bone</h3>",
        "<h2>What helps</h2>",
    ]
    reason = "Left out: the number of a heading. If the text speaks of it, name the heading there."
    assert [(note.text, note.reason) for note in manuscript.notes] == [
        ("1.", reason),
        ("1.1", reason),
        ("2", reason),
    ]


def test_a_hyphen_at_the_end_of_a_line_stays_and_is_reported():
    manuscript = of(
        WRAPPED.format(
            "and it can be treated well in most people. A follow-\nup visit is usual, and nobody minds"
        )
    )

    assert "A follow-up visit is usual" in manuscript.body
    assert [(note.text, note.reason) for note in manuscript.notes] == [
        ("follow-up", "A hyphen stood at the end of a line. Remove it if it only parted the word.")
    ]


def test_a_soft_hyphen_at_the_end_of_a_line_goes():
    text = WRAPPED.format(
        "and it can be treated well in most people. A meta\u00ad\nstasis is often small, and nobody sees it"
    )

    assert "A metastasis is often small" in body(text)


@pytest.mark.parametrize("page_break", ["\f", "\n\f", "\f\n\n"])
def test_a_new_page_parts_paragraphs_and_loses_nothing(page_break):
    assert (
        body(f"One page ends here.{page_break}Another one begins.")
        == "<p>One page ends here.</p>\n<p>Another one begins.</p>"
    )


def test_an_amount_near_by_does_not_make_a_number_of_an_outline():
    text = f"1.5 T scanners explained\n\n{PROSE}\n\n2.5 mg every day\n\n{PROSE}"

    assert "<h2>1.5 T scanners explained</h2>" in of(text).body
