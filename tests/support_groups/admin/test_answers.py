"""Questions about a phrase come with answers: choosing one fills the fields, is shown with its dates and saves nothing."""

import datetime
import re

import pytest
import time_machine
from django.urls import reverse

from support_groups.models import Group
from tests.posting import as_submitted
from tests.support_groups.admin.pages import ADD, errors, new_group

pytestmark = pytest.mark.django_db
PREVIEW = reverse("admin:support_groups_group_preview")
ROW = "meeting_patterns-0"


@pytest.fixture(autouse=True)
def _on_the_day_before_december():
    with time_machine.travel(datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC), tick=False):
        yield


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def answers(page: str) -> dict[str, str]:
    """The buttons with an answer, by what they say."""
    buttons = re.findall(r'name="_answer" value="([^"]+)"[^>]*> ?(.*?) ?</button>', page)
    return {re.sub(r"<.*", "", label).strip(): value for value, label in buttons}


def asked_about(client, phrase: str, **typed):
    return client.post(
        reverse(ADD), new_group(client, **{f"{ROW}-phrase": phrase}, **typed) | {"_dates": "1"}
    )


def press(client, response, label: str):
    return client.post(reverse(ADD), as_submitted(response) | {"_answer": answers(text_of(response))[label]})


def save(client, response):
    saved = client.post(reverse(ADD), as_submitted(response))
    assert saved.status_code == 302, errors(saved)
    return Group.objects.get()


def rules(group) -> list[dict]:
    return list(group.meeting_patterns.values_list("rule", flat=True))


def test_a_question_has_buttons_that_say_what_visitors_would_read(as_grace):
    page = text_of(asked_about(as_grace, "Tuesdays 7-8:30"))

    assert list(answers(page)) == ["7 to 8:30 am", "7 to 8:30 pm"]
    assert '<span class="then">Every Tuesday, 7 to 8:30 pm Eastern</span>' in page
    assert 'role="group" aria-labelledby="meeting_patterns-0-question-1"' in page
    assert '<span id="meeting_patterns-0-question-1">Is “7-8:30” am or pm?</span>' in page
    assert page.count("None of these answers?") == 1


def test_an_answer_is_shown_with_its_dates_and_saved_only_with_the_form(as_grace):
    shown = press(as_grace, asked_about(as_grace, "Tuesdays 7-8:30"), "7 to 8:30 pm")

    page = text_of(shown)
    assert "Please answer first" not in page
    assert "Visitors will read: </span> <strong>Every Tuesday, 7 to 8:30 pm Eastern</strong>" in page
    assert page.count("2026, 7 pm</li>") == 5
    assert list(answers(page)) == ["Take back"]
    assert not Group.objects.exists()
    assert rules(save(as_grace, shown)) == [
        {"kind": "weekly", "weekdays": [1], "begins": "19:00:00", "minutes": 90}
    ]


def test_an_answer_can_be_taken_back(as_grace):
    shown = press(
        as_grace, asked_about(as_grace, "Every other Thursday, 7 pm"), "Thursday, December 10, 2026"
    )
    assert as_submitted(shown)[f"{ROW}-anchor"] == "2026-12-10"

    again = press(as_grace, shown, "Take back")

    assert as_submitted(again)[f"{ROW}-anchor"] == ""
    assert list(answers(text_of(again))) == ["Thursday, December 3, 2026", "Thursday, December 10, 2026"]
    assert list(errors(as_grace.post(reverse(ADD), as_submitted(again)))) == [f"{ROW}-anchor"]


def test_answers_follow_each_other_and_open_questions_stay(as_grace):
    first = press(
        as_grace, asked_about(as_grace, "Biweekly on Mondays, 7-8, weather permitting"), "7 to 8 pm"
    )
    second = press(as_grace, first, "Every two weeks")
    assert "Does “weather permitting” change when the group meets?" in text_of(second)
    third = press(as_grace, second, "No, it doesn’t change the dates or times")

    last = press(as_grace, third, "Monday, December 7, 2026")

    assert rules(save(as_grace, last)) == [
        {
            **{"kind": "weekly", "weekdays": [0], "interval": 2, "anchor": "2026-12-07"},
            **{"begins": "19:00:00", "minutes": 60},
        }
    ]


