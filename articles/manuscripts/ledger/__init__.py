"""The ledger: do the words of a file stand in the draft, in its report or in its sources?

It shares nothing with the readers, so that it can't share their faults. Same words elsewhere are fine; numbers of
lists, marks of notes, and markers that became citations are presentation.
"""

from articles.manuscripts.ledger.comparison import Kept, missing
from articles.manuscripts.ledger.files import FILE_ERRORS, file_passages
from articles.manuscripts.ledger.kept import add_html, draft_texts, kept_in
from articles.manuscripts.ledger.passages import Passage

NOT_COMPARED = "not compared"  # the part of a file whose words could not be counted
