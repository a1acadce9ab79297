"""Where an article stands: the bar of its form, the column and the filter of the list."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from articles.admin.acts import ArticleActs
from articles.models import Article, Edition
from articles.standing import STATES, standing_of, states
from editing.recent_work import last_worked_on_by


class StandingList(ChangeList):
    """Only the list asks where each article stands, and only for the rows that it shows."""

    def get_queryset(self, request, **kwargs):
        return super().get_queryset(request, **kwargs).with_standing()


class StandingFilter(admin.SimpleListFilter):
    title = _("where it stands")
    parameter_name = "standing"
    BESIDE = {"retracted": _("Cites a retracted source"), "questions": _("Report or comments open")}
    MINE = {"my-drafts": _("My drafts"), "my-changes": _("Changed by me since its last edition")}
    STATE_OF_MINE = {"my-drafts": "draft", "my-changes": "changed"}

    def lookups(self, request, model_admin):
        return [*STATES.items(), *self.BESIDE.items(), *self.MINE.items()]

    def queryset(self, request, queryset):
        if self.value() in STATES:
            return queryset.standing(self.value())
        if self.value() in self.MINE:
            return last_worked_on_by(request.user, queryset.standing(self.STATE_OF_MINE[self.value()]))
        if self.value() == "questions":
            return queryset.with_open_questions()
        return queryset.citing_retracted_sources() if self.value() == "retracted" else queryset


class StandingAdmin(ArticleActs):
    """Mixed into the article admin."""

    def get_changelist(self, request, **kwargs):
        return StandingList

    @admin.display(description=_("where it stands"))
    def state(self, article):
        at = now()
        tags = (
            (state.style, capfirst(state.words)) for state in states(standing_of(article), at, localdate(at))
        )
        return format_html_join(" ", '<span class="tag {}">{}</span>', tags)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None and obj.pk:
            context |= standing_context(obj) | {"may_publish": self._may_publish(request, obj)}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def restoring_notes(self, request, article) -> list[str]:
        """What restoring an older version of the working copy leaves alone, in sentences."""
        public = Edition.objects.current().filter(article=article).first()
        notes = [_("Visitors keep edition %d, whatever you restore.") % public.number] if public else []
        message = _("Edition %(number)d still becomes public on %(when)s, unless you call it off.")
        return notes + [
            message % {"number": edition.number, "when": edition.when}
            for edition in article.editions.waiting().order_by("published_at", "number")
        ]


def standing_context(article: Article) -> dict:
    """What articles/article/_standing.html shows."""
    at = now()
    fresh = Article.objects.with_standing(at).filter(pk=article.pk)
    stored = fresh.only("withdrawn_at", "next_review_on").first()
    if stored is None:  # a deleted article that is being recovered
        return {}
    return {
        "states": states(standing_of(stored), at, localdate(at)),
        "waiting": article.editions.waiting(at).order_by("published_at", "number"),
    }
