"""The two files of each font: which letters make a page load them."""

import re

from django.conf import settings

from tools.subset_fonts import LETTERS

FACE = re.compile(r"url\(fonts/([a-z-]+)\.woff2\).*?unicode-range: ([^}]+) }")


def letters(ranges: str) -> set[int]:
    found = set()
    for part in ranges.replace(" ", "").split(","):
        first, _dash, last = part.removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def test_no_letter_is_in_both_files_and_every_latin_letter_is_in_one():
    css = (settings.BASE_DIR / "static" / "tokens.css").read_text(encoding="utf-8")
    faces = {name: letters(ranges) for name, ranges in FACE.findall(css)}

    for font in ("atkinson-next", "literata"):
        whole, base = faces[font], faces[f"{font}-base"]
        assert base == letters(LETTERS)
        assert whole & base == set()
        assert {*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’“”…€™−")} <= whole | base


def test_a_font_that_is_late_never_takes_the_place_of_another_one_on_the_page():
    css = (settings.BASE_DIR / "static" / "tokens.css").read_text(encoding="utf-8")

    assert re.findall(r"url\(fonts/[^}]*font-display: (\w+)", css) == ["optional"] * 4
