"""What was typed and not saved is offered back after a crash, a logout or a lost session, to its writer alone."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.storage import KEPT, change_page, wait_until_kept
from tests.factories import make_article, make_group, make_person, make_topic

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article():
    return make_article(title="Bone pain", body="<p>Bones</p>")


@pytest.fixture
def log_in(context, complaints, live_server, settings):
    """A window of somebody's, in the same browser as everybody else's."""

    def log_in(client):
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        place = {"domain": "localhost", "path": settings.SESSION_COOKIE_PATH}
        context.add_cookies([{"name": cookie.key, "value": cookie.value, **place}])
        return context.new_page()

    return log_in


def crash(page):
    """The process of the window ends, as when a browser crashes. None of its scripts run again."""
    page.close(run_before_unload=False)


def offer(page):
    """With the time zone by name: the clock of the browser may not be that of the site."""
    moment = r"\w{3}, \w{3} \d+ at \d+:\d\d (?:am|pm) [A-Z][A-Za-z ]+"
    return page.get_by_text(re.compile(f"You were writing this on {moment}, and it wasn’t saved."))


def bring_back(page):
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_text(re.compile("This is what you were writing on"))).to_be_visible()


def write_and_crash(editor, article, title, text):
    editor.open(article)
    editor.caret_at_end("p").write(text)
    editor.page.get_by_label("Title").fill(title)
    wait_until_kept(editor.page, title)
    crash(editor.page)


def test_a_text_is_offered_back_after_a_crash_and_gone_after_a_save(editor, context, live_server, article):
    write_and_crash(editor, article, "Pain in the bones", " ache.")

    editor.page = context.new_page()
    editor.open(article)
    expect(offer(editor.page)).to_be_visible()
    expect(editor.page.get_by_text("It would change: Title, Text")).to_be_visible()
    assert editor.data() == "<p>Bones</p>\n"
    bring_back(editor.page)
    assert "Bones ache." in editor.wait().data()
    expect(editor.page.get_by_label("Title")).to_have_value("Pain in the bones")
    editor.save()

    article.refresh_from_db()
    assert (article.title, article.body) == ("Pain in the bones", "<p>Bones ache.</p>")
    assert editor.page.evaluate(KEPT) == []
    expect(offer(editor.page)).to_have_count(0)


def test_rows_and_pickers_come_back_with_their_words(editor, context, live_server, article):
    make_person(name="Maria Fern")
    topic = make_topic(title="Pain")
    page = editor.open(article).page
    page.get_by_label("Pain", exact=True).check()
    page.locator("#authorships-group .add-row a, #authorships-group .add-row button").first.click()
    row = page.locator("#authorships-1")
    row.locator(".select2-selection").click()
    page.keyboard.type("Maria")
    page.get_by_role("option", name="Maria Fern").click()
    wait_until_kept(page, f'["topics","{topic.pk}"]')
    page.wait_for_timeout(2500)
    crash(page)

    editor.page = context.new_page()
    editor.open(article)
    bring_back(editor.page)

    expect(editor.page.get_by_label("Pain", exact=True)).to_be_checked()
    expect(editor.page.locator("#authorships-1 .select2-selection")).to_contain_text("Maria Fern")


def test_a_session_that_ended_costs_nothing(editor, ada, live_server, article):
    page = editor.open(article).page
    page.get_by_label("Title").fill("Pain in the bones")
    Session.objects.all().delete()

    page.locator("[name=_continue]").first.click()
    expect(page).to_have_url(re.compile("/admin/login/"))
    page.locator("#id_username").fill("ada")
    page.locator("#id_password").fill("secret")
    page.keyboard.press("Enter")

    expect(page.get_by_text(re.compile("This is what you were writing on"))).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Pain in the bones")
    editor.wait().save()
    article.refresh_from_db()
    assert article.title == "Pain in the bones"


def test_somebody_else_in_the_same_browser_sees_nothing_of_it(
    editor, log_in, admin_client, live_server, article
):
    write_and_crash(editor, article, "Pain in the bones", " ache.")

    page = log_in(admin_client)
    page.goto(change_page(live_server, article))

    expect(page.get_by_label("Title")).to_have_value("Bone pain")
    expect(offer(page)).to_have_count(0)


def test_a_text_that_is_older_than_a_colleagues_save_says_so(editor, context, live_server, article):
    write_and_crash(editor, article, "Pain in the bones", " ache.")
    article.title = "Sore bones"
    article.save()

    editor.page = context.new_page()
    editor.open(article)
    bring_back(editor.page)

    expect(editor.page.get_by_text("What changed while you were editing")).to_be_visible()
    expect(editor.page.get_by_label("Title")).to_have_value("Pain in the bones")


def test_it_can_be_discarded(editor, context, live_server, article):
    write_and_crash(editor, article, "Pain in the bones", " ache.")

    editor.page = context.new_page()
    editor.open(article)
    editor.page.get_by_role("button", name="Discard it").click()
    editor.page.reload()

    expect(offer(editor.wait().page)).to_have_count(0)
    assert editor.page.evaluate(KEPT) == []


def test_what_is_private_never_reaches_the_storage(log_in, as_grace, live_server):
    group = make_group(notes="", languages=(), audiences=())
    page = log_in(as_grace)
    page.goto(change_page(live_server, group))
    expect(page.get_by_text(re.compile("Not kept in this browser .*Passcode")).first).to_be_attached()

    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    private = {"#id_notes": "Ask-Lena", "#id_passcode": "4711-x", "#id_contacts-0-name": "Maria-Fern"}
    for field, text in (private | {"#id_summary": "A new circle"}).items():
        page.locator(field).fill(text)
    kept = "".join(wait_until_kept(page, "A new circle"))

    assert not [text for text in private.values() if text in kept]
    assert "contacts" not in kept


def test_two_windows_on_one_record_keep_two_texts(editor, context, live_server, article):
    first = editor.open(article).page
    first.get_by_label("Title").fill("From the first window")
    wait_until_kept(first, "From the first window")
    second = context.new_page()
    second.goto(change_page(live_server, article))
    second.get_by_label("Summary").fill("From the second window")
    wait_until_kept(second, "From the second window")

    editor.save()

    texts = [text for _key, text in first.evaluate(KEPT)]
    assert len(texts) == 1
    assert "From the second window" in texts[0]


def test_a_new_record_is_offered_back_where_one_adds(ada_page, context, live_server):
    address = live_server.url + reverse("admin:articles_topic_add")
    ada_page.goto(address)
    ada_page.get_by_label("Title").press_sequentially("Sore bones")
    wait_until_kept(ada_page, "Sore bones")
    crash(ada_page)

    page = context.new_page()
    page.goto(address)
    bring_back(page)

    expect(page.get_by_label("Title")).to_have_value("Sore bones")
