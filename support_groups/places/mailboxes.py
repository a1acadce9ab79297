"""Boxes at a post office: part of an address, but no place where people meet."""

import re

BOX = re.compile(
    r"(?:p\.?\s*o\.?\s*box|post office box|apartado(?: postal)?|postfach|case postale|c\.?p\.?)\s+\d+\W*",
    re.IGNORECASE,
)


def is_mailbox(street: str) -> bool:
    """
    >>> is_mailbox("PO Box 12"), is_mailbox("Apartado 4"), is_mailbox("5 Elm St, PO Box 12"), is_mailbox("12 Box Elder Rd")
    (True, True, False, False)
    """
    return bool(BOX.fullmatch(street.strip()))
