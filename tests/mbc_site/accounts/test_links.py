"""A link sets a password once, for whom it was meant, until it ends."""

import datetime
import re

import pytest
from axes.models import AccessLog
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mbc_site.accounts.links import INVITATION, NEW_PASSWORD
from web.models import QueuedMail

pytestmark = pytest.mark.django_db

FORGOT = reverse("forgotten_password")
PASSWORD = "a quiet river bends"
NOW = timezone.now()


@pytest.fixture
def hedy(admin_client):
    """Was invited."""
    from tests.mbc_site.accounts.test_adding import add

    add(admin_client)
    return User.objects.get(email="hedy@example.org")


@pytest.fixture
def ada(ada):
    ada.email = "ada@example.org"
    ada.save()
    return ada


def link() -> str:
    """The link of the last message."""
    return re.search(r"http://testserver(/admin/\S+/\S+-\S+/)", QueuedMail.objects.latest("pk").text)[1]


def forget(email="ada@example.org", **extra):
    return Client(**extra).post(FORGOT, {"email": email})


def choose(address: str, password=PASSWORD, client=None):
    """Open the link as a browser does, and send the form."""
    client = client or Client()
    opened = client.get(address, follow=True)
    form = opened.redirect_chain[-1][0] if opened.redirect_chain else address
    return client.post(form, {"new_password1": password, "new_password2": password})


def is_dead(address: str) -> bool:
    return "This link no longer works." in Client().get(address, follow=True).content.decode()


def test_the_invited_choose_a_password_and_are_logged_in(hedy):
    client = Client()

    response = choose(link(), client=client)

    assert response["Location"] == reverse("admin:index")
    assert "My drafts" in client.get(reverse("admin:index")).content.decode()
    hedy.refresh_from_db()
    assert hedy.check_password(PASSWORD)


def test_a_link_works_once(hedy):
    first = link()
    choose(first)

    assert is_dead(first)
    assert "no longer works" in choose(first, "another long phrase").content.decode()
    hedy.refresh_from_db()
    assert hedy.check_password(PASSWORD)


def test_the_token_is_not_in_the_address_of_the_form(hedy):
    opened = Client().get(link(), follow=True)

    assert [address for address, _status in opened.redirect_chain] == [
        link().rsplit("/", 2)[0] + "/set-password/"
    ]
    assert link().rsplit("/", 2)[1] not in opened.content.decode()


def test_the_log_of_logins_has_no_token(hedy):
    choose(link())

    assert AccessLog.objects.exists()
    assert not AccessLog.objects.filter(path_info__contains=link().rsplit("/", 2)[1]).exists()


@pytest.mark.parametrize(
    ("tokens", "valid_for"),
    [(INVITATION, datetime.timedelta(days=7)), (NEW_PASSWORD, datetime.timedelta(days=1))],
)
def test_a_link_ends_when_its_mail_says(tokens, valid_for, ada, monkeypatch):
    token = tokens.make_token(ada)
    made = datetime.datetime.now()
    for late, is_valid in ((datetime.timedelta(seconds=-2), True), (datetime.timedelta(seconds=2), False)):
        monkeypatch.setattr(tokens, "_now", lambda late=late: made + valid_for + late)
        assert tokens.check_token(ada, token) is is_valid


def test_a_link_of_one_kind_is_no_link_of_the_other(ada):
    assert not INVITATION.check_token(ada, NEW_PASSWORD.make_token(ada))
    assert not NEW_PASSWORD.check_token(ada, INVITATION.make_token(ada))


@pytest.mark.parametrize(
    "fields", [{"is_active": False}, {"is_staff": False}, {"email": "new@example.org"}, {"last_login": NOW}]
)
def test_a_link_ends_with_what_it_was_sent_for(hedy, fields):
    User.objects.filter(pk=hedy.pk).update(**fields)

    assert is_dead(link())
    choose(link())
    hedy.refresh_from_db()
    assert not hedy.has_usable_password()


def test_deactivating_between_opening_and_sending_the_form_is_in_time(hedy):
    client = Client()
    form = client.get(link())["Location"]
    User.objects.filter(pk=hedy.pk).update(is_active=False)

    client.post(form, {"new_password1": PASSWORD, "new_password2": PASSWORD})

    hedy.refresh_from_db()
    assert not hedy.has_usable_password()


