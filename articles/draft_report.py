"""The lines of an import report: the notes and missing words of a manuscript, each with its place in the draft."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from articles.manuscripts import Missing, Note, Place
from articles.markup import sentence_at, to_text
from articles.models import Article, ReportLine

LONGEST_PASSAGE = 300
FEWEST_LETTERS = 3  # of a passage that is looked for by itself; shorter ones are anywhere
WORD = re.compile(r"\w+")


def words_of(text: str) -> str:
    """The words alone, for comparing texts that differ in spaces, dashes and quotation marks.

    >>> words_of("Bone  pain—“at night”…")
    ' bone pain at night '
    """
    return f" {' '.join(WORD.findall(text.casefold()))} "


class Passages:
    """Finds the words of the draft to which a line of the report leads."""

    def __init__(self, places: Sequence[Place], draft: str):
        self.places = places
        self.lines = [place.line for place in places]
        self.draft = words_of(draft)

    def at(self, line: int) -> str:
        """The block of the draft that stood at this line of the file, or the last one before it."""
        return _beginning(next((place.text for place in self._near(line)), ""))

    def of(self, text: str, line: int) -> str:
        """The text itself if the draft has it; the sentence around it if it could be anywhere, such as “[9]”; else its
        block."""
        words = words_of(text)
        if len(words.strip()) >= FEWEST_LETTERS and words in self.draft:
            return _beginning(text)
        around = next((place.text for place in self._near(line) if text and text in place.text), "")
        return _beginning(sentence_at(around, around.index(text))) if around else self.at(line)

    def _near(self, line: int) -> Sequence[Place]:
        """The places at this line, or at the last one before it: a caption and its credit share theirs."""
        end = bisect_right(self.lines, line)
        return self.places[bisect_left(self.lines, self.lines[end - 1]) : end] if end else ()


def _beginning(text: str) -> str:
    """Whole words, enough to find the place."""
    return text if len(text) <= LONGEST_PASSAGE else text[:LONGEST_PASSAGE].rpartition(" ")[0]


def report_lines(
    notes: Iterable[Note], missing: Iterable[Missing], places: Sequence[Place], article: Article
) -> list[ReportLine]:
    """Unsaved lines, in the order of the file."""
    passages = Passages(places, f"{article.title}\n{to_text(article.body)}")
    lines = [
        *(_of_note(note, passages) for note in notes),
        *(_of_missing(words, passages) for words in missing),
    ]
    lines.sort(key=lambda line: line.line)
    for position, line in enumerate(lines, 1):
        line.article, line.position = article, position
    return lines


def _of_note(note: Note, passages: Passages) -> ReportLine:
    kind = ReportLine.Kind.LEFT_OUT if note.is_left_out else ReportLine.Kind.CHECK
    return ReportLine(
        kind=ReportLine.Kind.THIRD_PARTY if note.is_third_party else kind,
        line=note.line,
        text=note.text,
        reason=_without_kind(note.reason) if note.is_left_out else note.reason,
        passage=passages.at(note.line) if note.is_left_out else passages.of(note.text, note.line),
    )


def _without_kind(reason: str) -> str:
    """The line itself says that it was left out.

    >>> _without_kind("Left out: a date. The site keeps its own.")
    'A date. The site keeps its own.'
    """
    rest = reason.removeprefix(_("Left out:")).strip()
    return rest[:1].upper() + rest[1:]


def _of_missing(words: Missing, passages: Passages) -> ReportLine:
    around = words.before.strip() or words.after.strip()
    return ReportLine(
        kind=ReportLine.Kind.MISSING,
        part=words.part,
        line=words.line,
        text=words.words,
        before=words.before,
        after=words.after,
        reason=_reason(words),
        passage=passages.of(around, words.line) if words.part in ("", "draft", "title") else "",
    )


def _reason(words: Missing) -> str:
    if words.words:
        return _("Neither in the draft nor among what was left out. Add it if it should not be missing.")
    if words.count:
        return _("%(number)d more words are missing from here on. Compare the file with the draft.") % {
            "number": words.count
        }
    return _("We couldn’t compare the words of this file with the draft. Compare them yourself.")
