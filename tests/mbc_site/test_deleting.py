"""Deleting an object leads to a page, a refusal or a deletion, whatever depends on it; never to an error."""

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import FormerAddress
from mbc_site.models import OrganizationDetails
from sources.models import Notice
from support_groups.models import Venue
from tests.factories import (
    cite,
    make_article,
    make_group,
    make_image,
    make_organization,
    make_page,
    make_person,
    make_source,
    make_topic,
    make_venue,
)
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything(ada, as_ada):
    """Each object alone, and each with everything that can depend on it."""
    source, image, reviewer = make_source(key="cited"), make_image(), make_person()
    text = f'<p>Bones ache.{cite("cited")}</p><figure data-image="{image.key}"></figure>'
    article = make_article(
        body=text, topics=[make_topic()], image=image, reviewer=reviewer, further_reading=[make_source()]
    )
    publish = reverse("admin:articles_article_publish", args=[article.pk])
    as_ada.post(publish, as_submitted(as_ada.get(publish), kind="new"))
    assert article.editions.count() == 1
    Notice.objects.create(
        source=source, kind="retraction", service="crossref", found_at=timezone.now(), acknowledged_by=ada
    )
    make_source(key="twin", merged_into=source)
    make_organization(), make_venue(), make_page(), make_person(), make_topic(), make_image(), make_article()
    house = make_organization()
    group = make_group(organization=house, venue=make_venue(organization=house))
    make_group(translation_of=group, language="es")
    make_group(status="draft", confirmed_on=None)
    group.confirm(on=timezone.localdate(), by="leader", how="phone", user=ada)
    FormerAddress.objects.create(path="/old/", leads_to="/new/")
    LogEntry.objects.create(user=ada, action_flag=2, change_message='[{"changed": {}}]')
    LogEntry.objects.create(user=ada, action_flag=2, change_message="[{broken")
    OrganizationDetails.objects.get_or_create(defaults={"name": "Us"})
    Group.objects.create(name="Empty")
    AccessAttempt.objects.create(username="ada", failures_since_start=5)
    AccessLog.objects.create(username="ada"), AccessFailureLog.objects.create(username="ada")
    send_mail("Hello", "Hello", None, ["ada@example.org"])
    assert Venue.objects.count() >= 3


def deletions(model):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    for pk in model._default_manager.values_list("pk", flat=True):
        yield reverse(f"{name}_delete", args=[pk]), {"post": "yes"}
        chosen = {"action": "delete_selected", "_selected_action": [pk]}
        yield reverse(f"{name}_changelist"), chosen
        yield reverse(f"{name}_changelist"), chosen | {"post": "yes"}
    every = [str(pk) for pk in model._default_manager.values_list("pk", flat=True)]
    yield (
        reverse(f"{name}_changelist"),
        {"action": "delete_selected", "_selected_action": every, "post": "yes"},
    )


def test_no_deletion_of_anything_fails(everything, admin_client):
    seen = set()

    for model in admin.site._registry:
        for address, data in deletions(model):
            with transaction.atomic():
                shown = admin_client.get(address)
                response = admin_client.post(address, data)
                transaction.set_rollback(True)
            assert shown.status_code in (200, 302, 403), address
            assert response.status_code in (200, 302, 403), address
            seen.add(model)

    assert seen == {*admin.site._registry}


def test_no_action_of_any_list_fails(everything, admin_client):
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        every = [str(pk) for pk in model._default_manager.values_list("pk", flat=True)]
        shown = admin_client.get(address, follow=True)
        offered = (
            shown.context["action_form"].fields["action"].choices if every and "cl" in shown.context else []
        )
        for name, _words in filter(lambda choice: choice[0], offered):
            with transaction.atomic():
                response = admin_client.post(address, {"action": name, "_selected_action": every})
                transaction.set_rollback(True)

            assert response.status_code in (200, 302), (address, name)


def test_login_records_of_axes_can_be_viewed_and_deleted_but_not_edited(admin_client):
    attempt = AccessAttempt.objects.create(username="ada", failures_since_start=5)
    address = reverse("admin:axes_accessattempt_change", args=[attempt.pk])

    assert "_save" not in admin_client.get(address).text
    assert admin_client.post(address, {"_save": ""}).status_code == 403
    assert not LogEntry.objects.exists()


def test_before_a_topic_is_deleted_the_page_names_it_and_no_table_of_links(as_ada):
    topic = make_topic(title="Pain")
    make_article(topics=[topic])

    one = as_ada.get(reverse("admin:articles_topic_delete", args=[topic.pk])).text
    chosen = {"action": "delete_selected", "_selected_action": [topic.pk]}
    several = as_ada.post(reverse("admin:articles_topic_changelist"), chosen).text

    for page in (one, several):
        assert "Pain" in page
        assert "object (" not in page
        assert "relationship" not in page
        assert "Are you sure" not in page


def test_the_history_of_an_account_says_what_was_done_with_it(admin_client, ada):
    address = reverse("admin:auth_user_change", args=[ada.pk])
    page = admin_client.get(address)
    admin_client.post(address, as_submitted(page, name="Ada Example", email="ada@example.org"))

    history = admin_client.get(reverse("admin:auth_user_history", args=[ada.pk])).text

    assert "Changed" in history
    assert "Compare A and B" not in history
    assert "change history" not in history


def test_who_may_not_open_a_page_is_told_in_plain_words(as_vera):
    response = as_vera.get(reverse("admin:articles_article_changelist"))

    assert response.status_code == 403
    assert "Your account may not do this" in response.text
    assert reverse("admin:index") in response.text
