"""Which short lines are headings, and which headings begin the parts that are not the article itself."""

import re
from collections.abc import Callable
from dataclasses import replace

from articles.manuscripts.blocks import Block, Run, without_start
from articles.manuscripts.figures import is_credit
from articles.manuscripts.heading_numbers import outline_numbers
from articles.manuscripts.people import byline, editorial

COUNT = re.compile(r"^(\d{1,3})\s+(?=sources|references)", re.IGNORECASE)
ORDINAL = re.compile(
    r"^(?:(?:section|part|chapter)\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,5}[.)]|[A-H][.)])\s+(?=\S)",
    re.IGNORECASE,
)
KINDS = (
    ("references", r"(?:article |our |selected |key |cited |scientific |all )?(?:sources|references|bibliography|works cited|citations|literature(?: cited)?|endnotes|footnotes|notes"
                   r"|reference list|list of (?:references|sources)|sources and references|references and sources|references? cited|sources cited|source list|notes and references|references and notes|referencias|bibliografía|fuentes)"),
    ("reading", r"(?:additional|further|suggested|recommended|more|related|supplementary) (?:readings?|resources|sources|information)|read more|for more information|further information|see also|lecturas? (?:adicional|recomendada)(?:e?s)?"),
    ("about", r"(?:about (?:the |our )?(?:authors?|writers?)|author (?:bio|biography|information|note)s?|authors?|biograph(?:y|ies)|contributors?|meet the (?:author|writer)|(?:acerca|sobre) (?:del? |el )?(?:la )?autora?)"),
    ("contents", r"(?:table of )?contents|\[\[?_?toc_?\]?\]|\{:toc\}|(?:in|on) this (?:article|page|guide)|jump to(?: section)?|what's in this article|what’s in this article|what you(?:'|’)ll (?:find|learn)(?: here)?|view all|quick links|outline|índice|contenidos?"),
)  # fmt: skip
SECTIONS = [(name, re.compile(rf"{pattern}", re.IGNORECASE)) for name, pattern in KINDS]
WORD = re.compile(r"[^\W\d_]{3}")  # "2.5 mg" has none
NOTE_AT_END = re.compile(r"(?:\[\^[^\]\s]{1,60}\]|\[\d[\d\s,;–-]{0,60}\]|(?<!\d)[⁰¹²³⁴-⁹]{1,3}|\^\d{1,3}\^)$")
# The number of a source that is raised no more: "in the bones.12", "in the bones12,13". Not "HER2", "p53", "version 2.1".
LOST_MARK = re.compile(
    r"(?:[^\W\d_][.?!][”\"’)]?(?<!\bNo\.)|[^\W\d_]{2}[”\"’)]|(?<![^\W_])[^\W\d_A-Z]{4,})\d{1,3}(?:[,–-] ?\d{1,3}){0,9}$"
)
ONLY_NUMBERS = re.compile(r"[\d\s,;\[\]–-]+")
NAMED_OTHERWISE = ("caption", "subtitle", "term")  # by the file itself
LONGEST = 110


def bare(text: str) -> str:
    """A heading without number, count, leader dots and page.

    >>> bare("10 Sources"), bare("2.1 Bone pain"), bare("Common Causes ..... 3")
    ('Sources', 'Bone pain', 'Common Causes')
    """
    text = re.sub(r"(?:\s*(?:\.\s?){3,}|\s*…+|\t)\s*\d{0,4}\s*$|\s*\(\d{1,3}\)\s*$", "", text.strip())
    text = COUNT.sub("", text)
    return ORDINAL.sub("", text).strip(" :#*_").strip()


def section(text: str) -> str:
    """references, reading, about, contents, or an empty string for a heading of the article.

    >>> section("10 Sources"), section("Works Cited:"), section("Sources of strength")
    ('references', 'references', '')
    """
    if len(text) > 80:
        return ""
    return next((name for name, pattern in SECTIONS if pattern.fullmatch(bare(text))), "")


def announced_count(text: str) -> int:
    """How many sources the heading says there are, or 0.

    >>> announced_count("10 Sources"), announced_count("References (12)"), announced_count("References")
    (10, 12, 0)
    """
    match = COUNT.match(text) or re.search(r"\((\d{1,3})\)\s*$", text)
    return int(match[1]) if match else 0


def could_be_heading(block: Block) -> bool:
    """A short line that begins with a capital or number and does not end like a sentence."""
    text = block.text
    if not _is_short_line(block) or byline(text) or editorial(text) or is_credit(text):
        return False
    first = text.lstrip("“\"'‘(¿¡")[:1]
    has_word = first.isupper() or (first.isdigit() and WORD.search(text))
    return bool(has_word) and not re.search(r"[.?!] [A-Z]|https?:|@", ORDINAL.sub("", text))


def _is_short_line(block: Block) -> bool:
    text = block.text
    if block.kind != "paragraph" or not 1 < len(text) <= LONGEST or len(text.split()) > 14:
        return False
    is_formula = all("formula" in run.marks or not run.text.strip() for run in block.runs)
    if is_formula or block.hint in NAMED_OTHERWISE:
        return False
    return text[-1] not in ".,;:…" and not _has_note(block)


def _has_note(block: Block) -> bool:
    """A line with a mark of a note or source is said, not named."""
    last = block.runs[-1]
    is_raised = "sup" in last.marks and ONLY_NUMBERS.fullmatch(last.text) and len(block.runs) > 1
    is_power = is_raised and block.runs[-2].text[-1:].isdigit()
    is_marked = any(run.cites or run.note for run in block.runs)
    has_lost_mark = NOTE_AT_END.search(block.text) or LOST_MARK.search(block.text)
    return is_marked or bool(is_raised and not is_power) or bool(has_lost_mark)


