"""What other programs put on the clipboard becomes text of ours, and the editor says what did not."""

import re
from html import unescape

import pytest
from playwright.sync_api import expect

from articles.editor import as_written
from tests.browser.clipboards import (
    GOOGLE_TABLE,
    WORD_COMMENT,
    WORD_COMMENT_MARK,
    WORD_NOTE,
    WORD_NOTE_MARK,
    google_docs,
    google_p,
    google_span,
    libreoffice,
    outlook_web,
    pages,
    web_page,
    word,
    word_formula,
    word_item,
    word_online,
    word_online_item,
    word_online_p,
    word_online_run,
    word_p,
    word_symbol,
)
from tests.factories import cite, make_article, make_source

NOTICE = ".cke_notification_warning li"
NESTED = "<ul><li>Rest<ul><li>on the sofa</li></ul></li><li>Heat</li></ul>"

WORD = {
    "headings": (
        word(
            "<p class=MsoTitle>Bone health<o:p></o:p></p><h1>What <span style='font-weight:bold'>helps</span></h1>"
            "<p class=Section>At night<o:p></o:p></p><h3><span style='font-family:\"Calibri Light\"'>In <i>bed</i></span></h3>"
        ),
        '<h2 id="bone-health">Bone health</h2><h2 id="what-helps">What helps</h2><h3 id="at-night">At night</h3>'
        '<h4 id="in-bed">In <em>bed</em></h4>',
    ),
    "a lower heading alone": (word("<h3>In bed</h3>"), '<h3 id="in-bed">In bed</h3>'),
    "a numbered heading": (
        word(
            word_item("What helps", "2.", "l1")
            .replace("<p class=MsoListParagraphCxSpMiddle", "<h2")
            .replace("</p>", "</h2>")
        ),
        '<h2 id="s-2-what-helps">2. What helps</h2>',
    ),
    "emphasis": (
        word(
            word_p(
                "Some <b style='mso-bidi-font-weight:normal'>bold</b>\nand <span class=Strong1>strong</span> and "
                "<i>slow</i>, <b>bo</b><b>ld</b>, H<sub>2</sub>O<span style='mso-spacerun:yes'>&nbsp; </span>now"
            )
        ),
        "<p>Some <strong>bold</strong> and <strong>strong</strong> and <em>slow</em>, <strong>bold</strong>, H<sub>2</sub>O now</p>",
    ),
    "words out of a line": (
        word("@").replace(
            "<!--StartFragment-->@<!--EndFragment-->",
            "<p class=MsoNormal><b>Not <!--StartFragment-->some <i>words</i><!--EndFragment--></b></p>",
        ),
        "<p><strong>some <em>words</em></strong></p>",
    ),
    "a bulleted list": (
        word(
            word_item("Rest", "&middot;")
            + word_item("on the sofa", "o", level=2)
            + word_item("Heat", "&middot;")
        ),
        NESTED,
    ),
    "numbered lists": (
        word(
            word_item("One", "1.", "l1")
            + word_item("a part", "a.", "l1", 2)
            + word_item("Two", "2.", "l1")
            + word_p("Prose.")
            + word_item("Three", "3.", "l1")
            + word_item("First", "i.", "l2")
            + word_item("Second", "ii.", "l2")
        ),
        '<ol><li>One<ol type="a"><li>a part</li></ol></li><li>Two</li></ol><p>Prose.</p><ol start="3"><li>Three</li></ol>'
        '<ol type="i"><li>First</li><li>Second</li></ol>',
    ),
    "a list of filtered HTML": (
        word(
            "".join(
                f"<p class=MsoListParagraph style='margin-left:{indent}in;text-indent:-.25in'><span style='font-family:Symbol'>{marker}"
                f"<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span>{words}</p>"
                for indent, marker, words in ((0.5, "·", "Rest"), (1, "o", "on the sofa"), (0.5, "·", "Heat"))
            )
        ),
        NESTED,
    ),
    "a list of list items": (
        word(
            "<ul style='margin-top:0in' type=disc><li class=MsoNormal style='mso-list:l0 level1 lfo1'>Rest</li>"
            "<ul type=circle><li class=MsoNormal style='mso-list:l0 level2 lfo1'>on the sofa</li></ul>"
            "<li class=MsoNormal style='mso-list:l0 level1 lfo1'>Heat</li></ul>"
        ),
        NESTED,
    ),
    "symbols": (
        word(
            word_p(
                f"{word_symbol('£', 'Symbol')} 5 <span style='font-family:Symbol'>m</span>g {word_symbol('&#xF0B1;', 'Symbol')} 1 "
                f"{word_symbol('&uuml;', 'Wingdings')}, <font face=Symbol>³</font> 3, ≤ ≥ ± µ é"
            )
        ),
        "<p>≤ 5 μg ± 1 ✓, ≥ 3, ≤ ≥ ± µ é</p>",
    ),
    "a footnote and an exponent": (
        word(
            word_p(f"It is common.{WORD_NOTE_MARK} Ask at 1.5 &times; 10<sup>9</sup>/L, 10⁹, m<sup>2</sup>.")
            + WORD_NOTE
        ),
        "<p>It is common.[1] Ask at 1.5 × 10<sup>9</sup>/L, 10⁹, m<sup>2</sup>.</p><p>[1] Doe B. Bone pain. <em>J Pain</em>. 2019.</p>",
    ),
    "changes": (
        word(
            word_p(
                "Take <del cite='mailto:Ada'><span>20</span></del><ins cite='mailto:Ada'>2</ins> mg <s>twice</s> daily"
            )
        ),
        "<p>Take 2 mg daily</p>",
    ),
    "a comment and hidden words": (
        word(
            word_p(f"Ask {WORD_COMMENT_MARK}<span style='display:none;mso-hide:all'>or not</span> early.")
            + WORD_COMMENT
        ),
        "<p>Ask your nurse early.</p>",
    ),
    "a table": (
        word(
            "<table class=MsoTableGrid border=1 style='border-collapse:collapse'><thead><tr><td colspan=2 valign=top><p class=MsoNormal>"
            "<b>Drug</b></p></td><td><p class=MsoNormal>Dose</p></td></tr></thead><tr><td rowspan=2><p class=MsoNormal>A<o:p></o:p></p></td>"
            "<td><p class=MsoNormal>B</p></td><td><p class=MsoNormal>5 mg</p><p class=MsoNormal>daily</p></td></tr><tr><td>"
            f"{word_item('Rest', '&middot;')}{word_item('Heat', '&middot;')}</td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table>"
        ),
        '<table><thead><tr><th colspan="2">Drug</th><th>Dose</th></tr></thead><tbody><tr><td rowspan="2">A</td><td>B</td>'
        "<td><p>5 mg</p><p>daily</p></td></tr><tr><td><ul><li>Rest</li><li>Heat</li></ul></td><td></td></tr></tbody></table>",
    ),
    "links": (
        word(
            word_p(
                '<a href="https://www.example.org/a?b=1">site</a>, <a href="file:///C:/My%20files/x.docx">file</a>, '
                '<a href="javascript:alert(1)">script</a>, <a href="#_Toc123">section</a>, <a href="mailto:a@b.example">mail</a>, '
                '<a name="_Ref1">place</a>'
            )
        ),
        '<p><a href="https://www.example.org/a?b=1">site</a>, file, script, section, <a href="mailto:a@b.example">mail</a>, place</p>',
    ),
    "formulas": (
        word(
            word_p(
                word_formula(
                    "<m:r>1.5 × </m:r><m:sSup><m:sSupPr><m:ctrlPr></m:ctrlPr></m:sSupPr><m:e><i><span><m:r>10</m:r></span></i></m:e>"
                    '<m:sup><m:r><m:rPr><m:sty m:val="p"/></m:rPr>9</m:r></m:sup></m:sSup>'
                )
                + "; "
                + word_formula(
                    "<m:f><m:num><m:r>a+b</m:r></m:num><m:den><m:r>c</m:r></m:den></m:f><m:r>x</m:r>"
                )
                + "; "
                + word_formula("<m:nary><m:e><m:r>x</m:r></m:e></m:nary>")
            )
        ),
        "<p>1.5 × 10<sup>9</sup>; ((a+b)/c)x; [formula]</p>",
    ),
}

