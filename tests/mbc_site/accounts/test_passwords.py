"""Changing a password: one's own, and that of a colleague."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

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
