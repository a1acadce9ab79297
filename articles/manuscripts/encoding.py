"""The text of a file in whatever encoding it is stored.

A byte order mark decides (Unicode 15, 23.8), then what a web page says of itself (HTML Living Standard, 13.2.3; labels
as in WHATWG Encoding, 4.2), unless its bytes say otherwise. Any other file is UTF-8, or else it has to be guessed.
Whatever was guessed, or decided against the file's own word, is reported.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.manuscripts.manuscript import UnreadableManuscript
from articles.manuscripts.report import Report
from editing.text import BYTE_ORDER_MARKS, WINDOWS_1252, decode

LONGEST_TEXT = 2_000_000  # characters; a book has one million
JUNK = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
FIRST_BYTES = 8192  # browsers look at 1,024 at least; Word writes comments in front
MARKUP_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
DECLARED = re.compile(
    rb"""(?:<\?xml\b[^>]{0,200}?\bencoding|<meta\b[^>]{0,500}?\bcharset)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# Labels that Python doesn't know, or reads more narrowly than browsers do.
CODECS = {
    **dict.fromkeys(
        "ascii us-ascii ansi latin1 latin-1 l1 cp819 iso-8859-1 iso8859-1 iso_8859-1 x-user-defined".split(),
        "cp1252",
    ),
    **dict.fromkeys("latin5 l5 iso-8859-9 iso8859-9".split(), "cp1254"),
    **dict.fromkeys("tis-620 iso-8859-11 windows-874".split(), "cp874"),
    **dict.fromkeys("macintosh mac x-mac-roman csmacintosh".split(), "mac_roman"),
    **dict.fromkeys("x-mac-cyrillic x-mac-ukrainian".split(), "mac_cyrillic"),
    "x-mac-ce": "mac_latin2",
    **dict.fromkeys("gb2312 gb_2312-80 gbk x-gbk chinese".split(), "gb18030"),
    **dict.fromkeys("shift_jis shift-jis sjis x-sjis ms_kanji windows-31j".split(), "cp932"),
    **dict.fromkeys("euc-kr ks_c_5601-1987 ksc5601 korean windows-949".split(), "cp949"),
    **dict.fromkeys("big5 x-x-big5 big5-hkscs".split(), "big5hkscs"),
    **dict.fromkeys("unicode utf-16 utf-16le utf-16be ucs-2 unicode-1-1-utf-8".split(), "utf-8"),
}
ASCII = bytes(range(0x20, 0x7F))
C1 = re.compile("[\x80-\x9f]")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
LETTER = re.compile(r"[^\W\x00-\x7f]")
GARBLED = re.compile("\ufffd|[ÃÂ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\x9d™œ“”˜¦¢]")
GUESSES = {"cp1252": "Windows-1252", "mac_roman": "Mac OS Roman", "cp1250": "Windows-1250"}
INSIDE_WORDS = frozenset("’‘ʼ´–—‐‑·\u00ad\u00a0\u200b\u200c\u200d…®™©°")
MOST_WORDS = 8  # in a line of the report
ENOUGH = 200_000  # characters to judge an encoding by


def text_of(data: bytes, report: Report, *, is_page: bool = False) -> str:
    """The text of a file; `is_page`: of a web page, which may name its encoding. Raises UnreadableManuscript.

    >>> text_of("caf\\u00e9".encode("utf-16"), Report())
    'café'
    >>> text_of(b"<meta charset=macintosh><p>caf\\x8e", Report(), is_page=True)
    '<meta charset=macintosh><p>café'
    """
    try:
        text = _decoded(data, declared(data) if is_page else "", report)
    except UnicodeError as error:
        raise UnreadableManuscript(
            _(
                "We couldn’t read the characters of this file. Save it as plain text in UTF-8, or as .docx, and try again."
            )
        ) from error
    most_junk = 20 if is_page else 500  # LibreOffice writes one for each field of a form
    if "\x00" in text or len(JUNK.findall(text)) > len(text) / most_junk:
        raise UnreadableManuscript(
            _("This is not text: it holds binary data. Save the manuscript as .docx and try again.")
        )
    if len(text) > LONGEST_TEXT:
        raise UnreadableManuscript(_("The text is longer than a book. Import one article at a time."))
    return JUNK.sub(" ", text)


def declared(data: bytes) -> str:
    """The label of the encoding that a page names in an XML declaration or in either form of `<meta>`.

    >>> declared(b'<meta http-equiv=Content-Type content="text/html; charset=windows-1250">')
    'windows-1250'
    """
    match = DECLARED.search(MARKUP_COMMENT.sub(b"", data[:FIRST_BYTES]))
    return match[1].decode("ascii").lower() if match else ""


