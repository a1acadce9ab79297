"""The text of one XML part of a Word file, taken down as a stream, without any of the reader's rules.

Element names follow ECMA-376, part 1 (WordprocessingML, DrawingML, Office Math) and part 4 (VML).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from articles import symbols
from articles.manuscripts.ledger.passages import Collector

TEXT = frozenset(("t", "delText"))
GAPS = frozenset(("tab", "ptab", "br", "cr", "rt", "num", "den", "fName", "lim"))
MARKED = {"sup": "sup", "sub": "sub"}  # parts of a formula
VERTICAL = {"superscript": "sup", "subscript": "sub"}
SHAPES = frozenset("shape rect roundrect oval line polyline curve arc group image".split())
SKIPPED = frozenset(("rPrChange", "pPrChange", "tblStylePr", "numCache", "numLit"))
OFF = frozenset(("0", "false", "off"))

Attributes = dict[str, str]


class NotXML(ValueError):
    """The part can't be parsed."""


@dataclass(frozen=True)
class Format:
    mark: str = ""  # "sup", "sub"
    font: str = ""


def parse(
    data: bytes, start: Callable[[str, Attributes], None], end: Callable[[str], None], text=None
) -> None:
    """Call back for each element by its local name. Raises NotXML, also for a document type."""

    def refuse(*_details) -> None:
        raise NotXML("Word writes no document types.")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(
        local(name), {local(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: end(local(name))
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError) as error:
        raise NotXML(str(error)) from error


def local(name: str) -> str:
    return name.rpartition(" ")[2]


@dataclass
class WordXML:
    """Takes down a part: `root` is the name of its first element, `inserted` the relationships of inserted files."""

    styles: Mapping[str, Format]
    collector: Collector
    root: str = ""
    inserted: list[str] = field(default_factory=list)
    _runs: list[Format | None] = field(default_factory=list)
    _paragraphs: list[Format] = field(default_factory=list)
    _marks: list[str | None] = field(default_factory=list)  # of parts of formulas
    _path: list[str] = field(default_factory=list)
    _alternatives: list[int] = field(default_factory=list)
    _skipped: int = 0
    _is_text: bool = False
    _goes_on: bool = False  # the paragraph, in the next one
    _field: dict[str, str] | None = None  # a form field: its entries, its value
    _entries: list[str] = field(default_factory=list)

    def take(self, data: bytes) -> None:
        parse(data, self._start, self._end, self._text)

    def _start(self, name: str, attributes: Attributes) -> None:
        self.root = self.root or name
        if self._skipped or name in SKIPPED or self._is_other_form(name):
            self._skipped += 1
            return
        if name in TEXT or name == "v":
            self._is_text = True
        elif name in GAPS or (name == "e" and self._path[-1:] in (["eqArr"], ["mr"])):
            self.collector.add(" ", self._mark)
        self._path.append(name)
        if name in MARKED:
            self._marks.append(MARKED[name])
        if handler := STARTS.get(name):
            handler(self, attributes)
        elif name in SHAPES:
            self.collector.aside(attributes.get("alt", ""))

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        self._path.pop()
        if name in TEXT or name == "v":
            self._is_text = False
        elif name in GAPS:
            self.collector.add(" ", self._mark)
        if name in MARKED:
            self._marks.pop()
        if handler := ENDS.get(name):
            handler(self)

    def _is_other_form(self, name: str) -> bool:
        """The same text in another form, for older programs: mc:Choice and mc:Fallback hold it once each."""
        is_form = name in ("Choice", "Fallback") and bool(self._alternatives)
        return is_form and self.collector.size > self._alternatives[-1]

    @property
    def _format(self) -> Format:
        return (self._runs[-1] if self._runs else None) or Format()

    @property
    def _mark(self) -> str:
        mark = self._marks[-1] if self._marks else None
        return self._format.mark if mark is None else mark

    def _text(self, text: str) -> None:
        if self._is_text and not self._skipped:
            self.collector.add(symbols.decoded(text, self._format.font), self._mark)

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

    def _removed(self, _attributes: Attributes) -> None:
        """Deleted or moved away: runs, or the mark of a paragraph (17.13.5.15), which joins it to the next one."""
        if self._path[-3:-1] == ["pPr", "rPr"]:
            self._goes_on = True
        self.collector.begin(is_inside=True)

    def _removed_end(self) -> None:
        self.collector.end()

    def _frame(self, attributes: Attributes) -> None:
        """A large first letter (17.3.1.11) is a paragraph of its own."""
        self._goes_on = attributes.get("dropCap", "none") != "none"

    def _run(self, _attributes: Attributes) -> None:
        self._runs.append(self._paragraphs[-1] if self._paragraphs else Format())

    def _run_end(self) -> None:
        self._runs.pop()

    def _set(self, **changes: str) -> None:
        if self._runs and self._runs[-1]:
            self._runs[-1] = replace(self._runs[-1], **changes)

    def _run_style(self, attributes: Attributes) -> None:
        style = self.styles.get(attributes.get("val", ""), Format())
        self._set(**{name: value for name, value in vars(style).items() if value})

    def _vertical(self, attributes: Attributes) -> None:
        self._set(mark=VERTICAL.get(attributes.get("val", ""), ""))

    def _position(self, attributes: Attributes) -> None:
        value = attributes.get("val", "").removesuffix("pt")
        if value.lstrip("-").isdecimal() and int(value):
            self._set(mark="sub" if value.startswith("-") else "sup")

    def _drawn_format(self, attributes: Attributes) -> None:
        """The properties of a run in a drawing (a:rPr): `baseline` in thousandths of a percent."""
        if baseline := attributes.get("baseline", "").strip("0%"):
            self._set(mark="sub" if baseline.startswith("-") else "sup")

    def _fonts(self, attributes: Attributes) -> None:
        if font := attributes.get("ascii") or attributes.get("hAnsi"):
            self._set(font=font)

    def _symbol(self, attributes: Attributes) -> None:
        code = attributes.get("char", "")
        char = (
            chr(int(code, 16))
            if len(code) <= 5 and set(code.upper()) <= set("0123456789ABCDEF") and code
            else ""
        )
        self.collector.add(symbols.decoded(char, attributes.get("font", "")), self._mark)

    def _hyphen(self, _attributes: Attributes) -> None:
        self.collector.add("-", self._mark)

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

    # Formulas

    def _root_sign(self, _attributes: Attributes) -> None:
        self.collector.add(" √", self._mark)

    def _sum(self, _attributes: Attributes) -> None:
        self._field = {"sign": "∫"}

    def _sign(self, attributes: Attributes) -> None:
        if self._field and "sign" in self._field:
            self._field["sign"] = attributes.get("val", "")

    def _sum_end(self) -> None:
        if self._field:
            self.collector.add(f" {self._field.get('sign', '')} ", self._mark)
        self._field = None

    def _brackets(self, attributes: Attributes) -> None:
        self.collector.add(f" {attributes.get('val', '')} ", self._mark)

    # Form fields (17.16): the entry that is chosen, the box that is checked

    def _list(self, _attributes: Attributes) -> None:
        self._field, self._entries = {"kind": "list"}, []

    def _check(self, _attributes: Attributes) -> None:
        self._field = {"kind": "check"}

    def _entry(self, attributes: Attributes) -> None:
        self._entries.append(attributes.get("val", ""))

    def _value(self, attributes: Attributes) -> None:
        if self._field is not None:
            self._field["value"] = attributes.get("val", "1")

    def _usual(self, attributes: Attributes) -> None:
        if self._field is not None:
            self._field.setdefault("value", attributes.get("val", "1"))

    def _list_end(self) -> None:
        value = (self._field or {}).get("value", "0")
        index = int(value) if value.isdecimal() and len(value) < 6 else 0
        self.collector.add(f" {' '.join(self._entries[index : index + 1])} ")
        self._field = None

    def _check_end(self) -> None:
        is_on = (self._field or {}).get("value", "0") not in OFF
        self.collector.add(" ☒ " if is_on else " ☐ ")
        self._field = None


STARTS: dict[str, Callable[[WordXML, Attributes], None]] = {
    "p": WordXML._paragraph,
    "del": WordXML._removed,
    "moveFrom": WordXML._removed,
    "framePr": WordXML._frame,
    "pStyle": WordXML._paragraph_style,
    "r": WordXML._run,
    "rStyle": WordXML._run_style,
    "vertAlign": WordXML._vertical,
    "position": WordXML._position,
    "rPr": WordXML._drawn_format,
    "rFonts": WordXML._fonts,
    "sym": WordXML._symbol,
    "noBreakHyphen": WordXML._hyphen,
    "AlternateContent": WordXML._alternative,
    "altChunk": WordXML._inserted,
    "docPr": WordXML._described,
    "textpath": WordXML._drawn_text,
    "rad": WordXML._root_sign,
    "naryPr": WordXML._sum,
    "chr": WordXML._sign,
    "begChr": WordXML._brackets,
    "endChr": WordXML._brackets,
    "ddList": WordXML._list,
    "checkBox": WordXML._check,
    "listEntry": WordXML._entry,
    "result": WordXML._value,
    "checked": WordXML._value,
    "default": WordXML._usual,
}
ENDS: dict[str, Callable[[WordXML], None]] = {
    "p": WordXML._paragraph_end,
    "r": WordXML._run_end,
    "del": WordXML._removed_end,
    "moveFrom": WordXML._removed_end,
    "AlternateContent": WordXML._alternative_end,
    "naryPr": WordXML._sum_end,
    "ddList": WordXML._list_end,
    "checkBox": WordXML._check_end,
}


def read_styles(data: bytes) -> dict[str, Format]:
    """Which styles raise, lower or change the font, with what they inherit from at most twenty others."""
    reader = _Styles()
    parse(data, reader.start, reader.end)
    return {name: reader.resolved(name) for name in reader.own}


@dataclass
class _Styles:
    own: dict[str, dict[str, str]] = field(default_factory=dict)
    _name: str = ""
    _skipped: int = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if self._skipped or name in SKIPPED:
            self._skipped += 1
        elif name == "style":
            self._name = attributes.get("styleId", "")
            self.own[self._name] = {}
        elif self._name and name == "basedOn":
            self.own[self._name]["base"] = attributes.get("val", "")
        elif self._name and name == "vertAlign":
            self.own[self._name]["mark"] = VERTICAL.get(attributes.get("val", ""), "")
        elif self._name and name == "rFonts":
            self.own[self._name]["font"] = attributes.get("ascii") or attributes.get("hAnsi") or ""

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif name == "style":
            self._name = ""

    def resolved(self, name: str) -> Format:
        found: dict[str, str] = {}
        for _ancestor in range(20):
            own = self.own.get(name, {})
            found = {**own, **found}
            name = own.get("base", "")
        return Format(found.get("mark", ""), found.get("font", ""))
