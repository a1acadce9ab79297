"""Plain text that people typed, as paragraphs of HTML: escaped, with web addresses and telephone numbers as links. Pure."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString

from web import telephones

ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
HOUR = r"(?:\d{1,2}(?::\d\d)?(?: (?:[ap]m\b|[ap]\. m\.))?|noon|midnight|mediodía|medianoche)"
SPAN = re.compile(rf"\b(?:de (?:las? )?)?{HOUR} (?:to|a|al|a las?) {HOUR}")
BEFORE_HALF = re.compile(r"(?<=\d) (?=[ap]m\b|[ap]\. m\.)|(?<=\b[ap]\.) (?=m\.)")
NO_BREAK = "\N{NO-BREAK SPACE}"
SENTENCE_ENDS = ".,;:!?)]}'’…"


def tied(text: str) -> str:
    """With no line break in a time: “6:30 to 8 pm” stays whole, and “pm” beside its number.

    >>> tied("Mondays, 6:30 to 8 pm; de 1 a 2:30 p. m., call by 9 am").split(" ")
    ['Mondays,', '6:30\xa0to\xa08\xa0pm;', 'de\xa01\xa0a\xa02:30\xa0p.\xa0m.,', 'call', 'by', '9\xa0am']
    """
    whole = SPAN.sub(lambda span: span[0].replace(" ", NO_BREAK), text)
    return BEFORE_HALF.sub(NO_BREAK, whole)


def tied_day(day: str) -> str:
    """With no line break in a date, but after its weekday.

    >>> tied_day("Tuesday, December 8")
    'Tuesday, December\xa08'
    """
    weekday, comma, date = day.partition(", ")
    return f"{weekday}{comma}{date.replace(' ', NO_BREAK)}"


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
    """Only http, https and telephone numbers become links; everything else stays text."""
    parts, end = [], 0
    for match in ADDRESS.finditer(text):
        address = match[0].rstrip(SENTENCE_ENDS)
        parts += [_broken(text[end : match.start()]), _link(address)]
        end = match.start() + len(address)
    return SafeString("".join([*parts, _broken(text[end:])]))  # each is escaped


def is_web_address(text: str) -> bool:
    """Whether a link may lead there, whatever was stored.

    >>> is_web_address("https://example.org/a"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return bool(ADDRESS.fullmatch(text))


def link(address: str) -> SafeString:
    """A web address as a link; anything else as text.

    >>> link("javascript:alert(1)")
    'javascript:alert(1)'
    """
    return _link(address) if is_web_address(address) else format_html("{}", address)


def _link(address: str) -> SafeString:
    return format_html('<a href="{}" rel="nofollow noopener">{}</a>', address, address)


def _broken(text: str) -> SafeString:
    return SafeString("<br>".join(telephones.linked(tied(line)) for line in text.split("\n")))
