"""The demonstration: loaded once, left alone ever after."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from reversion.models import Version

from articles.models import Article, Citation
from history.models import Entry
from sources.models import Source
from tests.factories import make_source
from web.models import ContentVersion
from web.page_cache.names import COUNTERS

pytestmark = pytest.mark.django_db


def related_in_first_version(article) -> set[int]:
    (version,) = Version.objects.get_for_object(article)
    return set(version.field_dict["related"])


def test_an_existing_source_under_another_key_is_used_for_the_demonstration(
    django_capture_on_commit_callbacks,
):
    ours = make_source(key="ours", doi="10.1111/JOIM.12084")
    ContentVersion.objects.all().delete()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demo")

    (theirs,) = Source.objects.exclude(merged_into=None)
    assert theirs.merged_into == ours
    assert Citation.objects.filter(source=ours).exists()
    assert not Citation.objects.filter(source=theirs).exists()
    assert set(ContentVersion.objects.tokens()) == {*COUNTERS}  # no kept page shows the site as it was
    assert {article.pk: related_in_first_version(article) for article in Article.objects.all()} == {
        article.pk: {*article.related.values_list("pk", flat=True)} for article in Article.objects.all()
    }
    assert Article.objects.exclude(related=None).exists()
    entries = Entry.objects.filter(words="Published edition 1: new article.")
    assert sorted(map(int, entries.values_list("record_id", flat=True))) == sorted(
        Article.objects.values_list("pk", flat=True)
    )


def test_demo_logins_are_made_for_development_only(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="only with DEBUG=1"):
        call_command("load_demo", "--logins")

    assert not User.objects.exists()
    assert not Article.objects.exists()
