"""The text of a Word paragraph: runs, links, fields, formulas, references to notes, pictures, tracked changes.

Element names follow ECMA-376 part 1, 17.3.2 (runs), 17.5 (content controls), 17.13 (tracked changes), 17.16 (fields).
"""

import re
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from articles.manuscripts.blocks import Run, tidy
from articles.manuscripts.docx_collector import RunCollector
from articles.manuscripts.docx_drawings import read_drawing
from articles.manuscripts.docx_fields import CHECKED, UNCHECKED, Field
from articles.manuscripts.docx_formats import Format
from articles.manuscripts.docx_letters import LetterReader
from articles.manuscripts.docx_package import Part
from articles.manuscripts.docx_styles import Style
from articles.manuscripts.docx_xml import R, W, children, is_on, local
from articles.manuscripts.equations import M, read_equation, row_of
from articles.manuscripts.formula_runs import missing_formula
from articles.manuscripts.formulas import NOTHING, Node, Scripts, Text
from articles.manuscripts.report import Report

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
OLD_EQUATION = re.compile(r"Equation|MathType", re.IGNORECASE)
HIDDEN = gettext_lazy("Left out: hidden text")
STRUCK = gettext_lazy("Left out: text that is struck out")
PROMPT = gettext_lazy("Left out: the prompt of a form field that nobody filled in")
DELETED = gettext_lazy("Left out: text deleted with tracked changes")
MOVED = gettext_lazy("Left out here: text that tracked changes moved elsewhere")
NESTED = gettext_lazy("Left out: text nested too deeply to be read")
DEEPEST = 60


