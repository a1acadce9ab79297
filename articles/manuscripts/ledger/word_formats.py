"""How a run of a Word file is set, as far as it changes what is read: raised, in a symbol font, struck out, hidden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from articles.manuscripts.ledger.xml_stream import Attributes, parse

VERTICAL = {"superscript": "sup", "subscript": "sub"}
OUT = frozenset(("strike", "dstrike", "vanish", "webHidden"))
OFF = frozenset(("0", "false", "off", "none"))
MOST_ANCESTORS = 20


@dataclass(frozen=True)
class Format:
    """`mark`: "sup", "sub" or "". `out`: why the text is not seen."""

    mark: str = ""
    font: str = ""
    out: frozenset[str] = frozenset()

    def changed(self, name: str, attributes: Attributes) -> "Format":
        """With one property (ECMA-376 part 1, 17.3.2; of drawings 21.1.2.3.9)."""
        value = attributes.get("val", "1")
        if name in OUT:
            return replace(self, out=self.out - {name} if value in OFF else self.out | {name})
        changes = _changes(name, value, attributes)
        return replace(self, **changes) if changes else self


def _changes(name: str, value: str, attributes: Attributes) -> dict[str, Any]:
    if name == "vertAlign":
        return {"mark": VERTICAL.get(value, "")}
    if name in ("position", "rPr"):  # half points, or thousandths of a percent
        number = attributes.get("baseline", "0") if name == "rPr" else value.removesuffix("pt")
        is_number = number.lstrip("-").isdecimal() and int(number) != 0
        return {"mark": "sub" if number.startswith("-") else "sup"} if is_number else {}
    font = attributes.get("ascii") or attributes.get("hAnsi") if name == "rFonts" else ""
    return {"font": font} if font else {}


def combined(formats: Iterable[Format]) -> Format:
    """What later formats don't say is as in the earlier ones."""
    result = Format()
    for other in formats:
        result = Format(other.mark or result.mark, other.font or result.font, other.out | result.out)
    return result


@dataclass
class _Styles:
    own: dict[str, Format] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)
    _name: str = ""
    _skipped: int = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if self._skipped or name == "tblStylePr":
            self._skipped += 1
        elif name == "style":
            self._name = attributes.get("styleId", "")
            self.own[self._name] = Format()
        elif self._name and name == "basedOn":
            self.base[self._name] = attributes.get("val", "")
        elif self._name:
            self.own[self._name] = self.own[self._name].changed(name, attributes)

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif name == "style":
            self._name = ""

    def resolved(self, name: str) -> Format:
        chain = [name]
        while chain[-1] in self.base and len(chain) < MOST_ANCESTORS:
            chain.append(self.base[chain[-1]])
        return combined(self.own.get(ancestor, Format()) for ancestor in reversed(chain))


def read_styles(data: bytes) -> Mapping[str, Format]:
    styles = _Styles()
    parse(data, styles.start, styles.end)
    return {name: styles.resolved(name) for name in styles.own}
