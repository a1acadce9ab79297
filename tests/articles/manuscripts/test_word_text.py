"""The text of Word paragraphs: fields, forms, links, equations, tracked changes, references to notes."""

import pytest

from articles.manuscripts import read
from tests.articles.manuscripts.word import NAMESPACES, archive, p, r, read_word, relationships, root

HREF = "https://example.org/a"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def reasons(manuscript) -> list[tuple[str, str]]:
    return [(note.text, note.reason) for note in manuscript.notes]


def char(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(instruction: str, result: str = "", form: str = "") -> str:
    """A field; its code and its result may hold other fields."""
    instruction = instruction if instruction.startswith("<") else code(instruction)
    result = char("separate") + (result if result.startswith("<") else r(result)) if result else ""
    return char("begin", form) + instruction + result + char("end")


def simple(instruction: str, content: str = "") -> str:
    return f"<w:fldSimple w:instr='{instruction}'>{content}</w:fldSimple>"


def linked(content: str, attributes: str) -> str:
    return f"<w:hyperlink {attributes}>{content}</w:hyperlink>"


def form(content: str) -> str:
    return f"<w:ffData>{content}</w:ffData>"


def entries(*names: str, more: str = "") -> str:
    return form(f"<w:ddList>{more}{''.join(f'<w:listEntry w:val={name!r}/>' for name in names)}</w:ddList>")


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def note(number: int, text: str) -> str:
    return f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{r(f" {text}")}</w:p></w:footnote>'


def mark(number: int, more: str = "") -> str:
    return f'<w:r><w:footnoteReference {more} w:id="{number}"/>{"<w:t>*</w:t>" if more else ""}</w:r>'


@pytest.mark.parametrize(
    ("inner", "html"),
    [
        (field("PAGE", "7"), "7"),
        (field('DATE \\@ "d MMMM"', "3 May"), "3 May"),
        (simple(" TITLE ", r("bones")), "bones"),
        (simple(" REF x ", r("bones") + r(" too")), "bones too"),
        (field("ADDIN ZOTERO_ITEM CSL_CITATION {}", "Doe 2019"), "Doe 2019"),
        (field(code("IF ") + field("MERGEFIELD Sex") + code(' = "M" "he" "she"'), "she"), "she"),
        (field("QUOTE", field("REF x", "inner") + r(" outer")), "inner outer"),
        (field('SYMBOL 163 \\f "Symbol" \\s 10'), "≤"),
        (field('SYMBOL 0xF0FC \\f "Wingdings"'), "✓"),
        (field("SYMBOL 945 \\u"), "α"),
        (field('SYMBOL 163 \\f "Symbol"', "≤"), "≤"),
        (simple('SYMBOL 97 \\f "Symbol"'), "α"),
        (field("MACROBUTTON NoMacro Type here"), "Type here"),
        (field("FORMTEXT", "Jo", form("<w:textInput/>")), "Jo"),
        (
            field("FORMCHECKBOX", form=form('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')),
            "☒",
        ),
        (field("FORMCHECKBOX", form=form('<w:checkBox><w:default w:val="1"/></w:checkBox>')), "☒"),
        (field("FORMCHECKBOX", form=form('<w:checkBox><w:checked w:val="0"/></w:checkBox>')), "☐"),
        (field("FORMDROPDOWN", form=entries("one", "two", more='<w:result w:val="1"/>')), "two"),
        (field("FORMDROPDOWN", form=entries("one", "two")), "one"),
        (field("EQ \\f(1;2)"), "1/2"),
        (field("EQ 10\\s\\up5(9)"), "10<sup>9</sup>"),
        (r("2") + field("EQ \\f(1;2)"), "2 1/2"),
        (char("separate") + char("end") + r("loose"), "loose"),
        (char("begin") + code("HYPERLINK") + r("open"), "open"),
    ],
)
def test_a_field_gives_what_word_shows_for_it(inner, html):
    manuscript = read_word(p("a ", inner=inner + r(" b.")))

    assert manuscript.body == f"<p>a {html} b.</p>"
    assert reasons(manuscript) == []


def test_thousands_of_fields_inside_each_other_are_read():
    inner = (char("begin") + code("QUOTE") + char("separate") + r("x")) * 3000 + char("end") * 3000

    assert read_word(p("a ", inner=inner + r(" b."))).body == f"<p>a {'x' * 3000} b.</p>"


def test_words_in_the_code_of_a_field_are_reported_and_those_word_makes_are_named():
    inner = field(code("IF ") + field("MERGEFIELD Sex", "M") + code(' = "M" "he"'), "he") + field("LISTNUM")

    manuscript = read_word(p("a ", inner=inner))

    assert manuscript.body == "<p>a he</p>"
    assert reasons(manuscript) == [
        (
            "LISTNUM",
            "Word makes this text or number itself, and this file doesn’t hold it. Write it in the draft.",
        ),
        ("M", "Left out: words in the instructions of a field, which Word does not show"),
    ]


LINK = {
    "word/_rels/document.xml.rels": relationships(
        ("l", "hyperlink", HREF), ("f", "hyperlink", "file:///a.doc")
    )
}


@pytest.mark.parametrize(
    ("inner", "href"),
    [
        (linked(r("bones"), "r:id='l'"), HREF),
        (linked(r("bones"), "r:id='l' w:anchor='b'"), f"{HREF}#b"),
        (linked(linked(r("bones"), "r:id='l'"), "w:anchor='b'"), HREF),
        (field(f'HYPERLINK "{HREF}"', "bones"), HREF),
        (field(f'HYPERLINK "{HREF}" \\l "b" \\o "A tip" \\t "_blank"', "bones"), f"{HREF}#b"),
        (field(f"HYPERLINK \\n {HREF}", "bones"), HREF),
        (field(f'HYPERLINK "{HREF}"', field("REF x", "bones")), HREF),
        (field("MAILTO") + field('HYPERLINK "mailto:jo@example.org"', "bones"), "mailto:jo@example.org"),
        (simple(f'HYPERLINK "{HREF}"', r("bones")), HREF),
    ],
)
def test_links_keep_their_address_and_their_place_in_the_page(inner, href):
    manuscript = read_word(p("On ", inner=inner), parts=LINK)

    assert manuscript.body == f'<p>On <a href="{href}">bones</a></p>'


@pytest.mark.parametrize(
    ("inner", "html"),
    [
        (linked(r("below"), "w:anchor='pain'"), '<a href="#pain">below</a>'),
        (field('HYPERLINK \\l "pain"', "below"), '<a href="#pain">below</a>'),
        (linked(r("below"), "w:anchor='before'"), '<a href="#pain">below</a>'),
        (linked(r("below"), "w:anchor='text'"), "below"),
    ],
)
def test_a_link_inside_the_file_leads_to_its_heading_or_is_text(inner, html):
    def bookmark(name: str) -> str:
        return f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:bookmarkEnd w:id="1"/>'

    heading = p("Pain", '<w:outlineLvl w:val="0"/>', bookmark("pain"))
    manuscript = read_word(
        p("See ", inner=inner), bookmark("before") + heading, p("Text.", inner=bookmark("text"))
    )

    assert manuscript.body.startswith(f"<p>See {html}</p>")


@pytest.mark.parametrize(
    "inner", [linked(r("bones"), "r:id='f'"), field('HYPERLINK "file:///a.doc"', "bones")]
)
def test_an_address_that_cannot_be_linked_is_reported_and_its_words_stay(inner):
    manuscript = read_word(p("On ", inner=inner), parts=LINK)

    assert manuscript.body == "<p>On bones</p>"
    assert reasons(manuscript) == [
        ("file:///a.doc", "Left out: an address that can’t be linked. Its words were kept.")
    ]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (control(f"<w14:checkbox {W14}><w14:checked w14:val='1'/></w14:checkbox>", ""), "☒"),
        (control(f"<w14:checkbox {W14}><w14:checked w14:val='0'/></w14:checkbox>", r("☐")), "☐"),
        (control("<w:dropDownList/>", r("two")), "two"),
        ("<w:r><w:t>x</w:t><w:ptab w:alignment='right'/><w:t>y</w:t></w:r>", "x y"),
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>", "co-op"),
        ("<w:r><w:t>bo</w:t><w:softHyphen/><w:t>nes</w:t></w:r>", "bones"),
        ("<w:r><w:t>line\n  feed</w:t></w:r>", "line feed"),
        (f"<w:smartTag w:element='x'><w:smartTagPr/>{r('tag')}</w:smartTag>", "tag"),
        (f"<w:dir w:val='rtl'>{r('dir')}</w:dir>", "dir"),
        (f"<w:later>{r('later')}</w:later>", "later"),
        (f"<w:r><w:later>{r('later')}</w:later></w:r>", "later"),
        ("<w:r><m:oMath><m:r><m:t>y</m:t></m:r></m:oMath></w:r>", "y"),
        ("<w:t>stray</w:t>", "stray"),
        (
            f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('toukyou')}</w:rt><w:rubyBase>{r('Tokyo')}</w:rubyBase></w:ruby></w:r>",
            "Tokyo (toukyou)",
        ),
    ],
)
def test_what_stands_in_or_around_runs_is_read(inner, text):
    manuscript = read_word(p("a ", inner=inner + r(".")))

    assert manuscript.body == f"<p>a {text}.</p>"
    assert reasons(manuscript) == []


