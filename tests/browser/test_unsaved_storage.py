"""Where unsaved texts are kept: swept when they are old, cleared by a save, and not needed for working."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.storage import KEPT, change_page, wait_until_kept
from tests.factories import make_article, make_topic

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article():
    return make_article(title="Bone pain", body="<p>Bones</p>")


def test_old_texts_are_swept_from_any_page(ada_page, live_server):
    ada_page.goto(live_server.url + reverse("admin:index"))
    day = 24 * 60 * 60 * 1000
    ada_page.evaluate(
        """(day) => [13, 15].forEach((age) => localStorage.setItem(`unsaved somebody a.b.1 name${age}`, `${Date.now() - age * day} {}`))""",
        day,
    )

    ada_page.reload()
    ada_page.evaluate("onDisk.ready")

    assert [key for key, _text in ada_page.evaluate(KEPT)] == ["unsaved somebody a.b.1 name13"]


def test_without_storage_the_form_still_saves_and_asks(ada_page, editor, live_server, article):
    refuse = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused'); } });"
    )
    ada_page.add_init_script(refuse)
    questions = []
    ada_page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
    editor.open(article)

    editor.caret_at_end("p").write(" ache.")
    ada_page.locator("a.logo").click()
    assert questions == ["beforeunload"]
    expect(ada_page.get_by_text("This browser can’t keep what you type until you save it.")).to_be_visible()
    editor.save()

    article.refresh_from_db()
    assert article.body == "<p>Bones ache.</p>"


def test_keeping_150_kilobytes_takes_no_time_that_a_writer_would_notice(editor, live_server):
    paragraphs = "".join(f"<p>{number} {'bones ache ' * 30}</p>" for number in range(430))
    editor.open(make_article(body=paragraphs))

    editor.caret_at_end("p").write(" More.")
    texts = wait_until_kept(editor.page, "More.")
    spent = editor.page.evaluate(
        "() => { const began = performance.now(); JSON.stringify(formChanges.values(formChanges.forms[0])); return performance.now() - began; }"
    )

    assert len(texts[0]) > 140_000
    assert spent < 1000, json.dumps(spent)
    print(f"kept {len(texts[0])} characters, {spent:.0f} ms")


def test_a_full_storage_is_said_once_and_the_form_still_saves(ada_page, live_server):
    topic = make_topic(title="Pain")
    full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    ada_page.add_init_script(full)
    ada_page.goto(change_page(live_server, topic))

    ada_page.get_by_label("Title").fill("Sore bones")
    expect(ada_page.get_by_text("This browser can’t keep what you type")).to_be_visible()
    ada_page.locator("[name=_continue]").first.click()

    expect(ada_page.locator(".messagelist .success")).to_be_visible()


def test_a_save_forgets_nothing_that_was_typed_since(ada_page, live_server):
    ada_page.goto(live_server.url + reverse("admin:index"))
    ada_page.evaluate(
        """() => {
            const now = Date.now();
            [["before1", now - 5], ["after111", now + 5]].forEach(([name, at]) => {
                localStorage.setItem(`unsaved somebody a.b.1 ${name}`, `${at} {}`);
                document.cookie = `saved-${name}=${now}; path=/admin/`;
            });
        }"""
    )

    ada_page.reload()
    ada_page.evaluate("onDisk.ready")

    assert [key for key, _text in ada_page.evaluate(KEPT)] == ["unsaved somebody a.b.1 after111"]
    assert "saved-" not in ada_page.evaluate("document.cookie")
