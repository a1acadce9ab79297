"""A database of another version is refused before anything in it changes."""

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

from mbc_site.upgrades import unknown_migrations

pytestmark = pytest.mark.django_db


def test_a_database_of_this_version_has_no_unknown_migrations():
    assert unknown_migrations() == set()


@pytest.mark.parametrize("app", ["articles", "mbc_site", "sources", "support_groups", "web"])
def test_a_database_with_an_unknown_migration_is_refused(app):
    MigrationRecorder.Migration.objects.create(app=app, name="0099_from_elsewhere")

    with pytest.raises(CommandError, match="move it aside"):
        call_command("migrate", verbosity=0)

    assert unknown_migrations() == {(app, "0099_from_elsewhere")}


def test_an_unknown_migration_of_a_library_is_ignored():
    MigrationRecorder.Migration.objects.create(app="axes", name="0099_newer")

    assert unknown_migrations() == set()
