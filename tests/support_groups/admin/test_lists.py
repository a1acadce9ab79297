"""The list of groups, the start page, and actions on several groups."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from support_groups.models import Group, ScheduleException
from tests.factories import dates_of, make_group, make_organization

pytestmark = pytest.mark.django_db
LIST = reverse("admin:support_groups_group_changelist")
TODAY = datetime.date(2026, 12, 1)  # a Tuesday


@pytest.fixture(autouse=True)
def _on_the_first_of_december():
    with time_machine.travel(datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC), tick=False):
        yield


def shown(client, query="") -> list[str]:
    return sorted(group.name for group in client.get(LIST + query).context["cl"].result_list)


def test_a_line_says_where_when_next_and_whether_it_is_confirmed(as_grace):
    organization = make_organization(name="Alder Falls")
    group = make_group(name="Circle", organization=organization, confirmed_on=datetime.date(2026, 1, 2))
    ScheduleException.objects.create(group=group, first=TODAY)

    page = as_grace.get(LIST).content.decode()

    said = ["Circle<span", "Alder Falls", "Akron<span", "In person", "Every Tuesday, 6:30 to 8 pm Eastern"]
    said += ["Tue, Dec 8, 2026", "listed", "Jan 2, 2026", "was due Jul 1, 2026"]
    assert [one for one in said if one not in page] == []
    assert "Tue, Dec 1, 2026" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_for_one_group_and_for_three(
    as_grace, number, django_assert_num_queries
):
    for _ in range(number):
        organization = make_organization()
        group = make_group(organization=organization)
        for about in ({"group": group}, {"venue": group.venue}, {"organization": organization}):
            ScheduleException.objects.create(first=TODAY, **about)

    with django_assert_num_queries(13):
        as_grace.get(LIST)


def test_the_list_can_be_filtered_by_what_needs_doing(as_grace):
    make_group(name="fine")
    make_group(name="overdue", confirmed_on=datetime.date(2026, 1, 2))
    make_group(name="never confirmed", confirmed_on=None)
    make_group(name="unconfirmed", status="unconfirmed")
    make_group(name="back", status="paused", paused_until=TODAY + datetime.timedelta(days=7))
    make_group(name="away", status="paused", paused_until=TODAY + datetime.timedelta(days=8))
    make_group(name="bare", languages=())
    for group in Group.objects.exclude(name="bare"):
        group.contacts.create(name="Ann", phone="555-0101")

    assert shown(as_grace, "?todo=overdue") == ["never confirmed", "overdue"]
    assert shown(as_grace, "?todo=unconfirmed") == ["unconfirmed"]
    assert shown(as_grace, "?todo=back") == ["back"]
    assert shown(as_grace, "?todo=incomplete") == ["bare"]
    assert len(shown(as_grace, "?todo=nonsense")) == 7


def test_the_list_can_be_filtered_and_searched(as_grace):
    organization = make_organization(name="Alder Falls")
    make_group(name="One", languages=["es"], organization=organization)
    make_group(name="Two", attendance="online", stage_fit="any", status="draft")

    assert shown(as_grace, "?language_code=es") == ["One"]
    assert shown(as_grace, "?attendance__exact=online") == ["Two"]
    assert shown(as_grace, "?stage_fit__exact=any") == ["Two"]
    assert shown(as_grace, "?status__exact=draft") == ["Two"]
    assert shown(as_grace, f"?organization__id__exact={organization.pk}") == ["One"]
    assert shown(as_grace, "?q=alder") == shown(as_grace, "?q=akron") == ["One"]


def test_the_list_can_be_sorted_by_next_date(as_grace):
    later, sooner = make_group(name="A"), make_group(name="B")
    ScheduleException.objects.create(group=later, first=TODAY)

    names = [group.name for group in as_grace.get(LIST + "?o=4").context["cl"].result_list]

    assert names == [sooner.name, later.name]


def act(client, action, groups, **typed):
    data = {"action": action, "_selected_action": [group.pk for group in groups]} | typed
    return client.post(LIST, data, follow=True)


def test_groups_are_confirmed_together_after_entering_by_whom_and_how(as_grace, grace):
    groups = [make_group(confirmed_on=None), make_group(confirmed_on=None)]

    asked = act(as_grace, "confirm_today", groups)
    assert not Group.objects.exclude(confirmed_on=None).exists()
    assert all(group.name in asked.content.decode() for group in groups)
    half = act(as_grace, "confirm_today", groups, _confirm="1", by="leader")
    assert half.context["form"].errors == {"how": ["This field is required."]}
    act(as_grace, "confirm_today", groups, _confirm="1", by="leader", how="phone", note="On the phone.")

    for group in groups:
        group.refresh_from_db()
        row = group.confirmations.get()
        assert (group.confirmed_on, row.by, row.how, row.user, row.note) == (
            timezone.localdate(),
            "leader",
            "phone",
            grace,
            "On the phone.",
        )


def test_groups_pause_until_a_day_to_come_and_a_draft_does_not(as_grace):
    listed, draft = make_group(), make_group(status="draft")

    past = act(as_grace, "pause", [listed, draft], _confirm="1", until="2026-12-01")
    assert past.context["form"].errors == {"until": ["Choose a day after today."]}
    act(as_grace, "pause", [listed, draft], _confirm="1", until="2027-01-05")

    listed.refresh_from_db()
    draft.refresh_from_db()
    assert (listed.status, listed.paused_until) == ("paused", datetime.date(2027, 1, 5))
    assert draft.status == "draft"
    assert timezone.localdate(dates_of(listed)[0]) == datetime.date(2027, 1, 5)


def test_closing_asks_first_and_makes_a_version_of_each(as_grace):
    groups = [make_group(), make_group()]

    act(as_grace, "close", groups)
    assert not Group.objects.filter(status="closed").exists()
    page = act(as_grace, "close", groups, _confirm="1").content.decode()

    assert "Closed. 2 groups." in page
    assert Group.objects.filter(status="closed").count() == 2
    assert [Version.objects.get_for_object(group).count() for group in groups] == [1, 1]


def test_an_action_on_drafts_alone_says_why_nothing_happens(as_grace):
    page = act(as_grace, "close", [make_group(status="draft")]).content.decode()

    assert "List a draft before you pause or close it." in page


def test_actions_need_permission_to_change(as_vera, as_ada):
    group = make_group()

    for client in (as_vera, as_ada):
        assert act(client, "close", [group], _confirm="1").status_code == 403
    group.refresh_from_db()
    assert group.status == "listed"
