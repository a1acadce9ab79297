import codecs

import pytest

from sources.formats import read

RIS = "TY  - JOUR\nTI  - Łódź café “α”\nAU  - Müller, K.\nER  - \n"
WESTERN = "TY  - JOUR\nTI  - Café “naïve” – x\nER  - \n"


@pytest.mark.parametrize(
    "data",
    [
        RIS.encode(),
        codecs.BOM_UTF8 + RIS.encode(),
        RIS.encode("utf-16"),
        codecs.BOM_UTF16_BE + RIS.encode("utf-16-be"),
        RIS.encode("utf-16-le"),
        RIS.encode("utf-32"),
        RIS.replace("\n", "\r\n").encode(),
        RIS.replace("\n", "\r").encode(),
        RIS.replace("\n", "\r\n", 2).encode(),
        RIS.replace("TI", "\ufeffTI").encode(),
        RIS.replace("Ł", "\x00Ł").encode(),
    ],
)
def test_a_file_reads_the_same_whatever_wrote_it(data):
    reading = read(data)

    assert reading.items == [
        {"type": "article-journal", "title": "Łódź café “α”", "author": [{"family": "Müller", "given": "K."}]}
    ]
    assert reading.problems == []


def test_windows_1252_is_read_where_utf_8_ends():
    assert read(WESTERN.encode("cp1252")).items[0]["title"] == "Café “naïve” – x"


def test_a_file_in_two_encodings_keeps_both():
    titles = [item["title"] for item in read(RIS.encode() + WESTERN.encode("cp1252")).items]

    assert titles == ["Łódź café “α”", "Café “naïve” – x"]


def test_line_numbers_count_any_line_end():
    reading = read(b"TY  - JOUR\rTI  - A\r\nER  - \n\r\nTY  - JOUR\rER  - \r")

    assert reading.problems == [(5, "There is no title.")]
