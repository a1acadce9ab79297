"""The tables of the invented groups: plain and kind, invented for all to see, and understood on whatever day they are loaded.

Pure checks on files: no database.
"""

import doctest
import re
from collections import Counter
from datetime import date, timedelta

import pytest

from mbc_site.demo import days, directory
from mbc_site.demo.tables import rows
from support_groups.listings.rules import PUBLIC_TEXTS
from support_groups.models import Group
from support_groups.schedules import InvalidPattern
from tests.mbc_site.test_demo_texts import FORBIDDEN, SURVIVAL_FIGURE, reading_grade

LISTINGS = directory.listings()
ORGANIZATIONS, VENUES = rows("organizations"), rows("venues")
IN_SPANISH = [row for row in LISTINGS if row.get("language") == "es"]
IN_ENGLISH = [row for row in LISTINGS if row.get("language") != "es"]

PUBLIC = [name for name in PUBLIC_TEXTS if name != "website"]
ADDRESS = re.compile(r"[\w.+-]+@([\w.-]*\w)|https?://([^/\s\"]+)")
OURS = re.compile(r"(?:[\w-]+\.)*(?:example\.org|example)")
LIKE_A_NUMBER = re.compile(r"\(?\d[\d ().-]{5,}\d")
# Numbers kept free for fiction. NANP: 555-0100 to 0199 behind a geographic area code, and of the toll-free ones only
# 800-555-0199. Ofcom: Leeds 0113 496 0xxx. ACMA: (03) 5550 xxxx. Mexico keeps none free.
RESERVED = re.compile(
    r"(?!8(?:00|33|44|55|66|77|88)-)[2-9]\d\d-555-01\d\d|1-800-555-0199|0113 496 0\d{3}|\(03\) 5550 \d{4}"
)
IN_SPANISH_FORBIDDEN = re.compile(
    r"\b(?:luch\w+|batall\w+|guerr\w+|combat\w+|valiente\w*|viaje\w*|sobrevivi\w+|víctima\w*|milagro\w*)\b", re.IGNORECASE
)  # fmt: skip
# "usted" throughout, and hours as the academies write them.
TOO_FAMILIAR = re.compile(r"\b(?:tú|tus?|te|ti|contigo|vos|vosotr\w+)\b|\d ?[ap]\.?m\b", re.IGNORECASE)
A_CLAIM = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|heal(?:s|ed|ing)?|remission|prevent\w*|shrink\w*|slows|immun\w*|proven|stud(?:y|ies)|"
    r"(?:helps?|works?) against|side effects?|chemo\w*|tumou?rs?|doses?|cura[nrs]?|sana[nr]?|remisión|tumor\w*|quimio\w*)\b",
    re.IGNORECASE,
)
# Four years in steps of 39 days fall on every weekday and on every part of a month; and the odd days of a calendar.
LOADED_ON = [date(2026, 11, 26) + timedelta(days=39 * n) for n in range(38)]
LOADED_ON += [date(2028, 2, 29), date(2027, 3, 14), date(2027, 11, 7), date(2027, 12, 31), date(2028, 1, 1)]


def strings(value) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


def public_text(row) -> str:
    return "\n".join(row.get(name, "") for name in PUBLIC)


def by_slug(row):
    return row["slug"]


@pytest.mark.parametrize("row", LISTINGS, ids=by_slug)
def test_demonstration_schedules_leave_no_question_on_any_day_of_loading(row):
    for today in LOADED_ON:
        for phrase, reading in directory.read(row, today):
            assert (reading.questions, reading.notes) == ((), ()), (today, phrase)
            assert reading.patterns, (today, phrase)
            assert not any(pattern.missing for pattern in reading.patterns), (today, phrase)
            assert "{" not in phrase


def test_a_phrase_that_cannot_be_read_would_be_noticed():
    (_phrase, asked), (_same, dated) = directory.read(
        {"meets": ["Every other Thursday, 6 pm", "Every other Thursday, 6 pm, next meeting {thu+1}"]},
        date(2026, 11, 26),
    )

    assert asked.questions
    assert not dated.questions
    with pytest.raises(InvalidPattern):
        directory.read({"meets": [{"kind": "weekly"}]}, date(2026, 11, 26))


def test_phrases_are_the_rule_and_patterns_the_exception():
    said = [meets for row in LISTINGS for meets in row.get("meets", [])]

    assert Counter(type(meets) for meets in said)[dict] <= 3
    assert all(
        row.get("meets") for row in LISTINGS if row.get("status") != "draft" and row["attendance"] != "text"
    )


def test_the_examples_in_the_docstrings_are_true():
    results = doctest.testmod(days)

    assert results.attempted >= 4
    assert results.failed == 0


@pytest.mark.parametrize(
    ("unit", "number", "expected"),
    [
        ("", 0, "2028-02-29"),
        ("", 366, "2029-03-01"),
        ("", -60, "2027-12-31"),
        ("tue", 1, "2028-03-07"),  # today is a Tuesday: the next is in a week
        ("tue", -1, "2028-02-22"),
        ("wed", 1, "2028-03-01"),
        ("mon", -1, "2028-02-28"),
        ("mon", 2, "2028-03-13"),
        ("month", 1, "2028-03-01"),
        ("month", 11, "2029-01-01"),
    ],
)
def test_days_are_counted_from_the_day_of_loading(unit, number, expected):
    assert days.counted(unit, number, date(2028, 2, 29)).isoformat() == expected


