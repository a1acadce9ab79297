"""Buttons that leave a change form save first; a form nobody changed is not saved."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.urls import reverse
from reversion.models import Version

from articles.markup import clean
from tests.factories import make_article, make_group, make_page, make_published, make_source, make_venue
from tests.posting import as_submitted, kept

pytestmark = pytest.mark.django_db


def change_page(thing) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def sent(client, thing, **changes):
    page = change_page(thing)
    return client.post(page, as_submitted(client.get(page), **changes))


def test_a_button_saves_and_leads_on(as_ada):
    article = make_article()
    publish = reverse("admin:articles_article_publish", args=[article.pk])

    response = sent(as_ada, article, title="New title", _next=publish)

    assert (response.status_code, response["Location"]) == (302, publish)
    article.refresh_from_db()
    assert article.title == "New title"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "//example.org/admin/",
        "/\\example.org",
        "javascript:alert(1)",
        "/admin/nothing/here/at/all/",
        "/admin/logout/",
        "/articles/",
        "/admin/\x00",
        "/admin/" + "x" * 5_000,
        "/admin/articles/article/advice/",
        "",
    ],
)
def test_no_button_leads_outside_the_admin(as_ada, address):
    response = sent(as_ada, make_article(), title="New title", _next=address)

    assert response["Location"] == reverse("admin:articles_article_changelist")


def test_a_form_with_an_error_saves_nothing_and_says_it_was_not_published(as_ada):
    article = make_article(title="Bone pain")
    publish = reverse("admin:articles_article_publish", args=[article.pk])

    response = sent(as_ada, article, title="", summary="Typed with care.", _next=publish)

    assert response.status_code == 200
    assert "It was not published. Nothing was saved." in response.content.decode()
    assert "Typed with care." in response.content.decode()


def test_withdrawing_saves_what_was_typed_and_a_reviewer_cannot(as_ada, as_rosalind):
    article = make_published()
    withdraw = reverse("admin:articles_article_withdraw", args=[article.pk])
    assert sent(as_rosalind, article, _next=withdraw).status_code == 403

    asked = sent(as_ada, article, title="New title", _next=withdraw)
    as_ada.post(asked.url)

    article.refresh_from_db()
    assert (article.title, article.is_published()) == ("New title", False)


def test_an_article_with_invalid_data_can_still_be_withdrawn_if_nothing_was_typed(as_ada):
    article = make_published()
    type(article).objects.filter(pk=article.pk).update(title="")  # as an older rule may have allowed

    asked = sent(as_ada, article, _next=reverse("admin:articles_article_withdraw", args=[article.pk]))
    as_ada.post(asked.url)

    article.refresh_from_db()
    assert article.withdrawn_at is not None


@pytest.mark.parametrize("make", [make_article, make_page, make_source, make_venue])
def test_a_form_nobody_changed_makes_no_entry_anywhere(admin_client, make):
    thing = make()
    kept(thing)
    before = type(thing).objects.values().get(pk=thing.pk)

    response = sent(admin_client, thing)

    told = admin_client.get(response["Location"]).content.decode()
    assert "Nothing changed, so there was nothing to save." in told
    assert Version.objects.get_for_object(thing).count() == 1
    assert not LogEntry.objects.exists()
    assert type(thing).objects.values().get(pk=thing.pk) == before


def test_line_ends_from_a_browser_are_not_a_change(as_ada):
    article = make_article(summary="One.\nTwo.")

    sent(as_ada, article, summary="One.\r\nTwo.")

    assert not Version.objects.get_for_object(article).exists()


def test_the_history_names_only_what_somebody_changed(admin_client):
    group = make_group(description="We talk.\n\nWe eat.", joining="Call.\nCome.")

    sent(
        admin_client,
        group,
        name="New name",
        description=group.description.replace("\n", "\r\n"),
        joining=group.joining.replace("\n", "\r\n"),
    )

    assert LogEntry.objects.get().get_change_message() == "Changed the name."


def test_a_change_in_a_row_alone_is_a_version_of_the_whole(as_ada):
    article = make_article()

    sent(as_ada, article, **{"authorships-0-position": "7"})

    assert article.authorships.get().position == 7
    assert Version.objects.get_for_object(article).count() == 1


def test_accounts_have_the_same_buttons(admin_client):
    ada = User.objects.create_user("ada", email="ada@example.org")
    history = reverse("admin:auth_user_history", args=[ada.pk])

    response = sent(admin_client, ada, name="Ada", _next=history, password=None)

    ada.refresh_from_db()
    assert (response["Location"], ada.first_name) == (history, "Ada")


def test_staff_who_can_only_view_get_links(as_rosalind):
    page = as_rosalind.get(change_page(make_article())).content.decode()

    assert 'name="_next"' not in page
    assert '/history/"' in page


def test_a_save_cleans_the_stored_and_the_sent_text_once_each(as_ada):
    article = make_article(body="<p>Bones ache.</p>")
    data = as_submitted(as_ada.get(change_page(article)), body="<p>Bones  ache at night.</p>\n")
    clean.cache_clear()

    assert as_ada.post(change_page(article), data).status_code == 302

    assert clean.cache_info().misses == 2
