"""Holidays by name in the form of a group: asked with dates, and saved as schedule exceptions with their names."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from support_groups.models import Group, ScheduleException
from tests.factories import make_group
from tests.posting import as_submitted
from tests.support_groups.admin.pages import ADD, change_page, errors, new_group, opened
from tests.support_groups.admin.test_answers import answers, press, save, text_of

pytestmark = pytest.mark.django_db
PREVIEW = reverse("admin:support_groups_group_preview")
PHRASE = "meeting_patterns-0-phrase"
THANKSGIVING = ("2027-11-25", "Thanksgiving")


@pytest.fixture(autouse=True)
def _on_the_first_of_december():
    with time_machine.travel(datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC), tick=False):
        yield


def exceptions(group) -> list[tuple[str, str]]:
    rows = group.schedule_exceptions.filter(kind="cancelled")
    return [(str(row.first), row.reason) for row in rows]


def thursdays(client, **typed) -> dict:
    return new_group(client, **{PHRASE: "Thursdays 6 pm"}, **typed)


def test_all_dates_of_a_schedule_become_exceptions_with_the_save(as_grace):
    typed = new_group(as_grace, **{PHRASE: "Thursdays 6 pm except holidays"})
    assert "Which dates does the group skip?" in errors(as_grace.post(reverse(ADD), typed))[PHRASE][0]

    shown = press(as_grace, as_grace.post(reverse(ADD), typed | {"_dates": "1"}), "All 2 dates")

    assert "When you save, this is added:" in text_of(shown)
    assert exceptions(save(as_grace, shown)) == [("2027-11-11", "Veterans Day"), THANKSGIVING]


def test_an_answer_that_is_taken_back_leaves_no_date(as_grace):
    typed = new_group(as_grace, **{PHRASE: "Thursdays 6 pm except Thanksgiving"}) | {"_dates": "1"}
    chosen = press(as_grace, as_grace.post(reverse(ADD), typed), "Thursday, November 25, 2027: Thanksgiving")

    again = press(as_grace, chosen, "Take back")

    assert as_submitted(again)["meeting_patterns-0-canceled"] == ""
    assert list(errors(as_grace.post(reverse(ADD), as_submitted(again)))) == [PHRASE]
    assert not ScheduleException.objects.exists()


def test_dates_that_the_script_was_shown_are_saved(as_grace):
    data = new_group(as_grace, **{PHRASE: "Thursdays 6 pm, not on December 24"})
    page = text_of(as_grace.post(PREVIEW, data | {"row": "meeting_patterns-0"}))
    assert "&quot;2026-12-24&quot;" in page

    sent = {"read": data[PHRASE], "kind": "weekly", "weekdays": ["3"], "begins": "18:00"}
    sent["canceled"] = '[["2026-12-24", "", ""]]'
    filled = {f"meeting_patterns-0-{name}": value for name, value in sent.items()}
    response = as_grace.post(reverse(ADD), data | filled)

    assert response.status_code == 302, errors(response)
    assert exceptions(Group.objects.get()) == [("2026-12-24", "")]


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "{}",
        "[1]",
        '[["x", "", ""]]',
        '[["2026-12-24", "2026-12-01", ""]]',
        '[["0001-01-01", "", ""]]',
        "[" * 9000,
    ],
)
def test_dates_that_no_phrase_said_are_refused(as_grace, text):
    read = {
        "read": "Thursdays 6 pm",
        "kind": "weekly",
        "weekdays": ["3"],
        "begins": "18:00",
        "canceled": text,
    }
    filled = {f"meeting_patterns-0-{name}": value for name, value in read.items()}

    response = as_grace.post(reverse(ADD), thursdays(as_grace) | filled)

    assert "were not sent whole" in str(errors(response)) or "from 1900 to 2199" in str(errors(response))
    assert not ScheduleException.objects.exists()


def test_a_line_offers_meeting_days_and_saves_the_one_that_was_chosen(as_grace):
    typed = thursdays(as_grace) | {"exception_phrase": "no meeting on federal holidays"}
    asked = as_grace.post(reverse(ADD), typed)
    assert "calendar of US federal holidays" in errors(asked)["exception_phrase"][0]
    offered = answers(text_of(asked))
    assert list(offered) == [
        "All 2 dates",
        "Thursday, November 11, 2027: Veterans Day",
        "Thursday, November 25, 2027: Thanksgiving",
    ]

    one = as_grace.post(
        reverse(ADD), typed | {"_answer": offered["Thursday, November 25, 2027: Thanksgiving"]}
    )
    keys = one.context["adminform"].form.fields["exception_phrase"].widget.said["keys"]
    no_other = answers(text_of(one))["No, no other dates"]
    last = as_grace.post(reverse(ADD), typed | {"exception_phrase-answers": keys, "_answer": no_other})
    assert "When you save, this is added:" in text_of(last)
    assert not Group.objects.exists()
    both = f"{keys} {no_other.partition('+')[2]}"
    response = as_grace.post(reverse(ADD), typed | {"exception_phrase-answers": both})

    assert response.status_code == 302, errors(response)
    assert exceptions(Group.objects.get()) == [THANKSGIVING]


def test_a_date_that_is_there_already_is_not_added_twice(as_grace):
    group = make_group()
    ScheduleException.objects.create(group=group, first=datetime.date(2027, 11, 25), reason="Thanksgiving")
    typed = opened(as_grace, group, exception_phrase="no meeting on Thanksgiving")
    key = answers(text_of(as_grace.post(change_page(group), typed)))

    response = as_grace.post(
        change_page(group), typed | {"exception_phrase-answers": next(iter(key.values())).partition("+")[2]}
    )

    assert response.status_code == 302, errors(response)
    assert exceptions(group) == [THANKSGIVING]


def test_the_script_gets_the_line_with_its_answers(as_grace):
    data = thursdays(as_grace) | {"row": "exception_phrase", "exception_phrase": "closed on Thanksgiving"}
    offered = answers(text_of(as_grace.post(PREVIEW, data)))

    page = text_of(
        as_grace.post(PREVIEW, data | {"_answer": offered["Thursday, November 25, 2027: Thanksgiving"]})
    )

    assert 'name="exception_phrase-answers"' in page
    assert "When you save, this is added:" in page
    assert list(answers(page)) == ["Take back"]
