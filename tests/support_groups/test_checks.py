"""Constraints checked in Python say what the database would say."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from support_groups.models import Contact, Group, ScheduleException, Venue
from support_groups.models.checks import is_true
from tests.factories import make_group

pytestmark = pytest.mark.django_db
DAY, NEXT = date(2026, 12, 24), date(2026, 12, 25)
ROWS = [
    Group(name="Circle", status="paused"),
    Group(name="Circle", status="paused", paused_until=DAY),
    Group(name="", attendance="online"),
    Group(name="Circle", status="listed", attendance="in-person"),
    Group(name="Circle", status="draft", attendance="in-person"),
    Group(name="Circle", status="listed", attendance="online", zone="America/Denver"),
    Group(name="Circle", status="listed", attendance="online"),
    Group(name="Circle", status="closed", attendance="telephone"),
    Group(name="Circle", status="listed", attendance="text"),
    Group(pk=1, name="Circle", translation_of_id=1),
    Group(pk=1, name="Circle", translation_of_id=2),
    Venue(town="", latitude=41.0),
    Venue(town="Akron", latitude=41.0, longitude=-81.0),
    Venue(town="Akron", latitude=91.0, longitude=-81.0),
    Contact(name="Ann"),
    Contact(name="Ann", phone="555-0101"),
    ScheduleException(first=DAY, group_id=1),
    ScheduleException(first=NEXT, last=DAY, venue_id=1),
    ScheduleException(first=DAY, last=NEXT, venue_id=1, kind="extra"),
    ScheduleException(first=DAY, group_id=1, venue_id=1, kind="moved"),
    ScheduleException(first=DAY, organization_id=1, kind="moved", to_time=time(18)),
]
CHECKS = [(row, constraint) for row in ROWS for constraint in row._meta.constraints]


@pytest.mark.parametrize(("row", "constraint"), CHECKS)
def test_python_agrees_with_the_database(row, constraint):
    values = row._get_field_expression_map(meta=row._meta)

    passes = is_true(constraint.condition, row) is not False  # a constraint that NULL leaves unknown is kept

    assert passes is constraint.condition.check(values)


def test_a_valid_row_is_checked_without_a_query_and_a_wrong_one_gets_its_message(django_assert_num_queries):
    right = ScheduleException(group=make_group(), first=DAY)
    wrong = ScheduleException(group=right.group, first=NEXT, last=DAY)

    with django_assert_num_queries(0):
        right.full_clean()
    with pytest.raises(ValidationError, match=r"The last day is before the first\."):
        wrong.validate_constraints()
