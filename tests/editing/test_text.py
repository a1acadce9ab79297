"""One decoder for all files that staff import, and one rule for characters that databases refuse."""

import codecs

import pytest
from django.contrib.auth.models import User

from editing import text

WORDS = "Łódź café “α”\r\n"
WESTERN = "Café “naïve” – x\r\n"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        WORDS.encode("utf-8-sig"),
        WORDS.encode("utf-16"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.encode("utf-32"),
        codecs.BOM_UTF32_BE + WORDS.encode("utf-32-be"),
    ],
)
@pytest.mark.parametrize("is_strict", [True, False])
def test_any_unicode_encoding_is_read_and_nothing_else_is_changed(data, is_strict):
    assert text.decode(data, is_strict=is_strict) == WORDS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "windows-1252"])
@pytest.mark.parametrize("is_strict", [True, False])
def test_western_text_is_read_without_a_mark(encoding, is_strict):
    assert text.decode(WESTERN.encode(encoding), is_strict=is_strict) == WESTERN


@pytest.mark.timeout(60)  # a guard against one error for each byte, not a measurement
def test_a_large_file_in_an_old_encoding_is_read_to_its_end():
    words = "Café naïve; " * 500_000

    assert text.decode(words.encode("windows-1252")) == words


def test_a_file_in_two_encodings_keeps_both():
    assert text.decode(WORDS.encode() + WESTERN.encode("windows-1252"), is_strict=True) == WORDS + WESTERN


@pytest.mark.parametrize(
    ("name", "encoding"), [("ISO-8859-1", "windows-1252"), ("windows-1251", "cp1251"), ("UTF-8", "utf-8")]
)
def test_an_xml_declaration_is_believed_and_latin_1_is_windows_1252(name, encoding):
    letters = "Ж" if encoding == "cp1251" else "“é”"
    document = f'<?xml version="1.0" encoding="{name}"?><a>{letters}</a>'

    assert text.decode(document.encode(encoding)) == document


@pytest.mark.parametrize(
    ("data", "read"),
    [(b"caf\x81", "caf\x81"), (b"\xff\xfea", "\ufffd"), (b'<?xml encoding="latin-1"?>\x81', None)],
)
def test_bytes_without_a_meaning_are_an_error_only_when_strict(data, read):
    assert text.decode(data) == (read or '<?xml encoding="latin-1"?>\ufffd')
    with pytest.raises(UnicodeError):
        text.decode(data, is_strict=True)


@pytest.mark.parametrize("character", ["\x00", "\ud800"])
def test_characters_that_databases_refuse_are_removed_everywhere(character):
    assert text.storable(f"a{character}b") == text.clean(f"a{character}b") == "ab"
    assert text.clean_json({f"a{character}b": [f"c{character}"]}) == {"ab": ["c"]}


@pytest.mark.django_db
def test_every_other_character_is_storable():
    odd = "\x01\x1f\x85\u2028\ufdd0\ufeff\uffff\U0001f7e2"

    user = User.objects.create(username="x", first_name=text.storable(odd))
    user.refresh_from_db()

    assert user.first_name == odd


def test_clean_text_has_one_kind_of_line_end_and_no_controls():
    assert text.clean("a\r\nb\rc\u2028d\u2029e\x85f\x07\x7f\ufdd0\ufeff\tg") == "a\nb\nc\nd\ne\nf\tg"


def test_words_of_a_search_are_on_one_line():
    assert text.one_line(" bone\x00\tpain\r\n\x1f ") == "bone pain"
