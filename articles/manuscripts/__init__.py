"""A writer's manuscript (.docx, .html, .md, .txt) read into a draft and a report of what was not understood.

Pure: no database, no network. Call `read`; everything else is internal.
"""

from articles.manuscripts.manuscript import (
    Author,
    Figure,
    Manuscript,
    Missing,
    Note,
    Place,
    Reference,
    UnreadableManuscript,
    place_words,
)
from articles.manuscripts.reader import read
