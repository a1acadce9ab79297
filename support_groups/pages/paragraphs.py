"""Plain text that people typed, as paragraphs of HTML: escaped, with web addresses as links. Pure."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
BEFORE_HALF = re.compile(r"(?<=\d) (?=[ap]m\b|[ap]\. m\.)|(?<=\b[ap]\.) (?=m\.)")
SENTENCE_ENDS = ".,;:!?)]}'’…"


def tied(text: str) -> str:
    """With "pm" tied to its number, so that no line breaks between them.

    >>> tied("6:30 to 8 pm; de 1 a 2:30 p. m.").count("\\N{NO-BREAK SPACE}")
    3
    """
    return BEFORE_HALF.sub("\N{NO-BREAK SPACE}", text)


def paragraphs(text: str) -> list[SafeString]:
    """An empty line begins a new paragraph, a line break stays one.

    >>> paragraphs("Tea & talk.\\n\\nSee https://example.org/a.")[1]
    'See <a href="https://example.org/a" rel="nofollow noopener">https://example.org/a</a>.'
    """
    parts = re.split(r"\n(?:[ \t]*\n)+", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    return [linked(part) for part in parts if part.strip()]


def steps(text: str) -> list[SafeString]:
    """The lines that are not empty, for "how to join"."""
    return [linked(line.strip()) for line in text.splitlines() if line.strip()]


def linked(text: str) -> SafeString:
    """Only http and https become links; everything else stays text."""
    parts, end = [], 0
    for match in ADDRESS.finditer(text):
        address = match[0].rstrip(SENTENCE_ENDS)
        parts += [_broken(text[end : match.start()]), _link(address)]
        end = match.start() + len(address)
    return format_html_join("", "{}", ((part,) for part in [*parts, _broken(text[end:])]))


def link(address: str) -> SafeString:
    """A web address as a link; anything else as text.

    >>> link("javascript:alert(1)")
    'javascript:alert(1)'
    """
    return _link(address) if ADDRESS.fullmatch(address) else format_html("{}", address)


def _link(address: str) -> SafeString:
    return format_html('<a href="{}" rel="nofollow noopener">{}</a>', address, address)


def _broken(text: str) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in text.split("\n")))