def all_strong(block: Block) -> bool:
    return (
        block.kind == "paragraph"
        and bool(block.runs)
        and all("strong" in run.marks or not run.text.strip(" :") for run in block.runs)
    )


def guess_headings(blocks: list[Block]) -> list[Block]:
    """Headings where the file marks none: bold lines, or short lines standing alone before a paragraph."""
    if any(block.kind == "heading" for block in blocks):
        return _promoted_where(_is_section, blocks)
    if any(map(_is_bold_heading, blocks[1:])):
        return _promoted_where(lambda block: _is_bold_heading(block) or _is_section(block), blocks)
    return _promoted_lines(blocks)


def _promoted_where(is_heading: Callable[[Block], bool], blocks: list[Block]) -> list[Block]:
    chosen = [index for index, block in enumerate(blocks) if is_heading(block)]
    return _with_headings(blocks, dict.fromkeys(chosen, 2))


def _with_headings(blocks: list[Block], levels: dict[int, int]) -> list[Block]:
    """The blocks at these places as headings of these levels."""
    result = list(blocks)
    texts = [f"{blocks[index].label} {blocks[index].text}".strip() for index in levels]
    for index, number in zip(levels, outline_numbers(texts), strict=True):
        result[index] = _promoted(blocks[index], levels[index], "" if blocks[index].label else number)
    return result


def _is_bold_heading(block: Block) -> bool:
    return all_strong(block) and could_be_heading(_undecorated(block))


def _promoted_lines(blocks: list[Block]) -> list[Block]:
    """Short lines that stand alone as headings. Where some are in capitals, the others are one level below them."""
    in_lists = _numbers_of_lists(blocks)
    alone = [index not in in_lists and _stands_alone(blocks, index) for index in range(len(blocks))]
    chosen = [index for index in range(len(blocks)) if alone[index] and not _in_a_row(blocks, alone, index)]
    capitals = {index for index in chosen if blocks[index].text.isupper()}
    has_two_levels = 2 <= len(capitals) < len(chosen)
    return _with_headings(
        blocks, {index: 3 if has_two_levels and index not in capitals else 2 for index in chosen}
    )


def _undecorated(block: Block) -> Block:
    runs = tuple(replace(run, marks=run.marks - {"strong"}) for run in block.runs)
    if runs and runs[-1].text.endswith(":"):
        runs = (*runs[:-1], replace(runs[-1], text=runs[-1].text[:-1]))
    return replace(block, runs=tuple(run for run in runs if run.text))


def _is_section(block: Block) -> bool:
    return (
        block.kind == "paragraph"
        and section(block.text) in ("references", "reading", "about")
        and not block.is_tight
    )


def _stands_alone(blocks: list[Block], index: int) -> bool:
    """Alone on its line, with something under it that it can be the heading of."""
    block = blocks[index]
    if _is_section(block) or _numbered_heading(blocks, index):
        return True
    if not could_be_heading(block) or index + 1 >= len(blocks) or _continues(blocks, index):
        return False
    return block.text.isupper() or not _is_line_below(blocks[index + 1])


def _continues(blocks: list[Block], index: int) -> bool:
    """More of the short line or of the list item above it."""
    block = blocks[index]
    if index and blocks[index - 1].kind == "item" and block.lines and block.lines[0][:2].isspace():
        return True
    if block.text.isupper() or block.text[-1] == "?":
        return False
    return block.is_tight and len(blocks[index - 1].text) <= LONGEST


def _is_line_below(block: Block) -> bool:
    """The next line of an address or a list without bullets."""
    return block.is_tight and len(block.text) <= 60 and block.text[-1:] != "?" and could_be_heading(block)


def _numbered_heading(blocks: list[Block], index: int) -> bool:
    """ "2. Bone health" before prose in plain text. What the file itself calls a list item is never a heading."""
    block = blocks[index]
    if not _is_typed_number(block) or block.label.startswith("[") or index + 1 >= len(blocks):
        return False
    plain = Block("paragraph", block.line, block.runs)
    return blocks[index + 1].kind != "item" and could_be_heading(plain)


def _is_typed_number(block: Block) -> bool:
    return block.kind == "item" and block.number is not None and bool(block.lines) and block.counts_in == "1"


def _numbers_of_lists(blocks: list[Block]) -> set[int]:
    """Where the numbers of lists stand: those that go on from each other, two of them without prose in between."""
    result: set[int] = set()
    series: list[int] = []
    for index, block in enumerate(blocks):
        if not _is_typed_number(block):
            continue
        if series and block.number != blocks[series[-1]].number + 1:
            series = []
        if series:
            between = blocks[series[-1] + 1 : index]
            is_list = all(other.kind == "item" for other in between) or series[-1] in result
            result.update([*series, index] if is_list else ())
        series.append(index)
    return result


def _in_a_row(blocks: list[Block], alone: list[bool], index: int) -> bool:
    """Four or more short lines in a row are a list without bullets, not four headings."""
    if section(blocks[index].text):
        return False
    start = end = index
    while start and alone[start - 1] and index - start < 4:
        start -= 1
    while end + 1 < len(alone) and alone[end + 1] and end - index < 4:
        end += 1
    return end - start >= 3 and end != index


def _promoted(block: Block, level: int, number: str = "") -> Block:
    """The block as a heading, without the number typed in front of it."""
    level = min(2 + number.strip(" .)").count("."), 4) if "." in number.strip(" .)") else level
    runs = without_start(_undecorated(block).runs, len(number))
    return replace(block, kind="heading", level=level, runs=runs, label=block.label or number.strip())


def heading(text: str, line: int, level: int = 2) -> Block:
    return Block("heading", line, (Run(text),), level)
