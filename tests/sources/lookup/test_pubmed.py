from sources.lookup.pubmed import from_ctxp


def test_several_numbers_are_answered_with_a_list():
    answer = [{"id": "pmid:1", "PMID": "1", "title": "One", "type": "article-journal"}]

    assert from_ctxp(answer)[0]["title"] == "One"


def test_odd_answers_do_not_make_it_fail():
    for odd in (None, [], {}, 3, "text", [None], {"author": 3, "title": 4, "PMID": None}):
        from_ctxp(odd)
