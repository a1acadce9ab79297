"""A walk over the elements of a web page, collecting blocks."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from articles import symbols
from articles.manuscripts import html_left_out as left_out
from articles.manuscripts import html_tables as tables
from articles.manuscripts.blocks import Block, Cell, Run, even_rows, spaced, tidy
from articles.manuscripts.drawn_columns import NO_COLUMNS, gaps
from articles.manuscripts.html_collector import BlockCollector
from articles.manuscripts.html_contexts import context, symbol_font
from articles.manuscripts.html_elements import (
    VOID,
    arrange_figure,
    leave_out,
    leave_out_comment,
    leave_out_title,
    take_readings,
)
from articles.manuscripts.html_styles import Style, marks
from articles.manuscripts.links import address, inner_name
from articles.manuscripts.manuscript import UnreadableManuscript
from articles.manuscripts.report import BAD_ADDRESS

BLOCKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 blockquote pre listing xmp plaintext dt dd figcaption caption td th section article main"
    " body header footer aside address center details summary ul ol dl dir hgroup search table figure form fieldset legend"
    " optgroup option html head noframes frameset".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr output progress q rb rp rt"
    " rtc ruby s samp slot small span strike strong sub sup tbody tfoot thead time tr tt u var wbr picture dialog math"
    " image blink marquee basefont noembed content spacer br hr img input".split()
)
AROUND = {"q": ("“", "”")}
NO_TAG = gettext_lazy("Left out: this looks like code of a web page. If it is text, add it.")
NO_LETTER = gettext_lazy("This symbol has no letter in Unicode. The draft shows � in its place.")
DEEPEST = 200


def walk(element: etree._Element, collector: BlockCollector, depth: int) -> None:
    """Collect the blocks under `element`; what follows it in its parent is the caller's."""
    if not isinstance(element.tag, str):
        leave_out_comment(element, collector)
        return
    if depth > DEEPEST:
        raise UnreadableManuscript(
            _("The page is nested too deeply to be read. Save it as .docx and try again.")
        )
    if left_out.is_copy(element):
        return
    tag = element.tag.rpartition("}")[2].lower()
    style = collector.page.styles.of(element)
    if reason := left_out.reason_to_leave_out(element, tag, style):
        leave_out(element, tag, reason, collector)
    elif element in collector.page.notes.comments:
        collector.flush()
        collector.report.drop(collector.place, left_out.words(element), left_out.COMMENT_REASON)
    else:
        _mark_place(element, collector)
        if tag != "rp" and element not in collector.page.notes.silent:
            _read(element, tag, style, collector, depth)


def _read(element: etree._Element, tag: str, style: Style, collector: BlockCollector, depth: int) -> None:
    if tag in VOID:
        VOID[tag](element, collector)
    elif tag == "table" and not tables.is_layout(element):
        _table(element, collector, depth)
    elif tag in BLOCKS or re.match("block|flex|grid|list-item|table", style.get("display", "")):
        _block(element, tag, style, collector, depth)
    else:
        _inline(element, tag, style, collector, depth)


def _mark_place(element: etree._Element, collector: BlockCollector) -> None:
    """The line of the file where a converter wrote it, and the names that links lead to."""
    line = element.get("data-line") or ""
    if line.isdecimal():
        collector.flush()
        collector.line = int(line)
    for name in (element.get("id"), element.get("name")):
        if name in collector.page.names:
            collector.names.append(name)
    if element in collector.page.notes.starts:
        collector.flush()
        collector.at = replace(collector.at, note=collector.page.notes.starts[element])


def _walk_children(element: etree._Element, collector: BlockCollector, depth: int) -> None:
    _add_text(element.text, collector)
    for child in element:
        walk(child, collector, depth + 1)
        _add_text(child.tail, collector)


def _add_text(text: str | None, collector: BlockCollector) -> None:
    if not text:
        return
    if not collector.at.is_preformatted:
        text = re.sub(r"[\r\n]+", " ", text)
    elif gaps(text):
        collector.report.add(collector.place, tidy(text).strip(), NO_COLUMNS)
    collector.add(_letters(text, collector) if collector.at.font or symbols.PRIVATE.search(text) else text)


def _letters(text: str, collector: BlockCollector) -> str:
    """The letters that a symbol font shows; a code that nobody can read is reported."""
    font = collector.at.font
    for code in symbols.unknown(text, font):
        collector.report.add(collector.place, f"{code} ({font})" if font else code, NO_LETTER)
    return symbols.decoded(text, font)


