import doctest
from datetime import date
from itertools import pairwise

import pytest

from sources.integrity import (
    IntegrityState,
    NoticeKind,
    NoticeReport,
    assess,
    from_crossref,
    is_notice,
    notices,
    titles,
)
from sources.integrity import crossref as crossref_module

ARTICLE, NOTICE = "10.1016/s0140-6736(20)31180-6", "10.1016/s0140-6736(20)31324-6"


def entry(doi, kind, *, source="publisher", on=(2020, 6, 5)):
    return {
        "DOI": doi,
        "type": kind,
        "label": kind.capitalize(),
        "source": source,
        "updated": {"date-parts": [list(on)]},
    }


def work(**fields):
    return {"DOI": ARTICLE, "title": ["Treatment of COVID-19"]} | {
        name.replace("_", "-"): value for name, value in fields.items()
    }


def kinds(**fields):
    return [report.kind for report in from_crossref(work(**fields))]


@pytest.mark.parametrize("module", [notices, titles, crossref_module])
def test_the_examples_in_the_docstrings_are_true(module):
    assert doctest.testmod(module).failed == 0


def test_a_retracted_article_names_its_notice_and_day():
    [report] = from_crossref(
        work(updated_by=[entry(NOTICE.upper(), "retraction", source="retraction-watch")])
    )

    assert report == NoticeReport(
        NoticeKind.RETRACTION, NOTICE, "", date(2020, 6, 5), "retraction-watch", "Retraction"
    )
    assert report.notice_url == f"https://doi.org/{NOTICE}"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("retraction", NoticeKind.RETRACTION),
        ("Withdrawal", NoticeKind.WITHDRAWAL),
        ("removal", NoticeKind.REMOVAL),
        ("partial_retraction", NoticeKind.PARTIAL_RETRACTION),
        ("partial retraction", NoticeKind.PARTIAL_RETRACTION),
        ("expression-of-concern", NoticeKind.CONCERN),
        ("corrigendum", NoticeKind.CORRECTION),
        ("erratum", NoticeKind.ERRATUM),
        ("addendum", NoticeKind.ADDENDUM),
        ("reinstatement", NoticeKind.REINSTATEMENT),
        ("new_version", NoticeKind.OTHER),
    ],
)
def test_each_update_type_becomes_its_kind_of_notice(theirs, ours):
    assert kinds(updated_by=[entry(NOTICE, theirs)]) == [ours]


def test_a_notice_reported_twice_is_one_notice():
    reports = from_crossref(
        work(updated_by=[entry(NOTICE, "retraction"), entry(NOTICE, "retraction", source="retraction-watch")])
    )

    assert [report.source for report in reports] == ["retraction-watch"]


def test_an_addendum_is_no_retraction():
    reports = from_crossref(work(updated_by=[entry(NOTICE, "addendum")]))

    assert assess(reports, checked=True).state == IntegrityState.CORRECTED


def test_update_to_marks_the_notice_itself_and_is_ignored():
    notice = work(DOI=NOTICE, title=["Retraction—Treatment"], update_to=[entry(ARTICLE, "retraction")])

    assert from_crossref(notice) == []
    assert is_notice(notice)


def test_a_pair_linked_in_both_directions_keeps_notice_and_article_apart():
    article = work(
        title=["RETRACTED: Treatment of COVID-19"],
        update_to=[entry(NOTICE, "retraction", on=(2020, 5, 22))],
        updated_by=[entry(NOTICE, "retraction", source="retraction-watch")],
    )
    notice = work(
        DOI=NOTICE,
        title=["Retraction—Treatment of COVID-19"],
        update_to=[entry(ARTICLE, "retraction", source="retraction-watch")],
        updated_by=[entry(ARTICLE, "retraction", on=(2020, 5, 22))],
    )

    assert (is_notice(article), is_notice(notice)) == (False, True)
    assert [report.notice_doi for report in from_crossref(article)] == [NOTICE]
    assert from_crossref(notice) == []


