"""Whatever is sent to the directory's admin, it answers with a form and its errors, never with a server error."""

import pytest
from django.urls import reverse

from support_groups.models import Group
from tests.factories import make_group, make_venue
from tests.support_groups.admin.pages import ADD, change_page, errors, new_group, opened

pytestmark = pytest.mark.django_db
TEXTS = ["\x00", "x" * 10_000, "²³½", "<script>alert(1)</script>", "9" * 400, "-1"]
FIELDS = """
name slug summary description organization led_by language translation_of stage_fit audiences languages attendance
form zone schedule_note venue access joining website join_link dial_in passcode link_visibility size may_listen status
paused_until notes confirmation_by confirmation_how confirmation_note exception_phrase cost opened
meeting_patterns-0-phrase meeting_patterns-0-kind meeting_patterns-0-weekdays meeting_patterns-0-days
meeting_patterns-0-on meeting_patterns-0-interval meeting_patterns-0-anchor meeting_patterns-0-count
meeting_patterns-0-begins meeting_patterns-0-minutes meeting_patterns-0-zone meeting_patterns-0-months
meeting_patterns-0-read meeting_patterns-0-asked meeting_patterns-0-id meeting_patterns-0-notes
contacts-0-name contacts-0-email contacts-0-phone
""".split()
ROWS = """
meeting_patterns-TOTAL_FORMS meeting_patterns-INITIAL_FORMS schedule_exceptions-TOTAL_FORMS contacts-INITIAL_FORMS _more
""".split()


@pytest.fixture(scope="module")
def remembered():
    return {}


@pytest.fixture
def typed(as_grace, remembered):
    """What is sent for a new group. The empty form is the same for each test here, and drawing it takes long."""
    if not remembered:
        remembered.update(new_group(as_grace))
    return remembered


@pytest.mark.parametrize("field", [*FIELDS, *ROWS])
def test_absurd_text_in_a_new_group_is_never_a_server_error(as_grace, typed, field):
    data = typed | {"meeting_patterns-0-kind": "weekly"}

    for text in ("\x00", "9" * 400):
        response = as_grace.post(reverse(ADD), data | {field: text})

        assert response.status_code in (200, 302), (field, text[:20])
        Group.objects.all().delete()


@pytest.mark.parametrize("text", TEXTS)
def test_all_fields_at_once_may_be_absurd(as_grace, typed, text):
    data = typed | dict.fromkeys(FIELDS, text)

    response = as_grace.post(reverse(ADD), data)

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize(
    "field",
    ["organization", "venue", "translation_of", "audiences", "languages", "access", "subtypes", "activities"],
)
@pytest.mark.parametrize("value", ["abc", "999999", "9" * 30])
def test_a_missing_object_cannot_be_chosen(as_grace, typed, field, value):
    response = as_grace.post(reverse(ADD), typed | {field: [value]})

    assert list(errors(response)) == [field]
    assert response.context["adminform"].form["summary"].value() == "A circle."


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-02-30", "12/24"])
@pytest.mark.parametrize(
    "field",
    [
        "paused_until",
        "schedule_exceptions-0-first",
        "schedule_exceptions-0-to_date",
        "meeting_patterns-0-anchor",
    ],
)
def test_an_impossible_day_is_refused_beside_its_field(as_grace, typed, field, day):
    rows = {
        "schedule_exceptions-TOTAL_FORMS": 1,
        "schedule_exceptions-0-kind": "moved",
        "schedule_exceptions-0-first": "2026-12-24",
    }
    rows |= {"meeting_patterns-0-kind": "weekly", "meeting_patterns-0-weekdays": ["1"]}

    response = as_grace.post(reverse(ADD), typed | {"status": "paused"} | rows | {field: day})

    accepted = field == "paused_until" and day == "12/24"
    assert response.status_code == 200 or accepted
    assert field in errors(response)


def test_a_line_about_an_impossible_day_is_refused(as_grace, typed):
    response = as_grace.post(reverse(ADD), typed | {"exception_phrase": "no meeting on 12/24/9999"})

    assert errors(response) == {"exception_phrase": ["Enter a year from 1900 to 2199."]}


