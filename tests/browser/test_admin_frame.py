"""The frame of the admin with real keys: menus, lists and forms at three widths, the theme of the site."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.pages import make_site
from tests.browser.test_directory_admin import log_in
from tests.factories import make_article, make_topic

pytestmark = pytest.mark.django_db(transaction=True)

ARTICLES = "admin:articles_article_changelist"


@pytest.fixture
def root_page(live_server, complaints, context):
    client = Client()
    user = User.objects.create_superuser("root", password="secret")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    log_in(context, client)
    return context.new_page()


def may_be_added(model) -> bool:
    """Nobody adds to a log, or to what visitors wrote."""
    request = RequestFactory().get("/")
    request.user = User(is_active=True, is_staff=True, is_superuser=True)
    return admin.site._registry[model].has_add_permission(request)


def pages_of(model) -> list[str]:
    """Its list, the form of its first record and the form of a new one."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    first = model._default_manager.order_by("pk").first()
    found = [reverse(f"{name}_changelist")]
    found += [reverse(f"{name}_add")] if may_be_added(model) else []
    return [*found, reverse(f"{name}_change", args=[first.pk])] if first else found


def test_no_page_of_any_model_scrolls_sideways(live_server, root_page):
    make_site()
    addresses = [reverse("admin:index"), reverse("admin:guide")]
    addresses += [address for model in admin.site._registry for address in pages_of(model)]
    wide = []
    for address in addresses:
        response = root_page.goto(live_server.url + address, wait_until="load")
        for width in (820, 390) if response.status == 200 else ():
            root_page.set_viewport_size({"width": width, "height": 900})
            over = root_page.evaluate("document.documentElement.scrollWidth - innerWidth")
            wide += [(address, width, over)] if over > 0 else []

    print(*wide, sep="\n")
    assert len(addresses) > 40
    assert wide == []


def test_the_menu_works_by_keyboard_alone(live_server, ada_page):
    ada_page.goto(live_server.url + reverse(ARTICLES))
    jobs = ada_page.get_by_role("navigation", name="Main")

    jobs.get_by_role("link", name="Write").focus()
    jobs.get_by_text("More", exact=True).focus()
    ada_page.keyboard.press("Enter")
    expect(jobs.get_by_role("link", name="Former addresses")).to_be_visible()
    ada_page.keyboard.press("Escape")
    expect(jobs.get_by_role("link", name="Former addresses")).to_be_hidden()
    expect(jobs.get_by_text("More", exact=True)).to_be_focused()
    jobs.get_by_role("link", name="Sources").press("Enter")

    expect(ada_page).to_have_url(re.compile("/sources/source/$"))


def test_the_menu_opens_without_javascript(live_server, browser, browser_context_args, as_ada):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    log_in(context, as_ada)
    page = context.new_page()
    page.goto(live_server.url + reverse(ARTICLES))

    page.get_by_role("navigation", name="Main").get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Former addresses").click()

    expect(page.get_by_role("heading", name="Former addresses")).to_be_visible()
    context.close()


def test_filters_are_folded_and_come_off_one_by_one(live_server, ada_page):
    topic = make_topic(title="Pain")
    make_article(title="About bones", topics=[topic]), make_article(title="About sleep")
    ada_page.goto(live_server.url + reverse(ARTICLES))

    expect(ada_page.get_by_role("link", name="Pain")).to_be_hidden()
    ada_page.get_by_text("Filter", exact=True).click()
    ada_page.get_by_role("link", name="Pain").click()
    expect(ada_page.locator("#result_list tbody tr")).to_have_count(1)
    ada_page.get_by_role("link", name="Remove the filter Topics: Pain").click()

    expect(ada_page.locator("#result_list tbody tr")).to_have_count(2)


def test_actions_show_when_a_row_is_chosen(live_server, root_page):
    make_topic(title="Pain")
    root_page.goto(live_server.url + reverse("admin:articles_topic_changelist"))

    expect(root_page.get_by_role("combobox", name="With the rows you ticked")).to_be_hidden()
    root_page.locator(".action-select").first.check()

    expect(root_page.get_by_role("combobox", name="With the rows you ticked")).to_be_visible()


@pytest.mark.parametrize("address", ["add", "change"])
def test_the_cursor_is_in_the_first_field(live_server, root_page, address):
    topic = make_topic(title="Pain")
    args = [topic.pk] if address == "change" else []
    root_page.goto(live_server.url + reverse(f"admin:articles_topic_{address}", args=args))

    expect(root_page.get_by_label("Title")).to_be_focused()


