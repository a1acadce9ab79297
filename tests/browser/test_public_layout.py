"""Every page at every width: nothing overflows, nothing is announced twice, axe reports nothing."""

import pytest

from tests.browser.axe import violations

pytestmark = pytest.mark.django_db(transaction=True)

# 320 by 256 is what is left of a 1280 by 1024 screen at 400% (WCAG 2.2, 1.4.10), 256 by 320 of one that stands upright.
SIZES = [(256, 320), (320, 256), (360, 740), (1440, 900), (1600, 1000)]
STICKS_OUT = """() => [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1) && !e.closest('.scroll, .skip, svg *')
        && getComputedStyle(e).position !== 'fixed';
}).map(e => e.outerHTML.slice(0, 120))"""
# Ids used twice, anchors that lead nowhere, levels of headings left out, more or fewer than one h1.
MISTAKES = """() => {
    const ids = [...document.querySelectorAll('[id]')].map(e => e.id), found = [];
    ids.forEach((id, n) => ids.indexOf(id) < n && found.push(`twice: ${id}`));
    document.querySelectorAll('a[href^="#"]').forEach(a =>
        document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1))) || found.push(`leads nowhere: ${a.outerHTML}`));
    for (const name of ['aria-labelledby', 'aria-describedby', 'popovertarget'])
        document.querySelectorAll(`[${name}]`).forEach(e => document.getElementById(e.getAttribute(name)) || found.push(`${name}: ${e.outerHTML}`));
    let level = 0;
    document.querySelectorAll('h1, h2, h3, h4').forEach(h => {
        if (+h.tagName[1] > level + 1) found.push(`left out: ${h.outerHTML}`);
        level = +h.tagName[1];
    });
    if (document.querySelectorAll('h1').length !== 1) found.push('not one h1');
    return found;
}"""


@pytest.mark.parametrize("text", ["", "larger"], ids=["standard text", "larger text"])
def test_no_page_is_wider_than_the_window(visit, site, text):
    page = visit("home")
    page.evaluate("size => { localStorage.size = size }", text)

    for name in site.addresses:
        visit(name)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})

            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            assert page.evaluate(STICKS_OUT) == [], (name, width)


def test_at_four_hundred_percent_a_form_keeps_its_words_and_a_button_its_number_whole(visit, site):
    lines = "e => Math.round(e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight))"
    page = visit("finder")
    page.set_viewport_size({"width": 256, "height": 320})
    assert page.locator("label[for=id_radius]").evaluate(lines) == 1

    visit("group")
    columns = page.locator(".acts").first.evaluate("e => getComputedStyle(e).gridTemplateColumns.split(' ')")
    assert len(columns) == 1


def test_ids_anchors_and_headings_are_in_order_on_every_page(visit, site):
    for name in site.addresses:
        assert visit(name).evaluate(MISTAKES) == [], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(visit, page, site, scheme):
    page.emulate_media(color_scheme=scheme)

    for name in site.addresses:
        visit(name)
        for width in (360, 1440):
            page.set_viewport_size({"width": width, "height": 900})

            assert violations(page) == [], (name, width)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_when_everything_is_open(visit, page, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    visit("article").evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")

    page.locator(".cite a").first.click()
    assert violations(page) == []

    page.keyboard.press("Escape")
    page.get_by_role("button", name="Text and color").click()
    assert violations(page) == []

    if width == 360:
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Menu").click()
        assert violations(page) == []


def test_a_button_that_needs_script_keeps_its_place_until_the_script_shows_it(
    visit, page, browser, live_server
):
    place = "document.querySelector('.menu-btn').getBoundingClientRect().left"
    hide = "document.querySelector('[data-needs-script]').hidden = true"
    page.set_viewport_size({"width": 390, "height": 844})
    shown = visit("home").evaluate(place)

    page.evaluate(hide)
    assert page.evaluate(place) == shown
    assert page.locator(".tool.lean").is_hidden()

    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    without = context.new_page()
    without.goto(live_server.url)
    assert without.locator(".tool.lean").bounding_box() is None
    context.close()


def test_axe_reports_a_bad_page(page):
    page.set_content("<title></title><img src='data:,'><p>x</p>")

    assert any(found.startswith("image-alt") for found in violations(page))


def test_an_error_page_is_calm_and_accessible(live_server, page, complaints, monkeypatch):
    def break_down(*args, **kwargs):
        raise RuntimeError("as the test wishes")

    monkeypatch.setattr("mbc_site.views.Home.get_context_data", break_down)

    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.goto(live_server.url).status == 500

        assert page.get_by_role("heading", level=1).inner_text() == "This page can’t be shown right now"
        assert page.get_by_text("Something went wrong on our side.").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(MISTAKES) == []
        assert violations(page) == []
    assert len(complaints) == 2
    complaints.clear()


def test_forced_colors_keep_every_frame_and_mark(visit, page):
    """Where a background is all that shows a thing, forced colors leave nothing: there must be a border."""
    page.emulate_media(forced_colors="active")
    visit("article")

    borders = page.evaluate(
        """() => ['.keypoints', '.care', '.demo', '.mast', '.btn', '.survival', '.toc a'].filter(name => {
            const style = getComputedStyle(document.querySelector(name));
            return !['Top', 'Left', 'Bottom'].some(side => parseFloat(style[`border${side}Width`]) && style[`border${side}Style`] !== 'none');
        })"""
    )

    assert borders == []
    # axe asks for the colors of the style sheet, not for those the system puts in their place.
    assert [found for found in violations(page) if not found.startswith("color-contrast")] == []