def test_without_retraction_watch_the_title_decides():
    pair = {"update_to": [entry(NOTICE, "retraction")], "updated_by": [entry(NOTICE, "retraction")]}

    assert kinds(title=["RETRACTED: Treatment"], **pair) == [NoticeKind.RETRACTION]
    assert kinds(title=["Retraction notice: Treatment"], **pair) == []
    # undecided: better a warning too many
    assert kinds(title=["Treatment"], **pair) == [NoticeKind.RETRACTION]


def test_a_retracted_notice_is_retracted():
    reports = from_crossref(
        work(
            DOI=NOTICE,
            title=["Expression of concern: Treatment"],
            update_to=[entry(ARTICLE, "expression_of_concern")],
            updated_by=[entry("10.1000/third", "retraction")],
        )
    )

    assert [report.notice_doi for report in reports] == ["10.1000/third"]


def test_a_retracted_article_that_only_has_the_notices_side_is_no_notice():
    article = work(title=["RETRACTED: Treatment"], update_to=[entry(NOTICE, "retraction")])

    assert not is_notice(article)
    assert [(report.kind, report.source) for report in from_crossref(article)] == [
        (NoticeKind.RETRACTION, "title")
    ]


def test_retraction_watch_decides_where_the_title_does_not():
    watched, published = (
        [entry(ARTICLE, "retraction", source="retraction-watch")],
        [entry(ARTICLE, "retraction")],
    )

    assert is_notice(work(DOI=NOTICE, title=["Department of Error"], update_to=watched, updated_by=published))
    assert not is_notice(
        work(DOI=NOTICE, title=["Correction: Doses"], update_to=published, updated_by=watched)
    )


def test_a_notice_that_retracts_itself_too_is_retracted():
    notice = work(
        DOI=NOTICE,
        title=["Expression of concern: Treatment"],
        update_to=[entry(ARTICLE, "expression_of_concern"), entry(NOTICE, "retraction")],
        updated_by=[entry(NOTICE, "retraction")],
    )

    assert [report.kind for report in from_crossref(notice)] == [NoticeKind.RETRACTION]


def test_a_work_that_is_its_own_notice_counts_as_a_notice():
    assert kinds(
        update_to=[entry(ARTICLE, "partial_retraction")], updated_by=[entry(ARTICLE, "partial_retraction")]
    ) == [NoticeKind.PARTIAL_RETRACTION]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("RETRACTED: Treatment", [NoticeKind.RETRACTION]),
        ("WITHDRAWN: Treatment", [NoticeKind.WITHDRAWAL]),
        ("Treatment [Retracted]", [NoticeKind.RETRACTION]),
        ("Retraction: Treatment", []),
        ("Nipple retraction: a sign", []),
        ("Removed axillary nodes: a count", []),
    ],
)
def test_a_retraction_prefix_alone_makes_a_notice(title, expected):
    assert kinds(title=[title]) == expected


def test_a_retraction_prefix_adds_nothing_to_a_known_notice():
    assert kinds(title=["RETRACTED: Treatment"], updated_by=[entry(NOTICE, "retraction")]) == [
        NoticeKind.RETRACTION
    ]


def test_a_retraction_prefix_after_a_reinstatement_is_ignored():
    assert kinds(title=["RETRACTED: Treatment"], updated_by=[entry(NOTICE, "reinstatement")]) == [
        NoticeKind.REINSTATEMENT
    ]


@pytest.mark.parametrize(
    "odd", [None, {}, "text", [None], [{}], [{"type": 3, "updated": {"date-parts": [[None]]}}]]
)
def test_odd_records_do_not_make_it_fail(odd):
    from_crossref({"updated-by": odd, "update-to": odd, "title": odd, "DOI": odd})


def test_a_source_nobody_could_check_is_never_clean():
    assert assess([], checked=False).state == IntegrityState.NOT_CHECKED
    assert assess([], checked=True).state == IntegrityState.CLEAN
    assert assess([NoticeReport(NoticeKind.REINSTATEMENT)], checked=False).state == IntegrityState.NOT_CHECKED


