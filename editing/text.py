"""Text that every database accepts, and bytes to text.

Rules of `decode`: a byte order mark decides (Unicode 15, 23.8); else the NULs of Latin text in UTF-16; else an XML
declaration that names a single-byte encoding; else UTF-8, in which every byte that is not UTF-8 is read as Windows-1252
(WHATWG Encoding, "windows-1252"). So a file with parts from two programs keeps both.
"""

import codecs
import math
import re
import unicodedata
from collections.abc import Callable
from typing import Any

# PostgreSQL takes no NUL, and half of a surrogate pair has no UTF-8.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Also what nobody types and libxml2 refuses: controls, noncharacters, a byte order mark inside a text.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
UNSEEN = {
    "Cc",
    "Cf",
    "Cs",
    "Zs",
    "Zl",
    "Zp",
}  # general categories: controls, formats, halves of pairs, spaces
LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),  # also Word and Excel
    (b"\xd0\xcf\x11\xe0", "old office"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "compressed"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
)
# The character of each byte; five bytes have none and stay controls, which `clean` removes.
WINDOWS_1252 = "".join(bytes([byte]).decode("windows-1252", "ignore") or chr(byte) for byte in range(256))
ESCAPED = re.compile("[\udc80-\udcff]")  # bytes that are not UTF-8, as Python's "surrogateescape" keeps them
NOT_ESCAPED = re.compile("[^\x00-\x7f\udc80-\udcff]")
MEANINGLESS = re.compile("[\udc81\udc8d\udc8f\udc90\udc9d]")  # the bytes that Windows-1252 leaves open
DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,80}encoding=["']([A-Za-z0-9._-]{2,20})["']""")
SINGLE_BYTE = re.compile(r"iso-?8859-?\d{1,2}|windows-125\d|cp125\d|latin-?\d|koi8-[ru]", re.IGNORECASE)


def storable(text: str) -> str:
    """Without what no database takes.

    >>> storable("Resting\\x00 cells\\ud800")
    'Resting cells'
    """
    return UNSTORABLE.sub("", text)


def clean(text: str) -> str:
    r"""Without controls, with \n line ends.

    >>> clean("One\r\ntwo\u2028three\x07\ufeff")
    'One\ntwo\nthree'
    """
    return CONTROLS.sub("", LINE_ENDS.sub("\n", text))


def is_blank(text: str) -> bool:
    r"""Whether nothing of it is seen: only spaces, controls, and marks of no width.

    >>> is_blank("\u200b \u2060\xad\x01"), is_blank("\u200b😀")
    (True, False)
    """
    return all(unicodedata.category(letter) in UNSEEN for letter in text)


def one_line(text: str) -> str:
    """The words of a search, with a single space between them.

    >>> one_line(" bone\\x00\\tpain \\n")
    'bone pain'
    """
    return " ".join(CONTROLS.sub(" ", text).split())


def clean_json(value: Any, clean: Callable[[str], str] = storable) -> Any:
    """Clean every text of a JSON value: its escapes can spell what the file itself could not. Infinity becomes None.

    >>> clean_json({"title": ["Resting\\x00 cells"], "score": float("inf"), "volume": 5})
    {'title': ['Resting cells'], 'score': None, 'volume': 5}
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [clean_json(item, clean) for item in value]
    if isinstance(value, dict):
        return {clean(name): clean_json(item, clean) for name, item in value.items()}
    return None if isinstance(value, float) and not math.isfinite(value) else value


def binary_type(data: bytes) -> str:
    """What a file that is no plain text is, by its first bytes; "" if they don't say.

    >>> binary_type(b"%PDF-1.7"), binary_type(b"GIF89a"), binary_type(b"Dear all")
    ('pdf', 'picture', '')
    """
    return next((kind for start, kind in SIGNATURES if data.startswith(start)), "")


def decode(data: bytes, *, is_strict: bool = False) -> str:
    r"""Text without a byte order mark, otherwise as it is. Never raises, unless it `is_strict`: UnicodeError.

    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9 na\xefve"), decode("né".encode("utf-16"))
    ('café naïve', 'né')
    """
    errors = "strict" if is_strict else "replace"
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark) and encoding != "utf-8":
            return data[len(mark) :].decode(encoding, errors)
    encoding = _utf_16_without_mark(data[:2000]) or _declared(data)
    if encoding:
        return data.decode(encoding, errors)
    data = data.removeprefix(codecs.BOM_UTF8)
    text = data.decode("utf-8", "surrogateescape")
    if is_strict and MEANINGLESS.search(text):
        raise UnicodeError("Some bytes are neither UTF-8 nor Windows-1252.")
    if not NOT_ESCAPED.search(text):  # no letter is UTF-8: the whole file at once, which is much faster
        return codecs.charmap_decode(data, "strict", WINDOWS_1252)[0]
    return ESCAPED.sub(lambda match: WINDOWS_1252[ord(match[0]) - 0xDC00], text)


def _utf_16_without_mark(start: bytes) -> str:
    r"""UTF-16 gives itself away: in Latin text every other byte is NUL.

    >>> _utf_16_without_mark("@book{a,".encode("utf-16-be")), _utf_16_without_mark(b"@book{a\x00,")
    ('utf-16-be', '')
    """
    if len(start) < 8:
        return ""
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else ""


def _declared(data: bytes) -> str:
    """The single-byte encoding that an XML declaration names. Latin-1 is Windows-1252, as in browsers.

    >>> _declared(b'<?xml version="1.0" encoding="ISO-8859-1"?>'), _declared(b'<?xml encoding="latin-99"?>')
    ('windows-1252', '')
    """
    declared = DECLARED.match(data)
    name = declared[1].decode("ascii") if declared else ""
    if not SINGLE_BYTE.fullmatch(name):
        return ""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return ""
    return "windows-1252" if codec == "iso8859-1" else codec
