"""Blocks to the HTML of a draft: only the tags an article may hold, everything else escaped."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby, pairwise

from articles.manuscripts.blocks import Block, Cell, Run, Runs, plain

ORDER = ("strong", "em", "sub", "sup")


def to_html(blocks: list[Block]) -> str:
    """
    >>> to_html([Block("heading", 1, (Run("Bones & you"),), 1), Block("paragraph", 2, (Run("Hurt"),))])
    '<h2>Bones &amp; you</h2>\\n<p>Hurt</p>'
    """
    depths = sorted({block.level for block in blocks if block.kind == "heading"})
    levels = {level: f"h{min(place, 4)}" for place, level in enumerate(depths, start=2)}
    return "\n".join(filter(None, _parts(blocks, levels)))


def _parts(blocks: Iterable[Block], levels: dict[int, str]) -> Iterator[str]:
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        members = list(group)
        if kind == "item":
            yield from _lists(members)
        elif kind == "quote":
            paragraphs = "".join(f"<p>{inline(block.runs)}</p>" for block in members)
            yield f"<blockquote>{paragraphs}</blockquote>"
        else:
            yield from (_single(block, levels) for block in members)


def _single(block: Block, levels: dict[int, str]) -> str:
    if block.kind == "heading":
        tag = levels[block.level]
        name = f' id="{escape(block.key)}"' if block.key else ""
        return f"<{tag}{name}>{inline(block.runs)}</{tag}>"
    if block.kind == "table":
        return _table(block)
    if block.kind == "figure":
        credit = f"<small>{escape(block.hint, quote=False)}</small>" if block.hint else ""
        words = " ".join(part for part in (inline(block.runs), credit) if part)
        return f'<figure class="figure"><figcaption>{words}</figcaption></figure>'
    return f"<p>{inline(block.runs)}</p>"


def inline(runs: Runs) -> str:
    """
    >>> inline((Run("Not ", frozenset()), Run("bone", frozenset({"em"})), Run("", cites=(3, 5))))
    'Not <em>bone</em><sup class="citation" data-reference="3 5">3,5</sup>'
    """
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if run.cites:
        named = [str(number) for number in run.cites]
        html = f'<sup class="citation" data-reference="{" ".join(named)}">{",".join(named)}</sup>'
    else:
        html = escape(run.text, quote=False)
    for mark in reversed([mark for mark in ORDER if mark in run.marks]):
        html = f"<{mark}>{html}</{mark}>"
    return f'<a href="{escape(run.href)}">{html}</a>' if run.href and html else html


def _lists(items: Sequence[Block]) -> Iterator[str]:
    """Neighboring items as one list; a new one where bullets turn to numbers or the next number is another one."""
    base = min(item.level for item in items)
    places = [index for index, item in enumerate(items) if item.level == base]
    if places[0]:
        yield from _lists(items[: places[0]])
    breaks = [after for before, after in pairwise(places) if _breaks(items[before], items[after])]
    for start, end in pairwise([places[0], *breaks, len(items)]):
        yield _list(items[start:end])


def _breaks(before: Block, item: Block) -> bool:
    if before.number is None or item.number is None:
        return before.number != item.number
    return item.number != before.number + 1 or item.counts_in != before.counts_in


def _list(items: Sequence[Block]) -> str:
    """One list with those inside it."""
    level = items[0].level
    starts = [index for index, item in enumerate(items) if index == 0 or item.level <= level]
    html = "".join(_entry(items[start:end]) for start, end in pairwise([*starts, len(items)]))
    return f"<{_list_tag(items[0])}>{html}</{'ul' if items[0].number is None else 'ol'}>"


def _list_tag(first: Block) -> str:
    if first.number is None:
        return "ul"
    start = f' start="{first.number}"' if first.number != 1 else ""
    return f"ol{start}" + (f' type="{first.counts_in}"' if first.counts_in != "1" else "")


def _entry(items: Sequence[Block]) -> str:
    """An item with the lists inside it."""
    inner = "".join(_lists(items[1:])) if len(items) > 1 else ""
    return f"<li>{inline(items[0].runs)}{inner}</li>"


def _table(block: Block) -> str:
    """A cell can't reach from the head into the rest, so a table where one would has no head, only heading cells."""
    rows = ["".join(_cell(cell, index < block.head) for cell in row) for index, row in enumerate(block.rows)]
    rows = [f"<tr>{row}</tr>" for row in rows]
    is_one = any(
        index + cell.rowspan > block.head
        for index, row in enumerate(block.rows[: block.head])
        for cell in row
    )
    head = 0 if is_one else block.head
    caption = f"<caption>{inline(block.runs)}</caption>" if plain(block.runs) else ""
    return f"<table>{caption}{_group('thead', rows[:head])}{_group('tbody', rows[head:])}</table>"


def _group(tag: str, rows: list[str]) -> str:
    return f"<{tag}>{''.join(rows)}</{tag}>" if rows else ""


def _cell(cell: Cell, is_heading: bool) -> str:
    """A single paragraph is bare text."""
    tag = "th" if is_heading else "td"
    spans = (("colspan", cell.colspan), ("rowspan", cell.rowspan))
    attributes = "".join(f' {name}="{count}"' for name, count in spans if count > 1)
    blocks = [_without_heading(block) for block in cell.blocks]
    if is_heading:  # is strong anyway
        blocks = [replace(block, runs=tuple(map(_plain, block.runs))) for block in blocks]
    if [block.kind for block in blocks] == ["paragraph"]:
        return f"<{tag}{attributes}>{inline(blocks[0].runs)}</{tag}>"
    return f"<{tag}{attributes}>{''.join(_parts(blocks, {}))}</{tag}>"


def _without_heading(block: Block) -> Block:
    """The headings of an article part its text; one inside a table is only strong."""
    if block.kind != "heading":
        return block
    return replace(block, kind="paragraph", runs=tuple(_strong(run) for run in block.runs))


def _strong(run: Run) -> Run:
    return run if run.cites else replace(run, marks=run.marks | {"strong"})


def _plain(run: Run) -> Run:
    return replace(run, marks=run.marks - {"strong"})
