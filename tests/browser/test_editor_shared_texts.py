from playwright.sync_api import expect

from articles.models import SharedText
from tests.factories import make_article

STORED = '<aside class="callout" data-kind="shared" data-text="signs"><p>Signs</p></aside>'


def make_shared(key="signs", title="Signs"):
    return SharedText.objects.create(key=key, title=title, body="<p>Call [emergency number].</p>")


def test_a_shared_text_is_chosen_like_a_callout_and_saved_by_its_key(editor):
    make_shared()
    article = make_article(body="<p>Before.</p>")
    editor.open(article).caret_at_end()

    editor.button("callout").click()
    editor.page.get_by_role("radio", name="Signs").check()
    editor.page.get_by_role("button", name="Insert callout").click()
    editor.save()
    article.refresh_from_db()

    assert article.body.replace("\n", "").replace("\t", "") == f"<p>Before.</p>{STORED}"


def test_opening_and_saving_changes_nothing_and_another_one_can_be_chosen(editor):
    make_shared()
    make_shared("crisis", "Crisis")
    article = make_article(body=f"<p>Before.</p>{STORED}")
    editor.open(article)
    expect(editor.text.locator(".cke_widget_sharedtext")).to_have_count(1)
    expect(editor.text.locator(".cke_widget_callout")).to_have_count(0)
    assert 'data-text="signs"' in editor.data()

    editor.text.locator("aside").dblclick(position={"x": 2, "y": 20})
    expect(editor.page.get_by_role("radio", name="Signs")).to_be_checked()
    editor.page.get_by_role("radio", name="Crisis").check()
    editor.page.get_by_role("button", name="Save callout").click()
    editor.save()
    article.refresh_from_db()

    assert 'data-text="crisis"><p>Crisis</p>' in article.body
    assert "signs" not in article.body
