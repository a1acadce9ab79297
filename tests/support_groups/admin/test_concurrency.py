"""Two coordinators, one group: the second sees who changed what, and loses nothing."""

import datetime
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import Group as StaffGroup
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from support_groups.models import Audience, Group, Language
from tests.factories import make_group, make_organization, make_venue
from tests.posting import as_submitted
from tests.support_groups.admin.pages import change_page, opened, saved

pytestmark = pytest.mark.django_db
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def as_flo():
    """A second coordinator."""
    flo = User.objects.create_user("flo", is_staff=True, first_name="Florence", last_name="N.")
    flo.groups.add(StaffGroup.objects.get(name="Directory coordinators"))
    client = Client()
    client.force_login(flo, backend=MODEL_BACKEND)
    return client


@pytest.fixture
def group():
    group = make_group(name="Circle", notes="")
    group.contacts.create(name="Ann", phone="555-0101")
    group.contacts.create(name="Bea", phone="555-0102")
    return group


def test_a_conflict_names_the_first_editor_and_the_change_and_stores_nothing(as_grace, as_flo, group):
    data = opened(as_grace, group, summary="Grace’s sentence.")
    saved(as_flo, group, summary="Flo’s sentence.")

    response = as_grace.post(change_page(group), data)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Florence N. saved this less than a minute ago, while you were editing." in page
    assert "Both of you changed this. The form shows yours. They saved:" in page
    assert "<pre>Flo’s sentence.</pre>" in page
    assert response.context["adminform"].form["summary"].value() == "Grace’s sentence."
    assert Group.objects.get().summary == "Flo’s sentence."


def test_saving_again_after_a_conflict_stores_your_text(as_grace, as_flo, group):
    data = opened(as_grace, group, summary="Grace’s sentence.")
    saved(as_flo, group, summary="Flo’s sentence.")
    refused = as_grace.post(change_page(group), data)

    response = as_grace.post(change_page(group), as_submitted(refused))

    assert response.status_code == 302
    assert Group.objects.get().summary == "Grace’s sentence."


def test_fields_only_the_first_editor_changed_are_taken_over(as_grace, as_flo, group):
    organization, spanish = make_organization(), Language.objects.get(code="es")
    data = opened(as_grace, group, name="Grace’s name", audiences=[Audience.objects.get(code="men").pk])
    saved(
        as_flo,
        group,
        notes="Line one.\r\nLine two.",
        organization=organization.pk,
        languages=[spanish.pk],
        status="paused",
        paused_until="2099-01-05",
        camera_off="yes",
    )
    refused = as_grace.post(change_page(group), data)
    page = refused.content.decode()
    assert "You hadn’t changed this, so the form now shows what they saved:" in page
    assert "Both of you" not in page
    assert "<pre>Spanish</pre>" in page
    assert f"<pre>{organization}</pre>" in page

    response = as_grace.post(change_page(group), as_submitted(refused))

    assert response.status_code == 302
    group.refresh_from_db()
    assert (group.name, group.notes.splitlines()) == ("Grace’s name", ["Line one.", "Line two."])
    assert (group.organization, group.status, str(group.paused_until)) == (
        organization,
        "paused",
        "2099-01-05",
    )
    assert group.camera_off == "yes"
    assert list(group.languages.all()) == [spanish]
    assert [row.code for row in group.audiences.all()] == ["men"]


def test_a_save_of_rows_alone_is_a_conflict_and_untouched_rows_stay_theirs(as_grace, as_flo, group):
    data = opened(as_grace, group, **{"contacts-1-phone": "555-0199"})
    saved(as_flo, group, **{"contacts-0-phone": "555-0177"})

    refused = as_grace.post(change_page(group), data)
    page = refused.content.decode()
    response = as_grace.post(change_page(group), as_submitted(refused))

    assert "Florence N. saved this" in page
    assert "They changed rows that you hadn’t changed, so the form now shows what they saved:" in page
    assert '<del><span class="sign">Removed:</span> 555-0101</del>' in page
    assert '<ins><span class="sign">Added:</span> 555-0177</ins>' in page
    assert response.status_code == 302
    assert [row.phone for row in group.contacts.all()] == ["555-0177", "555-0199"]


def test_a_schedule_changed_by_the_first_editor_is_not_undone(as_grace, as_flo, group):
    data = opened(as_grace, group, name="Grace’s name")
    saved(as_flo, group, **{"meeting_patterns-0-phrase": "Fridays 3 pm"})

    refused = as_grace.post(change_page(group), data)
    response = as_grace.post(change_page(group), as_submitted(refused))

    assert "Every Friday, 3 pm" in refused.content.decode()
    assert response.status_code == 302
    assert Group.objects.get().name == "Grace’s name"
    assert group.meeting_patterns.get().rule == {"kind": "weekly", "weekdays": [4], "begins": "15:00:00"}


def test_a_schedule_both_changed_keeps_your_text(as_grace, as_flo, group):
    data = opened(as_grace, group, **{"meeting_patterns-0-phrase": "Mondays 1 pm"})
    saved(as_flo, group, **{"meeting_patterns-0-phrase": "Fridays 3 pm"})

    refused = as_grace.post(change_page(group), data)
    as_grace.post(change_page(group), as_submitted(refused))

    assert "Both of you changed the same rows." in refused.content.decode()
    assert group.meeting_patterns.get().phrase == "Mondays 1 pm"


