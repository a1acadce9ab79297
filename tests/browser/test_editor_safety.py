"""Opening, pasting and looking at a text: nothing runs, nothing is lost, everything can be read."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import expect

from articles.editor import BodyFormField
from articles.markup import clean
from tests.browser.editor import Editor
from tests.factories import cite, make_article

# Runs in CKEditor 4.22.1 wherever the content filter admits everything (the control test below).
CVE_2024_24815 = (
    '<style>/*<![CDATA[*/</style><img src="data:," onerror="window.pwned = 1"><style>/*]]>*/</style>'
)
# `data:,` is no picture, so `onerror` fires at once and nothing is asked of the server.
PAYLOADS = [
    "<script>window.pwned = 1</script>",
    '<img src="data:," onerror="window.pwned = 1">',
    '<p onclick="window.pwned = 1" onmouseover="window.pwned = 1">Hover</p>',
    '<svg onload="window.pwned = 1"><script>window.pwned = 1</script></svg>',
    '<iframe srcdoc="<script>parent.window.pwned = 1</script>"></iframe>',
    '<iframe src="javascript:window.pwned = 1"></iframe>',
    '<object data="data:text/html,<script>parent.pwned = 1</script>"></object>',
    CVE_2024_24815,
    # Its relatives: what the parser took for the text of a style or CDATA, the browser took for elements.
    '<style><!--</style><img src=data:, onerror="window.pwned = 1">--></style>',
    '<![CDATA[<img src=data:, onerror="window.pwned = 1">]]>',
    '<noscript><p title="</noscript><img src=data:, onerror=window.pwned=1>"></noscript>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=data:, onerror=window.pwned=1&gt;">',
    "<p>{cke_protected}<!--{cke_protected}%3Cscript%3Ewindow.pwned%3D1%3C%2Fscript%3E--></p>",
    "<p><!--{cke_protected}%3Cimg%20src%3Ddata:,%20onerror%3D%22window.pwned%3D1%22%3E--></p>",
    '<sup class="citation" data-source="a1" data-locator="&quot;><img src=data:, onerror=window.pwned=1>">'
    "&lt;img src=data:, onerror=window.pwned=1&gt;</sup>",
    '<sup class="citation" data-source="a1" data-cke-widget-data="%7B%7D" onmouseover="window.pwned=1">A</sup>',
    '<aside class="callout" data-kind="word" onclick="window.pwned=1"><p><img src=data:, onerror="window.pwned=1"></p></aside>',
    '<aside onclick="window.pwned=1"><p><img src=data:, onerror="window.pwned=1"></p></aside>',
    '<aside class="callout" data-kind="&quot;><img src=data:, onerror=window.pwned=1>"><p>Text</p></aside>',
    '<figure class="figure" data-image="x"><img src="data:," onerror="window.pwned = 1"><figcaption>'
    '<img src=data:, onerror="window.pwned=1">Words</figcaption></figure>',
    '<span class="cke_widget_wrapper" data-cke-widget-wrapper="1"><sup data-widget="citation" '
    'onclick="window.pwned=1"><img src=data:, onerror="window.pwned=1"></sup></span>',
    '<div data-cke-filter="off" contenteditable="false"><img src=data:, onerror="window.pwned=1"></div>',
    '<a href="javascript:window.pwned = 1">Link</a>',
    "</textarea><script>window.pwned = 1</script>",
    '<details open ontoggle="window.pwned = 1"><summary>S</summary></details>',
    '<video><source onerror="window.pwned = 1"></video>',
    '<input autofocus onfocus="window.pwned = 1">',
]


def store(article, body):
    """Straight into the table: past the model field that cleans."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET body = %s WHERE id = %s", [body, article.pk])


DEMO = Path(settings.BASE_DIR, "mbc_site", "demo")
TEXTS = [path.read_text().split("+++\n", 2)[2] for path in sorted(DEMO.glob("*/*.html"))]


