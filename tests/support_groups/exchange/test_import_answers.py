"""Questions about the phrases of an import are answered in its preview, row by row, before anything is saved."""

import datetime
import html
import re

import pytest
import time_machine

from support_groups.models import Group, GroupImport
from tests.factories import make_group
from tests.support_groups.exchange.test_admin_importing import address, decide, upload

pytestmark = pytest.mark.django_db
COLUMNS = ["name", "organization", "town", "schedule"]


@pytest.fixture(autouse=True)
def _on_the_last_of_november():
    with time_machine.travel(datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC), tick=False):
        yield


def staged(client, *rows: str, **posted) -> GroupImport:
    upload(client, "\n".join(["Group,Agency,Town,When", *rows, ""]).encode())
    staged_import = GroupImport.objects.latest("pk")
    said = {
        "stage_fit": "breast",
        "attendance": "online",
        "time_zone": "America/New_York",
        "arrival": "listed",
    }
    columns = {f"column-{n}": name for n, name in enumerate(COLUMNS)}
    response = client.post(address(staged_import, "mapping"), columns | said | posted, follow=True)
    assert response.redirect_chain, response.context["form"].errors
    return staged_import


def buttons(client, staged_import) -> list[tuple[str, str]]:
    """(what it says, its value) of each answer on the page."""
    page = " ".join(client.get(address(staged_import)).content.decode().split())
    found = re.findall(r'name="answer" value="([^"]+)"[^>]*>(.*?)</button>', page)
    return [(html.unescape(label).strip(), value) for value, label in found]


def choose(client, staged_import, label: str, of: int = 0):
    values = [value for text, value in buttons(client, staged_import) if text == label]
    return decide(client, staged_import, answer=values[of])


def sentences(row) -> list[str]:
    return [sentence for column, sentence, _severity in row.problems if column == "schedule"]


def test_an_answer_fills_the_row_and_the_question_is_gone(as_grace):
    staged_import = staged(as_grace, "Lantern,Heron House,Akron,Tuesdays 7-8:30")
    row = staged_import.rows.get()
    assert sentences(row) == ["“Tuesdays 7-8:30”: Is “7-8:30” am or pm?"]
    assert [label for label, _value in buttons(as_grace, staged_import)] == ["7 to 8:30 am", "7 to 8:30 pm"]

    choose(as_grace, staged_import, "7 to 8:30 pm")

    row.refresh_from_db()
    assert (row.status, sentences(row)) == ("new", [])
    assert [label for label, _value in buttons(as_grace, staged_import)] == ["Take back"]
    assert not Group.objects.exists()
    decide(as_grace, staged_import, confirm="1")
    pattern = Group.objects.get().meeting_patterns.get()
    assert pattern.pattern.words() == "Every Tuesday, 7 to 8:30 pm"


def test_the_same_words_in_two_rows_are_answered_one_by_one(as_grace):
    staged_import = staged(
        as_grace, "Lantern,Heron House,Akron,Tuesdays 7-8:30", "Beacon,Otter House,Dayton,Tuesdays 7-8:30"
    )

    choose(as_grace, staged_import, "7 to 8:30 am", of=1)

    first, second = staged_import.rows.all()
    assert (len(sentences(first)), len(sentences(second))) == (1, 0)
    assert first.answers == {}


def test_answers_follow_each_other_and_can_be_taken_back(as_grace):
    staged_import = staged(as_grace, "Lantern,Heron House,Akron,Biweekly on Mondays 7-8")
    choose(as_grace, staged_import, "Every two weeks")
    choose(as_grace, staged_import, "7 to 8 pm")
    choose(as_grace, staged_import, "Monday, December 7, 2026")
    assert sentences(staged_import.rows.get()) == []

    choose(as_grace, staged_import, "Take back", of=2)

    assert sentences(staged_import.rows.get()) == [
        "“Biweekly on Mondays 7-8”: Which Monday does it start? Give the date of one meeting."
    ]


def test_a_row_of_a_known_group_shows_its_changes_after_the_answer(as_grace):
    make_group(name="Lantern", attendance="online")
    staged_import = staged(as_grace, "Lantern,Heron House,Akron,Tuesdays 7-8:30")
    before = staged_import.rows.get()

    choose(as_grace, staged_import, "7 to 8:30 pm")

    after = staged_import.rows.get()
    assert (before.status, before.match_id) == (after.status, after.match_id)
    assert sentences(after) == []


MEETINGS = ("Lantern,Heron House,Akron,Tuesdays 7-8:30", "Lantern,Heron House,Akron,Fridays 9-10")


