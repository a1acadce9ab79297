"""What readers wrote: read, answered in plain words, or marked as done or as spam."""

from django import forms
from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.models import Feedback
from editing.keys import is_key
from editing.menu import Job, Place
from editing.saving import SaveFirstAdmin
from editing.text import clean

SHOWN = 90  # letters of a question in the list


class AnswerForm(forms.ModelForm):
    class Meta:
        model = Feedback
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"})}

    def clean_answer(self):
        return clean(self.cleaned_data["answer"]).strip()


class ArticleFilter(admin.SimpleListFilter):
    """The articles that somebody wrote about, with how many questions are open."""

    title = _("article")
    parameter_name = "article"

    def lookups(self, request, model_admin):
        return [
            (
                key,
                gettext("%(title)s: %(open)d to answer, of %(all)d")
                % {"title": title, "open": open, "all": number},
            )
            for key, title, open, number in Feedback.objects.by_article()
        ]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(edition__article=self.value()) if is_key(self.value()) else queryset.none()


@admin.register(Feedback)
class FeedbackAdmin(SaveFirstAdmin, admin.ModelAdmin):
    menu = Place(Job.WRITE, 5)
    guide = "questions-from-readers"
    form = AnswerForm
    list_display = ["question", "about", "helpful", "state", "sent_at", "answered_by_name"]
    list_filter = ["state", "helpful", ArticleFilter]
    search_fields = ["text", "answer", "edition__title"]
    list_per_page = 50
    actions = ["mark_done", "mark_spam", "open_again"]
    readonly_fields = ["page", "helpful", "text", "sent_at", "state"]
    fields = ["page", "helpful", "text", "sent_at", "state", "answer"]

    def has_add_permission(self, request):
        """Only readers write these."""
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).with_article()

    def save_model(self, request, obj, form, change):
        obj.set_answer(obj.answer, by=request.user)
        super().save_model(request, obj, form, change)

    @admin.display(description=_("what is missing"))
    def question(self, feedback):
        return Truncator(feedback.text).chars(SHOWN) or _("(no text)")

    @admin.display(description=_("article"), ordering="edition__title")
    def about(self, feedback):
        return feedback.edition.title

    @admin.display(description=_("page"))
    def page(self, feedback):
        """As it was read: the text may have changed since."""
        edition = feedback.edition
        words = gettext("%(title)s, edition %(number)d") % {"title": edition.title, "number": edition.number}
        return format_html('<a href="{}">{}</a>', edition.article.get_absolute_url(), words)

    @admin.action(permissions=["change"], description=_("Mark as done, without an answer"))
    def mark_done(self, request, queryset):
        self._mark(request, queryset, Feedback.State.DONE, gettext("Marked as done."))

    @admin.action(permissions=["change"], description=_("Mark as spam"))
    def mark_spam(self, request, queryset):
        self._mark(request, queryset, Feedback.State.SPAM, gettext("Marked as spam."))

    @admin.action(permissions=["change"], description=_("Open again"))
    def open_again(self, request, queryset):
        self._mark(request, queryset, Feedback.State.OPEN, gettext("Opened again."))

    def _mark(self, request, queryset, state, outcome: str) -> None:
        chosen = list(queryset)
        done = [one for one in chosen if Feedback.objects.filter(pk=one.pk).mark(state)]
        for one in done:
            self.log_change(request, one, outcome)
        if done:
            words = ngettext(
                "%(number)d question: %(outcome)s", "%(number)d questions: %(outcome)s", len(done)
            )
            messages.success(request, words % {"number": len(done), "outcome": outcome})
        if left := len(chosen) - len(done):
            words = ngettext(
                "%d question was left as it is: it is that already, has an answer, or has no text.",
                "%d questions were left as they are: they are that already, have an answer, or have no text.",
                left,
            )
            messages.warning(request, words % left)