def test_every_demonstration_text_is_unchanged_by_the_editor(editor):
    """Such a text has every block there is; a change nobody made would stand in its history."""
    editor.open(make_article())

    came_out = [
        editor.page.evaluate(
            "(html) => new Promise((done) => { const editor = CKEDITOR.instances.id_body;"
            " editor.setData(html, () => done(editor.getData())) })",
            text,
        )
        for text in TEXTS
    ]

    assert len(TEXTS) > 10
    assert [clean(html) for html in TEXTS if not clean(html)] == []
    changed = [
        text[:60]
        for text, html in zip(TEXTS, came_out, strict=True)
        if BodyFormField().has_changed(text, html)
    ]
    assert changed == []


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_stored_markup_runs_nothing_when_the_editor_opens(editor, complaints, payload):
    article = make_article()
    store(article, f"<p>Before.</p>{payload}<p>After.</p>")

    editor.open(article)
    for mark in editor.text.locator(".cke_widget_citation, aside, figure, a").all():
        mark.dispatch_event("click")
    editor.source_mode().source_mode()
    editor.page.wait_for_timeout(200)

    windows = [frame.evaluate("window.pwned") for frame in editor.page.frames]
    assert windows == [None] * len(windows)
    # What the policy refused, or a picture that was not there, is no harm: nothing ran.
    complaints[:] = [text for text in complaints if text.startswith("exception")]