@pytest.mark.parametrize(
    "inner",
    [
        control("<w:showingPlcHdr/>", r("Click here to enter text.")),
        control(
            "<w:showingPlcHdr/>",
            '<w:smartTag><w:r><w:rPr><w:rStyle w:val="Ph"/></w:rPr><w:t>Click here to enter text.</w:t></w:r></w:smartTag>',
        ),
    ],
)
def test_the_prompt_of_an_empty_form_field_is_no_text(inner):
    style = '<w:style w:type="character" w:styleId="Ph"><w:name w:val="Placeholder Text"/></w:style>'

    manuscript = read_word(p("Name:", inner=inner), styles=style)

    assert manuscript.body == "<p>Name:</p>"
    assert reasons(manuscript) == [
        ("Click here to enter text.", "Left out: the prompt of a form field that nobody filled in")
    ]


def test_what_is_left_out_is_reported_with_its_symbols_and_readings():
    symbol = '<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>a</w:t></w:r>'
    ruby = f"<w:r><w:ruby><w:rt>{r('toukyou')}</w:rt><w:rubyBase>{r('Tokyo')}</w:rubyBase></w:ruby></w:r>"
    formula = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"

    manuscript = read_word(p("a", inner=control("<w:showingPlcHdr/>", symbol + r(" in ") + ruby + formula)))

    assert [note.text for note in manuscript.notes] == ["α in Tokyo (toukyou) x=1"]


