import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.manuscripts import Manuscript, UnreadableManuscript, opc, read
from articles.manuscripts.reader import SOURCES
from tests.articles.manuscripts.manuscripts import NAMESPACE, docx


def paragraph(text: str) -> str:
    return f"<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"


def odt() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<x/>")
    return target.getvalue()


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
THIEF = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"a" * (10 * 1024 * 1024 + 1), "10 MB"),
        (b"a" * 3_000_000, "longer than a book"),
        (b"a\n\n" * 30_000, "paragraphs"),
        (b"%PDF-1.7 ...", ".docx"),
        (b"{\\rtf1 hello}", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, ".docx"),
        (odt(), ".docx"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (docx("<w:document"), "damaged"),
        (docx("<a/>"), "no text"),
        (docx(BOMB + paragraph("&b;")), "refused"),
        (docx(THIEF + paragraph("&a;")), "refused"),
        (docx(paragraph("hi"), word__styles__xml="x"), "damaged"),
        (b"Title\x00with a NUL", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"caf\x81\x8d\x8f", "UTF-8"),
        (b"\xff\xfea", "UTF-8"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package><a/></pkg:package>',
            "XML",
        ),
        (
            b'<?xml version="1.0"?>\n<office:document><office:body>Hello</office:body></office:document>',
            "XML",
        ),
        (b"<w:wordDocument><w:body><w:p>Hello</w:p></w:body></w:wordDocument>", "XML"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\n<p>Hi</p>",
            "web archive",
        ),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"<html><body></body></html>", "no text"),
        (b"<div>" * 5000 + b"x", None),
    ],
)
def test_an_unreadable_file_is_refused_with_a_plain_sentence(data, words):
    if words is None:
        read_or_refuse(data)
        return
    with pytest.raises(UnreadableManuscript, match=words) as refusal:
        read(data, "a.txt")
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"A line\n" * 30_000, "a.txt"),
        (b"|1|2|\n" * 30_000, "a.md"),
        (b"<p>x" * 30_000, "a.html"),
        (("<p>x" * 30_000).encode("utf-16"), "a.html"),
    ],
)
def test_a_file_of_too_many_paragraphs_is_refused_before_one_is_built(data, name, monkeypatch):
    def read_blocks(*args):
        raise AssertionError("blocks were built")

    for source in SOURCES.values():
        monkeypatch.setattr(source, "read_blocks", read_blocks)

    with pytest.raises(UnreadableManuscript, match="more than 20,000 paragraphs"):
        read(data, name)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(opc, "LARGEST_UNPACKED", 100_000)

    with pytest.raises(UnreadableManuscript, match="unpacks to far more"):
        read(docx(paragraph("hi"), **{"word/media/image1.bin": "0" * 200_000}))


def read_or_refuse(data: bytes, name: str = "") -> Manuscript | None:
    try:
        return read(data, name)
    except UnreadableManuscript:
        return None


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", ""]))
def test_any_bytes_are_read_or_refused(data, name):
    read_or_refuse(data, name)


@given(
    st.text(alphabet="a1 .,;:()[]^<>*#-=\n\t•¹²&\"'/|ABy", max_size=300),
    st.sampled_from(["a.txt", "a.md", "a.html"]),
)
def test_any_text_is_read_or_refused(text, name):
    read_or_refuse(text.encode(), name)


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=4))
def test_a_damaged_word_file_is_read_or_refused(position, bytes_):
    data = bytearray(docx(paragraph("Hello there")))
    position %= len(data)
    data[position : position + len(bytes_)] = bytes_

    read_or_refuse(bytes(data), "a.docx")


@pytest.mark.timeout(60)  # a guard against endless reading, not a measurement
@pytest.mark.parametrize(
    "piece",
    ["(", "[", "[1]", "¹", "^1", "<sup>", "<div>", "<b>", "a\n", "- a ", "A B, ", "aB", "*a", "[^a]", "1. "],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_long_hostile_text_is_read_to_its_end(piece, name):
    read_or_refuse(("T\n\nx " + piece * (64_000 // len(piece))).encode(), name)
