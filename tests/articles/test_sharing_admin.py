"""Making a link to a preview: who may, what it freezes, and how it ends."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, SharedPreview, SharedText
from editing.moments import in_words
from tests.factories import make_article, make_image, make_report, make_shared_preview, make_source
from tests.posting import as_submitted
from web.models import QueuedMail

pytestmark = pytest.mark.django_db

LINK = re.compile(r'value="http://testserver(/preview/[\w-]{30,}/)"')


def page(article, name: str = "share", *more) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *more])


def share(client, article, **values):
    return client.post(page(article), as_submitted(client.get(page(article)), for_whom="Dr. Roe", **values))


def made(response) -> str:
    return LINK.search(response.content.decode())[1]


def test_a_link_shows_the_text_as_it_was_when_it_was_shared(as_ada, visitor):
    source, image = make_source(title="A study of nights"), make_image(caption="The ward.")
    box = SharedText.objects.create(key="signs", title="Signs", body="<p>Call today.</p>")
    body = (
        f'<h2>Night</h2><p>Bones ache.<sup class="citation" data-source="{source.key}">x</sup></p>'
        f'<figure data-image="{image.key}"></figure>'
        '<aside class="callout" data-kind="shared" data-text="signs"><p>Signs</p></aside>'
    )
    article = make_article(title="Bones", body=body, key_points="Rest helps.", image=image)
    address = made(share(as_ada, article))

    Article.objects.update(title="Changed", body="<p>Changed.</p>", key_points="Changed.", image=None)
    box.body = "<p>Changed.</p>"
    box.save()
    source.title = "Changed"
    source.save()
    image.caption = "Changed."
    image.save()

    text = visitor.get(address).content.decode()
    for words in ("Bones", "Bones ache.", "A study of nights", "The ward.", "Call today.", "Rest helps."):
        assert words in text
    assert "Changed" not in text
    assert "You don’t have to read this alone" not in text  # what follows an article on the site
    src = re.search(r'<img src="([^"]+)"', text)[1]
    assert visitor.get(src).status_code == 200


@pytest.mark.parametrize("state", ["draft", "public", "withdrawn", "with an open report"])
def test_any_article_can_be_shared(as_ada, visitor, state):
    article = make_article(body="<p>Bones ache.</p>")
    if state in ("public", "withdrawn"):
        article.publish(by=None, kind="new")
    if state == "withdrawn":
        article.withdraw()
    if state == "with an open report":
        make_report(article)

    assert "Bones ache." in visitor.get(made(share(as_ada, article))).content.decode()


def test_the_link_is_shown_once_and_lasts_fourteen_days(as_ada):
    article = make_article()

    response = share(as_ada, article)

    token = made(response).split("/")[2]
    assert "no-store" in response.headers["Cache-Control"]
    again = as_ada.get(page(article)).content.decode()
    assert token not in again
    assert "Dr. Roe" in again
    preview = SharedPreview.objects.get()
    assert (preview.made_by_name, preview.expires_at - preview.created_at) == ("Ada", timedelta(days=14))
    assert [in_words(moment) in again for moment in (preview.created_at, preview.expires_at)] == [True, True]
    assert token not in str(LogEntry.objects.values())
    assert LogEntry.objects.get().get_change_message().startswith("Shared a preview with Dr. Roe until ")


def test_the_link_can_be_mailed(as_ada):
    article = make_article(title="Bones")

    address = made(share(as_ada, article, email="roe@example.org"))

    mail = QueuedMail.objects.get()
    assert (mail.recipient, mail.subject) == ("roe@example.org", "Please read: Bones")
    assert f"http://testserver{address}" in mail.text


@pytest.mark.parametrize(
    "values",
    [{"days": "0"}, {"days": "61"}, {"days": "x"}, {"for_whom": ""}, {"email": "nobody"}, {"once": "x"}],
)
def test_absurd_values_make_no_link(as_ada, values):
    article = make_article()
    data = as_submitted(as_ada.get(page(article)), for_whom="Dr. Roe") | values

    response = as_ada.post(page(article), data)

    assert response.status_code == 200
    assert not LINK.search(response.content.decode())
    assert not SharedPreview.objects.exists()


def test_a_form_sent_twice_makes_one_link_and_one_message(as_ada):
    article = make_article()
    data = as_submitted(as_ada.get(page(article)), for_whom="Dr. Roe", email="roe@example.org")

    as_ada.post(page(article), data)
    second = as_ada.post(page(article), data).content.decode()

    assert "This form was sent twice." in second
    assert (SharedPreview.objects.count(), QueuedMail.objects.count()) == (1, 1)


def test_a_revoked_link_ends_at_once(as_ada, visitor):
    article = make_article()
    address = made(share(as_ada, article))
    preview = SharedPreview.objects.get()

    for _twice in range(2):
        as_ada.post(page(article, "revoke", preview.pk))

    assert visitor.get(address).status_code == 410
    assert "Revoked" in as_ada.get(page(article)).content.decode()
    entries = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert entries[1:] == ["Revoked the link for Dr. Roe."]


def test_only_people_who_can_change_the_article_can_share_and_revoke(as_ada, as_rosalind, as_vera, visitor):
    article = make_article()
    preview, _token = make_shared_preview(article)

    for client in (as_rosalind, as_vera):
        assert client.get(page(article)).status_code == 403
        assert client.post(page(article), {"for_whom": "Me", "days": "9"}).status_code == 403
        assert client.post(page(article, "revoke", preview.pk)).status_code == 403
    assert visitor.get(page(article)).status_code == 302
    assert as_ada.get(page(article, "revoke", preview.pk)).status_code == 405
    assert as_rosalind.get(page(article, "shared", preview.pk)).status_code == 200
    assert as_vera.get(page(article, "shared", preview.pk)).status_code == 403
    assert SharedPreview.objects.get().is_open()


def test_a_link_of_another_article_is_not_found(as_ada):
    article = make_article()
    preview, _token = make_shared_preview(make_article())

    assert as_ada.post(page(article, "revoke", preview.pk)).status_code == 404
    assert as_ada.get(page(article, "shared", preview.pk)).status_code == 404
    assert SharedPreview.objects.get().is_open()


def test_comments_stand_beside_the_text_and_say_which_text_they_are_about(as_ada):
    article = make_article(body="<p>They ache at night.</p>")
    preview, _token = make_shared_preview(article, passages=["They ache at night.", "Gone since."])
    line = preview.comment(1, "Is that so?", name="Jane Doe", at=timezone.now())
    preview.comment(2, "And this?", name="Jane Doe", at=timezone.now())

    text = as_ada.get(page(article, "change")).content.decode()

    assert "Comments from readers" in text
    assert "Is that so?" in text
    assert page(article, "shared", preview.pk) in text
    assert f"on the text of {in_words(preview.created_at)}" in text
    assert '<a href="#id_body" data-passage="They ache at night." >' in " ".join(text.split())
    assert text.count("Not in this text: a source, a shared text, or changed since") == 1
    as_ada.post(page(article, "report"), {"_tick": line.pk})
    line.refresh_from_db()
    assert line.ticked_by_name == "Ada"


def test_staff_read_the_text_as_it_was_shared(as_ada):
    article = make_article()
    preview, _token = make_shared_preview(article, passages=["They ached."])

    response = as_ada.get(page(article, "shared", preview.pk))

    text = response.content.decode()
    assert "They ached." in text
    assert "This is the text that Dr. Roe reads" in text
    assert "?on=" not in text
    assert "no-store" in response.headers["Cache-Control"]


def test_the_list_does_not_read_the_texts(as_ada, django_assert_num_queries):
    article = make_article()
    make_shared_preview(article)
    as_ada.get(page(article))

    with django_assert_num_queries(7) as captured:
        as_ada.get(page(article))

    about_links = [query["sql"] for query in captured if 'FROM "articles_sharedpreview"' in query["sql"]]
    assert len(about_links) == 1
    assert '"articles_sharedpreview"."html",' not in about_links[0]
    assert '"passages"' not in about_links[0]


def test_the_list_takes_as_many_queries_for_three_links_as_for_one(as_ada, django_assert_num_queries):
    few, many = make_article(), make_article()
    make_shared_preview(few)
    for _times in range(3):
        make_shared_preview(many)
    as_ada.get(page(few))

    with django_assert_num_queries(7):
        as_ada.get(page(few))
    with django_assert_num_queries(7):
        as_ada.get(page(many))
