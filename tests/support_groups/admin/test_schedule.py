"""A schedule typed in words: read at once, shown with its dates, and never saved with a question left open."""

import datetime

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from support_groups.models import Group, ScheduleException
from tests.factories import make_group, make_organization, make_venue
from tests.posting import as_submitted
from tests.support_groups.admin.pages import ADD, added, change_page, errors, new_group, opened, saved

pytestmark = pytest.mark.django_db
PREVIEW = reverse("admin:support_groups_group_preview")


@pytest.fixture(autouse=True)
def _on_the_day_before_december():
    with time_machine.travel(datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC), tick=False):
        yield


def rules(group) -> list[dict]:
    return list(group.meeting_patterns.values_list("rule", flat=True))


def test_a_phrase_becomes_a_rule(as_grace):
    group = added(as_grace, **{"meeting_patterns-0-phrase": "1st and 3rd Tuesday, 1-2:30 pm"})

    assert rules(group) == [
        {"kind": "monthly", "weekdays": [1], "ordinals": [1, 3], "begins": "13:00:00", "minutes": 90}
    ]
    assert group.schedule_words() == ["First and third Tuesday of the month, 1 to 2:30 pm Eastern"]


def test_fields_become_a_rule_without_a_phrase(as_grace):
    group = added(
        as_grace,
        **{
            "meeting_patterns-0-kind": "weekly",
            "meeting_patterns-0-weekdays": ["1", "3"],
            "meeting_patterns-0-begins": "18:30",
        },
    )

    assert rules(group) == [{"kind": "weekly", "weekdays": [1, 3], "begins": "18:30:00"}]


def test_an_unclear_phrase_is_not_saved_and_the_question_is_beside_its_field(as_grace):
    data = new_group(as_grace, **{"meeting_patterns-0-phrase": "Every other Thursday, 7 pm"})

    response = as_grace.post(reverse(ADD), data)

    assert errors(response) == {
        "meeting_patterns-0-anchor": ["Which Thursday does it start? Give the date of one meeting."]
    }
    assert not Group.objects.exists()
    assert "Every other Thursday, 7 pm Eastern" in response.content.decode()


def test_the_answer_makes_it_a_rule(as_grace):
    data = new_group(as_grace, **{"meeting_patterns-0-phrase": "Every other Thursday, 7 pm"})
    form_page = as_grace.post(reverse(ADD), data)

    response = as_grace.post(
        reverse(ADD), as_submitted(form_page, **{"meeting_patterns-0-anchor": "2026-12-03"})
    )

    assert response.status_code == 302, errors(response)
    pattern = Group.objects.get().meeting_patterns.get()
    assert pattern.phrase == "Every other Thursday, 7 pm"
    assert pattern.rule["anchor"] == "2026-12-03"


def test_an_open_question_can_be_confirmed_as_unknown(as_grace):
    data = new_group(as_grace, **{"meeting_patterns-0-phrase": "Every other Thursday, 7 pm"})
    form_page = as_grace.post(reverse(ADD), data)

    response = as_grace.post(reverse(ADD), as_submitted(form_page, **{"meeting_patterns-0-is_right": "on"}))

    assert response.status_code == 302, errors(response)
    assert Group.objects.get().meeting_patterns.get().pattern.missing == ("anchor",)


def test_confirming_one_interpretation_does_not_confirm_the_next(as_grace):
    data = new_group(
        as_grace,
        **{"meeting_patterns-0-phrase": "Tuesdays 7-8:30", "meeting_patterns-0-is_right": "on"},
    )

    response = as_grace.post(reverse(ADD), data)

    assert errors(response) == {"meeting_patterns-0-begins": ["Is “7-8:30” am or pm?"]}


def test_a_phrase_nobody_understands_can_be_filled_in_and_confirmed(as_grace):
    typed = {"meeting_patterns-0-phrase": "when the moon is full on a Friday"}
    form_page = as_grace.post(reverse(ADD), new_group(as_grace, **typed))
    assert list(errors(form_page)) == ["meeting_patterns-0-phrase"]

    filled = {"kind": "weekly", "weekdays": ["4"], "begins": "19:00", "is_right": "on"}
    response = as_grace.post(
        reverse(ADD),
        as_submitted(form_page, **{f"meeting_patterns-0-{name}": value for name, value in filled.items()}),
    )

    assert response.status_code == 302, errors(response)
    assert rules(Group.objects.get()) == [{"kind": "weekly", "weekdays": [4], "begins": "19:00:00"}]


