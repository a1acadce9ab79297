"""Markdown as GitHub, pandoc and others write it; nothing of it vanishes."""

import pytest

from articles.manuscripts import Author, Manuscript, UnreadableManuscript, read
from articles.manuscripts.markdown import read_blocks
from articles.manuscripts.report import Report

SOURCE = "Doe B, Roe C. Bone pain. J Pain. 2019;3:4-9."
CITED = '<sup class="citation" data-reference="1">1</sup>'


def of(text: str) -> Manuscript:
    return read(f"# A title\n\n## A part\n\n{text}\n".encode(), "a.md")


def body(text: str) -> str:
    return of(text).body.removeprefix("<h2>A part</h2>").lstrip("\n")


def reasons(text: str) -> list[tuple[str, str]]:
    return [(note.text, note.reason) for note in of(text).notes]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            f"[^1]: {SOURCE}\n\n    The authors had no conflict.\n\nAfter.",
            f"{SOURCE} The authors had no conflict.",
        ),
        (
            f"[^1]: {SOURCE}\n\n\tThe authors had none.\n\n    Or some.\n\nAfter.",
            f"{SOURCE} The authors had none. Or some.",
        ),
        ("[^1]: Doe B, Roe C. Bone pain.\nJ Pain. 2019;3:4-9.\n\nAfter.", SOURCE),
        (
            "[^1]: Doe B, Roe C. Bone pain.\n2. J Pain. 2019;3:4-9.\n\nAfter.",
            "Doe B, Roe C. Bone pain. 2. J Pain. 2019;3:4-9.",
        ),
        ("[^1]:\n    Doe B, Roe C. Bone pain. J Pain. 2019;3:4-9.\n\nAfter.", SOURCE),
        (f"[^1]: {SOURCE}\n\n    - A point of it\n\nAfter.", f"{SOURCE} A point of it"),
        ("[^1]: Doe B, *Roe C*. **Bone** pain. J Pain. 2019;3:4-9.\n\nAfter.", SOURCE),
    ],
)
def test_a_note_keeps_all_its_lines_and_paragraphs_and_nothing_else(note, expected):
    blocks = read_blocks(f"They hurt.[^1] More.\n\n{note}", Report())

    assert [(block.kind, block.key, block.text) for block in blocks] == [
        ("paragraph", "", "They hurt. More."),
        ("paragraph", "", "After."),
        ("reference", "1", expected),
    ]


@pytest.mark.parametrize(
    "below",
    [
        "## Next",
        "- item",
        "> quote",
        "```\ncode\n```",
        "[^2]: Roe C. Two. J X. 2002;1:2.",
        "| a | b |\n|---|---|",
    ],
)
def test_what_begins_another_block_is_no_part_of_the_note_above_it(below):
    manuscript = of(f"They hurt.[^1] More.[^2]\n\n[^1]: {SOURCE}\n{below}\n")

    assert manuscript.references[0].text == SOURCE


def test_the_address_of_a_link_in_a_note_is_kept():
    manuscript = of(
        "They hurt.[^1]\n\n[^1]: Doe B. [Bone pain](https://example.org/bone). J Pain. 2019;3:4-9."
    )

    assert [reference.text for reference in manuscript.references] == [
        "Doe B. Bone pain. J Pain. 2019;3:4-9. https://example.org/bone"
    ]


def test_a_note_in_the_line_becomes_a_source_with_the_line_of_the_file():
    manuscript = of(f"They hurt.^[{SOURCE}] More.")

    assert manuscript.body.endswith(f"<p>They hurt.{CITED} More.</p>")
    assert [(reference.line, reference.text) for reference in manuscript.references] == [(5, SOURCE)]


def test_of_two_notes_of_one_name_the_first_counts_and_both_are_kept():
    manuscript = of(f"They hurt.[^1]\n\n[^1]: {SOURCE}\n\nText.\n\n[^1]: Roe C. Two. J X. 2002;1:2.")

    assert manuscript.body.startswith(f"<h2>A part</h2>\n<p>They hurt.{CITED}")
    assert [reference.text for reference in manuscript.references] == [SOURCE, "Roe C. Two. J X. 2002;1:2."]