def test_rows_somebody_deleted_meanwhile_are_no_error(as_grace):
    group = make_group()
    group.contacts.create(name="Ann", phone="555-0101")
    data = opened(as_grace, group, name="Renamed")
    group.contacts.all().delete()
    group.meeting_patterns.all().delete()

    told = as_grace.post(change_page(group), data)

    assert told.status_code in (200, 302)
    assert not group.contacts.exists()


@pytest.mark.parametrize("pk", ["0", "abc", "9" * 40, "1_2F_2E", "%00"])
def test_a_missing_group_redirects_to_the_list(as_grace, pk):
    address = f"/admin/support_groups/group/{pk}/change/"

    assert as_grace.get(address).status_code in (302, 400)
    assert as_grace.post(address, {"name": "x"}).status_code in (302, 400)


@pytest.mark.parametrize(
    "row", ["", "\x00", "meeting_patterns-", "meeting_patterns-9999", "x" * 10_000, "schedule_exceptions-0"]
)
def test_a_preview_of_no_row_is_refused(as_grace, row):
    response = as_grace.post(reverse("admin:support_groups_group_preview"), {"row": row})

    assert response.status_code == 400


@pytest.mark.parametrize("text", TEXTS)
def test_a_preview_answers_whatever_was_typed(as_grace, text):
    names = ["phrase", "kind", "weekdays", "anchor", "begins", "zone", "id", "read", "asked", "on", "days"]
    data = {f"meeting_patterns-0-{name}": text for name in names}
    data |= {
        "zone": text,
        "venue": text,
        "organization": text,
        "language": text,
        "schedule_exceptions-TOTAL_FORMS": text,
    }

    for row in ("meeting_patterns-0", "exception_phrase"):
        response = as_grace.post(
            reverse("admin:support_groups_group_preview"), data | {"row": row, "exception_phrase": text}
        )

        assert response.status_code == 200
        assert b"<script>" not in response.content


@pytest.mark.parametrize("text", TEXTS)
def test_absurd_text_in_a_venue_is_never_a_server_error(as_grace, text):
    venue = make_venue()
    names = [
        "name",
        "town",
        "country",
        "latitude",
        "longitude",
        "organization",
        "postcode",
        "street",
        "directions",
    ]

    data = opened(as_grace, venue)
    for name in names:
        response = as_grace.post(change_page(venue), data | {name: text})
        assert response.status_code in (200, 302), name
        if response.status_code == 302:
            data = opened(as_grace, venue)


@pytest.mark.parametrize("typed", [{"by": "x", "how": "\x00"}, {"until": "9999-12-31"}, {"until": "\x00"}])
def test_an_action_answers_whatever_was_typed(as_grace, typed):
    group = make_group()

    for action in ("confirm_today", "pause"):
        data = {"action": action, "_selected_action": [group.pk], "_confirm": "1"} | typed
        response = as_grace.post(reverse("admin:support_groups_group_changelist"), data)
        assert response.status_code == 200
        assert response.context["form"].errors


@pytest.mark.parametrize(
    "query",
    ["?todo=%FF", "?language_code=%27", "?organization__id__exact=abc", "?o=99.-99.abc", "?q=%27%22%5C%25_"],
)
def test_an_absurd_query_is_no_error_in_the_list(as_grace, query):
    make_group()

    assert as_grace.get(reverse("admin:support_groups_group_changelist") + query).status_code in (
        200,
        302,
        400,
    )


@pytest.mark.parametrize("kind", ["group", "venue", "audience"])
@pytest.mark.parametrize("chosen", ["abc", "\x00", "9" * 400, ""])
def test_an_action_on_an_impossible_row_changes_nothing(as_grace, kind, chosen):
    group = make_group()
    data = {"action": "delete_selected", "_selected_action": [chosen], "post": "yes"}

    response = as_grace.post(reverse(f"admin:support_groups_{kind}_changelist"), data, follow=True)

    assert "Tick the rows first. Nothing was changed." in response.content.decode()
    assert Group.objects.filter(pk=group.pk).exists()
