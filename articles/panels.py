"""What the start page says about articles: whose drafts, what is scheduled, what is due for review."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Edition
from editing.moments import day_in_words, in_words
from editing.panels import Line, Link, Panel, Task, first_lines
from editing.recent_work import last_worked_on_by

LIST = "admin:articles_article_changelist"
NAMED = ("title", "updated_at", "next_review_on")
OF_REPORT = ("report_opened_at", "report_closed_at")


def tasks(user) -> list[Task]:
    found = []
    if user.has_perm("articles.add_article"):
        found.append(Task(_("Write"), _("a new article"), reverse("admin:articles_article_add")))
    if user.has_perms(["articles.add_article", "sources.add_source"]):
        found.append(Task(_("Import"), _("a manuscript"), reverse("admin:articles_article_import")))
    return found


def panels(user, at: datetime.datetime) -> list[Panel]:
    if not user.has_perm("articles.view_article"):
        return []
    if not user.has_perm("articles.change_article"):
        return [_drafts(at), _scheduled(at), _to_review(at)]
    return [_my_drafts(user, at), _waiting(), _scheduled(at), _to_review(at)]


def _my_drafts(user, at) -> Panel:
    rows = last_worked_on_by(user, Article.objects.standing("draft", at))
    count, lines = first_lines(rows.only(*NAMED).order_by("-updated_at", "-pk"), _changed)
    return Panel(
        code="my-drafts",
        title=_("My drafts"),
        count=count,
        lines=lines,
        button=Link(_("All my drafts"), _list("my-drafts")),
        empty=_("You have no draft. What you write appears here until it is published."),
        more=(*_my_changes(user, at), Link(_("Drafts of everybody"), _list("draft"))),
    )


def _my_changes(user, at) -> Iterator[Link]:
    """Texts that this person changed after they were published: readers don't see that yet."""
    if number := last_worked_on_by(user, Article.objects.standing("changed", at)).count():
        words = ngettext(
            "%d article that you changed since its last edition",
            "%d articles that you changed since their last edition",
            number,
        )
        yield Link(words % number, _list("my-changes"))


def _drafts(at) -> Panel:
    rows = Article.objects.standing("draft", at).only(*NAMED).order_by("-updated_at", "-pk")
    count, lines = first_lines(rows, _changed)
    return Panel(
        code="drafts",
        title=_("Drafts"),
        count=count,
        lines=lines,
        button=Link(_("All drafts"), _list("draft")),
        empty=_("Everything that was written is published."),
    )


def _changed(article: Article) -> Line:
    return _line(article, _("changed %s") % in_words(article.updated_at))


def _waiting() -> Panel:
    rows = Article.objects.with_open_questions().only(*NAMED, *OF_REPORT).order_by("-updated_at", "-pk")
    count, lines = first_lines(rows, _with_report)
    return Panel(
        code="waiting",
        title=_("Waiting"),
        count=count,
        lines=lines,
        button=Link(_("All that wait"), _list("questions")),
        empty=_("No import report is open, and every comment is ticked off."),
    )


def _with_report(article: Article) -> Line:
    is_open = article.report_opened_at and not article.report_closed_at
    return _line(article, _("its import report is open") if is_open else _("has comments of readers"))


def _scheduled(at) -> Panel:
    rows = (
        Edition.objects.waiting(at).select_related("article").only("number", "published_at", "article__title")
    )
    count, lines = first_lines(rows.order_by("published_at", "pk"), _later)
    return Panel(
        code="scheduled",
        title=_("Scheduled"),
        count=count,
        lines=lines,
        button=Link(_("All scheduled"), _list("waiting")),
        empty=_("Nothing is scheduled. When you publish an article, you can choose a later day."),
    )


def _later(edition: Edition) -> Line:
    values = {"number": edition.number, "when": in_words(edition.published_at)}
    return _line(edition.article, _("edition %(number)d, %(when)s") % values)


def _to_review(at) -> Panel:
    count, lines = first_lines(Article.objects.overdue(localdate(at)).only(*NAMED), _due)
    return Panel(
        code="to-review",
        title=_("To review"),
        count=count,
        lines=lines,
        button=Link(_("All to review"), _list("due")),
        empty=_("No review is due."),
    )


def _due(article: Article) -> Line:
    return _line(article, _("review due since %s") % day_in_words(article.next_review_on))


def _line(article: Article, detail: str) -> Line:
    return Line(article.title, reverse("admin:articles_article_change", args=[article.pk]), detail)


def _list(state: str) -> str:
    return f"{reverse(LIST)}?standing={state}"
