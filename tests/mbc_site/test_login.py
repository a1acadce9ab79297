"""Logging in leads to a page of the admin; guessing names leads to a lockout."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


@pytest.fixture
def hedy():
    return User.objects.create_user("hedy", password="correct horse", is_staff=True)


def attempt(name, password="wrong", address="192.0.2.1"):  # noqa: S107  not a real one
    return Client(REMOTE_ADDR=address).post(LOGIN, {"username": name, "password": password})


BAD = [
    "https://example.org/",
    "//example.org/",
    "/\\example.org/",
    "javascript:alert(1)",
    "/admin/nothing/here/at/all/",
    "/nothing/",
    "/admin/logout/",
    "/admin/login/",
    "/admin/jsi18n/",
    "/articles/",
    "/admin/articles/image/paste/",
    "/admin/\x00",
    "/admin/?q=" + "x" * 5_000,
    "/admin/ articles/",
    "",
]


@pytest.mark.parametrize(
    ("next_page", "is_said"),
    [
        ("/admin/articles/article/1/change/", True),
        ("/admin/support_groups/group/add/?name=a", True),
        ("/admin/articles/article/", False),
        ("/admin/auth/user/add/", False),  # nothing of accounts is kept
        ("/admin/", False),
        ("", False),
        ("https://example.org/admin/articles/article/1/change/", False),
    ],
)
def test_a_login_in_the_middle_of_writing_says_that_the_text_is_kept(client, next_page, is_said):
    page = client.get(LOGIN, {"next": next_page}).content.decode()

    assert ("This browser has kept your text." in page) is is_said


@pytest.mark.parametrize("next_page", BAD, ids=lambda text: text[:30])
@pytest.mark.parametrize("is_in_address", [True, False])
def test_a_bad_next_page_is_the_start_page(hedy, client, next_page, is_in_address):
    data = {"username": "hedy", "password": "correct horse"}
    address = LOGIN
    if is_in_address:
        shown = client.get(LOGIN, {"next": next_page})
        assert shown.status_code == 200
        address = shown.context["app_path"]
        data["next"] = shown.context["next"]
    else:
        data["next"] = next_page

    response = client.post(address, data)

    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_a_valid_next_page_is_opened_after_login(hedy, client):
    wanted = "/admin/articles/article/?q=pain"
    shown = client.get(LOGIN, {"next": wanted})

    response = client.post(shown.context["app_path"], {"username": "hedy", "password": "correct horse"})

    assert response["Location"] == wanted


def test_the_twentieth_name_locks_the_address_and_the_page_says_for_how_long(hedy):
    answers = [attempt(f"name{number}").status_code for number in range(19)]
    assert answers == [200] * 19
    assert attempt("hedy", "correct horse").status_code == 302  # nineteen are not twenty

    last = attempt("name19")
    mine = attempt("hedy", "correct horse")

    assert (last.status_code, mine.status_code) == (429, 429)
    told = mine.content.decode()
    assert "Too many different names were tried from this internet connection" in told
    assert "Wait 30 minutes and try again." in told
    assert mine["Retry-After"] == "1800"
    assert attempt("hedy", "correct horse", address="192.0.2.2").status_code == 302


def test_one_typing_error_in_a_clinic_locks_nobody_else_out(hedy):
    for _ in range(5):
        attempt("somebody")

    assert "Too many attempts" in attempt("somebody").content.decode()
    assert attempt("hedy", "correct horse")["Location"] == "/admin/"


def test_the_lock_ends_on_time_despite_further_attempts(hedy):
    for number in range(20):
        attempt(f"name{number}")
    for number in range(20, 30):
        assert attempt(f"name{number}").status_code == 429
    assert AccessAttempt.objects.count() == 20

    AccessAttempt.objects.update(attempt_time=timezone.now() - datetime.timedelta(minutes=31))

    assert attempt("hedy", "correct horse").status_code == 302


def test_addresses_of_one_ipv6_network_are_one(hedy):
    for number in range(20):
        attempt(f"name{number}", address=f"2001:db8:0:1::{number:x}")

    refused = attempt("hedy", "correct horse", address="2001:db8:0:1:ffff::1")
    assert "Too many different names" in refused.content.decode()
    assert attempt("hedy", "correct horse", address="2001:db8:0:2::1")["Location"] == "/admin/"


def test_behind_a_proxy_the_visitors_own_address_counts(hedy, settings):
    settings.BEHIND_PROXY = True
    for number in range(20):
        client = Client(REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": f"6.6.6.{number}, 198.51.100.7"})
        last = client.post(LOGIN, {"username": f"name{number}", "password": "wrong"})
    other = Client(REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": "198.51.100.8"})

    assert "Too many different names" in last.content.decode()
    assert other.post(LOGIN, {"username": "hedy", "password": "correct horse"})["Location"] == "/admin/"


def test_a_server_on_a_socket_does_not_treat_everybody_as_one_address(hedy):
    for number in range(25):
        assert (
            "This password doesn’t belong to this email address or user name."
            in attempt(f"name{number}", address="").content.decode()
        )

    assert attempt("hedy", "correct horse", address="")["Location"] == "/admin/"


def test_logging_out_says_in_our_words_what_it_means(as_ada):
    page = as_ada.post("/admin/logout/").content.decode()

    assert "What you saved is safe." in page
    assert "quality time" not in page
    assert 'href="/admin/"' in page
