"""What changes for readers when a working copy is published, and the plain text of a body."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.markup import image_keys
from articles.markup.described import Names, cited_keys, described, formatted_words
from articles.markup.shared import keys_in
from articles.models import Article, Edition, Image, SharedText
from articles.models.edition import TEXTS, as_readers_see
from articles.models.shown_picture import ShownPicture
from editing.differences import Difference, is_formatted_anew, only_formatting, word_changes
from sources.models import Source

FACTS = ("reviewer", "reviewed_on", "next_review_on")


def unpublished_changes(article: Article, edition: Edition) -> list[Difference]:
    """The differences between an edition and the working copy, in the order of the page."""
    names = names_in(edition.body, article.body, edition.key_points, article.key_points)
    return [
        *_texts(article, edition, names),
        *_facts(article, edition),
        *_figures(article, edition),
        *_rows(article, edition),
    ]


def names_in(*texts: str) -> Names:
    """What staff call everything that these stored texts refer to by key."""
    keys = {key for text in texts for key in cited_keys(text)}
    images = {key for text in texts for key in image_keys(text)}
    shared = {key for text in texts for key in keys_in(text)}
    pictures = Image.objects.filter(key__in=images) if images else ()
    titles = SharedText.objects.filter(key__in=shared).values_list("key", "title") if shared else ()
    return Names(
        sources={key: source.label for key, source in Source.objects.by_keys(keys).items()} if keys else {},
        pictures={picture.key: _picture(picture) for picture in pictures},
        shared=dict(titles),
    )


def plain_text(html: str) -> str:
    """A stored body or key points in words, with the names of what they refer to."""
    return described(html, names_in(html))


def text_in_words(name: str, text: str) -> str:
    """The same for the field of that name, as a browser sends it or the database has it."""
    return plain_text(_in_blocks(name, as_readers_see(name, text)))


def _texts(article, edition, names: Names) -> Iterator[Difference]:
    for name in TEXTS:
        before, after = (as_readers_see(name, getattr(text, name)) for text in (edition, article))
        if before == after:
            continue
        if name in ("key_points", "body"):
            yield _marked_up(name, _in_blocks(name, before), _in_blocks(name, after), names)
        else:
            yield Difference(_label(name), after, word_changes(before, after))


def _marked_up(name: str, before: str, after: str, names: Names) -> Difference:
    old, new = described(before, names), described(after, names)
    if old == new:
        return only_formatting(_label(name))
    is_anew = is_formatted_anew(formatted_words(before), formatted_words(after))
    return Difference(_label(name), new, word_changes(old, new), is_formatted_anew=is_anew)


def _in_blocks(name: str, text: str) -> str:
    """A body, or key points as paragraphs."""
    return text if name == "body" else "".join(f"<p>{line}</p>" for line in text.splitlines())


def _facts(article, edition) -> Iterator[Difference]:
    lead = article.image.shown if article.image else None
    yield from _picture_changes(_label("image"), edition.lead, lead)
    for name in FACTS:
        before, after = (_value(getattr(text, name)) for text in (edition, article))
        if before != after:
            yield Difference(_label(name), after, word_changes(before, after))


def _figures(article, edition) -> Iterator[Difference]:
    """Pictures that the text shows as before, and that somebody has changed since."""
    still_shown = set(image_keys(article.body))
    for figure in edition.figures.select_related("image"):
        if figure.image.key in still_shown:
            before, after = ShownPicture.read(figure.shown), figure.image.shown
            if figure.has_own_caption:
                before = replace(before, caption=after.caption)
            yield from _picture_changes(_("picture “%s”") % figure.image, before, after)


def _picture_changes(label: str, before: ShownPicture | None, after: ShownPicture | None):
    if before == after:
        return
    texts = [_in_words(picture) for picture in (before, after)]
    if before and after and before.original != after.original:
        texts[1] = _("%s\nAnother file.") % texts[1]
    yield Difference(label, texts[1], word_changes(*texts))


def _in_words(picture: ShownPicture | None) -> str:
    """What readers are told of a picture, a line for each part."""
    if picture is None:
        return ""
    parts = (
        picture.alt or _("Decorative."),
        picture.caption,
        picture.legend,
        picture.credit,
        picture.license,
    )
    return "\n".join(part for part in parts if part)


def _rows(article, edition) -> Iterator[Difference]:
    bylines = [str(row.person) for row in edition.bylines.select_related("person")]
    authors = [str(row.person) for row in article.authorships.select_related("person")]
    read = [row.source.label for row in edition.readings.select_related("source")]
    reading = [row.source.label for row in article.further_reading.select_related("source")]
    pairs = ((_("authors"), bylines, authors), (_("additional reading"), read, reading))
    for label, old, new in pairs:
        if old != new:
            before, after = "\n".join(old), "\n".join(new)
            yield Difference(label, after, word_changes(before, after), is_rows=True)


def _label(name: str) -> str:
    return str(Article._meta.get_field(name).verbose_name)


def _value(value) -> str:
    if isinstance(value, datetime.date):
        return date_format(value, "F j, Y")
    return str(value or "")


def _picture(image: Image) -> str:
    return image.alt or _("%s (decorative)") % image.title