def test_prompts_with_a_break_between_them_are_words_of_their_own():
    prompts = [control("<w:showingPlcHdr/>", r(words)) for words in ("Your name", "Town")]

    manuscript = read_word(p("a", inner=f"{prompts[0]}<w:r><w:br/></w:r>{prompts[1]}"))

    assert [note.text for note in manuscript.notes] == ["Your name Town"]


def test_deleted_words_keep_their_spaces_powers_and_symbols_and_mention_no_note():
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:delText>9</w:delText></w:r>'
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>'
    word = '<w:r><w:delText xml:space="preserve">{}</w:delText></w:r>'
    parts = {"word/footnotes.xml": root("footnotes", note(1, "Doe B. Bones. J Bone. 2001;1:2."))}

    manuscript = read_word(
        p(
            "a",
            inner=f'<w:del w:id="1">{word.format("rest ")}{mark(1)}</w:del><w:del w:id="2">{word.format(" of ")}{symbol}</w:del>'
            f'<w:del w:id="3">{word.format("10")}{raised}</w:del>',
        ),
        parts=parts,
    )

    assert manuscript.body == "<p>a</p>"
    assert reasons(manuscript) == [
        ("rest of ≤10⁹", "Left out: text deleted with tracked changes"),
        ("Doe B. Bones. J Bone. 2001;1:2.", "Left out: a footnote that the text does not mention"),
    ]


def test_words_deleted_over_two_paragraphs_keep_the_space_between_them():
    first = p(
        "First half",
        "<w:rPr><w:del w:id='3'/></w:rPr>",
        "<w:del w:id='1'><w:r><w:delText>tail</w:delText></w:r></w:del>",
    )

    manuscript = read_word(
        first, p(inner="<w:del w:id='2'><w:r><w:delText>start</w:delText></w:r></w:del>" + r(" second."))
    )

    assert manuscript.body == "<p>First half second.</p>"
    assert [note.text for note in manuscript.notes] == ["tail start"]


def test_a_page_break_parts_the_words_around_it():
    manuscript = read_word(p("one", inner='<w:r><w:br w:type="page"/><w:t>two</w:t></w:r>'))

    assert manuscript.body == "<p>one</p>\n<p>two</p>"


