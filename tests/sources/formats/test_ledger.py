import pytest

from sources.formats import read, reading
from sources.formats.ledger import counted, not_taken

RIS = "TY  - JOUR\nTI  - {0}\nAU  - Doe, Jo\nPY  - 2020\nVL  - 7\nSP  - 1{1}\nER  - \n"


def unused(text):
    result = read(text.encode())
    assert result.problems == []
    return dict(result.unused)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("PB  - Made Up Press\nLA  - eng\nY2  - 2024/03/05/\nDB  - Scopus", {}),
        ("AD  - Made Up University", {"AD": 1}),
        ("ZZ  - A tag nobody knows", {"ZZ": 1}),
        ("UR  - https://example.org/a\nUR  - https://example.org/b", {"UR": 1}),
        ("JF  - Journal of Made Up\nJO  - J Made Up\nJ2  - J. Made Up", {}),
        ("JF  - Journal of Made Up\nT2  - Another Name", {"T2": 1}),
        ("SN  - 1234-5678 (Print)\nSN  - 8765-4321", {}),
        ("A2  - Roe, Al", {"A2": 1}),
        ("DO  - https://doi.org/10.1000/x\nUR  - https://doi.org/10.1000/x", {}),
    ],
)
def test_fields_of_ris_that_no_variable_took_are_named(lines, names):
    assert unused(RIS.format("T", f"\n{lines}")) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@article{a, title={T}, author={M{\\\"u}ller, J. and others}, pages={1--2}, month=aug, file={x.pdf}, note={N}}", {}),
        ("@article{a, title={T}, affiliation={Made Up University}, mylabel={Box 5}}", {"affiliation": 1, "mylabel": 1}),
        ("PMID- 1\nTI  - T\nFAU - Doe, Jo Ann\nAU  - Doe JA\nDP  - 2020 Aug\nMH  - Rest/*methods\nLID - 1-2 [pii]\n", {}),
        ("PMID- 1\nTI  - T\nAD  - Made Up University\nGR  - 123/Made Up Trust\n", {"AD": 1, "GR": 1}),
        ("<records><record><titles><title><style>T</style></title></titles><auth-address>Made Up</auth-address></record></records>",
         {"auth-address": 1}),
        ("<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>T</ArticleTitle><AuthorList><Author>"
         "<LastName>Doe</LastName><ForeName>Jo</ForeName><AffiliationInfo><Affiliation>Made Up</Affiliation></AffiliationInfo>"
         "</Author></AuthorList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>", {"Affiliation": 1}),
        ('[{"type": "book", "title": "T", "x-mine": "kept", "container-title": ["First", "Second"]}]', {"container-title": 1}),
    ],
)  # fmt: skip
def test_fields_of_other_formats_that_no_variable_took_are_named(text, names):
    assert unused(text) == names


def test_records_are_counted_by_the_field_that_was_not_taken():
    records = [RIS.format(title, "\nAD  - Made Up") for title in "ABC"]

    assert unused("".join(records) + RIS.format("D", "")) == {"AD": 3}


def test_words_count_and_not_the_variable_they_stand_in():
    item = {
        "title": "Loss of <i>BRCA1</i>",
        "author": [{"family": "Doe", "given": "J. W."}],
        "issued": {"date-parts": [[2020, 8]]},
    }

    assert not_taken([("a", "BRCA1 loss"), ("b", "Doe JW"), ("c", "2020/08"), ("d", "0020")], item) == {"d"}


@pytest.mark.parametrize(
    ("name", "text", "number"),
    [
        ("ris", RIS.format("A", "") + RIS.format("B", ""), 2),
        ("nbib", "PMID- 1\nTI  - A\n\nPMID- 2\nTI  - B\n", 2),
        ("bibtex", "@string{j = {J}}\n@comment{x}\n@book{a,\n title = {T}}\n@misc(b, title = {T})", 2),
        ("endnote-xml", "<records><record></record><record/></records>", 2),
        ("csl-json", "[]", 0),
    ],
)
def test_the_records_of_a_file_are_counted_without_its_reader(name, text, number):
    assert counted(name, text) == number


def test_a_file_whose_reader_misses_records_says_so(monkeypatch):
    text = "".join(RIS.format(title, "") for title in "ABC")
    monkeypatch.setattr(reading.ris, "split", lambda text, split=reading.ris.split: list(split(text))[:2])

    result = read(text.encode())

    assert [item["title"] for item in result.items] == ["A", "B"]
    assert result.problems == [
        (
            1,
            "The file seems to have 3 records, but only 2 were found. Please compare the file with this list.",
        )
    ]


def test_records_that_were_reported_are_no_missing_ones():
    result = read(
        (
            RIS.format("A", "") + "TY  - JOUR\nER  - \n" + "TY  - JOUR\nTI  - B\n\n" + RIS.format("C", "")
        ).encode()
    )

    assert [item["title"] for item in result.items] == ["A", "B", "C"]
    assert [number for number, _ in result.problems] == [8, 10]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("TY  - JOUR\nTI  - A\nSP  - 1\nER  -", ["A"]),
        ("TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - B\nVL  - 7", ["A", "B"]),
        ("PMID- 1\nTI  - A\nSO  - X\n\nPMID- 2\nTI  - B\nDP  - 2020", ["A", "B"]),
        ("PMID- 1\nTI  - A\nSO  - X", ["A"]),
        ("@book{a, title={A}}\n@book{b, title={B}}", ["A", "B"]),
        ('[{"type": "book", "title": "A"}]', ["A"]),
        (
            "1. Doe J. Rest at night. J Made Up. 2020;7:1.\n2. Doe J. More rest. J Made Up. 2021;8:1.",
            ["Rest at night", "More rest"],
        ),
    ],
)
def test_a_file_without_its_last_line_end_keeps_its_last_record(text, titles):
    result = read(text.encode())

    assert [item["title"] for item in result.items] == titles


def test_a_last_record_that_may_be_cut_off_is_reported():
    assert read(b"TY  - JOUR\nTI  - B\nVL  - 7").problems == [
        (1, "This record has no end (ER). It was read as far as it goes. Please check it.")
    ]
    assert read(b"PMID- 2\nTI  - B\nDP  - 2020").problems == [
        (1, "The file ends within this record, after DP. It was read as far as it goes. Please check it.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        RIS.format("T", "\nRN  - Read on the train"),
        "<records><record><titles><title>T</title></titles><research-notes>Read on the train</research-notes></record></records>",
        "@book{a, title = {T}, annote = {Read on the train}}",
    ],
)
def test_what_a_person_noted_on_a_record_is_kept(text):
    assert read(text.encode()).items[0]["annote"] == "Read on the train"
    assert unused(text) == {}
