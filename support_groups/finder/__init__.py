"""Finding groups: the form, the search, its page of results, and whether searches are up to date.

`find` is the one rule for what a search shows and in which order.
"""

from support_groups.finder.search import find
