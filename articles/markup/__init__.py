"""Stored HTML -> clean HTML; clean HTML -> rendered page. Pure: no database, no settings.

Nothing else in this project turns text into HTML or marks it safe. What is stored stays
editor-neutral: a short allow-list of tags and classes, citations as keys, figures as image keys.
Numbers, contents lists and pictures exist only in what `render` returns.
"""

from articles.markup.citations import Numbering, Use, image_keys, sentence_at, uses
from articles.markup.cleaning import clean, clean_inline, clean_lines
from articles.markup.figures import Picture, figures_of, picture_html
from articles.markup.rendering import Rendered, render, render_inline
from articles.markup.text import count_words, to_text
