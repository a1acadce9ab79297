"""A phrase being read, and the tokens found in it."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Token:
    symbol: str
    value: Any
    text: str
    start: int = 0
    end: int = 0
    plural: bool = False  # "Tuesdays", "los martes": every one of them


@dataclass(frozen=True)
class Clock:
    """A time of day as written; `half` is am, pm or unknown, `is_sure` when nobody could read it otherwise."""

    hour: int
    minute: int
    half: str = ""

    @property
    def is_sure(self) -> bool:
        return bool(self.half) or self.hour > 12 or self.hour == 0


class Match(NamedTuple):
    symbol: str
    value: Any
    end: int


@dataclass
class Source:
    """A phrase being read: as typed, on the same places without capitals and accents, and the tokens so far."""

    text: str
    plain: str
    tokens: list[Token] = field(default_factory=list)

    def is_inside_word(self, at: int) -> bool:
        return at > 0 and self.plain[at - 1].isalnum()
