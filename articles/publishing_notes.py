"""What somebody should know before a working copy is published, although it may be: each as one sentence."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.manuscripts import Place
from articles.manuscripts.third_party import third_party
from articles.markup import image_keys, to_text
from articles.models import Article, Image

MOST_NAMED = 10
LONGEST = 150


def publishing_notes(article: Article) -> list[str]:
    return [
        *_missing_topic(article),
        *_sources_cited_nowhere(article),
        *_third_party(article),
        *_pictures_of_unknown_origin(article),
        *_open_comments(article),
    ]


def _missing_topic(article: Article) -> Iterator[str]:
    if not article.topics.exists():
        yield _("It has no topic, so it is in no list of a topic.")


def _sources_cited_nowhere(article: Article) -> Iterator[str]:
    """An import keeps sources that no marker points to as additional reading."""
    if not article.has_report:
        return
    cited = article.citations.filter(edition=None).values("source")
    uncited = article.further_reading.exclude(source__in=cited).select_related("source")
    labels = [row.source.label for row in uncited]
    if labels:
        sentence = ngettext(
            "%(number)d source of the manuscript is cited nowhere in the text. It is listed as additional reading: %(names)s",
            "%(number)d sources of the manuscript are cited nowhere in the text. They are listed as additional reading: %(names)s",
            len(labels),
        )
        yield sentence % {"number": len(labels), "names": _listed(labels)}


def _third_party(article: Article) -> Iterator[str]:
    """Looks at the text as it is now, so also at what was pasted."""
    texts = [*map(to_text, article.key_points.splitlines()), *to_text(article.body).splitlines()]
    for note in third_party(article.title, [Place(0, text) for text in texts]):
        yield f"{_shortened(note.text)} {note.reason}"


def _pictures_of_unknown_origin(article: Article) -> Iterator[str]:
    shown = Image.objects.filter(key__in=image_keys(article.body), credit="", license="")
    images = [*shown, *([article.image] if article.image and _is_of_unknown_origin(article.image) else [])]
    message = _("No credit and no license is recorded for the picture “%s”.")
    yield from dict.fromkeys(message % image for image in images)


def _open_comments(article: Article) -> Iterator[str]:
    number = article.report_lines.comments().open().count()
    if number:
        yield ngettext(
            "%(number)d comment of a reader is not ticked off yet.",
            "%(number)d comments of readers are not ticked off yet.",
            number,
        ) % {"number": number}


def _is_of_unknown_origin(image: Image) -> bool:
    return not image.credit and not image.license


def _listed(names: list[str]) -> str:
    rest = len(names) - MOST_NAMED
    listed = ", ".join(names[:MOST_NAMED])
    return f"{listed} …" if rest > 0 else f"{listed}."


def _shortened(text: str) -> str:
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”"
