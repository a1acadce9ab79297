import doctest
import unicodedata

import pytest

from articles import symbols
from articles.symbols.tables import NONE, TABLES


def test_the_examples_hold():
    assert doctest.testmod(symbols).failed == 0


def test_each_table_gives_one_character_for_each_code():
    assert [(name, len(table)) for name, table in TABLES.items() if len(table) != 224] == []


def test_a_table_has_no_private_or_unassigned_characters():
    kinds = {(name, unicodedata.category(letter)) for name, table in TABLES.items() for letter in table}

    assert [kind for kind in kinds if kind[1] in ("Co", "Cs", "Cc")] == []


@pytest.mark.parametrize(
    ("font", "code", "letter"),
    [
        ("Symbol", 0x61, "α"),
        ("Symbol", 0x6D, "μ"),
        ("Symbol", 0xA3, "≤"),
        ("Symbol", 0xB1, "±"),
        ("Symbol", 0xB3, "≥"),
        ("Symbol", 0xB4, "×"),
        ("Symbol", 0xD6, "√"),
        ("Symbol", 0xD2, "®"),
        ("Wingdings", 0x4A, "☺"),
        ("Wingdings", 0xFC, "✓"),
        ("Wingdings", 0xFE, "🗹"),
        ("Wingdings", 0xF5, "⬁"),
        ("Wingdings 2", 0x52, "☑"),
        ("Wingdings 3", 0x70, "▲"),
        ("Webdings", 0x61, "✔"),
        ("Zapf Dingbats", 0x33, "✓"),
        ("Zapf Dingbats", 0xD5, "→"),
    ],
)
@pytest.mark.parametrize("offset", [0, 0xF000])
def test_a_letter_of_a_symbol_font_is_read_by_the_published_table(font, code, letter, offset):
    assert symbols.decoded(chr(code + offset), font) == letter


def test_what_unicode_does_not_have_is_shown_and_named():
    assert symbols.decoded("\uf0ff", "Wingdings") == NONE
    assert symbols.unknown("a\uf0ff", "Wingdings") == ["U+F0FF"]


def test_letters_of_ordinary_fonts_stay():
    assert symbols.decoded("Take 5 µg ≤ 2× daily\u00a0☺", "Calibri") == "Take 5 µg ≤ 2× daily\u00a0☺"
