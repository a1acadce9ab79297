import datetime
import doctest
from zoneinfo import ZoneInfo

import pytest

from support_groups.schedules import zones


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(zones).failed == 0


@pytest.mark.parametrize(("zone", "wide"), sorted(zones.WIDE.items()))
def test_a_zone_that_is_called_by_the_wide_name_keeps_its_time(zone, wide):
    for month in range(1, 13):
        noon = datetime.datetime(2027, month, 15, 12)
        assert (
            noon.replace(tzinfo=ZoneInfo(zone)).utcoffset() == noon.replace(tzinfo=ZoneInfo(wide)).utcoffset()
        )


def test_every_named_zone_exists():
    named = [*zones.NAMED, *zones.ABBREVIATIONS, *zones.SPANISH_CITIES, *zones.WIDE]

    assert [name for name in named if not zones.is_zone(name)] == []
