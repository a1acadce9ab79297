"""What was typed on a page that is no record outlives a session that ended before it was sent."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import make_published

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "The dose was wrong: it is 100 mg."
TAB = "Object.entries(sessionStorage).filter(([name]) => name !== 'kept by').map(String).join()"


@pytest.fixture
def article():
    article = make_published(title="Bone pain", body="<p>Take 10 mg</p>")
    article.body = "<p>Take 100 mg</p>"
    article.save()
    return article


@pytest.fixture
def publish_page(ada_page, live_server, article):
    ada_page.goto(live_server.url + reverse("admin:articles_article_publish", args=[article.pk]))
    ada_page.get_by_label("Correction").check()
    ada_page.get_by_label("What should readers know about it?").press_sequentially(NOTE)
    return ada_page


def publish(page):
    page.get_by_role("button", name="Publish", exact=True).click()


def log_in(page, name, password):
    expect(page.locator("body.login")).to_be_visible()
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(password)
    page.keyboard.press("Enter")
    expect(page.locator("body.login")).to_have_count(0)


def test_a_note_comes_back_after_logging_in_again(publish_page, article):
    Session.objects.all().delete()
    publish(publish_page)
    assert article.editions.count() == 1

    log_in(publish_page, "ada", "secret")

    expect(publish_page.get_by_label("What should readers know about it?")).to_have_value(NOTE)
    expect(publish_page.get_by_label("Correction")).to_be_checked()
    expect(publish_page.get_by_text("it isn’t saved yet")).to_be_visible()
    publish(publish_page)
    expect(publish_page.locator(".success")).to_contain_text("Edition 2 is public")
    assert article.editions.latest("number").note == NOTE
    publish_page.wait_for_load_state()  # its scripts have run
    assert NOTE not in publish_page.evaluate(TAB)


def test_nobody_else_who_logs_in_there_gets_the_note(publish_page, article, admin_user):
    Session.objects.all().delete()
    publish(publish_page)

    log_in(publish_page, admin_user.username, "password")

    expect(publish_page.get_by_label("What should readers know about it?")).to_have_value("")
    assert NOTE not in publish_page.evaluate(TAB)


def test_a_note_comes_back_after_logging_in_again_in_another_window(
    publish_page, article, context, live_server, complaints
):
    other = context.new_page()
    other.goto(live_server.url + reverse("admin:index"))
    other.locator("#user-tools summary").click()
    other.get_by_role("button", name="Log out").click()
    other.goto(live_server.url + reverse("admin:index"))
    log_in(other, "ada", "secret")

    publish(publish_page)
    expect(publish_page.get_by_role("heading", name="This was not sent")).to_be_visible()
    publish_page.go_back()

    expect(publish_page.get_by_label("What should readers know about it?")).to_have_value(NOTE)
    publish(publish_page)
    expect(publish_page.locator(".success")).to_contain_text("Edition 2 is public")
    complaints[:] = [one for one in complaints if "403 (Forbidden)" not in one]
