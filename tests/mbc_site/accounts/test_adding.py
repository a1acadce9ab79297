"""A colleague is added with name, email and job; nobody gives more than she has."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from tests.posting import as_submitted
from web.models import QueuedMail

pytestmark = pytest.mark.django_db

ADD = reverse("admin:auth_user_add")


def change(user) -> str:
    return reverse("admin:auth_user_change", args=[user.pk])


def job(name: str) -> str:
    return str(Group.objects.get(name=name).pk)


def add(client, **fields):
    return client.post(
        ADD, {"name": "Hedy Lamarr", "email": "hedy@example.org", "jobs": [job("Editors")]} | fields
    )


def errors(response) -> dict:
    return response.context["adminform"].form.errors


@pytest.fixture
def helen(db):
    """Looks after the accounts of editors without being an administrator."""
    user = User.objects.create_user("helen", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    codes = [
        f"{action}_{model}" for action in ("add", "change", "delete", "view") for model in ("user", "group")
    ]
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="auth", codename__in=codes))
    return user


@pytest.fixture
def as_helen(helen):
    client = Client()
    client.force_login(helen, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_new_account_can_open_the_admin_with_its_job_and_without_a_password(admin_client):
    add(admin_client)

    hedy = User.objects.get(email="hedy@example.org")
    assert (hedy.first_name, hedy.last_name, hedy.username) == ("Hedy", "Lamarr", "hedy-lamarr")
    assert (hedy.is_staff, hedy.is_active, hedy.is_superuser) == (True, True, False)
    assert [group.name for group in hedy.groups.all()] == ["Editors"]
    assert not hedy.has_usable_password()


def test_the_invitation_waits_in_the_queue_and_is_taken_back_with_the_account(admin_client, monkeypatch):
    add(admin_client)
    assert [mail.recipient for mail in QueuedMail.objects.all()] == ["hedy@example.org"]

    monkeypatch.setattr("mbc_site.accounts.admin.in_words", lambda at: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add(admin_client, email="grete@example.org")

    assert not User.objects.filter(email="grete@example.org").exists()
    assert QueuedMail.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "H" * 151}, "name"),
        ({"name": "H\x00"}, "name"),
        ({"email": ""}, "email"),
        ({"email": "not an address"}, "email"),
        ({"email": "h" * 250 + "@example.org"}, "email"),
        ({"email": "ADA@Example.org"}, "email"),
        ({"email": "Old@example.org"}, "email"),
        ({"jobs": []}, "jobs"),
        ({"jobs": ["999999"]}, "jobs"),
        ({"jobs": ["\x00"]}, "jobs"),
    ],
)
def test_what_cannot_be_an_account_is_refused_with_a_reason(admin_client, ada, fields, field):
    User.objects.filter(pk=ada.pk).update(email="ada@example.org")
    User.objects.create_user("old@example.org")  # somebody else's user name

    response = add(admin_client, **fields)

    assert list(errors(response)) == [field]
    assert not QueuedMail.objects.exists()


def test_a_second_click_adds_nobody_and_says_who_has_the_address(admin_client):
    add(admin_client)

    response = add(admin_client)

    assert "The account of Hedy Lamarr already has this." in response.content.decode()
    assert User.objects.filter(email="hedy@example.org").count() == 1


@pytest.mark.parametrize(
    ("name", "username"),
    [("Hedy Lamarr", "hedy-lamarr-2"), ("李明", "li"), ("Łucja Ögren", "ucja-ogren")],
)
def test_user_names_are_made_of_names_and_never_twice(admin_client, name, username):
    User.objects.create_user("Hedy-Lamarr")

    add(admin_client, name=name, email="li@example.org")

    assert User.objects.get(email="li@example.org").username == username


def test_only_administrators_make_administrators(admin_client, as_helen, ada):
    assert list(errors(add(as_helen, jobs=["administrator"]))) == ["jobs"]
    assert "administrator" not in as_submitted(as_helen.get(change(ada)))["jobs"]
    as_helen.post(
        change(ada), as_submitted(as_helen.get(change(ada)), jobs=[job("Editors"), "administrator"])
    )
    ada.refresh_from_db()
    assert not ada.is_superuser

    add(admin_client, jobs=["administrator"])

    assert User.objects.get(email="hedy@example.org").is_superuser


def test_nobody_gives_a_job_that_may_do_more_than_she_may(as_helen):
    assert list(errors(add(as_helen, jobs=[job("Directory coordinators")]))) == ["jobs"]

    assert add(as_helen).status_code == 302
    assert User.objects.filter(email="hedy@example.org").exists()


@pytest.mark.parametrize("is_active", [True, False])
def test_nobody_takes_over_an_account_that_may_do_more_than_she_may(as_helen, grace, admin_user, is_active):
    User.objects.filter(pk=grace.pk).update(is_active=is_active)
    for account in (grace, admin_user):
        for name in ("change", "password_change", "send_link", "delete"):
            address = reverse(f"admin:auth_user_{name}", args=[account.pk])
            response = as_helen.post(address, {"post": "yes", "email": "helen@example.org", "active": "on"})
            assert response.status_code == 403, (account, name)


def test_nobody_widens_a_job(as_helen, helen):
    editors, coordinators = (
        Group.objects.get(name="Editors"),
        Group.objects.get(name="Directory coordinators"),
    )
    address = reverse("admin:auth_group_change", args=[editors.pk])
    more = Permission.objects.get(codename="change_group", content_type__app_label="support_groups")

    as_helen.post(address, as_submitted(as_helen.get(address), permissions=[more.pk]))
    refused = as_helen.post(reverse("admin:auth_group_change", args=[coordinators.pk]), {"name": "Mine"})

    assert refused.status_code == 403
    assert not editors.permissions.filter(pk=more.pk).exists()


def test_strangers_and_staff_without_permission_add_nobody(as_vera, as_ada, visitor):
    for client in (as_vera, as_ada):
        assert add(client).status_code == 403
    assert add(visitor)["Location"].startswith(reverse("admin:login"))
    assert not User.objects.filter(email="hedy@example.org").exists()


def test_an_old_account_without_email_or_name_can_still_be_saved(admin_client, vera):
    User.objects.filter(pk=vera.pk).update(first_name="", is_staff=False)

    admin_client.post(change(vera), as_submitted(admin_client.get(change(vera)), active="on"))

    vera.refresh_from_db()
    assert (vera.is_staff, vera.is_active, vera.email) == (True, True, "")


def test_the_last_administrator_stays_one(admin_client, admin_user, ada):
    page = admin_client.get(change(admin_user))
    for fields, field in (({"jobs": []}, "jobs"), ({"active": ""}, "active")):
        response = admin_client.post(change(admin_user), as_submitted(page, **fields))
        assert list(errors(response)) == [field]

    User.objects.filter(pk=ada.pk).update(is_superuser=True)
    admin_client.post(change(admin_user), as_submitted(page, jobs=[]))

    admin_user.refresh_from_db()
    assert not admin_user.is_superuser


def test_two_who_change_one_account_at_once_lose_nothing(admin_client, ada):
    page = admin_client.get(change(ada))
    User.objects.filter(pk=ada.pk).update(email="ada@example.org")

    response = admin_client.post(change(ada), as_submitted(page, email="other@example.org", name="Ada King"))

    assert "while you were editing" in response.content.decode()
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_accounts_asks_as_little_for_three_as_for_one(
    rows, admin_client, django_assert_num_queries
):
    for place in range(rows):
        User.objects.create_user(f"user{place}").groups.add(*Group.objects.all())
    admin_client.get(reverse("admin:auth_user_changelist"))

    with django_assert_num_queries(7):
        admin_client.get(reverse("admin:auth_user_changelist"))
