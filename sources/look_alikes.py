"""Words that tell sources apart whose labels are the same: two works of Spiegel from 2007."""

import re

MOST_WORDS = 8
WORD = re.compile(r"\S+")
ENDS = " .,:;?!–—-"


def telling_words(title: str, others: list[str], key: str) -> str:
    """The beginning of a title as far as no other has it, three words at least; the key if a title is there twice.

    >>> telling_words("Group therapy in metastatic disease", ["Group therapy in primary disease"], "s2007a")
    'Group therapy in metastatic…'
    >>> telling_words("Hope", ["Hope"], "s2007a"), telling_words("Hope", ["Fear"], "s2007a")
    ('s2007a', 'Hope')
    """
    words = WORD.findall(title)
    rest = [WORD.findall(other) for other in others]
    for count in range(min(3, len(words)), min(len(words), MOST_WORDS) + 1):
        beginning, is_whole = _even(words[:count]), count == len(words)
        if all(_even(other if is_whole else other[:count]) != beginning for other in rest):
            text = " ".join(words[:count])
            return text if is_whole else text.rstrip(ENDS) + "…"
    return key


def _even(words: list[str]) -> list[str]:
    return [word.strip(ENDS + "“”‘’\"'()").casefold() for word in words]


def told_apart(sources: list[tuple[str, str, str]]) -> dict[str, str]:
    """(key, label, title) of sources -> key to label, with words of the title where another has the same label.

    >>> told_apart([("a", "Spiegel 2007", "On hope"), ("b", "Spiegel 2007", "On fear"), ("c", "Redig 2013", "Cells")])
    {'a': 'Spiegel 2007 “On hope”', 'b': 'Spiegel 2007 “On fear”', 'c': 'Redig 2013'}
    """
    titles: dict[str, dict[str, str]] = {}
    for key, label, title in sources:
        titles.setdefault(label.casefold(), {})[key] = title
    labels = {}
    for key, label, title in sources:
        others = [other for name, other in titles[label.casefold()].items() if name != key]
        labels[key] = f"{label} “{telling_words(title, others, key)}”" if others else label
    return labels