def test_meetings_that_were_merged_are_answered_in_their_row(as_grace):
    staged_import = staged(as_grace, *MEETINGS)
    assert sentences(staged_import.rows.get()) == [
        "Line 2: “Tuesdays 7-8:30”: Is “7-8:30” am or pm?",
        "Line 3: “Fridays 9-10”: Is “9-10” am or pm?",
    ]

    choose(as_grace, staged_import, "7 to 8:30 pm")
    assert sentences(staged_import.rows.get()) == ["Line 3: “Fridays 9-10”: Is “9-10” am or pm?"]
    choose(as_grace, staged_import, "9 to 10 am")

    row = staged_import.rows.get()
    assert (row.status, sentences(row), row.positions) == ("new", [], [2, 3])
    decide(as_grace, staged_import, confirm="1")
    assert sorted(Group.objects.get().schedule_words()) == [
        "Every Friday, 9 to 10 am Eastern",
        "Every Tuesday, 7 to 8:30 pm Eastern",
    ]


def test_an_answer_about_a_merged_row_can_be_taken_back(as_grace):
    staged_import = staged(as_grace, *MEETINGS)
    before = staged_import.rows.get()
    choose(as_grace, staged_import, "9 to 10 am")

    choose(as_grace, staged_import, "Take back")

    after = staged_import.rows.get()
    assert (after.values, after.problems) == (before.values, before.problems)


def test_equal_words_in_meetings_of_one_group_are_answered_once(as_grace):
    staged_import = staged(as_grace, MEETINGS[0], MEETINGS[0])

    choose(as_grace, staged_import, "7 to 8:30 am")

    assert sentences(staged_import.rows.get()) == []


@pytest.mark.parametrize(
    "pressed", ["", "1", "x 0 +a", "{pk} 9 +a", "{pk} 0 +a", "{pk} 0 a", "{pk} -1 +a", "9" * 300]
)
def test_an_answer_that_nobody_offered_changes_nothing(as_grace, pressed):
    staged_import = staged(as_grace, "Lantern,Heron House,Akron,Tuesdays 7-8:30")
    row = staged_import.rows.get()

    response = decide(as_grace, staged_import, answer=pressed.format(pk=row.pk))

    assert response.status_code == 200
    assert sentences(staged_import.rows.get()) == sentences(row)


def test_after_the_confirmation_no_answer_is_taken(as_grace):
    staged_import = staged(as_grace, "Lantern,Heron House,Akron,Tuesdays 7-8:30")
    value = buttons(as_grace, staged_import)[0][1]
    decide(as_grace, staged_import, confirm="1")

    decide(as_grace, staged_import, answer=value)

    assert staged_import.rows.get().answers == {}


def test_only_those_who_import_answer(as_vera, as_grace):
    staged_import = staged(as_grace, "Lantern,Heron House,Akron,Tuesdays 7-8:30")
    value = buttons(as_grace, staged_import)[0][1]

    assert as_vera.post(address(staged_import, "decide"), {"answer": value}).status_code == 403
    assert staged_import.rows.get().answers == {}


def test_what_was_answered_is_not_asked_again_by_the_next_import(as_grace):
    first = staged(as_grace, "Lantern,Heron House,Akron,Tuesdays 7-8:30")
    choose(as_grace, first, "7 to 8:30 pm")
    decide(as_grace, first, confirm="1")

    second = staged(as_grace, "Lantern,Heron House,Akron,Tuesdays 7-8:30")

    assert second.rows.get().status == "same"
    assert buttons(as_grace, second) == []


def test_what_was_left_open_is_asked_again_by_the_next_import(as_grace):
    decide(as_grace, staged(as_grace, "Lantern,Heron House,Akron,Tuesdays 7-8:30"), confirm="1")

    second = staged(as_grace, "Lantern,Heron House,Akron,Tuesdays 7-8:30")

    assert [label for label, _value in buttons(as_grace, second)] == ["7 to 8:30 am", "7 to 8:30 pm"]


def test_what_was_assumed_of_a_row_is_said_once(as_grace):
    staged_import = staged(as_grace, "Lantern,Heron House,Akron,Tuesdays 7-8:30", attendance="")

    page = html.unescape(as_grace.get(address(staged_import)).content.decode())

    assert page.count("The file does not say how people meet, so we assumed: In person.") == 1
    assert "For now we assume" not in page


def test_a_word_that_was_not_understood_is_not_called_missing(as_grace):
    upload(as_grace, b"Group,City,State,Attendance,When\nLantern,Akron,OH,Smoke signals,Tuesdays 7 pm\n")
    staged_import = GroupImport.objects.latest("pk")
    columns = dict(enumerate(["name", "town", "region", "attendance", "schedule"]))
    posted = {f"column-{n}": name for n, name in columns.items()} | {
        "stage_fit": "breast",
        "arrival": "listed",
    }
    as_grace.post(address(staged_import, "mapping"), posted)

    page = html.unescape(as_grace.get(address(staged_import)).content.decode())

    assert "“Smoke signals” was not understood. Choose it in the draft." in page
    assert "For now we assume: In person." in page
    assert "The file does not say how people meet" not in page
    decide(as_grace, staged_import, confirm="1")
    assert Group.objects.get().status == "draft"
