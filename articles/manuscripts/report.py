"""The report of an import: what was left out or needs a look, each with its line and a sentence why."""

from articles.manuscripts.blocks import Block
from articles.manuscripts.manuscript import Note


class Report:
    """Collects notes; the same words for the same reason are told once, with how often."""

    def __init__(self) -> None:
        self._notes: dict[tuple[str, str], list[int]] = {}

    def add(self, line: int, text: str, reason: str) -> None:
        self._notes.setdefault((text, reason), []).append(line)

    def left_out(self, block: Block, reason: str) -> None:
        self.add(block.line, block.printed or reason, reason)

    def notes(self) -> list[Note]:
        """In the order of the manuscript.

        >>> report = Report()
        >>> report.add(4, "[12]", "Marker [12] has no reference 12")
        >>> report.add(2, "[12]", "Marker [12] has no reference 12")
        >>> report.notes()
        [Note(line=2, text='[12]', reason='Marker [12] has no reference 12 (2 times)')]
        """
        found = [
            Note(min(lines), text, reason if len(lines) == 1 else f"{reason} ({len(lines)} times)")
            for (text, reason), lines in self._notes.items()
        ]
        return sorted(found, key=lambda note: note.line)
