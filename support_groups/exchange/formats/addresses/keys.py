"""Keys of names, remembered: the parts of one address are compared again for each country it may be in."""

from functools import lru_cache

from support_groups.places import names

key = lru_cache(maxsize=10_000)(names.key)
