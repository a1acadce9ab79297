"""Fields of Word files (ECMA-376 part 1, 17.16): what their code says, and what they show.

A field has a code ("HYPERLINK "https://example.org"") and usually a result, the text that Word shows. Some have no
result, because Word draws what they show from the code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from articles import symbols
from articles.manuscripts.blocks import Run
from articles.manuscripts.docx_formats import Format
from articles.manuscripts.docx_xml import W, child_value, is_on, whole

TOKEN = re.compile(r'"((?:\\.|[^"\\])*)"|(\S+)')
CHECKED, UNCHECKED = "☒", "☐"
SHOWN_BY_WORD = frozenset(
    "LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT INCLUDETEXT LINK DDE DDEAUTO DATABASE REF".split()
)
LONGEST = 20_000  # characters of a code that are looked at; the data of reference managers are longer


@dataclass
class Field:
    """A field that is being read.

    `hidden`: runs in its code, as of fields inside it, which Word does not show. `note`: the key of the note that its
    result mentions.
    """

    format: Format = field(default_factory=Format)
    form: etree._Element | None = None
    codes: list[str] = field(default_factory=list)
    is_result: bool = False
    has_words: bool = False
    href: str = ""
    note: str = ""
    hidden: list[Run] = field(default_factory=list)

    @property
    def code(self) -> str:
        return "".join(self.codes)

    @property
    def tokens(self) -> list[str]:
        return tokens(self.code)

    @property
    def kind(self) -> str:
        match = TOKEN.search(self.code[:100])
        return match[0].upper() if match else ""


def tokens(code: str) -> list[str]:
    r"""The words of a code; those in quotation marks are one.

    >>> tokens('HYPERLINK "https://example.org/a b" \\o "A \\"tip\\""')
    ['HYPERLINK', 'https://example.org/a b', '\\o', 'A "tip"']
    """
    return [
        re.sub(r"\\(.)", r"\1", quoted) if quoted or not bare else bare
        for quoted, bare in TOKEN.findall(code[:LONGEST])
    ]


def link_of(code: str) -> tuple[str, str]:
    r"""The address and the place in it (after \l) of a HYPERLINK field, or two empty strings.

    >>> link_of('HYPERLINK \\l "Bones"'), link_of('HYPERLINK "https://example.org/" \\l "b"'), link_of("PAGE")
    (('', 'Bones'), ('https://example.org/', 'b'), ('', ''))
    """
    words = tokens(code)
    if not words or words[0].upper() != "HYPERLINK":
        return "", ""
    target, place = "", ""
    rest = iter(words[1:])
    for word in rest:
        switch = word.lower()
        if switch == "\\l":
            place = next(rest, "")
        elif switch in ("\\o", "\\t"):
            next(rest, "")
        elif not re.fullmatch(r"\\[a-z*]", switch):
            target = target or word
    return target, place


def shown_without_result(item: Field) -> str:
    r"""What Word shows for a field that has no result.

    >>> shown_without_result(Field(codes=['SYMBOL 163 \\f "Symbol" \\s 12'])), shown_without_result(Field(codes=["MACROBUTTON Go Click here"]))
    ('≤', 'Click here')
    """
    words = item.tokens
    if item.kind == "SYMBOL":
        return _symbol(words)
    if item.kind in ("MACROBUTTON", "GOTOBUTTON"):
        return " ".join(words[2:])
    if item.kind == "QUOTE":
        return " ".join(word for word in words[1:] if not word.startswith("\\"))
    return _form_value(item.form) if item.form is not None else ""


def _symbol(words: list[str]) -> str:
    """17.16.5.63: a code, in decimal or as 0xF0; \\f is the font, \\u says that the code is Unicode."""
    code = words[1] if len(words) > 1 else ""
    match = re.fullmatch(r"0x([0-9a-f]{1,6})|(\d{1,7})", code, re.IGNORECASE)
    number = int(match[1], 16) if match and match[1] else int(match[2]) if match else 0
    if not 0 < number < 0x110000:
        return symbols.NONE
    switches = [word.lower() for word in words]
    font = words[switches.index("\\f") + 1] if "\\f" in switches[:-1] else ""
    if number > 0xFF or "\\u" in switches or symbols.table_of(font):
        return symbols.decoded(chr(number), font)
    return bytes([number]).decode("cp1252", "replace")


def _form_value(form: etree._Element) -> str:
    """A check box, or the entry chosen in a list, of an older form (17.16.5.20 and 17.16.5.21)."""
    box, entries = form.find(f"{W}checkBox"), form.find(f"{W}ddList")
    if box is not None:
        given = "checked" if box.find(f"{W}checked") is not None else "default"
        return CHECKED if is_on(box, given) else UNCHECKED
    if entries is None:
        return ""
    names = [entry.get(f"{W}val") or "" for entry in entries.iter(f"{W}listEntry")]
    chosen = whole(child_value(entries, "result") or child_value(entries, "default"))
    return names[chosen] if chosen < len(names) else ""


def notes_by_bookmark(root: etree._Element) -> dict[str, str]:
    """The key of the note that each bookmark marks, for NOTEREF fields, which mention a note once more."""
    return dict(_bookmarked_notes(root))


def _bookmarked_notes(root: etree._Element) -> Iterator[tuple[str, str]]:
    opened: dict[str, str] = {}
    names = ("bookmarkStart", "bookmarkEnd", "footnoteReference", "endnoteReference")
    for element in root.iter(*(f"{W}{name}" for name in names)):
        name = element.tag.removeprefix(W)
        identifier = element.get(f"{W}id") or ""
        if name == "bookmarkStart":
            opened[identifier] = element.get(f"{W}name") or ""
        elif name == "bookmarkEnd":
            opened.pop(identifier, None)
        else:
            yield from (
                (bookmark, f"{name.removesuffix('Reference')}{identifier}") for bookmark in opened.values()
            )
