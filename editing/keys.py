"""Checking primary keys that come from a request."""

LONGEST_KEY = 18  # digits that fit a 64-bit key


def is_key(value) -> bool:
    """
    >>> is_key("12"), is_key("abc"), is_key(""), is_key("9" * 30)
    (True, False, False, False)
    """
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY
