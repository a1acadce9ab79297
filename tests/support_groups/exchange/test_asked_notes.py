"""What an import asked about a new group stays in its notes for staff, where it is found when the import is gone."""

import json

import pytest
from django.urls import reverse

from support_groups.models import Group

pytestmark = pytest.mark.django_db
PORCH = {"name": "Porch Talk", "slug": "porch-talk", "day": 0, "time": "18:00"}
PLACE = {"formatted_address": "1 Made Up St, Akron, OH 44308, USA"}


def test_a_closed_location_stays_in_the_notes_of_the_draft(run_import):
    run_import(json.dumps([PORCH | PLACE | {"types": ["TC"]}]), "--listed", name="porch.json")

    group = Group.objects.get()
    assert group.status == "draft"
    assert "Asked by the import: Its location is temporarily closed" in group.notes


def test_what_the_notes_hold_already_is_not_said_twice(run_import):
    meeting = PORCH | PLACE | {"notes": "2nd and 4th Sundays only"}
    run_import(json.dumps([meeting]), "--listed", name="porch.json")

    notes = Group.objects.get().notes
    assert "2nd and 4th Sundays only" in notes
    assert "Asked by the import" not in notes


def test_the_next_import_of_a_group_with_such_notes_is_the_same(run_import):
    data = json.dumps([PORCH | PLACE | {"types": ["TC"]}])
    run_import(data, name="porch.json")

    notes = Group.objects.get().notes
    run_import(data, name="porch.json")

    assert Group.objects.get().notes == notes


def test_the_form_warns_until_somebody_has_settled_what_was_asked(run_import, as_grace):
    run_import(json.dumps([PORCH | PLACE | {"notes": "2nd and 4th Sundays only"}]), name="porch.json")
    group = Group.objects.get()
    form = reverse("admin:support_groups_group_change", args=[group.pk])
    warning = "The notes for staff say what an import asked."

    assert warning in as_grace.get(form).content.decode()
    group.notes = "Rung up: second and fourth Sundays."
    group.save()

    assert warning not in as_grace.get(form).content.decode()
