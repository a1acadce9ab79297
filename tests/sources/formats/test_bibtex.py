import pytest

from sources.formats import read

ARTICLE = r"""
% exported
@string{jim = "Journal of Internal Medicine"}
@Article{redig2013,
  author = {van der Berg, Jr, Jan W. and {American Cancer Society} and M{\"u}ller, K. and others},
  title = "{Breast} cancer \& {BRCA1}: a 5\% $\alpha$-study of {\textit{in vivo}} CO$_2$.",
  journal = jim # { B}, shortjournal = {J Intern Med},
  year = 2013, month = aug, day = 5,
  volume = {274}, number = 2, pages = {113--126},
  doi = {https://doi.org/10.1111/joim.12084}, pmid = {23844915}, pmcid = {PMC3749024},
  url = {https://example.org/a\_b%20c}, urldate = {2024-03-05},
  issn = {0954-6820}, keywords = {breast, metastasis}, language = {english}, abstract = {Text},
  file = {:/home/me/a.pdf:PDF}
}
"""


def one(text):
    reading = read(text.encode())
    assert reading.format == "bibtex"
    return reading.items[0]


def field(text):
    return one(f"@article{{a, title = {{T}}, {text}}}")


def test_an_article_arrives_with_all_its_fields():
    assert one(ARTICLE) == {
        "id": "redig2013",
        "type": "article-journal",
        "title": "Breast cancer & BRCA1: a 5% α-study of <i>in vivo</i> CO<sub>2</sub>",
        "author": [
            {"family": "Berg", "given": "Jan W.", "non-dropping-particle": "van der", "suffix": "Jr"},
            {"literal": "American Cancer Society"},
            {"family": "Müller", "given": "K."},
        ],
        "custom": {"et-al": True},
        "container-title": "Journal of Internal Medicine B",
        "container-title-short": "J Intern Med",
        "issued": {"date-parts": [[2013, 8, 5]]},
        "accessed": {"date-parts": [[2024, 3, 5]]},
        "volume": "274",
        "issue": "2",
        "page": "113-126",
        "DOI": "10.1111/joim.12084",
        "PMID": "23844915",
        "PMCID": "PMC3749024",
        "URL": "https://example.org/a_b%20c",
        "ISSN": "0954-6820",
        "keyword": "breast, metastasis",
        "language": "en",
        "abstract": "Text",
    }


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Redig, AJ", [{"family": "Redig", "given": "A. J."}]),
        ("Redig AJ", [{"family": "Redig", "given": "A. J."}]),
        ("Donald E. Knuth", [{"family": "Knuth", "given": "Donald E."}]),
        ("Ludwig van Beethoven", [{"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}]),
        ("Sherry, John F., Jr.", [{"family": "Sherry", "given": "John F.", "suffix": "Jr"}]),
        ("{{World Health Organization}}", [{"literal": "World Health Organization"}]),
        ("World Health Organization", [{"literal": "World Health Organization"}]),
        ("family=Berg, given=Jan, prefix=van den", [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}]),
        ("A. Smith, B. Jones, C. Doe, D. Fox", [{"family": n, "given": i} for n, i in
                                                (("Smith", "A."), ("Jones", "B."), ("Doe", "C."), ("Fox", "D."))]),
        ("Smith, J.; Doe, A. B.", [{"family": "Smith", "given": "J."}, {"family": "Doe", "given": "A. B."}]),
        (r"{\'E}mile and {\O}rsted, H.~C.", [{"literal": "Émile"}, {"family": "Ørsted", "given": "H. C."}]),
        ("Unclosed { and Brace", [{"literal": "Unclosed"}, {"literal": "Brace"}]),
    ],
)  # fmt: skip
def test_names_are_read_as_their_writers_meant_them(author, names):
    if "{ and" in author:
        assert read(f"@article{{a, title = {{T}}, author = {{{author}}}}}".encode()).problems
    else:
        assert field(f"author = {{{author}}}")["author"] == names


