"""The form of an article: what it refuses beside the field, with everything typed still there."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Article, Authorship, Edition
from tests.factories import cite, make_article, make_person, make_published, make_source, make_topic
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

ADD = "admin:articles_article_add"
LIST = "admin:articles_article_changelist"


def added(client, **fields):
    values = {"title": "Bone pain", "slug": "bone-pain", "summary": "On bones."}
    return client.post(reverse(ADD), as_submitted(client.get(reverse(ADD)), **values | fields))


def errors(response) -> dict:
    return response.context["adminform"].form.errors


def test_an_article_is_written_with_its_citations_and_authors(as_ada):
    make_source(key="redig2013")
    topic, person = make_topic(), make_person()

    response = added(
        as_ada,
        body=f"<p>Bones ache.{cite('redig2013')}</p>",
        topics=[topic.pk],
        **{"authorships-TOTAL_FORMS": 1, "authorships-0-person": person.pk, "authorships-0-position": 1},
    )

    assert response.status_code == 302
    article = Article.objects.get()
    assert [row.sentence for row in article.citations.all()] == ["Bones ache."]
    assert (list(article.topics.all()), list(article.authors.all())) == ([topic], [person])


@pytest.mark.parametrize("field", ["body", "key_points"])
def test_an_unknown_source_is_refused_with_the_sentence_that_cites_it(as_ada, field):
    text = f"<p>It is rare. Bones ache at night.{cite('nobody1999')}</p>"
    if field == "key_points":
        text = f"Bones ache at night.{cite('nobody1999')}"

    response = added(as_ada, **{field: text})

    assert errors(response)[field] == [
        "No source is called “nobody1999”. It is cited here: “Bones ache at night.”"
    ]
    form = response.context["adminform"].form
    assert (form[field].value(), form["title"].value()) == (text, "Bone pain")
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"title": ""}, "title", "This field is required."),
        ({"title": "x" * 201}, "title", "at most 200 characters"),
        ({"title": "a\x00b"}, "title", "Null characters are not allowed."),
        ({"summary": "x" * 401}, "summary", "at most 400 characters"),
        ({"slug": "feed"}, "slug", "The site itself uses"),
        ({"slug": "topics"}, "slug", "The site itself uses"),
        ({"slug": "changes"}, "slug", "The site itself uses"),
        ({"slug": "bone pain"}, "slug", "Enter a valid “slug”"),
        ({"slug": "taken"}, "slug", "already exists"),
        ({"reviewed_on": "yesterday"}, "reviewed_on", "Enter a valid date."),
        ({"reviewed_on": "2026-02-30"}, "reviewed_on", "Enter a valid date."),
        ({"topics": ["999999"]}, "topics", "Select a valid choice."),
        ({"image": "999999"}, "image", "Select a valid choice."),
        ({"reviewer": "999999"}, "reviewer", "Select a valid choice."),
    ],
)
def test_an_impossible_value_is_refused_beside_its_field(as_ada, fields, field, reason):
    make_article(slug="taken")

    response = added(as_ada, **{"key_points": "Kept."} | fields)

    assert reason in str(errors(response)[field])
    assert response.context["adminform"].form["key_points"].value() == "Kept."
    assert Article.objects.count() == 1


def test_a_review_due_before_the_last_one_is_refused(as_ada):
    response = added(as_ada, reviewed_on="2026-01-02", next_review_on="2026-01-02")

    assert "The next review must come after the last one." in str(errors(response))


def test_scripts_are_removed_before_storing(as_ada):
    added(as_ada, body='<p onclick="x()">Rest.<script>alert(1)</script></p>')

    assert Article.objects.get().body == "<p>Rest.</p>"


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [
        ("public", {"Public"}),
        ("draft", {"Draft"}),
        ("withdrawn", {"Withdrawn"}),
        ("due", {"Draft"}),
        ("nonsense", {"Public", "Draft", "Withdrawn"}),
        ("", {"Public", "Draft", "Withdrawn"}),
    ],
)
def test_the_list_shows_what_is_public(as_ada, chosen, titles):
    make_published(title="Public")
    make_article(title="Draft", next_review_on="2020-01-01")
    make_published(title="Withdrawn").withdraw()

    response = as_ada.get(reverse(LIST), {"standing": chosen} if chosen else {})

    assert {article.title for article in response.context["cl"].result_list} == titles


def test_the_list_shows_the_status_of_each_article(as_ada):
    make_published(title="Public")
    make_article(title="Draft")
    make_published(title="Withdrawn").withdraw()

    page = as_ada.get(reverse(LIST)).content.decode()

    for state in (">Public, edition 1<", 'is-off">Draft<', 'is-off">Withdrawn on '):
        assert page.count(state) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_at_any_length(as_ada, django_assert_num_queries, rows):
    for _ in range(rows):
        make_published(topics=[make_topic()], reviewer=make_person())
    as_ada.get(reverse(LIST))

    with django_assert_num_queries(9):
        as_ada.get(reverse(LIST))


def test_a_published_article_cannot_be_deleted(as_ada, admin_client):
    article = make_published(title="As read")
    draft = make_article(title="A draft")
    delete = reverse("admin:articles_article_delete", args=[article.pk])

    for client in (as_ada, admin_client):
        assert client.post(delete, {"post": "yes"}).status_code == 403
        chosen = {"action": "delete_selected", "_selected_action": [article.pk, draft.pk], "post": "yes"}
        client.post(reverse(LIST), chosen)
        assert set(Article.objects.all()) == {article, draft}
    assert Edition.objects.count() == 1


def test_a_draft_can_be_deleted(as_ada):
    draft = make_article()

    as_ada.post(reverse("admin:articles_article_delete", args=[draft.pk]), {"post": "yes"})

    assert not Article.objects.exists()


def test_a_person_named_on_an_article_cannot_be_deleted_and_the_page_says_where(as_ada):
    person = make_person()
    make_published(title="On bones", authors=[person])

    page = as_ada.get(reverse("admin:articles_person_delete", args=[person.pk])).content.decode()

    assert "can’t be deleted while these use it" in page
    assert "On bones" in page


@pytest.mark.parametrize("value", ["abc", "9" * 40, "-1", "1.5", "٣"])
@pytest.mark.parametrize("field", ["reviewer", "image", "related", "topics", "authorships-0-person"])
def test_an_invalid_choice_is_refused_beside_its_field(as_ada, field, value):
    article = make_article(title="As it was")
    address = f"/admin/articles/article/{article.pk}/change/"

    response = as_ada.post(address, as_submitted(as_ada.get(address), title="New", **{field: value}))

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert Article.objects.get().title == "As it was"


def test_saving_untouched_key_points_is_not_a_change(as_ada):
    article = make_article(key_points="One.\nTwo.")
    address = f"/admin/articles/article/{article.pk}/change/"
    sent = as_submitted(as_ada.get(address), title="New title", key_points="One.\r\nTwo.")

    as_ada.post(address, sent)

    article.refresh_from_db()
    assert article.key_points == "One.\nTwo."
    assert "Key points" not in LogEntry.objects.latest("pk").get_change_message()


@pytest.mark.timeout(30)
@pytest.mark.parametrize("rows", ["authorships", "further_reading"])
def test_an_absurd_number_of_rows_is_refused_quickly(as_ada, rows):
    article = make_article()
    address = reverse("admin:articles_article_change", args=[article.pk])
    data = as_submitted(as_ada.get(address), title="New") | {f"{rows}-INITIAL_FORMS": "9" * 400}

    as_ada.post(address, data)

    assert Article.objects.get().title == "New"


def test_an_author_just_added_by_a_colleague_is_refused_beside_the_row(as_ada):
    article, person = make_article(), make_person()
    address = reverse("admin:articles_article_change", args=[article.pk])
    row = {
        "authorships-TOTAL_FORMS": 1,
        "authorships-0-person": person.pk,
        "authorships-0-position": 1,
    }
    data = as_submitted(as_ada.get(address), title="New", **row)
    Authorship.objects.create(article=article, person=person)

    response = as_ada.post(address, data)

    assert "This author is already listed." in response.content.decode()
