"""From sharing a preview to a reader's comment beside the text, in two browsers that share nothing."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import SharedPreview
from tests.browser.axe import violations
from tests.factories import make_article, make_image

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article():
    image = make_image(caption="The ward.")
    body = f'<h2>Night</h2><p>Bones ache at night.</p><ul><li>Rest</li></ul><figure data-image="{image.key}"></figure>'
    return make_article(title="Bones", summary="About bones.", body=body)


def share(page, article) -> str:
    page.locator(".bar summary").click()
    page.locator(".bar").get_by_role("button", name="Share a preview…").click()
    page.get_by_label("For whom").fill("Dr. Roe")
    page.get_by_role("button", name="Make a link").click()
    return page.locator("#shared-link").input_value()


@pytest.mark.parametrize("has_script", [True, False])
def test_a_reader_comments_and_the_writer_finds_it_beside_the_text(
    browser, editor, ada_page, article, has_script
):
    editor.open(article)
    editor.caret_at_end("p")
    editor.write(" And by day.")
    link = share(ada_page, article)  # saves first
    outside = browser.new_context(java_script_enabled=has_script)
    reader = outside.new_page()

    reader.goto(link)
    reader.get_by_role("link", name=re.compile("Bones ache at night. And by day.")).click()
    expect(reader.get_by_label("Your comment")).to_be_focused()
    expect(reader.get_by_label("Your comment")).to_be_in_viewport()
    reader.keyboard.type("Is that so?")
    reader.get_by_label("Your name").fill("Jane Doe")
    reader.wait_for_timeout(2100)  # a person takes longer than two seconds
    reader.get_by_role("button", name="Send comment").click()

    expect(reader.get_by_role("status")).to_contain_text("Your comment was sent.")
    assert outside.cookies() == []
    editor.open(article)
    report = ada_page.locator("#report")
    expect(report).to_contain_text("Jane Doe")
    expect(report).to_contain_text("Is that so?")
    report.get_by_role("link", name="Show in the text").click()
    shown = ada_page.evaluate("CKEDITOR.instances.id_body.getSelection().getSelectedText()")
    assert shown == "Bones ache at night. And by day."
    report.get_by_role("button", name="Tick off").click()
    expect(report).to_contain_text("1 line is ticked")
    outside.close()


def test_a_revoked_link_shows_nothing(browser, ada_page, live_server, article):
    ada_page.goto(live_server.url + reverse("admin:articles_article_share", args=[article.pk]))
    ada_page.get_by_label("For whom").fill("Dr. Roe")
    ada_page.get_by_role("button", name="Make a link").click()
    link = ada_page.locator("#shared-link").input_value()

    ada_page.get_by_role("button", name=re.compile("^Revoke")).click()

    expect(ada_page.locator(".success")).to_contain_text("The link for Dr. Roe no longer works.")
    outside = browser.new_context()
    reader = outside.new_page()
    assert reader.goto(link).status == 410
    expect(reader.get_by_role("heading", level=1)).to_have_text("This link doesn’t work any more")
    assert "Bones" not in reader.content()
    assert SharedPreview.objects.get().days_opened == 0
    outside.close()


@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (820, "dark"), (390, "light")])
def test_axe_finds_nothing_and_nothing_sticks_out(
    ada_page, page, complaints, live_server, article, width, scheme
):
    ada_page.goto(live_server.url + reverse("admin:articles_article_share", args=[article.pk]))
    ada_page.get_by_label("For whom").fill("Dr. Roe")
    ada_page.get_by_role("button", name="Make a link").click()
    link = ada_page.locator("#shared-link").input_value()

    for one, addresses in ((ada_page, [None]), (page, [link, f"{link}?on=3", f"{link[:-4]}/"])):
        one.set_viewport_size({"width": width, "height": 900})
        one.emulate_media(color_scheme=scheme)
        for address in addresses:
            if address:
                one.goto(address)
            assert violations(one) == [], address
            assert one.evaluate("document.documentElement.scrollWidth") <= width
    complaints[:] = [complaint for complaint in complaints if "404" not in complaint]  # the wrong link
