"""The number to dial for a telephone number in its printed form."""

import re

EXTENSION = re.compile(r"[,;]|\b(?:x|ext)\b|x(?=\d)", re.IGNORECASE)
NUMBER = re.compile(r"\+?[0-9 ().-]*[0-9][0-9 ().-]*")


def dialed(phone: str) -> str:
    """Without the extension; "" for what is not one number: a wrong one dials somebody else.

    >>> dialed("+1 (800) 555-0142 ext. 3"), dialed("1-800-555-HOPE"), dialed("112 or 999"), dialed("112/999")
    ('+18005550142', '', '', '')
    """
    number = EXTENSION.split(phone)[0].strip().replace("–", "-").replace("\u00a0", " ")
    return (
        "".join(sign for sign in number if sign.isdigit() or sign == "+") if NUMBER.fullmatch(number) else ""
    )


def link(phone: str) -> str:
    """For href; "" if it cannot be dialed.

    >>> link("116 123"), link("112 or 999")
    ('tel:116123', '')
    """
    digits = dialed(phone)
    return f"tel:{digits}" if digits else ""
