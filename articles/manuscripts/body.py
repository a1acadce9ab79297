"""Blocks to the HTML of a draft: only the tags an article may hold, everything else escaped."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from articles.manuscripts.blocks import Block, Run, Runs, plain

ORDER = ("strong", "em", "sub", "sup")


def to_html(blocks: list[Block]) -> str:
    """
    >>> to_html([Block("heading", 1, (Run("Bones & you"),), 1), Block("paragraph", 2, (Run("Hurt"),))])
    '<h2>Bones &amp; you</h2>\\n<p>Hurt</p>'
    """
    depths = sorted({block.level for block in blocks if block.kind == "heading"})
    levels = {level: f"h{min(place, 4)}" for place, level in enumerate(depths, start=2)}
    parts: list[str] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        members = list(group)
        if kind == "item":
            parts += _lists(members)
        elif kind == "quote":
            paragraphs = "".join(f"<p>{inline(block.runs)}</p>" for block in members)
            parts.append(f"<blockquote>{paragraphs}</blockquote>")
        else:
            parts += [_single(block, levels) for block in members]
    return "\n".join(filter(None, parts))


def _single(block: Block, levels: dict[int, str]) -> str:
    if block.kind == "heading":
        tag = levels[block.level]
        return f"<{tag}>{inline(block.runs)}</{tag}>"
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


def _lists(items: list[Block]) -> Iterator[str]:
    """Neighboring items as one list; a new one where bullets turn to numbers or counting starts anew."""
    base = min(item.level for item in items)
    current: list[Block] = []
    for item in items:
        top = next((other for other in reversed(current) if other.level == base), None)
        if item.level == base and top is not None and _breaks(top, item):
            yield _list(current, base)
            current = []
        current.append(item)
    if current:
        yield _list(current, base)


def _breaks(before: Block, item: Block) -> bool:
    if (before.number is None) != (item.number is None):
        return True
    return item.number == 1 and before.number is not None and before.number >= 1


def _list(items: list[Block], level: int) -> str:
    """One list with those inside it."""
    tag = "ul" if items[0].number is None else "ol"
    html: list[str] = []
    index = 0
    while index < len(items):
        end = index + 1
        while end < len(items) and items[end].level > level:
            end += 1
        nested = items[index + 1 : end]
        inner = _list(nested, min(item.level for item in nested)) if nested else ""
        html.append(f"<li>{inline(items[index].runs)}{inner}</li>")
        index = end
    return f"<{tag}>{''.join(html)}</{tag}>"


def _table(block: Block) -> str:
    def row(cells: Iterable[tuple[Run, ...]], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{inline(cell)}</{tag}>" for cell in cells) + "</tr>"

    head = "".join(row(cells, "th") for cells in block.rows[: block.head])
    rest = "".join(row(cells, "td") for cells in block.rows[block.head :])
    caption = f"<caption>{inline(block.runs)}</caption>" if plain(block.runs) else ""
    head = f"<thead>{head}</thead>" if head else ""
    rest = f"<tbody>{rest}</tbody>" if rest else ""
    return f"<table>{caption}{head}{rest}</table>"
