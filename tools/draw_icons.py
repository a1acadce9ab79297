"""Draws the icons for home screens (static/icons) from the three threads of static/icon.svg.

python tools/draw_icons.py
"""

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent.parent / "static" / "icons"
PAPER = "#fbf8f2"
# The paths of static/icon.svg, in a square of 32.
THREADS = (
    ("#1f7f78", [(5, 1), (13, 1), (13, 28), (5, 31)]),
    ("#5c8a4e", [(12, 1), (20, 1), (20, 28), (16, 25), (12, 28)]),
    ("#d4668f", [(19, 1), (27, 1), (27, 31), (19, 28)]),
)
SIDE = 32
FINER = 8  # drawn larger, then reduced, so that slanted edges are smooth
# File, its side in pixels, and how much of the side the threads take: a mask cuts off a fifth of a maskable icon.
ICONS = (
    ("touch-180.png", 180, 0.74),
    ("icon-192.png", 192, 0.82),
    ("icon-512.png", 512, 0.82),
    ("maskable-512.png", 512, 0.56),
)


def draw(side: int, share: float) -> Image.Image:
    large = side * FINER
    scale, margin = large * share / SIDE, large * (1 - share) / 2
    picture = Image.new("RGB", (large, large), PAPER)
    for color, points in THREADS:
        ImageDraw.Draw(picture).polygon([(margin + x * scale, margin + y * scale) for x, y in points], color)
    return picture.resize((side, side), Image.Resampling.LANCZOS).quantize(32, dither=Image.Dither.NONE)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, side, share in ICONS:
        draw(side, share).save(FOLDER / name, optimize=True)
