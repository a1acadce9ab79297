"""What happens to an article outside the admin is in its history, and what the admin does is there once."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from history.models import Entry
from sources.adding.duplicates import merge
from tests.factories import make_article, make_published, make_source
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db


def words_of(thing) -> list[str]:
    """Oldest first."""
    entries = Entry.objects.of(thing._meta.label_lower, thing.pk)
    return list(entries.order_by("pk").values_list("words", flat=True))


def test_publishing_in_a_shell_is_recorded_with_who(ada, django_capture_on_commit_callbacks):
    article = make_article()
    with django_capture_on_commit_callbacks(execute=True):
        article.publish(by=ada, kind="new")

    entry = Entry.objects.of("articles.article", article.pk).get()
    assert (entry.by_name, entry.words) == ("Ada", "Published edition 1: new article.")


def test_scheduling_and_calling_off_in_a_shell_are_recorded(ada, django_capture_on_commit_callbacks):
    article = make_article()
    with django_capture_on_commit_callbacks(execute=True):
        edition = article.publish(by=ada, kind="new", at=timezone.now() + datetime.timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        type(edition).objects.call_off(edition, by=ada)

    scheduled, called_off = words_of(article)
    assert scheduled.startswith("Scheduled edition 1 for ")
    assert called_off.startswith("Called off edition 1, which waited for ")


def test_publishing_in_the_admin_is_one_entry(as_ada, django_capture_on_commit_callbacks):
    article = make_article()
    page = reverse("admin:articles_article_publish", args=[article.pk])

    with django_capture_on_commit_callbacks(execute=True):
        response = as_ada.post(page, as_submitted(as_ada.get(page), kind="new"))

    assert response.status_code == 302
    assert words_of(article) == ["Published edition 1: new article."]


def test_withdrawing_in_a_shell_is_recorded(django_capture_on_commit_callbacks):
    article = make_published()
    for act in (article.withdraw, article.put_back):
        Entry.objects.all()._raw_delete("default")
        with django_capture_on_commit_callbacks(execute=True):
            act()
        assert len(words_of(article)) == 1


def test_a_merge_is_in_the_history_of_both_sources(ada):
    duplicate, stays = (
        make_source(key="double2001", title="One study"),
        make_source(key="first2001", title="One study"),
    )
    merge(duplicate, stays, by=ada)

    assert words_of(duplicate)[-1] == "Merged into first2001"
    assert words_of(stays) == ["Took in double2001, a duplicate."]