def test_moved_text_comes_once_and_deleted_text_is_reported():
    moved = f'<w:moveFrom w:id="1">{r("Rest. ")}</w:moveFrom>'
    deleted = '<w:del w:id="2"><w:r><w:delText>Never</w:delText></w:r></w:del>'

    manuscript = read_word(p("a ", inner=moved + deleted + f'<w:moveTo w:id="3">{r("Rest. ")}</w:moveTo>'))

    assert manuscript.body == "<p>a Rest.</p>"
    assert sorted(reasons(manuscript)) == [
        ("Never", "Left out: text deleted with tracked changes"),
        ("Rest.", "Left out here: text that tracked changes moved elsewhere"),
    ]


def test_equations_are_text_that_is_never_a_citation():
    references = p("References", '<w:outlineLvl w:val="0"/>') + "".join(
        p(f"{number}. Doe B. Bones {number}. J Bone. 2001;{number}:2.") for number in range(1, 4)
    )
    power = "<m:sSup><m:e><m:r><m:t>patients</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup>"
    bracket = "<m:d><m:e><m:r><m:t>2</m:t></m:r></m:e></m:d>"

    manuscript = read_word(p("n=", inner=f"<m:oMath>{power}{bracket}</m:oMath>") + references)

    assert manuscript.body == "<p>n=patients<sup>3</sup>(2)</p>"


ROOT_OF_TEN = "<m:oMath><m:rad><m:radPr/><m:deg/><m:e><m:r><m:t>10</m:t></m:r></m:e></m:rad></m:oMath>"
HALF = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
TEN = "<m:oMath><m:r><m:t>10</m:t></m:r></m:oMath>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (ROOT_OF_TEN + r("α"), "√(10)α"),
        (ROOT_OF_TEN + TEN, "√(10)10"),
        (ROOT_OF_TEN + r(" α"), "√10 α"),
        (ROOT_OF_TEN + r(", α"), "√10, α"),
        (HALF + r("mg"), "(1/2) mg"),
        (HALF + r(" mg"), "1/2 mg"),
        (r("2") + HALF + r(" mg"), "2 1/2 mg"),
        (ROOT_OF_TEN, "√10"),
    ],
)
def test_a_formula_ends_where_it_ended_also_beside_text(inner, text):
    assert read_word(p("a ", inner=inner)).body == f"<p>a {text}</p>"


def test_an_equation_with_word_text_symbols_and_a_note_keeps_all_of_it():
    inner = (
        '<m:oMath><m:f><m:num><m:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>a</w:t></m:r></m:num>'
        f"<m:den><w:ins w:id='1'><m:r><m:t>b+c</m:t></m:r></w:ins></m:den></m:f>{mark(1)}</m:oMath>"
    )
    notes = {"word/footnotes.xml": root("footnotes", note(1, "Doe B. Bones. J Bone. 2001;1:2."))}

    manuscript = read_word(p("Is ", inner=inner + r(" so.")), parts=notes)

    assert manuscript.body == '<p>Is α/(b+c)<sup class="citation" data-reference="1">1</sup> so.</p>'


def test_a_formula_that_no_line_can_say_leaves_a_visible_gap_and_a_note():
    matrix = "<m:m><m:mr><m:e><m:r><m:t>1</m:t></m:r></m:e><m:e><m:r><m:t>2</m:t></m:r></m:e></m:mr></m:m>"

    manuscript = read_word(p("Take ", inner=f"<m:oMath>{matrix}</m:oMath>" + r(" daily.")))

    assert manuscript.body == "<p>Take [formula] daily.</p>"
    assert reasons(manuscript) == [
        ("1 2", "Formula not taken over. Write it in the draft where it says [formula].")
    ]


def test_equations_of_a_display_paragraph_stand_on_lines_of_their_own():
    one = "<m:oMath><m:r><m:t>a=1</m:t></m:r></m:oMath>"
    two = "<m:oMath><m:r><m:t>b=2</m:t></m:r></m:oMath>"

    manuscript = read_word(p("Here:"), p(inner=f"<m:oMathPara>{one}{two}</m:oMathPara>"))

    assert manuscript.body == "<p>Here:</p>\n<p>a=1</p>\n<p>b=2</p>"


@pytest.mark.parametrize(
    ("program", "is_formula"), [("Equation.3", True), ("Equation.DSMT4", True), ("Excel.Sheet.12", False)]
)
def test_an_embedded_object_is_reported_by_its_program(program, is_formula):
    inner = (
        f'<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="{program}"/></w:object></w:r>'
    )

    manuscript = read_word(p("a ", inner=inner + r(" b")))

    assert manuscript.body.startswith("<p>a [formula] b</p>" if is_formula else "<p>a b</p>\n<figure")
    assert manuscript.notes[0].text == program