def test_the_same_markup_does_run_without_the_content_filter(editor):
    """The control: were `allowedContent` ever switched on, the test above would say so."""
    editor.open(make_article())

    editor.page.evaluate(
        """(html) => new Promise((ready) => {
            const field = document.createElement("textarea");
            field.value = html;
            document.body.append(field);
            CKEDITOR.replace(field, {
                allowedContent: true,
                removePlugins: "exportpdf",
                skin: CKEDITOR.instances.id_body.config.skin,
                on: { instanceReady: ready },
            });
        }).then(() => null)""",
        CVE_2024_24815,
    )

    expect(editor.page.frame_locator("iframe.cke_wysiwyg_frame >> nth=-1").locator("img")).to_have_count(1)
    assert 1 in [frame.evaluate("window.pwned") for frame in editor.page.frames]


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_pasted_markup_runs_nothing(editor, complaints, payload):
    editor.open(make_article()).caret_at_end()

    editor.paste(payload)
    editor.page.wait_for_timeout(200)

    windows = [frame.evaluate("window.pwned") for frame in editor.page.frames]
    assert windows == [None] * len(windows)
    complaints[:] = [text for text in complaints if text.startswith("exception")]


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal {margin:0in}</style></head><body lang=EN-US>
<!--StartFragment-->
<h2 style='margin-top:2.0pt'><span style='font-family:"Calibri Light"'>What helps<o:p></o:p></span></h2>
<p class=MsoNormal><b>Rest</b> and <i style='mso-bidi-font-style:normal'>walks</i>, 10<sup>3</sup> times.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>&middot;<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Water<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>&middot;<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Sleep<o:p></o:p></p>
<!--EndFragment--></body></html>"""


def test_word_is_pasted_with_headings_emphasis_and_lists_and_without_its_styles(editor):
    editor.open(make_article(body="<p>Before.</p>")).caret_at_end()
    editor.press("Enter")

    editor.paste(WORD)
    expect(editor.text.locator("li")).to_have_count(2)

    pasted = "".join(line.strip() for line in editor.data().splitlines())
    for kept in (
        "<h2>What helps</h2>",
        "<strong>Rest</strong>",
        "<em>walks</em>",
        "10<sup>3</sup>",
        "<li>Water</li>",
    ):
        assert kept in pasted
    for dropped in ("style=", "Mso", "<span", "o:p", "·"):
        assert dropped not in pasted


def test_a_citation_pasted_from_another_article_stays_a_citation(editor):
    editor.open(make_article(body="<p>Before.</p>")).caret_at_end()

    editor.paste(f"<span style='color:red'>So</span>{cite('redig2013', locator='p. 4')}")

    assert '<sup class="citation" data-locator="p. 4" data-source="redig2013">' in editor.data()
    expect(editor.text.locator(".cke_widget_citation")).to_have_count(1)


def test_citations_and_callouts_are_copied_into_another_article_in_another_window(editor, ada_page, context):
    callout = f'<aside class="callout" data-kind="care"><p>Call{cite("b2")} us.</p></aside>'
    editor.open(make_article(body=f"<p>One{cite('a1', locator='p. 4')} two.</p>{callout}<p>End.</p>"))
    other = Editor(context.new_page(), editor.host).open(make_article(body="<p>Before.</p>")).caret_at_end()

    editor.page.bring_to_front()
    editor.caret_at_end("> p")
    editor.press("Control+a")
    editor.copy()
    other.page.bring_to_front()
    other.caret_at_end()
    other.press("Control+v")
    expect(other.text.locator("sup.citation")).to_have_count(2)

    assert 'data-locator="p. 4" data-source="a1">a1</sup>' in other.data()
    assert '<aside class="callout" data-kind="care">' in other.data()
    assert '<p>Call<sup class="citation" data-source="b2">b2</sup> us.</p>' in other.data()
    assert "cke" not in other.data()


CONTRAST = """(element) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgb = (color) => {
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = (color) => color.slice(0, 3).map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = (node) => {
        for (; node; node = node.parentElement) {
            const color = rgb(getComputedStyle(node).backgroundColor);
            if (color[3] > 0) return color;
        }
        return [255, 255, 255];
    };
    const [a, b] = [light(rgb(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_source_toolbar_and_dialog_can_be_read(editor, theme):
    """WCAG 2.2, 1.4.3 asks for 4.5:1; the site asks for 7:1 of its text."""
    editor.page.emulate_media(color_scheme=theme)
    editor.open(make_article(body=f"<h2>Head</h2><p>Text{cite('a1')}</p>"))

    assert editor.text.locator("p").evaluate(CONTRAST) >= 7
    assert editor.text.locator("h2").evaluate(CONTRAST) >= 7
    assert editor.text.locator("sup.citation").evaluate(CONTRAST) >= 4.5
    assert editor.page.locator(".cke_combo_text").evaluate(CONTRAST) >= 4.5
    assert editor.page.locator(".cke_button__source_label").evaluate(CONTRAST) >= 4.5
    editor.button("callout").click()
    for part in ("h2", "legend", "strong", ".editor-detail", ".editor-dialog-buttons button"):
        assert editor.dialog.locator(part).first.evaluate(CONTRAST) >= 4.5, part
    editor.press("Escape")
    editor.source_mode()
    assert editor.page.locator("textarea.cke_source").evaluate(CONTRAST) >= 7


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_dialogs_use_the_theme_chosen_in_the_admin(editor, theme):
    editor.page.emulate_media(color_scheme="light" if theme == "dark" else "dark")
    editor.open(make_article())
    editor.page.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", theme)

    editor.button("citation").click()

    for part in ("h2", "label", ".help", ".editor-add"):
        assert editor.dialog.locator(part).first.evaluate(CONTRAST) >= 4.5, part


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_the_editor_fits_its_window(editor, width):
    editor.page.set_viewport_size({"width": width, "height": 800})
    long = "https://example.org/" + "a" * 120
    editor.open(make_article(body=f"<p>{long}{cite('a1', 'b2', 'c3')}</p>"))

    box = editor.page.locator("#cke_id_body").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["width"] >= min(width - 40, 700)
    assert editor.page.evaluate("document.documentElement.scrollWidth") <= width
    assert (
        editor.text.evaluate(
            "(body) => body.ownerDocument.documentElement.scrollWidth - body.ownerDocument.defaultView.innerWidth"
        )
        <= 0
    )
    editor.button("citation").click()
    dialog = editor.dialog.bounding_box()
    assert dialog["x"] >= 0
    assert dialog["x"] + dialog["width"] <= width
