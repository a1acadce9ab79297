"""Bytes to clean text, whatever program wrote them."""

import codecs
import re
from typing import Any

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
# Controls, byte order marks and half surrogate pairs: no database takes them, no listing needs them.
NOISE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def decode(data: bytes) -> str:
    r"""Text with \n line ends; never raises. What is not UTF-8 is read as Windows-1252, as old spreadsheets write.

    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9\r\nA\x00"), decode(b"na\xefve"), decode("né".encode("utf-16"))
    ('café\nA', 'naïve', 'né')
    """
    return clean(_decoded(data))


def clean(text: str) -> str:
    return NOISE.sub("", LINE_ENDS.sub("\n", text))


def clean_all(value: Any) -> Any:
    """The same for every text of a JSON value, whose escapes can spell what the file itself could not."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [clean_all(item) for item in value]
    return (
        {clean(name): clean_all(item) for name, item in value.items()} if isinstance(value, dict) else value
    )


def _decoded(data: bytes) -> str:
    data = data.removeprefix(codecs.BOM_UTF8)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    start = data[:2000]
    if len(start) > 7 and start[1::2].count(0) > 0.7 * len(start) / 2:
        return data.decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("windows-1252", "replace")
