"""Changing a password: one's own, and that of a colleague."""

import html

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from history.models import Entry
from mbc_site.accounts.links import NEW_PASSWORD

pytestmark = pytest.mark.django_db
OWN = reverse("admin:password_change")
OLD, NEW = "correct horse", "battery staple in a row"


@pytest.fixture
def hedy():
    return User.objects.create_user("hedy", "hedy@example.org", OLD, first_name="Hedy", is_staff=True)


@pytest.fixture
def as_hedy(hedy):
    client = Client()
    client.force_login(hedy, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_changing_ones_own_is_explained_in_our_words(as_hedy, hedy):
    page = as_hedy.get(OWN).content.decode()
    assert "Then type the new one twice, so that no slip of a finger locks you out." in page
    assert "security’s sake" not in page

    wrong = as_hedy.post(OWN, {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW})
    assert "Please correct what is marked below." in wrong.content.decode()
    response = as_hedy.post(
        OWN, {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}, follow=True
    )

    page = response.content.decode()
    assert "From now on, log in with the new one." in page
    assert "Your password was changed" not in page
    hedy.refresh_from_db()
    assert hedy.check_password(NEW)


def test_setting_a_colleagues_advises_a_link_and_offers_no_way_to_lock_her_out(admin_client, as_hedy, hedy):
    address = reverse("admin:auth_user_password_change", args=[hedy.pk])
    page = admin_client.get(address).content.decode()
    assert "This sets the password of Hedy." in page
    assert "better send them a link" in page
    assert "usable_password" not in page
    assert as_hedy.get(address).status_code == 403

    admin_client.post(address, {"password1": NEW, "password2": NEW, "usable_password": "false"})

    hedy.refresh_from_db()
    assert hedy.check_password(NEW)


STOCK = (
    *("New password confirmation", "Enter the same password", "Your password can’t", "This password is"),
    *(
        "Please correct the error",
        "This field is required",
        "Password change",
        "Old password",
        "two password fields",
    ),
    *(
        "Your old password",
        "changed successfully",
        "Password confirmation",
        "150 characters",
        "Password-based",
    ),
)
MISTAKES = [
    ({}, ["Type the password here."]),
    ({"new": "short"}, ["This is too short. Use at least 12 characters."]),
    ({"new": "123412341234"}, ["Use letters, too: digits alone are easy to guess."]),
    ({"new": "hedy@example.org"}, ["This is too much like the name or the email address of the account."]),
    ({"new": "qwerty123456"}, ["Many people use this password"]),
    ({"new": NEW, "again": OLD}, ["The two passwords are not the same. Type both again."]),
]


@pytest.fixture
def pages(hedy, as_hedy, admin_client):
    """Where a password can be chosen: who opens the page, its address, and the names of its fields."""
    key = urlsafe_base64_encode(force_bytes(hedy.pk))
    link = reverse("choose_new_password", args=[key, NEW_PASSWORD.make_token(hedy)])
    stranger = Client()
    return [
        (as_hedy, OWN, ("new_password1", "new_password2")),
        (
            admin_client,
            reverse("admin:auth_user_password_change", args=[hedy.pk]),
            ("password1", "password2"),
        ),
        (stranger, stranger.get(link).url, ("new_password1", "new_password2")),
    ]


@pytest.mark.parametrize(("typed", "sentences"), MISTAKES)
def test_every_mistake_is_named_in_our_words_on_every_page(pages, typed, sentences):
    for client, address, (first, second) in pages:
        again = typed.get("again", typed.get("new", ""))
        values = {first: typed.get("new", ""), second: again, "old_password": OLD}

        page = html.unescape(client.post(address, values).content.decode())

        assert "Please correct what is marked below." in page
        assert "At least 12 characters. Four words" in page
        assert all(sentence in page for sentence in sentences)
        assert [words for words in STOCK if words in page] == []


def test_the_wrong_present_password_is_named(as_hedy):
    page = as_hedy.post(OWN, {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW})

    assert "This is not the password you use now. Type it again." in page.content.decode()


def test_what_follows_is_said_in_our_words(as_hedy, admin_client, hedy):
    address = reverse("admin:auth_user_password_change", args=[hedy.pk])

    own = as_hedy.post(OWN, {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}, follow=True)
    hers = admin_client.post(address, {"password1": OLD, "password2": OLD}, follow=True)

    assert "Your password is changed" in own.content.decode()
    assert (
        "Hedy logs in with the new password from now on. The old one no longer works."
        in hers.content.decode()
    )
    for page in (own, hers):
        assert [words for words in STOCK if words in html.unescape(page.content.decode())] == []
    assert Entry.objects.latest("at").words == "Set a new password."


def test_the_forms_of_accounts_and_jobs_are_in_our_words(admin_client, hedy):
    add, change, job = (
        reverse("admin:auth_user_add"),
        reverse("admin:auth_user_change", args=[hedy.pk]),
        reverse("admin:auth_group_add"),
    )
    pages = [admin_client.post(address, {"_save": "1"}) for address in (add, change, job)]
    pages += [admin_client.get(reverse("admin:login")), Client().post(reverse("admin:login"), {})]

    for page in pages:
        assert [words for words in STOCK if words in html.unescape(page.content.decode())] == []


def test_headings_name_the_person_and_not_the_account(admin_client, hedy):
    for page in ("change", "delete", "history"):
        text = admin_client.get(reverse(f"admin:auth_user_{page}", args=[hedy.pk])).content.decode()

        assert "“hedy”" not in text
        assert "Hedy" in text.partition("<h1>")[2]


def test_what_is_deleted_alone_is_not_deleted_with_itself(admin_client, hedy):
    text = admin_client.get(reverse("admin:auth_user_delete", args=[hedy.pk])).content.decode()

    assert "Delete “Hedy”?" in text
    assert "deleted with it" not in text
