"""What is restored with an old version, and what is not."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from support_groups.models import Group, Language, Organization
from tests.factories import dates_of, make_group, make_organization, make_venue, search_of
from tests.posting import as_submitted
from tests.support_groups.admin.pages import change_page, opened, saved

pytestmark = pytest.mark.django_db


def first_version(thing) -> str:
    version = Version.objects.get_for_object(thing).last()
    return reverse(f"admin:support_groups_{thing._meta.model_name}_revision", args=[thing.pk, version.pk])


def restored(client, thing):
    address = first_version(thing)
    response = client.post(address, as_submitted(client.get(address)))
    assert response.status_code == 302
    thing.refresh_from_db()


def test_a_restored_group_has_its_schedule_changes_contacts_and_words_again(as_grace):
    group = make_group(name="Before")
    group.contacts.create(name="Ann", phone="555-0101")
    saved(as_grace, group, exception_phrase="no meeting on December 24, 2099")
    saved(
        as_grace,
        group,
        name="After",
        languages=[Language.objects.get(code="es").pk],
        **{
            "meeting_patterns-0-phrase": "Fridays 3 pm",
            "contacts-0-DELETE": "on",
            "schedule_exceptions-0-DELETE": "on",
        },
    )
    assert not group.contacts.exists()

    restored(as_grace, group)

    assert group.name == "Before"
    assert group.meeting_patterns.get().rule["weekdays"] == [1]
    assert group.schedule_exceptions.get().first == datetime.date(2099, 12, 24)
    assert [row.name for row in group.contacts.all()] == ["Ann"]
    assert [row.code for row in group.languages.all()] == ["en"]
    local = [timezone.localtime(starts_at) for starts_at in dates_of(group)]
    assert {moment.weekday() for moment in local} == {1}


def test_a_restore_leaves_confirmations_and_other_groups_alone(as_grace):
    group, other = make_group(name="Before", confirmed_on=None), make_group(name="Other before")
    saved(as_grace, group)
    saved(as_grace, other, name="Other after")
    saved(as_grace, group, name="After", confirmation_by="leader", confirmation_how="phone")

    restored(as_grace, group)

    assert (group.name, group.confirmed_on) == ("Before", timezone.localdate())
    assert group.confirmations.count() == 1
    assert Group.objects.get(pk=other.pk).name == "Other after"


def test_a_restored_address_keeps_both_working(as_grace):
    group = make_group(slug="old")
    saved(as_grace, group)
    saved(as_grace, group, slug="new")

    restored(as_grace, group)

    assert group.slug == "old"
    assert list(group.former_slugs.values_list("slug", flat=True)) == ["new"]


def test_a_restored_venue_takes_its_groups_along(as_grace):
    venue = make_venue(town="Akron")
    group = make_group(venue=venue)
    saved(as_grace, venue)
    saved(as_grace, venue, town="Toledo", latitude="41.66", longitude="-83.55")
    row = search_of(group)
    assert ("toledo" in row.text, row.latitude) == (True, 41.66)

    restored(as_grace, venue)

    row = search_of(group)
    assert (venue.town, "akron" in row.text, row.latitude) == ("Akron", True, 41.0812)


def test_a_restored_organization_takes_its_groups_along(as_grace):
    organization = make_organization(name="Before")
    group = make_group(organization=organization)
    saved(as_grace, organization)
    saved(as_grace, organization, name="Later")

    restored(as_grace, organization)

    assert organization.name == "Before"
    assert "before" in search_of(group).text


def test_a_form_opened_before_a_restore_is_stale(as_grace):
    group = make_group(name="Before")
    saved(as_grace, group)
    saved(as_grace, group, name="After")
    data = opened(as_grace, group, summary="Typed.")

    restored(as_grace, group)
    response = as_grace.post(change_page(group), data)

    assert response.status_code == 200
    assert response.context["adminform"].form["summary"].value() == "Typed."


def test_a_deleted_draft_is_recovered_with_its_schedule(as_grace):
    group = make_group(name="Lost", status="draft")
    saved(as_grace, group)
    version = Version.objects.get_for_object(group).get()
    group.delete()
    address = reverse("admin:support_groups_group_recover", args=[version.pk])

    response = as_grace.post(address, as_submitted(as_grace.get(address)))

    assert response.status_code == 302
    assert Group.objects.get().name == "Lost"
    assert Group.objects.get().meeting_patterns.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_version_with_an_organization_deleted_since_says_so_and_changes_nothing(admin_client):
    organization = make_organization()
    group = make_group(name="Before", organization=organization, languages=(), audiences=())
    saved(admin_client, group)
    saved(admin_client, group, name="After", organization="")
    Organization.objects.all().delete()

    response = admin_client.get(first_version(group), follow=True)

    assert "refers to something that was deleted" in response.content.decode()
    assert Group.objects.get().name == "After"


def test_history_needs_permission_to_view(as_grace, as_vera, as_ada):
    group = make_group()
    saved(as_grace, group)
    history = reverse("admin:support_groups_group_history", args=[group.pk])

    assert as_grace.get(history).status_code == 200
    assert as_vera.get(history).status_code == as_ada.get(history).status_code == 403
    assert as_vera.get(first_version(group)).status_code == 403