def test_fields_without_a_time_are_asked_for_it(as_grace):
    data = new_group(as_grace, **{"meeting_patterns-0-kind": "weekly", "meeting_patterns-0-weekdays": ["1"]})

    assert errors(as_grace.post(reverse(ADD), data)) == {
        "meeting_patterns-0-begins": ["What time does it start?"]
    }


def test_a_phrase_that_says_several_things_makes_several_rows(as_grace):
    phrase = "weekly on Tuesday at 6 pm and first Saturday at 10 am, not on Dec 22"

    group = added(as_grace, **{"meeting_patterns-0-phrase": phrase})

    assert list(group.meeting_patterns.values_list("phrase", flat=True)) == [
        "Every Tuesday, 6 pm",
        "First Saturday of the month, 10 am",
    ]
    change = group.schedule_exceptions.get()
    assert (change.kind, change.first) == ("cancelled", datetime.date(2026, 12, 22))


def test_a_phrase_is_not_read_twice(as_grace):
    group = added(
        as_grace,
        **{"meeting_patterns-0-phrase": "Tuesday at 6 pm and first Saturday at 10 am, not on Dec 22"},
    )

    saved(as_grace, group)

    assert group.meeting_patterns.count() == 2
    assert group.schedule_exceptions.count() == 1


def test_a_phrase_typed_anew_replaces_the_rule(as_grace):
    group = added(as_grace, **{"meeting_patterns-0-phrase": "8 Thursdays from January 7, 2027, 6 pm"})

    saved(as_grace, group, **{"meeting_patterns-0-phrase": "Tuesdays 6 pm"})

    assert rules(group) == [{"kind": "weekly", "weekdays": [1], "begins": "18:00:00"}]


def test_a_phrase_follows_when_its_fields_are_changed(as_grace):
    group = added(as_grace, **{"meeting_patterns-0-phrase": "Tuesdays, 6 pm"})

    saved(as_grace, group, **{"meeting_patterns-0-weekdays": ["2"]})

    assert group.meeting_patterns.get().phrase == "Every Wednesday, 6 pm"


def test_a_pattern_in_the_groups_zone_names_no_zone(as_grace):
    group = added(as_grace, zone="America/Chicago", **{"meeting_patterns-0-phrase": "Tuesdays, 6 pm Central"})
    other = added(as_grace, slug="other", **{"meeting_patterns-0-phrase": "Tuesdays, 6 pm Pacific"})

    assert "zone" not in rules(group)[0]
    assert rules(other)[0]["zone"] == "America/Los_Angeles"


def test_show_dates_saves_nothing_shows_no_other_error_and_keeps_what_was_typed(as_grace):
    data = new_group(as_grace, name="", **{"meeting_patterns-0-phrase": "Tuesdays 6 pm"}) | {"_dates": "1"}

    response = as_grace.post(reverse(ADD), data)

    page = response.content.decode()
    assert errors(response) == {}
    assert "Every Tuesday, 6 pm Eastern" in page
    assert page.count("6 pm<") == 5
    assert response.context["adminform"].form["summary"].value() == "A circle."
    assert not Group.objects.exists()


def test_without_javascript_a_button_adds_a_row(as_grace):
    group = make_group()

    response = as_grace.post(
        change_page(group), opened(as_grace, group, name="Renamed", _more="meeting_patterns")
    )

    formset = response.context["inline_admin_formsets"][0].formset
    assert len(formset.forms) == 2
    assert Group.objects.get().name != "Renamed"


def preview(client, **typed) -> str:
    data = new_group(client, **typed) | {"row": "meeting_patterns-0"}
    response = client.post(PREVIEW, data)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_preview_says_the_sentence_and_the_next_five_dates_in_the_groups_zone(as_grace):
    page = preview(
        as_grace, zone="Asia/Tokyo", **{"meeting_patterns-0-phrase": "1st and 3rd Tuesday, 1-2:30 pm"}
    )

    assert "First and third Tuesday of the month, 1 to 2:30 pm Tokyo time" in page
    dates = [
        "Tue, Dec 1, 2026",
        "Tue, Dec 15, 2026",
        "Tue, Jan 5, 2027",
        "Tue, Jan 19, 2027",
        "Tue, Feb 2, 2027",
    ]
    assert all(f"<li>{day}, 1 pm</li>" in page for day in dates)
    assert "Tue, Feb 16" not in page


def test_a_preview_speaks_the_language_of_the_listing(as_grace):
    assert "Todos los martes" in preview(
        as_grace, language="es", **{"meeting_patterns-0-phrase": "martes 6 pm"}
    )


