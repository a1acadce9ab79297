"""How the two data files are laid out: an xz stream of one JSON line, lines of text, and columns of whole numbers.

Columns instead of rows: a third smaller, and read into memory without one Python object per number. Each column
is stored byte by byte (all lowest bytes first), because high bytes repeat and low ones do not.
"""

import json
import lzma
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WIDTH = 4  # bytes of a number


@dataclass(frozen=True)
class Table:
    """`head` is JSON; `texts` and `numbers` are columns by their names."""

    head: dict[str, Any]
    texts: dict[str, list[str]]
    numbers: dict[str, array]


def write(path: Path, table: Table) -> None:
    """Every text column needs at least one line, and no line may hold a line feed."""
    order = {"texts": list(table.texts), "numbers": list(table.numbers)}
    blocks = [json.dumps({**order, **table.head}, ensure_ascii=False).encode()]
    blocks += ["\n".join(lines).encode() for lines in table.texts.values()]
    blocks += [_planes(numbers) for numbers in table.numbers.values()]
    sizes = " ".join(str(len(block)) for block in blocks)
    path.write_bytes(lzma.compress(sizes.encode() + b"\n" + b"".join(blocks), preset=9 | lzma.PRESET_EXTREME))


def read(path: Path) -> Table:
    """Raises OSError or lzma.LZMAError when the file is not there or not whole."""
    data = memoryview(lzma.decompress(path.read_bytes()))
    start = bytes(data[:1000]).index(b"\n") + 1
    blocks = []
    for size in map(int, bytes(data[: start - 1]).split()):
        blocks.append(data[start : start + size])
        start += size
    head = json.loads(bytes(blocks[0]))
    texts, numbers = head.pop("texts"), head.pop("numbers")
    lines = [str(block, "utf-8").split("\n") for block in blocks[1 : len(texts) + 1]]
    columns = [_column(block) for block in blocks[len(texts) + 1 :]]
    return Table(head, dict(zip(texts, lines, strict=True)), dict(zip(numbers, columns, strict=True)))


def _planes(numbers: array) -> bytes:
    ordered = array("i", numbers)
    if sys.byteorder == "big":
        ordered.byteswap()
    data = ordered.tobytes()
    return b"".join(data[place::WIDTH] for place in range(WIDTH))


def _column(planes: memoryview) -> array:
    data = bytearray(len(planes))
    count = len(planes) // WIDTH
    for place in range(WIDTH):
        data[place::WIDTH] = planes[place * count : (place + 1) * count]
    numbers = array("i", bytes(data))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
