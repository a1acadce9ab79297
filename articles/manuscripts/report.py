"""The report of an import: what was left out or needs a look, each with its line and a sentence why."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.manuscripts.blocks import Block
from articles.manuscripts.manuscript import Note

BAD_ADDRESS = gettext_lazy("Left out: an address that can’t be linked. Its words were kept.")


class Report:
    """Collects notes; the same text for the same reason is listed once, with how often it occurs."""

    def __init__(self) -> None:
        self._notes: dict[tuple[str, str, bool], list[int]] = {}

    def add(self, line: int, text: str, reason: str) -> None:
        """Something to look at; its words are in the draft."""
        self._notes.setdefault((text, str(reason), False), []).append(line)

    def drop(self, line: int, text: str, reason: str) -> None:
        """Words that are not in the draft, all of them, as the file has them."""
        self._notes.setdefault((text, str(reason), True), []).append(line)

    def left_out(self, block: Block, reason: str) -> None:
        self.drop(block.line, block.printed or str(reason), reason)

    def notes(self) -> list[Note]:
        """In the order of the manuscript.

        >>> report = Report()
        >>> report.add(4, "[12]", "Marker [12] has no source 12.")
        >>> report.add(2, "[12]", "Marker [12] has no source 12.")
        >>> report.notes()
        [Note(line=2, text='[12]', reason='Marker [12] has no source 12. (2 times)', is_left_out=False, count=2)]
        """
        notes = [
            Note(min(lines), text, _counted(reason, lines), is_left_out, len(lines))
            for (text, reason, is_left_out), lines in self._notes.items()
        ]
        return sorted(notes, key=lambda note: note.line)


def _counted(reason: str, lines: list[int]) -> str:
    if len(lines) == 1:
        return reason
    return _("%(reason)s (%(number)s times)") % {"reason": reason, "number": len(lines)}
