"""The number to dial for a telephone number in its printed form, and telephone numbers in running text. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString

EXTENSION = re.compile(r"[,;]|\b(?:x|ext)\b|x(?=\d)", re.IGNORECASE)
PLAIN = str.maketrans({"–": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{NO-BREAK SPACE}": " "})
NUMBER = re.compile(r"\+?[0-9 ().-]*[0-9][0-9 ().-]*")

# In running text. Numbers stand alone: no letter, digit, currency or sign that joins them to something longer beside them.
IN_TEXT = re.compile(
    r"""
    (?<![\w$€£#/:@=%+]) (?<![\w][.,–‑-])
    (?:
        (?:
            (?P<international> \+[1-9][0-9]{0,2} (?:[\ \u00a0.–‑-]?(?:\([0-9]{1,4}\)|[0-9]{1,4})){2,6} )
          | (?P<american> (?:1[\ \u00a0.–‑-]?)? (?:\([2-9][0-9]{2}\)[\ \u00a0]?|[2-9][0-9]{2}[\ \u00a0.–‑-])
                [2-9][0-9]{2}[\ \u00a0.–‑-][0-9]{4} )
          | (?P<national> (?:\(0[1-9][0-9]{0,3}\)|0[1-9][0-9]{1,4}|0[1-9])[\ \u00a0-]?
                (?:[0-9]{3,4}(?:[\ \u00a0-][0-9]{3,4}){1,2}|[0-9]{5,6}) )
        )
        (?: ,?[\ \u00a0](?:ext\.?|extension|x)[\ \u00a0]?[0-9]{1,6} )?
      | (?P<short> 116[\ \u00a0]?[0-9]{3} | 13[\ \u00a0]11[\ \u00a0]14 | [1-9]11 | 112 | 988 | 999 )
    )
    (?![\w%°]|[.,:/–‑-][0-9])
    """,
    re.VERBOSE | re.IGNORECASE,
)
SHORTEST = len("tel:") + 8
LOOKED_AT = 40  # letters before a number that say what it is
# A fax whistles. “Meeting ID: 812 345 6789” has the form of a telephone number. So may a passcode, or the number of a charity.
NAMES_OTHER = re.compile(
    r"(?:\b(?:ids?|pin|passcode|password|code|ein|npi|isbn(?:-1[03])?|issn|pmid|doi|no\.|case|account|fax|código|clave)|[#№])"
    r"(?:\s+(?:number|is|de\s+\w+))?[\s:=#.]*$",
    re.IGNORECASE,
)
CALLS = re.compile(
    r"\b(?:call|text|dial|ring|phone|telephone|samaritans|llam\w+|mar[cq]\w+|teléfono)\b[^.;!?\n]*$",
    re.IGNORECASE,
)
LEADS_TO_NUMBER = re.compile(
    r"\b(?:call|text|dial|ring|phone|telephone|to|on|at|or|number|local|your|al|el|o|número|teléfono|samaritans)[\s:(]*$",
    re.IGNORECASE,
)


def dialed(phone: str) -> str:
    """Without the extension; "" for what is not one number: a wrong one dials somebody else.

    >>> dialed("+1 (800) 555-0142 ext. 3"), dialed("1-800-555-HOPE"), dialed("112 or 999"), dialed("112/999")
    ('+18005550142', '', '', '')
    """
    number = EXTENSION.split(phone)[0].strip().translate(PLAIN)
    return (
        "".join(sign for sign in number if sign.isdigit() or sign == "+") if NUMBER.fullmatch(number) else ""
    )


def link(phone: str) -> str:
    """For href; "" if it cannot be dialed.

    >>> link("116 123"), link("112 or 999")
    ('tel:116123', '')
    """
    digits = dialed(phone)
    return f"tel:{digits}" if digits else ""


def html(number: str) -> SafeString:
    """A number to tap. One that can't be dialed is only shown."""
    href = link(number)
    return format_html('<a href="{}">{}</a>', href, number) if href else format_html("{}", number)


@dataclass(frozen=True)
class Found:
    """A number in running text, from `start` to `end`, with its extension; `href` leaves the extension out."""

    start: int
    end: int
    href: str


def find(text: str) -> Iterator[Found]:
    """The telephone numbers in running text, from left to right: in North American and international form, in those of
    countries whose numbers begin with 0, and short ones that the text says to call. Whatever could as well be a date, a
    time, a price, a ZIP code or an ID is none of them: a wrong link dials somebody else.

    >>> [found.href for found in find("Call 1-800-555-0177 ext. 3, or call or text 988. Meeting ID: 812 345 6789")]
    ['tel:18005550177', 'tel:988']
    >>> [text[found.start : found.end] for text in ["Tel. (03) 5550 0164, 12-08-2026"] for found in find(text)]
    ['(03) 5550 0164']
    """
    for match in IN_TEXT.finditer(text):
        before = text[max(0, match.start() - LOOKED_AT) : match.start()]
        is_short = match.lastgroup == "short"
        if not _is_called(before) if is_short else NAMES_OTHER.search(before):
            continue
        if (href := link(match[0])) and (is_short or len(href) >= SHORTEST):
            yield Found(match.start(), match.end(), href)


def _is_called(before: str) -> bool:
    """Whether the words before a short number say to call it: “call or text 988”, not “call Room 211”."""
    return bool(CALLS.search(before) and LEADS_TO_NUMBER.search(before))


def linked(text: str) -> SafeString:
    """Running text, escaped, with its telephone numbers to tap.

    >>> linked("Call <Odette> at 330-555-0111.")
    'Call &lt;Odette&gt; at <a href="tel:3305550111">330-555-0111</a>.'
    """
    html, end = "", 0
    for found in find(text):
        number = escape(text[found.start : found.end])
        html += f'{escape(text[end : found.start])}<a href="{escape(found.href)}">{number}</a>'
        end = found.end
    return SafeString(html + escape(text[end:]))
