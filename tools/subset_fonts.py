"""Cut the fonts of the pages to the letters of English and Spanish: `python tools/subset_fonts.py` (needs fonttools and brotli).

A page fetches the whole font only if it shows another letter: static/tokens.css has the same ranges.
"""

import subprocess
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
NAMES = ("atkinson-next", "literata")
LETTERS = (
    "U+20-7E,U+A0,U+A1,U+A9,U+B0,U+B7,U+BF,U+C1,U+C9,U+CD,U+D1,U+D3,U+DA,U+DC,U+E1,U+E9,U+ED,U+F1,U+F3,U+FA,U+FC,"
    "U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+2039,U+203A,U+2212"
)


def subset(name: str) -> None:
    subprocess.run(  # noqa: S603  our own arguments
        [
            *("pyftsubset", FONTS / f"{name}.woff2", f"--output-file={FONTS / name}-base.woff2"),
            *(f"--unicodes={LETTERS}", "--layout-features=kern,tnum,liga,ccmp,locl,mark"),
            *("--flavor=woff2", "--no-hinting"),
        ],
        check=True,
    )


if __name__ == "__main__":
    for font in NAMES:
        subset(font)
