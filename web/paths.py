"""Addresses of pages that differ only in their slug: a list names dozens, and `reverse` takes 50 calls for each."""

import re
from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

SLUG = re.compile(r"[-a-zA-Z0-9_]+")
ANY = "any-slug"


def path_with(name: str, slug: str) -> str:
    """`reverse(name, args=[slug])`. Raises NoReverseMatch."""
    if not SLUG.fullmatch(slug):
        return reverse(name, args=[slug])
    before, after = _around_the_slug(name, get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)
    return f"{before}{slug}{after}"


@lru_cache(64)
def _around_the_slug(name: str, prefix: str, urls: str) -> tuple[str, str]:
    before, _slug, after = reverse(name, args=[ANY]).rpartition(ANY)
    return before, after
