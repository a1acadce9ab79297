"""The cast. Every page is asked by somebody who may and by somebody who may not."""

import os

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.storage import storages
from hypothesis import settings as hypothesis

from articles.models import Image

# A machine that has other things to do is no failure.
hypothesis.register_profile("unhurried", deadline=None)
hypothesis.load_profile("unhurried")

# Playwright's sync API runs an event loop in this thread, which Django takes for an async context.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def _files_stay_here(settings, tmp_path, monkeypatch):
    """Nothing a test uploads reaches the machine's own folders."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.BACKUP_DIR = tmp_path / "backups"
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "articles.storage.WholeFileStorage",
            "OPTIONS": {"location": tmp_path / "media", "allow_overwrite": True},
        },
        "private": {
            "BACKEND": "articles.storage.WholeFileStorage",
            "OPTIONS": {"location": tmp_path / "private", "base_url": None},
        },
    }
    # A file field asks for its storage once, when its model is defined.
    monkeypatch.setattr(Image._meta.get_field("original"), "storage", storages["private"])


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


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
