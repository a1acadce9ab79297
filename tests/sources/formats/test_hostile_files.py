import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.formats import Reading, TooLarge, UnknownFormat, read, reading
from tests.sources.formats.test_reading import ONE_OF_EACH

BOMB = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><records><record><titles><title>&b;</title></titles></record></records>'
OUTSIDE = BOMB.replace('"aaaaaaaaaa"', 'SYSTEM "file:///etc/passwd"')


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, BOMB.lower(), BOMB.replace("records>", "PubmedArticleSet>")])
def test_a_file_that_defines_entities_is_refused(text):
    with pytest.raises(UnknownFormat, match="defines its own XML entities"):
        read(text.encode())


def test_a_file_larger_than_the_limit_is_refused_before_it_is_read():
    with pytest.raises(TooLarge, match=r"200 MB\. Files of up to 50 MB"):
        read(bytes(200 * 1024 * 1024))


def test_too_large_is_a_kind_of_unknown_format():
    assert issubclass(TooLarge, UnknownFormat)


@pytest.mark.parametrize(
    "data",
    [
        b"<records><record>" + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</record></records>",
        b"<records>" + b"<record><titles>" * 20_000,
        b"<records><record " * 50_000,
        b"@book{a, title=" + b"{" * 100_000,
        b"@book{a, title={" + b"{" * 5_000 + b"x" + b"}" * 5_000 + b"}}",
        b"@article{a, title={x\n" * 20_000,
        b"@article{a, title={x " * 20_000,
        b"@book{a, " + b"x = , " * 50_000 + b"}",
        b"@book{a, title = " + b'"a" # ' * 60_000 + b'"b"}',
        b"@book{a, title={" + b"\\'" * 50_000 + b"}}",
        b"@book{a, title={" + b"$x_1 {" * 20_000 + b"}}",
        b"@book{a, year={" + b"1" * 100_000 + b"}, title={T}}",
        b"TY  - JOUR\nTI  - x\n" + b"y\n" * 200_000,
        b"TY  - JOUR\nTI  - x\nDO  - "
        + b"10.1/" * 50_000
        + b"\nSN  - "
        + b"1-" * 50_000
        + b"\nPY  - "
        + b"20 " * 50_000
        + b"\nER  - \n",
        b"PMID- 1\nTI  - x\n" + b"      y\n" * 200_000,
        b'[{"a":' * 50_000,
        b"1. " * 100_000,
        b"a, " * 100_000,
    ],
    ids=lambda data: data[:24].decode(),
)
def test_a_file_made_to_exhaust_us_is_finished_quickly(data):
    started = time.perf_counter()

    try:
        result = read(data)
    except UnknownFormat:
        result = Reading("")

    assert time.perf_counter() - started < 5
    assert len(result.items) <= 1


def test_reading_stops_at_the_most_records_and_says_so(monkeypatch):
    monkeypatch.setattr(reading, "MOST_RECORDS", 2)

    result = read(b"TY  - JOUR\nTI  - A\nER  - \n" * 5)

    assert len(result.items) == 2
    assert result.problems == [(7, "Reading stopped here: the file has too many records or problems.")]


def test_reading_stops_at_the_most_problems(monkeypatch):
    monkeypatch.setattr(reading, "MOST_PROBLEMS", 3)

    assert len(read(b"TY  - JOUR\nER  - \n" * 9).problems) == 4


@pytest.mark.parametrize(
    "error", [ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError]
)
def test_an_unforeseen_record_does_not_affect_the_others(monkeypatch, error):
    def surprised(tags, understood=reading.ris.to_item):
        if tags.first("TI") == "B":
            raise error
        return understood(tags)

    monkeypatch.setattr(reading.ris, "to_item", surprised)

    result = read(b"".join(b"TY  - JOUR\nTI  - %c\nER  - \n" % letter for letter in b"ABC"))

    assert [item["title"] for item in result.items] == ["A", "C"]
    assert result.problems == [(4, "This record could not be understood.")]


@pytest.mark.timeout(60)  # a guard against quadratic time, not a measurement
def test_five_thousand_records_are_read_to_the_last():
    result = read(
        b"".join(
            b"@article{a%d, title={{On} M{\\'u}} , author={Redig, A. J. and Doe, Jo}, year=2001}\n" % n
            for n in range(5000)
        )
    )

    assert len(result.items) == 5000


samples = st.sampled_from([text.encode() for text in ONE_OF_EACH.values()])
noise = st.binary(max_size=6) | st.sampled_from(
    [b"{", b"}", b'"', b"\\", b"$", b"\n", b"  - ", b"<", b"&#0;", b"]", b"\xff\xfe", b"null", b"\\ud800"]
)


@given(samples, st.lists(st.tuples(st.integers(0, 300), st.integers(0, 40), noise), max_size=8))
@settings(max_examples=300, deadline=None)
def test_whatever_happens_to_a_file_nothing_unforeseen_is_raised(data, changes):
    for place, removed, added in changes:
        data = data[:place] + added + data[place + removed :]

    with contextlib.suppress(UnknownFormat):
        result = read(data)

        assert result.format in reading.FORMATS
        assert "This record could not be understood." not in [sentence for _, sentence in result.problems]


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(UnknownFormat):
        assert read(data).format in reading.FORMATS
