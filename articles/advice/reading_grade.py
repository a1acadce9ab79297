"""The reading grade of an English text: Flesch and Kincaid (1975, Navy Research Branch Report 8-75).

0.39 words per sentence + 11.8 syllables per word - 15.59. English has no rule for syllables, so they are estimated. The
estimate is right for 87 of the 90 words in tests/articles/test_reading_grade.py; a grade is good to about half a year.
"""

import re
from functools import lru_cache

FEWEST_WORDS = 100  # with fewer, one long word decides
VOWELS = re.compile(r"[aeiouy]+")
SILENT_END = re.compile(r"[^aeiouy]e$|[^aeiouysxzcg]es$|[^aeiouytd]ed$|[gq]ues?$")
SYLLABIC_LE = re.compile(r"[^aeiouyl]les?$")
# Two vowels that are said apart.
APART = re.compile(
    r"ia(?!n$|l(?:ly|s)?$|ge)|[^tscg]ia[ln]|[^tscgx]io|[^gq]ua(?=l|t|ry)|eo(?!u|ple)|iu|[aeiouy]ing|creat|react"
    r"|ea$|ui(?=n)|ie(?=n[ct])(?<![tc]ie)|(?:^|[^aeo])scie|diet|quie"
)
SILENT_MIDDLE = re.compile(
    r"(?:some|guide|every|here|there|where|fore|side|time|care|line|home|life|safe)(?=[^aeiouysrd])"
)
SHORT = 3


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """
    >>> syllables("cancer"), syllables("treatment"), syllables("metastatic"), syllables("bone")
    (2, 2, 4, 1)
    """
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) <= SHORT:
        return 1
    count = len(VOWELS.findall(letters)) + len(APART.findall(letters))
    count -= bool(SILENT_END.search(letters) and not SYLLABIC_LE.search(letters))
    count -= len(SILENT_MIDDLE.findall(letters))
    count += letters.endswith(("sm", "thm"))
    return max(1, count)


def reading_grade(sentences: list[list[str]]) -> float | None:
    """Of sentences as lists of words; None for fewer than 100 words."""
    words = [word for sentence in sentences for word in sentence]
    if len(words) < FEWEST_WORDS:
        return None
    spoken = sum(syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59
    return round(max(0.0, grade), 1)
