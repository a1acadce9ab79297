import datetime

from django.db import migrations, models
from django.db.models import F

LATE = datetime.timedelta(minutes=30)


def guess_ends(apps, schema_editor):
    """The next refresh of each group, at the latest that of `daily`, writes the end of each date."""
    dates = apps.get_model("support_groups", "Occurrence").objects.using(schema_editor.connection.alias)
    dates.update(over_at=F("starts_at") + LATE)


class Migration(migrations.Migration):

    dependencies = [("support_groups", "0009_public_changes")]

    operations = [
        migrations.RemoveIndex("occurrence", name="occurrence_of_group"),
        migrations.AddField(
            "occurrence", "over_at", models.DateTimeField(null=True, verbose_name="is over")
        ),
        migrations.RunPython(guess_ends, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("occurrence", "over_at", models.DateTimeField(verbose_name="is over")),
        migrations.AddIndex(
            "occurrence",
            models.Index(
                fields=["group", "starts_at", "over_at", "week_minute", "utc_week_minute", "has_time"],
                name="occurrence_of_group",
            ),
        ),
    ]
