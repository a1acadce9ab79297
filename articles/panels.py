"""What the start page says about articles: whose drafts, what is scheduled, what is due for review."""

import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from articles.models import Article, Edition
from editing.moments import in_words
from editing.panels import Line, Link, Panel, Task, first_lines
from editing.recent_work import last_worked_on_by

LIST = "admin:articles_article_changelist"
NAMED = ("title", "updated_at", "next_review_on")


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
    drafts = _my_drafts(user, at) if user.has_perm("articles.change_article") else _drafts(at)
    return [drafts, _scheduled(at), _to_review(at)]


def _my_drafts(user, at) -> Panel:
    count, lines = first_lines(last_worked_on_by(user, _unpublished(at)), _changed)
    return Panel(
        code="my-drafts",
        title=_("My drafts"),
        count=count,
        lines=lines,
        button=Link(_("All drafts"), f"{reverse(LIST)}?standing=draft"),
        empty=_("You have no draft. What you write appears here until it is published."),
    )


def _drafts(at) -> Panel:
    count, lines = first_lines(_unpublished(at), _changed)
    return Panel(
        code="drafts",
        title=_("Drafts"),
        count=count,
        lines=lines,
        button=Link(_("All drafts"), f"{reverse(LIST)}?standing=draft"),
        empty=_("Everything that was written is published."),
    )


def _unpublished(at):
    return Article.objects.standing("draft", at).only(*NAMED).order_by("-updated_at", "-pk")


def _changed(article: Article) -> Line:
    return _line(article, _("changed %s") % _moment(article.updated_at))


def _scheduled(at) -> Panel:
    rows = (
        Edition.objects.waiting(at).select_related("article").only("number", "published_at", "article__title")
    )
    count, lines = first_lines(rows.order_by("published_at", "pk"), _waiting)
    return Panel(
        code="scheduled",
        title=_("Scheduled"),
        count=count,
        lines=lines,
        button=Link(_("All scheduled"), f"{reverse(LIST)}?standing=waiting"),
        empty=_("Nothing is scheduled. When you publish an article, you can choose a later day."),
    )


def _waiting(edition: Edition) -> Line:
    values = {"number": edition.number, "when": in_words(edition.published_at)}
    return _line(edition.article, _("edition %(number)d, %(when)s") % values)


def _to_review(at) -> Panel:
    count, lines = first_lines(Article.objects.overdue(localdate(at)).only(*NAMED), _due)
    return Panel(
        code="to-review",
        title=_("To review"),
        count=count,
        lines=lines,
        button=Link(_("All to review"), f"{reverse(LIST)}?standing=due"),
        empty=_("No review is due."),
    )


def _due(article: Article) -> Line:
    return _line(article, _("review was due %s") % date_format(article.next_review_on, "M j, Y"))


def _line(article: Article, detail: str) -> Line:
    return Line(article.title, reverse("admin:articles_article_change", args=[article.pk]), detail)


def _moment(at: datetime.datetime) -> str:
    local = localtime(at)
    return f"{date_format(local, 'M j')}, {date_format(local, 'g:i A').lower()}"
