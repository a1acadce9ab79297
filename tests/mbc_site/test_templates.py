"""Templates are readable: no line is wider than a screen."""

from pathlib import Path

from django.conf import settings

WIDEST = 120
DRAWING = ' d="M'  # the path of a drawing has no place to break


def test_no_line_of_a_template_is_wider_than_120_columns():
    files = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
    lines = [
        (str(file.relative_to(settings.BASE_DIR)), number, len(line))
        for file in files
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        if len(line) > WIDEST and DRAWING not in line
    ]

    assert len(files) > 100
    assert lines == []
