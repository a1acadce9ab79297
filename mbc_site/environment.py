"""Reading settings from the environment. What makes no sense stops the start with a sentence."""

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

env = environ.Env()


def switch(name: str, *, default: bool) -> bool:
    """0 or 1 (off/on, false/true, no/yes). Anything else stops the start: a typing error must not switch DEBUG."""
    words = {"1": True, "true": True, "on": True, "yes": True}
    words |= {"0": False, "false": False, "off": False, "no": False}
    given = env(name, default="").strip().lower()
    if given and given not in words:
        raise ImproperlyConfigured(f"{name} is “{given}”. Set it to 1 or 0.")
    return words[given] if given else default


def listed(name: str, default: list[str]) -> list[str]:
    """Values separated by commas, with or without spaces around them."""
    return [value for part in env.list(name, default=default) if (value := part.strip())]


def addresses(name: str) -> list[str]:
    """Email addresses, separated by commas; none by default."""
    given = listed(name, [])
    try:
        for address in given:
            validate_email(address)
    except ValidationError:
        raise ImproperlyConfigured(
            f"{name} has “{address}”, which is not an email address. Write addresses only, with commas between them."
        ) from None
    return given


def number(name: str, *, default: float) -> float:
    given = env(name, default="").strip()
    try:
        return type(default)(given) if given else default
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} is “{given}”. Set it to a number, for example {default}."
        ) from None


def seconds(name: str, *, default: float, most: float) -> float:
    """A time limit, which can't be switched off: waiting without end blocks everybody else."""
    given = number(name, default=default)
    if not 1 <= given <= most:
        raise ImproperlyConfigured(f"{name} is {given}. Set it to a number of seconds from 1 to {most}.")
    return given


def count(name: str, *, default: int, most: int) -> int:
    """How many there may be of something of which there is at least one."""
    given = number(name, default=default)
    if not 1 <= given <= most:
        raise ImproperlyConfigured(f"{name} is {given}. Set it to a number from 1 to {most}.")
    return given


def choice(name: str, choices: tuple[str, ...]) -> str:
    """One of these words; the first is the default."""
    given = env(name, default="").strip().lower() or choices[0]
    if given not in choices:
        raise ImproperlyConfigured(f"{name} is “{given}”. Set it to {' or '.join(choices)}.")
    return given
