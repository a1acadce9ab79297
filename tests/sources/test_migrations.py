"""What migrations do with rows that were there before."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps

from sources.models import Notice, Source
from tests.factories import make_source

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def migration():
    return import_module("sources.migrations.0002_what_a_notice_is_about")


@pytest.mark.parametrize(
    ("fields", "service", "about"),
    [
        ({"doi": "10.1000/ABC", "pmid": "123"}, "crossref", ["doi:10.1000/abc", "pmid:123"]),
        ({"pmid": "123"}, "retraction-watch", ["pmid:123"]),
        ({"doi": "10.1000/ABC"}, "title", []),
        ({}, "crossref", []),
    ],
)
def test_a_notice_is_about_the_identifiers_its_source_had(migration, fields, service, about):
    make_source(**fields).notices.create(kind="retraction", service=service, found_at=AT)

    migration.say_what_notices_are_about(apps, None)

    assert Notice.objects.get().about == about


def test_sources_were_last_asked_about_when_they_were_last_checked(migration):
    checked, new = make_source(integrity_checked_at=AT), make_source()

    migration.take_last_answer_for_last_question(apps, None)

    assert Source.objects.get(pk=checked.pk).integrity_asked_at == AT
    assert Source.objects.get(pk=new.pk).integrity_asked_at is None