def _decoded(data: bytes, label: str, report: Report) -> str:
    if b"\x00" in data[:2000] or any(data.startswith(mark) for mark, _encoding in BYTE_ORDER_MARKS):
        return decode(data, is_strict=True)
    codec = _codec(label)
    if label and not codec:
        report.add(1, label, _("The page names an encoding that nobody knows. Check its accents."))
    if _is_utf_8(data):
        text = data.decode()
        if codec not in ("", "utf-8") and not data.isascii():
            _report_other(label, "UTF-8", text, report)
        _report_garbled(text, report)
        return text
    if codec in ("", "utf-8"):
        return _guessed(data, label, report)
    return _as_declared(data, codec, label, report)


def _codec(label: str) -> str:
    """The name by which Python knows an encoding that browsers accept, or an empty string."""
    name = CODECS.get(label) or label.replace("x-cp125", "cp125")
    try:
        codec = codecs.lookup(name).name
        is_for_text = ASCII.decode(codec) == ASCII.decode("ascii")
    except (LookupError, ValueError):
        return ""
    return codec if is_for_text and not re.search(r"utf-7|escape|idna|punycode", codec) else ""


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _as_declared(data: bytes, codec: str, label: str, report: Report) -> str:
    """As the page says, unless its words look wrong and another reading has none that does.

    Where the encoding has controls, Windows-1252 has the quotation marks that were meant.
    """
    read = data.decode(codec, "replace")
    if misread(read):
        readings = {name: data.decode(name, "replace") for name in GUESSES}
        other = next((name for name in GUESSES if not misread(readings[name])), "")
        if other:
            _report_other(label, GUESSES[other], readings[other], report)
            return readings[other]
    text = C1.sub(lambda match: WINDOWS_1252[ord(match[0])], read)
    doubtful = [*misread(text), *(match.start() for match in C1.finditer(read))]
    if doubtful:
        reason = _(
            "The page says that its characters are stored as %(label)s, but these look wrong. Check them."
        )
        report.add(1, _words_at(text, doubtful), reason % {"label": label})
    return text


def _guessed(data: bytes, label: str, report: Report) -> str:
    """The reading in which the fewest words look wrong. A file with some UTF-8 has parts from two programs."""
    text = decode(data, is_strict=True)
    codec = "cp1252"
    if text == data.decode("cp1252", "replace"):
        readings = {name: data.decode(name, "replace") for name in GUESSES}
        codec = min(GUESSES, key=lambda name: len(misread(readings[name])))
        text = readings[codec]
    if label:
        _report_other(label, GUESSES[codec], text, report)
    elif LETTER.search(text) or misread(text):
        reason = _(
            "The file does not say how its characters are stored. They were read as %(encoding)s. Check these words."
        )
        report.add(_line(text), _words_at(text, _accents(text)), reason % {"encoding": GUESSES[codec]})
    return text


def _report_garbled(text: str, report: Report) -> None:
    """Characters that were lost before the file was saved, or that were saved in one encoding and read in another."""
    places = [match.start() for match in GARBLED.finditer(text, 0, ENOUGH)]
    if places:
        reason = _("These characters were damaged before the file was saved. Correct them.")
        report.add(text.count("\n", 0, places[0]) + 1, _words_at(text, places), reason)


def _report_other(label: str, encoding: str, text: str, report: Report) -> None:
    reason = _(
        "The page says that its characters are stored as %(label)s, which is not true. They were read as %(encoding)s. "
        "Check these words."
    )
    report.add(1, _words_at(text, _accents(text)), reason % {"label": label, "encoding": encoding})


def misread(text: str) -> list[int]:
    """Where a character shows that the text was stored in another encoding: a capital or a sign inside a word.

    >>> misread("itÕs a cafŽ"), misread("it’s a café — 5–10 m²")
    ([2, 10], [])
    """
    places = (match.start() for match in NOT_ASCII.finditer(text, 0, ENOUGH))
    return [place for place in places if _is_misread(text, place)]


def _is_misread(text: str, place: int) -> bool:
    sign, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if sign == "\ufffd":
        return True
    if unicodedata.category(sign) == "Lu":
        return before.islower() or (before.isdigit() and after.isdigit())
    is_inside = before.isalpha() and after.isalpha()
    return is_inside and not sign.isalpha() and sign not in INSIDE_WORDS and not unicodedata.combining(sign)


def _accents(text: str) -> Iterable[int]:
    """Letters first; if there is none, the other characters that are not ASCII."""
    places = [match.start() for match in LETTER.finditer(text)]
    return places or [match.start() for match in NOT_ASCII.finditer(text)]


def _words_at(text: str, places: Iterable[int]) -> str:
    words: dict[str, None] = {}
    for place in places:
        start = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place), text.rfind(">", 0, place)) + 1
        words[re.match(r"[^\s<]*", text[start : start + 60])[0].strip(".,;:")] = None
        if len(words) >= MOST_WORDS:
            break
    return ", ".join(filter(None, words))


def _line(text: str) -> int:
    place = next(iter(_accents(text)), 0)
    return text.count("\n", 0, place) + 1
