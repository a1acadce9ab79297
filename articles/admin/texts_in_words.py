"""In the history, texts are compared as on the page that publishes: with sources, pictures and boxes by name."""

from functools import partial

from articles.editor import BodyField
from articles.key_points import KeyPointsField
from articles.unpublished_changes import text_in_words


class TextsInWords:
    """Mixed into the admin of a model with such texts."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        form_field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, BodyField | KeyPointsField):
            form_field.to_full_text = partial(text_in_words, db_field.name)
        return form_field
