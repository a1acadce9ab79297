"""Viewing any page of the admin never waits for somebody who is saving, on either database."""

import sqlite3
import time
from contextlib import contextmanager

import psycopg2
import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from reversion.models import Version

from mbc_site.locks import PATIENCE_MS
from mbc_site.models import OrganizationDetails
from sources.adding import importing as of_sources
from sources.models import Source, SourceImport
from support_groups.exchange import importing as of_groups
from support_groups.exchange.formats import ColumnMapping
from support_groups.models import Group, GroupImport
from tests.factories import make_article, make_group, make_image, make_organization, make_source, make_topic
from tests.posting import as_submitted
from tests.support_groups.admin.pages import change_page, opened
from web import time_limits

TABLE = b"name,town,stage_fit,attendance,schedule\n" + b"".join(
    b"Circle %d,Akron,mbc,online,Every Tuesday 6 pm\n" % number for number in range(6)
)
RIS = b"".join(
    b"TY  - JOUR\nTI  - A study of number %d\nAU  - Author%d, A.\nPY  - 2020\nER  - \n\n" % (number, number)
    for number in range(6)
)
LONGEST = 15  # seconds: more than any page takes on a busy machine, less than whoever waits for a lock does

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chief(tmp_path):
    """A superuser's client, on a database that others can open too: on SQLite the one in memory, copied to a file."""
    if connection.vendor != "sqlite":
        yield _logged_in()
        return
    path = tmp_path / "db.sqlite3"
    with sqlite3.connect(path) as file:
        connection.ensure_connection()
        connection.connection.backup(file)
    kept = connections["default"]
    on_file = type(kept)(kept.settings_dict | {"NAME": str(path)}, "default")
    connections["default"] = on_file
    yield _logged_in()
    on_file.close()
    connections["default"] = kept


