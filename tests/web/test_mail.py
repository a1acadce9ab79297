"""What gets into the queue, and in what form."""

import ast
import doctest
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.forms import PasswordResetForm
from django.core import mail as django_mail
from django.db import IntegrityError, connection, transaction

from web import mail
from web.models import QueuedMail
from web.sending import send_due

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
HERE = Path(__file__).resolve().parents[2]
APPS = ("articles", "mbc_site", "sources", "support_groups", "web")
MAY_KNOW_MAIL = {"web/mail.py", "web/models.py", "web/sending.py", "web/smtp.py"}


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(mail).failed == 0


def test_only_the_mail_modules_import_mail_libraries():
    knowing = set()
    for file in (file for app in APPS for file in (HERE / app).rglob("*.py")):
        if any(name.startswith(("django.core.mail", "smtplib")) for name in imported(file)):
            knowing.add(str(file.relative_to(HERE)))

    assert knowing == MAY_KNOW_MAIL


def test_each_recipient_gets_a_separate_mail_with_its_own_message_id(settings):
    settings.DEFAULT_FROM_EMAIL = "Our site <website@bücher.example>"

    mails = mail.queue("Please look", "A text.", ["ada@example.org", "rosalind@example.org"], at=AT)

    assert [one.as_message().to for one in mails] == [["ada@example.org"], ["rosalind@example.org"]]
    assert len({one.message_id for one in mails}) == 2
    assert all(one.message_id.endswith("@xn--bcher-kva.example>") for one in mails)


def test_an_address_named_twice_gets_one_mail():
    mail.queue("Please look", "A text.", ["ada@example.org", "Ada <ada@example.org>"], at=AT)

    assert QueuedMail.objects.get().recipient == "ada@example.org"


def test_a_message_is_the_same_at_each_try():
    queued, _other = mail.queue(
        "Grüße", "Ein Text.", ["ada@example.org", "x@example.org"], at=AT, reply_to="v@example.org"
    )

    first, second = (QueuedMail.objects.get(pk=queued.pk).as_message().message() for _try in range(2))

    assert first.as_bytes() == second.as_bytes()
    assert first["Message-ID"] == queued.message_id
    assert first["Date"] == "Sun, 01 Mar 2026 12:00:00 +0000"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Reply-To"] == "v@example.org"


@pytest.mark.parametrize(
    "evil", ["\nBcc: all@example.org", "\r\nBcc: all@example.org", "\rBcc: x", "\x0bBcc: x", "\u2028Bcc: x"]
)
def test_no_header_can_be_smuggled_in(evil):
    (queued,) = mail.queue(
        "Please look" + evil,
        "A text.",
        ["ada@example.org"],
        at=AT,
        sender="a@example.org" + evil,
        reply_to="b@example.org" + evil,
    )

    message = queued.as_message().message()

    assert message["Bcc"] is None
    assert b"\nBcc" not in message.as_bytes()


@pytest.mark.parametrize("name", ["subject", "recipient", "sender", "reply_to", "message_id"])
@pytest.mark.parametrize("end", ["\n", "\r"])
def test_the_database_takes_no_header_on_two_lines(name, end):
    queued = mail.queue("Please look", "A text.", ["ada@example.org"], at=AT)[0]

    with pytest.raises(IntegrityError, match="mail_headers_on_one_line"), transaction.atomic():
        QueuedMail.objects.filter(pk=queued.pk).update(**{name: f"a{end}Bcc: b@example.org"})


@pytest.mark.parametrize(
    "address",
    ["nobody", "a b@example.org", "ada@example.org\nBcc: b@example.org", "é@", "x" * 400 + "@example.org"],
)
def test_an_invalid_address_is_kept_for_staff_and_does_not_stop_the_others(address):
    bad, good = mail.queue("Please look", "A text.", [address, "ada@example.org"], at=AT)

    assert QueuedMail.objects.given_up().get() == bad
    assert bad.error == "This is not an email address."
    assert QueuedMail.objects.waiting().get() == good


def test_a_long_subject_is_cut_and_a_long_text_says_what_it_lost():
    queued = mail.queue("x" * 5000, "y" * 300_000, ["ada@example.org"], at=AT, html="z" * 300_000)[0]

    queued.refresh_from_db()

    assert (len(queued.subject), queued.subject[-1]) == (200, "…")
    assert queued.text.startswith(
        "y" * 200_000 + "\n\n[This message was too long. The last 100000 characters were left out.]"
    )
    assert queued.text.endswith("[Its formatted version was too long and was left out.]")
    assert queued.html == ""


def test_characters_that_databases_refuse_are_left_out():
    queued = mail.queue("a\x00b", "c\x00d\ud800", ["ada@example.org"], at=AT)[0]

    queued.refresh_from_db()

    assert (queued.subject, queued.text) == ("ab", "cd")


def test_error_mails_of_django_go_through_the_queue(settings):
    settings.ADMINS = [("Olga", "olga@example.org")]

    django_mail.mail_admins("It broke", "Here is how.", html_message="<p>Here</p>")

    queued = QueuedMail.objects.get()
    assert (queued.recipient, queued.subject, queued.html) == (
        "olga@example.org",
        "It broke",
        "<p>Here</p>",
    )
    assert django_mail.outbox == []


def test_password_resets_go_through_the_queue_and_arrive_whole(ada, settings):
    ada.email = "ada@example.org"
    ada.save()
    form = PasswordResetForm({"email": "ada@example.org"})
    form.is_valid()

    with transaction.atomic():
        form.save(domain_override="www.example.org", email_template_name="robots.txt")

    assert django_mail.outbox == []
    send_due()
    assert [message.to for message in django_mail.outbox] == [["ada@example.org"]]


def test_a_message_the_queue_cannot_store_is_an_error():
    message = django_mail.EmailMessage("Please look", "A text.", to=["ada@example.org"])
    message.attach("list.csv", "a,b", "text/csv")

    with pytest.raises(ValueError, match="no attachments"):
        message.send()
    with pytest.raises(ValueError, match="no extra headers"):
        django_mail.EmailMessage("Please", "A text.", to=["a@example.org"], headers={"X-Mine": "1"}).send()


def test_hidden_recipients_stay_hidden():
    django_mail.EmailMessage("Please look", "A text.", to=["a@example.org"], bcc=["b@example.org"]).send()
    send_due()

    assert [(one.to, one.bcc) for one in django_mail.outbox] == [
        (["a@example.org"], []),
        (["b@example.org"], []),
    ]


def test_an_error_mail_that_cannot_be_queued_is_logged_and_stops_nothing(settings, caplog):
    settings.ADMINS = [("Olga", "olga@example.org")]
    connection.set_rollback(True)

    django_mail.mail_admins("It broke", "Here is how.", fail_silently=True)

    connection.set_rollback(False)
    assert "A message could not be queued and is lost." in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_message_that_is_rolled_back_is_never_sent():
    with transaction.atomic():
        mail.queue("Please look", "A text.", ["ada@example.org"], at=AT)
        transaction.set_rollback(True)

    assert not send_due()
    assert django_mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_the_sender_is_woken_after_the_commit_and_not_before(monkeypatch):
    woken = []
    monkeypatch.setattr("web.sending.soon", lambda: woken.append(QueuedMail.objects.count()))

    with transaction.atomic():
        mail.queue("Please look", "A text.", ["ada@example.org"], at=AT)
        assert woken == []

    assert woken == [1]
