"""The search in a browser: from every page, on a phone, without JavaScript, and by keyboard with suggestions."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.factories import make_group, make_published

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
NARROW = {"width": 256, "height": 640}  # 1280 pixels at 500%


@pytest.fixture(autouse=True)
def _texts():
    body = '<h2 id="rest">Bones at rest</h2><p>Lying still helps a sore back.</p>'
    make_published(title="Bones and joints", slug="bones", body=body)
    make_group(name="Bone circle", slug="circle")


@pytest.fixture
def asked(page):
    """What was asked for suggestions."""
    found = []
    page.on(
        "request", lambda request: "/suggest/" in request.url and found.append(request.url.partition("?")[2])
    )
    return found


def field(page):
    return page.get_by_role("search", name="Search this site").get_by_label("Words to search for")


def options(page):
    return page.get_by_role("option")


@pytest.mark.parametrize("script", [True, False])
def test_a_phone_goes_from_any_page_to_an_answer(browser, live_server, script):
    context = browser.new_context(java_script_enabled=script, viewport=PHONE)
    page = context.new_page()
    page.goto(live_server.url + "/articles/bones/")

    page.get_by_role("link", name="Search this site").click()
    page.get_by_role("main").get_by_label("Words to search for").fill("sore back")
    page.get_by_role("main").get_by_role("button", name="Search").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("1 result for “sore back”")
    first = page.locator(".hits li").first
    expect(first).to_be_in_viewport(ratio=1)
    assert first.locator("mark").all_inner_texts() == ["sore", "back"]
    first.get_by_role("link", name="Bones at rest").click()
    expect(page.locator("#rest")).to_be_in_viewport()
    context.close()


def test_a_wide_window_has_the_field_on_every_page(live_server, page):
    page.set_viewport_size(WIDE)
    page.goto(live_server.url + "/articles/bones/")

    field(page).fill("sore")
    field(page).press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("1 result for “sore”")
    expect(field(page)).to_have_value("")
    assert field(page).evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 16


def test_suggestions_by_keyboard(live_server, page, asked):
    page.set_viewport_size(WIDE)
    page.goto(live_server.url + "/articles/bones/")
    box = field(page)
    box.focus()
    expect(box).to_have_role("combobox")

    page.keyboard.type("b")
    page.wait_for_timeout(400)
    assert asked == []
    page.keyboard.type("on", delay=20)
    expect(options(page).first).to_contain_text("Bones and joints")
    assert asked == ["q=bon"]
    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("aria-activedescendant") is None
    expect(page.get_by_role("search", name="Search this site").get_by_role("status")).to_contain_text(
        "Suggestions:"
    )
    assert violations(page) == []

    page.keyboard.press("ArrowDown")
    first = options(page).first
    expect(first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    expect(box).to_have_value("bon")
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")

    page.keyboard.press("Escape")
    expect(page.locator(".suggested:visible")).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("bon")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/bones/**")


def test_enter_searches_for_what_was_typed_unless_something_is_chosen(live_server, page, asked):
    page.set_viewport_size(WIDE)
    page.goto(live_server.url + "/sources/")
    field(page).focus()
    page.keyboard.type("bone")
    expect(options(page).first).to_be_visible()

    page.keyboard.press("Enter")

    page.wait_for_url("**/search/?q=bone")
    expect(page.get_by_role("heading", level=1)).to_contain_text("for “bone”")


def test_a_suggestion_is_chosen_by_touch_and_the_list_goes_when_the_field_is_left(live_server, page):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + "/search/")
    box = page.get_by_role("main").get_by_label("Words to search for")
    expect(box).to_be_focused()
    box.press_sequentially("bone ci")
    expect(options(page).first).to_contain_text("Bone circle")
    assert violations(page) == []

    box.press("Tab")
    expect(page.locator(".suggested:visible")).to_have_count(0)
    box.press("End")
    box.press_sequentially("r")
    options(page).filter(has_text="Bone circle").first.click()

    page.wait_for_url("**/support-groups/circle/")


def test_an_older_answer_never_replaces_a_newer_one(live_server, page):
    page.set_viewport_size(WIDE)
    page.goto(live_server.url + "/articles/")

    def late(route):
        page.wait_for_timeout(600)
        route.continue_()

    page.route("**/search/suggest/?q=bon", late)
    field(page).focus()
    page.keyboard.type("bon")
    page.wait_for_timeout(200)
    page.keyboard.type("e ci")
    expect(options(page).first).to_contain_text("Bone circle")
    page.wait_for_timeout(700)

    expect(options(page).filter(has_text="Bones and joints")).to_have_count(0)


def test_without_an_answer_the_field_is_a_plain_field(live_server, page, complaints):
    page.set_viewport_size(WIDE)
    page.goto(live_server.url + "/articles/")
    page.route("**/search/suggest/**", lambda route: route.abort())

    field(page).focus()
    page.keyboard.type("sore")
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")

    page.wait_for_url("**/search/?q=sore")
    complaints.clear()  # that it was aborted


@pytest.mark.parametrize("look", ["light", "dark", "forced", "rtl", "narrow", "print"])
@pytest.mark.parametrize("query", ["?q=bone", "?q=parliament", ""])
def test_the_page_is_sound_in_every_look(live_server, page, look, query):
    page.set_viewport_size(NARROW if look == "narrow" else PHONE)
    page.emulate_media(
        color_scheme="dark" if look == "dark" else "light",
        forced_colors="active" if look == "forced" else "none",
        media="print" if look == "print" else "screen",
    )
    page.goto(live_server.url + "/search/" + query)
    if look == "rtl":
        page.evaluate("document.documentElement.dir = 'rtl'")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if look == "print":
        expect(page.locator("form, .lens, .facets").locator("visible=true")).to_have_count(0)
    else:
        found = violations(page)  # axe doesn't know the colors that are forced
        assert [one for one in found if look != "forced" or not one.startswith("color-contrast")] == []
