"""A shared preview is a frozen text behind a link that ends; its reader's comments join the report."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, ReportLine, SharedPreview
from articles.models.shared_preview import Frozen
from tests.factories import make_article, make_report, make_shared_preview

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


def test_the_token_is_stored_nowhere_and_is_long():
    preview, token = make_shared_preview(make_article())

    assert len(token) == 32  # 24 bytes
    row = SharedPreview.objects.filter(pk=preview.pk).values().get()
    assert token not in str(row)
    assert SharedPreview.objects.with_token(token).get() == preview
    assert not SharedPreview.objects.with_token(token[:-1]).exists()


@pytest.mark.parametrize("days", [-1, 0, 61, 10**6])
def test_a_link_works_for_one_to_sixty_days(days):
    with pytest.raises(ValidationError, match="60 days at most"):
        make_shared_preview(make_article(), days=days)

    make_shared_preview(make_article(), days=1)
    make_shared_preview(make_article(), days=60)


def test_a_link_is_open_until_the_second_it_ends():
    preview, _token = make_shared_preview(make_article(), days=14, at=NOON)
    end = NOON + timedelta(days=14)

    assert [preview.is_open(at) for at in (end - A_SECOND, end, end + A_SECOND)] == [True, False, False]
    assert [SharedPreview.objects.open(at).exists() for at in (end - A_SECOND, end)] == [True, False]


def test_a_revoked_link_is_closed_and_keeps_who_revoked_it_first(ada, rosalind):
    preview, _token = make_shared_preview(make_article())

    assert preview.revoke(by=ada)
    assert not preview.revoke(by=rosalind)

    assert not preview.is_open()
    assert preview.revoked_by_name == "Ada"


def test_a_link_is_revoked_at_the_time_that_was_said_if_it_was_open_then(ada):
    preview, _token = make_shared_preview(make_article(), days=1, at=NOON)

    assert not preview.revoke(by=ada, at=NOON + timedelta(days=1))
    assert preview.revoked_at is None
    assert preview.revoke(by=ada, at=NOON + timedelta(days=1) - A_SECOND)
    assert preview.revoked_at == NOON + timedelta(days=1) - A_SECOND


def test_a_comment_is_a_line_of_the_report_with_its_passage():
    article = make_article()
    preview, _token = make_shared_preview(article, passages=["Bones", "They ache at night."])

    preview.comment(2, " Is that so?\x00\r\nAlways? ", name=" Jane Doe ", at=timezone.now())

    line = article.report_lines.comments().get()
    assert (line.text, line.author_name) == ("Is that so?\nAlways?", "Jane Doe")
    assert (line.passage, line.line) == ("They ache at night.", 2)
    preview.refresh_from_db()
    assert preview.reader_name == "Jane Doe"
    assert Article.objects.with_open_comments().get() == article


def test_the_name_given_first_stays_the_name_of_the_reader():
    preview, _token = make_shared_preview(make_article(), passages=["A"])

    for text, name in (("So?", "Jane Doe"), ("Really?", "J. D.")):
        preview.comment(1, text, name=name, at=timezone.now())

    preview.refresh_from_db()
    assert preview.reader_name == "Jane Doe"
    assert [line.author_name for line in preview.comments.order_by("pk")] == ["Jane Doe", "J. D."]


def test_a_longer_comment_or_name_than_fits_is_cut():
    preview, _token = make_shared_preview(make_article(), passages=["A"])

    line = preview.comment(1, "x" * 2001, name="J" * 101, at=timezone.now())

    assert (line.text, line.author_name) == ("x" * 2000, "J" * 100)


def test_a_link_takes_three_hundred_comments():
    preview, _token = make_shared_preview(make_article(), passages=["A"])
    comment = {"article": preview.article, "preview": preview, "kind": "comment", "position": 1, "line": 1}
    comment |= {"author_name": "Jane", "made_at": timezone.now()}
    ReportLine.objects.bulk_create(ReportLine(**comment, text=f"Comment {n}") for n in range(299))

    preview.comment(1, "The last", name="Jane", at=timezone.now())
    with pytest.raises(ValidationError, match="as many comments as it can take"):
        preview.comment(1, "One more", name="Jane", at=timezone.now())


def test_a_comment_holds_up_nothing_and_is_ticked_without_a_report(ada):
    article = make_article()
    preview, _token = make_shared_preview(article)
    line = preview.comment(1, "So?", name="Jane", at=timezone.now())

    assert article.publish(by=None, kind="new").number == 1
    line.tick(by=ada)

    assert not Article.objects.with_open_comments().exists()


def test_the_same_comment_twice_is_one():
    preview, _token = make_shared_preview(make_article(), passages=["A", "B"])

    for number in (1, 1, 2):
        preview.comment(number, "So?", name="Jane", at=timezone.now())

    assert preview.comments.count() == 2


@pytest.mark.parametrize("number", [-1, 0, 2, 99999])
def test_a_comment_on_no_passage_is_refused(number):
    preview, _token = make_shared_preview(make_article(), passages=["A"])

    with pytest.raises(IndexError):
        preview.comment(number, "So?", name="Jane", at=timezone.now())


def test_a_link_that_ended_or_is_full_takes_no_comment(ada, monkeypatch):
    monkeypatch.setattr("articles.models.shared_preview.MOST_COMMENTS", 1)
    preview, _token = make_shared_preview(make_article(), days=1, at=NOON)
    preview.comment(1, "One", name="Jane", at=NOON)

    with pytest.raises(ValidationError, match="as many comments as it can take"):
        preview.comment(1, "Two", name="Jane", at=NOON)
    with pytest.raises(ValidationError, match="doesn’t work any more"):
        preview.comment(1, "Two", name="Jane", at=NOON + timedelta(days=1))


def test_a_day_is_counted_once():
    preview, _token = make_shared_preview(make_article())
    today = timezone.localdate(NOON)

    for day in (today, today, today + timedelta(days=1)):
        preview.note_opened(day)

    preview.refresh_from_db()
    assert (preview.days_opened, preview.last_opened_on) == (2, today + timedelta(days=1))


def test_deleting_an_article_deletes_its_links_and_comments():
    article = make_article()
    preview, _token = make_shared_preview(article)
    preview.comment(1, "So?", name="Jane", at=timezone.now())

    article.delete()

    assert not SharedPreview.objects.exists()
    assert not ReportLine.objects.exists()


def test_the_text_is_erased_a_month_after_the_link_ended_and_comments_stay(capsys):
    now = timezone.now()
    old, _token = make_shared_preview(make_article(), days=1, at=now - timedelta(days=32))
    old.comment(1, "So?", name="Jane", at=now - timedelta(days=32))
    recent, _token = make_shared_preview(make_article(), days=1, at=now - timedelta(days=30))

    call_command("purge_shared_previews")

    assert "Texts erased: 1." in capsys.readouterr().out
    old.refresh_from_db()
    recent.refresh_from_db()
    assert (old.html, bool(recent.html)) == ("", True)
    assert old.comments.get().text == "So?"


def erased(**fields) -> list[bool]:
    """Whether the text is erased a second before, and at, thirty days after the link ended at noon."""
    preview, _token = make_shared_preview(make_article(), days=60, at=NOON - timedelta(days=60))
    SharedPreview.objects.filter(pk=preview.pk).update(**fields)
    return [
        bool(SharedPreview.objects.filter(pk=preview.pk).purge(NOON + timedelta(days=30) - early))
        for early in (A_SECOND, timedelta(0))
    ]


def test_a_text_is_kept_for_thirty_days_after_its_link_ended_or_was_revoked():
    assert erased() == [False, True]
    assert erased(revoked_at=NOON, expires_at=NOON + timedelta(days=20)) == [False, True]


def test_a_list_knows_which_texts_are_still_kept_without_reading_them(django_assert_num_queries):
    make_shared_preview(make_article())
    old, _token = make_shared_preview(make_article())
    SharedPreview.objects.filter(pk=old.pk).update(html="")

    with django_assert_num_queries(1):
        assert {
            preview.pk == old.pk: preview.has_text for preview in SharedPreview.objects.without_texts()
        } == {
            True: False,
            False: True,
        }


def test_the_database_refuses_what_no_link_can_be():
    preview, _token = make_shared_preview(make_article())
    rows = SharedPreview.objects.filter(pk=preview.pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(expires_at=preview.created_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(revoked_by_name="Ada")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportLine.objects.create(article=preview.article, position=1, kind="comment", text="No preview")
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedPreview.objects.share(
            preview.article, Frozen("A", "", []), by=None, for_whom="B", days=1, at=NOON, once=preview.once
        )


def test_what_waits_for_somebody_is_an_open_report_or_an_open_comment(ada):
    quiet, reported, commented = make_article(), make_article(), make_article()
    (line,) = make_report(reported)
    preview, _token = make_shared_preview(commented)
    comment = preview.comment(1, "So?", name="Jane", at=timezone.now())
    assert {*Article.objects.with_open_questions()} == {reported, commented}

    line.tick(by=ada)
    reported.close_report(by=ada)
    comment.tick(by=ada)

    assert not Article.objects.with_open_questions().exists()
    assert Article.objects.filter(pk=quiet.pk).exists()


def test_a_comment_that_is_sent_again_after_it_was_ticked_is_another_one(ada):
    preview, _token = make_shared_preview(make_article())
    preview.comment(1, "So?", name="Jane", at=timezone.now()).tick(by=ada)

    preview.comment(1, "So?", name="Jane", at=timezone.now())

    assert preview.comments.open().count() == 1
