"""A group's time zone is chosen, or that of its venue. It is never filled in with somebody's usual one."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from support_groups.models import Group
from support_groups.schedules import Pattern
from tests.factories import WEEKLY, make_group, make_venue
from tests.support_groups.admin.pages import ADD, added, change_page, errors, new_group, opened, saved

pytestmark = pytest.mark.django_db
MISSING = "Choose the time zone: visitors must know on whose clock the group meets."
ROW = {"row": "meeting_patterns-0"}
FORUM = {"attendance": "text", "zone": ""}


def messages_of(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def in_person(venue, **changes) -> dict:
    return {"attendance": "in-person", "venue": venue.pk, "zone": "", **changes}


def test_a_new_group_starts_without_a_zone(as_grace):
    page = as_grace.get(reverse(ADD))

    assert page.context["adminform"].form["zone"].value() in ("", None)
    assert "As the venue’s town, if it is clear" in page.content.decode()
    assert '<option value="America/New_York" selected>' not in page.content.decode()


def test_a_listed_group_with_times_is_asked_for_its_zone(as_grace):
    response = as_grace.post(reverse(ADD), new_group(as_grace, zone=""))

    assert errors(response) == {"zone": [MISSING]}
    assert not Group.objects.exists()


def test_a_draft_may_lack_its_zone(as_grace):
    assert added(as_grace, zone="", status="draft").zone == ""


def test_the_zone_of_the_venue_is_taken_and_said(as_grace):
    denver = make_venue(
        name="Quiet Hall", town="Denver", region="CO", postcode="80202", latitude=39.75, longitude=-105.0
    )

    response = as_grace.post(reverse(ADD), new_group(as_grace, **in_person(denver)))

    assert Group.objects.get().zone == "America/Denver"
    assert "The time zone is that of the venue, Quiet Hall, Denver: Mountain time." in messages_of(response)


@pytest.mark.parametrize(
    "place",
    [
        {"town": "Nowhere Falls", "region": "TN", "postcode": "", "latitude": None, "longitude": None},
        {"town": "Phenix City", "region": "AL", "postcode": "36867", "latitude": 32.47, "longitude": -85.0},
        {"town": "Denver", "region": "CO", "postcode": "10001", "latitude": 39.75, "longitude": -105.0},
    ],
)
def test_a_venue_whose_clock_is_not_certain_leads_to_the_question(as_grace, place):
    response = as_grace.post(reverse(ADD), new_group(as_grace, **in_person(make_venue(**place))))

    assert errors(response) == {"zone": [MISSING]}


def test_the_venue_of_an_online_group_tells_nothing(as_grace):
    response = as_grace.post(
        reverse(ADD), new_group(as_grace, **in_person(make_venue(), attendance="online"))
    )

    assert errors(response) == {"zone": [MISSING]}


def test_a_chosen_zone_is_kept_whatever_the_venue(as_grace):
    assert added(as_grace, **in_person(make_venue(), zone="America/Denver")).zone == "America/Denver"


def test_a_draft_without_a_zone_is_listed_once_it_has_one(as_grace):
    group = make_group(attendance="online", status="draft", zone="", website="https://example.org/")

    refused = as_grace.post(change_page(group), opened(as_grace, group, status="listed"))
    saved(as_grace, group, status="listed", zone="America/Chicago")

    assert errors(refused) == {"zone": [MISSING]}
    group.refresh_from_db()
    assert (group.status, group.zone) == ("listed", "America/Chicago")
    assert group.schedule_words() == ["Every Tuesday, 6:30 to 8 pm Central"]


def test_a_forum_needs_a_zone_only_for_hours(as_grace):
    phrase = "meeting_patterns-0-phrase"

    forum = added(as_grace, **FORUM, **{phrase: "24/7"})
    response = as_grace.post(
        reverse(ADD), new_group(as_grace, slug="chat", **FORUM, **{phrase: "Tuesdays, 7 to 8 pm"})
    )

    assert (forum.status, forum.zone) == ("listed", "")
    assert errors(response) == {"meeting_patterns": [MISSING]}


@pytest.mark.parametrize(
    "pattern", [WEEKLY, Pattern(kind="weekly", weekdays=(1,)), Pattern(kind="appointment")]
)
def test_a_draft_without_a_zone_opens_everywhere_and_names_no_clock(as_grace, pattern):
    group = make_group(status="draft", zone="", patterns=(pattern,))
    group.schedule_exceptions.create(
        kind="extra", first=timezone.localdate() + datetime.timedelta(days=3), begins=datetime.time(9)
    )

    form = as_grace.get(change_page(group))
    changes = as_grace.get(reverse("admin:support_groups_group_changelist"))
    private = as_grace.get(reverse("admin:support_groups_group_private_csv"))

    for page in (form, changes):
        assert page.status_code == 200
    assert not any("UTC" in words for words in group.schedule_words())
    assert str(group.uid) in b"".join(private.streaming_content).decode()


def test_the_preview_says_that_the_zone_is_missing(as_grace):
    data = new_group(
        as_grace, zone="", row="meeting_patterns-0", **{"meeting_patterns-0-phrase": "Tuesdays, 6 pm"}
    )

    page = as_grace.post(reverse("admin:support_groups_group_preview"), data).content.decode()
    told = as_grace.post(reverse("admin:support_groups_group_preview"), data | {"zone": "America/Denver"})

    assert "Every Tuesday, 6 pm<" in page
    assert "These times need a time zone." in page
    assert "Every Tuesday, 6 pm Mountain" in told.content.decode()
    assert "These times need a time zone." not in told.content.decode()


def test_the_preview_uses_the_clock_that_saving_would_take(as_grace):
    venue = make_venue(town="Denver", region="CO", postcode="80202", latitude=39.75, longitude=-105.0)
    data = new_group(
        as_grace,
        row="meeting_patterns-0",
        **in_person(venue),
        **{"meeting_patterns-0-phrase": "Tuesdays, 6 pm"},
    )
    data |= ROW

    page = as_grace.post(reverse("admin:support_groups_group_preview"), data).content.decode()

    assert "Every Tuesday, 6 pm Mountain" in page
