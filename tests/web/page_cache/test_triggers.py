"""The triggers are there after every migration, and a database says so when they are not."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles.models import Topic
from mbc_site import health
from tests.factories import make_topic
from web.models import ContentVersion
from web.page_cache import triggers
from web.page_cache.names import COUNTERS

pytestmark = pytest.mark.django_db


def an_installed_trigger() -> str:
    return min(name for name in triggers.present() if name.startswith("content_articles_topic_"))


def remove(name: str) -> None:
    table = " ON articles_topic" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")


def test_a_migrated_database_has_them_all():
    assert triggers.missing() == set()


def test_putting_one_back_raises_everything():
    remove(an_installed_trigger())
    ContentVersion.objects.all().delete()

    assert len(triggers.missing()) == 1
    assert triggers.install() is True
    assert triggers.missing() == set()
    assert set(ContentVersion.objects.tokens()) == {*COUNTERS}
    assert triggers.install() is False


def test_one_that_is_out_of_date_is_replaced(monkeypatch):
    monkeypatch.setitem(triggers.shown_tables._shown, "articles.Topic", triggers.Shown("site"))
    before = an_installed_trigger()

    triggers.install()
    ContentVersion.objects.all().delete()
    make_topic()

    assert an_installed_trigger() != before
    assert set(ContentVersion.objects.tokens()) == {"site"}


def test_they_are_away_while_migrations_run_and_back_afterwards():
    web = apps.get_app_config("web")
    triggers._before_migrations(web, "default", plan=[])
    without_a_plan = triggers.missing()
    triggers._before_migrations(web, "default", plan=["a migration"])
    while_running = triggers.missing()
    triggers._after_migrations(web, "default", apps=apps)

    assert without_a_plan == set()
    assert len(while_running) == {"sqlite": 120, "postgresql": 160}[connection.vendor]
    assert triggers.missing() == set()


def test_staff_are_told_that_one_is_missing():
    remove(an_installed_trigger())

    found = [finding for finding in health.findings(timezone.now()) if finding.fact.code == "kept_pages"]

    assert [finding.problem.to_do for finding in found] == ["Run “manage.py migrate”, then restart the site."]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite can’t switch triggers off")
def test_one_that_is_switched_off_counts_as_missing():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_topic DISABLE TRIGGER USER")

    assert len(triggers.missing()) == 4


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL alters tables in place")
@pytest.mark.django_db(transaction=True)
def test_a_table_that_a_migration_made_anew_has_its_triggers():
    call_command("migrate", "articles", "zero", verbosity=0)
    call_command("migrate", verbosity=0)

    assert triggers.missing() == set()
    ContentVersion.objects.all().delete()
    Topic.objects.create(slug="bones", title="Bones")
    assert set(ContentVersion.objects.tokens()) == {"articles"}


def test_folding_leaves_the_tokens_as_they_are():
    make_topic()
    before = ContentVersion.objects.tokens()

    call_command("fold_content_versions", verbosity=0)

    assert ContentVersion.objects.tokens() == before
    assert ContentVersion.objects.exclude(transaction_id=0).count() == 0
