"""Names of people and of accounts."""

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.text import slugify

LONGEST_STEM = 100


def split_name(name: str) -> tuple[str, str]:
    """The parts of a name as an account stores them; together they are always the name as it was typed.

    >>> split_name("Ada  Lovelace"), split_name("Mary Ann van der Berg"), split_name("Ada")
    (('Ada', 'Lovelace'), ('Mary Ann van der', 'Berg'), ('Ada', ''))
    """
    first, _space, last = " ".join(name.split()).rpartition(" ")
    return (first, last) if first else (last, "")


def free_user_name(name: str, email: str) -> str:
    """A name to log in with that nobody has: of the person's name, or of the address if the name has no Latin letter."""
    stem = (slugify(name) or slugify(email.partition("@")[0]) or "colleague")[:LONGEST_STEM]
    taken = {*User.objects.filter(username__istartswith=stem).values_list("username", flat=True)}
    taken = {username.lower() for username in taken}
    number, candidate = 1, stem
    while candidate in taken:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def user_name_behind(typed: str) -> str:
    """The user name of whoever logs in with this: a user name itself, or the email address of exactly one account.

    Failed attempts are counted by what this returns, so an address in other letters gives nobody more attempts.
    """
    if "@" not in typed or User.objects.filter(username=typed).exists():
        return typed
    names = User.objects.filter(email__iexact=typed, is_active=True).values_list("username", flat=True)[:2]
    return names[0] if len(names) == 1 else typed


def account_known_as(text: str, *, besides: User | None = None) -> User | None:
    """Another account that logs in with this text, as its email address or user name, in any letters."""
    known = (
        User.objects.filter(Q(email__iexact=text) | Q(username__iexact=text)) if text else User.objects.none()
    )
    return known.exclude(pk=besides.pk if besides else None).first()
