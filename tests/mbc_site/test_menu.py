"""The admin's menu goes by job, holds only what the user may open, and loses nothing."""

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from editing.menu import Job, MenuPage, Place
from mbc_site.menu import by_job

pytestmark = pytest.mark.django_db


def menu(client, address=None) -> dict[str, list[str]]:
    """What a user sees: each job with its records, then what is under *More*."""
    response = client.get(address or reverse("admin:index"))
    return {
        str(job["name"]): [str(entry["name"]) for entry in job["models"] + job["more"]]
        for job in response.context["available_apps"]
    }


def entry(model, **changes) -> dict:
    perms = dict.fromkeys(("add", "change", "delete", "view"), True)
    address = f"/admin/{model._meta.label_lower}/"
    return {"model": model, "name": "x", "admin_url": address, "add_url": None, "perms": perms} | changes


def test_an_administrator_sees_every_job_in_its_order(admin_client):
    assert [*menu(admin_client)] == [str(label) for label in Job.labels]


def test_no_registered_model_is_missing(admin_client):
    response = admin_client.get(reverse("admin:index"))
    shown = {
        entry.get("model")
        for job in response.context["available_apps"]
        for entry in job["models"] + job["more"]
    }

    assert shown >= admin.site._registry.keys()


def test_an_editor_sees_only_what_she_may_open(as_ada):
    found = menu(as_ada)

    assert "Directory" not in found
    assert found["Sources"] == ["sources"]
    assert found["People and accounts"] == ["authors and reviewers"]


def test_the_button_of_the_menu_says_where_one_is(as_ada):
    def said(address):
        text = " ".join(as_ada.get(address).content.decode().split())
        return text.partition('popovertarget="jobs">')[2].partition("</button>")[0]

    assert "Write › Articles" in said(reverse("admin:articles_article_add"))
    assert "Sources › Sources" not in said(reverse("admin:sources_source_changelist"))
    assert '<span class="here">Sources</span>' in said(reverse("admin:sources_source_changelist"))
    assert "here" not in said(reverse("admin:index"))


def test_staff_without_permissions_see_no_menu(as_vera):
    assert menu(as_vera) == {}
    assert '<nav id="jobs"' not in as_vera.get(reverse("admin:index")).content.decode()


def test_a_model_without_a_place_is_under_this_site():
    registry = {LogEntry: ModelAdmin(LogEntry, admin.site)}

    (job,) = by_job([{"models": [entry(LogEntry)]}], registry, "/admin/")

    assert (job["app_label"], [found["model"] for found in job["models"]]) == (Job.SITE, [LogEntry])


def test_a_page_shows_to_those_with_its_permission_only():
    class WithPage(ModelAdmin):
        menu = Place(Job.WRITE, 1)
        menu_pages = (MenuPage("Guide", "admin:guide", "change", Place(Job.WRITE)),)

    registry = {LogEntry: WithPage(LogEntry, admin.site)}
    reader = entry(LogEntry, perms={"view": True, "change": False})

    (full,) = by_job([{"models": [entry(LogEntry)]}], registry, "/admin/")
    (less,) = by_job([{"models": [reader]}], registry, "/admin/")

    assert ([found["name"] for found in full["more"]], less["more"]) == (["Guide"], [])


def test_the_open_page_is_marked_in_both_rows(as_ada):
    text = as_ada.get(reverse("admin:articles_topic_add")).content.decode()

    assert f'href="{reverse("admin:articles_article_changelist")}" aria-current="true"' in text
    assert f'href="{reverse("admin:articles_topic_changelist")}" aria-current="page"' in text
    assert text.count("aria-current") == 2


def test_the_page_of_an_app_leads_to_the_start_page(as_ada):
    response = as_ada.get(reverse("admin:app_list", args=["articles"]))

    assert (response.status_code, response["Location"]) == (302, reverse("admin:index"))


def test_the_page_of_an_app_that_one_may_not_open_is_not_found(as_vera):
    assert as_vera.get(reverse("admin:app_list", args=["articles"])).status_code == 404
