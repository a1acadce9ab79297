"""How many groups the finder has, for whom and in which way they meet, without counting them."""

import datetime
from collections.abc import Iterable

from django.db import models

from editing.compiled_queries import CompiledQuery, Keys, day
from web.kept_counts import Counted, KeptCount

ALWAYS = datetime.date(9999, 12, 31)  # while nothing is written


class GroupCount(KeptCount):
    counted = Counted(
        "support_groups_groupsearch",
        {
            "stage_fit": "{row}.stage_fit",
            "attendance": "{row}.attendance",
            # An unconfirmed listing is found for some time after the day on which it was due.
            "due_on": "CASE WHEN {row}.status = 'unconfirmed' AND {row}.due_on IS NOT NULL THEN {row}.due_on "
            f"ELSE '{ALWAYS}' END",
        },
        "{row}.status IN ('listed', 'paused', 'unconfirmed')",
    )

    stage_fit = models.CharField(max_length=10, blank=True)
    attendance = models.CharField(max_length=10, blank=True)
    due_on = models.DateField()

    class Meta(KeptCount.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["stage_fit", "attendance", "due_on", "transaction_id"], name="group_count_once"
            ),
        ]


_numbers = CompiledQuery(
    lambda: GroupCount.objects.filter(
        stage_fit__in=Keys("fits"), attendance__in=Keys("ways"), due_on__gte=day("left")
    ).values_list("number", flat=True)
)
_all = CompiledQuery(
    lambda: GroupCount.objects.filter(due_on__gte=day("left")).values_list("number", flat=True)
)


def number_of_listings(left: datetime.date) -> int:
    """What `GroupSearchQuerySet.not_left` finds."""
    return sum(_all(left=left))


def number_of_listings_for(fits: Iterable[str], ways: Iterable[str], left: datetime.date) -> int:
    """Those of them for people at these stages, which meet in these ways."""
    return sum(_numbers(fits=[*fits], ways=[*ways], left=left))
