"""Groups that are checked on several pages of a list: the address of each page carries those of the others."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from support_groups.finder import filters
from tests.factories import make_group
from tests.support_groups.html import compact

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
FINDER, SHEET = "/support-groups/", "/support-groups/sheet/"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def groups():
    """Three pages of ten, in the order of their names."""
    return [make_group(name=f"No. {number:02}", attendance="online") for number in range(25)]


class Form(HTMLParser):
    """What a browser sends for the form of the finder when one of its buttons is pressed."""

    def __init__(self, page: str):
        super().__init__()
        self.pairs, self.boxes, self.buttons, self.is_inside = [], [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.is_inside = given.get("id") == "choose" if tag == "form" else self.is_inside
        if given.get("form") != "choose" and not self.is_inside:
            return
        if tag == "button":
            self.buttons.append(given)
        elif tag == "select":
            self.pairs.append((given["name"], ""))
        elif tag == "option" and "selected" in given:
            self.pairs[-1] = (self.pairs[-1][0], given["value"])
        elif tag == "input" and given["type"] == "checkbox":
            self.boxes += [given["value"]] if given["name"] == "group" else []
            self.pairs += [(given["name"], given["value"])] if "checked" in given else []
        elif tag == "input":
            self.pairs.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag):
        self.is_inside = self.is_inside and tag != "form"

    def checked(self) -> set[str]:
        return {value for name, value in self.pairs if name == "group"}

    def check(self, *groups) -> "Form":
        self.pairs += [("group", str(group.pk)) for group in groups if str(group.pk) in self.boxes]
        return self

    def uncheck(self, group) -> "Form":
        self.pairs.remove(("group", str(group.pk)))
        return self

    def fill_in(self, name: str, value: str) -> "Form":
        self.pairs = [(each, value if each == name else kept) for each, kept in self.pairs]
        return self

    def go(self, number: int) -> str:
        """The address of a page. That of the first one is also that of “Show groups” and “Sort”."""
        button = next(one for one in self.buttons if one.get("value") == str(number))
        address = button.get("formaction", FINDER).split("#")[0]
        return f"{address}?{urlencode([*self.pairs, (button['name'], button['value'])])}"

    def sheet(self) -> str:
        return f"{SHEET}?{urlencode(self.pairs)}"


def at(visitor, address) -> Form:
    return Form(visitor.get(address).content.decode())


def names_on(visitor, address) -> list[str]:
    return re.findall(r"(No\. \d\d)</h2>", compact(visitor.get(address).content.decode()))


def keys(*groups) -> set[str]:
    return {str(group.pk) for group in groups}


def test_groups_checked_on_two_pages_are_one_choice(visitor, groups):
    first = at(visitor, f"{FINDER}?sort=name").check(groups[1])
    second = at(visitor, first.go(2)).check(groups[12])
    third = at(visitor, second.go(3))

    assert third.checked() == keys(groups[1], groups[12])
    assert names_on(visitor, third.sheet()) == ["No. 01", "No. 12"]


def test_the_search_and_its_order_go_along(visitor, groups):
    make_group(name="No. 99", attendance="telephone")

    second = at(visitor, at(visitor, f"{FINDER}?how=online&sort=name").check(groups[0]).go(2))

    assert second.boxes == [str(group.pk) for group in groups[10:20]]
    assert ("how", "online") in second.pairs
    assert ("sort", "name") in second.pairs
    assert "page" not in dict(second.pairs)


def test_back_on_a_page_its_boxes_are_checked_and_can_be_cleared(visitor, groups):
    second = at(visitor, at(visitor, f"{FINDER}?sort=name").check(groups[1], groups[2]).go(2))
    again = at(visitor, second.check(groups[12]).go(1))

    assert again.checked() == keys(groups[1], groups[2], groups[12])
    assert names_on(visitor, again.uncheck(groups[1]).sheet()) == ["No. 02", "No. 12"]
    assert at(visitor, again.go(2)).checked() == keys(groups[2], groups[12])


def test_a_choice_that_is_going_on_narrows_nothing(visitor, groups):
    address = at(visitor, FINDER).check(groups[1]).go(1)

    text = compact(visitor.get(address).content.decode())

    assert "25 support groups" in text
    assert "groups you chose" not in text
    assert '<meta name="robots" content="noindex, follow">' in text


def test_the_page_says_how_many_are_checked_elsewhere_and_leads_to_them(visitor, groups):
    address = at(visitor, f"{FINDER}?sort=name&tz=America/Denver").check(groups[1], groups[2]).go(2)

    text = compact(visitor.get(address).content.decode())

    assert "2 groups you checked are on other pages." in text
    just_those = f"/support-groups/?group={groups[1].pk}&amp;group={groups[2].pk}&amp;tz=America%2FDenver"
    assert f'href="{just_those}"' in text
    assert "other pages" not in compact(visitor.get(f"{FINDER}?sort=name").content.decode())


def test_a_sheet_of_a_long_list_of_chosen_groups_has_those_of_its_other_pages_too(visitor, groups):
    chosen = at(visitor, FINDER + "?" + urlencode([("group", group.pk) for group in groups[:12]]))

    assert len(chosen.boxes) == 10
    assert len(names_on(visitor, chosen.sheet())) == 12
    # Its pages are links: there is nothing else to choose from.
    assert {button.get("value") for button in chosen.buttons} == {"1", None}


@pytest.mark.parametrize(
    ("name", "value", "first"),
    [
        ("sort", "name", "No. 00"),
        ("q", "13", "No. 13"),
        ("place", "Akron, OH", "No. 00"),
        ("radius", "5", "No. 00"),
    ],
)
def test_what_is_checked_stays_checked_when_the_search_or_the_order_changes(
    visitor, groups, name, value, first
):
    second = at(visitor, at(visitor, f"{FINDER}?sort=name").check(groups[1]).go(2)).check(groups[12])

    changed = second.fill_in(name, value).go(1)

    assert at(visitor, changed).checked() == keys(groups[1], groups[12])
    assert re.findall(r">(No\. \d\d)</a></h3>", compact(visitor.get(changed).content.decode()))[0] == first
    assert names_on(visitor, at(visitor, changed).sheet()) == ["No. 01", "No. 12"]


def test_it_stays_checked_while_nothing_is_found(visitor, groups):
    nothing = at(visitor, FINDER).check(groups[1], groups[2]).fill_in("q", "xylophone").go(1)

    text = compact(visitor.get(nothing).content.decode())

    assert "2 groups you checked are on other pages." in text
    assert at(visitor, nothing).checked() == keys(groups[1], groups[2])
    assert at(visitor, at(visitor, nothing).fill_in("q", "").go(1)).checked() == keys(groups[1], groups[2])


def test_links_that_remove_a_filter_take_along_what_the_address_has(visitor, groups):
    address = at(visitor, f"{FINDER}?how=online&q=No").check(groups[1]).go(2)

    text = compact(visitor.get(address).content.decode())

    removed = re.search(r'class="chip" href="([^"#]*)#results"><span class="vh">Remove:</span> “No”', text)
    then = at(visitor, removed[1].replace("&amp;", "&"))
    assert then.checked() == keys(groups[1])
    assert ("how", "online") in then.pairs
    assert ("q", "") in then.pairs
    assert "Removing a filter here clears what you check on this page. The form below keeps it." in text


def test_the_calendar_of_a_whole_list_holds_no_choice(visitor, groups):
    address = at(visitor, f"{FINDER}?sort=name").check(groups[1]).go(2)

    text = compact(visitor.get(address).content.decode())

    assert 'href="webcal://testserver/support-groups/calendar.ics?sort=name"' in text


def test_where_more_are_checked_than_fit_the_first_stay_and_the_page_says_so(visitor, groups, monkeypatch):
    monkeypatch.setattr(filters, "MOST_CHOSEN", 2)
    second = at(visitor, at(visitor, f"{FINDER}?sort=name").check(*groups[:2]).go(2)).check(groups[12])

    page = visitor.get(second.go(3)).content.decode()

    assert Form(page).checked() == keys(*groups[:2])
    assert "These are the first 2 groups you chose. More don’t fit." in page
    assert names_on(visitor, second.sheet()) == ["No. 00", "No. 01"]


@pytest.mark.parametrize("value", ["x", "", "0", "-1", "99", "9" * 400, "2&choosing=3", "<b>"])
def test_any_number_of_a_page_gets_a_page(visitor, groups, value):
    response = visitor.get(f"{FINDER}?group={groups[1].pk}&group=x&choosing={value}")

    assert response.status_code == 200
    assert str(groups[1].pk) in Form(response.content.decode()).checked()


@pytest.mark.parametrize("number", [1, 9])
def test_what_is_checked_elsewhere_takes_no_query(visitor, groups, django_assert_num_queries, number):
    address = at(visitor, f"{FINDER}?sort=name").check(*groups[:number]).go(2)
    plain = f"{FINDER}?sort=name&page=2"
    visitor.get(plain)

    with django_assert_num_queries(10):
        visitor.get(plain)
    with django_assert_num_queries(10):
        visitor.get(address)