def test_a_note_in_code_is_code():
    assert "[^1]: not a note" in body("```\n[^1]: not a note\n```")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A count of 10^9^/L and 10^-9^.", "A count of 10<sup>9</sup>/L and 10<sup>-9</sup>."),
        ("The 3^rd^ of H~2~O.", "The 3<sup>rd</sup> of H<sub>2</sub>O."),
        ("x^2 and y^2 are less than 10^9 here.", "x^2 and y^2 are less than 10^9 here."),
        ("It is p<0.05, x < 5 & y &ge; 3 \\*so\\*.", "It is p&lt;0.05, x &lt; 5 &amp; y ≥ 3 *so*."),
        ("Take ~~two~~ three.", "Take three."),
        ("It costs $5 to $10, or US$5–A$6.", "It costs $5 to $10, or US$5–A$6."),
        ("The count is $10^9$ or $\\geq 5$.", "The count is 10<sup>9</sup> or ≥ 5."),
        ("See [this][x].\n\n[x]: https://example.org", 'See <a href="https://example.org">this</a>.'),
    ],
)
def test_marks_in_a_line_keep_what_they_say(text, expected):
    assert body(text) == f"<p>{expected}</p>"


def test_single_tildes_around_words_are_left_and_reported():
    assert body("Take ~two~ three.") == "<p>Take ~two~ three.</p>"
    assert ("~two~", "These words may be struck out. They were left as text.") in reasons("Take ~two~ three.")


def test_a_formula_is_reported_however_it_was_read():
    assert reasons("It is $x^2$ or $\\begin{a}b\\end{a}$.") == [
        ("$x^2$", "This formula was made into text. Check it."),
        ("$\\begin{a}b\\end{a}$", "This formula was left as it is typed. Check it."),
    ]


def test_a_formula_may_stand_on_lines_between_its_signs():
    assert body("$$\n1.5 \\times 10^9\n$$") == "<p>1.5 × 10<sup>9</sup></p>"
    assert body("It costs $$ to $$$.") == "<p>It costs $$ to $$$.</p>"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| 1 | 2 | 3 |", "<tr><td>1</td><td>2</td><td>3</td></tr>"),
        ("1 | 2 | 3", "<tr><td>1</td><td>2</td><td>3</td></tr>"),
        ("| HR+ \\| HER2+ | x |", "<tr><td>HR+ | HER2+</td><td>x</td></tr>"),
        (
            "| **1** | [a](https://example.org) |",
            '<tr><td><strong>1</strong></td><td><a href="https://example.org">a</a></td></tr>',
        ),
        ("| 1 |", "<tr><td>1</td><td></td></tr>"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "> "])
def test_a_table_keeps_all_its_cells(rows, expected, prefix):
    text = "\n".join(f"{prefix}{line}" for line in ("| a | b |", "|---|---|", *rows.split("\n")))

    assert expected in body(text)


@pytest.mark.parametrize("end", ["", "\n  ------- --------", "\n\nText."])
def test_a_table_drawn_with_spaces_keeps_its_columns(end):
    table = f"  Drug    How often\n  ------- ---------\n  A|B     *daily*\n  C       10^9^{end}"

    assert body(table).startswith(
        "<table><thead><tr><th>Drug</th><th>How often</th></tr></thead><tbody><tr><td>A|B</td><td><em>daily</em></td></tr>"
        "<tr><td>C</td><td>10<sup>9</sup></td></tr></tbody></table>"
    )


def test_a_row_with_more_cells_than_the_heading_is_reported():
    assert reasons("| a | b |\n|---|---|\n| 1 | 2 | 3 |") == [
        ("| 1 | 2 | 3 |", "This row has more cells than the heading of its table. Check it.")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Line one  \nline two\\\nline three", "<p>Line one</p>\n<p>line two</p>\n<p>line three</p>"),
        ("- [ ] open\n- [x] done", "<ul><li>☐ open</li><li>☑ done</li></ul>"),
        (
            "3. three\n   - inner\n4. four",
            '<ol start="3"><li>three<ul><li>inner</li></ul></li><li>four</li></ol>',
        ),
        ("Term\n: Its meaning.", "<p>Term</p>\n<p>: Its meaning.</p>"),
        ("<div>\n<p>In <b>HTML</b> too</p>\n</div>", "<p>In <strong>HTML</strong> too</p>"),
        ("Setext\n------\n\nText.", "<h2>Setext</h2>\n<p>Text.</p>"),
        ("```\none\ntwo\n```", "<p>one</p>\n<p>two</p>"),
    ],
)
def test_blocks_keep_their_kind_and_their_lines(text, expected):
    assert body(text) == expected


