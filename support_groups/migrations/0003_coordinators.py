from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

NAME = "Directory coordinators"
EVERYTHING = ("add", "change", "delete", "view")
MODELS = (
    "group contact meetingpattern scheduleexception organization venue venueaccess confirmation "
    "audience language activity subtype accessfeature"
).split()


def make_group(apps, schema_editor):
    # Permissions are usually made after the last migration; the group needs them now.
    create_permissions(
        installed.get_app_config("support_groups"), verbosity=0, using=schema_editor.connection.alias
    )
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=NAME)
    wanted = [f"{action}_{model}" for model in MODELS for action in EVERYTHING]
    permissions = apps.get_model("auth", "Permission").objects
    group.permissions.add(*permissions.filter(content_type__app_label="support_groups", codename__in=wanted))


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("support_groups", "0002_first_terms"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_group, remove_group)]
