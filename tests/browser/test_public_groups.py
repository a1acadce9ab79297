"""A group's page and the clinic's sheet: another clock, no script, and paper."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from support_groups.models import AccessFeature, Group, ScheduleException
from tests.browser.paper import SIZES, Paper, squashed
from tests.factories import make_group, make_organization, make_venue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def open_in(live_server, browser, site):
    """Opens a page in a browser of another zone, or without script."""
    contexts = []

    def open_page(name, **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.goto(live_server.url + site.addresses[name])
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_a_reader_elsewhere_sees_the_same_moment_on_her_own_clock_and_the_groups_beside_it(open_in):
    page = open_in("video", timezone_id="Europe/London")
    first = page.locator(".first dd").first

    expect(first.locator("time")).to_contain_text("11 pm to 1 am".replace(" ", "\N{NO-BREAK SPACE}"))
    expect(first).to_contain_text("Pacific")
    expect(first.locator(".yours")).to_have_text(
        re.compile(r"^On your clock: Wednesday, [A-Z][a-z]+ [0-9]+, 7\u00a0to\u00a09\u00a0am\u00a0GMT$")
    )
    assert page.locator(".yours").count() == 6


def test_the_day_is_left_out_where_it_is_the_same(open_in):
    page = open_in("video", timezone_id="Pacific/Honolulu")

    expect(page.locator(".first .yours")).to_have_text("On your clock: 9 to 11 pm HST")


def test_a_reader_with_the_same_clock_sees_no_second_line(open_in):
    page = open_in("video", timezone_id="America/Los_Angeles")

    expect(page.locator(".dates > li")).to_have_count(5)
    expect(page.locator(".yours")).to_have_count(0)


def test_who_would_go_there_needs_no_other_clock(open_in):
    page = open_in("group", timezone_id="Europe/London")

    expect(page.locator(".first time")).to_have_count(1)
    expect(page.locator(".dates time")).not_to_have_count(0)
    expect(page.locator(".yours")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("undefined")


def test_a_canceled_date_is_not_converted_to_another_clock(open_in, site):
    group = Group.objects.get(slug="night-owls")
    days = [meeting.starts.date() for meeting in group.next_meetings(datetime.datetime.now(datetime.UTC))]
    ScheduleException.objects.create(group=group, first=days[1])

    page = open_in("video", timezone_id="Europe/London")

    expect(page.locator(".dates .off")).to_have_count(1)
    expect(page.locator(".dates .off .yours")).to_have_count(0)
    expect(page.locator(".dates li:not(.off) .yours")).to_have_count(4)


def test_without_script_another_zone_is_chosen_from_a_list(open_in):
    page = open_in("video", java_script_enabled=False, timezone_id="America/Chicago")
    expect(page.locator(".yours")).to_have_count(0)
    expect(page.get_by_role("button", name="Copy the link")).to_be_hidden()

    page.get_by_text("Times in another time zone").click()
    page.get_by_label("Show times in").select_option("America/Chicago")
    page.get_by_role("button", name="Show", exact=True).click()

    assert page.url.endswith("?tz=America%2FChicago#next")
    expect(page.locator(".yours").first).to_contain_text("Central")


def test_a_requested_zone_is_shown_once(open_in, live_server, site):
    page = open_in("video", timezone_id="Europe/London")
    page.goto(live_server.url + site.addresses["video"] + "?tz=America/Chicago")

    expect(page.locator(".first .yours")).to_have_count(1)


def test_the_link_of_the_page_is_copied(open_in, live_server):
    page = open_in("group", permissions=["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Copy the link").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert (
        page.evaluate("navigator.clipboard.readText()")
        == f"{live_server.url}/support-groups/the-tuesday-table/"
    )


def test_a_group_on_paper_is_one_page_without_chrome(live_server, page, site):
    page.goto(live_server.url + site.addresses["video"])
    page.emulate_media(media="print")

    for shown in ("Later dates", "How to join", "What to expect", "Contact"):
        expect(page.get_by_role("heading", name=shown)).to_be_visible()
    for chrome in (".mast", ".nav", ".foot", ".crumbs", ".btns >> nth=0", ".zone"):
        expect(page.locator(chrome)).to_be_hidden()
    assert len(Paper(page).sheets) == 1


def test_the_fullest_listing_on_paper_is_one_page_too(live_server, page):
    venue = make_venue(
        name="Fern Street Reading Room", room="Blue room, ground floor", street="200 Fern Street"
    )
    venue.directions = (
        "Bus 9 stops at the door. Park behind the house and ring at the green door; somebody lets you in."
    )
    venue.save()
    for feature in AccessFeature.objects.order_by("pk")[:6]:
        venue.access_known.create(feature=feature)
    group = make_group(
        name="Tuesday Lanterns", venue=venue, cost="free", led_by="co-led", size="Eight to twelve", languages=["en", "es"],
        organization=make_organization(phone="330-555-0110", email="hello@example.org", website="https://example.org/"),
        summary="A weekly circle around the big table, only for people living with metastatic breast cancer, with tea.",
        description="\n\n".join(["We begin with tea and a round of first names. Then whoever wants to speak, speaks."] * 6),
        joining="Just come. You do not need to call first.\nIf you would rather talk to somebody before, call between ten and two.",
        may_listen="yes", carers_present="no", dying_talked_about="yes", schedule_note="The door is open from 6:15 pm.",
        when_someone_dies="We light the ninth lantern and say the name. Those who want to tell a story, tell one.",
        confidentiality="What is said here stays here. You may take home what you learned, not who said it.",
    )  # fmt: skip
    group.contacts.create(
        name="Odette", role="Leader", phone="330-555-0111", email="o@example.org", is_public=True
    )
    page.goto(live_server.url + group.get_absolute_url())

    for size in SIZES:
        paper = Paper(page, size)
        assert len(paper.sheets) == 1, size
        assert paper.lonely_headings() == [], size


def test_forty_groups_are_two_pages_of_paper(live_server, page):
    """As groups are: three of four in a building with a street and somebody to call, the others online."""
    friends = make_organization(name="Alder Falls Cancer Friends", phone="1-800-555-0177")
    house = make_venue(
        name="Mercy Regional Cancer Center", street="14 Fern Street", town="Cranberry", region="PA"
    )
    for number in range(40):
        where = {"venue": house} if number % 4 else {"attendance": "online"}
        make_group(name=f"Living Well with Stage 4, No. {number}", organization=friends, **where)
    page.goto(f"{live_server.url}/support-groups/sheet/")

    assert page.get_by_role("heading", level=2).count() == 40
    for size in SIZES:
        paper = Paper(page, size)
        assert len(paper.sheets) == 2, size
        assert all(squashed(f"{live_server.url}/support-groups/sheet/") in foot for foot in paper.feet())


def test_the_calendar_is_a_plain_link_to_a_file(live_server, page, site):
    page.goto(live_server.url + site.addresses["group"])

    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a file").click()

    assert download.value.suggested_filename == "the-tuesday-table.ics"
    subscribe = page.get_by_role("link", name="Add to calendar").get_attribute("href")
    assert (
        subscribe
        == f"webcal://{live_server.url.split('//')[1]}/support-groups/the-tuesday-table/calendar.ics"
    )