@pytest.mark.parametrize(
    ("text", "variable", "value"),
    [
        ("year = 2014, month = {JUN 3}", "issued", {"date-parts": [[2014, 6, 3]]}),
        ("year = 2014, month = 10 # {~} # jan", "issued", {"date-parts": [[2014, 1, 10]]}),
        ("year = {2014}, month = {May--June}", "issued", {"date-parts": [[2014, 5], [2014, 6]]}),
        ("year = 2024, month = {2024 NOV 6}", "issued", {"date-parts": [[2024, 11, 6]]}),
        ("year = 2014, month = {DEC-JAN}", "issued", {"date-parts": [[2014, 12]]}),
        ("date = {2013-08-05}", "issued", {"date-parts": [[2013, 8, 5]]}),
        ("date = {2013-21}", "issued", {"date-parts": [[2013]], "season": 1}),
        ("year = {in press}", "issued", {"literal": "in press"}),
        ("pages = {e64723}", "page", "e64723"),
        ("eid = {107}", "page", "107"),
        ("art_number = {107}", "page", "107"),
        ("url = {https://doi.org/10.1234/abc}", "DOI", "10.1234/abc"),
        (r"doi = {10.1007/978-3-540\_23}", "DOI", "10.1007/978-3-540_23"),
        ("url = {http://a.org/x{\\_}1 http://b.org}", "URL", "http://a.org/x_1"),
        (r"howpublished = {\url{https://a.org/x}}", "URL", "https://a.org/x"),
        ("eprint = {23844915}, eprinttype = {pubmed}", "PMID", "23844915"),
        ("eprint = {1906.09302}, archivePrefix = {arXiv}", "URL", "https://arxiv.org/abs/1906.09302"),
        ("note = {PMID: 23844915}", "PMID", "23844915"),
        ("note = {See https://a.org for more}", "note", "See https://a.org for more"),
        ("issn = {03014215}", "ISSN", "0301-4215"),
        ("journal = unknownmacro", "container-title", "unknownmacro"),
        ("fjournal = {Long Name}, journal = {L. N.}", "container-title-short", "L. N."),
    ],
)
def test_a_field_becomes_the_variable(text, variable, value):
    assert field(text)[variable] == value


@pytest.mark.parametrize(
    ("entry", "kind"),
    [("@book{a, title={T}}", "book"), ("@incollection{a, title={T}}", "chapter"), ("@inproceedings{a, title={T}}", "paper-conference"),
     ("@phdthesis{a, title={T}}", "thesis"), ("@techreport{a, title={T}}", "report"), ("@online{a, title={T}}", "webpage"),
     ("@misc{a, title={T}, howpublished={\\url{http://a.org}}}", "webpage"), ("@misc{a, title={T}}", "document"),
     ("@misc{a, title={T}, eprint={1}, archiveprefix={arXiv}}", "article"), ("@dataset{a, title={T}}", "dataset"),
     ("@article{a, title={T}, entrysubtype={newspaper}}", "article-newspaper"), ("@invented{a, title={T}}", "document")],
)  # fmt: skip
def test_a_type_becomes_the_csl_type(entry, kind):
    assert one(entry)["type"] == kind


def test_a_part_inherits_missing_fields_from_its_crossref():
    item = one(
        "@incollection{a, title={A chapter}, crossref={B}}\n@book{b, title={The book}, year=2001, publisher={Press}}"
    )

    assert (item["container-title"], item["publisher"], item["issued"]) == (
        "The book",
        "Press",
        {"date-parts": [[2001]]},
    )


@pytest.mark.parametrize(
    "start", ["@article(a,", "@ARTICLE {a ,", "@article{,", "@article{", "@article{a b,", "@article{ WOS:00,"]
)
def test_an_entry_written_a_little_differently_is_understood(start):
    closing = ")" if "(" in start else "}"

    assert one(f"{start} title = {{T}}, year = 2001{closing}")["issued"] == {"date-parts": [[2001]]}


def test_two_entries_on_one_line_are_two():
    assert [item["id"] for item in read(b"@book{a, title={A}}@book{b, title={B}}").items] == ["a", "b"]


def test_a_missing_comma_loses_no_field_and_is_reported():
    reading = read(b"@article{a, title = {T} year = 2001, volume = 3}")

    assert (reading.items[0]["title"], reading.items[0]["volume"]) == ("T", "3")
    assert reading.items[0]["issued"] == {"date-parts": [[2001]]}
    assert [number for number, _ in reading.problems] == [1]


def test_an_unclosed_entry_is_reported_with_its_line_and_the_others_are_read():
    reading = read(b"@book{a, title={A}}\n\n@book{b, title={B\n\n@book{c, title={C}}\n@book{d, title={D}")

    assert [item["id"] for item in reading.items] == ["a", "c"]
    assert [(number, "“b”" in sentence or "“d”" in sentence) for number, sentence in reading.problems] == [
        (3, True),
        (6, True),
    ]


def test_comments_and_preambles_are_no_entries():
    text = (
        '@comment{jabref-meta: x {y};}\n@preamble{"x"}\nplain words\n@book{a, title={A}}\n@comment no braces'
    )

    assert [item["id"] for item in read(text.encode()).items] == ["a"]


@pytest.mark.timeout(60)  # a guard against eating all memory, not a measurement
@pytest.mark.parametrize("used", ["s39", " # ".join(["s39"] * 20_000)])
def test_strings_that_name_each_other_do_not_grow_without_bound(used):
    chain = "".join(f"@string{{s{n} = s{n - 1} # s{n - 1} # s{n - 1} # s{n - 1}}}\n" for n in range(1, 40))
    text = (
        '@string{s0 = "xxxxxxxxxx"}\n'
        + chain
        + f"@book{{a, title = {used}}}\n@book{{b, title = {{Bones}}}}\n"
    )

    items = read(text.encode()).items

    assert items[-1]["title"] == "Bones"
    assert all(len(item["title"]) < 11_000_000 for item in items)
