"""The query under which an answer is kept: only the names that its view declares, each once, in alphabetical order."""

from urllib.parse import parse_qsl, urlencode

from web.page_cache.public import PublicPage

LONGEST = 1000  # letters; longer queries are answered without the cache, also if their names are ignored
MOST_ESCAPES = (
    100  # words and escaped letters: mbc_site/security.py refuses absurd queries, which kept pages never see
)
MOST_NAMES = 40


def kept_query(raw: str, page: PublicPage) -> str | None:
    """None if the answer to such a query is not kept.

    >>> page = PublicPage((), query={"page": str.isdecimal}, not_with=["q"])
    >>> kept_query("utm_source=x&page=2", page), kept_query("page=two", page), kept_query("q=bones", page)
    ('page=2', None, None)
    """
    if not raw:
        return ""
    if len(raw) > LONGEST or "%00" in raw or raw.count("%") + raw.count("+") > MOST_ESCAPES:
        return None
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, max_num_fields=MOST_NAMES)
    except ValueError:
        return None
    return _of_pairs(pairs, page)


def _of_pairs(pairs: list[tuple[str, str]], page: PublicPage) -> str | None:
    kept: dict[str, str] = {}
    for name, value in pairs:
        if name in page.not_with or name in kept:
            return None
        accepts = page.query.get(name)
        if accepts is None:
            continue
        if not accepts(value):
            return None
        kept[name] = value
    return urlencode(sorted(kept.items()))


def is_page_number(value: str) -> bool:
    """Of a list in pages, written in one way only.

    >>> is_page_number("12"), is_page_number("012"), is_page_number("last"), is_page_number("0")
    (True, False, False, False)
    """
    return value.isascii() and value.isdecimal() and value[0] != "0" and len(value) <= 6


PAGES = {"page": is_page_number}  # the query of a list in pages
