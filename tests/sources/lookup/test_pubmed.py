from sources.lookup.pubmed import from_ctxp, from_esummary

SUMMARY = {
    "uid": "30089069",
    "pubdate": "2018 Aug 9",
    "source": "N Engl J Med",
    "authors": [
        {"name": "Tyler KL", "authtype": "Author"},
        {"name": "van der Berg JW Jr", "authtype": "Author"},
        {"name": "Example Study Group", "authtype": "CollectiveName"},
    ],
    "title": "Viral encephalitis in adults.",
    "volume": "379",
    "issue": "6",
    "pages": "557-566",
    "fulljournalname": "The New England journal of medicine",
    "articleids": [{"idtype": "doi", "value": "10.1056/NEJMra1708714"}, {"idtype": "pmc", "value": "PMC7"}],
}


def test_a_summary_becomes_an_item():
    assert from_esummary({"result": {"uids": ["30089069"], "30089069": SUMMARY}}, "30089069") == (
        {
            "id": "30089069",
            "type": "article-journal",
            "title": "Viral encephalitis in adults",
            "author": [
                {"family": "Tyler", "given": "K. L."},
                {"family": "van der Berg", "given": "J. W.", "suffix": "Jr"},
                {"literal": "Example Study Group"},
            ],
            "container-title": "The New England journal of medicine",
            "container-title-short": "N Engl J Med",
            "page": "557-566",
            "volume": "379",
            "issue": "6",
            "DOI": "10.1056/NEJMra1708714",
            "PMID": "30089069",
            "PMCID": "PMC7",
            "issued": {"date-parts": [[2018, 8, 9]]},
        },
        [],
    )


def test_a_number_esummary_does_not_know_gives_nothing():
    assert from_esummary({"result": {"99": {"uid": "99", "error": "cannot get document summary"}}}, "99") == (
        {},
        [],
    )
    assert from_esummary([], "99") == ({}, [])


def test_several_numbers_are_answered_with_a_list():
    answer = [{"id": "pmid:1", "PMID": "1", "title": "One", "type": "article-journal"}]

    assert from_ctxp(answer)[0]["title"] == "One"


def test_odd_answers_do_not_make_it_fail():
    for odd in (None, [], {}, 3, "text", [None], {"author": 3, "title": 4, "PMID": None}):
        from_ctxp(odd)
        from_esummary({"result": {"1": odd}}, "1")
