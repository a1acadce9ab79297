"""The cast. Every page is requested by somebody with permission and somebody without."""

import os
from itertools import count

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.template import Template
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis

from tests import pristine
from tests.folders import files_in
from tests.web.services import for_the_site

# A busy machine is not a failure.
hypothesis.register_profile("unhurried", deadline=None)
hypothesis.load_profile("unhurried")

# Playwright's sync API runs an event loop in this thread, which Django takes for an async context.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


OF_A_DATABASE = {"db", "transactional_db", "live_server", "admin_client", "admin_user"}


def pytest_addoption(parser):
    parser.addoption("--database-only", action="store_true", help="leave out tests that use no database")


def pytest_collection_modifyitems(config, items):
    """What uses no database, such as the reading of files, is the same on both and is tested once."""
    if config.getoption("--database-only"):
        chosen = [item for item in items if _uses_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if not _uses_database(item)])
        items[:] = chosen


def _uses_database(item) -> bool:
    """Also if it is skipped on one of them."""
    is_marked = item.get_closest_marker("django_db") or item.get_closest_marker("skipif")
    return bool(is_marked or OF_A_DATABASE & {*getattr(item, "fixturenames", ())})


@pytest.fixture(scope="session")
def _folders(tmp_path_factory):
    """Names of folders that are not there yet: `tmp_path` reads the list of all folders of the run to make one more,
    which takes a test longer the more tests ran before it."""
    parent = tmp_path_factory.mktemp("files")
    return (parent / str(number) for number in count(1))


@pytest.fixture(autouse=True)
def _files_stay_here(request, _folders):
    """Nothing a test uploads reaches the machine's own folders."""
    folder = next(_folders)
    if "tmp_path" in request.fixturenames:
        folder = request.getfixturevalue("tmp_path")
    folder.mkdir(exist_ok=True)
    with files_in(folder):
        yield


@pytest.fixture(autouse=True, scope="session")
def _databases_know_no_time_zones():
    """PostgreSQL has time zone data of its own, as old as the machine: such calculations belong in Python."""
    with pytest.MonkeyPatch.context() as patch:
        for name in OF_TIME_ZONES:
            patch.setattr(type(connection.ops), name, _no_time_zones(getattr(type(connection.ops), name)))
        yield


OF_TIME_ZONES = (
    "datetime_cast_date_sql",
    "datetime_cast_time_sql",
    "datetime_extract_sql",
    "datetime_trunc_sql",
    "date_trunc_sql",
    "time_trunc_sql",
)


def _no_time_zones(build):
    def guarded(self, *arguments):
        assert arguments[-1] in (None, "UTC"), f"the database would do this in the time zone {arguments[-1]}"
        return build(self, *arguments)

    return guarded


@pytest.fixture(autouse=True, scope="session")
def _real_transactions_leave_nothing(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        restore = pristine.keep()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: restore())
        yield


@pytest.fixture(autouse=True, scope="session")
def _inputs_are_not_recorded(django_test_environment):
    """The test client keeps a copy of the context of every template that is rendered: in a form of the admin, of
    hundreds of inputs. No test asks for those; leaving them out takes a third of the time of such a page."""
    recorded = Template._render

    def render(template, context):
        is_input = (template.name or "").startswith(INPUT_TEMPLATES)
        return template.nodelist.render(context) if is_input else recorded(template, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield


INPUT_TEMPLATES = ("django/forms/", "admin/widgets/")


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _mail_goes_through_the_queue(settings):
    """As on a site; the test runner would hand mails to `mail.outbox` past it. Nothing is sent by itself: a thread
    would meet the test's transaction. `send_due()` sends to `mail.outbox`."""
    settings.EMAIL_BACKEND = "web.mail.QueueBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    settings.MAIL_SENT_AFTER_COMMIT = False


@pytest.fixture(autouse=True)
def _no_search_is_counted(settings):
    """A thread would meet the test's transaction."""
    settings.MISSED_SEARCHES_COUNTED = False


def _staff(username: str, group: str | None = None) -> User:
    user = User.objects.create_user(username, password="secret", is_staff=True, first_name=username.title())
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def ada(db):
    """Edits articles."""
    return _staff("ada", "Editors")


@pytest.fixture
def rosalind(db):
    """Reviews them."""
    return _staff("rosalind", "Medical reviewers")


@pytest.fixture
def grace(db):
    """Keeps the directory of support groups."""
    return _staff("grace", "Directory coordinators")


@pytest.fixture
def vera(db):
    """Is staff without permissions."""
    return _staff("vera")


@pytest.fixture
def visitor(client):
    """Is nobody."""
    return client


@pytest.fixture
def as_ada(ada):
    return _logged_in(ada)


@pytest.fixture
def as_rosalind(rosalind):
    return _logged_in(rosalind)


@pytest.fixture
def as_grace(grace):
    return _logged_in(grace)


@pytest.fixture
def as_vera(vera):
    return _logged_in(vera)


def _logged_in(user):
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def crossref(settings):
    with for_the_site(settings) as service:
        yield service
