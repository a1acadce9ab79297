"""Word files with any text in any place, for Hypothesis: what Word, LibreOffice and Pandoc write, and more than they write."""

from dataclasses import dataclass, field
from html import escape

from hypothesis import strategies as st

from tests.articles.manuscripts.manuscripts import docx

NAMESPACES = (
    " ".join(
        f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
        for prefix, path in {
            "w": "wordprocessingml/2006/main",
            "m": "officeDocument/2006/math",
            "mc": "markup-compatibility/2006",
            "r": "officeDocument/2006/relationships",
            "wp": "drawingml/2006/wordprocessingDrawing",
            "a": "drawingml/2006/main",
        }.items()
    )
    + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)

WORDS = (
    "rest heat Bones scan nurse often HER2+ Ki-67 ≤5 ≥ ± × 10⁹ 10⁻³ 1.5 0,5 12 % μg α °C → CO₂ mg/kg (a) “so” don’t and "
    "BRCA1 2013 T1–T2 √2 <1% >3 & ½ 3–5 Café Größe 治療 ألم (3) [2] x=2"
).split()
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


@dataclass
class Parts:
    """What the text refers to: notes and comments, each a list of paragraphs."""

    footnotes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def element(name: str, content: str, attributes: str = "") -> str:
    return f"<{name} {attributes}>{content}</{name}>"


def text_element(text: str, name: str = "w:t") -> str:
    """With spaces around it, so that words of neighboring runs stay apart."""
    return f'<{name} xml:space="preserve"> {escape(text)} </{name}>'


def words_run(text: str) -> str:
    return element("w:r", text_element(text))


properties = st.sampled_from(
    [
        "",
        "<w:b/>",
        "<w:i/>",
        '<w:vertAlign w:val="superscript"/>',
        '<w:vertAlign w:val="subscript"/>',
        "<w:vanish/>",
        "<w:caps/>",
        '<w:position w:val="6"/>',
        '<w:rStyle w:val="Strong"/>',
    ]
)


@st.composite
def plain_runs(draw) -> str:
    return element("w:r", element("w:rPr", draw(properties)) + text_element(draw(texts)))


symbols = st.sampled_from(["F0A3", "F061", "F0B1", "F06D"]).map(
    lambda code: f'<w:r><w:sym w:font="Symbol" w:char="{code}"/></w:r>'
)
characters = st.sampled_from(["tab", "br", "cr", "noBreakHyphen", "softHyphen", "ptab"]).map(
    lambda name: f"<w:r><w:{name}/></w:r>"
)
checks = st.sampled_from(["0", "1"]).map(
    lambda value: (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="{value}"/></w:checkBox>'
        '</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
)
pictures = texts.map(
    lambda text: (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="{escape(text)}"/>'
        "<a:graphic><a:blip/></a:graphic></wp:inline></w:drawing></w:r>"
    )
)


def field_of(result: str) -> str:
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>REF a</w:instrText></w:r>{middle}{result}{end}"


def ruby(text: str) -> str:
    base, above = (element(f"w:{name}", element("w:r", text_element(text))) for name in ("rubyBase", "rt"))
    return element("w:r", element("w:ruby", above + base))


def math_run(text: str) -> str:
    return element("m:r", element("m:t", escape(text)))


def powers(base: str, power: str) -> str:
    return element("m:sSup", element("m:e", base) + element("m:sup", power))


def fractions(above: str, below: str) -> str:
    return element("m:f", element("m:num", above) + element("m:den", below))


def brackets(inside: str) -> str:
    return element("m:d", element("m:e", inside))


def roots(inside: str) -> str:
    return element("m:rad", '<m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>' + element("m:e", inside))


numbers = st.sampled_from(["10", "x", "1.5", "≤", "height", "n"]).map(math_run)
formulas = st.recursive(
    numbers,
    lambda inner: st.one_of(
        st.builds(powers, inner, inner),
        st.builds(fractions, inner, inner),
        st.builds(brackets, inner),
        st.builds(roots, inner),
        st.builds(str.__add__, inner, inner),
    ),
    max_leaves=4,
).map(lambda content: words_run("is") + element("m:oMath", content) + words_run("here"))

CONTAINERS = [
    ("w:ins", 'w:id="1"'),
    ("w:moveTo", 'w:id="1"'),
    ("w:smartTag", ""),
    ("w:customXml", ""),
    ("w:hyperlink", 'w:anchor="a"'),
    ("w:fldSimple", 'w:instr=" REF a "'),
    ("w:dir", 'w:val="ltr"'),
    ("w:bdo", 'w:val="ltr"'),
]


def in_control(content: str) -> str:
    return element("w:sdt", "<w:sdtPr/>" + element("w:sdtContent", content))


def in_container(content: str, container: tuple[str, str]) -> str:
    return element(container[0], content, container[1])


def deleted(text: str) -> str:
    return element("w:del", element("w:r", text_element(text, "w:delText")), 'w:id="1"')


def moved_away(text: str) -> str:
    return element("w:moveFrom", element("w:r", text_element(text)), 'w:id="1"')


simple = st.one_of(plain_runs(), plain_runs(), symbols, characters, checks, formulas, texts.map(ruby))
usual = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.builds(in_control, inner),
        st.builds(in_container, inner, st.sampled_from(CONTAINERS)),
        st.builds(field_of, inner),
        st.builds(str.__add__, inner, inner),
    ),
    max_leaves=3,
)
rare = st.one_of(texts.map(deleted), texts.map(moved_away), pictures)
inline = st.sampled_from([usual] * 9 + [rare]).flatmap(lambda strategy: strategy)

