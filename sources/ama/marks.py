"""Text on its way to print: plain strings in which private characters stand for the tags that may survive.

Values from outside are stripped of these characters first, so markup can only come from here; everything else
is escaped in one place, `markup`.
"""

import re
from typing import Any

from django.utils.html import escape

TAGS = {"i": "\ue000\ue001", "b": "\ue002\ue003", "sup": "\ue004\ue005", "sub": "\ue006\ue007"}
ITALIC, ITALIC_END = TAGS["i"]
NOCASE, NOCASE_END = "\ue008", "\ue009"  # <span class="nocase">: letters whose case must not change
MARKS = "".join(TAGS.values()) + NOCASE + NOCASE_END
AS_HTML = {
    **{ord(pair[0]): f"<{tag}>" for tag, pair in TAGS.items()},
    **{ord(pair[1]): f"</{tag}>" for tag, pair in TAGS.items()},
    ord(NOCASE): None,
    ord(NOCASE_END): None,
}
AS_TEXT = dict.fromkeys(map(ord, MARKS))
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\ue009\ufdd0-\ufdef\ufffe\uffff]"
)
TAG = re.compile(
    r'</?(?:i|em|b|strong|sup|sub|sc)>|<span (?:class="nocase"|style="[^"<>]{0,60}")>|</span>', re.I
)
RAISED = re.compile(f"{TAGS['sup'][0]}([-+−–0-9]+){TAGS['sup'][1]}")
SUPERSCRIPTS = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
SAME_AS = {"em": "i", "strong": "b"}


def plain(value: Any) -> str:
    """A text or number as one line; anything else is nothing.

    >>> plain("  two\\n lines "), plain(12), plain(None), plain(["x"]), plain(True)
    ('two lines', '12', '', '', '')
    """
    if isinstance(value, str):
        return " ".join(UNWANTED.sub("", value).split())
    return str(value) if type(value) in (int, float) and -1e15 < value < 1e15 else ""


def marked(value: Any) -> str:
    """A title with its CSL markup (CSL 1.0.2, "HTML-like tags") as marks; tags without partner stay text.

    >>> markup(marked("<i>BRCA1</i> & <b>x")), markup(marked("<script>1</script>"))
    ('<i>BRCA1</i> &amp; &lt;b&gt;x', '&lt;script&gt;1&lt;/script&gt;')
    """
    text = plain(value)
    if "<" not in text:
        return text
    pieces: list[str] = []
    opened: list[tuple[str, int]] = []
    end = 0
    for match in TAG.finditer(text):
        pieces += (text[end : match.start()], match[0])
        end = match.end()
        name = match[0].strip("</>").split()[0].lower()
        if match[0][1] != "/":
            opened.append((name, len(pieces) - 1))
        elif opened and opened[-1][0] == name:
            start = opened.pop()[1]
            pieces[start], pieces[-1] = _pair(name, pieces[start])
    return "".join(pieces) + text[end:]


def _pair(name: str, tag: str) -> tuple[str, str]:
    if name in ("span", "sc"):
        return (NOCASE, NOCASE_END) if "nocase" in tag.lower() else ("", "")
    start, end = TAGS[SAME_AS.get(name, name)]
    return start, end


def italic(text: str) -> str:
    """In italics; what was in italics before becomes upright, as in print.

    >>> markup(italic(marked("<i>Homo sapiens</i> and the ape")))
    'Homo sapiens<i> and the ape</i>'
    """
    if not text:
        return ""
    flipped = text.translate({ord(ITALIC): ITALIC_END, ord(ITALIC_END): ITALIC}) if ITALIC in text else text
    return f"{ITALIC}{flipped}{ITALIC_END}".replace(ITALIC + ITALIC_END, "")


def markup(text: str) -> str:
    return escape(text).translate(AS_HTML)


def unmarked(text: str) -> str:
    """Plain text. Raised numbers and signs stay raised, so that 10⁹ never becomes 109.

    >>> unmarked(marked("<i>10</i><sup>-9</sup>, <sup>18</sup>F, the 2<sup>nd</sup>, CO<sub>2</sub>"))
    '10⁻⁹, ¹⁸F, the 2nd, CO2'
    """
    if TAGS["sup"][0] in text:
        text = RAISED.sub(lambda match: match[1].translate(SUPERSCRIPTS), text)
    return text.translate(AS_TEXT)


def curled(text: str) -> str:
    """Straight quotation marks and apostrophes as printers set them (AMA 11, chapter 8).

    >>> curled("the patient's \\"view\\" of 'x'"), curled("5' and 3'")
    ('the patient’s “view” of “x”', '5’ and 3’')
    """
    if '"' in text:
        text = re.sub(r'(^|[\s(\[—–-])"([^"]+)"', r"\1“\2”", text)
    if "'" not in text:
        return text
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    return _single_quotes(text).replace("'", "’")


def _single_quotes(text: str) -> str:
    """Pairs of single marks become double ones, unless double ones are open around them."""
    depth = 0

    def set_mark(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2] is None:
            depth += 1 if match[0] == "“" else -1
            return match[0]
        return f"{match[1]}‘{match[2]}’" if depth > 0 else f"{match[1]}“{match[2]}”"

    return re.sub(r"[“”]|(^|[\s(\[—–])'([^'“”]+)'(?!\w)", set_mark, text)


def stopped(text: str) -> str:
    """With a full stop, unless it has its own end; inside a closing quotation mark (AMA 11, chapter 8).

    >>> stopped("What"), stopped("What?"), stopped("Is “it”")
    ('What.', 'What?', 'Is “it.”')
    """
    bare = text.rstrip(MARKS)
    if not bare or bare[-1] in ".!?:;":
        return text
    if bare[-1] == "”" or (bare[-1] == "’" and bare.count("‘") >= bare.count("’")):
        return text if bare[-2:-1] in {".", "!", "?"} else f"{bare[:-1]}.{text[len(bare) - 1 :]}"
    return text + "."


def sentences(*parts: str) -> str:
    """The parts that are there, each but the last with its full stop."""
    there = [part for part in parts if part]
    return " ".join([*map(stopped, there[:-1]), *there[-1:]])
