from django.db import migrations, models

from sources.csl import spelling_key


def fill(apps, schema_editor):
    sources = apps.get_model("sources", "Source").objects
    for source in sources.only("pk", "title").iterator():
        sources.filter(pk=source.pk).update(spelling_key=spelling_key(source.title)[:300])


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_fields_not_taken_over")]

    operations = [
        migrations.AddField(
            model_name="source",
            name="spelling_key",
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="source",
            name="spelling_key",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=300),
        ),
    ]