GOOGLE = {
    "a bare span": (
        '<meta charset="utf-8"><span style="font-weight:700;white-space:pre-wrap" id="docs-internal-guid-4b5c">bold words</span>',
        "<p><strong>bold words</strong></p>",
    ),
    "a bare span that is not bold": (
        '<meta charset="utf-8"><span style="font-weight:400;white-space:pre-wrap" id="docs-internal-guid-4b5c">plain words</span>',
        "<p>plain words</p>",
    ),
    "spans in the wrapper": (
        google_docs(
            google_span("10")
            + google_span('<span style="font-size:0.6em;vertical-align:super">9</span>')
            + google_span(" cells")
        ),
        "<p>10<sup>9</sup> cells</p>",
    ),
    "headings and emphasis": (
        google_docs(
            google_p(google_span("Bone health", font_weight="400"), tag="h1")
            + google_p(
                google_span("Do "),
                google_span("not", font_weight="700"),
                google_span(" stop ", font_style="italic"),
            )
            + "<br>"
            + google_p(google_span("At night", font_weight="700"), tag="h2")
        ),
        '<h2 id="bone-health">Bone health</h2><p>Do <strong>not</strong> <em>stop</em></p><h3 id="at-night">At night</h3>',
    ),
    "lists": (
        google_docs(
            f'<ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" aria-level="1">{google_p(google_span("Rest"))}</li>'
            f'<ul><li dir="ltr" aria-level="2">{google_p(google_span("on the sofa"))}</li></ul>'
            f'<li dir="ltr" aria-level="1">{google_p(google_span("Heat"))}</li></ul>'
            f'<ol start="3"><li style="list-style-type:lower-alpha">{google_p(google_span("Third"))}</li></ol>'
        ),
        f'{NESTED}<ol start="3" type="a"><li>Third</li></ol>',
    ),
    "lists of a downloaded page": (
        '<ul class="lst-kix_a-0 start"><li><span>Rest</span></li></ul><ul class="lst-kix_a-1 start"><li>on the sofa</li></ul>'
        '<ul class="lst-kix_a-0"><li>Heat</li></ul>',
        NESTED,
    ),
    "a table": (
        google_docs(GOOGLE_TABLE),
        '<table><tbody><tr><td colspan="2">Both</td></tr><tr><td>1</td><td></td></tr></tbody></table>',
    ),
    "a link": (
        google_docs(
            google_p(
                '<a href="https://www.google.com/url?q=https://www.example.org/page%3Fa%3D1&amp;sa=D&amp;usg=AOv" style="text-decoration:none">'
                + google_span("our page", text_decoration="underline")
                + "</a>"
            )
        ),
        '<p><a href="https://www.example.org/page?a=1">our page</a></p>',
    ),
    "a footnote and a comment": (
        '<p><span>Common.</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p><hr>'
        '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Doe B.</span></p></div>'
        '<div style="border:1px"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Check this.</span></p></div>',
        "<p>Common.[1]</p><p>[1]\xa0Doe B.</p>",
    ),
    "a checklist": (
        google_docs(
            '<ul><li role="checkbox" aria-checked="true"><img src="data:," alt="checked" aria-roledescription="checkbox">'
            + google_p(google_span("Done"))
            + "</li></ul>"
        ),
        "<ul><li>☑ Done</li></ul>",
    ),
}

