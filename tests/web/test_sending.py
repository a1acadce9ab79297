"""Which sender gets a message, and what happens to it, with a real mail server."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from tests.web import mail_servers
from web import mail
from web.models import QueuedMail
from web.sending import Outcome, send_due

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
State = QueuedMail.State


def queued(recipient="ada@example.org", **fields) -> QueuedMail:
    made = mail.queue("Please look", "Grüße.", [recipient], at=AT)[0]
    QueuedMail.objects.filter(pk=made.pk).update(**fields)
    return QueuedMail.objects.get(pk=made.pk)


def send(at=AT):
    return send_due(clock=lambda: at)


def test_a_mail_arrives_once_and_is_not_sent_again(postbox):
    one = queued()

    assert send() == {Outcome.SENT: 1}
    assert not send(AT + DAY)

    one.refresh_from_db()
    ((recipient, message),) = postbox.taken
    assert (recipient, message["To"], message["Message-ID"]) == (
        "ada@example.org",
        "ada@example.org",
        one.message_id,
    )
    assert message.get_payload(decode=True).decode().strip() == "Grüße."
    assert (one.state, one.ended_at, one.claimed_until, one.tries) == (State.SENT, AT, None, 1)


def test_the_secret_of_a_link_is_erased_as_soon_as_the_mail_is_sent(postbox):
    one = queued(
        text="Read https://example.org/preview/9xQ-zz/ soon.", html='<a href="/preview/9xQ-zz/">Read</a>'
    )

    send()

    one.refresh_from_db()
    ((_recipient, message),) = postbox.taken
    assert b"/preview/9xQ-zz/" in message.as_bytes()
    assert (one.text, one.html) == (
        "Read https://example.org/preview/… soon.",
        '<a href="/preview/…">Read</a>',
    )


def test_a_refused_recipient_is_given_up_with_the_words_of_the_server_and_the_others_are_sent(postbox):
    postbox.replies["gone@example.org"] = "550 no such mailbox"
    bad, good = queued("gone@example.org"), queued()

    assert send() == {Outcome.REFUSED: 1, Outcome.SENT: 1}

    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, bad.error, bad.ended_at) == (State.GIVEN_UP, "550 no such mailbox", AT)
    assert good.state == State.SENT
    assert bad.text == "Grüße."  # kept, to be tried again


@pytest.mark.parametrize("reply", ["450 greylisted", "451 try later"])
def test_a_recipient_put_off_is_tried_again_and_the_others_are_sent(postbox, reply):
    postbox.replies["ada@example.org"] = reply
    one, _two = queued(), queued("rosalind@example.org")

    assert send() == {Outcome.POSTPONED: 1, Outcome.SENT: 1}
    assert not send(AT + 5 * MINUTE - timedelta(seconds=1))
    postbox.replies.clear()
    assert send(AT + 5 * MINUTE) == {Outcome.SENT: 1}

    assert postbox.recipients == ["rosalind@example.org", "ada@example.org"]
    assert QueuedMail.objects.get(pk=one.pk).tries == 2


@pytest.mark.parametrize(
    ("reply", "state"), [("452 mailbox full", State.WAITING), ("554 looks like spam", State.GIVEN_UP)]
)
def test_a_text_is_refused_or_put_off(postbox, reply, state):
    postbox.at_data = reply
    one = queued()

    send()

    one.refresh_from_db()
    assert (one.state, one.error) == (state, reply)


def test_a_server_that_dies_after_the_text_gets_the_same_mail_again(postbox):
    postbox.dies_after_data = True
    one = queued()
    assert send() == {Outcome.UNREACHED: 1}
    postbox.dies_after_data = False

    assert send(AT + 5 * MINUTE) == {Outcome.SENT: 1}

    assert postbox.message_ids == [one.message_id] * 2


def test_a_server_that_falls_silent_after_it_took_the_mail_gets_it_once(use_server):
    with mail_servers.broken(mail_servers.silent_at_quit) as (arrived, port):
        use_server(port, timeout=0.5)
        queued()

        assert send() == {Outcome.SENT: 1}
        assert not send(AT + DAY)
        assert len(arrived) == 1


@pytest.mark.parametrize("talk", [mail_servers.silent, mail_servers.dripping])
def test_a_silent_or_endless_server_is_abandoned_after_the_total_time(use_server, talk):
    with mail_servers.broken(talk) as (arrived, port):
        use_server(port, timeout=1)
        for number in range(5):
            queued(f"person{number}@example.org")

        begun = mail_servers.time.monotonic()
        assert send() == {Outcome.UNREACHED: 2}  # two are enough to know
        assert mail_servers.time.monotonic() - begun < 3.5
        assert len(arrived) == 2
    assert QueuedMail.objects.waiting().count() == 5


def test_an_unreachable_server_only_delays_mail(use_server, postbox):
    use_server(mail_servers.free_port())
    one = queued()
    assert send() == {Outcome.UNREACHED: 1}
    one.refresh_from_db()
    assert one.error == "ConnectionRefusedError: [Errno 111] Connection refused"


def test_a_name_server_silent_about_this_machine_is_abandoned_in_time(postbox, settings, monkeypatch):
    ended = mail_servers.threading.Event()
    settings.EMAIL_TIMEOUT = 0.3
    monkeypatch.setattr("web.smtp.DNS_NAME.get_fqdn", lambda: ended.wait(30))
    queued()

    assert send() == {Outcome.UNREACHED: 1}
    ended.set()


def test_a_mail_that_needs_tls_is_never_sent_without(postbox, use_server, settings):
    use_server(settings.EMAIL_PORT, tls=True)
    one = queued()

    assert send() == {Outcome.UNREACHED: 1}

    one.refresh_from_db()
    assert one.error.startswith("SMTPNotSupportedError: STARTTLS")
    assert postbox.taken == []


def test_a_wrong_password_loses_no_mail(postbox, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "site", "wrong"
    queued()

    assert send() == {Outcome.UNREACHED: 1}
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = None
    assert send(AT + HOUR) == {Outcome.SENT: 1}


def test_a_refused_sender_is_the_sites_fault_and_loses_no_mail(postbox, settings):
    settings.DEFAULT_FROM_EMAIL, postbox.at_mail = "elsewhere@example.com", "553 not your address"
    queued()
    assert send() == {Outcome.UNREACHED: 1}

    settings.DEFAULT_FROM_EMAIL, postbox.at_mail = "website@example.org", "250 fine"

    assert send(AT + HOUR) == {Outcome.SENT: 1}
    assert postbox.taken[0][1]["From"] == "website@example.org"


def test_an_invalid_sender_address_is_the_sites_fault_and_loses_no_mail(postbox, settings):
    settings.DEFAULT_FROM_EMAIL = "Our site\n<website@example.org>"
    queued()

    assert Outcome.REFUSED not in send()
    settings.DEFAULT_FROM_EMAIL = "website@example.org"
    assert send(AT + HOUR) == {Outcome.SENT: 1}


def test_waits_grow_to_two_hours_and_end_after_five_days(use_server):
    use_server(mail_servers.free_port())
    one, at, waits = queued(), AT, []
    while one.state == State.WAITING:
        send(at)
        one.refresh_from_db()
        waits.append(one.next_try_at - at)
        before, at = at, one.next_try_at

    assert [wait / MINUTE for wait in waits[:7]] == [5, 10, 20, 40, 80, 120, 120]
    assert one.state == State.GIVEN_UP
    assert AT + 5 * DAY <= before <= AT + 5 * DAY + 2 * HOUR


def test_a_site_that_was_off_for_a_month_tries_five_times_before_it_gives_up(use_server):
    use_server(mail_servers.free_port())
    one = queued()
    for number in range(5):
        assert QueuedMail.objects.get(pk=one.pk).state == State.WAITING
        send(AT + 30 * DAY + number * 3 * HOUR)

    assert QueuedMail.objects.get(pk=one.pk).state == State.GIVEN_UP


def test_two_senders_never_get_the_same_mail():
    queued()

    first, second = QueuedMail.objects.claim(AT), QueuedMail.objects.claim(AT)

    assert (first.tries, second) == (1, None)


def test_a_sender_that_looked_before_another_claimed_gets_nothing(monkeypatch):
    """Both have read the same list of due messages; the UPDATE decides."""
    one = queued()
    stale = list(QueuedMail.objects.due(AT))
    assert QueuedMail.objects.claim(AT) == one

    class Stale:
        def __getitem__(self, part):
            return stale

        def filter(self, **condition):
            return QueuedMail.objects.due(AT).filter(**condition)

    queue = QueuedMail.objects.all()
    monkeypatch.setattr(queue, "due", lambda at: Stale())
    assert queue.claim(AT) is None


def test_a_message_claimed_by_a_killed_sender_is_due_again_after_ten_minutes(postbox):
    one = queued()
    QueuedMail.objects.claim(AT)

    assert not send(AT + 10 * MINUTE - timedelta(seconds=1))
    assert send(AT + 10 * MINUTE) == {Outcome.SENT: 1}
    assert postbox.message_ids == [one.message_id]


def test_a_sender_that_comes_back_late_does_not_undo_what_another_did(postbox):
    queued()
    late = QueuedMail.objects.claim(AT)
    send(AT + 11 * MINUTE)

    late.note_postponed(AT + 12 * MINUTE, "too late")
    late.note_refused(AT + 12 * MINUTE, "too late")

    assert QueuedMail.objects.get().state == State.SENT


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_inside_a_transaction(postbox):
    queued()

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        send()

    assert postbox.taken == []


def test_a_message_is_late_after_an_hour():
    queued()

    assert not QueuedMail.objects.late(AT + HOUR)
    assert QueuedMail.objects.late(AT + HOUR + timedelta(seconds=1))


def test_recently_given_up_messages_are_counted_separately():
    queued().note_refused(AT, "550 no")

    assert QueuedMail.objects.given_up().count() == 1
    assert QueuedMail.objects.late_and_given_up(AT, since=AT) == (0, 0)
    assert QueuedMail.objects.late_and_given_up(AT, since=AT - timedelta(seconds=1)) == (0, 1)


def test_texts_of_sent_mails_are_emptied_after_a_week_and_rows_deleted_after_ninety_days():
    sent, given_up, waiting = queued(), queued(), queued()
    sent.note_sent(AT)
    given_up.note_refused(AT, "550 no")
    objects = QueuedMail.objects

    assert objects.purge(AT + 7 * DAY - timedelta(seconds=1)) == (0, 0)
    assert objects.purge(AT + 7 * DAY) == (1, 0)
    assert [objects.get(pk=one.pk).text for one in (sent, given_up, waiting)] == ["", "Grüße.", "Grüße."]
    assert objects.purge(AT + 90 * DAY - timedelta(seconds=1)) == (0, 0)
    assert objects.purge(AT + 90 * DAY) == (0, 2)
    assert objects.get() == waiting


WITH_LINKS = {
    "text": "Read https://example.org/preview/9xQ-zz/ or join https://us02web.zoom.us/j/991234?pwd=zz soon.",
    "html": '<a href="/preview/9xQ-zz/">Read</a>',
}
WITHOUT = (
    "Read https://example.org/preview/… or join https://us02web.zoom.us/… soon.",
    '<a href="/preview/…">Read</a>',
)


@pytest.mark.parametrize(
    "give_up",
    [
        lambda one: QueuedMail.objects.get(pk=one.pk).note_refused(AT, "550 no"),
        lambda one: QueuedMail.objects.get(pk=one.pk).note_postponed(AT + 6 * DAY, "450 later"),
        lambda one: QueuedMail.objects.filter(pk=one.pk).give_up(AT),
    ],
    ids=["refused", "five days", "by hand"],
)
def test_the_secret_of_a_link_is_erased_as_soon_as_the_mail_is_given_up(give_up):
    one = queued(**WITH_LINKS, tries=5)

    give_up(one)

    one.refresh_from_db()
    assert (one.state, one.text, one.html) == (State.GIVEN_UP, *WITHOUT)
    assert QueuedMail.objects.try_again(AT) == 0


def test_a_mail_to_no_address_keeps_no_secret():
    (one,) = mail.queue("Read", WITH_LINKS["text"], ["nobody"], at=AT)

    one.refresh_from_db()
    assert (one.state, one.text, one.error) == (State.GIVEN_UP, WITHOUT[0], "This is not an email address.")


def test_a_postponed_mail_keeps_its_link():
    one = queued(**WITH_LINKS, tries=1)

    one.note_postponed(AT, "450 later")

    one.refresh_from_db()
    assert (one.state, one.text) == (State.WAITING, WITH_LINKS["text"])


def test_secrets_in_mails_that_an_earlier_version_gave_up_are_erased():
    old = queued(**WITH_LINKS, state=State.GIVEN_UP, ended_at=AT)
    waiting = queued(**WITH_LINKS)

    assert QueuedMail.objects.purge(AT) == (0, 0)

    old.refresh_from_db()
    waiting.refresh_from_db()
    assert ((old.text, old.html), waiting.text) == (WITHOUT, WITH_LINKS["text"])


@pytest.mark.parametrize(
    "fields",
    [{"state": State.SENT}, {"ended_at": AT}, {"state": State.GIVEN_UP, "ended_at": AT, "claimed_until": AT}],
)
def test_a_message_is_either_finished_or_waiting(fields):
    with pytest.raises(IntegrityError, match="mail_ended_or_waiting"), transaction.atomic():
        queued(**fields)


def test_the_command_says_what_happened_and_nothing_when_there_is_nothing(postbox, capsys):
    call_command("send_mail_queue")
    assert capsys.readouterr() == ("", "")
    postbox.replies = {"gone@example.org": "550 no", "later@example.org": "450 later"}
    for name in ("ada", "gone", "later"):
        queued(f"{name}@example.org")

    call_command("send_mail_queue")

    out, err = capsys.readouterr()
    assert out == "Sent 1 messages.\n1 messages are waiting, 1 of them for more than an hour.\n"
    assert err == "1 messages were refused for good: see Outgoing messages in the admin.\n"
