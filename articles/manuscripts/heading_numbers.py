"""Numbers typed in front of headings: those of an outline, which the site has not, and those that say something."""

import re
from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from articles.manuscripts.blocks import Block
from articles.manuscripts.report import Report

NUMBER = re.compile(r"(\d{1,2})((?:\.\d{1,2}){0,3})([.)]?)\s+(?=\S)")
ANNOUNCED = re.compile(r"\d{1,3}\s+(?:sources|references)", re.IGNORECASE)
REASON = _("Left out: the number of a heading. If the text speaks of it, name the heading there.")


def outline_numbers(headings: Sequence[str]) -> list[str]:
    """For each heading the number of the outline in front of it, with the space behind it, or an empty string.

    "2.1 Pain" and "5 Signs" are counted only where another heading has the same first number or the one beside it.

    >>> outline_numbers(["1 Pain", "1.1 In bone", "2) Rest"]), outline_numbers(["5 signs to know", "1.5 T MRI", "2.5 mg"])
    (['1 ', '1.1 ', '2) '], ['', '', ''])
    """
    matches = [_match(text) for text in headings]
    counted = Counter(int(match[1]) for match in matches if match)
    return [match[0] if match and _is_of_outline(match, counted) else "" for match in matches]


def _match(text: str) -> re.Match[str] | None:
    """A number before a word with a capital, which "2.5 mg" has not."""
    match = NUMBER.match(text)
    is_other = match is None or ANNOUNCED.match(text) or text[match.end()].islower()
    return None if is_other else match


def _is_of_outline(match: re.Match[str], counted: Counter[int]) -> bool:
    number = int(match[1])
    has_company = counted[number] > 1 or counted[number - 1] or counted[number + 1]
    return bool(has_company) or bool(match[3] and not match[2])


def note_numbers(blocks: Sequence[Block], report: Report) -> None:
    """Report the numbers that headings no longer have."""
    for block in blocks:
        if block.kind == "heading" and block.label:
            report.drop(block.line, block.label, REASON)
