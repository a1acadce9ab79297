"""Pages that are not the form of one record ask before they are left, too."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_directory_admin import log_in
from tests.factories import make_article, make_group, make_source, make_topic, make_venue

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = "input[type=text]:visible, input[type=number]:visible, textarea:visible, input[name=although]"
PAGES = [
    "sources_source_merge",
    "articles_topic_changelist",
    "articles_article_publish",
    "support_groups_venue_close",
    "support_groups_group_calling",
]


@pytest.mark.parametrize("name", PAGES)
def test_pages_that_are_no_record_ask_too(context, complaints, admin_client, live_server, settings, name):
    make_topic(), make_group(confirmed_on=None, languages=(), audiences=())
    sources = [make_source(), make_source()]
    number = {
        "articles_article_publish": make_article().pk,
        "support_groups_venue_close": make_venue().pk,
    }.get(name)
    query = f"?pk={sources[0].pk}&pk={sources[1].pk}" if name.endswith("merge") else ""
    cookie = admin_client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": f"{live_server.url}/admin/"}])
    page = context.new_page()
    questions = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
    page.goto(live_server.url + reverse(f"admin:{name}", args=[number] if number else []) + query)

    field = page.locator("#content form[method=post]").locator(TYPED).first
    field.press("Space") if name.endswith("merge") else field.press_sequentially("7")
    page.locator("a.logo").click()

    expect(page.locator("#content form[method=post]").first).to_be_visible()
    assert questions == ["beforeunload"]


@pytest.mark.parametrize("action", ["Close: it has stopped meeting…", "Pause until…", "Confirm today…"])
def test_the_page_of_an_action_asks_too(context, complaints, as_grace, live_server, action):
    make_group(languages=(), audiences=())
    log_in(context, as_grace)
    page = context.new_page()
    questions = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
    page.goto(live_server.url + reverse("admin:support_groups_group_changelist"))
    page.locator(".action-select").first.check()
    page.get_by_role("combobox", name="With the rows you ticked").select_option(action)
    page.get_by_role("button", name="Apply").click()

    field = page.locator("#content form [name=note], #content form [name=until]").first
    field.fill("2098-01-05")
    page.locator("a.logo").click()

    expect(field).to_have_value("2098-01-05")
    assert questions == ["beforeunload"]
