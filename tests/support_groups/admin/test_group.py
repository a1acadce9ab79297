"""Adding and changing a group: what is saved, what is refused without losing text, and what the messages say."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from support_groups.models import Audience, Group, Language
from tests.factories import dates_of, make_group, make_venue
from tests.support_groups.admin.pages import ADD, added, change_page, errors, new_group, opened, saved

pytestmark = pytest.mark.django_db


def messages_of(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_group_is_added_with_its_rows(as_grace):
    spanish, women = Language.objects.get(code="es"), Audience.objects.get(code="women")

    group = added(
        as_grace,
        languages=[spanish.pk],
        audiences=[women.pk],
        **{"contacts-0-name": "Ann", "contacts-0-phone": "555-0101"},
        **{
            "meeting_patterns-0-phrase": "Tuesdays 6 pm",
            "exception_phrase": "extra meeting on Dec 30 at 6 pm",
        },
    )

    assert list(group.languages.all()) == [spanish]
    assert list(group.audiences.all()) == [women]
    assert [(contact.name, contact.is_public) for contact in group.contacts.all()] == [("Ann", False)]
    assert group.meeting_patterns.get().phrase == "Tuesdays 6 pm"
    assert group.schedule_exceptions.get().kind == "extra"
    assert dates_of(group)


def test_saving_a_group_as_it_is_changes_nothing(as_grace):
    group = make_group(paused_until=datetime.date(2027, 1, 5))
    group.schedule_exceptions.create(first=datetime.date(2026, 12, 24), begins=datetime.time(18, 30))
    rows = ("meeting_patterns", "schedule_exceptions", "languages", "audiences")
    before = [list(getattr(group, name).values()) for name in rows]
    columns = Group.objects.values().get()

    saved(as_grace, group)

    assert [list(getattr(group, name).values()) for name in rows] == before
    changed = {name for name, value in Group.objects.values().get().items() if value != columns[name]}
    assert changed <= {"updated_at"}


def test_an_error_is_beside_its_field_and_everything_typed_is_kept(as_grace):
    data = new_group(
        as_grace,
        joining="",
        notes="Ring twice.",
        **{"meeting_patterns-0-phrase": "Tuesdays 6 pm", "contacts-0-name": "Ann"},
    )

    response = as_grace.post(reverse(ADD), data)

    assert errors(response)["joining"] == [
        "An online group needs a link, a number to dial, or instructions for joining."
    ]
    assert errors(response)["contacts-0-__all__"] == ["Enter an email address or a phone number."]
    form = response.context["adminform"].form
    assert (form["notes"].value(), form["name"].value()) == ("Ring twice.", "Tuesday circle")
    assert b'value="Tuesdays 6 pm"' in response.content
    assert not Group.objects.exists()


def test_a_meeting_link_in_a_public_text_is_refused(as_grace):
    response = as_grace.post(reverse(ADD), new_group(as_grace, summary="Join https://zoom.us/j/123"))

    assert "seems to hold a meeting link" in errors(response)["summary"][0]


def test_what_is_missing_is_listed_after_saving_and_on_the_page(as_grace):
    group = make_group(languages=(), patterns=())

    response = saved(as_grace, group)

    missing = ["The listing doesn’t say when the group meets.", "Add the languages spoken.", "Add a contact"]
    assert all(any(one in message for message in messages_of(response)) for one in missing)
    page = as_grace.get(change_page(group)).content.decode()
    assert all(one in page for one in missing)
    assert "Say who the group is for." not in page


def test_an_exception_on_a_day_without_a_meeting_gets_a_warning(as_grace):
    group = make_group()  # on Tuesdays

    response = saved(as_grace, group, exception_phrase="no meeting on Thursday, December 24, 2026")

    sentence = (
        "No meeting, Thursday, December 24, 2026: the schedule has no meeting on that day. Check the date."
    )
    assert sentence in messages_of(response)
    assert sentence in as_grace.get(change_page(group)).content.decode()


def test_a_confirmation_is_recorded_with_the_save(as_grace, grace):
    group = make_group(status="unconfirmed", confirmed_on=None)

    saved(
        as_grace,
        group,
        confirmation_by="leader",
        confirmation_how="phone",
        confirmation_note="Spoke with Ann.",
    )

    row = group.confirmations.get()
    assert (row.on, row.by, row.how, row.user, row.note) == (
        timezone.localdate(),
        "leader",
        "phone",
        grace,
        "Spoke with Ann.",
    )
    group.refresh_from_db()
    assert (group.status, group.confirmed_on) == ("listed", timezone.localdate())
    assert "Spoke with Ann." in as_grace.get(change_page(group)).content.decode()


def test_an_incomplete_confirmation_is_refused_beside_its_field(as_grace):
    group = make_group()

    response = as_grace.post(change_page(group), opened(as_grace, group, confirmation_by="leader"))

    assert errors(response) == {"confirmation_how": ["Say who confirmed the listing, and how."]}
    assert not group.confirmations.exists()


def test_a_changed_address_keeps_working(as_grace):
    group = make_group(slug="old")

    saved(as_grace, group, slug="new")

    assert list(group.former_slugs.values_list("slug", flat=True)) == ["old"]


@pytest.mark.parametrize("slug", ["suggest", "export"])
def test_the_addresses_of_the_site_itself_are_refused(as_grace, slug):
    response = as_grace.post(reverse(ADD), new_group(as_grace, slug=slug))

    assert errors(response)["slug"] == ["The site uses this address itself. Choose another one."]


def test_retired_terms_stay_with_groups_that_use_them(as_grace):
    Audience.objects.filter(code="women").update(is_offered=False)
    having, other = make_group(audiences=["women"]), make_group()

    assert "Women" in _offered(as_grace, having)
    assert "Women" not in _offered(as_grace, other)
    saved(as_grace, having)
    assert [row.code for row in having.audiences.all()] == ["women"]


def _offered(client, group) -> list[str]:
    form = client.get(change_page(group)).context["adminform"].form
    return [str(label) for _value, label in form.fields["audiences"].choices]


def test_private_fields_are_marked_as_private(as_grace):
    page = as_grace.get(change_page(make_group())).content.decode()

    assert "Private. Never shown to visitors." in page
    assert "Private, unless you let everybody see them." in page
    assert "Only staff see this" in page


def test_a_venue_and_an_organization_are_found_by_typing(as_grace):
    venue = make_venue(name="Fern House")
    find = (
        reverse("admin:autocomplete")
        + "?app_label=support_groups&model_name=group&field_name=venue&term=fern"
    )

    assert as_grace.get(find).json()["results"] == [{"id": str(venue.pk), "text": "Fern House, Akron"}]


@pytest.mark.parametrize("zone", ["America/Chicago", "Asia/Kathmandu", "America/Indiana/Knox", "UTC"])
def test_a_time_zone_is_chosen_by_its_name_and_any_is_kept(as_grace, zone):
    group = make_group(zone=zone)

    page = as_grace.get(change_page(group)).content.decode()
    saved(as_grace, group, summary="Anew.")

    assert '<option value="America/Chicago"' in page
    assert "Meeting times are in this time zone, wherever the visitor is." in page
    assert page.count(f'<option value="{zone}" selected>') == 1
    group.refresh_from_db()
    assert (group.zone, group.summary) == (zone, "Anew.")


def test_an_invalid_time_zone_stays_in_the_form(as_grace):
    group = make_group()

    response = as_grace.post(change_page(group), opened(as_grace, group, zone="Eastern<"))

    assert list(errors(response)) == ["zone"]
    assert '<option value="Eastern&lt;" selected>Eastern&lt;</option>' in response.content.decode()


def test_a_venue_in_another_zone_than_the_groups_is_pointed_out(as_grace):
    group = make_group(zone="America/Los_Angeles")

    response = saved(as_grace, group)

    sentence = "The venue’s town is on Eastern time, but the meetings are in Pacific time. Is that right?"
    assert sentence in messages_of(response)
    assert sentence in as_grace.get(change_page(group)).content.decode()
    assert sentence not in messages_of(saved(as_grace, group, zone="America/Detroit"))
    assert sentence not in messages_of(
        saved(as_grace, make_group(zone="UTC", venue=None, attendance="online", joining="Call."))
    )
