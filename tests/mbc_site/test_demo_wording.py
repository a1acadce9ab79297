"""What the demonstration says is sourced, said once where it could save a life, and said as Americans say it.

Pure checks on files. Each list is a kind of mistake that an editor found here once.
"""

import re
from pathlib import Path

import pytest

from tests.mbc_site.test_demo_texts import (
    ARTICLES,
    PAGES,
    SHARED,
    SOURCES,
    Markup,
    Text,
    everything_read,
    reading_grade,
)

EVERY = ARTICLES + PAGES + SHARED
SIGNS, CRISIS = "emergency-signs", "crisis-line"

# What somebody may take for a rule about their own emergency: in the shared text and nowhere else.
RED_FLAGS = re.compile(
    r"100\.4|\b38\s*°C|can.t be woken|naloxone if|\[emergency number\]|call (?:at once|right away|now)\b|\bchest pain\b"
    r"|go to the emergency room|trouble with your bladder|blue (?:or gray )?lips|first seizure|won.t stop"
    r"|call (?:today|tonight|tomorrow|the same day)\b",
    re.IGNORECASE,
)
# The labels of some drugs say "immediately" of a cough that another list might leave until the morning.
SIGNS_BY_URGENCY = {
    "Call [emergency number] now": (
        "woken|suddenly confused|naloxone|faints|trouble breathing|chest pain or pressure|neck, tongue or throat|droops"
        "|numbness|trouble speaking|second one soon after|vomiting blood|bleeding|severe pain|very bad headache"
    ),
    "Call your care team now, day or night": (
        "100.4°f|shaking chills|cdk4/6|trastuzumab deruxtecan|sacituzumab govitecan|bring the fever down|with or without pain"
        "|bladder|pain in the back or neck|tight band|these can inflame the lungs|muddled|headache that’s new|lasts or gets worse|high calcium"
        "|high blood sugar|neck or arm that swells|blood clot|broken|bloody stools|keep liquids down|first time you have diarrhea"
    ),
    "Call today": "yellow skin|dark urine|new cough|weight gain|pain that’s new|out of bed",
}
MAY_SAY = {  # an organization's own page about reaching it
    ("contact", "[emergency number]"),
    (CRISIS, "[emergency number]"),
}
STIFF = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|can|could|would|should|will) not\b|\bcannot\b"
    r"|\b(?:you|we|they) are\b(?![.?])|\bI am\b(?![.?])",
    re.IGNORECASE,
)
BRITISH = re.compile(
    r"\b(?:carers?|whilst|shall|poorly|tummy|jab|fortnight|chemist|surgery hours|(?-i:GP)|casualty|programme|mum|newly told"
    r"|learnt|dreamt|towards|afterwards|maths|post code|mobile phone|at the weekend|in hospital|to hospital)\b"
    r"|\bring (?:us|your?|the|them|at)\b|\bphone (?:the|your|about|us)\b|\b(?:feel|feeling|felt|being|be) sick\b|\bsickness\b"
    r"|\bcost \w+ dear\b|\bin all the papers\b|\bafter they were told\b|\baimed drugs?\b|\bin their minds\b"
    r"|\bproof is not\b|\bstrong proof\b|\b(?:colour|favour|behaviour|tumour|oestrogen|organis|centre\b|cheque|grey\b|anaem|anaesth|haem|paed|leukaem|diarrhoea)",
    re.IGNORECASE,
)
NOT_EXPLAINED = {  # a word that must be explained where it is used, and by what
    "CDK4/6": r"palbociclib|slow down cell growth|Slow down cell growth|pills that slow",
    "PD-L1": r"protein called PD-L1",
    "CBT": r"[Cc]ognitive behavioral therapy",
    "L-carnitine": r"(?!)",
    "PARP": r"PARP drugs? (?:are|is)|kind of pill called a PARP|PARP drug is a choice|change and who|could take a PARP",
}
MEDICAL = re.compile(
    r"\b(?:cancers?|tumors?|cells?|drugs?|chemo|scans?|symptoms?|treat(?:ed|s|ment|ments)?|pain|genes?|hormones?|estrogen"
    r"|calcium|guidelines?|trials?|stud(?:y|ies)|blood|infection|biopsy|fatigue|receptors?|HER2|bones?|liver|lungs?|brain"
    r"|risk|alcohol|surgery|radiation|hospice|dye|naloxone|antidepressants?)\b",
    re.IGNORECASE,
)
# Paragraphs that speak of medical things and state no fact about them. A new one has to be looked at, and added here.
STATES_NOTHING = {
    "do-support-groups-help": (
        "You may have heard", "These trials are old", "MBC only, or any", "Survival figures from",
    ),
    "her2-and-hormone-receptors": ("ER+, PR−, HER2 1+.",),
    "living-with-fatigue": ("You slept nine hours", "This part is practical"),
    "questions-for-your-appointment": ("Write down three lines",),
    "scans-and-the-waiting": (
        "There’s the scan, and", "So if you snap at", "Some signs can’t wait",
    ),
    "symptoms-by-where-it-has-spread": (
        "You don’t have to decide", "which drugs you take", "Fear can be as hard",
    ),
    "talking-with-children": ("Then wait. Some children",),
    "treatments-in-outline": ("There’s no single", "A trial tests a new", "These numbers come from"),
    "what-makes-breast-cancer-spread": ("When cancer spreads, most", "Genes are the body’s"),
}  # fmt: skip


