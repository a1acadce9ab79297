"""Automatic numbers of Word files: a draft counts as the file does."""

import pytest

from tests.articles.manuscripts.word import definition, heading, item, level, num, p, read_word, restart

TEXT = p("Between.")
DECIMAL = definition(level(), level(depth=1))


def body(*content: str, lists: str = DECIMAL + num(1), **more) -> str:
    return read_word(p("First."), *content, lists=lists, **more).body.removeprefix("<p>First.</p>\n")


def test_a_list_goes_on_counting_after_a_paragraph():
    assert body(item("a"), item("b"), TEXT, item("c")) == (
        '<ol><li>a</li><li>b</li></ol>\n<p>Between.</p>\n<ol start="3"><li>c</li></ol>'
    )


def test_an_outer_list_goes_on_counting_after_an_inner_one_which_begins_anew():
    listed = body(item("a"), item("x", depth=1), item("y", depth=1), item("b"), item("z", depth=1), TEXT)

    assert listed == (
        "<ol><li>a<ol><li>x</li><li>y</li></ol></li><li>b<ol><li>z</li></ol></li></ol>\n<p>Between.</p>"
    )


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("decimal", "<ol>"),
        ("decimalZero", "<ol>"),
        ("ordinal", "<ol>"),
        ("lowerLetter", '<ol type="a">'),
        ("upperLetter", '<ol type="A">'),
        ("lowerRoman", '<ol type="i">'),
        ("upperRoman", '<ol type="I">'),
        ("bullet", "<ul>"),
    ],
)
def test_a_list_keeps_how_it_counts(kind, tag):
    assert body(item("a"), item("b"), TEXT, lists=definition(level(kind)) + num(1)).startswith(
        f"{tag}<li>a</li><li>b</li></"
    )


def test_a_list_whose_kind_is_given_for_newer_and_older_word_is_a_list():
    kinds = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="lowerLetter"/></mc:Fallback></mc:AlternateContent>'
    )
    lists = definition(
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{kinds}<w:lvlText w:val="%1."/></w:lvl>'
    ) + num(1)

    assert body(item("a"), item("b"), TEXT, lists=lists).startswith('<ol type="a"><li>a</li><li>b</li></ol>')


@pytest.mark.parametrize("start", [0, 4])
def test_a_list_keeps_its_first_number(start):
    assert body(item("a"), item("b"), TEXT, lists=definition(level(start=start)) + num(1)).startswith(
        f'<ol start="{start}"><li>a</li><li>b</li></ol>'
    )


def test_another_list_of_the_same_definition_goes_on_unless_it_restarts():
    goes_on = body(item("a"), TEXT, item("b", 2), lists=DECIMAL + num(1) + num(2))
    restarts = body(
        item("a"), TEXT, item("b", 2), item("c", 2), lists=DECIMAL + num(1) + num(2, 0, restart())
    )

    assert goes_on.endswith('<ol start="2"><li>b</li></ol>')
    assert restarts.endswith("<ol><li>b</li><li>c</li></ol>")


def test_a_list_restarts_only_with_its_first_item():
    lists = DECIMAL + num(1) + num(2, 0, restart())
    listed = body(item("a"), item("b", 2), item("c", 2), TEXT, item("d"), TEXT, item("e", 2), lists=lists)

    assert listed == (
        "<ol><li>a</li></ol>\n<ol><li>b</li><li>c</li></ol>\n<p>Between.</p>\n"
        '<ol start="3"><li>d</li></ol>\n<p>Between.</p>\n<ol start="4"><li>e</li></ol>'
    )


def test_in_a_list_that_restarts_the_inner_list_restarts_too():
    lists = DECIMAL + num(1) + num(2, 0, restart())

    assert body(item("a"), item("x", depth=1), TEXT, item("b", 2), item("y", 2, 1), lists=lists).endswith(
        "<ol><li>b<ol><li>y</li></ol></li></ol>"
    )


def test_a_list_may_start_elsewhere_and_count_otherwise_than_its_definition():
    other = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>{level("upperRoman")}</w:lvlOverride>'

    assert body(item("a", 2), item("b", 2), TEXT, lists=DECIMAL + num(1) + num(2, 0, other)).startswith(
        '<ol start="3" type="I"><li>a</li><li>b</li></ol>'
    )


@pytest.mark.parametrize(("value", "expected"), [("0", ' start="2"'), ("1", "")])
def test_an_inner_list_restarts_as_the_file_says(value, expected):
    inner = level(depth=1, more=f'<w:lvlRestart w:val="{value}"/>')
    listed = body(
        item("a"),
        item("x", depth=1),
        item("b"),
        item("y", depth=1),
        lists=definition(level(), inner) + num(1),
    )

    assert listed.endswith(f"<li>b<ol{expected}><li>y</li></ol></li></ol>")


def test_a_definition_may_be_that_of_a_list_style():
    lists = (
        definition(level("lowerRoman"), key=0)
        + '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Mine"/></w:abstractNum>'
        + num(1, 0)
        + num(2, 1)
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="Mine"><w:name w:val="Mine"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )

    assert body(item("a", 2), item("b", 2), TEXT, lists=lists, styles=styles).startswith(
        '<ol type="i"><li>a</li><li>b</li>'
    )


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Steps"><w:name w:val="Steps"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Inner"><w:name w:val="Inner steps"/><w:basedOn w:val="Steps"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My steps"/><w:basedOn w:val="Steps"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="None"><w:name w:val="No steps"/><w:basedOn w:val="Steps"/><w:pPr><w:numPr>'
    '<w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
)


