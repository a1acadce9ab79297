"""The demonstration, loaded once for all tests in this folder. Each of them starts from it and leaves nothing."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction

from mbc_site.demo import loading
from tests.folders import files_in

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture(scope="package")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demonstration")


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker, folder) -> Iterator[Counter]:
    """How many of each kind were added."""
    with django_db_blocker.unblock(), transaction.atomic():
        with files_in(folder):
            added = loading.load(at=AT)
        yield added
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _with_its_pictures(_files_stay_here, loaded, folder):
    with files_in(folder):
        yield
