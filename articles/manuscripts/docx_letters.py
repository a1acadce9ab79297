"""The letters of a Word run as Unicode: those of symbol fonts, symbols by their code, tabs and breaks."""

import re
from itertools import groupby

from django.utils.translation import gettext as _
from lxml import etree

from articles import symbols
from articles.manuscripts.docx_formats import Format
from articles.manuscripts.docx_xml import local
from articles.manuscripts.report import Report

CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
LINE_FEEDS = re.compile(r"[\n\r\t]")  # in the XML they are only spaces
HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,5}")
BROKEN_CODE = "\uf000"  # a code that no font has


class LetterReader:
    """Reads letters, and reports those that Unicode does not have."""

    def __init__(self, report: Report, line: int) -> None:
        self._report = report
        self._line = line

    def read(self, element: etree._Element, form: Format) -> str:
        """The text of what a run holds (`w:t`, `w:sym`, `w:tab` …); "" for what is no text."""
        name = local(element)
        if name in ("t", "delText"):
            return self.decoded(LINE_FEEDS.sub(" ", element.text or ""), form)
        if name in ("sym", "symEx"):
            return self._symbol(element)
        return CHARACTERS.get(name, "")

    def decoded(self, text: str, form: Format) -> str:
        if not form.has_symbols and not symbols.PRIVATE.search(text):
            return text
        groups = [(font, "".join(letters)) for font, letters in groupby(text, form.font_of)]
        return "".join(self._decoded(letters, font) for font, letters in groups)

    def _symbol(self, element: etree._Element) -> str:
        """A `w:sym` (17.3.3.30), or an emoji as newer versions of Word write it (`w16se:symEx`)."""
        values = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
        code = values.get("char", "")
        return self._decoded(
            chr(int(code, 16)) if HEXADECIMAL.fullmatch(code) else BROKEN_CODE, values.get("font", "")
        )

    def _decoded(self, text: str, font: str) -> str:
        for code in symbols.unknown(text, font):
            reason = _("This symbol has no letter in Unicode. The draft shows � in its place.")
            self._report.add(self._line, f"{code} ({font})" if font else code, reason)
        return symbols.decoded(text, font)