def test_dates_are_written_in_the_language_of_the_listing():
    said = "{thu+1} {month+2}"

    assert days.in_words(said, date(2026, 11, 26), "en") == "December 3, 2026 January 2027"
    assert days.in_words(said, date(2026, 11, 26), "es") == "3 de diciembre de 2026 enero de 2027"
    assert days.in_numbers([{"on": said}, 4], date(2026, 11, 26)) == [{"on": "2026-12-03 2027-01-01"}, 4]


# Invented, for all to see


@pytest.mark.parametrize(
    "row", [*LISTINGS, *ORGANIZATIONS, *VENUES], ids=lambda row: row.get("slug") or row["key"]
)
def test_no_address_and_no_number_reaches_anybody(row):
    for text in strings(row):
        for mail, host in ADDRESS.findall(text):
            assert OURS.fullmatch(mail or host), text
        for number in LIKE_A_NUMBER.findall(text):
            assert RESERVED.fullmatch(number), text
    for contact in row.get("contacts", []):
        assert RESERVED.fullmatch(contact.get("phone", "330-555-0100"))


@pytest.mark.parametrize(
    "text",
    [
        *("call 216-621-3300", "me@mail.com", "https://example.org.evil.com/", "(330) 555 2000"),
        *("1-800-555-0150", "888-555-0199", "555-0161", "0113 497 0163", "(03) 5551 0164"),
    ],
)
def test_a_real_address_or_number_would_be_noticed(text):
    with pytest.raises(AssertionError):
        test_no_address_and_no_number_reaches_anybody({"description": text})


def test_meetings_are_at_an_address_that_leads_nowhere():
    links = [row["join_link"] for row in LISTINGS if "join_link" in row]

    assert len(links) >= 15
    assert len(set(links)) == len(links)
    assert all(link.startswith("https://meet.example.org/") for link in links)


def test_every_name_in_a_list_says_that_it_is_invented():
    says = re.compile(r"\((?:invented|inventada)\)$")

    assert all(says.search(row["name"]) for row in ORGANIZATIONS)
    assert all(re.search("invent", row["description"], re.IGNORECASE) for row in ORGANIZATIONS)
    alone = [row for row in LISTINGS if "organization" not in row]
    assert len(alone) == 3
    assert all(says.search(row["name"]) for row in alone)


# Texts


@pytest.mark.parametrize("row", LISTINGS, ids=by_slug)
def test_no_word_of_war_no_promise_and_no_medical_claim_is_made(row):
    text = public_text(row)

    for rule in (FORBIDDEN, IN_SPANISH_FORBIDDEN, SURVIVAL_FIGURE, A_CLAIM):
        assert not rule.search(text), rule.search(text)
    assert "!" not in text


@pytest.mark.parametrize("row", IN_ENGLISH, ids=by_slug)
def test_an_english_listing_can_be_read_at_about_age_twelve(row):
    running = "\n".join(row.get(name, "") for name in ("summary", "description", "joining"))

    assert reading_grade(running) <= 7.5, round(reading_grade(running), 1)


@pytest.mark.parametrize("row", IN_SPANISH, ids=by_slug)
def test_a_spanish_listing_says_usted_and_writes_hours_in_full(row):
    text = "\n".join([public_text(row), *(meets for meets in row.get("meets", []) if isinstance(meets, str))])

    assert not TOO_FAMILIAR.search(text), TOO_FAMILIAR.search(text)


def test_no_two_listings_share_a_sentence():
    sentences = Counter(
        sentence.strip().lower()
        for row in LISTINGS
        for name in ("summary", "description")
        for sentence in re.split(r"(?<=[.?])\s+", row[name].strip())
        if len(sentence.split()) > 3
    )

    assert [sentence for sentence, times in sentences.items() if times > 1] == []


@pytest.mark.parametrize(
    "row", [row for row in LISTINGS if row.get("status") not in ("draft", "closed")], ids=by_slug
)
def test_a_listing_says_what_somebody_needs_before_going(row):
    assert len(row["summary"]) >= 50
    assert len(row["description"].split()) >= 15
    assert row["joining"]
    assert {"led_by", "cost", "languages", "audiences", "activities", "contacts"} <= set(row)


def test_slugs_and_keys_are_used_once_and_lead_somewhere():
    keys = [row.get("slug") or row["key"] for row in (*LISTINGS, *ORGANIZATIONS, *VENUES)]
    linked = {
        name: {row.get(name) for row in LISTINGS} - {None}
        for name in ("organization", "venue", "translation_of")
    }

    assert len(keys) == len(set(keys))
    assert linked["organization"] == {row["key"] for row in ORGANIZATIONS}
    assert linked["venue"] == {row["key"] for row in VENUES}
    assert linked["translation_of"] <= {row["slug"] for row in IN_ENGLISH}
    assert {row["slug"] for row in LISTINGS} <= {
        slug for slug in keys if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    }


@pytest.mark.parametrize(
    ("field", "kinds", "least"),
    [
        ("attendance", Group.Attendance, 3),
        ("stage_fit", Group.StageFit, 8),
        ("group_type", Group.GroupType, 3),
        ("led_by", Group.Leader, 4),
        ("cost", Group.Cost, 4),
        ("link_visibility", Group.Visibility, 5),
    ],
)
def test_every_kind_of_group_occurs(field, kinds, least):
    counted = Counter(row[field] for row in LISTINGS if field in row)

    assert set(counted) == set(kinds.values)
    assert min(counted.values()) >= least


def test_there_are_about_sixty_and_a_fifth_of_them_in_spanish():
    assert 55 <= len(LISTINGS) <= 80
    assert len(IN_SPANISH) >= len(LISTINGS) / 5
