"""Lists typed by hand in a Word or web page file: paragraphs that begin with a bullet or with 1., 2., 3."""

import re
from dataclasses import replace

from articles.manuscripts.blocks import Block, without_start

BULLET = re.compile(r"([•◦▪‣●○■]|[-–*·](?=\s))\s*(?=\S)")
NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")


def with_manual_lists(blocks: list[Block]) -> list[Block]:
    """
    >>> from articles.manuscripts.blocks import Run
    >>> typed = [Block("paragraph", 1, (Run("1. Rest"),)), Block("paragraph", 2, (Run("2. Heat"),))]
    >>> [(block.kind, block.number, block.text) for block in with_manual_lists(typed)]
    [('item', 1, 'Rest'), ('item', 2, 'Heat')]
    """
    numbers = [0, *map(_number, blocks), 0]
    result: list[Block] = []
    for index, block in enumerate(blocks):
        before, number, after = numbers[index : index + 3]
        bullet = _bullet(block)
        if bullet and bullet[1] == "*" and not any(map(_bullet, _beside(blocks, index))):
            bullet = None  # the mark of a remark, as below a table
        if bullet:
            block = replace(block, kind="item", label=bullet[1], runs=without_start(block.runs, bullet.end()))
        elif number and (before == number - 1 > 0 or after == number + 1):
            runs = without_start(block.runs, NUMBER.match(block.text).end())
            block = replace(block, kind="item", number=number, label=f"{number}.", runs=runs)
        result.append(block)
    return result


def _bullet(block: Block) -> re.Match[str] | None:
    return BULLET.match(block.text) if block.kind == "paragraph" else None


def _beside(blocks: list[Block], index: int) -> list[Block]:
    return [*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2]]


def _number(block: Block) -> int:
    match = NUMBER.match(block.text) if block.kind == "paragraph" else None
    return int(match[1]) if match else 0
