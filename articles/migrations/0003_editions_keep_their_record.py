"""An edition is not deleted with its article, and keeps the publisher's name when the account is deleted."""

import json

import django.db.models.deletion
from django.db import migrations, models


def name_publishers(apps, schema_editor):
    Edition = apps.get_model("articles", "Edition")
    for pk, user in Edition._base_manager.exclude(published_by=None).values_list("pk", "published_by"):
        person = apps.get_model("auth", "User").objects.get(pk=user)
        name = f"{person.first_name} {person.last_name}".strip() or person.username
        Edition._base_manager.filter(pk=pk).update(published_by_name=name[:200])


def mend_log(apps, schema_editor):
    """Publishing was logged in a form that Django can't read back, so showing the entry raised an error."""
    entries = apps.get_model("admin", "LogEntry").objects.filter(change_message__startswith="[{\"changed\"")
    for entry in entries.filter(content_type__app_label="articles", content_type__model="article").iterator():
        try:
            changed = json.loads(entry.change_message)[0]["changed"]
        except (ValueError, LookupError, TypeError):
            continue
        if "fields" not in changed and "object" in changed:
            entry.change_message = f"Published as edition {changed['object']}."
            entry.save(update_fields=["change_message"])


class Migration(migrations.Migration):
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("articles", "0002_staff_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="published_by_name",
            field=models.CharField(blank=True, default="", editable=False, max_length=200),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="edition",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="articles.article",
            ),
        ),
        migrations.RunPython(name_publishers, migrations.RunPython.noop),
        migrations.RunPython(mend_log, migrations.RunPython.noop),
    ]
