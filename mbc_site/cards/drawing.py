"""A card as a PNG: the lake at night below, the three threads above, and the words between."""

import io

from PIL import Image, ImageDraw

from mbc_site.cards.card import Card
from mbc_site.cards.lettering import DISPLAY, TEXT, lines, written

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 72
COLUMN = WIDTH - 2 * MARGIN
SHORE = 506  # where the lake begins
MOON_X = 988
COLORS = 48
PAPER, INK, SOFT, DEEP = "#fbf8f2", "#1c2928", "#45524f", "#0e3f3c"
TEAL, GREEN, PINK = "#1f7f78", "#5c8a4e", "#d4668f"
HILL, MOON = "#1b5a55", "#f1eadc"
TITLE_SIZES = ((72, 2), (60, 3), (48, 4))  # letters in pixels, and how many lines of them there is room for
BELOW_SIZE, BELOW_STEP = 34, 46


def png(card: Card) -> bytes:
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    _draw_lake(draw)
    _draw_threads(draw)
    _draw_masthead(draw, card)
    _draw_below(draw, card.below, _draw_title(draw, card.title))
    buffer = io.BytesIO()
    picture.quantize(COLORS, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _draw_lake(draw) -> None:
    draw.rectangle((0, SHORE, WIDTH, HEIGHT), DEEP)
    draw.circle((MOON_X, SHORE + 34), 26, MOON)
    ridge = [(0, 590), (130, 556), (300, 584), (470, 548), (660, 588), (820, 566), (WIDTH, 592)]
    draw.polygon([*ridge, SIZE, (0, HEIGHT)], HILL)
    for step, half in enumerate((30, 22, 34, 18, 26)):
        y = 574 + step * 11
        draw.rounded_rectangle((MOON_X - half, y, MOON_X + half, y + 3), 1, MOON)


def _draw_threads(draw) -> None:
    """The ribbon of the masthead: three threads of 18 pixels that hang from the upper edge."""
    x, w, y = MARGIN, 18, 116
    draw.polygon([(x, 0), (x + w, 0), (x + w, y), (x, y + 18)], TEAL)
    draw.polygon([(x + w, 0), (x + 2 * w, 0), (x + 2 * w, y), (x + 1.5 * w, y - 8), (x + w, y)], GREEN)
    draw.polygon([(x + 2 * w, 0), (x + 3 * w, 0), (x + 3 * w, y + 16), (x + 2 * w, y)], PINK)


def _draw_masthead(draw, card: Card) -> None:
    left, width = MARGIN + 84, COLUMN - 84
    for text, y, size, weight, color in ((card.site, 40, 36, 700, DEEP), (card.above, 88, 32, 0, SOFT)):
        if found := written(text, TEXT, size, weight):
            draw.text((left, y), lines(found[0], found[1], width, 1)[0], color, found[1])


def _draw_title(draw, title: str) -> int:
    """Returns where the title ends."""
    y = 172
    for size, most in TITLE_SIZES:
        found = written(title, DISPLAY, size)
        if found is None:
            return y
        text, font = found
        broken = lines(text, font, COLUMN, most)
        if " ".join(broken) == text:
            break
    for line in broken:
        draw.text((MARGIN, y), line, INK, font)
        y += round(size * 1.18)
    return y


def _draw_below(draw, below: tuple[str, ...], title_end: int) -> None:
    """As many of the lines as fit, the first ones first."""
    y = title_end + 30
    for text in below:
        found = written(text, TEXT, BELOW_SIZE)
        for line in lines(*found, COLUMN, 1) if found else ():
            if y + BELOW_STEP <= SHORE:
                draw.text((MARGIN, y), line, SOFT, found[1])
                y += BELOW_STEP