STYLES = ["", "", "", "Heading1", "Heading2", "Caption", "Quote", "ListBullet"]


@st.composite
def paragraphs(draw, inner=inline) -> str:
    style, is_item = draw(st.sampled_from(STYLES)), draw(st.booleans())
    numbered = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    item = numbered.format(draw(st.integers(0, 2)), draw(st.integers(1, 2))) if is_item and not style else ""
    mark = f'<w:pStyle w:val="{style}"/>' if style else ""
    return element(
        "w:p", element("w:pPr", mark + item) + "".join(draw(st.lists(inner, min_size=1, max_size=4)))
    )


def in_cell(content: str, extra: str = "") -> str:
    return element("w:tc", element("w:tcPr", extra) + content + "<w:p/>")


@st.composite
def tables(draw, content) -> str:
    width = draw(st.integers(1, 3))
    rows = ""
    for _row in range(draw(st.integers(1, 3))):
        cells = [in_cell(draw(content)) for _cell in range(width)]
        if width > 1 and draw(st.booleans()):
            cells[:2] = [in_cell(draw(content), '<w:gridSpan w:val="2"/>')]
        if draw(st.booleans()):
            cells[-1] = in_control(cells[-1])
        row = element("w:tr", "".join(cells))
        rows += draw(st.sampled_from([row, in_control(row), element("w:customXml", row)]))
    return element("w:tbl", rows)


def in_box(content: str) -> str:
    """As Word writes a text box: the new form, and the old one for older programs."""
    box = element("w:txbxContent", content)
    new = element(
        "w:drawing", '<wp:anchor><wp:docPr id="1" name="B"/>' + element("wps:txbx", box) + "</wp:anchor>"
    )
    old = element("w:pict", element("v:shape", element("v:textbox", box)))
    choices = element("mc:Choice", new, 'Requires="wps"') + element("mc:Fallback", old)
    return element("w:p", element("w:r", element("mc:AlternateContent", choices)))


def in_old_box(content: str) -> str:
    shape = element("v:shape", element("v:textbox", element("w:txbxContent", content)))
    return element("w:p", element("w:r", text_element("beside") + element("w:pict", shape)))


blocks = st.recursive(
    paragraphs(),
    lambda inner: st.one_of(
        st.builds(in_control, inner),
        st.builds(in_box, inner),
        st.builds(in_old_box, inner),
        tables(inner),
        tables(inner),
        st.builds(lambda content: element("w:customXml", content), inner),
        st.builds(
            lambda content: element("mc:AlternateContent", element("mc:Choice", content, 'Requires="w14"')),
            inner,
        ),
        st.builds(str.__add__, inner, inner),
    ),
    max_leaves=4,
)

STYLES_XML = f"""<w:styles {NAMESPACES}>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"""
LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{{}}"/></w:lvl>' for level in range(3)
)
NUMBERING_XML = "".join(
    [
        f"<w:numbering {NAMESPACES}>",
        *(
            f'<w:abstractNum w:abstractNumId="{number}">{LEVELS.replace("{}", kind)}</w:abstractNum>'
            for number, kind in ((1, "decimal"), (2, "bullet"))
        ),
        *(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 2)),
        "</w:numbering>",
    ]
)


@st.composite
def word_files(draw) -> bytes:
    """A title, blocks, a few notes that the text mentions, a comment, a page header."""
    body = draw(st.lists(blocks, min_size=1, max_size=5))
    notes = draw(st.lists(paragraphs(), max_size=3))
    mentions = [
        f'<w:p><w:r>{text_element("Mentioned")}<w:footnoteReference w:id="{number}"/></w:r></w:p>'
        for number in range(1, len(notes) + 1)
    ]
    footnotes = "".join(
        element("w:footnote", f"{note}", f'w:id="{number}"') for number, note in enumerate(notes, 1)
    )
    comment, header = draw(texts), draw(texts)
    paragraph = "<w:p><w:r>{}</w:r></w:p>"
    document = "".join([paragraph.format(text_element("A title of its own")), *body, *mentions])
    return docx(
        element("w:document", element("w:body", document), NAMESPACES),
        word__styles__xml=STYLES_XML,
        word__numbering__xml=NUMBERING_XML,
        word__footnotes__xml=element("w:footnotes", footnotes, NAMESPACES),
        word__comments__xml=element(
            "w:comments",
            element("w:comment", paragraph.format(text_element(comment)), 'w:id="1"'),
            NAMESPACES,
        ),
        word__header1__xml=element("w:hdr", paragraph.format(text_element(header)), NAMESPACES),
    )