def test_the_most_serious_notice_decides():
    order = [*NoticeKind][:-1]
    states = [
        assess([NoticeReport(kind), NoticeReport(NoticeKind.ADDENDUM)], checked=True).state for kind in order
    ]

    assert (
        states
        == [IntegrityState.RETRACTED] * 3
        + [IntegrityState.PARTIALLY_RETRACTED, IntegrityState.CONCERN]
        + [IntegrityState.CORRECTED] * 4
    )
    for grave, lesser in pairwise(order):
        assert assess([NoticeReport(lesser), NoticeReport(grave)], checked=True).report.kind == grave


def test_of_several_retractions_the_last_one_with_a_notice_is_shown():
    reports = [
        NoticeReport(NoticeKind.RETRACTION, "10.1000/a", on=date(2004, 3, 6)),
        NoticeReport(NoticeKind.RETRACTION, "10.1000/b", on=date(2010, 2, 6)),
        NoticeReport(NoticeKind.RETRACTION, on=date(2011, 1, 1)),
    ]

    assert assess(reports, checked=True).report.notice_doi == "10.1000/b"


@pytest.mark.parametrize(
    ("retracted_on", "state"),
    [
        (date(2020, 1, 10), IntegrityState.CLEAN),
        (date(2022, 6, 15), IntegrityState.CLEAN),
        (date(2022, 6, 16), IntegrityState.RETRACTED),
        (None, IntegrityState.CLEAN),
    ],
)
def test_a_reinstatement_clears_earlier_notices(retracted_on, state):
    reports = [
        NoticeReport(NoticeKind.RETRACTION, on=retracted_on),
        NoticeReport(NoticeKind.REINSTATEMENT, on=date(2022, 6, 15)),
    ]

    assert assess(reports, checked=True).state == state


BACK = NoticeReport(NoticeKind.REINSTATEMENT, source="crossref")
ON = date(2020, 1, 10)


@pytest.mark.parametrize(
    ("reports", "state"),
    [
        ([NoticeReport(NoticeKind.RETRACTION, on=ON, source="crossref"), BACK], IntegrityState.CLEAN),
        ([BACK, NoticeReport(NoticeKind.RETRACTION, on=ON, source="crossref")], IntegrityState.RETRACTED),
        ([NoticeReport(NoticeKind.RETRACTION, on=ON, source="pubmed"), BACK], IntegrityState.RETRACTED),
        ([NoticeReport(NoticeKind.CONCERN, on=ON, source="pubmed"), BACK], IntegrityState.CONCERN),
        ([NoticeReport(NoticeKind.RETRACTION, source="pubmed"), BACK], IntegrityState.CLEAN),
        ([BACK, NoticeReport(NoticeKind.RETRACTION, source="crossref")], IntegrityState.CLEAN),
        ([NoticeReport(NoticeKind.CORRECTION), BACK], IntegrityState.CORRECTED),
    ],
)
def test_a_reinstatement_without_a_day_clears_only_notices_without_one_or_listed_earlier(reports, state):
    assert assess(reports, checked=True).state == state


def test_a_reinstated_work_is_not_clean_until_it_is_checked():
    assert (
        assess([NoticeReport(NoticeKind.RETRACTION), BACK], checked=False).state == IntegrityState.NOT_CHECKED
    )


def test_a_reinstatement_does_not_take_corrections_back():
    reports = [
        NoticeReport(NoticeKind.CORRECTION, on=date(2020, 1, 1)),
        NoticeReport(NoticeKind.REINSTATEMENT, on=date(2022, 6, 15)),
    ]

    assert assess(reports, checked=True).state == IntegrityState.CORRECTED


def test_every_status_has_words_for_staff_and_for_readers():
    for state in IntegrityState:
        assert str(notices.FOR_STAFF[state]).endswith(".")
        assert str(notices.FOR_READERS[state]).endswith(".")
    assert [state for state in IntegrityState if notices.Assessment(state).needs_a_decision] == [
        IntegrityState.CONCERN,
        IntegrityState.PARTIALLY_RETRACTED,
        IntegrityState.RETRACTED,
    ]


def test_an_overlong_doi_names_no_notice():
    [report] = from_crossref(work(updated_by=[entry("10.1000/" + "n" * 293, "retraction")]))

    assert (report.kind, report.notice_doi) == (NoticeKind.RETRACTION, "")
