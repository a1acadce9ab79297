"""Who did something stays on the record: the account is made inactive, and its name stays everywhere."""

import pytest
import reversion
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition
from mbc_site.accounts.traces import did_something, records_of_people
from sources.models import Notice
from support_groups.models import GroupImport
from tests.factories import make_article, make_group, make_published, make_source
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db


def delete(user) -> str:
    return reverse("admin:auth_user_delete", args=[user.pk])


def saved_a_version(user):
    with reversion.create_revision():
        reversion.set_user(user)
        make_article()


def acknowledged(user):
    Notice.objects.create(
        source=make_source(),
        kind="retraction",
        service="crossref",
        found_at=timezone.now(),
        acknowledged_by=user,
    )


DEEDS = {
    "an edition": lambda user: make_published(by=user),
    "an entry in the log": lambda user: LogEntry.objects.create(user=user, action_flag=2),
    "a version": saved_a_version,
    "a confirmation": lambda user: make_group().confirm(
        on=timezone.localdate(), by="leader", how="phone", user=user
    ),
    "a notice": acknowledged,
    "an import": lambda user: GroupImport.objects.create(made_by=user, name="groups.csv"),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_who_did_something_cannot_be_deleted_in_any_way(ada, admin_client, deed):
    assert not did_something(ada)
    deed(ada)

    assert admin_client.post(delete(ada), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [ada.pk], "post": "yes"}
    refused = admin_client.post(reverse("admin:auth_user_changelist"), chosen)
    for remove in (ada.delete, User.objects.filter(pk=ada.pk).delete):
        with pytest.raises(ProtectedError), transaction.atomic():
            remove()

    assert "would require deleting the following protected related objects" in refused.content.decode()
    assert User.objects.filter(pk=ada.pk).exists()


def test_every_kind_of_record_that_names_a_person_counts():
    kinds = {relation.related_model.__name__ for relation in records_of_people()}

    assert {"LogEntry", "Revision", "Edition", "Confirmation", "Notice", "GroupImport"} <= kinds
    assert not {"User_groups", "User_user_permissions"} & kinds


def test_who_did_nothing_can_be_deleted(vera, admin_client):
    admin_client.post(delete(vera), {"post": "yes"})

    assert not User.objects.filter(pk=vera.pk).exists()


def test_nobody_deletes_herself(admin_user, admin_client):
    assert admin_client.post(delete(admin_user), {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=admin_user.pk).exists()


def test_an_inactive_account_keeps_its_name_and_can_no_longer_log_in(ada, as_ada, admin_client):
    make_published(by=ada)
    address = reverse("admin:auth_user_change", args=[ada.pk])

    admin_client.post(address, as_submitted(admin_client.get(address), active=None))

    assert as_ada.get(reverse("admin:index"))["Location"].startswith(reverse("admin:login"))
    assert (
        Edition.objects.get().published_by_name == Edition.objects.get().published_by.get_full_name() == "Ada"
    )
