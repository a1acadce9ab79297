"""QR codes as drawings."""

import re

import segno

from web import qr


def drawn(path: str) -> set[tuple[int, int]]:
    """The modules that lines of this path cover: each is one module wide and runs through the middle of a row."""
    modules = set()
    for row in path.removeprefix("M").split("M"):
        start, rest = re.fullmatch(r"(\d+ \d+\.5)(.*)", row).groups()
        x, y = int(start.split()[0]), int(start.split()[1].removesuffix(".5"))
        for command, length in re.findall(r"([hm])(\d+)", rest):
            modules |= {(x + n, y) for n in range(int(length))} if command == "h" else set()
            x += int(length)
    return modules


def test_the_drawing_is_the_code_with_its_quiet_zone():
    text = "http://testserver/support-groups/?place=Akron%2C+OH"
    code = segno.make_qr(text, error="l", boost_error=True)
    expected = {
        (x + 4, y + 4) for y, row in enumerate(code.matrix) for x, is_dark in enumerate(row) if is_dark
    }

    side, path = qr.drawing(text)

    assert side == len(code.matrix) + 8
    assert drawn(path) == expected


def test_an_address_too_long_for_a_code_has_none():
    assert qr.drawing("x" * 3000) is None
