"""Numbers of list items as printed: 3, c, C, iii, III (the `type` of an HTML list: 1, a, A, i, I)."""

import re
from functools import lru_cache

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
ROMAN += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LABEL = re.compile(r"\(?(?:\d{1,3}\.){0,8}?(\d{1,3}|[A-Za-z]{1,6})\s?(?:[.)\]:-]{1,2}|º|°)?")


def printed(number: int, counts_in: str = "1") -> str:
    """
    >>> [printed(3, kind) for kind in "1aAiI"], printed(28, "a"), printed(0, "i")
    (['3', 'c', 'C', 'iii', 'III'], 'ab', '0')
    """
    if counts_in == "1" or not 0 < number < 4000:
        return str(number)
    text = _roman(number) if counts_in in "iI" else _letters(number)
    return text.upper() if counts_in in "AI" else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    text = ""
    while number:
        number, place = divmod(number - 1, 26)
        text = chr(ord("a") + place) + text
    return text


@lru_cache(maxsize=1000)
def readings(label: str) -> tuple[tuple[int, str], ...]:
    """What a typed label can mean: its number and how it counts; empty if it is none.

    >>> readings("2."), readings("1.3"), readings("(i)"), readings("Rest")
    (((2, '1'),), ((3, '1'),), ((9, 'a'), (1, 'i')), ())
    """
    match = LABEL.fullmatch(label.strip())
    if not match:
        return ()
    text = match[1]
    if text.isdecimal():
        return ((int(text), "1"),)
    if not (text.islower() or text.isupper()):
        return ()
    kinds = "ai" if text.islower() else "AI"
    numbers = [(_letter_number(text.lower()), kinds[0]), (_roman_number(text.lower()), kinds[1])]
    return tuple((number, kind) for number, kind in numbers if number and printed(number, kind) == text)


def _letter_number(text: str) -> int:
    return ord(text) - ord("a") + 1 if len(text) == 1 else 0


def _roman_number(text: str) -> int:
    values = dict(ROMAN_LETTERS)
    if any(letter not in values for letter in text):
        return 0
    counted = [values[letter] for letter in text]
    return sum(
        -value if value < max(counted[place:], default=0) else value for place, value in enumerate(counted)
    )


ROMAN_LETTERS = tuple((letters, value) for value, letters in ROMAN if len(letters) == 1)


def after(label: str, before: tuple[int, str] | None) -> tuple[int, str] | None:
    """The reading of a label that goes on from the item before, or else begins a list.

    >>> after("i.", (8, "a")), after("i.", None), after("c)", (2, "a")), after("Rest", None)
    ((9, 'a'), (1, 'i'), (3, 'a'), None)
    """
    possible = readings(label)
    if before and (before[0] + 1, before[1]) in possible:
        return before[0] + 1, before[1]
    return min(possible, key=lambda reading: reading[0] != 1, default=None)
