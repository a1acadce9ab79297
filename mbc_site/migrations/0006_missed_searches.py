from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import mbc_site.search_pages.models


OF_EDITORS = ["view_missedsearch", *(f"{action}_synonymset" for action in ("add", "change", "delete", "view"))]


def let_editors_look_after_the_search(apps, schema_editor):
    # Permissions are usually made after the last migration; the group needs these now.
    create_permissions(installed.get_app_config("mbc_site"), verbosity=0, using=schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects
    for group in apps.get_model("auth", "Group").objects.filter(name="Editors"):
        group.permissions.add(
            *permissions.filter(content_type__app_label="mbc_site", codename__in=OF_EDITORS)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("mbc_site", "0005_search_index"),
        ("articles", "0002_editors_and_reviewers"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="MissedSearchKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.DateField(unique=True)),
                ("secret", models.CharField(default=mbc_site.search_pages.models.new_secret, max_length=64)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="MissedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.DateField(verbose_name="week from")),
                ("digest", models.CharField(max_length=32)),
                ("words", models.CharField(blank=True, max_length=60, verbose_name="words")),
                ("times", models.PositiveIntegerField(verbose_name="times")),
            ],
            options={
                "verbose_name": "search without a result",
                "verbose_name_plural": "searches without a result",
                "ordering": ["-week", "-times", "words"],
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(fields=["week", "digest"], name="missed_search_once_a_week")
                ],
            },
        ),
        migrations.RunPython(let_editors_look_after_the_search, migrations.RunPython.noop),
    ]
