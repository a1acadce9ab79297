"""Text in the site's own fonts: what they can write, and where lines break."""

import unicodedata
from functools import cache

from django.conf import settings
from PIL import ImageFont

from mbc_site.cards.card import composed

FONTS = settings.BASE_DIR / "static" / "fonts"
DISPLAY, TEXT = "literata.woff2", "atkinson-next.woff2"
BOLD = 700
# For letters outside the site's fonts, if the machine has it: Greek, Cyrillic, Polish, Hebrew, Arabic …
OTHERS = ("DejaVuSans.ttf",)
NO_CHARACTER = "\U0010ffff"
DOTS = "…"

Font = ImageFont.FreeTypeFont


@cache
def font(name: str, size: int, weight: int = 0) -> Font | None:
    """None if this machine has no such font, or a FreeType that can't read it."""
    path = FONTS / name
    try:
        loaded = ImageFont.truetype(path if path.exists() else name, size)
        if weight:
            loaded.set_variation_by_axes([weight])
    except OSError:
        return None
    return loaded


@cache
def _has(name: str, character: str) -> bool:
    """Whether a font has a character: otherwise it draws the box that stands for any it lacks."""
    tried = font(name, 20)
    return tried is not None and bytes(tried.getmask(character)) != bytes(tried.getmask(NO_CHARACTER))


def written(text: str, name: str, size: int, weight: int = 0) -> tuple[str, Font] | None:
    """The text, and a font that has all its letters; None if there is none. Symbols it lacks, such as a ribbon, are
    left out.
    """
    text = composed(text)
    for candidate in (name, *OTHERS):
        kept = "".join(
            letter for letter in text if letter == " " or not _is_missing_symbol(candidate, letter)
        )
        if kept.strip() and all(letter == " " or _has(candidate, letter) for letter in kept):
            return composed(kept), font(candidate, size, weight if candidate == name else 0)
    return None


def _is_missing_symbol(name: str, letter: str) -> bool:
    return unicodedata.category(letter)[0] in "SC" and not _has(name, letter)


def lines(text: str, font: Font, width: int, most: int) -> list[str]:
    """The text broken into at most so many lines; what does not fit ends in dots."""
    broken: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width:
            broken.append(line)
            line = word
        else:
            line = longer
    broken.append(line)
    if len(broken) > most:
        broken[most - 1] += DOTS
    return [_cut(line, font, width) for line in broken[:most]]


def _cut(line: str, font: Font, width: int) -> str:
    """A line, or a single word, that is too wide ends in dots."""
    if font.getlength(line) <= width:
        return line
    kept = line.rstrip(DOTS)
    while kept and font.getlength(kept + DOTS) > width:
        kept = kept[:-1].rstrip()
    return kept + DOTS
