"""An edition can't be deleted in any way."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from articles import permanence
from articles.models import Article, Edition
from tests.editing.marking import marked
from tests.factories import make_article, make_published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "delete",
    [
        lambda article: article.current_edition.delete(),
        lambda article: Edition.objects.all().delete(),
        lambda article: Edition._base_manager.filter(article=article).delete(),
        lambda article: article.editions.all().delete(),
        lambda article: article.delete(),
        lambda article: Article.objects.filter(pk=article.pk).delete(),
    ],
)
def test_the_orm_deletes_no_edition(delete):
    article = make_published()

    with pytest.raises(ProtectedError), transaction.atomic():
        delete(article)

    assert article.editions.count() == 1


@pytest.mark.parametrize(
    "delete",
    [
        lambda: Edition.objects.all()._raw_delete("default"),
        lambda: connection.cursor().execute("DELETE FROM articles_edition"),
    ],
)
def test_the_database_deletes_no_edition_either(delete):
    make_published()

    with pytest.raises(IntegrityError, match="public record"), transaction.atomic():
        delete()

    assert Edition.objects.count() == 1


def test_a_draft_that_was_never_public_is_deleted():
    make_article().delete()

    assert not Article.objects.exists()


def test_the_admin_names_the_edition_that_prevents_deletion(admin_client):
    article = make_published(title="Bone pain")
    chosen = {"action": "delete_selected", "_selected_action": [article.pk]}

    asked = admin_client.post(reverse("admin:articles_article_changelist"), chosen)
    admin_client.post(reverse("admin:articles_article_changelist"), chosen | {"post": "yes"})

    assert "Bone pain, edition 1" in asked.content.decode()
    assert article.editions.count() == 1


def _unprotect() -> None:
    """Until the next `migrate`."""
    place = f" ON {permanence.TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {permanence.NAME}{place}")


def test_flushing_the_database_removes_the_trigger_and_migrate_restores_it(django_db_blocker):
    article = make_published()
    with transaction.atomic():
        _unprotect()
        for relation in (article.current_edition.bylines, article.current_edition.citations):
            relation.all().delete()
        Edition.objects.all()._raw_delete("default")
        permanence.protect(sender=type("articles", (), {"label": "articles"}))
    make_published()

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.all()._raw_delete("default")


def test_the_publisher_is_known_after_the_account_is_deleted():
    ada = User.objects.create_user("ada", first_name="Ada", last_name="Lovelace")
    edition = make_published(by=ada).current_edition

    ada.delete()

    edition.refresh_from_db()
    assert (edition.published_by, edition.published_by_name) == (None, "Ada Lovelace")


@pytest.mark.parametrize("text", ['[{"changed": {}}]', "[{broken", "[1]", '[{"changed": null}]'])
def test_a_log_entry_in_any_form_can_be_shown(ada, text):
    entry = LogEntry.objects.create(user=ada, action_flag=2, change_message=text)

    assert text in entry.get_change_message()
    assert str(entry)


def test_the_publish_page_shows_what_changes_for_readers(as_ada):
    article = make_published(
        title="Bone pain", body="<table><tbody><tr><td>One</td></tr></tbody></table><p>Same.</p>"
    )
    article.body = "<table>\n<tbody>\n<tr>\n<td>One</td>\n</tr>\n</tbody>\n</table>\n<p>New.</p>"
    article.save()

    page = as_ada.get(reverse("admin:articles_article_publish", args=[article.pk]))

    changed = page.context["changed"]
    assert [field.label for field in changed] == ["text"]
    assert marked(changed[0].changes).endswith("[-Same-]{+New+}.\n")
    assert not changed[0].is_formatted_anew


def test_the_publish_page_names_bold_words_beside_words_that_changed(as_ada):
    article = make_published(body="<p>Rest well, and sleep.</p>", key_points="Rest well, and sleep.")
    article.body, article.key_points = "<p><em>Rest</em> well, and walk.</p>", "Rest <em>well</em>, and walk."
    article.save()

    page = as_ada.get(reverse("admin:articles_article_publish", args=[article.pk]))

    assert [(field.label, field.is_formatted_anew) for field in page.context["changed"]] == [
        ("key points", True),
        ("text", True),
    ]
    assert page.content.decode().count("The formatting of words that stayed is different") == 2
