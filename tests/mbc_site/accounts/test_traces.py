"""Whoever's account is deleted stays on the record by name."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition
from mbc_site.accounts.traces import NAMED_IN_THE_HISTORY, name_column, references_to_people
from sources.models import Notice, SourceImport
from support_groups.models import GroupImport
from tests.factories import make_article, make_group, make_published, make_source
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

RIS = b"TY  - JOUR\nTI  - A study of scans\nPY  - 2020\nER  - \n"
NOW = timezone.now()


def delete(user) -> str:
    return reverse("admin:auth_user_delete", args=[user.pk])


@pytest.fixture
def ada(ada):
    ada.first_name, ada.last_name = "Ada", "King"
    ada.is_superuser = True
    ada.save()
    return ada


@pytest.fixture
def deeds(ada, as_ada):
    """What Ada did, as addresses of pages that name her and a part of the page around her name."""
    article = make_published(by=ada)
    waiting = make_article()
    waiting.publish(by=ada, kind="new", at=NOW + datetime.timedelta(days=1))
    group = make_group(confirmed_on=None)
    group.confirm(on=timezone.localdate() - datetime.timedelta(days=900), by="leader", how="phone", user=ada)
    group.add_unanswered_call(on=timezone.localdate(), user=ada)
    source = make_source(integrity="retracted")
    Notice.objects.create(
        source=source,
        kind="retraction",
        service="crossref",
        found_at=NOW,
        acknowledged_at=NOW,
        acknowledged_by=ada,
        reason="It is about the retraction.",
    )
    as_ada.post(reverse("admin:sources_source_import"), {"file": SimpleUploadedFile("a.ris", RIS)})
    GroupImport.objects.create(made_by=ada, name="groups.csv")
    page = reverse("admin:articles_article_change", args=[article.pk])
    as_ada.post(page, as_submitted(as_ada.get(page), title="Bones, in plain words"))
    return {
        reverse("admin:articles_article_history", args=[article.pk]): 1,
        reverse("admin:support_groups_group_calling"): 2,
        reverse("admin:sources_source_change", args=[source.pk]): 1,
        reverse("admin:sources_source_import"): 1,
        reverse("admin:support_groups_group_import"): 1,
        reverse("admin:articles_article_change", args=[article.pk]): 0,
    }


def times_named(client, address: str) -> int:
    return client.get(address).content.decode().count("Ada King")


@pytest.mark.parametrize("way", ["page", "list", "shell", "queryset"])
def test_every_page_that_named_her_still_does(way, deeds, ada, admin_client):
    before = {address: times_named(admin_client, address) for address in deeds}
    assert all(before[address] >= least for address, least in deeds.items()), before

    if way == "page":
        admin_client.post(delete(ada), {"post": "yes"})
    elif way == "list":
        chosen = {"action": "delete_selected", "_selected_action": [ada.pk], "post": "yes"}
        admin_client.post(reverse("admin:auth_user_changelist"), chosen)
    elif way == "shell":
        ada.delete()
    else:
        User.objects.filter(pk=ada.pk).delete()

    assert not User.objects.filter(username="ada").exists()
    assert {address: times_named(admin_client, address) for address in deeds} == before
    assert {edition.published_by_name for edition in Edition.objects.all()} == {"Ada King"}
    assert SourceImport.objects.get().made_by_name == "Ada King"


def test_a_name_is_that_of_the_account_until_it_is_deleted(deeds, ada):
    notice = Notice.objects.get()
    ada.last_name = "Lovelace"
    ada.save()
    assert Notice.objects.get().acknowledger == "Ada Lovelace"

    ada.delete()

    notice.refresh_from_db()
    assert (notice.acknowledged_by, notice.acknowledger) == (None, "Ada Lovelace")


def test_every_reference_to_a_person_has_a_column_for_the_name():
    """For a new one, add the column, or an entry of the history for each event."""
    references = [one for one in references_to_people() if one.related_model not in NAMED_IN_THE_HISTORY]

    assert len(references) >= 6
    assert all(name_column(one.related_model, one.field.name) for one in references)


def test_the_page_says_what_stays_and_offers_to_make_inactive(ada, admin_client):
    page = admin_client.get(delete(ada)).content.decode()

    assert "Everything this person did stays, with the name" in page
    assert f'href="{reverse("admin:auth_user_change", args=[ada.pk])}"' in page
    assert "log entry" not in page.lower()


def test_nobody_deletes_herself(admin_user, admin_client):
    assert admin_client.post(delete(admin_user), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [admin_user.pk], "post": "yes"}
    admin_client.post(reverse("admin:auth_user_changelist"), chosen)

    assert User.objects.filter(pk=admin_user.pk).exists()


def test_an_inactive_account_keeps_its_name_and_can_no_longer_log_in(ada, as_ada, admin_client):
    make_published(by=ada)
    address = reverse("admin:auth_user_change", args=[ada.pk])

    admin_client.post(address, as_submitted(admin_client.get(address), active=None))

    assert as_ada.get(reverse("admin:index"))["Location"].startswith(reverse("admin:login"))
    assert Edition.objects.get().published_by.get_full_name() == "Ada King"
