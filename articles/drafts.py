"""From a manuscript to a draft: an article nobody sees yet, with its sources and authors."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

import reversion
from django.core.exceptions import ValidationError
from django.db import DataError, transaction
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.draft_ledger import missing_from_draft, missing_from_source
from articles.draft_report import report_lines
from articles.manuscripts import Author, Manuscript, Missing, Note, Reference
from articles.markup import clean
from articles.models import Article, Authorship, FurtherReading, Person, ReportLine
from articles.models.article import RESERVED_SLUGS
from sources.models import Source

MARKER = re.compile(r'<sup class="citation" data-reference="([0-9 ]*)">(.*?)</sup>')


@dataclass(frozen=True)
class Draft:
    article: Article
    new_sources: list[Source]
    known_sources: list[Source]
    notes: list[Note]


def make_draft(manuscript: Manuscript, *, by=None, at=None) -> Draft:
    """The article, its report and everything it needs, in one transaction. Existing sources are used, not duplicated."""
    with transaction.atomic():
        notes = list(manuscript.notes)
        sources, new = _sources([*manuscript.references, *manuscript.further_reading], notes, by)
        cited = {reference.number: sources.get(id(reference)) for reference in manuscript.references}
        lines = {reference.number: reference.line for reference in manuscript.references}
        body, used = _with_keys(manuscript.body, cited, lines, notes)
        title = _title(manuscript, notes)
        article = Article(title=title, slug=_free_slug(Article, title), body=clean(body))
        people = [_person(author, notes, by) for author in manuscript.authors]
        missing = _missing(manuscript, sources, missing_from_draft(manuscript, article, people, notes))
        lines = report_lines(_in_order(notes), missing, manuscript.places, article)
        article.report_opened_at = (at or timezone.now()) if lines else None
        with _version(by):
            article.save()
            ReportLine.objects.bulk_create(lines)
            _name_authors(article, people)
            _list_reading(article, sources.values(), used)
    known = [source for source in dict.fromkeys(sources.values()) if source not in new]
    return Draft(article, new, known, _in_order(notes))


def _title(manuscript: Manuscript, notes: list[Note]) -> str:
    title = manuscript.title or _("Untitled manuscript")
    longest = Article._meta.get_field("title").max_length
    if len(title) > longest:
        reason = _("The title is too long. It was cut after %(number)d characters.") % {"number": longest}
        notes.append(Note(1, title, reason, is_left_out=True))
        title = title[:longest].strip()
    if Article.objects.filter(title__iexact=title).exists():
        notes.append(
            Note(1, title, _("There is already an article with this title. This is a second draft."))
        )
    return title


def _missing(manuscript: Manuscript, sources: dict[int, Source], from_draft: list[Missing]) -> list[Missing]:
    """What the file lost on its way to the manuscript, then the manuscript on its way to the database."""
    references = [*manuscript.references, *manuscript.further_reading]
    stored = [(reference, sources[id(reference)]) for reference in references if id(reference) in sources]
    return [
        *manuscript.missing,
        *from_draft,
        *chain.from_iterable(missing_from_source(*pair) for pair in stored),
    ]


@contextmanager
def _version(by):
    """A separate history entry for each object, so that restoring the article doesn’t restore its sources too."""
    with reversion.create_revision():
        reversion.set_comment(_("Imported from a manuscript."))
        if by is not None:
            reversion.set_user(by)
        yield


def _in_order(notes: list[Note]) -> list[Note]:
    return sorted(notes, key=lambda note: note.line)


def _sources(references: list[Reference], notes: list[Note], by) -> tuple[dict[int, Source], list[Source]]:
    """The source of each reference that was understood, and those of them that are new."""
    sources: dict[int, Source] = {}
    new: list[Source] = []
    for reference in references:
        if reference.item is None:
            notes.append(
                Note(
                    reference.line,
                    reference.text,
                    _("This source could not be read. Add it by hand."),
                    is_left_out=True,
                )
            )
            continue
        source = Source.objects.same_work(reference.item)
        if source is None:
            try:
                source = _added(reference.item, by)
            except (ValidationError, DataError):
                reason = _("This source contains something that can’t be stored. Add it by hand.")
                notes.append(Note(reference.line, reference.text, reason, is_left_out=True))
                continue
            new.append(source)
        sources[id(reference)] = source
    return sources, new


def _added(item: dict, by) -> Source:
    with _version(by):
        source = Source.objects.add(item)
        source.full_clean()  # in the transaction: what is refused leaves nothing
    return source


def _with_keys(
    body: str, cited: dict[int, Source | None], lines: dict[int, int], notes: list[Note]
) -> tuple[str, set[Source]]:
    """The body with source keys in place of reference numbers, and the sources it cites."""
    used: set[Source] = set()

    def replace(match: re.Match) -> str:
        numbers = [int(number) for number in match[1].split()]
        sources = [cited[number] for number in numbers if cited.get(number)]
        lost = [number for number in numbers if not cited.get(number)]
        left = f"[{', '.join(map(str, lost))}]" if lost else ""
        if lost:
            reason = _("This marker points to a source that could not be read. It stays as text.")
            notes.append(Note(lines.get(lost[0], 1), left, reason))
        used.update(sources)
        if not sources:
            return left
        keys = " ".join(source.key for source in sources)
        label = escape(", ".join(source.label for source in sources))
        return f'<sup class="citation" data-source="{keys}">{label}</sup>{left}'

    return MARKER.sub(replace, body), used


def _free_slug(model, text: str) -> str:
    base = slugify(text)[:90] or "draft"
    slug, number = base, 1
    while slug in RESERVED_SLUGS or model.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


def _person(author: Author, notes: list[Note], by) -> Person:
    name = author.name[:150]
    person = Person.objects.filter(name__iexact=name).first()
    if person is None:
        with _version(by):
            return Person.objects.create(
                name=name, slug=_free_slug(Person, name), credentials=author.credentials[:100], bio=author.bio
            )
    reason = _("Left out: %(name)s is already among the authors and reviewers. Compare what is said there.")
    for text, stored in ((author.credentials, person.credentials), (author.bio, person.bio)):
        if text and text != stored:
            notes.append(Note(1, text, reason % {"name": person.name}, is_left_out=True))
    return person


def _name_authors(article: Article, people: list[Person]) -> None:
    for place, person in enumerate(dict.fromkeys(people), 1):
        Authorship.objects.create(article=article, person=person, position=place)


def _list_reading(article: Article, sources, used: set[Source]) -> None:
    """A listed source that no marker points to is kept as additional reading: nothing is dropped."""
    unread = [source for source in dict.fromkeys(sources) if source not in used]
    for place, source in enumerate(unread, 1):
        FurtherReading.objects.create(article=article, source=source, position=place)