OTHERS = {
    "Word Online": (
        word_online(
            word_online_p(word_online_run("Bone health"), attributes='role="heading" aria-level="1"')
            + word_online_p(
                word_online_run("Take "),
                word_online_run("not", style="font-weight: bold;"),
                word_online_run(" 10"),
                word_online_run("9", "Superscript"),
                word_online_run(" old", style="text-decoration: line-through;"),
            )
            + word_online_item("Rest")
            + word_online_item("on the sofa", level=2)
            + word_online_item("Heat", number=2)
            + word_online_item("One", tag="ol", list=2)
            + word_online_item("Two", tag="ol", list=2, number=2)
        ),
        f'<h2 id="bone-health">Bone health</h2><p>Take <strong>not</strong> 10<sup>9</sup></p>{NESTED}<ol><li>One</li><li>Two</li></ol>',
    ),
    "LibreOffice": (
        libreoffice(
            '<h1 class="western">Bone health</h1><p>Do <b>not</b> stop<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym">'
            '<sup>1</sup></a>; 10<sup>9</sup> <font face="Symbol">m</font>g <strike>old</strike></p><ol start="3"><li><p>Three</p>'
            '<ul><li><p>a part</p></li></ul></li></ol><table width="100%"><col width="128*"/><tr valign="top"><th width="50%"><p>H</p></th>'
            '<td rowspan="2"><p>x</p></td></tr><tr><td><p><br/></p></td></tr></table><div id="sdfootnote1"><p class="sdfootnote">'
            '<a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Doe B.</p></div>'
        ),
        '<h2 id="bone-health">Bone health</h2><p>Do <strong>not</strong> stop[1]; 10<sup>9</sup> μg</p><ol start="3"><li>Three'
        '<ul><li>a part</li></ul></li></ol><table><tbody><tr><th>H</th><td rowspan="2">x</td></tr><tr><td></td></tr></tbody></table>'
        "<p>[1] Doe B.</p>",
    ),
    "Pages": (
        pages(
            '<p class="p2">Bone health</p><p class="p1">Do <span class="s1">not</span> stop <span class="s2">slowly</span>: 10'
            '<span class="s3">9</span><span class="Apple-converted-space">&nbsp; </span>cells <span class="s4">gone</span></p>'
            '<ul class="ul1"><li class="li1">Rest<ul class="ul1"><li class="li1">on the sofa</li></ul></li><li class="li1">Heat</li></ul>'
        ),
        f'<h2 id="bone-health">Bone health</h2><p>Do <strong>not</strong> stop <em>slowly</em>: 10<sup>9</sup> cells</p>{NESTED}',
    ),
    "Outlook": (
        outlook_web(
            '<div class="elementToProof">Hello <b>there</b></div><div class="elementToProof"><br></div><div>See '
            '<a href="https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Fx%3Fa%3D1&amp;data=05%7C02">this</a>'
            '</div><table role="presentation"><tr><td><h2>Inside</h2><div>a table that is none</div></td></tr></table>'
        ),
        '<p>Hello <strong>there</strong></p><p>See <a href="https://www.example.org/x?a=1">this</a></p><h2 id="inside">Inside</h2>'
        "<p>a table that is none</p>",
    ),
    "a web page": (
        web_page(
            '<h2 style="color: rgb(1, 2, 3);">Signs</h2><p style="margin: 0px;">Bone pain<sup id="cite_ref-1" class="reference">'
            '<a href="https://en.example.org/wiki/X#cite_note-1"><span>[</span>1<span>]</span></a></sup> is <em>common</em>: ≥ 10<sup>9</sup>.'
            '<sup><a href="https://pmc.example.org/a/#B4">4</a>,<a href="https://pmc.example.org/a/#B5">5</a></sup></p>'
            '<dl><dt>Term</dt><dd>Meaning</dd></dl><p>See <a href="https://example.org/page#part">the part</a>.</p>'
        ),
        '<h2 id="signs">Signs</h2><p>Bone pain[1] is <em>common</em>: ≥ 10<sup>9</sup>.[4],[5]</p><p>Term</p><p>Meaning</p>'
        '<p>See <a href="https://example.org/page#part">the part</a>.</p>',
    ),
    "blank lines": (web_page("<div>One<br><br>Two<br>three</div>"), "<p>One</p><p>Two<br>three</p>"),
    "MathML": (
        web_page(
            "<p>a = <math><mfrac><mrow><mi>b</mi><mo>+</mo><mi>c</mi></mrow><mi>d</mi></mfrac><mo>−</mo><msqrt><mn>2</mn></msqrt></math></p>"
        ),
        "<p>a = (b+c)/d−√2</p>",
    ),
}

