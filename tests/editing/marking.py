"""Differences as one line of text."""

MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def marked(passages) -> str:
    """Such as "Take [-20-]{+2+} mg"."""
    pieces = [piece for passage in passages for piece in passage.pieces]
    return "".join(MARKS[piece.kind].format(piece.text) for piece in pieces)
