"""Searches that found nothing are counted by word and week, without anything that says who searched."""

import datetime
import threading

import pytest
from django.core.management import call_command
from django.db import connection, connections

from mbc_site.models import MissedSearch, MissedSearchKey
from mbc_site.search_pages import missed, models

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 11, 30)
SUNDAY, NEXT_MONDAY = MONDAY + datetime.timedelta(days=6), MONDAY + datetime.timedelta(days=7)
count = MissedSearch.objects.count_one


def rows() -> list[tuple]:
    return [*MissedSearch.objects.order_by("week", "times").values_list("week", "words", "times")]


def everything_stored() -> str:
    return repr([*MissedSearch.objects.values(), *MissedSearchKey.objects.values()])


def test_the_words_are_kept_from_the_third_time_on():
    for times in (1, 2):
        count("portacath", on=MONDAY)

        assert rows() == [(MONDAY, "", times)]
        assert "portacath" not in everything_stored()

    count("portacath", on=SUNDAY)

    assert rows() == [(MONDAY, "portacath", 3)]


def test_words_and_weeks_are_counted_apart():
    for day in (SUNDAY, SUNDAY, NEXT_MONDAY):
        count("portacath", on=day)
    count("scalp cooling", on=SUNDAY)

    assert rows() == [(MONDAY, "", 1), (MONDAY, "", 2), (NEXT_MONDAY, "", 1)]


def test_the_hash_of_a_word_is_another_one_each_week_and_its_key_is_gone():
    count("portacath", on=SUNDAY)
    old = MissedSearchKey.objects.get().secret
    count("portacath", on=NEXT_MONDAY)

    first, second = MissedSearch.objects.order_by("week").values_list("digest", flat=True)
    assert first != second
    assert [*MissedSearchKey.objects.values_list("week", flat=True)] == [NEXT_MONDAY]
    assert MissedSearchKey.objects.get().secret != old


def test_a_week_has_room_for_so_many_words(monkeypatch):
    monkeypatch.setattr(models, "MOST_A_WEEK", 2)

    for words in ("one", "two", "three", "two"):
        count(words, on=MONDAY)
    count("three", on=NEXT_MONDAY)

    assert rows() == [(MONDAY, "", 1), (MONDAY, "", 2), (NEXT_MONDAY, "", 1)]


@pytest.mark.parametrize("earlier", [0, 1, 3])
def test_counting_takes_two_queries(earlier, django_assert_num_queries):
    count("first", on=MONDAY)  # makes the key of the week
    for _once in range(earlier):
        count("portacath", on=MONDAY)

    with django_assert_num_queries(2):
        count("portacath", on=MONDAY)


def test_daily_forgets_last_weeks_hashes_and_last_years_words():
    today = NEXT_MONDAY
    for day, words, times in (
        (today - datetime.timedelta(days=371), "long ago", 3),
        (today - datetime.timedelta(days=364), "a year ago", 3),
        (MONDAY, "last week", 3),
        (MONDAY, "last week once", 1),
        (today, "this week once", 1),
    ):
        for _once in range(times):
            count(words, on=day)

    removed = MissedSearch.objects.purge(today=today)

    assert removed == 2
    assert [words for _week, words, _times in rows()] == ["a year ago", "last week", ""]
    assert [*MissedSearchKey.objects.values_list("week", flat=True)] == [today]


def test_the_command_says_how_many_are_gone(capsys):
    count("long ago", on=datetime.date(2020, 1, 6))

    call_command("purge_missed_searches")

    assert capsys.readouterr().out == "Counts of searches removed: 1.\n"
    assert not MissedSearchKey.objects.exists()


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("Portacath", "portacath"),
        ("  scalp\u00a0 COOLING cap?", "scalp cooling cap"),
        ("Stage 4", "stage 4"),
        ("CDK4/6", "cdk4/6"),
        ("5-FU", "5-fu"),
        ("T-DM1", "t-dm1"),
        ("caída del pelo", "caída del pelo"),
        ("doctor’s letter", "doctor’s letter"),
        ("ER+ HER2-", "er+ her2-"),
        ("ｆａｔｉｇｕｅ", "fatigue"),
        # Somebody, or somebody's story:
        ("ada@example.org", ""),
        ("ada＠example.org", ""),
        ("ada.lovelace.example.org", ""),
        ("https://example.org/x", ""),
        ("www.example", ""),
        ("+1 330 555 0142", ""),
        ("(330) 555-0142", ""),
        ("٣٣٠٥٥٥٠١٤٢", ""),
        ("123-45-6789", ""),
        ("44301", ""),
        ("3/14/1962", ""),
        ("Passw0rd99", ""),
        ("my husband left me last week", ""),
        ("a", ""),
        ("", ""),
        ("???", ""),
        ("pneumonoultramicroscopicsilicovolcanoconiosis", ""),
        ("word " * 4 + "word", ""),
        ("<script>alert(1)</script>", ""),
        ("bone' OR 1=1", ""),
        ("\u202etap\u202c", ""),
    ],
)
def test_only_short_and_plausible_words_are_counted(typed, counted):
    assert missed.countable(typed) == counted


@pytest.mark.parametrize(
    ("meta", "is_anew"),
    [
        ({}, True),
        ({"REQUEST_METHOD": "HEAD"}, False),
        ({"HTTP_IF_NONE_MATCH": '"x"'}, False),
        ({"HTTP_CACHE_CONTROL": "max-age=0"}, False),
        ({"HTTP_CACHE_CONTROL": "No-Cache"}, False),
        ({"HTTP_SEC_PURPOSE": "prefetch"}, False),
    ],
)
def test_coming_back_to_a_page_is_no_search(meta, is_anew):
    assert missed.is_asked_anew({"REQUEST_METHOD": "GET"} | meta) is is_anew


def test_a_database_that_takes_no_writes_costs_a_number_and_nothing_else(caplog, monkeypatch):
    def refuse(execute, sql, params, many, context):
        raise connections["default"].Database.OperationalError(f"cannot execute INSERT of {params}")

    with connection.execute_wrapper(refuse):
        missed.count("portacath", MONDAY)

    assert rows() == []
    assert [record.getMessage() for record in caplog.records] == [
        "A search without a result was not counted: OperationalError."
    ]
    assert "portacath" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_counting_goes_on_in_a_thread_until_nothing_waits(settings):
    settings.MISSED_SEARCHES_COUNTED = True
    at = datetime.datetime(2026, 12, 2, 12, tzinfo=datetime.UTC)

    for words in ("Portacath", "portacath", "ada@example.org", "portacath "):
        missed.count_later(words, at)
    for thread in threading.enumerate():
        if thread.name == "missed-searches":
            thread.join(10)

    assert rows() == [(MONDAY, "portacath", 3)]


def test_what_comes_while_too_much_waits_is_not_counted(monkeypatch):
    monkeypatch.setattr(missed, "LONGEST_QUEUE", 1)
    counter = missed.Counter()
    counter._running = True  # a thread that is busy

    counter.add("one", MONDAY)
    counter.add("two", MONDAY)

    assert counter._next() == ("one", MONDAY)
    assert counter._next() is None
