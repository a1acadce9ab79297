"""The tables of the search: what is found, the words that occur, what is to be indexed anew, and synonyms."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mbc_site.search.results import Kind
from mbc_site.search.words import words_of

MOST_SYNONYMS, MOST_WORDS_OF_ONE = 40, 4


class SearchDocumentQuerySet(models.QuerySet):
    def shown(self, at: datetime.datetime | None = None):
        at = at or timezone.now()
        return self.filter(shown_from__lte=at, shown_until__gt=at)


class SearchDocument(models.Model):
    """The public text of one page, from and until when it is shown. An edition that waits has its own. The tokens are in
    a table of the database's own kind (`engines`), under the key of this row."""

    kind = models.CharField(max_length=10, choices=Kind)
    object_id = models.BigIntegerField()
    rank = models.PositiveSmallIntegerField()  # the place of the kind among results that are equally good
    language = models.CharField(max_length=10)
    shown_from = models.DateTimeField()
    shown_until = models.DateTimeField()
    fingerprint = models.CharField(max_length=32)  # of all that follows
    title = models.TextField()
    url = models.TextField()
    detail = models.TextField(blank=True)
    passages = models.JSONField(default=list)  # [text, heading, fragment, what is folded away] each
    words = models.TextField(blank=True)  # its rows in the vocabulary: "bones/bone fatigue/fatigu"

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "shown_from"], name="search_document_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}: {self.title}"


class SearchWord(models.Model):
    """A word as it is written, folded, with its stem, and in how many documents it is."""

    word = models.CharField(max_length=40, db_index=True)
    stem = models.CharField(max_length=40, db_index=True)
    documents = models.IntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["word", "stem"], name="search_word_once")]

    def __str__(self):
        return self.word


class IndexMark(models.Model):
    """Something was written that the index is made of. Triggers add it in the same transaction (`triggers`)."""

    about = models.CharField(max_length=12)  # a key of `watched.RESOLVED`
    key = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.about} {self.key}"


def lines_of(text: str) -> list[str]:
    """The words of a set, one on each line or between commas.

    >>> lines_of("mets, stage 4\\n\\nstage IV ,")
    ['mets', 'stage 4', 'stage IV']
    """
    parts = (" ".join(part.split()) for line in text.splitlines() for part in line.split(","))
    return list(dict.fromkeys(filter(None, parts)))


class SynonymSet(models.Model):
    """Words that mean the same to people who search: a search for one of them finds all of them."""

    words = models.TextField(
        _("words"),
        help_text=_(
            "One on each line, or with commas between them: lymphedema, lymphoedema, arm swelling. Case, accents and endings "
            "don’t matter. What contains the typed word comes first."
        ),
    )
    note = models.CharField(
        _("note for staff"), max_length=200, blank=True, help_text=_("Where these words come from.")
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("set of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["words", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="synonyms_have_words",
                violation_error_message=_("Enter at least two words."),
            )
        ]

    def __str__(self):
        return ", ".join(self.lines)

    @property
    def lines(self) -> list[str]:
        return lines_of(self.words)

    def clean(self):
        problem = self._problem()
        if self.words and problem:  # of none, the field itself says it
            raise ValidationError({"words": problem})

    def _problem(self) -> str:
        lines = self.lines
        if len({tuple(word.text for word in words_of(line)) for line in lines}) < 2:
            return _("Enter at least two words.")
        if len(lines) > MOST_SYNONYMS:
            one, many = "Enter at most %d word.", "Enter at most %d words."
            return ngettext(one, many, MOST_SYNONYMS) % MOST_SYNONYMS
        return next(filter(None, map(_problem_of, lines)), "")


def _problem_of(line: str) -> str:
    searched = [word for word in words_of(line) if not word.is_stop_word]
    if "<" in line or ">" in line:  # a name of a tag would count as a word
        return _("“%s” has a sign such as “<”. Write only the words.") % line
    if not searched:
        return _("“%s” has no word that a search looks for.") % line
    if len(searched) > MOST_WORDS_OF_ONE:
        return _("“%s” is too long. Four words are the most.") % line
    return ""
