"""The text of one XML part of a Word file, taken down as a stream, without any of the readers' rules.

Element names follow ECMA-376, part 1 (WordprocessingML, DrawingML, Office Math) and part 4 (VML).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from articles import symbols
from articles.manuscripts.ledger.passages import Collector, nested
from articles.manuscripts.ledger.word_formats import OFF, Format, combined
from articles.manuscripts.ledger.xml_stream import Attributes, parse

TEXT = frozenset(("t", "delText", "v"))
GAPS = frozenset(("tab", "ptab", "br", "cr", "rt", "num", "den", "fName", "d", "rad"))
SPREAD = frozenset(("eqArr", "mr", "nary"))  # gaps around each part
MARKED = {"sup": "sup", "sub": "sub", "deg": "sup"}  # parts of formulas
LIMITS = {"limLow": "sub", "limUpp": "sup"}
ACCENTS = {"^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "¯": "\u0304", "‾": "\u0304", "→": "\u20d7"}
ACCENTED = {"acc": "\u0302", "bar": "\u0304"}
SHAPES = frozenset("shape rect roundrect oval line polyline curve arc group image".split())
SKIPPED = frozenset(("rPrChange", "pPrChange", "numCache", "numLit"))


@dataclass
class WordXML:
    """Takes down a part: `root` is the name of its first element, `inserted` the relationships of inserted files."""

    styles: Mapping[str, Format]
    collector: Collector
    root: str = ""
    inserted: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    _runs: list[Format | None] = field(default_factory=list)
    _paragraphs: list[Format] = field(default_factory=list)
    _marks: list[str | None] = field(default_factory=list)  # of parts of formulas
    _signs: list[str] = field(default_factory=list)  # of sums, accents and bars
    _alternatives: list[int] = field(default_factory=list)
    _removed: int = 0
    _skipped: int = 0
    _goes_on: bool = False  # the paragraph, in the next one
    _entries: list[str] = field(default_factory=list)  # of a form field (17.16)
    _value: str = ""

    def take(self, data: bytes) -> None:
        parse(data, self._start, self._end, self._text)

    def _start(self, name: str, attributes: Attributes) -> None:
        self.root = self.root or name
        if self._skipped or name in SKIPPED or self._is_other_form(name):
            self._skipped += 1
            return
        if name in GAPS or (self.path[-1:] and self.path[-1] in SPREAD):
            self._add(" ")
        self.path.append(name)
        if mark := MARKED.get(name) or (LIMITS.get(self.path[-2]) if name == "lim" else None):
            self._marks.append(nested(self._marks[-1] if self._marks else None, mark))
        if handler := STARTS.get(name):
            handler(self, attributes)
        elif name in SHAPES:
            self.collector.aside(attributes.get("alt", ""))
        elif self._runs and self._runs[-1]:
            self._runs[-1] = self._runs[-1].changed(name, attributes)

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        self.path.pop()
        if name in GAPS or (self.path[-1:] and self.path[-1] in SPREAD):
            self._add(" ")
        is_marked = name in MARKED or (name == "lim" and self.path[-1] in LIMITS)
        if is_marked and self._marks.pop() == "sup":
            self._add(" ")
        if handler := ENDS.get(name):
            handler(self)

    def _text(self, text: str) -> None:
        if not self._skipped and self.path[-1] in TEXT:
            self._add(symbols.decoded(text, self._format.font))

    def _add(self, text: str) -> None:
        if self.collector.is_open or text.strip():
            mark = self._marks[-1] if self._marks else None
            is_out = bool(self._removed or self._format.out)
            self.collector.add(text, self._format.mark if mark is None else mark, is_out=is_out)

    @property
    def _format(self) -> Format:
        return (self._runs[-1] if self._runs else None) or Format()

    def _is_other_form(self, name: str) -> bool:
        """The same text in another form, for older programs: mc:Choice and mc:Fallback hold it once each."""
        is_form = name in ("Choice", "Fallback") and bool(self._alternatives)
        return is_form and self.collector.size > self._alternatives[-1]

    # Paragraphs and runs

    def _paragraph(self, _attributes: Attributes) -> None:
        self.collector.begin()
        self._paragraphs.append(Format())
        self._runs.append(None)  # formats of the mark of this paragraph are not those of a run around it
        self._marks.append(None)

    def _paragraph_end(self) -> None:
        self.collector.end(goes_on=self._goes_on)
        self._goes_on = False
        self._paragraphs.pop()
        self._runs.pop()
        self._marks.pop()

    def _paragraph_style(self, attributes: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1] = self.styles.get(attributes.get("val", ""), Format())

    def _frame(self, attributes: Attributes) -> None:
        """A large first letter (17.3.1.11) is a paragraph of its own."""
        self._goes_on = attributes.get("dropCap", "none") != "none"

    def _run(self, _attributes: Attributes) -> None:
        self._runs.append(self._paragraphs[-1] if self._paragraphs else Format())

    def _run_end(self) -> None:
        self._runs.pop()

    def _run_style(self, attributes: Attributes) -> None:
        style = self.styles.get(attributes.get("val", ""), Format())
        if self._runs and self._runs[-1]:
            self._runs[-1] = combined([self._runs[-1], style])

    def _symbol(self, attributes: Attributes) -> None:
        code = attributes.get("char", "").upper()
        is_code = code and len(code) <= 5 and set(code) <= set("0123456789ABCDEF")
        self._add(symbols.decoded(chr(int(code, 16)), attributes.get("font", "")) if is_code else "")

    def _hyphen(self, _attributes: Attributes) -> None:
        self._add("-")

    def _remove(self, _attributes: Attributes) -> None:
        """Deleted or moved away: runs, or the mark of a paragraph (17.13.5.15), which joins it to the next one."""
        self._removed += 1
        if self.path[-3:-1] == ["pPr", "rPr"]:
            self._goes_on = True

    def _remove_end(self) -> None:
        self._removed -= 1

    # Alternatives, inserted files, descriptions of pictures

    def _alternative(self, _attributes: Attributes) -> None:
        self._alternatives.append(self.collector.size)

    def _alternative_end(self) -> None:
        self._alternatives.pop()

    def _inserted(self, attributes: Attributes) -> None:
        self.inserted.append(attributes.get("id", ""))

    def _described(self, attributes: Attributes) -> None:
        for name in ("title", "descr"):
            self.collector.aside(attributes.get(name, ""))

    def _drawn_text(self, attributes: Attributes) -> None:
        self.collector.aside(attributes.get("string", ""))

    # Formulas (22.1)

    def _root_sign(self, _attributes: Attributes) -> None:
        self._add(" √")

    def _brackets(self, attributes: Attributes) -> None:
        self._add(f" {attributes.get('val', '')} ")

    def _sum(self, _attributes: Attributes) -> None:
        self._signs.append("∫")

    def _sum_end(self) -> None:
        self._add(f" {self._signs.pop()} ")

    def _accent(self, _attributes: Attributes) -> None:
        self._signs.append(ACCENTED[self.path[-1]])

    def _accent_end(self) -> None:
        self._add(self._signs.pop())

    def _sign(self, attributes: Attributes) -> None:
        if self._signs and self.path[-2] in ("naryPr", "accPr"):
            value = attributes.get("val", "")
            self._signs[-1] = ACCENTS.get(value, value) if self.path[-2] == "accPr" else value

    # Form fields (17.16): the entry that is chosen, the box that is checked

    def _form_field(self, _attributes: Attributes) -> None:
        self._entries, self._value = [], ""

    def _entry(self, attributes: Attributes) -> None:
        self._entries.append(attributes.get("val", ""))

    def _chosen(self, attributes: Attributes) -> None:
        self._value = attributes.get("val", "1")

    def _usual(self, attributes: Attributes) -> None:
        self._value = self._value or attributes.get("val", "1")

    def _list_end(self) -> None:
        index = int(self._value) if self._value.isdecimal() and len(self._value) < 6 else 0
        self._add(f" {' '.join(self._entries[index : index + 1])} ")

    def _check_end(self) -> None:
        self._add(" ☐ " if self._value in OFF or not self._value else " ☒ ")


STARTS: dict[str, Callable[[WordXML, Attributes], None]] = {
    "p": WordXML._paragraph,
    "pStyle": WordXML._paragraph_style,
    "framePr": WordXML._frame,
    "r": WordXML._run,
    "rStyle": WordXML._run_style,
    "sym": WordXML._symbol,
    "noBreakHyphen": WordXML._hyphen,
    "del": WordXML._remove,
    "moveFrom": WordXML._remove,
    "AlternateContent": WordXML._alternative,
    "altChunk": WordXML._inserted,
    "docPr": WordXML._described,
    "textpath": WordXML._drawn_text,
    "rad": WordXML._root_sign,
    "begChr": WordXML._brackets,
    "endChr": WordXML._brackets,
    "naryPr": WordXML._sum,
    "acc": WordXML._accent,
    "bar": WordXML._accent,
    "chr": WordXML._sign,
    "ddList": WordXML._form_field,
    "checkBox": WordXML._form_field,
    "listEntry": WordXML._entry,
    "result": WordXML._chosen,
    "checked": WordXML._chosen,
    "default": WordXML._usual,
}
ENDS: dict[str, Callable[[WordXML], None]] = {
    "p": WordXML._paragraph_end,
    "r": WordXML._run_end,
    "del": WordXML._remove_end,
    "moveFrom": WordXML._remove_end,
    "AlternateContent": WordXML._alternative_end,
    "naryPr": WordXML._sum_end,
    "acc": WordXML._accent_end,
    "bar": WordXML._accent_end,
    "ddList": WordXML._list_end,
    "checkBox": WordXML._check_end,
}
