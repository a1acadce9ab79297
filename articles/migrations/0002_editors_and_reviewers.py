from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

EVERYTHING = ("add", "change", "delete", "view")
GROUPS = {
    "Editors": [
        *(("articles", model, EVERYTHING) for model in ("article", "image", "person", "topic", "page", "sharedtext")),
        *(("articles", model, EVERYTHING) for model in ("authorship", "furtherreading", "formeraddress")),
        ("articles", "article", ("publish",)),
        ("articles", "edition", ("view",)),
        ("sources", "source", EVERYTHING),
    ],
    "Medical reviewers": [
        *(("articles", model, ("view",)) for model in ("article", "image", "person", "topic", "page", "sharedtext", "edition")),
        *(("articles", model, ("view",)) for model in ("authorship", "furtherreading")),
        ("sources", "source", ("view",)),
    ],
}


def make_groups(apps, schema_editor):
    for label in ("articles", "sources"):
        # Permissions are usually made after the last migration; groups need them now.
        create_permissions(installed.get_app_config(label), verbosity=0, using=schema_editor.connection.alias)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, grants in GROUPS.items():
        group, _created = Group.objects.get_or_create(name=name)
        for app, model, actions in grants:
            wanted = [f"{action}_{model}" for action in actions]
            group.permissions.add(
                *Permission.objects.filter(content_type__app_label=app, codename__in=wanted)
            )


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("sources", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
