"""What is found, in which order, and what results say. The same on both databases."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mbc_site.search import indexing, search, suggest
from mbc_site.search.models import SynonymSet
from mbc_site.search.results import PAGE_SIZE, Kind
from tests.factories import make_group, make_page, make_published, make_source

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon(db):
    with time_machine.travel(NOW, tick=False):
        SynonymSet.objects.all().delete()
        yield


def text_of(parts):
    return "".join(f"[{part.text}]" if part.is_match else part.text for part in parts)


def titles(words, **options):
    return ["".join(part.text for part in hit.title) for hit in search(words, at=NOW, **options).hits]


def publish(title, *paragraphs, summary="About it.", **fields):
    body = "".join(p if p.startswith("<") else f"<p>{p}</p>" for p in paragraphs) or "<p>Words.</p>"
    return make_published(title=title, summary=summary, body=body, at=NOW, **fields)


def test_a_title_comes_before_a_heading_and_a_heading_before_a_text():
    publish("Rest", "Some say quokkas.")
    publish("Sleep", "<h2>Quokkas</h2>", "They rest.")
    publish("Quokkas", "They sleep.")
    publish("Naps", "Quokkas and quokkas, and again quokkas: they all nap.")

    assert titles("quokkas") == ["Quokkas", "Sleep", "Naps", "Rest"]


def test_an_article_and_a_group_that_say_it_in_their_title_come_before_a_source_that_does():
    make_source(title="Quokkas")
    make_group(name="Quokkas")
    publish("Quokkas of the night and what they eat")
    make_page(title="Our quokkas")

    assert [hit.kind for hit in search("quokkas", at=NOW).hits] == [
        Kind.GROUP,
        Kind.PAGE,
        Kind.ARTICLE,
        Kind.SOURCE,
    ]


def test_neighbors_come_before_words_that_are_apart():
    publish("One", "Bones hurt. They say that wombats eat. Some have pain.")
    publish("Two", "They say that wombats eat. Bone pain hurts some.")

    assert titles("bone pain") == ["Two", "One"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("HER2-positive", "her2 positive"),
        ("HER2 positive", "HER2-positive"),
        ("HER-2", "her2"),
        ("HER2", "her-2"),
        ("HER2", "HER 2"),
        ("T-DM1", "tdm1"),
        ("T-DM1", "t dm1"),
        ("TDM1", "t-dm1"),
        ("5-FU", "5fu"),
        ("5-FU", "5 fu"),
        ("CDK4/6", "cdk4/6"),
        ("CDK4/6", "cdk4"),
        ("stage IV", "Stage iv"),
        ("stage 4", "stage4"),
        ("post-menopausal", "postmenopausal"),
        ("the doctor’s office", "doctor's"),
        ("Círculo de Apoyo", "circulo"),
        ("circulo", "CÍRCULO"),
        ("metastases", "metastasis metastases"),
        ("tumors", "tumor"),
        ("cafe\u0301", "café"),
    ],
)
def test_ways_to_write_the_same_find_each_other(written, typed):
    publish("Rest", f"So it is: {written}, they say.")

    assert titles(typed, is_exact=True) == ["Rest"]


def test_spanish_words_are_found_without_their_endings():
    make_group(name="Martes", language="es", summary="Hablamos de los dolores.")

    results = search("dolor", at=NOW)

    assert [(hit.language, text_of(hit.snippet)) for hit in results.hits] == [
        ("es", "Hablamos de los [dolores].")
    ]
    assert results.languages == {"es": 1}


@pytest.mark.parametrize(
    "wrong", ["fatique", "fatgue", "fatiigue", "faitgue", "gatigue", "atigue", "FATIQUE"]
)
def test_one_wrong_letter_is_forgiven_and_named(wrong):
    publish("Fatigue")

    results = search(wrong, at=NOW)

    assert (results.words, results.searched, results.is_corrected) == (wrong, "fatigue", True)
    assert titles(wrong) == ["Fatigue"]
    assert titles(wrong, is_exact=True) == []


def test_a_word_that_exists_and_a_short_one_are_never_corrected():
    publish("Rest", "A scam is no scan, and a lung is not long.")

    assert search("scam", at=NOW).searched == "scam"
    assert (search("lun", at=NOW).searched, search("lun", at=NOW).total) == ("lun", 0)


def test_if_nothing_has_all_words_what_has_most_of_them_is_found_and_said():
    publish("Quokkas and wombats")
    publish("Quokkas and numbats")
    publish("Numbats")

    results = search("quokkas wombats zzzzzz", at=NOW)

    assert [text_of(hit.title) for hit in results.hits] == ["[Quokkas] and [wombats]"]
    assert (results.is_partial, results.total) == (True, 1)
    assert not search("quokkas wombats", at=NOW).is_partial


def test_words_such_as_the_are_left_out_unless_there_are_no_others():
    publish("Quokkas")
    publish("Who we are")

    assert titles("what are the quokkas") == ["Quokkas"]
    assert titles("who are we") == ["Who we are"]


def test_a_synonym_finds_and_the_typed_word_comes_first():
    SynonymSet.objects.create(words="metastatic, mets\nstage 4, stage IV")
    for title in ("Living with mets today", "Living with stage IV cancer", "Living with metastatic cancer"):
        publish(title)
    publish("Four people on a stage")

    assert titles("metastatic")[0] == "Living with metastatic cancer"
    assert len(titles("stage 4")) == 3
    assert sorted(titles("mets")) == [
        "Living with metastatic cancer",
        "Living with mets today",
        "Living with stage IV cancer",
    ]


def test_brands_find_generic_names_as_soon_as_somebody_adds_them():
    publish("Palbociclib")
    assert titles("Ibrance") == []

    SynonymSet.objects.create(words="palbociclib\nIbrance")

    assert titles("Ibrance") == titles("ibrence") == ["Palbociclib"]


def test_a_result_quotes_the_section_and_leads_there():
    publish(
        "Rest", "Before.", "<h2>At night</h2>", "They nap. Tom &amp; the quokkas &lt;3 sleep.", slug="rest"
    )

    hit = search("quokka", at=NOW).hits[0]

    assert (hit.section.heading, hit.section.url) == ("At night", "/articles/rest/#at-night")
    assert text_of(hit.snippet) == "They nap. Tom & the [quokkas] <3 sleep."


def test_counts_are_of_everything_and_the_list_of_what_was_asked_for():
    make_source(title="Quokkas")
    publish("Quokkas")
    make_group(name="Quokkas", language="es")

    results = search("quokkas", kinds=["source", "none of them"], at=NOW)

    assert results.counts == {Kind.ARTICLE: 1, Kind.GROUP: 1, Kind.SOURCE: 1}
    assert results.languages == {"en": 2, "es": 1}
    assert ([hit.kind for hit in results.hits], results.total) == ([Kind.SOURCE], 1)
    assert [hit.kind for hit in search("quokkas", language="es", at=NOW).hits] == [Kind.GROUP]


def test_pages_have_twenty_and_one_that_does_not_exist_is_the_last():
    for _ in range(PAGE_SIZE + 1):
        make_source(title="Quokkas")

    first, last = search("quokkas", at=NOW), search("quokkas", page=99, at=NOW)

    assert (len(first.hits), first.page, first.pages, first.total) == (20, 1, 2, 21)
    assert (len(last.hits), last.page) == (1, 2)
    assert not {hit.object_id for hit in first.hits} & {hit.object_id for hit in last.hits}


@pytest.mark.parametrize(
    "words",
    [
        None,
        "",
        "   ",
        "\x00",
        "\ud800",
        "'; DROP TABLE x; --",
        '"" NEAR(a b, 2) OR * ^ : tokens:x',
        "a & b | !c <-> 'd':*",
        "%s %(a)s {0} \\",
        "日本語 العربية हिन्दी 🎗",
        "\u202equokka\u200b",
        "x" * 1_000_000,
        "word " * 5000,
        "- _ ' ’ /",
        "1234567890 12 1 0",
        12,
        ["list"],
    ],
)
def test_anything_at_all_is_only_words(words):
    publish("Rest")

    results = search(words, kinds=["\x00", None], language="\ud800", page="x", at=NOW)

    assert results.page == 1
    assert isinstance(suggest(words, at=NOW), list)


@pytest.mark.parametrize("page", [0, -1, "2", "x", None, 10**30, float("inf"), float("nan")])
def test_any_page_number_gets_a_page(page):
    publish("Quokkas")

    assert search("quokkas", page=page, at=NOW).page == 1


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_takes_five_queries_however_much_it_finds(number):
    for _ in range(number):
        publish("Quokkas")
    indexing.refresh()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert search("quokkas", at=NOW).total == number

    assert len(queries) == 5  # what is to be indexed, synonyms, spellings, the index, texts


class TestSuggestions:
    def test_titles_come_first_then_headings_then_words(self):
        publish("Quokkas", slug="quokkas")
        publish("Rest", "<h2>Of quokkas</h2>", "They quokkaed.", slug="rest")

        assert [(one.words, one.url) for one in suggest("quok", at=NOW)] == [
            ("Quokkas", "/articles/quokkas/"),
            ("Of quokkas", "/articles/rest/#of-quokkas"),
            ("quokkas", ""),
            ("quokkaed", ""),
        ]

    def test_several_words_are_beginnings_too(self):
        publish("Pain in the bones", slug="pain")

        assert [one.url for one in suggest("bone pa", at=NOW)][:1] == ["/articles/pain/"]

    @pytest.mark.parametrize("typed", ["", "q", " ", "?"])
    def test_less_than_two_letters_suggest_nothing(self, typed):
        publish("Quokkas")

        assert suggest(typed, at=NOW) == []

    def test_there_are_eight_at_most(self):
        for _ in range(12):
            make_source(title="Quokkas")

        assert len(suggest("quokkas", at=NOW)) == 8


@pytest.mark.parametrize(
    "words", ["10.1000/xyz", "doi:10.1000/xyz", "https://doi.org/10.1000/xyz", "PMID: 1234567", "1234567"]
)
def test_a_source_is_found_by_its_numbers_as_people_paste_them(words):
    make_source(title="Quokkas", doi="10.1000/xyz", pmid="1234567")

    results = search(words, at=NOW)

    assert (results.total, results.is_partial) == (1, False)
