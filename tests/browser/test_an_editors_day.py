"""An editor's day, with real keys. In the morning she writes an article and publishes it; in the afternoon she corrects it,
schedules an edition, moves it, calls it off, takes the article off the site, puts it back and finds an older text again.
After each step a visitor looks at the public page."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article
from editing.moments import in_words
from tests.browser.desk import amiss, press, type_in
from tests.browser.editor import Editor
from tests.factories import (
    cite,
    make_image,
    make_person,
    make_published,
    make_source,
    make_topic,
    picture_bytes,
)
from tests.posting import kept

AUTHORS = ["Alder", "Birch", "Cedar", "Elm", "Fir"]
TITLE, SUMMARY = "When bones ache", "What helps, and when to call."
DAY = datetime.timedelta(days=1)


@pytest.fixture
def bibliography(db):
    for name in AUTHORS:
        key = f"{name.lower()}2019"
        make_source(key=key, title=f"Rest, by {name}", authors=[{"family": name}], year=2019)


@pytest.fixture
def desk(window, live_server, ada):
    """Ada's window, logged in by keyboard."""
    window.goto(live_server.url + reverse("admin:index"))
    expect(window.locator("#id_username")).to_be_focused()
    assert amiss(window) == []
    type_in(window, "ada", "secret")
    expect(window.get_by_role("heading", name="What would you like to work on?")).to_be_visible()
    assert amiss(window) == []
    return window


# --- in the morning


def test_an_article_is_written_and_published(desk, bibliography, visitors_page):
    make_topic(title="Pain")
    make_person(name="Jane Doe")

    begin(desk)
    editor = Editor(desk, "").wait()
    write_and_cite(editor)
    add_a_picture(editor)
    add_a_table(editor)
    name_author_and_topic(desk)
    look_at_the_preview(desk)
    article = Article.objects.get()
    assert visitors_page(article).status == 404
    publish_the_first_edition(desk)

    page = visitors_page(article)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator(".prose h2")).to_have_text(["What helps", "Medicines"])
    assert page.locator(".prose sup").all_inner_texts() == ["1", "2(p4)", "3,4", "5"]
    expect(page.locator(".sources > li")).to_have_count(5)
    expect(page.locator(".prose img[alt='A teal field']")).to_be_visible()
    expect(page.get_by_role("columnheader")).to_have_text(["Drug", "Use"])
    expect(page.get_by_role("cell")).to_have_text(["Pill", "Daily"])
    expect(page.get_by_role("link", name="Jane Doe").first).to_be_visible()
    expect(page.get_by_role("link", name="Pain").first).to_be_visible()


def begin(page) -> None:
    press(page, "link", "Write a new article")
    expect(page.get_by_label("Title")).to_be_focused()
    page.keyboard.type(TITLE)
    page.keyboard.press("Tab")  # to the address, which follows the title
    page.keyboard.press("Tab")
    expect(page.get_by_label("Summary")).to_be_focused()
    page.keyboard.type(SUMMARY)


def write_and_cite(editor: Editor) -> None:
    editor.text.click()
    editor.write("Bones can ache at night.")
    cite_by_keyboard(editor, "alder")
    write_heading(editor, "What helps")
    editor.write("Rest helps.")
    cite_by_keyboard(editor, "birch", place="p. 4")
    editor.write(" Walking helps, too.")
    cite_by_keyboard(editor, "cedar", "elm")
    editor.write(" So does warmth.")
    cite_by_keyboard(editor, "fir")
    write_heading(editor, "Medicines")


def write_heading(editor: Editor, words: str) -> None:
    editor.press("Enter")
    editor.format("Heading 2")
    editor.write(words)
    editor.press("Enter")


def cite_by_keyboard(editor: Editor, *searches: str, place: str = "") -> None:
    editor.press("Control+Alt+f")
    for search in searches:
        editor.write(search)
        expect(editor.page.get_by_role("option")).to_have_count(1)
        editor.press("Enter")
    if place:
        editor.press("Tab", "Tab")
        editor.write(place)
    else:
        assert amiss(editor.page) == []
    editor.press("Enter")
    expect(editor.dialog).to_have_count(0)


