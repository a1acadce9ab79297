"""What the start page says about articles: whose drafts, what is scheduled, what is due for review."""

import datetime
from collections.abc import Callable, Iterator

from django.db.models import Case, DateField, F, Value, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Edition, Feedback
from editing.moments import day_in_words, in_words
from editing.panels import Line, Link, Listed, Panel, Task, first_lines, first_rows
from editing.recent_work import last_worked_on_by

LIST = "admin:articles_article_changelist"
NO_DAY = Cast(None, DateField())
# Of each list of articles or editions: the article, and when or why it is listed.
COLUMNS = {
    "article_key": F("pk"),
    "shown_title": F("title"),
    "moment": F("updated_at"),
    "day": F("next_review_on"),
    "detail": Value(0),  # the number of an edition, or whether a report is open
}
IS_REPORT_OPEN = Case(When(report_opened_at__isnull=False, report_closed_at=None, then=1), default=0)


def tasks(user) -> list[Task]:
    found = []
    if user.has_perm("articles.add_article"):
        found.append(Task(_("Write"), _("a new article"), reverse("admin:articles_article_add")))
    if user.has_perms(["articles.add_article", "sources.add_source"]):
        found.append(Task(_("Import"), _("a manuscript"), reverse("admin:articles_article_import")))
    return found


def panels(user, at: datetime.datetime) -> list[Panel]:
    """All that are about articles in one query."""
    if not user.has_perm("articles.view_article"):
        return []
    if not user.has_perm("articles.change_article"):
        return _filled([_drafts, _scheduled, _to_review], _lists_of_all(at))
    found = _filled([_my_drafts, _waiting, _scheduled, _to_review], _lists_of(user, at))
    return [*found, _to_answer()] if user.has_perm("articles.change_feedback") else found


def _lists_of_all(at) -> list[Listed]:
    drafts, newest = Article.objects.standing("draft", at), ("-updated_at", "-pk")
    return [Listed("drafts", drafts.order_by(*newest)), *_lists_for_everybody(at)]


def _lists_of(user, at) -> list[Listed]:
    newest = ("-updated_at", "-pk")
    hers = {
        code: last_worked_on_by(user, Article.objects.standing(state, at)).order_by(*newest)
        for code, state in (("my-drafts", "draft"), ("my-changes", "changed"))
    }
    waiting = Article.objects.with_open_questions().annotate(detail=IS_REPORT_OPEN).order_by(*newest)
    return [
        *(Listed(code, rows) for code, rows in hers.items()),
        Listed("waiting", waiting),
        *_lists_for_everybody(at),
    ]


def _lists_for_everybody(at) -> list[Listed]:
    scheduled = Edition.objects.waiting(at).annotate(
        article_key=F("article"),
        shown_title=F("article__title"),
        moment=F("published_at"),
        day=NO_DAY,
        detail=F("number"),
    )
    return [
        Listed("scheduled", scheduled.order_by("published_at", "pk")),
        Listed("to-review", Article.objects.overdue(localdate(at))),
    ]


def _filled(makers: list[Callable[..., Panel]], lists: list[Listed]) -> list[Panel]:
    found = first_rows(lists, **COLUMNS)
    return [make(found) for make in makers]


def _my_drafts(found: dict) -> Panel:
    count, rows = found["my-drafts"]
    return Panel(
        code="my-drafts",
        title=_("My drafts"),
        count=count,
        lines=_lines(rows, _changed),
        button=Link(_("All my drafts"), _list("my-drafts")),
        empty=_("You have no draft. What you write appears here until it is published."),
        more=(*_my_changes(found["my-changes"][0]), Link(_("Drafts of everybody"), _list("draft"))),
    )


def _my_changes(number: int) -> Iterator[Link]:
    """Texts that this person changed after they were published: readers don't see that yet."""
    if number:
        words = ngettext(
            "%d article that you changed since its last edition",
            "%d articles that you changed since their last edition",
            number,
        )
        yield Link(words % number, _list("my-changes"))


def _drafts(found: dict) -> Panel:
    count, rows = found["drafts"]
    return Panel(
        code="drafts",
        title=_("Drafts"),
        count=count,
        lines=_lines(rows, _changed),
        button=Link(_("All drafts"), _list("draft")),
        empty=_("Everything that was written is published."),
    )


def _changed(row) -> str:
    return _("changed %s") % in_words(row.moment)


def _waiting(found: dict) -> Panel:
    count, rows = found["waiting"]
    return Panel(
        code="waiting",
        title=_("Waiting"),
        count=count,
        lines=_lines(rows, _with_report),
        button=Link(_("All that wait"), _list("questions")),
        empty=_("No import report is open, and every comment is ticked off."),
    )


def _with_report(row) -> str:
    return _("its import report is open") if row.detail else _("has comments of readers")


def _scheduled(found: dict) -> Panel:
    count, rows = found["scheduled"]
    return Panel(
        code="scheduled",
        title=_("Scheduled"),
        count=count,
        lines=_lines(rows, _later),
        button=Link(_("All scheduled"), _list("waiting")),
        empty=_("Nothing is scheduled. When you publish an article, you can choose a later day."),
    )


def _later(row) -> str:
    return _("edition %(number)d, %(when)s") % {"number": row.detail, "when": in_words(row.moment)}


def _to_review(found: dict) -> Panel:
    count, rows = found["to-review"]
    return Panel(
        code="to-review",
        title=_("To review"),
        count=count,
        lines=_lines(rows, _due),
        button=Link(_("All to review"), _list("due")),
        empty=_("No review is due."),
    )


def _due(row) -> str:
    return _("review due since %s") % day_in_words(row.day)


def _to_answer() -> Panel:
    """In a query of its own: SQLite can't parse one of all lists together."""
    count, lines = first_lines(Feedback.objects.open().with_article().oldest_first(), _question)
    return Panel(
        code="to-answer",
        title=_("Questions to answer"),
        count=count,
        lines=lines,
        button=Link(_("All to answer"), f"{reverse('admin:articles_feedback_changelist')}?state__exact=open"),
        empty=_("No reader waits for an answer."),
    )


def _question(feedback: Feedback) -> Line:
    address = reverse("admin:articles_feedback_change", args=[feedback.pk])
    return Line(feedback.edition.title, address, _("asked %s") % in_words(feedback.sent_at))


def _lines(rows: list, detail: Callable[..., str]) -> tuple[Line, ...]:
    change = "admin:articles_article_change"
    return tuple(Line(row.shown_title, reverse(change, args=[row.article_key]), detail(row)) for row in rows)


def _list(state: str) -> str:
    return f"{reverse(LIST)}?standing={state}"
