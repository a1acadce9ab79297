"""Names of people on what they did.

A reference to an account is emptied when the account is deleted. The column beside it, `<reference>_name`, then holds
the name of the person: `mbc_site/accounts/traces.py` writes it.
"""


def name_of(user) -> str:
    """The name that other people read; the user name if the account has no other."""
    return user.get_full_name() or user.get_username()


def who(row, reference: str) -> str:
    """The name of who did something, whether or not the account is still there; "" if nobody is known."""
    user = getattr(row, reference)
    return name_of(user) if user else getattr(row, f"{reference}_name")
