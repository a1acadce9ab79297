"""What is collected while a web page is walked: the block being read, and where the walk is."""

from dataclasses import dataclass, field, replace

from lxml import etree

from articles.manuscripts.blocks import Block, Run, Runs, joined, plain
from articles.manuscripts.report import Report


@dataclass
class Context:
    """Where the walk is: format, list, and the block that is being collected."""

    marks: frozenset[str] = frozenset()
    href: str = ""
    kind: str = "paragraph"
    level: int = 0
    depth: int = -1
    number: int | None = None
    hint: str = ""
    note: str = ""


@dataclass
class BlockCollector:
    report: Report
    breaks: str = "\n"
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    count: int = 0
    line: int = 0
    at: Context = field(default_factory=Context)
    counters: dict[etree._Element, int] = field(default_factory=dict)
    has_title: bool = False
    is_first_of_item: bool = True

    def flush(self) -> None:
        """End the block being collected; line breaks inside it part it into lines."""
        pieces, self.runs = _split_at_breaks(self.runs), []
        for index, runs in enumerate(pieces):
            runs = joined(runs)
            if not plain(runs) and not any(run.note for run in runs):
                continue
            self.count += index == 0 or not self.line
            self._add(runs, is_tight=index > 0)

    def _add(self, runs: Runs, *, is_tight: bool) -> None:
        at = self.at
        line = self.line or self.count
        last = self.blocks[-1] if self.blocks else None
        if at.note:
            self._add_note(runs, line)
            return
        block = Block(at.kind, line, runs, at.level, is_tight=is_tight, hint=at.hint)
        if at.kind == "item":
            if last and last.kind == "item" and not self.is_first_of_item and not is_tight:
                self._continue_last(runs)
                return
            label = "" if at.number is None else f"{at.number}."
            block = replace(block, level=max(at.depth, 0), number=at.number, label=label)
        self.blocks.append(block)
        self.is_first_of_item = False

    def _continue_last(self, runs: Runs) -> None:
        last = self.blocks[-1]
        self.blocks[-1] = replace(last, runs=joined([*last.runs, Run(" "), *runs]))

    def _add_note(self, runs: Runs, line: int) -> None:
        last = self.blocks[-1] if self.blocks else None
        if last and last.kind == "reference" and last.key == self.at.note:
            self._continue_last(runs)
        else:
            self.blocks.append(Block("reference", line, runs, key=self.at.note))


def _split_at_breaks(runs: list[Run]) -> list[list[Run]]:
    pieces: list[list[Run]] = []
    piece: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n") if not run.note else [run.text]
        piece.append(replace(run, text=first))
        for other in others:
            pieces.append(piece)
            piece = [replace(run, text=other)]
    return [*pieces, piece]