def test_pieces_of_html_and_code_have_the_lines_of_the_file():
    manuscript = of("<p hidden>one</p>\n\n<div>\n<p hidden>two</p></div>\n\n```\n<b>  c    d\n```")

    assert [(note.line, note.text) for note in manuscript.notes] == [(5, "one"), (7, "two"), (10, "<b> c d")]


@pytest.mark.parametrize(
    "heading", ["## What helps?", "## What helps? {#what-helps}", "## What helps? {.x #what-helps}"]
)
def test_a_link_inside_the_file_leads_to_its_heading(heading):
    name = "what-helps"

    assert body(f"See [below](#{name}).\n\n{heading}\n\nText.") == (
        '<p>See <a href="#what-helps">below</a>.</p>\n<h2 id="what-helps">What helps?</h2>\n<p>Text.</p>'
    )


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        ("[x]: https://example.org/unused", "[x]: https://example.org/unused"),
        ("[//]: # (Check this number)", "[//]: # Check this number"),
        ("<!-- Check this number -->", "Check this number"),
    ],
)
def test_comments_and_unused_addresses_are_reported(definition, words):
    assert body(f"Text.\n\n{definition}") == "<p>Text.</p>"
    assert [text for text, _reason in reasons(f"Text.\n\n{definition}")] == [words]


def test_a_source_named_by_a_key_is_reported():
    reason = "This names a source by a key that the file does not explain. It was left as text."

    assert reasons("Pain is common [@doe2019, p. 3]; write to [a@example.org].") == [
        ("[@doe2019, p. 3]", reason)
    ]


def test_a_word_in_angle_brackets_is_reported():
    assert [text for text, _reason in reasons("Dear <name>, welcome.")] == ["<name>"]


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("---\ntitle: 'Bones: what helps'\nauthor: Jane Doe, RN\n---", [Author("Jane Doe", "RN")]),
        (
            "---\ntitle: Bones: what helps\nauthors: [Jane Doe, John Roe]\n---",
            [Author("Jane Doe"), Author("John Roe")],
        ),
        (
            '---\nauthors:\n  - Jane Doe, RN\n  - "John Roe"\ntitle: >\n  Bones:\n  what helps\n...',
            [Author("Jane Doe", "RN"), Author("John Roe")],
        ),
        (
            "---\ntitle: |\n  Bones: what helps\nauthor:\n- name: Jane Doe\n- name: John Roe\n---",
            [Author("Jane Doe"), Author("John Roe")],
        ),
        ('+++\ntitle = "Bones: what helps"\nauthor = "Jane Doe"\n+++', [Author("Jane Doe")]),
        ("% Bones: what helps\n% Jane Doe; John Roe", [Author("Jane Doe"), Author("John Roe")]),
    ],
)
def test_title_and_authors_of_the_front_matter_are_used(head, authors):
    manuscript = read(f"{head}\n\n## A part\n\nText.\n".encode(), "a.md")

    assert (manuscript.title, manuscript.authors) == ("Bones: what helps", authors)
    assert manuscript.body == "<h2>A part</h2>\n<p>Text.</p>"


def test_everything_else_in_the_front_matter_is_reported():
    head = "---\ntitle: Bones\nauthor:\n  name: Jane Doe\n  affiliation: A Hospital\nabstract: >\n  Long\n  words\ntags: [a, b]\n# internal\n---"

    dropped = [note.text for note in read(f"{head}\n\nText.\n".encode(), "a.md").notes if note.text != "---"]

    assert dropped == [
        "author: name: Jane Doe affiliation: A Hospital",
        "abstract: > Long words",
        "tags: [a, b] # internal",
    ]


def test_a_line_across_the_page_is_no_front_matter():
    assert read(b"---\n\nSome text: it goes on.\n\n---\n\nMore.\n", "a.md").body.count("<p>") >= 1


@pytest.mark.parametrize("piece", ["> ", "- "])
def test_what_is_nested_too_deeply_is_refused_not_skipped(piece):
    with pytest.raises(UnreadableManuscript, match="nested too deeply"):
        of(piece * 120 + "deep")
    assert "deep" in body(piece * 20 + "deep")
