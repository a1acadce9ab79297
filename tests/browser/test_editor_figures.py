import pytest
from playwright.sync_api import expect

from articles.models import Image
from tests.factories import make_article, make_image, picture_bytes


@pytest.fixture(autouse=True)
def _pictures(db):
    make_image(key="lymph-nodes", title="Lymph nodes", alt="Nodes under the arm")
    make_image(key="bones", title="Bones", alt="A skeleton")


def start(editor, body="<p>Before.</p>"):
    article = make_article(body=body)
    editor.open(article)
    if body.startswith("<p>"):
        editor.caret_at_end()
    return article


def figure(key, caption="", text=""):
    image = Image.objects.get(key=key)
    under = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="figure" data-image="{key}"><img alt="{image.alt}" src="{image.src}">{under}</figure>{text}'


def flat(html):
    return "".join(line.strip() for line in html.splitlines())


def test_the_newest_pictures_are_offered_before_anything_is_typed(editor):
    start(editor)

    editor.button("figure").click()

    expect(editor.page.get_by_role("option")).to_have_count(2)
    expect(editor.page.get_by_role("option").first).to_contain_text("Bones")
    expect(editor.page.get_by_role("option").first.locator("img")).to_have_js_property("complete", True)


def test_a_picture_is_found_and_inserted_with_the_keyboard_and_saved(editor):
    article = start(editor)

    editor.button("figure").click()
    editor.write("arm")
    expect(editor.page.get_by_role("status")).to_have_text("1 picture. Enter inserts it.")
    editor.press("Enter")
    before = editor.data()
    editor.save()
    article.refresh_from_db()

    assert flat(article.body) == f"<p>Before.</p>{figure('lymph-nodes')}"
    assert editor.data() == before.removesuffix("\n<p>&nbsp;</p>\n")  # the empty line to go on writing


def test_a_caption_is_edited_in_place_and_enter_continues_after_the_figure(editor):
    article = start(editor, figure("bones", text="<p>After.</p>"))

    editor.click_into("figcaption")
    editor.write("Where it ")
    editor.button("bold").click()
    editor.write("grows")
    editor.press("Enter")
    editor.write("Next.")
    editor.save()
    article.refresh_from_db()

    assert flat(article.body) == (
        figure("bones", caption="Where it <strong>grows</strong>", text="<p>Next.</p><p>After.</p>")
    )


def test_an_emptied_caption_is_not_stored(editor):
    start(editor, figure("bones", caption="Old words"))

    editor.click_into("figcaption")
    editor.press("Control+a", "Delete")

    assert "figcaption" not in editor.data()
    assert "Old words" not in editor.data()


def test_another_picture_takes_the_place_and_keeps_the_caption(editor):
    start(editor, figure("bones", caption="Words"))

    editor.text.locator("figure img").dblclick()
    editor.write("lymph")
    editor.page.get_by_role("option", name="Lymph nodes").click()

    assert flat(editor.data()).replace(" /", "") == figure("lymph-nodes", caption="Words")
    editor.press("Control+z")
    assert 'data-image="bones"' in editor.data()


def test_a_figure_stored_by_its_key_shows_the_picture_and_stays_as_it_was(editor):
    by_key = '<figure class="figure" data-image="bones"></figure>'
    start(editor, f"<p>Before.</p>{by_key}")

    expect(editor.text.locator("figure img")).to_have_attribute("alt", "A skeleton")

    assert flat(editor.data()) == f"<p>Before.</p>{by_key}"
    assert not editor.page.evaluate("CKEDITOR.instances.id_body.checkDirty()")


def test_a_figure_with_a_missing_picture_shows_its_key(editor):
    start(editor, '<p>Before.</p><figure class="figure" data-image="gone"></figure>')

    expect(editor.text.locator("figure")).to_have_attribute("data-label", "Picture: gone")


def test_an_imported_figure_waits_for_its_picture_and_keeps_its_caption(editor):
    article = start(
        editor,
        '<figure class="figure"><figcaption>How it spreads <small>Drawing: A. Nurse</small></figcaption></figure>'
        "<p>After.</p>",
    )
    empty = editor.text.locator("figure")
    expect(empty).to_have_attribute(
        "data-label", "No picture chosen yet. Press Enter or double-click here to choose one."
    )

    empty.dblclick(position={"x": 40, "y": 20})
    editor.write("skeleton")
    expect(editor.page.get_by_role("option")).to_have_count(1)
    editor.press("Enter")
    editor.save()
    article.refresh_from_db()

    assert flat(article.body) == figure(
        "bones", caption="How it spreads <small>Drawing: A. Nurse</small>", text="<p>After.</p>"
    )


def test_an_imported_figure_that_is_left_alone_stays_as_it_was(editor):
    waiting = '<figure class="figure"><figcaption>How it spreads <small>Drawing</small></figcaption></figure>'
    start(editor, waiting)

    assert flat(editor.data()) == waiting


def test_source_mode_and_back_changes_nothing(editor):
    start(editor, figure("bones", caption="Words", text="<p>After.</p>"))
    before = editor.data()

    editor.source_mode()
    editor.source_mode()

    assert editor.data() == before
    expect(editor.text.locator(".cke_widget_figure")).to_have_count(1)


def test_a_missing_picture_is_added_in_a_window_and_inserted(editor, tmp_path):
    file = tmp_path / "new.png"
    file.write_bytes(picture_bytes())
    start(editor)

    editor.button("figure").click()
    with editor.page.expect_popup() as opened:
        editor.page.get_by_role("button", name="Add a picture").click()
    window = opened.value
    window.locator("#id_title").fill("Lungs")
    window.locator("#id_original").set_input_files(file)
    window.locator("#id_alt").fill("Two lungs")
    with window.expect_event("close"):
        window.locator("input[name=_save]").click()
    expect(editor.text.locator("figure img")).to_have_attribute("alt", "Two lungs")

    assert 'data-image="lungs"' in editor.data()


@pytest.mark.parametrize(
    "alone", ["<img src='data:,'>", "<p><img src='data:,'></p>", "<figure><img src='data:,'></figure>"]
)
def test_a_picture_without_a_file_pasted_alone_is_named(editor, alone):
    start(editor)

    editor.paste(alone)

    expect(editor.page.locator(".cke_notification_warning")).to_contain_text("A picture could not be pasted")
    assert editor.data().strip() == "<p>Before.</p>"


def test_a_picture_without_a_file_among_words_is_named_and_the_words_stay(editor):
    start(editor)

    editor.paste('<p>Look: <img src="data:," alt="x"></p>')

    expect(editor.page.locator(".cke_notification_warning")).to_contain_text("A picture could not be pasted")
    assert "<img" not in editor.data()
    assert "Look:" in editor.data()


def test_a_copied_figure_keeps_picture_and_caption(editor):
    start(editor, figure("bones", caption="Words", text="<p>After.</p>"))

    editor.text.locator("figure img").click()
    editor.copy()
    editor.caret_at_end("> p")
    editor.press("Enter", "Control+v")
    expect(editor.text.locator(".cke_widget_figure")).to_have_count(2)

    assert flat(editor.data()).replace(" /", "").count(figure("bones", caption="Words")) == 2
