"""Letters of symbol fonts (Symbol, Wingdings, Webdings, Zapf Dingbats) as Unicode.

Such a font has no alphabet: its glyphs stand at the codes 0x20 to 0xFF, which files write as these letters (an "a" in
Symbol is α) or, as Word does, in the private use area at U+F020 to U+F0FF.
"""

import re

from articles.symbols.tables import NONE, TABLES

ALIASES = {
    "symbolmt": "symbol",
    "symbolps": "symbol",
    "standardsymbolsl": "symbol",
    "standardsymbolsps": "symbol",
    "euclidsymbol": "symbol",
    "itczapfdingbats": "zapfdingbats",
    "monotypesorts": "zapfdingbats",
    "wingdingsregular": "wingdings",
}
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def table_of(font: str) -> str:
    """What the font draws at 0x20 to 0xFF, or "" for any other font.

    >>> table_of("Wingdings 2")[0x52 - 0x20], table_of("'Symbol'")[0x61 - 0x20], table_of("Arial")
    ('☑', 'α', '')
    """
    name = re.sub(r"[\W_]", "", font).lower()
    return TABLES.get(ALIASES.get(name, name), "")


def decoded(text: str, font: str = "") -> str:
    """The text as Unicode; U+FFFD for a character that Unicode does not have.

    In other fonts, and in none, only private codes become U+FFFD: nobody can say what they show.

    >>> decoded("TNF-\\uf061", "Symbol"), decoded("l\\xfc", "Wingdings"), decoded("5 \\uf06dg", "Arial"), decoded("≤", "Symbol")
    ('ΤΝΦ−α', '⚫✓', '5 �g', '≤')

    A non-breaking space and a soft hyphen are themselves, though their codes are letters of these fonts too.

    >>> decoded("a\\xa0\\xad\\uf0ad", "Symbol")
    'α\\xa0\\xad↑'
    """
    table = table_of(font)
    return "".join(_decoded(character, table) for character in text)


def _decoded(character: str, table: str) -> str:
    code = ord(character)
    code -= 0xF000 if 0xF000 <= code <= 0xF0FF else 0
    if table and 0x20 <= code <= 0xFF and character not in "\u00a0\u00ad":
        return table[code - 0x20]
    return NONE if PRIVATE.match(character) else character


def unknown(text: str, font: str = "") -> list[str]:
    """The codes of the characters of the text that Unicode does not have, as U+F0FF.

    >>> unknown("\\uf0ff ok \\uf0fc", "Wingdings"), unknown("\\uf0fc", "Arial")
    (['U+F0FF'], ['U+F0FC'])
    """
    table = table_of(font)
    return [
        f"U+{ord(character):04X}" for character in text if _decoded(character, table) == NONE != character
    ]