def test_a_preview_strikes_what_rows_venue_and_organization_cancel(as_grace):
    venue, organization = make_venue(), make_organization()
    ScheduleException.objects.create(venue=venue, first=datetime.date(2026, 12, 8), reason="Library closed")
    ScheduleException.objects.create(organization=organization, first=datetime.date(2026, 12, 15))
    row = {"kind": "cancelled", "first": "2026-12-22", "reason": "Snow"}

    page = preview(
        as_grace,
        venue=venue.pk,
        organization=organization.pk,
        **{"meeting_patterns-0-phrase": "Tuesdays 6 pm", "schedule_exceptions-TOTAL_FORMS": 1},
        **{f"schedule_exceptions-0-{name}": value for name, value in row.items()},
    )

    struck = [
        "Dec 8, 2026, 6 pm</del> no meeting: Library closed",
        "Dec 15, 2026, 6 pm</del> no meeting",
    ]
    assert all(one in page for one in [*struck, "Dec 22, 2026, 6 pm</del> no meeting: Snow"])
    assert page.count("<del>") == 3


def test_a_preview_asks_about_what_is_unclear_and_offers_the_field(as_grace):
    page = preview(as_grace, **{"meeting_patterns-0-phrase": "Every other Thursday, 7 pm"})

    assert "Which Thursday does it start? Give the date of one meeting." in page
    assert 'type="date" name="meeting_patterns-0-anchor"' in page
    assert "meeting_patterns-0-is_right" in page


def test_a_preview_says_what_was_not_part_of_the_schedule(as_grace):
    page = preview(as_grace, **{"meeting_patterns-0-phrase": "Tuesdays 6 pm, drop-ins welcome"})

    assert "Not part of the schedule: “drop-ins welcome”." in page


def test_a_preview_of_several_things_shows_each(as_grace):
    page = preview(as_grace, **{"meeting_patterns-0-phrase": "Tuesday at 6 pm and first Saturday at 10 am"})

    assert "This describes 2 patterns. When you save, each becomes a row of its own." in page
    assert "Every Tuesday, 6 pm Eastern" in page
    assert "First Saturday of the month, 10 am Eastern" in page


def test_a_preview_of_a_stored_row_knows_it(as_grace):
    group = make_group()

    page = as_grace.post(PREVIEW, opened(as_grace, group) | {"row": "meeting_patterns-0"}).content.decode()

    assert "Every Tuesday, 6:30 to 8 pm Eastern" in page


def test_the_line_about_one_date_is_previewed(as_grace):
    def said(line):
        return as_grace.post(PREVIEW, {"row": "exception_phrase", "exception_phrase": line}).content.decode()

    assert "no meeting: Thursday, December 24, 2026 (Christmas Eve)" in said(
        "no meeting on 24 December: Christmas Eve"
    )
    assert "On which day?" in said("no meeting")
    assert said("").strip() == ""


def test_a_line_about_one_date_stays_as_typed_until_it_is_saved_once(as_grace):
    group = make_group()
    line = "no meeting on Dec 8: Snow"

    form_page = as_grace.post(change_page(group), opened(as_grace, group, name="", exception_phrase=line))

    assert form_page.context["adminform"].form["exception_phrase"].value() == line
    assert "Dec 8, 2026, 6:30 pm</del> no meeting: Snow" in form_page.content.decode()
    assert not group.schedule_exceptions.exists()
    response = as_grace.post(change_page(group), as_submitted(form_page, name="Circle"))
    assert response.status_code == 302, errors(response)
    assert group.schedule_exceptions.get().reason == "Snow"


def test_a_line_with_a_link_that_is_not_public_is_refused_beside_it(as_grace):
    group = make_group()
    line = "no meeting on Dec 8: see zoom.us/j/1, passcode 4711"

    response = as_grace.post(change_page(group), opened(as_grace, group, exception_phrase=line))

    assert list(errors(response)) == ["exception_phrase"]
    assert not group.schedule_exceptions.exists()


def test_the_history_names_the_new_row_and_not_the_line(as_grace):
    group = make_group()

    saved(as_grace, group, exception_phrase="no meeting on Dec 8")

    entry = LogEntry.objects.latest("pk")
    assert entry.get_change_message() == "Added schedule exception “no meeting: 2026-12-08”."


def test_a_preview_needs_permission_to_edit_groups(as_grace, as_vera, as_ada, visitor):
    data = {"row": "exception_phrase", "exception_phrase": "no meeting"}

    assert as_grace.post(PREVIEW, data).status_code == 200
    assert as_grace.get(PREVIEW).status_code == 405
    assert as_vera.post(PREVIEW, data).status_code == 403
    assert as_ada.post(PREVIEW, data).status_code == 403
    assert visitor.post(PREVIEW, data).status_code == 302