def test_after_an_error_the_cursor_is_in_the_first_field_that_is_wrong(live_server, root_page):
    root_page.goto(live_server.url + reverse("admin:articles_topic_add"))
    root_page.get_by_label("Title").fill("Pain")
    root_page.get_by_label("Web address").fill("not an address")

    root_page.keyboard.press("Control+s")

    expect(root_page.locator(".errorlist").first).to_be_visible()
    expect(root_page.get_by_label("Web address")).to_be_focused()


def test_control_s_saves_and_stays(live_server, root_page):
    topic = make_topic(title="Pain")
    root_page.goto(live_server.url + reverse("admin:articles_topic_change", args=[topic.pk]))

    root_page.keyboard.press("End")
    root_page.keyboard.type(" and sleep")
    root_page.keyboard.press("Control+s")

    expect(root_page.locator(".success")).to_contain_text("Pain and sleep")
    expect(root_page).to_have_url(re.compile("/change/$"))
    topic.refresh_from_db()
    assert topic.title == "Pain and sleep"


def test_control_s_saves_from_inside_the_editor(live_server, editor, ada_page):
    article = make_article(body="<p>Bones</p>")
    editor.open(article)
    editor.caret_at_end("p")
    editor.write(" ache.")

    editor.press("Control+s")

    expect(ada_page.locator(".success")).to_be_visible()
    article.refresh_from_db()
    assert article.body == "<p>Bones ache.</p>"


@pytest.mark.parametrize("name", ["Title", "Web address", "Position"])
def test_enter_in_a_field_saves_and_deletes_nothing(live_server, root_page, name):
    topic = make_topic(title="Pain")
    address = live_server.url + reverse("admin:articles_topic_change", args=[topic.pk])
    root_page.goto(address)

    root_page.get_by_label(name).focus()
    root_page.keyboard.type("9")
    root_page.keyboard.press("Enter")
    root_page.wait_for_timeout(300)

    expect(root_page).to_have_url(address)
    before = (topic.title, topic.slug, topic.position)
    topic.refresh_from_db()
    assert (topic.title, topic.slug, topic.position) == before


def test_the_bar_stays_in_sight(live_server, ada_page, editor):
    editor.open(make_article(body="<p>Bones</p>" * 200))

    for edge in (0, 99_999):
        ada_page.evaluate("y => scrollTo(0, y)", edge)
        expect(ada_page.locator(".bar [name=_continue]")).to_be_in_viewport()


def test_the_choice_of_colors_holds_on_the_site_and_in_the_admin(live_server, ada_page):
    paper = "getComputedStyle(document.body).backgroundColor"
    ada_page.emulate_media(color_scheme="light")
    ada_page.goto(live_server.url + reverse(ARTICLES))
    light = ada_page.evaluate(paper)

    ada_page.get_by_role("button", name="Text and color").click()
    ada_page.get_by_label("Dark, easier at night").check()
    dark = ada_page.evaluate(paper)
    ada_page.goto(live_server.url)
    on_the_site = ada_page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    ada_page.goto(live_server.url + reverse(ARTICLES))

    assert light != dark
    assert on_the_site == ada_page.evaluate(paper) == dark


@pytest.mark.parametrize("is_scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_on_a_phone_the_menu_is_one_line_that_says_where_one_is(
    live_server, browser, browser_context_args, as_ada, is_scripted
):
    phone = {"viewport": {"width": 390, "height": 800}, "java_script_enabled": is_scripted}
    context = browser.new_context(**browser_context_args | phone)
    log_in(context, as_ada)
    page = context.new_page()
    page.goto(live_server.url + reverse(ARTICLES))

    menu = page.get_by_role("button", name="Menu Write › Articles")
    expect(page.get_by_role("link", name="Sources")).to_be_hidden()
    assert menu.bounding_box()["height"] < 50
    menu.press("Enter")
    expect(page.get_by_role("link", name="Articles")).to_have_attribute("aria-current", "page")
    assert not is_scripted or violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Sources")).to_be_hidden()
    menu.click()
    page.get_by_role("link", name="Sources", exact=True).click()

    expect(page.get_by_role("button", name="Menu Sources")).to_be_visible()
    context.close()
