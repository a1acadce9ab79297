"""How soon and how late a comment on a shared preview is taken for a person's."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles.preview_forms import CommentForm

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "is_taken"),
    [
        (timedelta(seconds=2), False),
        (timedelta(seconds=3), True),
        (timedelta(hours=24), True),
        (timedelta(hours=24, seconds=1), False),
    ],
)
def test_a_comment_is_taken_from_three_seconds_to_a_day_after_the_form_was_opened(after, is_taken):
    with time_machine.travel(NOON, tick=False):
        opened = CommentForm(bound_to="a")["opened"].initial
    with time_machine.travel(NOON + after, tick=False):
        form = CommentForm({"name": "Jane", "text": "So?", "opened": opened}, bound_to="a")

        assert form.is_valid() is is_taken
        assert form.non_field_errors() == ([] if is_taken else ["Please send your comment once more."])
