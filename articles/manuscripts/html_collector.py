"""What is collected while a web page is walked: the block being read, and where the walk is."""

import re
from dataclasses import dataclass, field, replace

from articles.manuscripts.blocks import Block, Run, Runs, joined, plain, without_start
from articles.manuscripts.html_lists import ItemCounter
from articles.manuscripts.html_notes import Notes
from articles.manuscripts.html_styles import Styles
from articles.manuscripts.report import Report

EMPTY_MARK = re.compile(r"(?:\[\s*\]|\(\s*\)|[\^↑])[\s:.]*|[.:)]\s+")
BRACKETS = {"[": "]", "(": ")"}
ONE_LINE = ("item", "heading")


@dataclass(frozen=True)
class Context:
    """Where the walk is: format, list, and the block that is being collected.

    `item` counts the list items of the page, so that two paragraphs of one item are told from two items. `note` is the
    key of the note that the text belongs to, `font` a symbol font, `is_preformatted` keeps the ends of lines.
    """

    marks: frozenset[str] = frozenset()
    href: str = ""
    kind: str = "paragraph"
    level: int = 0
    depth: int = -1
    number: int | None = None
    counts_in: str = ""
    label: str = ""
    item: int = 0
    hint: str = ""
    note: str = ""
    font: str = ""
    is_preformatted: bool = False


@dataclass
class Page:
    """What is known of the whole page before the walk."""

    styles: Styles
    notes: Notes
    names: frozenset[str] = frozenset()  # of places that links on the page lead to
    base: str = ""
    counter: ItemCounter = field(default_factory=ItemCounter)
    typed: dict[int, tuple[int, str]] = field(
        default_factory=dict
    )  # Word's last number at each depth, and its kind
    items: int = 0
    has_title: bool = False


@dataclass
class BlockCollector:
    report: Report
    page: Page
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    count: int = 0
    line: int = 0  # of the file, where a converter wrote it
    at: Context = field(default_factory=Context)
    begun: set[int] = field(default_factory=set)  # items of which a block exists
    names: list[str] = field(default_factory=list)  # of the block that comes next
    last_item: int = 0

    @property
    def place(self) -> int:
        """The line or paragraph that is being read."""
        return self.line or self.count + 1

    def inner(self) -> "BlockCollector":
        """For a cell or caption: blocks of its own on the same page."""
        return BlockCollector(self.report, self.page, count=self.count, line=self.line, at=Context(note=""))

    def add(self, text: str) -> None:
        if text:
            self.runs.append(Run(text, self.at.marks, self.at.href))

    def add_block(self, block: Block) -> None:
        self.blocks.append(replace(block, names=tuple(self.names)))
        self.names = []
        self.last_item = 0

    def flush(self) -> None:
        """End the block being collected; line breaks inside it part it into lines, but not a heading or an item."""
        runs, self.runs = self.runs, []
        if self.at.kind in ONE_LINE or self.at.note:
            runs = [replace(run, text=run.text.replace("\n", " ")) for run in runs]
        is_tight = False
        for index, piece in enumerate(_split_at_breaks(runs)):
            piece = joined(_without_brackets(piece))
            has_words = bool(plain(piece)) or any(run.note for run in piece)
            if has_words:
                self.count += index == 0 or not self.line
                self._add(piece, is_tight=is_tight)
            is_tight = has_words

    def _add(self, runs: Runs, *, is_tight: bool) -> None:
        at, line = self.at, self.line or self.count
        if at.note:
            self._add_note(runs, line)
        elif at.kind == "item":
            self._add_item(runs, line)
        else:
            self.add_block(
                Block(at.kind, line, runs, at.level, label=at.label, is_tight=is_tight, hint=at.hint)
            )

    def _add_item(self, runs: Runs, line: int) -> None:
        """An item, more text of the item before, or a paragraph if another list or a table stands between."""
        at = self.at
        if at.item == self.last_item:
            self._continue_last(runs)
        elif at.item in self.begun:
            self.add_block(Block("paragraph", line, runs, hint=at.hint))
        else:
            self.begun.add(at.item)
            level = max(at.depth, 0)
            block = Block("item", line, runs, level, at.number, at.label, at.counts_in or "1", hint=at.hint)
            self.add_block(block)
            self.last_item = at.item

    def _continue_last(self, runs: Runs) -> None:
        last = self.blocks[-1]
        self.blocks[-1] = replace(last, runs=joined([*last.runs, Run(" "), *runs]))

    def _add_note(self, runs: Runs, line: int) -> None:
        last = self.blocks[-1] if self.blocks else None
        if last and last.kind == "reference" and last.key == self.at.note:
            self._continue_last(runs)
        else:
            self.add_block(Block("reference", line, _without_mark(runs), key=self.at.note))


def _without_mark(runs: Runs) -> Runs:
    """Without the brackets that stood around the link back to the text."""
    match = EMPTY_MARK.match(plain(runs))
    return without_start(runs, match.end()) if match else runs


def _without_brackets(runs: list[Run]) -> list[Run]:
    """Without the brackets that only enclose marks of notes: [1] or [1, 2], where each number is a link."""
    result = list(runs)
    for place in range(len(runs) - 1):
        closing = BRACKETS.get(result[place].text.rstrip()[-1:], "") if runs[place + 1].note else ""
        end = place + 1
        while closing and end < len(runs) and (runs[end].note or not runs[end].text.strip(" ,;–-")):
            end += 1
        if closing and end < len(runs) and runs[end].text.lstrip().startswith(closing):
            result[place] = replace(result[place], text=result[place].text.rstrip()[:-1])
            result[end] = replace(result[end], text=result[end].text.lstrip()[1:])
    return result


def _split_at_breaks(runs: list[Run]) -> list[list[Run]]:
    pieces: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n") if not run.note else [run.text]
        pieces[-1].append(replace(run, text=first))
        pieces += [[replace(run, text=other)] for other in others]
    return pieces
