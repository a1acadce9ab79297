import datetime
from datetime import UTC
from html import unescape

import pytest

from support_groups.finder import filters
from support_groups.finder.filters import CheckboxFilter, SelectFilter
from support_groups.finder.page import SearchPage
from tests.factories import make_group
from tests.support_groups.html import compact

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 12, 1, 12, tzinfo=UTC)
PARKING = SelectFilter(
    name="parking",
    label="Parking",
    choices=[("yes", "There is parking")],
    narrow=lambda rows, value: rows.filter(group__schedule_note__contains="parking"),
)
LEADERS = CheckboxFilter(
    name="led",
    label="Who leads it",
    choices=[("nurse", "A nurse"), ("peers", "Its members")],
    narrow=lambda rows, leaders: rows.filter(group__led_by__in=leaders),
)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(AT, tick=False)


def page(visitor, query):
    return compact(unescape(visitor.get(f"/support-groups/{query}").content.decode()))


def test_a_new_filter_is_one_declaration(visitor, monkeypatch):
    monkeypatch.setattr(filters, "FILTERS", (*filters.FILTERS, PARKING))
    make_group(name="With", schedule_note="Free parking in the next street")
    make_group(name="Without")

    both, narrowed = page(visitor, ""), page(visitor, "?parking=yes&cost=")

    assert '<label for="id_parking">Parking</label>' in both
    assert '<option value="yes">There is parking</option>' in both
    assert (">With</a>" in both, ">Without</a>" in both) == (True, True)
    assert (">With</a>" in narrowed, ">Without</a>" in narrowed) == (True, False)
    assert 'Words, language, activities, cost <span class="picked">There is parking</span>' in narrowed
    assert '<option value="yes" selected>There is parking</option>' in narrowed
    assert (
        '<a class="chip" href="/support-groups/#results"><span class="vh">Remove:</span> There is parking'
        in narrowed
    )


def test_a_new_filter_is_among_what_to_change_on_a_page_without_results(monkeypatch):
    monkeypatch.setattr(filters, "FILTERS", (*filters.FILTERS, PARKING))
    make_group(name="Without")

    search = SearchPage({"parking": "yes", "fit": "mbc"}, at=AT)

    assert search.relaxed() == [("Remove: There is parking", "?fit=mbc", "1 group")]


def test_a_new_filter_may_take_several_choices(visitor, monkeypatch):
    monkeypatch.setattr(filters, "FILTERS", (*filters.FILTERS, LEADERS))
    for leader in ("nurse", "peers", "chaplain"):
        make_group(name=leader.title(), led_by=leader)

    narrowed = page(visitor, "?led=nurse&led=peers&led=judge")

    assert "<legend>Who leads it</legend>" in narrowed
    assert 'name="led" value="peers" checked' in narrowed
    assert 'href="/support-groups/?led=peers#results"><span class="vh">Remove:</span> A nurse' in narrowed
    assert "We didn’t understand “judge”, so we ignored it." in narrowed
    assert ">Chaplain</a>" not in narrowed
    assert ">Nurse</a>" in narrowed


def test_no_filter_is_declared_twice_and_each_says_what_it_is():
    names = [each.name for each in filters.FILTERS]

    assert len(names) == len(set(names)) >= 14
    assert all(each.label for each in filters.FILTERS)
    assert filters.USUAL_RADIUS in filters.RADII
