"""Text as services send it, made whole: damaged letters, entities, tags and line breaks.

Crossref, "Face markup": titles may carry <i>, <b>, <sub>, <sup>, <scp>, <ovl>, <tt> and MathML; its
pretty-printer puts line breaks and spaces around each of them. CSL 1.0.2 keeps i, b, sub and sup.
"""

import html
import re

from sources.formats.markup import KEPT
from sources.formats.mathml import without_maths

TAG = re.compile(r"<(/?)(?:[a-z]{1,5}:)?([A-Za-z][A-Za-z0-9-]{0,20})(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>")
FOLDED = r"(?:[ \t\xa0]*[\r\n]\s*)"
NO_SPACE = (
    (re.compile(rf"([(\[/–—-]|</?(?:i|b)>[(\[/–—-]){FOLDED}(?=<)"), r"\1"),
    (re.compile(rf"(</(?:i|b|sub|sup)>){FOLDED}(?=[)\]/,.;:?!’–—-])"), r"\1"),
    (re.compile(rf"{FOLDED}(?=<su[bp]>)"), ""),
)

LOST = {
    128 + number: letter for number, letter in enumerate("€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ")
}
BYTE = {letter: number for number, letter in LOST.items()} | {chr(n): n for n in range(0x80, 0x100)}
TRAIL = "".join(sorted({letter for letter, number in BYTE.items() if number < 0xC0}))
NOT_QUOTES = "".join(letter for letter in TRAIL if letter not in "’“”")
DAMAGED = re.compile(f"[ÂÃ][{TRAIL}]|[ÄÅ][{NOT_QUOTES}]|â[{TRAIL}]{{2}}")


def plain(text: str) -> str:
    """One line without tags, entities or damage: for names of people and journals.

    >>> plain("Scandinavian Journal of\\n Work, Environment &amp;amp; Health")
    'Scandinavian Journal of Work, Environment & Health'
    """
    return _one_line(TAG.sub("", _unescaped(repaired(text))))


def marked(text: str) -> str:
    """One line of text with no other tags than <i> <b> <sup> <sub>.

    >>> marked("modulated by (\\n  <i>FUT2</i>\\n ) in <jats:italic>p</jats:italic> &lt; 0.05")
    'modulated by (<i>FUT2</i>) in <i>p</i> < 0.05'
    """
    text = TAG.sub(_kept, without_maths(_unescaped(repaired(text))))
    for pattern, instead in NO_SPACE:
        text = pattern.sub(instead, text)
    return _one_line(text)


def repaired(text: str) -> str:
    """UTF-8 that somebody read as Windows-1252 or Latin-1, read again; only Latin letters and punctuation.

    >>> repaired("Castaño-Vinyals, MÃ¼ller, GarcÃ­a, JosÃ©"), repaired("São Paulo, CAFÉ»")
    ('Castaño-Vinyals, Müller, García, José', 'São Paulo, CAFÉ»')
    """
    for _again in range(2):
        text = DAMAGED.sub(_read_again, text)
    return text


def _read_again(match: re.Match[str]) -> str:
    try:
        return bytes(BYTE[letter] for letter in match[0]).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return match[0]


def _unescaped(text: str) -> str:
    """Entities, also those that were escaped twice."""
    return html.unescape(html.unescape(text)) if "&" in text else text


def _kept(match: re.Match[str]) -> str:
    name = KEPT.get(match[2].lower())
    return f"<{match[1]}{name}>" if name else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
