"""What a visitor needs of a group is on the first screen of a phone, on every page of the demonstration, banner included."""

from collections import Counter

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mbc_site.demo import directory
from mbc_site.models import OrganizationDetails
from support_groups.models import Group, ScheduleException, Venue
from support_groups.pages.at_a_glance import LONGEST
from tests.browser.axe import violations
from tests.factories import make_group, make_organization, make_venue

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
FOOT = "selector => document.querySelector(selector).getBoundingClientRect().bottom"
# Times that stand on two lines: a rectangle for each line.
BROKEN = r"""() => {
    const broken = [], walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
        for (const found of walker.currentNode.data.matchAll(/\d{1,2}(:\d\d)?(\sto\s\d{1,2}(:\d\d)?)?\s[ap]m/g)) {
            const range = document.createRange();
            range.setStart(walker.currentNode, found.index);
            range.setEnd(walker.currentNode, found.index + found[0].length);
            if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) broken.push(found[0]);
        }
    return broken;
}"""


@pytest.fixture
def phone(page):
    page.set_viewport_size(PHONE)
    return page


def test_every_group_of_the_demonstration_answers_on_the_first_screen(phone, live_server):
    directory.add(Counter(), timezone.localdate())
    groups = Group.objects.exclude(status__in=["draft", "closed"])
    assert len(groups) > 60

    for group in groups:
        phone.goto(live_server.url + group.get_absolute_url())
        expect(phone.locator(".demo")).to_be_visible()

        assert phone.evaluate(FOOT, ".acts") <= PHONE["height"], group.slug
        assert 1 <= phone.locator(".acts .btn:not(.quiet)").count() <= 2, group.slug
        assert phone.evaluate(BROKEN) == [], group.slug
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], group.slug


WORDS = "Mammogram waffles with warm maple syrup "


def _long(length: int) -> str:
    return (WORDS * (length // len(WORDS) + 1))[:length].strip()


def _longest(part: float, **fields):
    """A group whose texts above the buttons have this part of the greatest length that a form accepts."""

    def text(model, name):
        return _long(int(part * model._meta.get_field(name).max_length))

    venue = make_venue(
        name=text(Venue, "name"), street=text(Venue, "street"), room=text(Venue, "room"), town="Akron"
    )
    values = {
        "name": text(Group, "name"),
        "summary": text(Group, "summary"),
        "schedule_note": _long(int(part * LONGEST)),
        "joining": _long(int(part * LONGEST)),
        "dial_in": text(Group, "dial_in"),
        "passcode": text(Group, "passcode"),
        "venue": venue,
        "organization": make_organization(phone="1-800-555-0177", email="a@example.org"),
    }
    group = make_group(**values | fields)
    day = group.next_held(timezone.now()).starts.date()
    reason = text(ScheduleException, "reason")
    ScheduleException.objects.create(group=group, first=day, reason=reason)
    return group


def test_no_text_that_a_form_accepts_pushes_the_buttons_off_the_first_screen(phone, live_server):
    OrganizationDetails.objects.create(helpline="1-800-555-0199")
    for attendance in ("in-person", "hybrid", "online"):
        for part in (0.1, 0.25, 0.4, 0.6, 1):
            group = _longest(part, attendance=attendance)
            phone.goto(live_server.url + group.get_absolute_url())

            assert phone.evaluate(FOOT, ".acts") <= PHONE["height"], (attendance, part)
            assert phone.locator(".acts").count() == 1
            assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_long_names_and_numbers_break_nothing(page, live_server, width, scheme):
    group = make_group(
        name="The Greater Akron and Summit County Circle for People Living with Metastatic Breast Cancer",
        summary="Donaudampfschifffahrtsgesellschaft " * 6,
        organization=make_organization(name="Donaudampfschifffahrtsgesellschaft " * 4),
        venue=make_venue(name="Donaudampfschifffahrtsgesellschaftskapitänsmütze", room="Room " * 15),
        joining="Call 1-800-555-0177 ext. 123456, or +44 20 7946 0018 from abroad.\nThen come.",
    )
    group.contacts.create(
        name="Odette",
        phone="1-800-555-0177 ext. 123456 (evenings)",
        email=f"{'o' * 60}@example.org",
        is_public=True,
    )
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)

    page.goto(live_server.url + group.get_absolute_url())
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


def test_dates_after_the_third_are_folded_and_open_without_script(browser, live_server):
    group = make_group()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + group.get_absolute_url())

    expect(page.locator(".dates > li:visible")).to_have_count(3)
    page.get_by_text("2 more dates").click()
    expect(page.locator(".dates > li:visible")).to_have_count(5)
    context.close()
