"""Pasted pictures: offered with a description, never dropped in silence, and never fetched from elsewhere."""

from base64 import b64encode

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import expect

from articles.models import Image
from tests.factories import make_article, picture_bytes

NOTICE = ".cke_notification_warning"
PASTE = """([html, rtf, files]) => {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    if (rtf) data.setData("text/rtf", rtf);
    for (const [name, type, base64] of files) {
        data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
    }
    const editor = CKEDITOR.instances.id_body, place = editor.getSelection().getRanges()[0].startContainer.$;
    (place.nodeType === 1 ? place : place.parentElement).dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def writing(editor):
    editor.open(make_article(body="<p>One.</p><p>Two.</p>")).caret_at_end()
    return editor


def paste(editor, html="", rtf="", files=()):
    listed = [[name, kind, b64encode(data).decode()] for name, kind, data in files]
    editor.page.evaluate(PASTE, [html, rtf, listed])


def png(width=64):
    return ("image.png", "image/png", picture_bytes(width=width))


def address(width=64):
    return f"data:image/png;base64,{b64encode(picture_bytes(width=width)).decode()}"


def compact(editor):
    return "".join(line.strip() for line in editor.data().splitlines())


def test_a_screenshot_is_described_and_then_in_the_text(writing):
    paste(writing, files=[png()])
    dialog = writing.dialog
    expect(dialog.get_by_role("heading", name="Add this picture")).to_be_visible()
    expect(dialog.get_by_label("Description")).to_be_focused()

    writing.press("Tab", "Tab", "Tab", "Tab", "Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Describe the picture")
    dialog.get_by_label("Description").fill("A scan of a hip")
    dialog.get_by_label("Caption").fill("The hip.")
    dialog.get_by_role("button", name="Add picture").click()
    expect(dialog).to_have_count(0)

    image = Image.objects.get()
    assert (image.alt, image.caption) == ("A scan of a hip", "The hip.")
    assert compact(writing) == (
        '<p>One.</p><figure class="figure" data-image="a-scan-of-a-hip">'
        f'<img alt="A scan of a hip" src="{image.src}" /></figure><p>Two.</p>'
    )
    expect(writing.page.locator(".cke_notification")).to_have_count(0)


def test_several_pictures_of_a_page_find_their_places_and_one_is_left_out(writing):
    paste(
        writing, f'<p>A <img src="{address(60)}" alt="First"></p><p>B <img src="{address(61)}"></p><p>C</p>'
    )
    dialog = writing.dialog
    expect(dialog.locator("fieldset")).to_have_count(2)
    expect(dialog.get_by_label("Description").first).to_have_value("First")

    dialog.get_by_label("Leave this picture out").nth(1).check()
    dialog.get_by_role("button", name="Add pictures").click()
    expect(dialog).to_have_count(0)

    src = Image.objects.get().src
    assert compact(writing) == (
        f'<p>One.</p><p>A</p><figure class="figure" data-image="first"><img alt="First" src="{src}" /></figure>'
        "<p>B</p><p>C</p><p>Two.</p>"
    )
    expect(writing.page.locator(NOTICE)).to_contain_text("These pictures were left out:")


def test_pictures_of_strangers_are_named_and_their_files_can_be_chosen(writing):
    asked = []
    writing.page.on("request", lambda request: asked.append(request.url))

    paste(
        writing,
        '<p>A<img src="https://elsewhere.example/a%20b.png"></p><p>B<img src="file:///C:/x.png" alt="Hip"></p>',
    )
    notice = writing.page.locator(NOTICE)
    expect(notice).to_contain_text("a b.png")
    expect(notice).to_contain_text("Hip")
    assert compact(writing) == "<p>One.</p><p>A</p><p>B</p><p>Two.</p>"

    notice.get_by_role("button", name="Choose the files").click()
    dialog = writing.dialog
    dialog.get_by_label("Choose the file").nth(1).set_input_files(
        {"name": "x.png", "mimeType": "image/png", "buffer": picture_bytes()}
    )
    dialog.get_by_label("Leave this picture out").first.check()
    dialog.get_by_role("button", name="Add pictures").click()
    expect(dialog).to_have_count(0)

    assert 'data-image="hip"' in writing.data()
    assert not [url for url in asked if "elsewhere" in url or url.startswith("file:")]


def test_a_picture_that_is_here_already_is_shown_with_its_own_description(writing):
    for _ in range(2):
        paste(writing, files=[png()])
        writing.dialog.get_by_label("Description").fill("A scan")
        writing.dialog.get_by_role("button", name="Add picture").click()
        if _ == 1:
            expect(writing.dialog).to_contain_text("This picture is already here, as “A scan”.")
            writing.dialog.get_by_role("button", name="Add picture").click()
        expect(writing.dialog).to_have_count(0)

    assert Image.objects.count() == 1
    assert writing.data().count('data-image="a-scan"') == 2


def test_escape_leaves_a_picture_out_and_says_so(writing):
    paste(writing, files=[png()])
    expect(writing.dialog).to_be_visible()

    writing.press("Escape")

    expect(writing.page.locator(NOTICE)).to_contain_text("These pictures were left out:")
    assert compact(writing) == "<p>One.</p><p>Two.</p>"


def test_pictures_inside_the_rtf_of_a_word_clipboard_are_offered(writing):
    rtf = r"{\rtf1{\*\shppict{\pict\picw64\pngblip " + picture_bytes().hex() + "}}}"

    paste(writing, '<p>A</p><p><img src="file:///C:/clip_image001.png"></p>', rtf)

    expect(writing.dialog.locator("img.editor-preview")).to_be_visible()


def test_a_drawing_that_could_run_is_refused(writing):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>window.pwned = 1</script></svg>'
    paste(writing, files=[("a.svg", "image/svg+xml", svg)])

    writing.dialog.get_by_label("Description").fill("A drawing")
    writing.dialog.get_by_role("button", name="Add picture").click()

    expect(writing.dialog.get_by_role("alert")).to_contain_text("SVG drawings can carry scripts")
    assert writing.page.evaluate("window.pwned") is None
    assert not Image.objects.exists()


def test_whoever_may_not_add_pictures_is_told(writing, ada):
    ada.groups.clear()
    ada.user_permissions.set(
        Permission.objects.filter(codename__in=["change_article", "view_article", "view_image"])
    )

    paste(writing, f'<p>A <img src="{address()}" alt="A scan"></p>')

    expect(writing.page.locator(NOTICE)).to_contain_text("Your account can’t add pictures.")
    expect(writing.page.locator(NOTICE)).to_contain_text("A scan")
    assert compact(writing) == "<p>One.</p><p>A</p><p>Two.</p>"
