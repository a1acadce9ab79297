"""How many sources the public list has, of each kind and year, without counting them."""

from django.db import models

from web.kept_counts import Counted, KeptCount

UNKNOWN_YEAR = 0


class SourceCount(KeptCount):
    counted = Counted(
        "sources_source",
        {
            "csl_type": "{row}.csl_type",
            "evidence": "{row}.evidence",
            "year": f"COALESCE({{row}}.year, {UNKNOWN_YEAR})",
        },
        "{row}.merged_into_id IS NULL",
    )

    csl_type = models.CharField(max_length=40)
    evidence = models.CharField(max_length=20, blank=True)
    year = models.IntegerField()

    class Meta(KeptCount.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["csl_type", "evidence", "year", "transaction_id"], name="source_count_once"
            ),
        ]