def _block(element: etree._Element, tag: str, style: Style, collector: BlockCollector, depth: int) -> None:
    collector.flush()
    if tag == "figure":
        arrange_figure(element)
    outer, outer_line = collector.at, collector.line
    collector.at = context(element, tag, style, outer, collector)
    _walk_children(element, collector, depth)
    collector.flush()
    collector.at, collector.line = outer, outer_line


def _inline(element: etree._Element, tag: str, style: Style, collector: BlockCollector, depth: int) -> None:
    if tag not in INLINE and ":" not in tag and "-" not in tag:
        collector.report.drop(collector.place, _as_typed(element), NO_TAG)
    outer = collector.at
    href = (element.get("href") or "").strip() if tag == "a" else ""
    if note := collector.page.notes.marks.get(element) or element.get("data-note-mark"):
        collector.runs.append(Run("", note=note))
        return
    collector.at = replace(
        outer,
        marks=marks(tag, style, outer.marks),
        href=_link(href, collector) if href else outer.href,
        font=symbol_font(element, style, outer.font),
    )
    before, after = AROUND.get(tag, ("", ""))
    if tag == "ruby" and (reading := take_readings(element)):
        after = f" ({reading})"
    collector.add(before)
    _walk_children(element, collector, depth)
    collector.add(after)
    collector.at = replace(outer, note=collector.at.note)
    leave_out_title(element, tag, collector)


def _as_typed(element: etree._Element) -> str:
    attributes = (f'{name}="{value}"' if value else name for name, value in element.attrib.items())
    return f"<{' '.join((element.tag, *attributes))}>"


def _link(href: str, collector: BlockCollector) -> str:
    """The address of a link, or the name of a place in the page after a number sign."""
    if name := inner_name(href):
        return f"#{name}"
    found = address(href, collector.page.base)
    if not found and href != "#":
        collector.report.add(collector.place, href[:200], BAD_ADDRESS)
    return found


def _table(element: etree._Element, collector: BlockCollector, depth: int) -> None:
    collector.flush()
    grid = tables.grid(element)
    for loose in grid.loose:
        _add_loose(loose, collector, depth)
    rows = _visible(grid.all_rows, collector)
    line = collector.place
    collector.count += not collector.line
    caption = spaced(block.runs for part in grid.captions for block in _inner(part, collector, depth))
    cells = [
        [Cell(_inner(cell, collector, depth), *span) for cell, span in zip(row, row_spans, strict=True)]
        for row, row_spans in zip(rows, tables.spans(rows), strict=True)
    ]
    collector.add_block(Block("table", line, caption, rows=even_rows(cells), head=min(grid.head, len(rows))))


def _add_loose(loose: etree._Element | str, collector: BlockCollector, depth: int) -> None:
    if isinstance(loose, str):
        _add_text(loose, collector)
    else:
        walk(loose, collector, depth + 1)
    collector.flush()


def _visible(rows: list[list[etree._Element]], collector: BlockCollector) -> list[list[etree._Element]]:
    """The rows without those that are a footnote, and without what the page hides."""
    result = []
    for row in rows:
        parent = row[0].getparent()
        if key := collector.page.notes.homes.get(parent):
            outer, collector.at = collector.at, replace(collector.at, note=key)
            _walk_children(parent, collector, 0)
            collector.flush()
            collector.at = outer
        elif not _is_left_out(parent, collector):
            result.append([cell for cell in row if not _is_left_out(cell, collector)])
    return [row for row in result if row]


def _is_left_out(element: etree._Element, collector: BlockCollector) -> bool:
    style = collector.page.styles.of(element)
    reason = left_out.reason_to_leave_out(element, element.tag, style)
    if reason:
        leave_out(element, element.tag, reason, collector)
    return bool(reason)


def _inner(element: etree._Element, collector: BlockCollector, depth: int) -> tuple[Block, ...]:
    """The blocks inside a cell or caption."""
    inner = collector.inner()
    style = collector.page.styles.of(element)
    for outer in (element.getparent(), element):
        _mark_place(outer, inner)
    inner.at = replace(inner.at, marks=marks(element.tag, style, frozenset(), is_block=True))
    _walk_children(element, inner, depth + 3)
    inner.flush()
    collector.count = inner.count
    return tuple(inner.blocks)
