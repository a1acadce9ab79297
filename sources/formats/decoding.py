"""Bytes of a bibliography file to clean text, whatever program wrote them.

Rules: a byte order mark decides (Unicode 15, 23.8); else an XML declaration that names a single-byte encoding;
else UTF-8, in which every byte that is not UTF-8 is read as Windows-1252 (WHATWG Encoding, "windows-1252"). So a
file put together from two programs keeps both halves.
"""

import codecs
import re

from sources.formats import csl_json

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,80}encoding=["']([A-Za-z0-9._-]{2,20})["']""")
SINGLE_BYTE = re.compile(r"iso-?8859-?\d{1,2}|windows-125\d|cp125\d|latin-?\d|koi8-[ru]", re.IGNORECASE)
LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85]")
JSON_LINE_ENDS = re.compile(r"\r\n?")  # the others may stand inside its strings (RFC 8259, 7)
# Controls, byte order marks, half surrogate pairs and noncharacters: nothing of it can be part of a reference.
NOISE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]")


def decode(data: bytes) -> str:
    r"""Text with \n line ends, without byte order marks, NUL and other controls. Never raises.

    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9\r\nna\xefve\x00\r"), decode("né".encode("utf-16"))
    ('café\nnaïve\n', 'né')
    """
    text = _decoded(data)
    text = (JSON_LINE_ENDS if csl_json.START.match(text) else LINE_ENDS).sub("\n", text)
    return NOISE.sub("", text.replace("\x0b", " ").replace("\x0c", "\n"))


def _decoded(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "windows-1252" if encoding == "utf-8" else "replace")
    if encoding := _without_mark(data[:2000]):
        return data.decode(encoding, "replace")
    declared = DECLARED.match(data)
    if declared and SINGLE_BYTE.fullmatch(declared[1].decode("ascii")):
        try:
            return data.decode(declared[1].decode("ascii"), "replace")
        except LookupError:
            pass
    return data.decode("utf-8", "windows-1252")


def _without_mark(start: bytes) -> str:
    r"""UTF-16 gives itself away: in Latin text every other byte is NUL.

    >>> _without_mark("@book{a,".encode("utf-16-be")), _without_mark(b"@book{a\x00,")
    ('utf-16-be', '')
    """
    if len(start) < 8:
        return ""
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else ""


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101  # the handler is used for decoding only
    wrong = error.object[error.start : error.end]
    return "".join(_character(byte) for byte in wrong), error.end


def _character(byte: int) -> str:
    """
    >>> _character(0x93), _character(0x81)
    ('“', '\\x81')
    """
    return bytes([byte]).decode("windows-1252", "ignore") or chr(byte)


codecs.register_error("windows-1252", _as_windows_1252)
