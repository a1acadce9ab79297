"""Entries from before named contacts; the migration leaves their names out, and nothing else."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from history.models import Entry

pytestmark = pytest.mark.django_db


class Historical:
    """The registry as a migration sees it: models with plain managers."""

    @staticmethod
    def get_model(app, name):
        model = apps.get_model(app, name)
        return type("Plain", (), {"objects": models.QuerySet(model)})


def after_migration(words: str, record_type="support_groups.group") -> str:
    entry = Entry.objects.create(at=timezone.now(), kind="changed", record_type=record_type, words=words)
    import_module("history.migrations.0003_no_names_of_contacts").leave_out_names(Historical, None)
    return Entry.objects.get(pk=entry.pk).words


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Added contact “Ann”.", "Added contact “…”."),
        (
            "Changed the summary. Changed phone for contact “Ann O’Hara”. Deleted contact “Bea”.",
            "Changed the summary. Changed phone for contact “…”. Deleted contact “…”.",
        ),
        ("Added contact “Ann, Bea, Cleo and 2 more”.", "Added contact “…”."),
        ("Added contact “for staff only”.", "Added contact “for staff only”."),
        ("Added contact “for visitors”.", "Added contact “for visitors”."),
        ("Added exception “No meeting Dec 24”.", "Added exception “No meeting Dec 24”."),
    ],
)
def test_names_of_contacts_are_left_out_of_entries_about_groups(words, left):
    assert after_migration(words) == left


def test_entries_about_other_records_stay_as_they_are():
    words = "Changed the title. Added contact “Ann”."

    assert after_migration(words, "articles.page") == words
