"""Which format the bytes are in, and their text. Content decides; the name only where content leaves it open."""

import re

from articles.manuscripts.manuscript import UnreadableManuscript
from editing.text import decode

LARGEST = 10 * 1024 * 1024
LONGEST_TEXT = 2_000_000  # characters; a book has one million
SAVE_AS_DOCX = "Open it and save it as .docx, then try again."
REFUSED = (
    (
        b"%PDF",
        "This is a PDF, which keeps no headings or lists. Save it as .docx from the program it was written in, then try again.",
    ),
    (b"{\\rtf", f"This is an RTF file. {SAVE_AS_DOCX}"),
    (
        b"\xd0\xcf\x11\xe0",
        f"This is an old Word file (.doc), or it is protected by a password. {SAVE_AS_DOCX}",
    ),
    (b"\x1f\x8b", "This is a compressed file. Unpack it first."),
    (b"\x89PNG", "This is a picture. Upload it under Images."),
    (b"\xff\xd8\xff", "This is a picture. Upload it under Images."),
    (b"GIF8", "This is a picture. Upload it under Images."),
)
HTML_START = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|\?xml|html|head|body|article|main|section|meta|title|style|div|p|h[1-6]|ul|ol|span|table)\b",
    re.IGNORECASE | re.DOTALL,
)
MARKDOWN_FOOTNOTE = re.compile(r"^\[\^[^\]\s]{1,60}\]:", re.MULTILINE)
MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
MARKDOWN_INLINE = re.compile(r"\[[^\]\n]{1,200}\]\(https?://|\*\*\w[^*\n]{0,200}\*\*")
JUNK = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def recognize(data: bytes, name: str = "") -> str:
    """docx, html, md or txt.

    >>> recognize(b"<p>Hello</p>", "a.txt"), recognize(b"# One", "a.md"), recognize(b"Hello")
    ('html', 'md', 'txt')
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise UnreadableManuscript("The file is empty.")
    if len(data) > LARGEST:
        raise UnreadableManuscript("The file is larger than 10 MB. Take the pictures out and try again.")
    for start, sentence in REFUSED:
        if data.startswith(start):
            raise UnreadableManuscript(sentence)
    if data.startswith(b"PK"):
        return "docx"
    text = text_of(data)
    ending = name.lower().rpartition(".")[2]
    if HTML_START.match(text) or (ending in ("html", "htm", "xhtml") and "<" in text):
        return "html"
    if ending in ("md", "markdown", "mdown"):
        return "md"
    if ending != "txt" and _looks_like_markdown(text):
        return "md"
    return "txt"


def _looks_like_markdown(text: str) -> bool:
    return bool(
        MARKDOWN_FOOTNOTE.search(text) or (MARKDOWN_HEADING.search(text) and MARKDOWN_INLINE.search(text))
    )


def text_of(data: bytes) -> str:
    """The text of a file in any usual encoding. Raises UnreadableManuscript.

    >>> text_of("caf\\u00e9".encode("cp1252")), text_of("caf\\u00e9".encode("utf-16"))
    ('café', 'café')
    """
    try:
        text = decode(data, is_strict=True)
    except UnicodeDecodeError as error:
        raise UnreadableManuscript(
            "The characters of this file could not be read. Save it as plain text in UTF-8, or as .docx, and try again."
        ) from error
    if "\x00" in text or len(JUNK.findall(text)) > len(text) / 500:
        raise UnreadableManuscript(
            "This is not a text: it holds binary data. Save the manuscript as .docx and try again."
        )
    if len(text) > LONGEST_TEXT:
        raise UnreadableManuscript("The text is longer than a book. Import one article at a time.")
    return JUNK.sub(" ", text)
