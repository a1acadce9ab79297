"""Which format the bytes are in. Content decides; the name only where content leaves it open."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.manuscripts.manuscript import UnreadableManuscript
from editing.text import binary_type, decode

LARGEST = 10 * 1024 * 1024
TOO_LARGE = _("Take the pictures out and try again.")
REFUSED = {
    "pdf": _(
        "This is a PDF, which keeps no headings or lists. Save it as .docx from the program it was written in, then "
        "try again."
    ),
    "rtf": _("This is an RTF file. Open it and save it as .docx, then try again."),
    "old office": _(
        "This is an old Word file (.doc), or it is protected by a password. Open it and save it as .docx, then try "
        "again."
    ),
    "compressed": _("This is a compressed file. Unpack it first."),
    "picture": _("This is a picture. Upload it under Images."),
}
HTML_START = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|\?xml|html|head|body|article|main|section|meta|title|style|div|p|h[1-6]|ul|ol|span|table)\b",
    re.IGNORECASE | re.DOTALL,
)
OFFICE_XML = re.compile(
    r"\s*(?:<\?[^>]{0,500}\?>\s*)*<(?:\w+:package|w:wordDocument|office:document)\b", re.IGNORECASE
)
MAIL_HEADER = re.compile(
    r"\s*(?:MIME-Version|From|Date|Subject|Content-Type|Message-ID|Received):", re.IGNORECASE
)
MULTIPART = re.compile(r"^Content-Type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
MARKDOWN_FOOTNOTE = re.compile(r"^\[\^[^\]\s]{1,60}\]:", re.MULTILINE)
MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
MARKDOWN_INLINE = re.compile(r"\[[^\]\n]{1,200}\]\(https?://|\*\*\w[^*\n]{0,200}\*\*")


def recognize(data: bytes, name: str = "") -> str:
    """docx, html, md or txt.

    >>> recognize(b"<p>Hello</p>", "a.txt"), recognize(b"# One", "a.md"), recognize(b"Hello")
    ('html', 'md', 'txt')
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise UnreadableManuscript(gettext("The file is empty."))
    if len(data) > LARGEST:
        limit = gettext("The file is larger than %d MB.") % (LARGEST // 1024**2)
        raise UnreadableManuscript(f"{limit} {TOO_LARGE}")
    binary = binary_type(data)
    if binary in REFUSED:
        raise UnreadableManuscript(str(REFUSED[binary]))
    return "docx" if binary == "zip" else _text_format(decode(data), name)


def _text_format(text: str, name: str) -> str:
    if OFFICE_XML.match(text):
        raise UnreadableManuscript(
            gettext("This is an office file in XML. Open it and save it as .docx, then try again.")
        )
    if MAIL_HEADER.match(text) and MULTIPART.search(text[:4000]):
        raise UnreadableManuscript(
            gettext("This is a web archive or an email. Open it and save it as .docx, then try again.")
        )
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
