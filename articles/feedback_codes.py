"""Codes by which somebody reads the answer to what she wrote, without having left a name.

A code is 15 letters and digits, which is 75 bits: nobody guesses one. They are those of Crockford's Base32, without I, L,
O and U, so that a code can be read aloud and copied by hand; what is mistaken for another is read as it was meant.
The code follows from the form that was sent, so the same form sent twice has the same one. Only its hash is stored.
"""

import hashlib
import re

from django.utils.crypto import salted_hmac

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, PART = 15, 5
BITS = 5  # in a letter
MEANT = str.maketrans("OIL", "011")
BETWEEN = re.compile(r"[\s\-\u2010-\u2015.]+")
CODE = re.compile(rf"[{LETTERS}]{{{LENGTH}}}", re.ASCII)
LONGEST_TYPED = 100


def code_of(nonce: str, *texts: str) -> str:
    """The code of a form that was sent: `nonce` is of the form, `texts` is what it says.

    >>> code_of("once", "no") == code_of("once", "no"), code_of("once", "no") == code_of("once", "yes")
    (True, False)
    """
    digest = salted_hmac("articles.feedback_codes", "\x00".join([nonce, *texts]), algorithm="sha256").digest()
    number = int.from_bytes(digest)
    letters = "".join(LETTERS[number >> BITS * place & 31] for place in range(LENGTH))
    return "-".join(letters[start : start + PART] for start in range(0, LENGTH, PART))


def read(typed: str) -> str:
    """The code that somebody typed, as we print it, or "" if it can't be one.

    >>> read(" 7k3qf m2x9t-Owrce "), read("7K3QF-M2X9T-0WRC"), read("7K3QF-M2X9T-0WRCU")
    ('7K3QF-M2X9T-0WRCE', '', '')
    """
    letters = BETWEEN.sub("", typed[:LONGEST_TYPED]).upper().translate(MEANT)
    if not CODE.fullmatch(letters):
        return ""
    return "-".join(letters[start : start + PART] for start in range(0, LENGTH, PART))


def hashed(code: str) -> str:
    """What is stored of a code. It needs no salt: nobody can try 2^75 codes."""
    return hashlib.sha256(code.encode()).hexdigest()
