"""A contents list at the start of a manuscript is left out, because the site makes its own."""

from django.utils.translation import gettext_lazy as _

from articles.manuscripts.blocks import Block
from articles.manuscripts.headings import bare, section
from articles.manuscripts.report import Report

REASON = _("Left out: a table of contents. The site makes its own.")


def without_contents(blocks: list[Block], report: Report) -> list[Block]:
    """Blocks without the contents list, its heading and its "View all"; each is noted."""
    last = {_key(block): index for index, block in enumerate(blocks) if _is_short(block)}
    is_contents = [block.hint == "contents" for block in blocks]
    index = 0
    while index < len(blocks):
        end = _end_of_list(blocks, index, last)
        is_contents[index:end] = [True] * (end - index)
        index = max(end, index + 1)
    for block, left_out in zip(blocks, is_contents, strict=True):
        if left_out:
            report.left_out(block, REASON)
    return [block for block, left_out in zip(blocks, is_contents, strict=True) if not left_out]


def _end_of_list(blocks: list[Block], start: int, last: dict[str, int]) -> int:
    """Where the contents list beginning at `start` ends; `start` if none does."""
    end = start
    matches = 0
    for index in range(start, min(start + 80, len(blocks))):
        if not _is_short(blocks[index]):
            break
        if _is_marker(blocks[index]):
            end = index + 1
        elif _comes_again(blocks[index], index, last):
            end, matches = index + 1, matches + 1
        if index + 1 - end > 3:
            break
    if _is_marker(blocks[start]):
        return end
    is_list = matches >= 3 and end - start <= matches + 1 and blocks[start].kind != "heading"
    return end if is_list else start


def _comes_again(block: Block, index: int, last: dict[str, int]) -> bool:
    """Is it a heading further down, perhaps printed here with its page?"""
    key = _key(block)
    return max(last.get(key, -1), last.get(key.rstrip("0123456789"), -1)) > index


def _is_marker(block: Block) -> bool:
    return block.kind in ("paragraph", "heading", "item") and section(block.text) == "contents"


def _is_short(block: Block) -> bool:
    is_line = block.kind in ("paragraph", "heading", "item") and 0 < len(block.text) <= 130
    return is_line and block.text[-1] not in ".;,"


def _key(block: Block) -> str:
    return "".join(filter(str.isalnum, bare(block.text).casefold()))
