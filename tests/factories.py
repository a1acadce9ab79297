"""Valid, unremarkable things. A test states what matters to it and leaves the rest to these."""

import datetime
import io
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Pillow

from articles.models import (
    Article,
    Authorship,
    Edition,
    Feedback,
    Image,
    Page,
    Person,
    ReportLine,
    SharedPreview,
    Topic,
)
from articles.models.shared_preview import Frozen
from sources.models import Source
from support_groups.listings import ways_to_meet
from support_groups.models import Audience, Group, GroupSearch, Language, Organization, Venue
from support_groups.schedules import Pattern

number = count(1)


def make_source(**fields) -> Source:
    n = next(number)
    values = {
        "key": f"sample{n}",
        "csl_type": "article-journal",
        "title": f"A study of sample {n}",
        "authors": [{"family": "Sample", "given": "A. B."}],
        "container_title": "Journal of Samples",
        "container_title_short": "J Sampl",
        "year": 2020,
        "volume": "1",
        "page": "1-9",
        "evidence": Source.Evidence.REVIEW,
    }
    return Source.objects.create(**values | fields)


def make_person(**fields) -> Person:
    n = next(number)
    return Person.objects.create(**{"name": f"Person {n}", "slug": f"person-{n}", "role": "writer"} | fields)


def make_shared_preview(article: Article, *, passages=("Bones",), at=None, days=14, **fields):
    """The preview and its token."""
    html = "".join(f'<p>{text}</p><i data-passage="{n}"></i>' for n, text in enumerate(passages, 1))
    frozen = Frozen(article.title, html, list(passages))
    values = {"by": None, "for_whom": "Dr. Roe", "days": days, "at": at or timezone.now()} | fields
    return SharedPreview.objects.share(article, frozen, **values)


def make_feedback(
    article: Article | None = None, *, code="7K3QF-M2X9T-0WRCE", answer="", **fields
) -> Feedback:
    """About the edition that is public now. `sent_at` is now unless it is given."""
    article = article or make_published()
    edition = Edition.objects.filter(article=article).latest("number")
    values = {"helpful": "partly", "text": "Does it pass?", "at": fields.pop("sent_at", timezone.now())}
    feedback = Feedback.objects.take(edition, code=code, **values | fields)
    if answer:
        feedback.set_answer(answer, by=None)
        feedback.save()
    return feedback


def make_report(article: Article, *lines: dict, **fields) -> list[ReportLine]:
    """Opens the article's report, with a line for each of `lines`, or one that is unremarkable."""
    Article.objects.filter(pk=article.pk).update(report_opened_at=timezone.now())
    article.refresh_from_db()
    values = {"kind": "check", "line": 7, "text": "[12]", "reason": "Marker [12] has no source 12."} | fields
    return [
        ReportLine.objects.create(article=article, position=position, **values | line)
        for position, line in enumerate(lines or [{}], 1)
    ]


def make_topic(**fields) -> Topic:
    n = next(number)
    return Topic.objects.create(**{"title": f"Topic {n}", "slug": f"topic-{n}"} | fields)


def make_page(**fields) -> Page:
    n = next(number)
    values = {"title": f"Page {n}", "slug": f"page-{n}", "body": "<p>About us.</p>", "is_published": True}
    return Page.objects.create(**values | fields)


def picture_bytes(width=64, height=48, kind="PNG", **options) -> bytes:
    buffer = io.BytesIO()
    Pillow.new("RGB", (width, height), "teal").save(buffer, kind, **options)
    return buffer.getvalue()


def make_image(**fields) -> Image:
    n = next(number)
    values = {"key": f"picture-{n}", "title": f"Picture {n}", "alt": "A teal field", "caption": "A field."}
    image = Image(**values | fields)
    if not image.original:
        image.original = ContentFile(picture_bytes(), name=f"picture-{n}.png")
    image.save()
    return image


def cite(*keys: str, locator: str = "") -> str:
    """A stored citation mark."""
    page = f' data-locator="{locator}"' if locator else ""
    return f'<sup class="citation" data-source="{" ".join(keys)}"{page}>{", ".join(keys)}</sup>'


def make_article(*, authors=None, topics=(), further_reading=(), **fields) -> Article:
    """A working copy that could be published; nobody but staff sees it."""
    n = next(number)
    values = {
        "title": f"Article {n}",
        "slug": f"article-{n}",
        "summary": "What it is about.",
        "body": "<p>Some plain words.</p>",
    }
    article = Article.objects.create(**values | fields)
    for place, person in enumerate([make_person()] if authors is None else authors):
        Authorship.objects.create(article=article, person=person, position=place)
    article.topics.set(topics)
    for place, source in enumerate(further_reading):
        article.further_reading.create(source=source, position=place)
    return article


def make_published(*, at=None, by=None, kind=Edition.ChangeKind.NEW, note="", **fields) -> Article:
    article = make_article(**fields)
    article.publish(by=by, kind=kind, note=note, at=at or timezone.now())
    return article


def make_edition(article, *, by=None, kind=Edition.ChangeKind.EDIT, note="", at=None, later=None) -> Edition:
    """The next edition of an article, of a text that changed."""
    article.summary = f"{article.summary} {next(number)}"
    article.save()
    return article.publish(by=by, kind=kind, note=note, at=at, later=later)


def make_organization(**fields) -> Organization:
    return Organization.objects.create(**{"name": f"Organization {next(number)}"} | fields)


def make_venue(**fields) -> Venue:
    n = next(number)
    values = {
        "name": f"Hall {n}",
        "street": f"{n} Fern Street",
        "town": "Akron",
        "region": "OH",
        "postcode": "44308",
        "latitude": 41.0812,
        "longitude": -81.5195,
    }
    return Venue.objects.create(**values | fields)


WEEKLY = Pattern(kind="weekly", weekdays=(1,), begins=datetime.time(18, 30), minutes=90)  # Tuesdays


def make_group(*, patterns=(WEEKLY,), languages=("en",), audiences=("living-with-mbc",), **fields) -> Group:
    """Listed, in person, every Tuesday at 6:30 pm in Akron; online and the like have no venue."""
    n = next(number)
    values = {
        "name": f"Group {n}",
        "slug": f"group-{n}",
        "summary": "A circle of people who get it.",
        "status": Group.Status.LISTED,
        "stage_fit": Group.StageFit.MBC,
        "attendance": Group.Attendance.IN_PERSON,
        "joining": "Call before your first visit.",
        "zone": "America/New_York",
        "confirmed_on": datetime.date(2026, 11, 1),
    } | fields
    if "venue" not in values and ways_to_meet.way(values["attendance"]).is_in_person:
        values["venue"] = make_venue()
    group = Group.objects.create(**values)
    for place, pattern in enumerate(patterns):
        group.meeting_patterns.create(rule=pattern.to_dict(), position=place)
    group.languages.set(Language.objects.filter(code__in=languages))
    group.audiences.set(Audience.objects.filter(code__in=audiences))
    return group


def search_of(group: Group, at=None) -> GroupSearch:
    """Its row, as the next search would have it: refreshed only if something was marked."""
    GroupSearch.objects.refresh_marked(at or timezone.now())
    return GroupSearch.objects.get(pk=group.pk)


def dates_of(group: Group) -> list[datetime.datetime]:
    """The dates by which it is found, as the next search would have them."""
    search_of(group)
    return list(group.occurrences.values_list("starts_at", flat=True))