def test_no_answer_leaves_the_question_open(as_grace):
    shown = asked_about(as_grace, "Tuesdays 6 pm, weather permitting")

    response = as_grace.post(reverse(ADD), as_submitted(shown))

    assert errors(response) == {f"{ROW}-phrase": ["Does “weather permitting” change when the group meets?"]}
    assert not Group.objects.exists()


def test_an_answer_keeps_what_was_typed_in_a_field_that_it_does_not_fill(as_grace):
    shown = asked_about(as_grace, "Biweekly on Mondays, 6 pm")
    typed = as_submitted(shown, **{f"{ROW}-anchor": "2026-12-14"})

    chosen = as_grace.post(reverse(ADD), typed | {"_answer": answers(text_of(shown))["Every two weeks"]})

    assert rules(save(as_grace, chosen))[0]["anchor"] == "2026-12-14"


def test_a_phrase_that_became_several_rows_is_answered_as_a_whole(as_grace):
    shown = asked_about(as_grace, "Mondays and first Saturday, 7-8")
    assert len(shown.context["inline_admin_formsets"][0].formset.forms) == 2

    chosen = press(as_grace, shown, "7 to 8 pm")

    assert rules(save(as_grace, chosen)) == [
        {"kind": "weekly", "weekdays": [0], "begins": "19:00:00", "minutes": 60},
        {"kind": "monthly", "weekdays": [5], "ordinals": [1], "begins": "19:00:00", "minutes": 60},
    ]


def test_a_phrase_typed_anew_has_no_answers_yet(as_grace):
    chosen = press(as_grace, asked_about(as_grace, "Tuesdays 7-8:30"), "7 to 8:30 pm")

    again = as_grace.post(
        reverse(ADD), as_submitted(chosen, **{f"{ROW}-phrase": "Wednesdays 7-8:30"}) | {"_dates": "1"}
    )

    assert list(answers(text_of(again))) == ["7 to 8:30 am", "7 to 8:30 pm"]


@pytest.mark.parametrize(
    "value",
    ["", ROW, f"{ROW} +", f"{ROW} +abc", f"{ROW} -abc", "meeting_patterns-7 +abc", "x" * 9000, "\x00 \ud800"],
)
def test_an_answer_that_nobody_offered_changes_nothing(as_grace, value):
    shown = asked_about(as_grace, "Tuesdays 7-8:30")

    response = as_grace.post(
        reverse(ADD), as_submitted(shown) | {"_answer": value.encode("utf-8", "replace").decode()}
    )

    assert response.status_code == 200
    assert list(answers(text_of(response))) == ["7 to 8:30 am", "7 to 8:30 pm"]
    assert not Group.objects.exists()


def test_the_script_gets_the_row_with_its_answer(as_grace):
    data = new_group(as_grace, **{f"{ROW}-phrase": "Tuesdays 7-8:30"}) | {"row": ROW}
    offered = answers(text_of(as_grace.post(PREVIEW, data)))

    page = text_of(as_grace.post(PREVIEW, data | {"_answer": offered["7 to 8:30 pm"]}))

    assert "Every Tuesday, 7 to 8:30 pm Eastern" in page
    assert f'name="{ROW}-begins" value="19:00"' in page
    assert page.count("2026, 7 pm</li>") == 5


def test_only_those_who_edit_groups_get_answers(as_vera, as_ada, visitor):
    data = {"row": ROW, f"{ROW}-phrase": "Tuesdays 7-8:30", "_answer": f"{ROW} +abc"}

    assert [client.post(PREVIEW, data).status_code for client in (as_vera, as_ada, visitor)] == [
        403,
        403,
        302,
    ]
