"""Names of people on what they did.

A reference to an account is emptied when the account is deleted. The column beside it, `<reference>_name`, then holds
the name of the person: `mbc_site/accounts/traces.py` writes it.
"""

from history.recording import name_of


def who(row, reference: str) -> str:
    """The name of who did something, whether or not the account is still there; "" if nobody is known."""
    user = getattr(row, reference)
    return name_of(user) if user else getattr(row, f"{reference}_name")
