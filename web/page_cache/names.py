"""The counters of public content. Each page names those it shows; each table raises one."""

ARTICLES = "articles"
SOURCES = "sources"
DIRECTORY = "directory"
SITE = "site"
COUNTERS = (ARTICLES, SOURCES, DIRECTORY, SITE)

SLOT = 8  # bytes of a counter's value
SIZE = SLOT * len(COUNTERS)
SLOTS = {name: slice(number * SLOT, (number + 1) * SLOT) for number, name in enumerate(COUNTERS)}
