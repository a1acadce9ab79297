"""The lines of a pasted list before it is split. Pure functions."""

import re

ONLY_NUMBER = re.compile(r"\s*(?:\[(\d{1,3})\]\.?|\((\d{1,3})\)|(\d{1,3})[.)])\s*")


def with_numbers_joined(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Numbers that stand on lines of their own, in order and from the first line on, begin the lines below them.

    >>> with_numbers_joined([(1, "1."), (2, "Doe B. A."), (3, "126."), (4, "2."), (5, ""), (6, "Roe C. B.")])
    [(1, '1. Doe B. A.'), (3, '126.'), (4, '2. Roe C. B.')]
    """
    first = next((line for _, line in lines if line.strip()), "")
    if not ONLY_NUMBER.fullmatch(first):
        return lines
    joined: list[tuple[int, str]] = []
    expected, is_waiting = 0, False
    for place, line in lines:
        match = ONLY_NUMBER.fullmatch(line)
        if match and expected in (0, _number(match)):
            joined.append((place, line.strip()))
            expected, is_waiting = _number(match) + 1, True
        elif not is_waiting:
            joined.append((place, line))
        elif line.strip():
            joined[-1] = (joined[-1][0], f"{joined[-1][1]} {line.strip()}")
            is_waiting = False
    return joined


def _number(match: re.Match[str]) -> int:
    return int(next(filter(None, match.groups())))
