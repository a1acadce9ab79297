"""A page as Chromium prints it, read back: its sheets and the positions of its headings."""

import io
from dataclasses import dataclass

import pypdf

FOOT = 50  # points; below this is the line at the foot of each sheet
COLUMN = 240  # points: narrower than the columns that some pages have
SIZES = {"Letter": (612, 792), "A4": (595, 842)}  # points
PLAIN_TEXTS = """selector => [...document.querySelectorAll(selector)].filter(box => box.checkVisibility()).map(box => {
    const texts = [], walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, parent = node.parentElement;
        if (node.data.trim() && parent.checkVisibility() && !parent.closest('sup, .vh, .on-paper, svg')) texts.push(node.data);
    }
    return texts;
})"""


def squashed(text: str) -> str:
    """Without spaces, because a line may break anywhere."""
    return "".join(text.split())


@dataclass(frozen=True)
class Run:
    """A piece of a line, with the points from the left and from the foot of its sheet."""

    x: float
    y: float
    text: str


class Paper:
    def __init__(self, page, size: str = "Letter"):
        self.reader = pypdf.PdfReader(io.BytesIO(page.pdf(format=size, outline=True, tagged=True)))
        self.sheets = [_runs(sheet) for sheet in self.reader.pages]
        self.texts = [squashed(sheet.extract_text()) for sheet in self.reader.pages]

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def has_size(self, size: str) -> bool:
        return all(
            abs(side - wanted) < 2
            for sheet in self.reader.pages
            for side, wanted in zip(sheet.mediabox[2:], SIZES[size], strict=True)
        )

    def feet(self) -> list[str]:
        return [squashed("".join(run.text for run in runs if run.y < FOOT)) for runs in self.sheets]

    def headings(self) -> list[tuple[str, int, float, float]]:
        """Words, number of the sheet, points from its left and from its foot."""
        place = self.reader.get_destination_page_number
        return [(squashed(one.title), place(one), one.left, one.top) for one in _flat(self.reader.outline)]

    def lonely_headings(self) -> list[str]:
        """Headings under which their sheet has nothing but other headings."""
        headings, lonely = self.headings(), []
        for title, sheet, left, top in headings:
            runs = [
                run for run in self.sheets[sheet] if FOOT < run.y < top and left - 10 < run.x < left + COLUMN
            ]
            under = squashed("".join(run.text for run in sorted(runs, key=lambda run: (-run.y, run.x))))
            for other in sorted((words for words, *_ in headings), key=len, reverse=True):
                under = under.replace(other, "")
            if not under:
                lonely.append(title)
        return lonely

    def torn(self, boxes: list[list[str]]) -> list[list[str]]:
        """Boxes, given as their texts, of which no sheet holds the whole."""
        return [
            box
            for box in boxes
            if not any(all(squashed(text) in sheet for text in box) for sheet in self.texts)
        ]


def _flat(outline):
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def _runs(sheet) -> list[Run]:
    runs = []

    def keep(text, cm, tm, _font, _size):
        if text.strip():
            x, y = tm[4], tm[5]
            runs.append(Run(x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5], text))

    sheet.extract_text(visitor_text=keep)
    return runs