def test_of_two_invitations_either_works_and_ends_both(hedy, admin_client):
    first = link()
    admin_client.post(reverse("admin:auth_user_send_link", args=[hedy.pk]))
    second = link()

    choose(first)

    assert QueuedMail.objects.count() == 2
    assert is_dead(first)
    assert is_dead(second)


@pytest.mark.parametrize(
    "path", ["x/y-z/", "MQ/set-password/", "%00/a-b/", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk/a-b/", "é/é/"]
)
def test_an_invented_link_is_a_page_that_says_so(path):
    for prefix in ("/admin/invitation/", "/admin/password-reset/link/"):
        response = Client().get(prefix + path, follow=True)
        assert response.status_code in (200, 400), path
        assert response.status_code == 400 or "This link no longer works." in response.content.decode()


def test_forgetting_a_password_sends_a_link_to_the_stored_address(ada):
    forget("ADA@example.ORG")
    choose(link())

    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)
    assert [mail.recipient for mail in QueuedMail.objects.all()] == ["ada@example.org"]


def test_strangers_learn_nothing_about_who_has_an_account(ada, vera, rosalind):
    User.objects.filter(pk=vera.pk).update(email="vera@example.org", is_active=False)
    User.objects.filter(pk=rosalind.pk).update(email="rosalind@example.org", is_staff=False)
    answers = [
        forget(email) for email in ("ada@example.org", "vera@example.org", "rosalind@example.org", "x@y.org")
    ]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, reverse("forgotten_password_done"))
    }
    assert {mail.recipient for mail in QueuedMail.objects.all()} == {"ada@example.org"}


def test_letters_that_look_alike_reach_nobody(ada):
    User.objects.filter(pk=ada.pk).update(email="mike@example.org")

    forget("mıke@example.org")

    assert not QueuedMail.objects.exists()


def test_the_invited_who_ask_for_a_password_are_invited_again(hedy):
    forget("hedy@example.org")

    assert link().startswith("/admin/invitation/")


def test_no_more_than_three_letters_an_hour_go_to_one_address(ada):
    for place in range(5):
        assert forget(REMOTE_ADDR=f"192.0.2.{place}").status_code == 302

    assert QueuedMail.objects.count() == 3


def test_the_eleventh_request_of_a_connection_is_refused_whoever_it_is_about(ada):
    for place in range(10):
        assert forget(f"x{place}@example.org").status_code == 302

    refused = forget()

    assert refused.status_code == 429
    assert "too many links" in refused.content.decode()
    assert not QueuedMail.objects.exists()


@pytest.mark.parametrize(
    "email", ["", "x", "a@b", "x" * 300 + "@example.org", "a@example.org\r\nBcc: b@example.org", "\x00"]
)
def test_what_is_no_address_is_an_error_of_the_form(email):
    response = forget(email)

    assert response.status_code == 200
    assert response.context["form"].errors


def test_links_are_sent_by_those_who_may_change_the_account(ada, as_vera, as_grace, admin_client):
    address = reverse("admin:auth_user_send_link", args=[ada.pk])
    for client in (as_vera, as_grace):
        assert client.post(address).status_code == 403
    assert admin_client.get(address).status_code == 405
    assert admin_client.post(reverse("admin:auth_user_send_link", args=[10**9])).status_code == 404

    for _ in range(7):
        admin_client.post(address)

    assert QueuedMail.objects.count() == 5


def test_an_inactive_account_gets_no_link(ada, admin_client):
    User.objects.filter(pk=ada.pk).update(is_active=False)

    response = admin_client.post(reverse("admin:auth_user_send_link", args=[ada.pk]), follow=True)

    assert "No link was sent" in response.content.decode()
    assert not QueuedMail.objects.exists()


def test_the_queue_shows_no_link(hedy, admin_client):
    mail = QueuedMail.objects.get()
    page = admin_client.get(reverse("admin:web_queuedmail_change", args=[mail.pk])).content.decode()

    assert "hedy@example.org" in page
    assert "/admin/invitation/" not in page