def test_a_note_is_mentioned_again_by_a_cross_reference_and_a_mark_of_ones_own_is_no_text():
    notes = root(
        "footnotes", note(1, "Doe B. Bones. J Bone. 2001;1:2.") + note(2, "Roe C. Pain. J Bone. 2002;1:2.")
    )
    first = f'<w:bookmarkStart w:id="5" w:name="_Ref1"/>{mark(1)}<w:bookmarkEnd w:id="5"/>'
    custom = mark(2, more='w:customMarkFollows="1"')

    manuscript = read_word(
        p("One", inner=first + r(" two") + custom + r(" three") + field("NOTEREF _Ref1 \\h", "1") + r(".")),
        parts={"word/footnotes.xml": notes},
    )

    assert manuscript.body == (
        '<p>One<sup class="citation" data-reference="1">1</sup> two<sup class="citation" data-reference="2">2</sup>'
        ' three<sup class="citation" data-reference="1">1</sup>.</p>'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [("Pain ", " is"), ("Pain", " is"), ("Pain ", "is"), ("Pain\u00a0", " is"), ("Pain ", ", is")],
)
def test_the_space_before_a_note_mark_goes_and_one_after_it_stays(before, after):
    notes = {"word/footnotes.xml": root("footnotes", note(1, "Doe B. Bones. J Bone. 2001;1:2."))}

    manuscript = read_word(p(before, inner=mark(1) + r(f"{after} common.")), parts=notes)

    citation = '<sup class="citation" data-reference="1">1</sup>'
    comma = "," if "," in after else ""
    assert manuscript.body == f"<p>Pain{citation}{comma} is common.</p>"


def test_links_of_notes_are_resolved_in_the_part_of_the_notes():
    text = f'<w:footnotes {NAMESPACES}><w:footnote w:id="1"><w:p>{r("Doe B. Bones. J Bone. 2001;1:2. ")}{linked(r("Read it"), "r:id=" + repr("l"))}</w:p></w:footnote></w:footnotes>'
    parts = {
        "word/footnotes.xml": text,
        "word/_rels/footnotes.xml.rels": relationships(("l", "hyperlink", "https://doi.org/10.1000/xyz")),
        "word/_rels/document.xml.rels": relationships(
            ("l", "hyperlink", HREF), ("n", "footnotes", "footnotes.xml")
        ),
    }

    manuscript = read_word(p("Pain", inner=mark(1)), parts=parts)

    assert [reference.item["DOI"] for reference in manuscript.references] == ["10.1000/xyz"]


def test_a_title_keeps_its_powers_and_indexes():
    title = p(
        "Platelets under 10",
        '<w:pStyle w:val="Title"/>',
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>9</w:t></w:r>'
        + r("/L and CO")
        + '<w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r>',
    )
    named = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    data = archive(
        {
            "word/document.xml": root("document", f"<w:body>{title}{p('Text.')}</w:body>"),
            "word/styles.xml": root("styles", named),
        }
    )

    assert read(data, "a.docx").title == "Platelets under 10⁹/L and CO₂"


@pytest.mark.parametrize("gap", ["<w:tab/>", "<w:tab/><w:tab/>", '<w:t xml:space="preserve">      </w:t>'])
def test_columns_drawn_with_tabs_or_spaces_are_reported(gap):
    three = p(inner=f"<w:r><w:t>Beta</w:t>{gap}<w:t>5 mg</w:t>{gap}<w:t>2</w:t></w:r>")
    two = p(inner=f"<w:r><w:t>Gamma</w:t>{gap}<w:t>6 mg</w:t></w:r>")
    prose = p("A sentence, as any text has one.")

    manuscript = read_word(prose, three, prose, two, two.replace("6", "7"), prose, two.replace("6", "8"))

    texts = [note.text for note in manuscript.notes if "make columns" in note.reason]
    assert texts == ["Beta 5 mg 2", "Gamma 7 mg"]


def test_the_tab_behind_a_label_makes_no_columns():
    labels = ("a)", "1.", "[1]", "•", "iv.", "2.1")
    rows = [p(label, inner="<w:r><w:tab/><w:t>Take it at night.</w:t></w:r>") for label in labels]

    manuscript = read_word(p("A first sentence, as any text has one."), *rows)

    assert [n.line for n in manuscript.notes if "make columns" in n.reason] == []
