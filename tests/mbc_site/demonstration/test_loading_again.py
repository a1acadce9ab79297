"""Loading the demonstration again adds what is missing and leaves alone what staff changed."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse

from articles.models import Article, Citation, Edition, FormerAddress, Image, Page, Person, SharedText, Topic
from mbc_site.demo import directory
from mbc_site.models import OrganizationDetails
from sources.models import Source
from support_groups.models import Group, Organization, Venue
from tests.mbc_site.demonstration.conftest import AT

pytestmark = pytest.mark.django_db

ROWS = (
    Article,
    Citation,
    Edition,
    Group,
    Image,
    OrganizationDetails,
    Page,
    Person,
    Organization,
    SharedText,
    Source,
    Topic,
    Venue,
)


def counted() -> dict:
    return {model._meta.label: model.objects.count() for model in ROWS}


def load(*, later: timedelta = timedelta(0)) -> Counter:
    added = Counter()
    directory.add(added, AT.date() + later)
    return added


def test_loading_twice_adds_nothing_the_second_time(loaded, capsys, visitor):
    first = counted()
    assert first["articles.Article"] >= 8
    assert Article.objects.published().count() == first["articles.Article"]
    assert not Source.objects.exclude(merged_into=None).exists()
    assert first["support_groups.Group"] >= 60
    assert loaded["invented support groups"] == first["support_groups.Group"]

    call_command("load_demo")

    assert counted() == first
    assert "The demonstration content is already there." in capsys.readouterr().out
    for name in ("home", "articles:list", "sources:list"):
        assert visitor.get(reverse(name)).status_code == 200


def test_changes_by_staff_are_kept():
    article, page, person = Article.objects.first(), Page.objects.first(), Person.objects.first()
    shared = SharedText.objects.first()
    for thing, field in ((article, "title"), (page, "title"), (person, "name"), (shared, "title")):
        setattr(thing, field, "Ours now")
        thing.save()
    OrganizationDetails.objects.update(name="Our own", is_demonstration=False)
    before = counted()

    call_command("load_demo")

    assert counted() == before
    for thing, field in ((article, "title"), (page, "title"), (person, "name"), (shared, "title")):
        thing.refresh_from_db()
        assert getattr(thing, field) == "Ours now"
    assert OrganizationDetails.objects.get().name == "Our own"


def test_an_article_that_was_given_another_address_does_not_come_twice():
    article = Article.objects.first()
    old = article.get_absolute_url()
    article.slug = "our-own-address"
    article.save()
    before = counted()

    call_command("load_demo")

    assert counted() == before
    assert FormerAddress.objects.get(path=old).leads_to == "/articles/our-own-address/"


def test_if_empty_loads_nothing_beside_existing_articles(capsys):
    Page.objects.all().delete()

    call_command("load_demo", "--if-empty")

    assert not Page.objects.exists()


def test_demo_logins_have_the_permissions_they_claim(settings, capsys):
    settings.DEBUG = True

    call_command("load_demo", "--logins")
    User.objects.get(username="ada").set_password("changed")
    call_command("load_demo", "--logins")

    names = ("admin", "ada", "rosalind", "grace")
    admin, ada, rosalind, grace = (User.objects.get(username=name) for name in names)
    assert admin.is_superuser
    assert ada.has_perm("articles.publish_article")
    assert not ada.is_superuser
    assert rosalind.has_perm("articles.view_article")
    assert not rosalind.has_perm("articles.change_article")
    assert grace.has_perm("support_groups.change_group")
    assert not grace.has_perm("articles.change_article")
    assert not ada.has_perm("support_groups.change_group")
    assert User.objects.count() == 4
    told = capsys.readouterr().out
    assert all(name in told for name in (*names, "demonstration"))


def test_every_demonstration_article_takes_at_most_nine_queries_and_no_link_in_it_is_dead(
    visitor, django_assert_max_num_queries
):
    addresses = [thing.get_absolute_url() for thing in [*Article.objects.all(), *Page.objects.all()]]
    pages = {}
    for address in addresses:
        with django_assert_max_num_queries(9):  # the ninth for what the articles share
            pages[address] = visitor.get(address).content.decode()

    linked = {link for page in pages.values() for link in re.findall(r'href="(/[^"#]*)', page)}
    dead = [
        link
        for link in sorted(linked)
        if not link.startswith(("/static/", "/media/")) and visitor.get(link).status_code != 200
    ]

    assert len(pages) >= 12
    assert dead == []


def test_loading_again_adds_nothing_after_staff_renamed_things(django_assert_max_num_queries):
    for model in (Group, Organization, Venue):
        thing = model.objects.first()
        thing.name = "Ours now"
        thing.save()
    group = Group.objects.get(slug="night-owls-online")
    group.slug = "our-owls"
    group.save()
    draft = Group.objects.get(slug="clay-and-letters-draft-online")
    draft.slug = "our-draft"  # nobody has read it, so its old address is not kept
    draft.save()
    group.contacts.all().delete()
    group.schedule_exceptions.all().delete()

    with django_assert_max_num_queries(130):
        assert load(later=timedelta(days=90)) == {}

    group.refresh_from_db()
    assert group.slug == "our-owls"
    assert not group.contacts.exists()


def test_records_that_staff_deleted_are_added_again():
    Group.objects.get(slug="patio-violeta-san-antonio").delete()
    Group.objects.get(slug="patio-violeta-san-antonio-es").delete()

    assert load() == {"invented support groups": 2}

    assert (
        Group.objects.get(slug="patio-violeta-san-antonio-es").translation_of.slug
        == "patio-violeta-san-antonio"
    )
