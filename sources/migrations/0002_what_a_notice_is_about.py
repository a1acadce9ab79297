from django.db import migrations, models
from django.db.models import F


def say_what_notices_are_about(apps, schema_editor):
    """Until now a notice did not say by which identifier it was found: by one of those the source has."""
    Notice = apps.get_model("sources", "Notice")
    for notice in Notice.objects.exclude(service="title").select_related("source").iterator():
        found_by = {"doi": notice.source.doi.lower(), "pmid": notice.source.pmid}
        notice.about = [f"{kind}:{value}" for kind, value in found_by.items() if value]
        notice.save(update_fields=["about"])


def take_last_answer_for_last_question(apps, schema_editor):
    Source = apps.get_model("sources", "Source")
    Source.objects.update(integrity_asked_at=F("integrity_checked_at"))


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="keptanswer", name="can_tell", field=models.BooleanField(default=False)
        ),
        migrations.AddField(
            model_name="notice",
            name="about",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.AddField(
            model_name="notice", name="applies", field=models.BooleanField(default=True, editable=False)
        ),
        migrations.AddField(
            model_name="source",
            name="integrity_asked_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="integrity asked about"
            ),
        ),
        migrations.RunPython(say_what_notices_are_about, migrations.RunPython.noop),
        migrations.RunPython(take_last_answer_for_last_question, migrations.RunPython.noop),
    ]
