"""Templates are readable, and every word in them can be translated."""

import re
from pathlib import Path

from django.conf import settings

WIDEST = 120
DRAWING = ' d="M'  # the path of a drawing has no place to break
NOT_TEXT = [
    r"\{% comment %\}.*?\{% endcomment %\}",
    r"\{#.*?#\}",
    r"\{% blocktranslate\b.*?\{% endblocktranslate %\}",
    r"\{% block (kind|language|main_class|og_type) %\}.*?\{% endblock %\}",
    r"\{\{.*?\}\}|\{%.*?%\}",
    r"<[^>]*>",
    r"&\w+;",
]
ATTRIBUTE = re.compile(
    r'\b(?:alt|title|aria-label|placeholder|data-(?!kind)[a-z-]+)="([^"{]*[A-Za-z]{3,} [^"{]*)"'
)
NAMES = {"BibTeX", "RIS", "CSL", "JSON", "HSDS", "CSV"}


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


def words(template: str) -> set[str]:
    """What people would read of a template that no translation covers."""
    attributes = ATTRIBUTE.findall(template)
    for pattern in NOT_TEXT:
        template = re.sub(pattern, " ", template, flags=re.DOTALL)
    return {word for text in [template, *attributes] for word in re.findall(r"[^\W\d_]{2,}", text)}


def test_every_word_of_a_template_can_be_translated():
    folder = Path(settings.BASE_DIR, "templates")
    found = {str(file.relative_to(folder)): words(file.read_text()) for file in folder.rglob("*.html")}

    assert {name: rest for name, text in found.items() if (rest := text - NAMES)} == {}


def test_words_outside_translations_are_noticed():
    template = '{% translate "Fine" %} <p title="Not fine">{# a note #}Bare {{ value }}</p>{% block kind %}home{% endblock %}'

    assert words(template) == {"Not", "fine", "Bare"}
