"""Logging in with an email address gives nobody more attempts than a user name does."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
PASSWORD = "correct horse"


@pytest.fixture
def hedy():
    return User.objects.create_user("hedy", "hedy@example.org", PASSWORD, is_staff=True)


def attempt(name, password=PASSWORD):
    return Client(REMOTE_ADDR="192.0.2.1").post(LOGIN, {"username": name, "password": password})


@pytest.mark.parametrize("typed", ["hedy", "hedy@example.org", "HEDY@Example.org", " hedy@example.org "])
def test_a_user_name_and_an_email_address_both_log_in(hedy, typed):
    assert attempt(typed)["Location"] == "/admin/"


def test_spellings_of_one_name_share_five_attempts(hedy):
    for typed in ("hedy", "hedy@example.org", "HEDY@example.org", "Hedy@Example.Org", "hedy@EXAMPLE.org"):
        last = attempt(typed, "wrong")

    assert last.status_code == 429
    for typed in ("hedy", "hedy@example.org", "hEdY@example.org"):
        assert attempt(typed).status_code == 429


def test_a_user_name_comes_before_somebody_elses_address(hedy):
    User.objects.create_user("hedy@example.org", password="another password", is_staff=True)

    response = attempt("hedy@example.org", "another password")

    assert response.wsgi_request.user.username == "hedy@example.org"
    assert attempt("hedy@example.org").status_code == 200


def test_an_address_of_two_accounts_logs_nobody_in(hedy):
    User.objects.create_user("twin", "HEDY@example.org", "another password", is_staff=True)

    assert attempt("hedy@example.org").status_code == 200
    assert attempt("hedy")["Location"] == "/admin/"


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_staff": False}])
def test_who_may_not_log_in_gets_the_answer_of_a_stranger(hedy, fields):
    User.objects.filter(pk=hedy.pk).update(**fields)

    answers = [attempt(name) for name in ("hedy@example.org", "nobody@example.org")]

    assert [answer.status_code for answer in answers] == [200, 200]
    first, second = (answer.context["form"].non_field_errors() for answer in answers)
    assert first == second


def test_a_name_longer_than_any_address_is_refused():
    response = attempt("x" * 255)

    assert response.context["form"].errors["username"]


def test_the_login_page_leads_to_a_new_password(hedy):
    page = Client().get(LOGIN).content.decode()

    assert "Email or user name" in page
    assert 'href="/admin/password-reset/"' in page