def _logged_in() -> Client:
    client = Client()
    client.force_login(
        User.objects.create_superuser("chief"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


@pytest.fixture
def things(chief):
    """One of each of the kinds that staff edit, with an import of each kind that waits for a decision."""
    source = make_source(key="redig2013")
    article = make_article(topics=[make_topic()], image=make_image())
    group = make_group(organization=make_organization())
    groups = of_groups.receive(TABLE, name="groups.csv", at=timezone.now())
    of_groups.stage(groups, ColumnMapping(), arrival="draft", at=timezone.now())
    while of_groups.compare_some(groups, at=timezone.now()):
        pass
    sources = of_sources.stage(RIS, name="list.ris", at=timezone.now())
    while of_sources.compare_some(sources):
        pass
    made = [article, article.image, article.topics.get(), source, make_source(), group, group.organization]
    made += [group.venue, OrganizationDetails.objects.create(), groups, sources]
    return {type(thing): thing for thing in made}


@contextmanager
def somebody_saving():
    """Another connection that has written, and does not end its transaction."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    else:
        known = connection.get_connection_params()
        wanted = ("host", "port", "user", "password", "dbname")
        other = psycopg2.connect(**{name: known[name] for name in wanted if name in known})
        with other.cursor() as cursor:
            for table in connection.introspection.table_names():
                cursor.execute(f'SELECT 1 FROM "{table}" FOR UPDATE')  # noqa: S608  names of our own tables
    try:
        yield
    finally:
        other.rollback()
        other.close()


def addresses(things) -> list[str]:
    """Every page of the admin that needs no more than the key of a thing."""
    found = [reverse("admin:index")]
    for model, model_admin in admin.site._registry.items():
        for pattern in filter(lambda one: one.name, model_admin.get_urls()):
            for thing in (None, things.get(model), things.get(GroupImport), things.get(SourceImport)):
                if thing is None or type(thing) is model or "import" in pattern.name:
                    with_key = [] if thing is None else [thing.pk]
                    try:
                        found.append(reverse(f"admin:{pattern.name}", args=with_key))
                    except NoReverseMatch:
                        continue
    return list(dict.fromkeys(found))


def status_of(client, address: str, **posted) -> int:
    """The status of a page, which has to come at once."""
    began = time.monotonic()
    response = client.post(address, posted) if posted else client.get(address)
    took = time.monotonic() - began
    assert took < LONGEST, f"{address} took {took:.1f} s"
    return response.status_code


def test_every_page_opens_while_somebody_is_saving(chief, things):
    with somebody_saving():
        found = {address: status_of(chief, address) for address in addresses(things)}

    # What is only posted, and what is not to be added, deleted or recovered, is refused, and at once too.
    assert set(found.values()) <= {200, 302, 403, 404, 405}
    opened_well = [address for address, status in found.items() if status == 200]
    assert len(opened_well) > 60
    for page in (
        "import/",
        f"import/{things[SourceImport].pk}/",
        f"{things[Group].pk}/change/",
        "group/add/",
    ):
        assert [one for one in opened_well if one.endswith(page)], page


def test_dates_are_shown_before_saving_while_somebody_is_saving(chief, things):
    group = things[Group]
    posted = opened(chief, group, _dates="1")
    new = as_submitted(chief.get(reverse("admin:support_groups_group_add")), _dates="1")
    row = posted | {"row": "meeting_patterns-0"}

    with somebody_saving():
        assert status_of(chief, change_page(group), **posted) == 200
        assert status_of(chief, reverse("admin:support_groups_group_add"), **new) == 200
        assert status_of(chief, reverse("admin:support_groups_group_preview"), **row) == 200

    assert not Version.objects.get_for_object(group).exists()


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL locks rows: a new row waits for nobody"
)
def test_a_page_that_must_write_says_at_once_that_somebody_is_saving_and_retries(chief, things):
    staged_import = things[GroupImport]
    page = reverse("admin:support_groups_group_import_detail", args=[staged_import.pk])
    staged_import.confirm(at=timezone.now())

    with somebody_saving():
        began = time.monotonic()
        response = chief.get(page)
        took = time.monotonic() - began

    assert took < LONGEST + PATIENCE_MS / 1000
    assert (response.status_code, response.headers["Refresh"], response.headers["Retry-After"]) == (
        503,
        "2",
        "2",
    )
    assert "Somebody is saving" in response.content.decode()
    assert not staged_import.rows.filter(status="failed").exists()
    assert "6 groups were added." in chief.get(page).content.decode()


def test_an_old_version_that_cannot_be_shown_now_does_not_wait(chief, things):
    group = things[Group]
    chief.post(change_page(group), opened(chief, group, name="Written first"))
    version = Version.objects.get_for_object(group).latest("pk")
    page = reverse("admin:support_groups_group_revision", args=[group.pk, version.pk])

    with somebody_saving():
        assert status_of(chief, page) == 503

    assert status_of(chief, page) == 200


@pytest.fixture
def limited(settings):
    """What serves visitors waits for a lock only so long, on every connection that it opens."""
    settings.DATABASE_LOCK_TIMEOUT = 17.0
    time_limits.limit_statements()
    connection.close()
    yield
    time_limits.connection_created.disconnect(dispatch_uid="web.time_limits")
    connection.close()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has its limit in the settings")
def test_saving_afterwards_waits_as_long_as_the_web_server_allows(chief, things, limited):
    status_of(chief, change_page(things[Group]))

    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone()[0] == "17s"


def test_saving_afterwards_waits_as_usual(chief, things):
    status_of(chief, change_page(things[Group]))

    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        patience = connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]
        assert (connection.transaction_mode, patience) == ("IMMEDIATE", options["timeout"] * 1000)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone()[0] == "0"


def test_saving_still_keeps_history_messages_and_permissions(chief, things, client):
    group = things[Group]

    response = chief.post(change_page(group), opened(chief, group, name="Another name"), follow=True)

    assert "was saved." in response.content.decode()
    assert Version.objects.get_for_object(group).get().revision.user.username == "chief"
    assert client.get(change_page(group)).status_code == 302
    vera = Client()
    vera.force_login(
        User.objects.create_user("vera", is_staff=True), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert vera.post(change_page(group), {"_dates": "1"}).status_code == 403
    assert vera.post(reverse("admin:support_groups_group_add"), {"_dates": "1"}).status_code == 403


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="one lock for the whole file is SQLite's")
def test_reading_and_comparing_a_file_holds_no_lock(chief, monkeypatch):
    """Before each slow step, check that another connection could write."""
    tried = []

    def tries(function):
        def trying(*args, **kwargs):
            with somebody_saving():
                tried.append(function.__name__)
            return function(*args, **kwargs)

        return trying

    for module, name in (
        (of_groups.staging.formats, "read"),
        (of_groups.staging.comparison, "duplicates"),
        (of_groups.preparation.normalization, "normalize"),
        (of_groups.row_comparison, "changes_of"),
        (of_sources.formats, "read"),
        (of_sources, "_work"),
        (of_sources, "_index"),
    ):
        monkeypatch.setattr(module, name, tries(getattr(module, name)))
    make_group(name="Circle 1", venue=None, attendance="online")
    staged_import = of_groups.receive(TABLE, name="groups.csv", at=timezone.now())
    of_groups.stage(staged_import, ColumnMapping(), arrival="draft", at=timezone.now())
    while of_groups.compare_some(staged_import, at=timezone.now()):
        pass
    staged_import = of_sources.stage(RIS, name="list.ris", at=timezone.now())
    while of_sources.compare_some(staged_import):
        pass

    assert set(tried) == {"read", "duplicates", "normalize", "changes_of", "_work", "_index"}


def test_a_slow_comparison_does_not_undo_what_was_added_meanwhile(chief, things, monkeypatch):
    """Two people look at one import; one of them confirms it while the other's comparison is still going on."""
    staged_import = of_sources.stage(RIS.replace(b"study", b"trial"), name="list.ris", at=timezone.now())
    compare, is_second = of_sources._compare, []

    def slowly(rows):
        compare(rows)
        if not is_second:
            is_second.append(True)
            of_sources.compare_some(staged_import)
            staged_import.confirm(at=timezone.now())
            of_sources.save_some(staged_import, at=timezone.now())

    monkeypatch.setattr(of_sources, "_compare", slowly)
    before = Source.objects.count()
    of_sources.compare_some(staged_import)
    of_sources.save_some(staged_import, at=timezone.now())

    assert Source.objects.count() == before + 6
    assert staged_import.rows.counts()["added"] == 6


def test_a_command_is_still_all_or_nothing(chief, tmp_path, monkeypatch):
    file = tmp_path / "groups.csv"
    file.write_bytes(TABLE)
    save, done = of_groups.saving._save_rows, []

    def killed(rows, *args):
        save(rows, *args)
        done.append(rows)
        if len(done) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(GroupImport, "rows_in_a_transaction", 2)
    monkeypatch.setattr(of_groups.saving, "_save_rows", killed)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        call_command("import_groups", file)

    assert not Group.objects.exists()
    assert not GroupImport.objects.exists()


@pytest.mark.parametrize(("together", "killed_at"), [(1, 1), (1, 4), (2, 1), (2, 3)])
def test_an_import_interrupted_between_rows_continues_where_it_stopped(
    chief, things, monkeypatch, together, killed_at
):
    staged_import, save_rows, done = things[GroupImport], of_groups.saving._save_rows, []

    def killed(rows, *args):
        save_rows(rows, *args)
        done.append(rows)
        if len(done) == killed_at:
            raise KeyboardInterrupt  # after the groups were written, before that is committed

    before = Group.objects.count()
    staged_import.confirm(at=timezone.now())
    monkeypatch.setattr(GroupImport, "rows_in_a_transaction", together)
    monkeypatch.setattr(of_groups.saving, "_save_rows", killed)
    with pytest.raises(KeyboardInterrupt):
        of_groups.save_some(staged_import, at=timezone.now())
    monkeypatch.undo()

    saved = together * (killed_at - 1)
    assert Group.objects.count() == before + saved == before + staged_import.rows.counts()["added"]
    assert of_groups.save_some(staged_import, at=timezone.now()) == 0
    assert Group.objects.count() == before + 6
    assert staged_import.rows.counts()["added"] == 6
