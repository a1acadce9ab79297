import pytest

from articles.manuscripts import Manuscript, read

SENTENCE = "It’s “common” — ask early. Café naïve, 5–10 mg."
POLISH = "Zdrowie kości – żółć i łąka."


def checks(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(note.text, note.reason) for note in manuscript.notes if "stored" in note.reason]


def page(meta: str, sentence: str) -> str:
    return f"<html><head>{meta}</head><body><h1>A title</h1><p>{sentence}</p></body></html>"


@pytest.mark.parametrize(
    "meta",
    [
        "<meta charset={}>",
        "<meta charset='{}'/>",
        '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={}">',
        "<meta name=Generator content='Microsoft Word 15'><meta http-equiv=Content-Type content='text/html; charset={}'>",
        "<!-- <meta charset=koi8-r> --><meta charset={}>",
    ],
)
@pytest.mark.parametrize(
    ("label", "codec", "sentence"),
    [
        ("macintosh", "mac_roman", SENTENCE),
        ("x-mac-roman", "mac_roman", SENTENCE),
        ("windows-1252", "cp1252", SENTENCE),
        ("ISO-8859-1", "cp1252", SENTENCE),
        ("windows-1250", "cp1250", POLISH),
        ("iso-8859-2", "iso8859-2", "Zdrowie kości, żółć i łąka."),
        ("windows-1251", "cp1251", "Боль — это"),
        ("x-sjis", "cp932", "乳がん"),
        ("utf-8", "utf-8", SENTENCE),
        ("utf-16", "utf-8", SENTENCE),
    ],
)
def test_a_page_is_read_in_the_encoding_it_declares(meta, label, codec, sentence):
    manuscript = read(page(meta.format(label), sentence).encode(codec))

    assert manuscript.body == f"<p>{sentence}</p>"
    assert checks(manuscript) == []


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_wins_over_the_declared_encoding(codec):
    manuscript = read(page("<meta charset=macintosh>", SENTENCE).encode(codec))

    assert manuscript.body == f"<p>{SENTENCE}</p>"
    assert checks(manuscript) == []


@pytest.mark.parametrize(
    ("label", "codec", "read_as"),
    [
        ("iso-8859-1", "utf-8", "UTF-8"),
        ("utf-8", "cp1252", "Windows-1252"),
        ("utf-8", "mac_roman", "Mac OS Roman"),
        ("windows-1252", "mac_roman", "Mac OS Roman"),
    ],
)
def test_a_page_that_declares_another_encoding_than_it_has_is_read_right_and_reported(label, codec, read_as):
    manuscript = read(page(f"<meta charset={label}>", SENTENCE).encode(codec))

    assert manuscript.body == f"<p>{SENTENCE}</p>"
    reason = (
        f"The page says that its characters are stored as {label}, which is not true. They were read as {read_as}. "
        "Check these words."
    )
    assert checks(manuscript) == [("Café, naïve", reason)]


def test_characters_that_look_wrong_in_the_declared_encoding_are_reported():
    manuscript = read(page("<meta charset=iso-8859-2>", "Może „też”.").encode("cp1250"))

    assert manuscript.body == "<p>Może „też”.</p>"
    reason = "The page says that its characters are stored as iso-8859-2, but these look wrong. Check them."
    assert checks(manuscript) == [("„też”", reason)]


@pytest.mark.parametrize(
    ("codec", "sentence", "words", "read_as"),
    [
        ("cp1252", SENTENCE, "Café, naïve", "Windows-1252"),
        ("mac_roman", SENTENCE, "Café, naïve", "Mac OS Roman"),
        ("cp1250", POLISH, "kości, żółć, łąka", "Windows-1250"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_an_encoding_that_had_to_be_guessed_is_reported(codec, sentence, words, read_as, name):
    start = "<h1>A title</h1><p>" if name == "a.html" else "A title\n\n"

    manuscript = read(f"{start}{sentence}".encode(codec), name)

    assert manuscript.body == f"<p>{sentence}</p>"
    reason = f"The file does not say how its characters are stored. They were read as {read_as}. Check these words."
    assert checks(manuscript) == [(words, reason)]


def test_an_encoding_that_nobody_knows_is_reported():
    manuscript = read(page("<meta charset=foo-12>", "Café").encode())

    assert manuscript.body == "<p>Café</p>"
    assert ("foo-12", "The page names an encoding that nobody knows. Check its accents.") in [
        (note.text, note.reason) for note in manuscript.notes
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_characters_that_were_damaged_before_are_reported(name):
    start = "<h1>A title</h1><p>" if name == "a.html" else "A title\n\n"

    manuscript = read(f"{start}Itâ€™s a cafÃ©, 5 Âµg of � in SÃO PAULO, not Âge.".encode(), name)

    assert [(note.text, note.reason) for note in manuscript.notes] == [
        ("Itâ€™s, cafÃ©, Âµg, �", "These characters were damaged before the file was saved. Correct them.")
    ]