class RunReader:
    """Collects runs, descriptions of pictures and text boxes of one paragraph."""

    def __init__(self, part: Part, style: Style, report: Report, line: int) -> None:
        self.part = part
        self.style = style
        self.report = report
        self.line = line
        self.pictures: list[str] = []
        self.boxes: list[etree._Element] = []
        self._letters = LetterReader(report, line)
        self._collector = RunCollector(part, report, line)
        self._href = ""
        self._why = ""  # what is being read is left out, and this is the reason
        self._depth = 0
        self._handlers: dict[str, Callable[[etree._Element], None]] = {
            "r": self._run,
            "del": self._deleted,
            "moveFrom": self._deleted,
            "hyperlink": self._hyperlink,
            "fldSimple": self._simple_field,
            "sdt": self._control,
        }
        self._run_handlers: dict[str, Callable[[etree._Element, Format], None]] = {
            "fldChar": self._field,
            "instrText": self._code,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "drawing": self._drawing,
            "pict": self._drawing,
            "contentPart": self._drawing,
            "object": self._object,
            "ruby": self._ruby,
        }

    @property
    def runs(self) -> list[Run]:
        return self._collector.finished()

    def read(self, parent: Iterable[etree._Element]) -> None:
        if self._depth == 0:
            self._collector.gap()
        self._depth += 1
        for element in children(parent):
            self._element(element)
        self._depth -= 1

    def _element(self, element: etree._Element) -> None:
        name = local(element)
        if self._depth > DEEPEST:
            self._collector.add(Run(f" {words_of(element)} "), NESTED)
        elif element.tag.startswith(M) and self._why:
            self._collector.add(Run(f" {words_of(element)} "), self._why)
        elif element.tag.startswith(M):
            self._equation(element)
        elif name in self._handlers:
            self._handlers[name](element)
        elif name in ("t", "delText"):
            self._child(element, Format(), self._why)  # text that a program forgot to put into a run
        elif not name.endswith("Pr"):
            self.read(element)

    # What stands around runs

    def _hyperlink(self, element: etree._Element) -> None:
        outer = self._href
        target = self.part.links.get(element.get(f"{R}id") or "", "")
        self._href = self._collector.address(target, element.get(f"{W}anchor") or "") or outer
        self.read(element)
        self._href = outer

    def _simple_field(self, element: etree._Element) -> None:
        self._collector.begin(Field(codes=[element.get(f"{W}instr") or ""]))
        self._collector.separate()
        self.read(element)
        self._collector.end()

    def _control(self, element: etree._Element) -> None:
        """A content control: a check box may hold its state only in its properties (w14:checkbox)."""
        if is_on(element, "sdtPr/showingPlcHdr"):
            self._read_left_out(element, PROMPT)
            return
        box = element.find(f"{W}sdtPr/{W14}checkbox")
        words = self._collector.captured(lambda: self.read(element))
        if box is not None and not any(run.text.strip() for run in words):
            state = box.find(f"{W14}checked")
            is_checked = state is not None and state.get(f"{W14}val") in ("1", "true", "on")
            words = [Run(CHECKED if is_checked else UNCHECKED)]
        for run in words:
            self._collector.add(run)

    def _deleted(self, element: etree._Element) -> None:
        self._read_left_out(element, DELETED if local(element) == "del" else MOVED)

    def _read_left_out(self, element: etree._Element, reason: str) -> None:
        outer, self._why = self._why, self._why or str(reason)
        self.read(element)
        self._why = outer

    def _equation(self, element: etree._Element) -> None:
        notes: list[Run] = []

        def words(part: etree._Element) -> Node:
            if part.tag.startswith(M) and local(part) != "r":
                return Text(words_of(part))
            read = self._run if local(part) == "r" else self._element
            runs = self._collector.captured(lambda: read(part))
            notes.extend(run for run in runs if run.note)
            return row_of(_node(run) for run in runs if run.text)

        self._collector.formula(read_equation(element, words))
        for note in notes:
            self._collector.add(note)

    # Runs

    def _run(self, element: etree._Element) -> None:
        properties = element.find(f"{W}rPr")
        formats = self.part.package.formats
        form = formats.of(properties, self.style.style_id, has_own_look=self.style.has_own_look)
        reason = self._why or str(self._reason(element, form))
        for child in children(element):
            self._child(child, form, reason)
            if (child.get(f"{W}customMarkFollows") or "0") in ("1", "true", "on"):
                break  # the rest of the run is the mark, which the citation replaces

    def _child(self, child: etree._Element, form: Format, reason: str = "") -> None:
        name = local(child)
        if text := self._letters.read(child, form):
            reason = reason or str(DELETED if name == "delText" else "")
            self._collector.add(Run(text, form.marks, self._href or self._collector.href), reason)
        elif name in self._run_handlers and self._why and name != "ruby":
            self._collector.add(Run(f" {words_of(child)} "), self._why)
        elif name in self._run_handlers:
            self._run_handlers[name](child, form)
        elif len(child) and name != "rPr":
            self._element(child)

    def _reason(self, element: etree._Element, form: Format) -> str:
        """Why the run is left out, if it is."""
        if form.is_hidden or form.is_struck:
            return HIDDEN if form.is_hidden else STRUCK
        control = next(element.iterancestors(f"{W}sdt"), None) if form.is_prompt else None
        return PROMPT if control is not None and is_on(control, "sdtPr/showingPlcHdr") else ""

    # What a run holds besides text

    def _field(self, element: etree._Element, form: Format) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._collector.begin(Field(format=form, form=element.find(f"{W}ffData")))
        elif kind == "separate":
            self._collector.separate()
        elif kind == "end":
            self._collector.end()

    def _code(self, element: etree._Element, form: Format) -> None:
        self._collector.code(self._letters.decoded(element.text or "", form))

    def _note(self, element: etree._Element, form: Format) -> None:
        kind = local(element).removesuffix("Reference")
        self._collector.add(Run("", note=f"{kind}{element.get(f'{W}id')}"))

    def _ruby(self, element: etree._Element, form: Format) -> None:
        """A word with its reading above it (17.3.3.25): the reading follows in brackets."""
        for part in element.findall(f"{W}rubyBase"):
            self.read(part)
        reading = element.find(f"{W}rt")
        if reading is not None and words_of(reading):
            self._collector.add(Run(" ("), self._why)
            self.read(reading)
            self._collector.add(Run(")"), self._why)

    def _object(self, element: etree._Element, form: Format) -> None:
        """An embedded object. Those of the old equation editors hold a formula that only they can read."""
        program = next((ole.get("ProgID") or "" for ole in element.iter(OLE)), "")
        if OLD_EQUATION.match(program):
            reason = _(
                "Formula not taken over: an old equation editor made it. Write it in the draft at [formula]."
            )
            self.report.add(self.line, program, reason)
            for run in missing_formula():
                self._collector.add(run)
            return
        if program:
            self.report.add(self.line, program, _("Left out: an embedded object. Add what it shows by hand."))
        self._drawing(element, form)

    def _drawing(self, element: etree._Element, form: Format) -> None:
        drawing = read_drawing(element)
        self.boxes += drawing.boxes
        words = [*drawing.words, *self.part.words_of(drawing.parts)]
        if drawing.is_picture:
            self.pictures.append(drawing.description)
        elif drawing.description:
            self.report.drop(
                self.line, drawing.description, _("Left out: the description of a text box or shape")
            )
        if drawing.is_control:
            self.report.add(
                self.line, "", _("Left out: a form control, such as a button or a box to fill in")
            )
        if words:
            self.report.drop(self.line, tidy(" ".join(words)).strip(), _("Left out: words inside a drawing"))


def words_of(element: etree._Element) -> str:
    """All words in the element, also deleted ones, on one line."""
    pieces = []
    for text in element.iter(f"{W}delText", "{*}t", f"{W}p"):
        pieces.append(" " if local(text) == "p" else text.text or "")
    return tidy("".join(pieces)).strip()


def _node(run: Run) -> Node:
    text = Text(run.text.replace("\n", " "))
    if "sup" in run.marks:
        return Scripts(NOTHING, sup=text)
    return Scripts(NOTHING, sub=text) if "sub" in run.marks else text