def add_a_picture(editor: Editor) -> None:
    """One that nobody has added yet."""
    editor.use("figure")
    expect(editor.page.get_by_role("combobox", name="Find a picture")).to_be_focused()
    assert amiss(editor.page) == []
    with editor.page.expect_popup() as opened:
        editor.page.get_by_role("button", name="Add a picture").press("Enter")
    form = opened.value
    expect(form.get_by_label("Title")).to_be_focused()
    form.keyboard.type("Teal")
    form.get_by_label("Picture file").set_input_files(
        {"name": "teal.png", "mimeType": "image/png", "buffer": picture_bytes()}
    )
    form.get_by_label("Description").focus()
    form.keyboard.type("A teal field")
    assert amiss(form) == []
    with form.expect_event("close"):
        form.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(editor.text.locator("figure img")).to_have_attribute("alt", "A teal field")


def add_a_table(editor: Editor) -> None:
    editor.use("table")
    expect(editor.dialog.get_by_label("Rows")).to_be_focused()
    assert amiss(editor.page) == []
    type_in(editor.page, "2", "2")
    for words in ("Drug", "Use", "Pill"):
        editor.write(words)
        editor.press("Tab")
    editor.write("Daily")


def name_author_and_topic(page) -> None:
    page.get_by_role("button", name="Add another Author").press("Enter")
    page.locator(".field-person [role=combobox]").first.press("Enter")
    page.keyboard.type("Jane")
    expect(page.get_by_role("option", name="Jane Doe")).to_be_visible()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Pain").press("Space")
    assert amiss(page) == []


def look_at_the_preview(page) -> None:
    """On a wide screen it is beside the form, elsewhere it takes its place."""
    press(page, "button", "Preview")
    preview = preview_in(page)
    expect(preview.get_by_role("status").first).to_have_text(
        "Preview of the working copy. Visitors don’t see this."
    )
    expect(preview.locator(".sources > li")).to_have_count(5)
    assert amiss(page) == []


def preview_in(page):
    is_wide = page.viewport_size["width"] >= 1200
    return page.frame_locator("iframe[src*='/preview/']") if is_wide else page


def publish_the_first_edition(page) -> None:
    preview_in(page).get_by_role("link", name="Publish…").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert amiss(page) == []
    press(page, "button", "Publish")
    expect(page.locator(".success")).to_contain_text("Edition 1 is public at")
    assert amiss(page) == []


# --- in the afternoon


@pytest.fixture
def article(bibliography):
    image = make_image(alt="A teal field")
    body = (
        f"<p>Rest at night.{cite('alder2019', 'birch2019')}</p>"
        f'<figure class="figure" data-image="{image.key}"></figure>'
        '<table><thead><tr><th scope="col">Drug</th></tr></thead><tbody><tr><td>Pill</td></tr></tbody></table>'
    )
    article = make_published(title=TITLE, summary=SUMMARY, body=body, at=timezone.now() - DAY)
    kept(article)
    return article


def test_a_public_article_is_corrected_scheduled_withdrawn_and_restored(
    desk, live_server, article, visitors_page
):
    editor = Editor(desk, live_server.url)

    correct(editor.open(article), "at night", "by day")
    page = visitors_page(article)
    expect(page.locator(".prose:not(.answer)")).to_contain_text("Rest by day.")
    expect(page.locator(".log li").first).to_contain_text("We had the wrong half of the day.")

    tomorrow = schedule(editor.wait(), "by day", "always")
    expect(visitors_page(article).locator(".prose:not(.answer)")).to_contain_text("Rest by day.")
    move(desk, tomorrow + DAY)
    assert [article.edition_at(at).number for at in (tomorrow, tomorrow + DAY)] == [2, 3]
    call_off(desk)
    assert article.edition_at(tomorrow + 2 * DAY).number == 2
    expect(visitors_page(article).locator(".prose:not(.answer)")).to_contain_text("Rest by day.")

    withdraw(desk)
    page = visitors_page(article)
    assert page.status == 404
    expect(page.locator("body")).not_to_contain_text("Rest by day.")
    put_back(desk)
    expect(visitors_page(article).locator(".prose:not(.answer)")).to_contain_text("Rest by day.")

    restore_the_first_text(desk)
    expect(visitors_page(article).locator(".prose:not(.answer)")).to_contain_text("Rest by day.")
    publish_again(editor.wait())
    page = visitors_page(article)
    expect(page.locator(".prose:not(.answer)")).to_contain_text("Rest at night.")
    expect(page.locator(".sources > li")).to_have_count(2)
    expect(page.locator(".prose img[alt='A teal field']")).to_be_visible()
    expect(page.get_by_role("columnheader")).to_have_text(["Drug"])