@pytest.fixture(params=EVERY, ids=lambda path: path.stem)
def text(request):
    return Text(request.param)


@pytest.fixture(params=ARTICLES, ids=lambda path: path.stem)
def article(request):
    return Text(request.param)


def paragraphs(text: Text):
    """Words of each paragraph and list item, and whether a source stands behind it: its own, or its list's introduction's."""
    body = re.sub(
        r'<aside class="callout" data-kind="(?:word|shared)".*?</aside>', "", text.body, flags=re.DOTALL
    )
    body = re.sub(
        r'<ul class="ask">.*?</ul>|<blockquote>.*?</blockquote>|<table>.*?</table>', "", body, flags=re.DOTALL
    )
    introduced = False
    for match in re.finditer(r"<(p|li)(?: class=\"[^\"]*\")?>(.*?)</\1>|</(?:ul|ol)>", body, re.DOTALL):
        if match[1] is None:
            introduced = False
            continue
        is_cited = 'class="citation"' in match[2]
        if match[1] == "p":
            introduced = is_cited and match[2].rstrip().endswith(":")
        yield Markup(match[2]).prose.strip(), is_cited or (match[1] == "li" and introduced)


# Safety


def test_emergency_advice_is_in_one_place(text):
    found = {(text.slug, flag) for flag in RED_FLAGS.findall(everything_read(text))}

    assert text.slug == SIGNS or found <= MAY_SAY


def signs_by_urgency() -> dict[str, str]:
    """What the one list says under each of its headings."""
    body = Text(next(path for path in SHARED if path.stem == SIGNS)).body
    parts = re.split(r"<h3>(.*?)</h3>", body)[1:]
    return {
        heading: Markup(part).prose.lower() for heading, part in zip(parts[::2], parts[1::2], strict=True)
    }


@pytest.mark.parametrize(("heading", "signs"), SIGNS_BY_URGENCY.items())
def test_each_sign_is_listed_with_the_urgency_its_sources_give(heading, signs):
    told = signs_by_urgency()[heading]

    assert [sign for sign in signs.split("|") if sign not in told] == []


def test_a_common_symptom_alone_is_not_an_emergency():
    """Thirst, tiredness or constipation alone would send half of all readers to the phone at night, and soon nobody."""
    at_night = signs_by_urgency()["Call your care team now, day or night"]

    assert re.search(r"thirsty[^.]* when you’re also tired", at_night)


