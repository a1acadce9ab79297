"""Who may do what in the directory's admin, page by page."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from support_groups.models import Activity, Group
from tests.factories import make_group, make_organization, make_venue
from tests.support_groups.admin.pages import change_page, errors, new_group, opened, saved

pytestmark = pytest.mark.django_db


def pages(thing) -> list[str]:
    name = f"admin:support_groups_{thing._meta.model_name}"
    own = [reverse(f"{name}_{page}", args=[thing.pk]) for page in ("change", "history")]
    return [reverse(f"{name}_changelist"), reverse(f"{name}_add"), reverse(f"{name}_recoverlist"), *own]


@pytest.fixture
def things():
    return [make_group(), make_venue(), make_organization(), Activity.objects.first()]


def test_a_coordinator_reaches_every_page(as_grace, things):
    for thing in things:
        for address in pages(thing):
            assert as_grace.get(address).status_code == 200, address


def test_editors_strangers_and_staff_without_permissions_reach_none(as_ada, as_vera, visitor, things):
    for thing in things:
        for address in pages(thing):
            assert as_ada.get(address).status_code == 403, address
            assert as_vera.get(address).status_code == 403, address
            assert as_vera.post(address, {"_save": "1"}).status_code == 403, address
            assert visitor.get(address).headers["Location"].startswith(reverse("admin:login")), address


def somebody(*codenames) -> Client:
    user = User.objects.create_user("somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_staff_who_can_only_view_see_the_schedule_without_inputs():
    group = make_group(notes="Ring twice.")
    group.contacts.create(name="Ann", phone="555-0101")
    looks = somebody("view_group", "view_meetingpattern", "view_contact", "view_venue")

    page = looks.get(change_page(group)).content.decode()

    assert "Every Tuesday, 6:30 to 8 pm" in page
    assert "Ann" in page
    assert "_save" not in page
    assert not [
        name
        for name in ("opened", "exception_phrase", "confirmation_by", "-phrase")
        if f'name="{name}' in page
    ]
    assert looks.post(change_page(group), {"name": "Mine"}).status_code == 403


def test_contacts_need_permission_to_view():
    group = make_group()
    group.contacts.create(name="Private Ann", phone="555-0101")
    edits = somebody("view_group", "change_group", "view_meetingpattern")

    assert "Private Ann" not in edits.get(change_page(group)).content.decode()


def test_a_posted_schedule_needs_permission_to_change_schedules():
    group = make_group()
    edits = somebody("view_group", "change_group", "view_meetingpattern", "view_venue")
    row = group.meeting_patterns.get()
    data = opened(edits, group)
    typed = {
        "meeting_patterns-TOTAL_FORMS": 2,
        "meeting_patterns-INITIAL_FORMS": 1,
        "meeting_patterns-0-id": row.pk,
        "meeting_patterns-0-group": group.pk,
        "meeting_patterns-0-phrase": "Fridays 3 pm",
        "meeting_patterns-1-phrase": "Mondays 3 pm",
        "meeting_patterns-1-group": group.pk,
        "exception_phrase": "no meeting on December 24, 2099",
    }

    response = edits.post(change_page(group), data | typed)

    assert response.status_code == 302, errors(response)
    assert [row.rule["weekdays"] for row in group.meeting_patterns.all()] == [[1]]
    assert not group.schedule_exceptions.exists()


def test_permission_to_add_is_enough_to_add_a_group():
    adds = somebody("view_group", "add_group", "add_meetingpattern", "view_meetingpattern")

    response = adds.post(
        reverse("admin:support_groups_group_add"),
        new_group(adds, **{"meeting_patterns-0-phrase": "Tuesdays 6 pm"}),
    )

    assert response.status_code == 302, errors(response)
    assert Group.objects.get().meeting_patterns.count() == 1


def test_a_group_that_was_ever_listed_is_closed_not_deleted(as_grace):
    listed, draft = make_group(), make_group(status="draft")
    once = make_group()
    saved(as_grace, once)
    saved(as_grace, once, status="draft")

    for group in (listed, once):
        delete = reverse("admin:support_groups_group_delete", args=[group.pk])
        assert as_grace.get(delete).status_code == 403
        assert as_grace.post(delete, {"post": "yes"}).status_code == 403
    as_grace.post(reverse("admin:support_groups_group_delete", args=[draft.pk]), {"post": "yes"})

    assert set(Group.objects.all()) == {listed, once}


def test_groups_ever_listed_are_not_deleted_from_the_list_either(as_grace):
    listed, draft = make_group(name="Circle"), make_group(status="draft")
    data = {"action": "delete_selected", "_selected_action": [listed.pk, draft.pk], "post": "yes"}

    page = as_grace.post(reverse("admin:support_groups_group_changelist"), data).content.decode()

    assert "Circle was listed. Close it instead: somebody may have printed it." in page
    assert Group.objects.count() == 2


def test_the_page_on_the_site_is_linked_unless_it_is_a_draft(as_grace):
    listed, draft = make_group(slug="listed"), make_group(slug="draft", status="draft")

    button = 'name="_view_on_site"'
    assert button in as_grace.get(change_page(listed)).content.decode()
    assert button not in as_grace.get(change_page(draft)).content.decode()


@pytest.mark.parametrize(
    ("codenames", "may_import", "may_export"),
    [
        (["view_group"], False, False),
        (["view_group", "add_group"], False, False),
        (["view_group", "change_group"], False, True),
        (["view_group", "add_group", "change_group"], True, True),
    ],
)
def test_the_list_offers_files_only_with_permission(codenames, may_import, may_export):
    client, base = somebody(*codenames), reverse("admin:support_groups_group_changelist")

    page = client.get(base).content.decode()

    for name, may in (("import/", may_import), ("export-private.csv", may_export)):
        assert (f'href="{base}{name}"' in page) is may
        assert client.get(base + name).status_code == (200 if may else 403)
