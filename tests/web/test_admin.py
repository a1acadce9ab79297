"""The list of messages: for staff with permission, without the texts."""

from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from web import mail
from web.models import QueuedMail

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
LIST = reverse("admin:web_queuedmail_changelist")
State = QueuedMail.State


@pytest.fixture
def may(vera):
    def may(*codenames):
        vera.user_permissions.set(
            Permission.objects.filter(content_type__app_label="web", codename__in=codenames)
        )

    return may


def queued(name="ada") -> QueuedMail:
    return mail.queue("Please look", "A link that is hers alone.", [f"{name}@example.org"], at=AT)[0]


def act(client, action, *mails):
    return client.post(LIST, {"action": action, "_selected_action": [one.pk for one in mails]}, follow=True)


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_the_list_shows_what_is_waiting_and_what_failed(as_vera, may):
    queued()
    queued("gone").note_refused(AT, "550 no such mailbox")
    may("view_queuedmail")

    page = as_vera.get(LIST).content.decode()

    assert "gone@example.org" in page
    assert "550 no such mailbox" in page
    assert "given up 03/01/2026 7 a.m." in page
    assert "waiting, next try 03/01/2026 7 a.m." in page
    assert 'name="action"' not in page  # may look, and nothing else


def test_the_admin_never_shows_the_text_of_a_message(admin_client):
    one = queued()

    page = admin_client.get(reverse("admin:web_queuedmail_change", args=[one.pk])).content.decode()

    assert one.message_id.strip("<>") in page
    assert "hers alone" not in page
    assert 'name="_save"' not in page


LEFT_ALONE = (
    "1 message was left alone: it was already sent or given up, is being sent right now, or has lost its link, which is "
    "erased when a message ends. Send what it was about anew."
)


@pytest.mark.parametrize("action", ["try_again", "give_up"])
def test_staff_who_can_only_view_change_nothing(as_vera, may, action):
    one = queued()
    may("view_queuedmail")

    act(as_vera, action, one)

    one.refresh_from_db()
    assert (one.state, one.next_try_at) == (State.WAITING, AT)


def test_a_given_up_message_can_be_sent_again_at_once(as_vera, may, monkeypatch):
    woken = []
    monkeypatch.setattr("web.sending.soon", lambda: woken.append(True))
    one, sent = queued("gone"), queued()
    one.note_refused(AT, "550 no such mailbox")
    sent.note_sent(AT)
    may("view_queuedmail", "manage_mail")

    response = act(as_vera, "try_again", one, sent)

    one.refresh_from_db()
    sent.refresh_from_db()
    assert (one.state, one.ended_at, one.tries, woken) == (State.WAITING, None, 0, [True])
    assert one.next_try_at > AT
    assert sent.state == State.SENT
    assert messages_of(response) == [
        "1 message: Will be tried again.",
        LEFT_ALONE,
    ]
    assert LogEntry.objects.get().object_id == str(one.pk)


def test_a_mail_that_is_being_sent_is_left_alone(admin_client):
    one = queued()

    QueuedMail.objects.claim(timezone.now())

    for action in ("try_again", "give_up"):
        response = act(admin_client, action, one)
        assert messages_of(response) == [LEFT_ALONE]
    one.refresh_from_db()
    assert (one.state, one.tries) == (State.WAITING, 1)


def test_a_waiting_message_can_be_given_up(admin_client):
    one = queued()

    response = act(admin_client, "give_up", one)

    one.refresh_from_db()
    assert one.state == State.GIVEN_UP
    assert messages_of(response) == ["1 message: Given up."]


def test_invalid_rows_are_ignored(admin_client):
    response = admin_client.post(
        LIST, {"action": "give_up", "_selected_action": ["abc", "9" * 40]}, follow=True
    )

    assert response.status_code == 200
    assert messages_of(response) == ["Tick the rows first. Nothing was changed."]


def test_a_given_up_message_whose_link_was_erased_is_not_sent_again(admin_client):
    one = queued()
    QueuedMail.objects.filter(pk=one.pk).update(text="https://example.org/preview/9xQ-zz/")
    act(admin_client, "give_up", one)

    response = act(admin_client, "try_again", one)

    one.refresh_from_db()
    assert (one.state, one.text) == (State.GIVEN_UP, "https://example.org/preview/…")
    assert messages_of(response) == [LEFT_ALONE]
