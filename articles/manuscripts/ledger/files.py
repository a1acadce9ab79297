"""The passages of a file of any format."""

from articles.manuscripts.ledger import plain_text, web_page, word_file
from articles.manuscripts.ledger.passages import Passage

FILE_ERRORS = word_file.ERRORS


def file_passages(data: bytes, kind: str, guessed: str = "") -> list[Passage]:
    """`kind`: docx, html, md or txt. `guessed`: the text of a file that doesn't say how it is encoded.

    Raises one of FILE_ERRORS.
    """
    if kind == "docx":
        return list(word_file.passages(data))
    text = web_page.decoded(data)
    text = guessed if text is None else text
    take = {"html": web_page.passages, "md": plain_text.markdown_passages, "txt": plain_text.passages}[kind]
    return list(take(text))
