"""Adding and changing a group in the admin."""

import pytest
from django.urls import reverse

from support_groups.models import Group
from tests.factories import make_group
from tests.support_groups.admin.pages import ADD, added, change_page, errors, new_group, opened, saved

pytestmark = pytest.mark.django_db


def test_a_group_is_added_with_its_schedule_in_words(as_grace):
    group = added(as_grace, **{"meeting_patterns-0-phrase": "1st and 3rd Tuesday, 1-2:30 pm"})

    pattern = group.meeting_patterns.get()
    assert pattern.phrase == "1st and 3rd Tuesday, 1-2:30 pm"
    assert pattern.rule == {
        "kind": "monthly",
        "weekdays": [1],
        "ordinals": [1, 3],
        "begins": "13:00:00",
        "minutes": 90,
    }
    assert group.occurrences.exists()


def test_saving_a_group_as_it_is_changes_nothing(as_grace):
    group = make_group()

    saved(as_grace, group)

    assert group.meeting_patterns.get().rule == {
        "kind": "weekly",
        "weekdays": [1],
        "begins": "18:30:00",
        "minutes": 90,
    }
