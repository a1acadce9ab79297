"""Headers on every answer, and logins that cannot be guessed."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import FormerAddress
from mbc_site.security import PERMISSIONS_POLICY, policy_text
from mbc_site.theme import SCRIPT, csp_source
from tests.factories import make_image, make_published
from web.client_address import client_address

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
PUBLIC = f"default-src 'self'; script-src 'self' {csp_source(SCRIPT)}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"


@pytest.fixture
def hedy():
    """A member of staff with a password."""
    return User.objects.create_user("hedy", password="correct horse", is_staff=True)


def attempt(password="wrong", name="hedy", address="192.0.2.1", **headers):  # noqa: S107  not a real one
    return Client(REMOTE_ADDR=address).post(LOGIN, {"username": name, "password": password}, **headers)


def is_locked(response) -> bool:
    return response.status_code == 429 and "Too many attempts" in response.content.decode()


def test_every_public_answer_carries_the_headers(visitor):
    FormerAddress.objects.create(path="/old/", leads_to="/")
    article = make_published()
    picture = make_image().src
    statuses = {}

    for address in (
        "/",
        article.get_absolute_url(),
        "/nothing/",
        "/old/",
        picture,
        "/?q=%00",
    ):
        response = visitor.get(address)
        statuses[address] = response.status_code
        headers = response.headers
        assert headers["Content-Security-Policy"] == PUBLIC, address
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["Referrer-Policy"] == "same-origin", address
        assert headers["Permissions-Policy"] == PERMISSIONS_POLICY, address
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", address
        b"".join(response)  # closes the file behind it
    assert list(statuses.values()) == [200, 200, 404, 301, 200, 400]


def test_the_admin_allows_what_the_editor_needs_and_no_more(as_ada, settings):
    for address in (reverse("admin:index"), LOGIN, "/admin/nothing/"):
        policy = as_ada.get(address).headers["Content-Security-Policy"]

        assert policy == policy_text(settings.SECURE_CSP_ADMIN)
        assert "script-src 'self' 'unsafe-inline'" in policy
        assert "unsafe-eval" not in policy
        assert "http" not in policy
        assert "*" not in policy


def test_an_address_that_only_starts_like_the_admin_is_public(visitor):
    for address in ("/administration/", "/admin", "//admin/", "/ADMIN/"):
        assert visitor.get(address).headers["Content-Security-Policy"] == PUBLIC


def test_the_cookies_of_staff_stay_in_the_admin(hedy):
    response = attempt("correct horse")

    assert response.status_code == 302
    for name in ("sessionid", "csrftoken"):
        cookie = response.cookies[name]
        assert cookie["path"] == "/admin/"
        assert cookie["samesite"] == "Lax"
    assert response.cookies["sessionid"]["httponly"]


def test_the_fifth_wrong_password_locks_the_login_even_for_the_right_one(hedy):
    answers = [attempt() for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200] * 4

    assert is_locked(attempt())
    locked = attempt("correct horse")

    assert is_locked(locked)
    assert "sessionid" not in locked.cookies
    assert locked.headers["Content-Security-Policy"].startswith("default-src 'self'")


def test_the_same_name_elsewhere_and_another_name_here_can_log_in(hedy):
    User.objects.create_user("ada", password="correct horse", is_staff=True)
    for _ in range(5):
        attempt()

    assert attempt("correct horse", address="192.0.2.2").status_code == 302
    assert attempt("correct horse", name="ada").status_code == 302
    assert is_locked(attempt("correct horse"))


def test_a_right_password_resets_the_count(hedy):
    for _ in range(2):
        for _ in range(4):
            attempt()
        assert attempt("correct horse")["Location"] == "/admin/"


def test_without_a_proxy_a_client_cannot_fake_its_address(hedy, settings):
    settings.BEHIND_PROXY = False

    for number in range(5):
        last = attempt(headers={"x-forwarded-for": f"198.51.100.{number}"})

    assert is_locked(last)


@pytest.mark.parametrize(
    ("is_behind", "forwarded", "remote", "counted"),
    [
        (False, "198.51.100.7", "192.0.2.1", "192.0.2.1"),
        (True, "198.51.100.7", "192.0.2.1", "198.51.100.7"),
        (True, "6.6.6.6, 198.51.100.7", "192.0.2.1", "198.51.100.7"),
        (True, "2001:db8:0:1:5::1", "192.0.2.1", "2001:db8:0:1::"),
        (True, "::ffff:198.51.100.7", "192.0.2.1", "198.51.100.7"),
        (True, "", "192.0.2.1", "192.0.2.1"),
        (True, "unknown", "192.0.2.1", "192.0.2.1"),
        (True, "x" * 5_000, "192.0.2.1", "192.0.2.1"),
        (False, "", "", None),
        (False, "", "unix:", None),
    ],
)
def test_attempts_are_counted_for_an_address_a_client_cannot_choose(
    rf, settings, is_behind, forwarded, remote, counted
):
    settings.BEHIND_PROXY = is_behind
    request = rf.get("/", HTTP_X_FORWARDED_FOR=forwarded, REMOTE_ADDR=remote)

    assert client_address(request) == counted


@pytest.mark.parametrize("address", ["", "unix:"])
def test_a_server_on_a_socket_has_no_addresses_and_still_locks(hedy, address):
    answers = [attempt(address=address) for _ in range(5)]

    assert [answer.status_code for answer in answers[:4]] == [200] * 4
    assert is_locked(answers[4])
