"""The description of a page, as search engines show it below its title. Pure."""

from collections.abc import Iterable

MOST = 300  # letters; search engines show about 160 and choose which
DOTS = "…"
ENDS = (".", "!", "?", DOTS)


def sentences(*parts: str) -> str:
    """The parts that are not empty, each ended like a sentence, cut between words.

    >>> sentences("What helps with bone pain", "", "3 articles.")
    'What helps with bone pain. 3 articles.'
    """
    ended = [
        part if part.endswith(ENDS) else f"{part}."
        for part in (" ".join(str(p).split()) for p in parts)
        if part
    ]
    return cut(" ".join(ended), MOST)


def cut(text: str, most: int) -> str:
    """
    >>> cut("A study of breast cancer", 16)
    'A study of…'
    """
    if len(text) <= most:
        return text
    return text[: most - len(DOTS) + 1].rsplit(" ", 1)[0].rstrip(" ,;:.–—") + DOTS


def named(titles: Iterable[str]) -> str:
    """
    >>> named(["Bone pain", "Sleep"])
    '“Bone pain”, “Sleep”'
    """
    return ", ".join(f"“{title}”" for title in titles)
