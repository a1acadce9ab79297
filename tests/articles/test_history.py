"""What is restored with an old version, and what is not."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from reversion.models import Version

from articles.models import Article, FormerAddress, Person, Topic
from mbc_site.models import OrganizationDetails
from sources.models import Source
from tests.factories import cite, make_article, make_page, make_person, make_source, make_topic
from tests.posting import as_submitted, kept

pytestmark = pytest.mark.django_db


def saved(client, thing, **changes):
    """Saved through its change form, so that its history has a version of it."""
    if not changes:
        return kept(thing)
    kind = f"{thing._meta.app_label}_{thing._meta.model_name}"
    page = reverse(f"admin:{kind}_change", args=[thing.pk])
    response = client.post(page, as_submitted(client.get(page), **changes))
    assert response.status_code == 302
    thing.refresh_from_db()


def first_version(thing) -> str:
    version = Version.objects.get_for_object(thing).last()
    kind = f"{thing._meta.app_label}_{thing._meta.model_name}"
    return reverse(f"admin:{kind}_revision", args=[thing.pk, version.pk])


def restored(client, thing):
    address = first_version(thing)
    response = client.post(address, as_submitted(client.get(address)))
    thing.refresh_from_db()
    return response


def test_restoring_an_article_brings_back_text_authors_reading_and_citations(as_ada):
    make_source(key="redig2013")
    author, reading, topic = make_person(), make_source(), make_topic()
    text = f"<p>Bones ache.{cite('redig2013')}</p>"
    article = make_article(body=text, authors=[author], further_reading=[reading], topics=[topic])
    saved(as_ada, article)
    rows = {"authorships-0-DELETE": "on", "further_reading-0-DELETE": "on"}
    saved(as_ada, article, body="<p>Nothing.</p>", topics=[], **rows)
    assert not article.authors.exists()

    response = restored(as_ada, article)

    assert response.status_code == 302
    assert article.body == text
    assert list(article.authors.all()) == [author]
    assert list(article.further_sources.all()) == [reading]
    assert list(article.topics.all()) == [topic]
    assert [row.source.key for row in article.citations.all()] == ["redig2013"]


def test_restoring_an_article_leaves_sources_other_articles_and_editions_alone(as_ada):
    source = make_source(key="redig2013", title="Before")
    article, other = make_article(title="Before", body=f"<p>So.{cite('redig2013')}</p>"), make_article()
    saved(as_ada, article)
    article.publish(by=None, kind="new")
    saved(as_ada, source, title="After")
    saved(as_ada, other, title="After")
    saved(as_ada, article, title="After")

    restored(as_ada, article)

    assert article.title == "Before"
    assert article.editions.get().title == "Before"
    assert Source.objects.get().title == "After"
    assert Article.objects.get(pk=other.pk).title == "After"


def test_restoring_does_not_make_a_withdrawn_article_public(as_ada):
    article = make_article()
    saved(as_ada, article)
    article.publish(by=None, kind="new")
    article.withdraw()

    restored(as_ada, article)

    assert not article.is_published()


def test_a_restored_slug_keeps_both_addresses_working(as_ada, visitor):
    article = make_article(slug="bones")
    saved(as_ada, article)
    article.publish(by=None, kind="new")
    saved(as_ada, article, slug="bone-pain")

    restored(as_ada, article)

    assert article.slug == "bones"
    assert visitor.get("/articles/bones/").status_code == 200
    assert visitor.get("/articles/bone-pain/").headers["Location"] == "/articles/bones/"
    assert FormerAddress.objects.count() == 1


def test_topics_moved_together_in_the_list_come_back_one_by_one(as_ada):
    pain, sleep = make_topic(title="Pain", position=1), make_topic(title="Sleep", position=2)
    page = reverse("admin:articles_topic_changelist")
    rows = {f"form-{n}-id": topic.pk for n, topic in enumerate([pain, sleep])}
    as_ada.post(
        page,
        rows
        | {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "form-0-position": 5, "form-1-position": 6}
        | {"_save": "Save", "opened": as_ada.get(page).context["opened"]},
    )
    Topic.objects.update(position=9)

    restored(as_ada, pain)

    assert dict(Topic.objects.values_list("title", "position")) == {"Pain": 5, "Sleep": 9}


def test_sources_archived_together_come_back_one_by_one(as_ada):
    one, two = make_source(title="One"), make_source(title="Two")
    as_ada.post(
        reverse("admin:sources_source_changelist"),
        {"action": "archive", "_selected_action": [one.pk, two.pk]},
    )
    assert set(Source.objects.values_list("status", flat=True)) == {"archived"}
    Source.objects.update(status="active")

    restored(as_ada, one)

    assert dict(Source.objects.values_list("title", "status")) == {"One": "archived", "Two": "active"}


@pytest.mark.django_db(transaction=True)
def test_a_version_with_a_deleted_author_says_so_and_changes_nothing(admin_client):
    author = make_person()
    article = make_article(title="Before", authors=[author])
    saved(admin_client, article)
    saved(admin_client, article, title="After", **{"authorships-0-DELETE": "on"})
    Person.objects.all().delete()

    response = admin_client.get(first_version(article), follow=True)

    assert "refers to something that was deleted" in response.content.decode()
    assert Article.objects.get().title == "After"


def test_a_version_of_another_model_is_not_restored_through_this_page(as_ada, admin_client):
    organization = OrganizationDetails.objects.create(name="Ours")
    saved(admin_client, organization)
    OrganizationDetails.objects.update(name="Ours now")
    topic = make_topic(pk=organization.pk)
    version = Version.objects.get_for_object(organization).get()
    address = reverse("admin:articles_topic_revision", args=[topic.pk, version.pk])
    page = reverse("admin:articles_topic_change", args=[topic.pk])

    response = as_ada.post(address, as_submitted(as_ada.get(page)))

    assert response.status_code == 404
    assert OrganizationDetails.objects.get().name == "Ours now"


def test_a_reviewer_can_read_the_history_but_not_restore(as_ada, as_rosalind, as_vera):
    article = make_article(title="Before")
    saved(as_ada, article)
    saved(as_ada, article, title="After")
    history = reverse("admin:articles_article_history", args=[article.pk])
    data = as_submitted(as_ada.get(first_version(article)))

    assert "After" in as_rosalind.get(history).content.decode()
    assert "Before" in as_rosalind.get(first_version(article)).content.decode()
    assert as_rosalind.post(first_version(article), data).status_code == 403
    assert as_vera.get(history).status_code == 403
    assert as_vera.get(first_version(article)).status_code == 403
    assert Article.objects.get().title == "After"


def test_recovering_a_deleted_draft_needs_permission_to_add(as_ada, as_rosalind):
    article = make_article(title="Lost", authors=[make_person()])
    saved(as_ada, article)
    version = Version.objects.get_for_object(article).get()
    Article.objects.all().delete()
    address = reverse("admin:articles_article_recover", args=[version.pk])

    assert "Lost" in as_ada.get(reverse("admin:articles_article_recoverlist")).content.decode()
    assert as_rosalind.get(reverse("admin:articles_article_recoverlist")).status_code == 403
    assert as_rosalind.get(address).status_code == 403
    response = as_ada.post(address, as_submitted(as_ada.get(address)))

    assert response.status_code == 302
    assert Article.objects.get().title == "Lost"
    assert Article.objects.get().authors.count() == 1


def test_a_page_is_restored_from_its_history(as_ada):
    page = make_page(body="<p>Before.</p>")
    saved(as_ada, page)
    saved(as_ada, page, body="<p>After.</p>")

    restored(as_ada, page)

    assert page.body == "<p>Before.</p>"


def test_the_groups_grant_what_they_should_and_no_more():
    """Guards the permission tests above: the groups grant what they should and no more."""
    ada_may = Permission.objects.filter(group__name="Editors").values_list("codename", flat=True)
    rosalind_may = Permission.objects.filter(group__name="Medical reviewers").values_list(
        "codename", flat=True
    )

    assert {"publish_article", "change_article", "add_source"} <= set(ada_may)
    assert not {"change_organizationdetails", "add_user", "change_edition"} & set(ada_may)
    assert {name.split("_")[0] for name in rosalind_may} == {"view"}


@pytest.mark.parametrize("kind", ["articles_article", "articles_image", "sources_source"])
@pytest.mark.parametrize("chosen", ["abc", "\x00", "9" * 400, ""])
def test_an_action_on_an_impossible_row_changes_nothing(as_ada, kind, chosen):
    article = make_article()
    data = {"action": "delete_selected", "_selected_action": [chosen], "post": "yes"}

    response = as_ada.post(reverse(f"admin:{kind}_changelist"), data, follow=True)

    assert "Tick the rows first. Nothing was changed." in response.content.decode()
    assert Article.objects.filter(pk=article.pk).exists()
