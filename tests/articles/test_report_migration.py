"""Reports from when they were JSON on the article become lines, and what was looked at stays looked at."""

from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest

migration = import_module("articles.migrations.0006_report_lines")

CREATED, SEEN = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)
NOTE = {"line": 9, "text": "[12]", "reason": "Marker [12] has no source 12."}
LOSS = {"line": 7, "part": "footnotes", "words": "≤ 5", "before": "Take ", "after": " tablets", "count": 2}


def old_article(notes, missing, seen_at=None):
    return SimpleNamespace(
        import_report=notes,
        missing_words=missing,
        missing_words_seen_at=seen_at,
        missing_words_seen_by_name="Ada" if seen_at else "",
        created_at=CREATED,
    )


def test_notes_and_missing_words_are_lines_in_the_order_of_the_file():
    lines = migration.lines_of(old_article([NOTE], [LOSS]), SimpleNamespace)

    assert [(line.position, line.kind, line.line, line.text) for line in lines] == [
        (1, "missing", 7, "≤ 5"),
        (2, "check", 9, "[12]"),
    ]
    assert (lines[0].before, lines[0].after, lines[0].part) == ("Take ", " tablets", "footnotes")
    assert not any(hasattr(line, "ticked_at") for line in lines)


def test_missing_words_that_somebody_looked_at_are_ticked():
    loss, note = migration.lines_of(old_article([NOTE], [LOSS], SEEN), SimpleNamespace)

    assert (loss.ticked_at, loss.ticked_by_name) == (SEEN, "Ada")
    assert not hasattr(note, "ticked_at")


@pytest.mark.parametrize(
    ("article", "is_closed"),
    [
        (old_article([NOTE], []), False),
        (old_article([], [LOSS]), False),
        (old_article([NOTE], [LOSS], SEEN), False),
        (old_article([], [LOSS], SEEN), True),
    ],
)
def test_a_report_is_closed_if_nothing_was_left_to_look_at(article, is_closed):
    state = migration.state_of(article)

    assert state["report_opened_at"] == CREATED
    assert ("report_closed_at" in state) is is_closed
