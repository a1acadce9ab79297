"""QR codes, made here: no service learns what somebody prints. Pure."""

import segno
from segno.encoder import DataOverflowError

QUIET = 4  # modules of white around the code (ISO/IEC 18004)


def drawing(text: str) -> tuple[int, str] | None:
    """Side of a square and the path of its dark modules; None if the text is too long for a code.

    >>> side, path = drawing("https://example.org/")
    >>> side, path[:12]
    (33, 'M4 4h7v1h-7z')
    """
    try:
        code = segno.make_qr(text, error="l", boost_error=True)
    except DataOverflowError:
        return None
    rows = [bytes(row) for row in code.matrix]
    return len(rows) + 2 * QUIET, "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in _runs(rows))


def _runs(rows: list[bytes]):
    """Horizontal runs of dark modules: column, row, length."""
    for y, row in enumerate(rows):
        start = None
        for x, is_dark in enumerate([*row, 0]):
            if is_dark and start is None:
                start = x
            elif not is_dark and start is not None:
                yield start + QUIET, y + QUIET, x - start
                start = None