PLAIN = {
    "a list": (
        "What helps:\n- Rest\n- Heat\n  - a bottle\n  - a bath\n- Walks\n\n1. One\n2. Two\n\n1990. In that year.",
        "<p>What helps:</p><ul><li>Rest</li><li>Heat<ul><li>a bottle</li><li>a bath</li></ul></li><li>Walks</li></ul>"
        "<ol><li>One</li><li>Two</li></ol><p>1990. In that year.</p>",
    ),
    "Word's bullets": (
        "•\tRest\no\ton the sofa\n•\tHeat",
        "<ul><li>Rest</li><li>on the sofa</li><li>Heat</li></ul>",
    ),
    "a list that goes on": (
        "3) Three\n4) Four\nand more\n<b>",
        '<ol start="3"><li>Three</li><li>Four and more &lt;b&gt;</li></ol>',
    ),
    "no list": (
        "1990. In that year.\n\n– Well, he said.\n≤ 5",
        "<p>1990. In that year.</p><p>– Well, he said.<br>≤ 5</p>",
    ),
}


def words_of(html: str) -> set[str]:
    """Its words of two letters and more, without markers and signs of fonts."""
    text = re.sub(r"<!--.*?-->|<style.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)
    return set(re.findall(r"[^\W\d_]{2,}", unescape(text)))


@pytest.mark.parametrize("clipboards", [WORD, GOOGLE, OTHERS], ids=["Word", "Google Docs", "others"])
def test_formatted_text_of_other_programs_is_pasted_whole(editor, clipboards, subtests):
    editor.open(make_article())

    for name, (html, stored) in clipboards.items():
        with subtests.test(name):
            assert editor.pasted(html) == stored


def test_plain_text_is_pasted_with_its_lists(editor, subtests):
    editor.open(make_article())

    for name, (text, stored) in PLAIN.items():
        with subtests.test(name):
            assert editor.pasted(text=text) == stored


@pytest.mark.parametrize("clipboards", [WORD, GOOGLE, OTHERS], ids=["Word", "Google Docs", "others"])
def test_every_word_is_in_the_text_or_in_the_notice(editor, clipboards, subtests):
    editor.open(make_article())

    for name, (html, _stored) in clipboards.items():
        with subtests.test(name):
            pasted = [editor.pasted(html), *editor.page.locator(NOTICE).all_inner_texts()]
            markers = {"ii", "AL", "Not"}  # of a list and a comment; a word that was not selected
            assert {word for word in words_of(html) - markers if word not in "".join(pasted)} == set()


SAID = [
    (word(word_p("Take <del>20</del> 2 mg <s>twice</s>")), "Struck-out text was left out: “20”, “twice”"),
    (word(word_p("Ask<span style='display:none'> or not</span>")), "Hidden text was left out: “or not”"),
    (word(word_p(f"Ask {WORD_COMMENT_MARK}") + WORD_COMMENT), "Comments were left out: “Is this still true?”"),
    (word(word_p('<a href="file:///C:/x.docx">a file</a>')), "Links to files, scripts or places in the other document are plain text now: “a file”"),
    (word(word_p(f"Common.{WORD_NOTE_MARK}") + WORD_NOTE), "Numbers of footnotes or sources are plain text now."),
    (web_page('<p>Common<sup class="citation">3</sup></p>'), "Cite the sources with the citation button, then delete these: “3”"),
    (word(word_p(word_formula("<m:nary><m:e><m:r>x</m:r></m:e></m:nary>"))), "Write them where it says “[formula]”: “x”"),
    (word(word_p(word_symbol("&#xF0FF;", "Wingdings"))), "have no Unicode character. Replace each �: “U+F0FF”"),
    (word(word_p("A \uf123 sign")), "Replace each �: “U+F123”"),
    (web_page("<p>See <video src='x.mp4'></video></p>"), "Videos, drawings and other embedded parts can’t be pasted."),
    (word(word_p("<s>" + "long " * 40 + "</s>")), "“" + "long " * 15 + "long…”"),
    (word(word_p("<s>1</s>.<s>2</s>.<s>3</s>.<s>4</s>")), "“1”, “2”, “3”, and more"),
    (word(word_p("<s>&lt;img src=x onerror=alert(1)&gt;</s>")), "“<img src=x onerror=alert(1)>”"),
]  # fmt: skip


def test_the_editor_says_what_was_not_pasted_as_it_was(editor, subtests):
    editor.open(make_article())

    for html, sentence in SAID:
        with subtests.test(sentence):
            editor.pasted(html)
            expect(editor.page.locator(NOTICE)).to_contain_text(sentence)


def test_a_notice_stays_until_the_next_paste_and_says_nothing_if_all_is_well(editor):
    editor.open(make_article())
    editor.pasted(word(word_p("<s>gone</s>")))
    expect(editor.page.locator(NOTICE)).to_have_count(1)

    editor.pasted(word(word_p("All of it, ≤ 5")))

    expect(editor.page.locator(NOTICE)).to_have_count(0)


def test_pasted_words_keep_the_spaces_around_them(editor):
    editor.open(make_article(body="<p>One two.</p>"))
    editor.page.evaluate(
        """() => {
            const editor = CKEDITOR.instances.id_body, range = editor.createRange();
            editor.focus();
            range.setStart(editor.editable().findOne("p").getFirst(), 3);
            range.select();
        }"""
    )

    editor.paste(
        web_page('<span style="font-weight: 400; display: inline !important;"> and a <em>half</em></span>')
    )

    assert editor.data().strip() == "<p>One and a <em>half</em> two.</p>"


def test_a_paste_is_undone_at_once(editor):
    editor.open(make_article(body="<p>Before.</p>")).caret_at_end()
    editor.paste(word("<h1>What helps</h1>" + word_item("Rest", "&middot;")))
    expect(editor.text.locator("li")).to_have_count(1)
    editor.page.wait_for_function(
        "CKEDITOR.instances.id_body.undoManager.snapshots.at(-1).contents.includes('Rest')"
    )

    editor.press("Control+z")

    assert editor.data().strip() == "<p>Before.</p>"


def test_text_pasted_as_plain_text_keeps_its_signs_of_lists(editor):
    editor.open(make_article(body="<p>Before:</p>")).caret_at_end()

    # As Control+Shift+V does, which would also paste what an earlier test left on the clipboard.
    editor.page.evaluate("CKEDITOR.instances.id_body._.nextPasteType = 'text'")
    editor.paste(text="- Rest\n- Heat")

    assert as_written(editor.data()) == "<p>Before:- Rest<br>- Heat</p>"


OWN = (
    f'<p>It spreads{cite("redig2013", "iqbal2014", locator="|p. 4")} <span lang="es">con calma</span>, <abbr title="milligram">mg</abbr></p>'
    '<aside class="callout" data-kind="care"><p class="callout-title">Call</p><p>us at night</p></aside>'
    '<ul class="ask"><li>How long?</li></ul><p><a href="/articles/bones/">Bones</a></p>'
)


def test_a_text_of_our_own_is_pasted_as_it_is(editor):
    make_source(key="redig2013", authors=[{"family": "redig2013"}])
    editor.open(make_article())

    stored = editor.pasted(OWN)

    assert stored == as_written(OWN)


def test_a_citation_from_the_bibliography_of_another_site_is_named(editor):
    make_source(key="redig2013", authors=[{"family": "Redig"}], year=2013)
    make_source(key="jones2019", authors=[{"family": "Jones"}], year=2019)
    editor.open(make_article())
    marks = [("redig2013", "Redig 2013"), ("jones2019", "Jonas 2018"), ("smith2020", "Smith 2020")]

    editor.pasted(
        "".join(f'<p>So.<sup class="citation" data-source="{key}">{label}</sup></p>' for key, label in marks)
    )

    expect(editor.page.locator(NOTICE)).to_have_text(
        [
            "The citation “Jonas 2018” is “Jones 2019” in this bibliography. Check that it is the same work.",
            "The citation “Smith 2020” has no source in this bibliography, so it can’t be saved. Add the source, or take the citation out.",
        ]
    )
