"""QR codes, made here: no service learns what somebody prints. Pure."""

from functools import lru_cache
from itertools import groupby

import segno
from segno.encoder import DataOverflowError

QUIET = 4  # modules of white around the code (ISO/IEC 18004)

MOST_KEPT = 512  # drawings of 2 KB; making one takes 14,000 calls


@lru_cache(MOST_KEPT)
def drawing(text: str) -> tuple[int, str] | None:
    """Side of a square, and the path of lines of width 1 that draw its dark modules; None if the text is too long.

    >>> side, path = drawing("https://example.org/")
    >>> side, path[:20]
    (33, 'M4 4.5h7m1 0h3m2 0h1')
    """
    try:
        code = segno.make_qr(text, error="l", boost_error=True)
    except DataOverflowError:
        return None
    rows = [bytes(row) for row in code.matrix]
    return len(rows) + 2 * QUIET, "".join(_line(row, y) for y, row in enumerate(rows, QUIET))


def _line(row: bytes, y: int) -> str:
    """One row: lines over its dark modules, moves over the light ones."""
    runs = [(is_dark, len(list(run))) for is_dark, run in groupby(row)]
    start = QUIET
    if not runs[0][0]:
        start += runs.pop(0)[1]
    if runs and not runs[-1][0]:
        runs.pop()
    return f"M{start} {y}.5" + "".join(
        f"h{length}" if is_dark else f"m{length} 0" for is_dark, length in runs
    )
