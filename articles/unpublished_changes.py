"""What changes for readers when a working copy is published."""

from articles.editor import BodyField, as_written
from articles.markup import to_text
from editing.differences import Difference, word_changes

COLUMNS = ("title", "summary", "key_points", "body")


def unpublished_changes(article, edition) -> list[Difference]:
    """The differences between an edition, usually the newest one, and the working copy."""
    differences = []
    for name in COLUMNS:
        column = article._meta.get_field(name)
        before, after = (_plain(column, getattr(text, name)) for text in (edition, article))
        if before != after:
            differences.append(Difference(str(column.verbose_name), after, word_changes(before, after)))
    return differences


def _plain(column, text: str) -> str:
    if isinstance(column, BodyField):
        return to_text(as_written(text))
    return text.replace("\r\n", "\n").strip()
