"""A failed save keeps every word: on the error page, after going back, and when the server can't answer Back."""

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from support_groups.models import Group
from tests.browser import axe
from tests.factories import make_article, make_group
from tests.served import SETTINGS, served, sqlite_copy


class Database:
    """A SQLite file that is missing while something else is in its place."""

    def __init__(self, file):
        self.file, self.aside = file, file.with_suffix(".aside")

    def go_away(self):
        self.file.rename(self.aside)
        self.file.mkdir()

    def come_back(self):
        self.file.rmdir()
        self.aside.rename(self.file)


@pytest.fixture
def article(db):
    return make_article(title="Bones", body="<p>What we knew.</p>")


@pytest.fixture
def group(db):
    return make_group(name="Circle", languages=(), audiences=())


@pytest.fixture
def database(tmp_path, admin_user, article, group, settings):
    settings.SECRET_KEY = SETTINGS["SECRET_KEY"]
    admin_user.staff = Client()
    admin_user.staff.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")
    return Database(sqlite_copy(tmp_path))


@pytest.fixture
def site(tmp_path, database):
    """Static files straight from their folders, and a database that is opened for each request."""
    variables = {"DEBUG": "1", "CONN_MAX_AGE": "0", "DATABASE_URL": f"sqlite:///{database.file}"}
    with served(tmp_path, **variables) as site:
        site.url = f"http://localhost:{site.port}"
        yield site


@pytest.fixture
def page(site, context, complaints, admin_user):
    cookie = admin_user.staff.cookies[project.SESSION_COOKIE_NAME]
    context.add_cookies(
        [
            {
                "name": cookie.key,
                "value": cookie.value,
                "domain": "localhost",
                "path": project.SESSION_COOKIE_PATH,
            }
        ]
    )
    yield context.new_page()
    # what this is about
    complaints[:] = [one for one in complaints if "503 (Service Unavailable)" not in one]


def words(page):
    """What the editor would save."""
    text = page.frame_locator("#cke_id_body iframe.cke_wysiwyg_frame").locator("body")
    expect(text).to_have_attribute("contenteditable", "true")
    return page.evaluate("CKEDITOR.instances.id_body.getData()")


def type_into(page, site, article):
    page.goto(site.url + reverse("admin:articles_article_change", args=[article.pk]))
    words(page)
    page.locator("#id_title").fill('Bones & "joints"')
    page.frame_locator("#cke_id_body iframe.cke_wysiwyg_frame").locator("body").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" What we know now.")


def kept_pages(page) -> int:
    return page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('kept /')).length")


def fail_to_save(page, database):
    database.go_away()
    page.locator("input[name=_continue]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This was not saved")


def test_the_page_itself_saves_what_was_typed_once_the_database_is_back(page, site, database, article):
    type_into(page, site, article)

    fail_to_save(page, database)
    assert axe.violations(page) == []
    page.get_by_role("button", name="Try to save again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This was not saved")
    database.come_back()
    page.get_by_role("button", name="Try to save again").click()

    expect(page.locator(".messagelist .success")).to_contain_text("was saved.")
    assert "What we know now." in words(page)
    expect(page.locator(".kept")).to_have_count(0)
    page.reload()
    expect(page.locator("#id_title")).to_have_value('Bones & "joints"')


@pytest.mark.parametrize("is_back_first", [True, False])
def test_the_back_button_restores_the_text(page, site, database, article, is_back_first):
    type_into(page, site, article)
    fail_to_save(page, database)

    if is_back_first:
        database.come_back()
        page.go_back()
    else:
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("This page can’t be shown right now")
        expect(page.get_by_text("What you typed is kept in this window.")).to_be_visible()
        database.come_back()
        page.get_by_role("link", name="Try again").click()

    expect(page.get_by_text("What you typed is back in the form, but it isn’t saved yet.")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value('Bones & "joints"')
    assert "What we knew. What we know now." in words(page).replace("&nbsp;", " ")
    page.locator("input[name=_continue]").first.click()
    expect(page.locator(".messagelist .success")).to_contain_text("was saved.")
    expect(page.locator(".kept")).to_have_count(0)


def test_added_rows_are_restored_too_and_can_be_discarded(page, site, database, group):
    page.goto(site.url + reverse("admin:support_groups_group_change", args=[group.pk]))
    page.locator("#contacts-group .add-row a").click()
    for number, name in enumerate(["Maria", "Lena"]):
        page.locator(f"#id_contacts-{number}-name").fill(name)
        page.locator(f"#id_contacts-{number}-phone").fill(f"330-555-010{number}")
    fail_to_save(page, database)
    page.go_back()
    database.come_back()

    page.get_by_role("link", name="Try again").click()

    expect(page.locator("#id_contacts-1-name")).to_have_value("Lena")
    page.get_by_role("button", name="Discard it and show what is saved").click()
    expect(page.locator("#id_contacts-0-name")).to_have_value("")
    expect(page.locator(".kept")).to_have_count(0)


def test_kept_text_never_overwrites_a_later_save(page, site, article):
    """A browser may restore the whole page without running its scripts again."""
    page.goto(site.url + reverse("admin:articles_article_change", args=[article.pk]))
    words(page)
    page.evaluate("sessionStorage.setItem(`kept ${location.pathname}`, JSON.stringify([['title', 'Older']]))")
    page.locator("#id_title").fill("Newer")
    page.locator("input[name=_continue]").first.click()

    expect(page.locator(".messagelist .success")).to_contain_text("was saved.")
    expect(page.locator("#id_title")).to_have_value("Newer")
    expect(page.locator(".kept")).to_have_count(0)


def test_logging_out_discards_what_was_kept(page, site, database, article):
    type_into(page, site, article)
    fail_to_save(page, database)
    database.come_back()

    page.goto(site.url + reverse("admin:index"))
    assert kept_pages(page) == 1
    page.locator("details:has(#logout-form) > summary").click()
    page.locator("#logout-form button").click()

    expect(page.get_by_role("heading", name="Logged out")).to_be_visible()
    assert kept_pages(page) == 0


def test_a_successful_save_discards_what_was_kept(page, site, article):
    page.goto(site.url + reverse("admin:articles_article_change", args=[article.pk]))
    words(page)
    page.locator("#id_title").fill("Joints")
    page.locator("input[name=_continue]").first.click()
    expect(page.locator(".messagelist .success")).to_contain_text("was saved.")

    assert kept_pages(page) == 0
    assert Article.objects.get().title == "Bones"  # the process has a copy of its own
    assert Group.objects.count() == 1