def change(editor: Editor, old: str, new: str) -> None:
    """Writes other words into the first sentence."""
    first = editor.caret_at_end("p").text.locator("p").first.inner_text()
    editor.press("Control+Home", *["ArrowRight"] * first.index(old), *["Shift+ArrowRight"] * len(old))
    editor.write(new)


def to_the_publish_page(editor: Editor, words: str) -> None:
    press(editor.page, "button", "Publish…")
    expect(editor.page.locator(".side-by-side ins").first).to_contain_text(words)
    assert amiss(editor.page) == []


def publish_as_correction(page, note: str) -> None:
    page.get_by_label("Correction").press("Space")
    page.get_by_label("What should readers know about it?").focus()
    page.keyboard.type(note)
    press(page, "button", "Publish")


def correct(editor: Editor, old: str, new: str) -> None:
    change(editor, old, new)
    to_the_publish_page(editor, new)
    publish_as_correction(editor.page, "We had the wrong half of the day.")
    expect(editor.page.locator(".success")).to_contain_text("Edition 2 is public at")


def schedule(editor: Editor, old: str, new: str) -> datetime.datetime:
    """For tomorrow at nine, which is returned."""
    page, moment = editor.page, nine_on(timezone.localdate() + DAY)
    change(editor, old, new)
    to_the_publish_page(editor, new)
    page.get_by_label("Small edit").press("Space")
    type_moment(page, moment)
    press(page, "button", "Publish")
    expect(page.locator(".standing")).to_contain_text(f"Edition 3 waits for {in_words(moment)}")
    assert amiss(page) == []
    return moment


def nine_on(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(9)))


def type_moment(page, moment: datetime.datetime) -> None:
    local = timezone.localtime(moment)
    page.get_by_label("Public from: date").focus()
    page.keyboard.type(f"{local:%m%d%Y}")
    page.get_by_label("Public from: time").focus()
    page.keyboard.type(f"{local:%I%M%p}")


def move(page, moment: datetime.datetime) -> None:
    press(page, "button", "Move")
    assert amiss(page) == []
    type_moment(page, moment)
    press(page, "button", "Move it")
    expect(page.locator(".standing")).to_contain_text(f"Edition 3 waits for {in_words(moment)}")


def call_off(page) -> None:
    press(page, "button", "Call it off")
    assert amiss(page) == []
    press(page, "button", "Call it off")
    expect(page.locator(".success")).to_contain_text("Edition 3 was called off.")
    expect(page.locator(".standing")).not_to_contain_text("waits")


def choose_under_more(page, name: str) -> None:
    page.locator(".bar summary").press("Enter")
    press(page, "button", name)
    assert amiss(page) == []


def withdraw(page) -> None:
    choose_under_more(page, "Withdraw…")
    press(page, "button", "Withdraw")
    expect(page.locator(".standing")).to_contain_text("Withdrawn on")


def put_back(page) -> None:
    choose_under_more(page, "Put back…")
    press(page, "button", "Put back")
    expect(page.locator(".standing")).to_contain_text("Public, edition 2")


def restore_the_first_text(page) -> None:
    choose_under_more(page, "History")
    page.get_by_role("link", name="Restore…").last.press("Enter")
    expect(page.get_by_role("heading", name="What restoring changes")).to_be_visible()
    expect(page.locator(".side-by-side ins").first).to_contain_text("at night")
    assert amiss(page) == []
    press(page, "button", "Restore this version")


def publish_again(editor: Editor) -> None:
    to_the_publish_page(editor, "at night")
    publish_as_correction(editor.page, "The first text was right.")
    expect(editor.page.locator(".success")).to_contain_text("Edition 4 is public at")
