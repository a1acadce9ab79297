"""Every admin page of every model opens with permission and is refused without."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse
from reversion.admin import VersionAdmin

from articles.models import Feedback, FormerAddress, SharedText
from mbc_site.models import MissedSearch, OrganizationDetails, SynonymSet
from tests.factories import (
    cite,
    make_article,
    make_image,
    make_page,
    make_person,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db

MINE = ("articles", "sources", "mbc_site")
EDITORS = (
    "article",
    "image",
    "person",
    "topic",
    "page",
    "sharedtext",
    "formeraddress",
    "source",
    "synonymset",
)
READ_ONLY = (Feedback, MissedSearch)  # what visitors wrote or looked for: nobody adds one here
REVIEWERS = ("article", "image", "person", "topic", "page", "sharedtext", "source")


@pytest.fixture
def things():
    """One of each of the kinds that staff edit."""
    source = make_source(key="redig2013")
    made = [
        make_article(body=f"<p>So.{cite(source.key)}</p>", topics=[make_topic()], image=make_image()),
        make_page(),
        make_person(),
        source,
        OrganizationDetails.objects.create(),
        FormerAddress.objects.create(path="/old/", leads_to="/new/"),
        SharedText.objects.create(key="signs", title="Signs", body="<p>So.</p>"),
        SynonymSet.objects.create(words="mets\nmetastases"),
        User.objects.create_user("somebody"),
        Group.objects.first(),
    ]
    made += [made[0].image, made[0].topics.get()]
    return {type(thing)._meta.model_name: thing for thing in made}


def pages(model, model_admin, thing) -> dict[str, str]:
    """The addresses of this kind's pages."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    found = {
        "changelist": reverse(f"{name}_changelist"),
        "add": reverse(f"{name}_add"),
    }
    if isinstance(model_admin, VersionAdmin):
        found["recoverlist"] = reverse(f"{name}_recoverlist")
    if thing:
        found |= {
            page: reverse(f"{name}_{page}", args=[thing.pk]) for page in ("change", "history", "delete")
        }
    return found


def test_every_page_answers_a_superuser(admin_client, things):
    for model, model_admin in admin.site._registry.items():
        for name, address in pages(model, model_admin, things.get(model._meta.model_name)).items():
            response = admin_client.get(address, follow=True)

            refused = model is OrganizationDetails and name in ("add", "delete", "recoverlist")
            refused |= model in READ_ONLY and name == "add"
            refused |= model._meta.app_label in ("axes", "history", "web") and name == "add"
            assert response.status_code == (403 if refused else 200), address
            assert refused or "</h1>" in response.content.decode(), address


def test_no_page_answers_staff_without_permissions_or_a_visitor(as_vera, visitor, things):
    for model, model_admin in admin.site._registry.items():
        for address in pages(model, model_admin, things.get(model._meta.model_name)).values():
            assert as_vera.get(address).status_code == 403, address
            assert as_vera.post(address, {"post": "yes"}).status_code == 403, address
            response = visitor.get(address)
            assert response.headers["Location"].startswith(reverse("admin:login")), address


def test_an_editor_reaches_what_editors_edit_and_nothing_else(as_ada, things):
    for model, model_admin in admin.site._registry.items():
        for name, address in pages(model, model_admin, things.get(model._meta.model_name)).items():
            is_list = model in READ_ONLY and name == "changelist"
            is_hers = model._meta.model_name in EDITORS or is_list
            response = as_ada.get(address, follow=True)

            assert response.status_code == (200 if is_hers else 403), (name, address)


def test_a_reviewer_can_only_view(as_rosalind, things):
    for model, model_admin in admin.site._registry.items():
        is_hers = model._meta.model_name in REVIEWERS
        for name, address in pages(model, model_admin, things.get(model._meta.model_name)).items():
            may = is_hers and name in ("changelist", "change", "history")

            assert as_rosalind.get(address).status_code == (200 if may else 403), (name, address)
            if name in ("add", "change", "delete"):
                assert as_rosalind.post(address, {"post": "yes"}).status_code == 403, (name, address)


def test_everything_we_keep_a_history_of_can_be_read_back(things):
    for model in admin.site._registry:
        if model._meta.app_label in MINE and model not in (FormerAddress, *READ_ONLY):
            assert isinstance(admin.site._registry[model], VersionAdmin), model


def test_a_missing_object_redirects_to_the_index(admin_client):
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        for pk in ("0", "abc", "9" * 40, "1_2F_2E"):
            response = admin_client.get(reverse(name, args=[pk]))
            assert (response.status_code, response["Location"]) == (302, reverse("admin:index")), (name, pk)


def test_the_login_page_leads_nowhere_else(visitor, admin_user):
    login = reverse("admin:login") + "?next=//evil.example/"
    admin_user.set_password("correct horse")
    admin_user.save()

    response = visitor.post(login, {"username": "admin", "password": "correct horse"})

    assert response.headers["Location"] == "/accounts/profile/" or response.headers["Location"].startswith(
        "/admin"
    )