def test_numbers_to_call_are_the_organizations_own(text):
    read = everything_read(text)

    assert not re.search(r"\b(?:911|988)\b", read)
    assert not re.search(r"(?<!\[)call or text(?!\])", read)
    assert "[country]" in read or not re.search(r"\[(?:emergency number|crisis line)\]", read)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_article_leads_to_help(path):
    keys = set(re.findall(r'data-text="([a-z-]+)"', path.read_text()))

    assert keys & {SIGNS, CRISIS}


def test_a_shared_text_is_checked_and_plain():
    for path in SHARED:
        shared = Text(path)
        assert set(shared.front) == {"title", "reviewer", "reviewed_on"}
        assert reading_grade(shared.markup.running) <= 7.5


# Promises


def test_the_page_on_accessibility_names_every_button_that_needs_script():
    """A button is hidden without script by `data-do` or `data-needs-script` (static/site.js)."""
    templates = Path(__file__).resolve().parents[2] / "templates"
    found = {
        kind
        for path in templates.rglob("*.html")
        for kind in re.findall(r'data-(do="\w+"|needs-script)', path.read_text())
    }
    said = Text(next(path for path in PAGES if path.stem == "accessibility")).markup.prose

    assert found == {'do="copy"', 'do="print"', "needs-script"}
    assert "for text and color, for copying a link, and for printing" in said


# Sources


def test_a_medical_statement_has_a_source(article):
    excused = STATES_NOTHING.get(article.slug, ())
    bare = [words for words, has_source in paragraphs(article) if MEDICAL.search(words) and not has_source]

    assert [words for words in bare if not words.startswith(excused)] == []
    assert [start for start in excused if not any(words.startswith(start) for words in bare)] == []


def test_news_articles_are_cited_for_events_only(article):
    for before, keys in re.findall(r'([^.]*\.)<sup class="citation" data-source="([^"]*)"', article.body):
        kinds = {SOURCES[key]["custom"]["evidence_kind"] for key in keys.split()}
        assert kinds != {"news"} or "approved" in before, before


def test_a_scoping_review_is_no_systematic_review():
    for source in SOURCES.values():
        if "scoping review" in source["title"].lower():
            assert source["custom"]["evidence_kind"] == "review"


def test_cochrane_reviews_are_printed_in_one_way():
    """AMA 11: year;(issue):number, without a volume."""
    cochrane = [source for source in SOURCES.values() if "Cochrane" in source.get("container-title", "")]

    assert len(cochrane) >= 5
    for source in cochrane:
        assert "volume" not in source
        assert re.fullmatch(r"\d{1,2}", source["issue"])
        assert re.fullmatch(r"CD\d{6}", source["page"])


def test_a_journal_article_can_be_found():
    for source in SOURCES.values():
        if source["type"] == "article-journal":
            assert {"DOI", "PMID", "URL"} & set(source) or {"volume", "page"} <= set(source), source["id"]


# Words


def test_texts_are_not_stiff(text):
    assert STIFF.findall(everything_read(text)) == []


def test_texts_are_american(text):
    assert BRITISH.findall(everything_read(text)) == []


@pytest.mark.parametrize("word", NOT_EXPLAINED)
def test_a_hard_word_is_explained_where_it_is_used(word):
    for path in ARTICLES + SHARED:
        prose = Text(path).markup.prose
        assert word not in prose or re.search(NOT_EXPLAINED[word], prose), path.stem


def test_men_and_trans_and_nonbinary_people_are_spoken_to():
    read = {path.stem: everything_read(Text(path)) for path in ARTICLES}

    for slug in ("treatments-in-outline", "symptoms-by-where-it-has-spread", "her2-and-hormone-receptors"):
        assert re.search(r"\bmen\b", read[slug]), slug
    assert sum("nonbinary" in words for words in read.values()) >= 4