def test_rows_added_by_the_first_editor_stay_and_removed_ones_cause_no_error(as_grace, as_flo, group):
    data = opened(as_grace, group, name="Grace’s name")
    saved(as_flo, group, exception_phrase="no meeting on December 24, 2099", **{"contacts-0-DELETE": "on"})

    refused = as_grace.post(change_page(group), data)
    assert '<del><span class="sign">Removed:</span> Ann' in refused.content.decode()
    response = as_grace.post(change_page(group), as_submitted(refused))

    assert response.status_code == 302
    assert [row.name for row in group.contacts.all()] == ["Bea"]
    assert group.schedule_exceptions.count() == 1
    assert Group.objects.get().name == "Grace’s name"


def test_a_confirmation_during_an_edit_is_no_conflict_and_is_not_undone(as_grace, group):
    data = opened(as_grace, group, name="Grace’s name")
    Group.objects.get().confirm(on=timezone.localdate(), by="leader", how="link")

    response = as_grace.post(change_page(group), data)

    assert response.status_code == 302
    group.refresh_from_db()
    assert (group.name, group.confirmed_on, group.confirmed_how) == (
        "Grace’s name",
        timezone.localdate(),
        "link",
    )


def test_a_confirmation_during_an_edit_of_an_unconfirmed_listing_is_kept(as_grace):
    group = make_group(status="unconfirmed")
    data = opened(as_grace, group, name="Grace’s name")
    Group.objects.get().confirm(on=timezone.localdate(), by="leader", how="link")

    refused = as_grace.post(change_page(group), data)
    as_grace.post(change_page(group), as_submitted(refused))

    assert "Somebody saved this while you were editing." in refused.content.decode()
    assert Group.objects.get().status == "listed"


@pytest.mark.parametrize(
    "text", [None, "", "garbage", "\x00", "[]", '{"token": 1}', "x" * 50_000, "[" * 50_000]
)
def test_a_form_without_its_fingerprint_is_refused_and_keeps_its_text(as_grace, group, text):
    data = opened(as_grace, group, name="Grace’s name", opened=text)

    response = as_grace.post(change_page(group), data)

    assert response.status_code == 200
    assert "while you were editing" in response.content.decode()
    assert response.context["adminform"].form["name"].value() == "Grace’s name"
    assert Group.objects.get().name == "Circle"


def test_previewing_dates_is_no_conflict(as_grace, as_flo, group):
    data = opened(as_grace, group, name="Grace’s name") | {"_dates": "1"}
    saved(as_flo, group, name="Flo’s name")

    page = as_grace.post(change_page(group), data).content.decode()

    assert "while you were editing" not in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a database in memory has one connection")
def test_of_two_simultaneous_saves_one_is_stored_and_one_is_a_conflict():
    group = make_group(languages=(), audiences=())
    start, outcomes = Barrier(2), {}

    def save(name):
        client = Client()
        client.force_login(User.objects.get(username=name), backend=MODEL_BACKEND)
        data = opened(client, group, name=f"{name}’s name")
        start.wait()
        outcomes[name] = client.post(change_page(group), data).status_code
        connection.close()

    for name in ("grace", "flo"):
        User.objects.create_superuser(name)
    threads = [Thread(target=save, args=[name]) for name in ("grace", "flo")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes.values()) == [200, 302]
    (stored,) = [name for name, status in outcomes.items() if status == 302]
    assert Group.objects.get().name == f"{stored}’s name"


@pytest.mark.parametrize("make", [make_venue, make_organization])
def test_two_coordinators_on_one_venue_or_organization_lose_nothing(as_grace, as_flo, make):
    owner = make(notes="")
    data = opened(as_grace, owner, name="Grace’s name")
    saved(as_flo, owner, name="Flo’s name", notes="Flo’s note.")

    refused = as_grace.post(change_page(owner), data)

    page = refused.content.decode()
    assert "Florence N. saved this less than a minute ago, while you were editing." in page
    assert "<pre>Flo’s name</pre>" in page
    assert refused.context["adminform"].form["name"].value() == "Grace’s name"
    owner.refresh_from_db()
    assert owner.name == "Flo’s name"

    as_grace.post(change_page(owner), as_submitted(refused))

    owner.refresh_from_db()
    assert (owner.name, owner.notes) == ("Grace’s name", "Flo’s note.")


@pytest.mark.parametrize("make", [make_venue, make_organization])
def test_one_that_was_closed_meanwhile_stays_closed(as_grace, as_flo, make):
    owner = make()
    data = opened(as_grace, owner, name="Grace’s name")
    closing = reverse(f"admin:support_groups_{owner._meta.model_name}_close", args=[owner.pk])
    first = timezone.localdate() + datetime.timedelta(days=9)
    last = first + datetime.timedelta(days=13)
    as_flo.post(closing, {"first": first, "last": last, "previewed": f"{first}/{last}", "_confirm": "1"})

    refused = as_grace.post(change_page(owner), data)
    as_grace.post(change_page(owner), as_submitted(refused))

    owner.refresh_from_db()
    assert (owner.name, owner.schedule_exceptions.count()) == ("Grace’s name", 1)
    assert f"no meeting: {first} – {last}" in refused.content.decode()
