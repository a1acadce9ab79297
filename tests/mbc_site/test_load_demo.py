"""The demonstration: loaded once, left alone ever after."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.models import Article, Citation, Edition, FormerAddress, Image, Page, Person, SharedText, Topic
from mbc_site.demo import loading
from mbc_site.models import OrganizationDetails
from sources.models import Source
from support_groups.models import Group, Venue
from support_groups.models import Organization as Runner
from tests.factories import make_source

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
    Runner,
    SharedText,
    Source,
    Topic,
    Venue,
)


def counted() -> dict:
    return {model._meta.label: model.objects.count() for model in ROWS}


def test_loading_twice_adds_nothing_the_second_time(capsys, visitor):
    call_command("load_demo")
    first = counted()
    assert first["articles.Article"] >= 8
    assert Article.objects.published().count() == first["articles.Article"]
    assert not Source.objects.exclude(merged_into=None).exists()
    assert first["support_groups.Group"] >= 60
    assert "invented support groups" in capsys.readouterr().out

    call_command("load_demo")

    assert counted() == first
    assert "The demonstration content is already there." in capsys.readouterr().out
    for name in ("home", "articles:list", "sources:list"):
        assert visitor.get(reverse(name)).status_code == 200


def test_what_staff_changed_is_left_as_they_left_it():
    call_command("load_demo")
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
    call_command("load_demo")
    article = Article.objects.first()
    old = article.get_absolute_url()
    article.slug = "our-own-address"
    article.save()
    before = counted()

    call_command("load_demo")

    assert counted() == before
    assert FormerAddress.objects.get(path=old).leads_to == "/articles/our-own-address/"


def test_a_source_that_is_here_under_another_key_stands_for_the_one_of_the_demonstration():
    ours = make_source(key="ours", doi="10.1111/JOIM.12084")

    call_command("load_demo")

    (theirs,) = Source.objects.exclude(merged_into=None)
    assert theirs.merged_into == ours
    assert Citation.objects.filter(source=ours).exists()
    assert not Citation.objects.filter(source=theirs).exists()


def test_nothing_is_loaded_over_articles_that_are_there(capsys):
    call_command("load_demo")
    Page.objects.all().delete()

    call_command("load_demo", "--if-empty")

    assert not Page.objects.exists()


def test_demo_logins_are_made_for_development_only(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="only with DEBUG=1"):
        call_command("load_demo", "--logins")

    assert not User.objects.exists()
    assert not Article.objects.exists()


def test_demo_logins_may_what_they_say(settings, capsys):
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
    loading.load()
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
