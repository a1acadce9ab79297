"""The public text of each record that is found: what its page shows everybody, and nothing else."""

import datetime
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.utils import timezone, translation

from articles import answer_time
from articles.models import Appearance, Edition, Page, Person
from articles.models.appearance import KEPT
from articles.models.edition import render_texts
from mbc_site.search.filling import Filling
from mbc_site.search.passages import passages
from mbc_site.search.results import Kind
from mbc_site.search.texts import NEVER, Passage, Text
from mbc_site.search.words import plain
from sources.models import Source
from support_groups.listings import confirmation, rules
from support_groups.models import Group
from support_groups.pages.expectations import expectations
from web.paths import path_with

UNREAD = ("body", "key_points", "article__body", "article__key_points")
OF_ALL_GROUPS = "support group, grupo de apoyo"
TERMS = ("audiences", "languages", "subtypes", "activities", "access")


def site_language() -> str:
    return settings.LANGUAGE_CODE.split("-")[0]


def articles(keys: list[int], at: datetime.datetime) -> Iterator[Text]:
    """One for each edition that is read now or will be."""
    rows = Appearance.objects.filter(article__in=keys, owner=0, place=1, ends_at__gt=at - KEPT)
    spans = {row.edition_id: row for row in rows.order_by("begins_at")}
    editions = Edition.objects.select_related("article", "reviewer").prefetch_related("authors")
    editions = editions.defer(*UNREAD).in_bulk(spans)
    filled = Filling(edition.html for edition in editions.values())
    for key, row in spans.items():
        edition = editions[key]
        points = (passage.text for line in edition.key_points_html for passage in passages(filled(line)))
        yield Text(
            kind=Kind.ARTICLE,
            object_id=row.article_id,
            language=site_language(),
            title=edition.title,
            url=path_with("articles:article", edition.article.slug),
            lead=edition.summary,
            passages=[Passage(" ".join(points)), *passages(filled(edition.html))],
            more_words=". ".join(person.name for person in _people(edition)),
            shown_from=row.begins_at,
            shown_until=row.ends_at,
        )


def _people(edition: Edition) -> list[Person]:
    """Who wrote and who reviewed it."""
    return [*edition.authors.all(), *([edition.reviewer] if edition.reviewer else [])]


def pages(keys: list[int], at: datetime.datetime) -> Iterator[Text]:
    public = Page.objects.published().filter(pk__in=keys).order_by("pk")
    rendered = {page: answer_time.without(render_texts(page)[1].html) for page in public}
    filled = Filling(rendered.values())
    for page, html in rendered.items():
        yield Text(
            kind=Kind.PAGE,
            object_id=page.pk,
            language=site_language(),
            title=page.title,
            url=page.get_absolute_url(),
            lead=page.summary,
            passages=passages(filled(html)),
        )


def sources(keys: list[int], at: datetime.datetime) -> Iterator[Text]:
    """Archived ones, too: they are in the public list, because editions may cite them."""
    for source in Source.objects.listed().filter(pk__in=keys).order_by("pk"):
        numbers = [f"{label} {value}" for label, value in _numbers(source) if value]
        names = (*numbers, source.key, source.container_title_short)
        with translation.override(settings.LANGUAGE_CODE):
            evidence = str(source.evidence_in_words)
        yield Text(
            kind=Kind.SOURCE,
            object_id=source.pk,
            language=site_language(),
            title=source.title_text,
            url=source.get_absolute_url(),
            passages=[Passage(_sentences(source.authors_text, source.container_title, source.publisher))],
            more_words=" ".join([*filter(None, names), str(source.year or ""), evidence]),
            detail=source.outlet,
        )


def _numbers(source: Source) -> list[tuple[str, str]]:
    """As people paste them: with the address of a DOI, or with the name before the number."""
    return [
        ("DOI", source.doi),
        ("https://doi.org/", source.doi),
        ("PMID", source.pmid),
        ("PMCID", source.pmcid),
        ("ISBN", source.isbn),
    ]


def groups(keys: list[int], at: datetime.datetime) -> Iterator[Text]:
    """Those that the finder shows, each while it does: a listing that nobody confirms leaves it one day."""
    found = Group.objects.filter(pk__in=keys).exclude(status__in=["draft", "closed"])
    for group in found.for_lists().prefetch_related(*TERMS).order_by("pk"):
        with translation.override(group.language):
            yield _group(group)


def _group(group: Group) -> Text:
    place, runs = group.place, group.organization
    terms = [term.label_in(group.language) for name in TERMS for term in getattr(group, name).all()]
    own = [words for _label, words, is_own in expectations(group) if is_own]
    joining = group.how_to_join.words
    about = [group.description, group.schedule_note, joining, *own]
    known = [runs.name if runs else "", *(place.lines if place else ()), place.directions if place else ""]
    others = [
        OF_ALL_GROUPS,
        *terms,
        *group.schedule_words(group.language),
        group.get_stage_fit_display(),
        group.get_attendance_display(),
        rules.STAGE_WORDS.get(group.stage_fit, ""),
    ]
    return Text(
        kind=Kind.GROUP,
        object_id=group.pk,
        language=group.language,
        title=group.name,
        url=group.get_absolute_url(),
        lead=group.summary,
        passages=[Passage(_sentences(*about)), Passage(_sentences(*known))],
        more_words=". ".join(map(str, others)),
        detail=place.town_line if place else str(group.get_attendance_display()),
        shown_until=listed_until(group),
    )


def listed_until(group: Group) -> datetime.datetime:
    """The moment at which the finder no longer shows a listing, if nobody writes it: see `Group.objects.findable`."""
    if group.status != Group.Status.UNCONFIRMED or group.due_on is None:
        return NEVER
    day = group.due_on + confirmation.LEAVES_AFTER + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def _sentences(*texts: str) -> str:
    """In one line, so that a quotation of one can run into the next."""
    lines = (" ".join(plain(str(text)).split()) for text in texts)
    return " ".join(line if line[-1] in ".!?…:" else f"{line}." for line in lines if line)


READ: dict[Kind, Callable[[list[int], datetime.datetime], Iterable[Text]]] = {
    Kind.ARTICLE: articles,
    Kind.GROUP: groups,
    Kind.SOURCE: sources,
    Kind.PAGE: pages,
}
