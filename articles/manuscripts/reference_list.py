"""The sources of a manuscript: each with its number, its text parsed."""

from dataclasses import replace

from django.utils.translation import gettext as _

from articles.manuscripts.blocks import Block
from articles.manuscripts.headings import announced_count
from articles.manuscripts.manuscript import Reference
from articles.manuscripts.report import Report
from sources.formats.reference_splitting import NUMBERED
from sources.formats.references import read_reference


def number_references(blocks: list[Block], report: Report) -> tuple[list[Reference], dict[str, list[int]]]:
    """References in order of their numbers, and the numbers of each footnote key.

    The second source of a number gets a new one; notes at the foot of pages follow the printed list.
    """
    references: dict[int, Reference] = {}
    keys: dict[str, list[int]] = {}
    highest_printed = max((block.number or 0 for block in blocks), default=0)
    highest = 0
    for block in sorted(blocks, key=_is_footnote):
        number = block.number
        if not number or number in references:
            number = 1 + max(highest, highest_printed if block.number or block.key else 0)
        highest = max(highest, number)
        if block.number and number != block.number:
            reason = _(
                "The number %(printed)s is used twice in the list. This source is now number %(number)s."
            )
            report.add(block.line, block.printed, reason % {"printed": block.number, "number": number})
        references[number] = to_reference(block, number, report)
        if block.key:
            keys.setdefault(block.key, []).append(number)
    return [references[number] for number in sorted(references)], keys


def _is_footnote(block: Block) -> bool:
    return block.kind == "reference" and block.number is None


def to_reference(block: Block, number: int, report: Report) -> Reference:
    """Text with the addresses of its links, parsed. What a note says besides is in the text only."""
    text = block.text
    match = NUMBERED.match(text) if block.label and block.kind == "paragraph" else None
    text = text[match.end() :] if match else text
    hidden = [
        run.href
        for run in block.runs
        if run.href.startswith("http") and run.href not in text and run.href.split("doi.org/")[-1] not in text
    ]
    text = " ".join([text, *dict.fromkeys(hidden)])
    parsed = read_reference(text)
    item = parsed.item
    for doubt in parsed.doubts:
        report.add(
            block.line, text, _("Check source %(number)s. %(doubt)s") % {"number": number, "doubt": doubt}
        )
    if item is None:
        report.add(
            block.line,
            text,
            _("Source %(number)s could not be read. Look it up or add it by hand.") % {"number": number},
        )
    elif item.get("custom", {}).get("et-al"):
        report.add(
            block.line,
            text,
            _("Source %(number)s names only its first authors (et al). Look it up to complete them.")
            % {"number": number},
        )
    besides = block.hint if block.kind == "reference" else ""
    return Reference(number, f"{text} {besides}".strip(), item, block.line)


def check_references(
    references: list[Reference], heading: Block | None, cited: set[int], report: Report
) -> None:
    """Report what doesn't add up between the list, its heading and the text."""
    if heading is not None and announced_count(heading.text) not in (0, len(references)):
        report.add(
            heading.line,
            heading.text,
            _("The heading announces %(announced)s sources, but the list has %(counted)s.")
            % {"announced": announced_count(heading.text), "counted": len(references)},
        )
    unused = [str(reference.number) for reference in references if reference.number not in cited]
    if unused and references:
        line = heading.line if heading else references[0].line
        report.add(
            line,
            ", ".join(unused[:60]),
            _("No marker in the text points to these sources. They are kept in the list."),
        )


def further_reading(blocks: list[Block], report: Report) -> list[Reference]:
    """Further reading, counted from 1."""
    plain = [replace(block, kind="paragraph") for block in blocks if block.text]
    return [to_reference(block, number, report) for number, block in enumerate(plain, start=1)]
