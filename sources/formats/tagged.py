"""Files of tagged lines, "TI  - A title": RIS and PubMed's nbib are both made of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Broken:
    """A record that cannot be read, and why, in a sentence."""

    sentence: str


@dataclass
class Tags:
    """The values of one record by tag, each in the order of the file."""

    line: int
    order: list[tuple[str, str]] = field(default_factory=list)

    def add(self, tag: str, value: str) -> None:
        self.order.append((tag, value.strip()))

    def extend(self, text: str, separator: str = " ") -> None:
        """A line without a tag belongs to the value before it."""
        if self.order and text.strip():
            tag, value = self.order[-1]
            self.order[-1] = (tag, f"{value}{separator}{text.strip()}" if value else text.strip())

    def all(self, *tags: str) -> list[str]:
        return [value for tag, value in self.order if tag in tags and value]

    def first(self, *tags: str) -> str:
        """The first value of the first of these tags that has one."""
        return next((values[0] for tag in tags if (values := self.all(tag))), "")


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines, without copying the whole text into a list."""
    start = number = 0
    while start <= len(text):
        number += 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield number, text[start:end]
        start = end + 1