def styled(text: str, style: str, properties: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>{properties}')


def test_numbers_come_from_styles_and_those_they_are_based_on():
    lists = definition(level(), level("lowerLetter", depth=1, more='<w:pStyle w:val="Inner"/>')) + num(1)
    content = (styled("a", "Steps"), styled("b", "Mine"), styled("x", "Inner"), styled("Not one.", "None"))

    assert body(*content, styled("c", "Mine"), TEXT, lists=lists, styles=STYLES).startswith(
        '<ol><li>a</li><li>b<ol type="a"><li>x</li></ol></li></ol>\n<p>Not one.</p>\n<ol start="3"><li>c</li></ol>'
    )


def test_a_paragraph_can_leave_the_list_of_its_style():
    out = '<w:numPr><w:numId w:val="0"/></w:numPr>'

    assert body(
        styled("a", "Steps"), styled("Out of it.", "Steps", out), styled("b", "Steps"), styles=STYLES
    ) == ('<ol><li>a</li></ol>\n<p>Out of it.</p>\n<ol start="2"><li>b</li></ol>')


def test_a_level_without_a_number_is_a_paragraph():
    assert (
        body(item("Just indented."), lists=definition(level("none", "")) + num(1)) == "<p>Just indented.</p>"
    )


@pytest.mark.parametrize("kind", ["decimal", "none", "bullet"])
def test_words_in_a_label_are_kept(kind):
    text = {"decimal": "Step %1:", "none": "Note:", "bullet": "Note:"}[kind]
    label = {"decimal": "Step 2:"}.get(kind, "Note:")

    assert body(item("one."), item("two."), lists=definition(level(kind, text)) + num(1)).endswith(
        f"<p>{label} two.</p>"
    )


def test_words_in_the_label_of_a_heading_are_kept_and_its_plain_number_is_reported():
    def numbered(text: str, list_id: int) -> str:
        return heading(text, 2, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>')

    lists = definition(level(text="Part %1:")) + definition(level("upperRoman"), key=1) + num(1) + num(2, 1)
    manuscript = read_word(
        p("First."), numbered("Bones", 1), TEXT, numbered("Joints", 2), numbered("Skin", 2), TEXT, lists=lists
    )

    assert "<h2>Part 1: Bones</h2>" in manuscript.body
    assert "<h2>Joints</h2>" in manuscript.body
    assert [note.text for note in manuscript.notes if "numbers of the headings" in note.reason] == ["I., II."]


def test_a_number_of_several_parts_is_kept_where_the_list_does_not_show_it():
    lists = definition(
        level(), level(text="%1.%2", depth=1), level("lowerLetter", "%1.%2.%3", depth=2)
    ) + num(1)
    nested = body(item("a"), item("x", depth=1), item("y", depth=2), TEXT, lists=lists)
    alone = body(
        heading("Bones", 2, '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        item("They hurt.", depth=1),
        lists=lists,
    )

    assert nested.startswith('<ol><li>a<ol><li>x<ol type="a"><li>y</li></ol></li></ol></li></ol>')
    assert alone.endswith("<p>1.1 They hurt.</p>")


def test_legal_numbers_are_written_in_digits():
    lists = definition(level("upperRoman"), level(text="%1.%2", depth=1, more="<w:isLgl/>")) + num(1)

    assert body(item("a"), TEXT, item("They hurt.", depth=1), lists=lists).endswith("<p>1.1 They hurt.</p>")


def test_an_empty_item_is_counted_and_a_hidden_one_is_not():
    hidden = p("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>')

    assert body(item("a"), item(""), hidden, item("c"), TEXT) == (
        '<ol><li>a</li></ol>\n<ol start="3"><li>c</li></ol>\n<p>Between.</p>'
    )


def test_bullets_in_a_list_of_a_style_without_numbers_are_bullets():
    styles = '<w:style w:type="paragraph" w:styleId="B2"><w:name w:val="List Bullet 2"/></w:style>'

    assert body(styled("a", "B2"), styled("b", "B2"), TEXT, styles=styles).startswith(
        "<ul><li>a</li><li>b</li></ul>"
    )


@pytest.mark.parametrize("text", [" ", "\u200b", ""])
def test_a_bullet_that_is_only_a_space_makes_no_item(text):
    blank = definition(level("bullet", "•").replace("•", text))

    assert body(item("Indented."), lists=blank + num(1)) == "<p>Indented.</p>"


def test_a_bullet_that_is_a_picture_makes_an_item():
    pictured = level("bullet", "•", more='<w:lvlPicBulletId w:val="0"/>').replace("•", "")

    assert body(item("a"), item("b"), TEXT, lists=definition(pictured) + num(1)).startswith(
        "<ul><li>a</li><li>b</li></ul>"
    )


def test_a_number_of_several_parts_has_a_zero_for_a_level_that_was_left_out():
    lists = definition(level(), level(depth=1), level(text="%1.%2.%3", depth=2)) + num(1)

    assert body(
        heading("Bones", 2, '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        item("They hurt.", depth=2),
        lists=lists,
    ).endswith("<p>1.0.1 They hurt.</p>")
