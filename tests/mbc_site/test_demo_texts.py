"""The demonstration texts are sourced, plain and kind, and say openly what in them is invented.

Pure checks on files: no database, no settings.
"""

import datetime
import json
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from articles.markup import callouts

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "mbc_site" / "demo"
ARTICLES = sorted((DEMO / "articles").glob("*.html"))
PAGES = sorted((DEMO / "pages").glob("*.html"))
SHARED = sorted((DEMO / "shared").glob("*.html"))

SOURCES = {item["id"]: item for item in json.loads((DEMO / "sources.json").read_text())}
TOPICS = {row["slug"]: row for row in tomllib.loads((DEMO / "topics.toml").read_text())["topic"]}
PEOPLE = {row["slug"]: row for row in tomllib.loads((DEMO / "people.toml").read_text())["person"]}
IMAGES = {row["key"]: row for row in tomllib.loads((DEMO / "images.toml").read_text())["image"]}

SPREAD = "what-makes-breast-cancer-spread"
SEED_DOIS = {
    "10.1111/joim.12084",
    "10.1158/0008-5472.can-15-0204",
    "10.2217/bmt.14.1",
    "10.1155/2014/852748",
    "10.1158/1078-0432.ccr-08-0975",
}
SEED_PAGES = {
    "Understanding advanced cancer, metastatic cancer, and bone metastasis",
    "What is cancer recurrence?",
    "Breast cancer—metastatic: Risk factors",
    "What is metastatic breast cancer?",
    "Breast cancer: Risk factors and prevention",
}
EVIDENCE_KINDS = {
    "guideline", "systematic-review", "randomised-trial", "cohort", "case-series", "qualitative",
    "laboratory", "review", "organisation-page", "book", "news",
}  # fmt: skip
ALLOWED = {
    "p": {"callout-title"},
    "h2": set(),
    "h3": set(),
    "ul": {"ask"},
    "ol": set(),
    "li": set(),
    "strong": set(),
    "em": set(),
    "a": set(),
    "blockquote": set(),
    "table": set(),
    "caption": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": set(),
    "td": set(),
    "sub": set(),
    "sup": {"citation"},
    "aside": {"callout"},
    "figure": {"figure"},
}
ALLOWED_ATTRIBUTES = {
    "a": {"href"},
    "th": {"scope"},
    "sup": {"class", "data-source", "data-locator"},
    "aside": {"class", "data-kind", "data-text"},
    "figure": {"class", "data-image"},
    "p": {"class"},
    "ul": {"class"},
}
CALLOUT_KINDS = {kind.code for kind in callouts.KINDS}
SHOWS_SHARED = re.compile(
    r'<aside class="callout" data-kind="shared" data-text="([a-z-]+)"><p>[^<]+</p></aside>'
)
# Each stem with the reason we do not use it: the first row are words of war, the second labels or promises.
FORBIDDEN = re.compile(
    r"\b(?:fight\w*|fought|battl\w*|war|wars|warrior\w*|weapon\w*|enem(?:y|ies)|brave\w*|journey\w*"
    r"|survivor\w*|victim\w*|sufferer\w*|miracle\w*|breakthrough\w*|cutting-edge|game-chang\w*)\b",
    re.IGNORECASE,
)
SURVIVAL_FIGURE = re.compile(
    r"median survival|(?:live|lived|alive)\D{0,40}\d+\s*(?:months|years|percent|%|in every|out of)"
    r"|\d+\s*(?:%|percent|in every 100|out of 100)\D{0,40}(?:alive|surviv)",
    re.IGNORECASE,
)

# The e of "breathe", "called" and "bones" is not heard; that of "people", "needed" and "places" is.
SILENT_ENDING = re.compile(r"(?:(?<![aeiouyl])|(?<=[aeiouy]l))e$|[^aeiouydt]ed$|[^aeiouyszxgc]es$")


class Markup(HTMLParser):
    """The elements of a body in order, and its text without citation labels.

    `prose` is all of it, `running` only paragraphs and list items (short headings and table cells would
    make the reading grade look better than it is), `open_text` what is seen before a survival callout opens.
    """

    VOID = frozenset({"br", "hr", "img", "input", "meta", "link"})
    BLOCK = frozenset({"p", "h2", "h3", "li", "caption", "th", "td", "blockquote"})

    def __init__(self, html):
        super().__init__()
        self.elements, self.links, self.stack = [], [], []
        self.prose, self.running, self.open_text = "", "", ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.elements.append((tag, attrs))
        if tag not in self.VOID:
            self.stack.append((tag, attrs))

    def handle_endtag(self, tag):
        assert self.stack, f"</{tag}> closes nothing"
        assert self.stack[-1][0] == tag, f"</{tag}> inside <{self.stack[-1][0]}>"
        if tag in self.BLOCK:
            self._add("\n")
        self.stack.pop()

    def handle_data(self, data):
        self._add(data)

    def _add(self, text):
        if any(tag == "sup" and attrs.get("class") == "citation" for tag, attrs in self.stack):
            return
        self.prose += text
        if any(tag in {"p", "li", "blockquote"} for tag, _ in self.stack):
            self.running += text
        if not any(attrs.get("data-kind") == "survival" for _, attrs in self.stack):
            self.open_text += text

    def of(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]

    @property
    def citations(self):
        return [a for a in self.of("sup") if a.get("class") == "citation"]

    @property
    def cited(self):
        return {key for a in self.citations for key in a["data-source"].split()}


class Text:
    """One file: its TOML front matter and its body."""

    def __init__(self, path):
        raw = path.read_text(encoding="utf-8")
        start, front, body = raw.split("+++\n", 2)
        assert start == "", f"{path.name} must begin with +++"
        self.path, self.slug = path, path.stem
        self.front = tomllib.loads(front)
        self.body = body
        self.markup = Markup(body)

    @property
    def words(self):
        return words(self.markup.prose)


def words(text):
    return re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", text)


def syllables(word):
    """Vowel groups, less a silent final e.

    >>> [syllables(w) for w in ("cancer", "breathe", "people", "metastatic", "the")]
    [2, 1, 2, 4, 1]
    """
    word = word.lower().replace("’", "").replace("'", "")
    count = len(re.findall(r"[aeiouy]+", word))
    if SILENT_ENDING.search(word):
        count -= 1
    return max(count, 1)


def reading_grade(text):
    """Flesch-Kincaid grade: .39 words per sentence + 11.8 syllables per word - 15.59.

    A list item without a full stop is a sentence of its own; a colon ends none.
    Numbers are not words; a time such as 3 am does not end a sentence.
    """
    sentences = [s for line in text.splitlines() for s in re.split(r"(?<=[.?!])[”’)]*\s+", line) if words(s)]
    all_words = [w for s in sentences for w in words(s)]
    spoken = sum(syllables(part) for w in all_words for part in w.split("-"))
    return 0.39 * len(all_words) / len(sentences) + 11.8 * spoken / len(all_words) - 15.59


@pytest.fixture(scope="module")
def articles():
    return {path.stem: Text(path) for path in ARTICLES}


@pytest.fixture(params=ARTICLES, ids=lambda p: p.stem)
def article(request):
    return Text(request.param)


@pytest.fixture(params=ARTICLES + PAGES + SHARED, ids=lambda p: p.stem)
def text(request):
    return Text(request.param)


def everything_read(text):
    front = text.front
    parts = [front["title"], front.get("summary", ""), *front.get("key_points", []), text.markup.prose]
    return "\n".join(parts)


# The counting itself


@pytest.mark.parametrize(
    ("word", "count"),
    [("cancer", 2), ("the", 1), ("people", 2), ("called", 1), ("needed", 2), ("metastatic", 4), ("bones", 1)],
)
def test_a_syllable_is_a_group_of_vowels_that_is_heard(word, count):
    assert syllables(word) == count


def test_a_hard_sentence_has_a_higher_grade_than_an_easy_one():
    easy = reading_grade("Call your nurse. She will not mind. It is her job.")
    hard = reading_grade("Metastatic dissemination necessitates multidisciplinary therapeutic consideration.")

    assert easy < 2
    assert hard > 20


def test_citations_and_numbers_do_not_count_as_words():
    body = '<p>Call 911.<sup class="citation" data-source="a">Very Long Label 2020</sup> Now.</p>'

    assert words(Markup(body).prose) == ["Call", "Now"]


def test_a_survival_figure_is_recognized():
    assert SURVIVAL_FIGURE.search("About half were alive after 5 years.")
    assert SURVIVAL_FIGURE.search("The median survival was long.")
    assert not SURVIVAL_FIGURE.search("Treatment can help people live longer.")


# Articles


def test_there_are_at_least_eight_articles():
    assert len(ARTICLES) >= 8


def test_an_article_has_600_to_1500_words(article):
    assert 600 <= len(article.words) <= 1500, len(article.words)


def test_an_article_can_be_read_at_about_age_twelve(article):
    grade = reading_grade(article.markup.running)

    assert grade <= 7.5, round(grade, 1)


def test_front_matter_is_complete(article):
    front = article.front

    assert {"title", "summary", "topics", "authors", "reviewer", "reviewed_on", "key_points"} <= set(front)
    assert set(front) <= {
        "title", "summary", "topics", "authors", "reviewer", "reviewed_on", "image", "key_points",
        "further_reading", "related",
    }  # fmt: skip
    assert isinstance(front["reviewed_on"], datetime.date)
    assert 3 <= len(front["key_points"]) <= 5
    assert len(front["title"]) <= 80
    assert front["topics"]
    assert front["authors"]


def test_a_slug_is_made_of_lower_case_words(text):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text.slug)


def test_topics_people_and_related_articles_exist(article):
    front = article.front

    assert set(front["topics"]) <= set(TOPICS)
    assert {*front["authors"], front["reviewer"]} <= set(PEOPLE)
    assert set(front.get("related", [])) <= {p.stem for p in ARTICLES} - {article.slug}


def test_a_reviewer_is_not_the_author(article):
    assert article.front["reviewer"] not in article.front["authors"]


def test_every_image_named_has_a_record(article):
    named = {a["data-image"] for a in article.markup.of("figure")}
    if "image" in article.front:
        named.add(article.front["image"])

    assert named <= set(IMAGES)


def test_the_lead_image_is_not_shown_again_in_the_text(article):
    assert article.front.get("image") not in {a["data-image"] for a in article.markup.of("figure")}


def test_every_citation_names_a_source_we_hold(article):
    assert article.markup.cited <= set(SOURCES)
    assert set(article.front.get("further_reading", [])) <= set(SOURCES)


def test_an_article_has_at_least_three_citations(article):
    assert len(article.markup.citations) >= 3


def test_further_reading_is_what_the_text_does_not_cite(article):
    assert not article.markup.cited & set(article.front.get("further_reading", []))


def test_a_citation_follows_a_period_or_comma_and_precedes_a_colon(article):
    for before, after in re.findall(r'(.)<sup class="citation"[^>]*>[^<]*</sup>(.)', article.body):
        assert before in ".,?”" or after == ":", (before, after)


def test_a_citation_has_a_label_and_distinct_keys(article):
    for keys, label in re.findall(
        r'<sup class="citation" data-source="([^"]*)"[^>]*>([^<]*)</sup>', article.body
    ):
        assert label.strip()
        assert len(keys.split()) == len(set(keys.split()))


def test_callouts_are_of_a_known_kind_and_open_with_a_title(article):
    own = SHOWS_SHARED.sub("", article.body)
    for kind, first in re.findall(r'<aside class="callout" data-kind="([^"]*)">\s*(<[^>]*>)', own):
        assert kind in CALLOUT_KINDS
        assert first == '<p class="callout-title">'
    assert len(Markup(own).of("aside")) == own.count('<aside class="callout" data-kind="')


def test_what_is_shared_exists_and_is_called_by_its_title(text):
    titles = {path.stem: Text(path).front["title"] for path in SHARED}

    for key, label in re.findall(r'data-text="([^"]*)"><p>([^<]*)</p>', text.body):
        assert label == titles[key]
    assert text.body.count("data-text=") == len(SHOWS_SHARED.findall(text.body))


def test_what_to_do_in_an_emergency_is_always_sourced(article):
    boxes = re.findall(r'<aside class="callout" data-kind="care">.*?</aside>', article.body, re.DOTALL)
    for box in [*boxes, *(Text(path).body for path in SHARED)]:
        for item in re.findall(r"<li>.*?</li>", box, re.DOTALL):
            assert 'class="citation"' in item, item


def test_survival_figures_stay_inside_a_closed_callout(article):
    assert not SURVIVAL_FIGURE.search(article.markup.open_text)
    assert not any(SURVIVAL_FIGURE.search(point) for point in article.front["key_points"])


def test_a_word_from_us_gives_no_source_and_is_signed(article):
    for box in re.findall(r'<aside class="callout" data-kind="word">.*?</aside>', article.body, re.DOTALL):
        assert 'class="citation"' not in box
        assert "the people who made this page" in box


def test_a_table_has_a_caption_and_scoped_headers(article):
    tables = re.findall(r"<table>.*?</table>", article.body, re.DOTALL)

    for table in tables:
        assert re.match(r"<table>\s*<caption>[^<]+</caption>\s*<thead>", table)
        assert "<th>" not in table
    assert len(tables) == len(article.markup.of("table"))


# The set as a whole


def test_every_source_is_used_somewhere(articles):
    used = set()
    for article in articles.values():
        used |= article.markup.cited | set(article.front.get("further_reading", []))
    for path in SHARED:
        used |= Text(path).markup.cited

    assert set(SOURCES) - used == set()
    assert used - set(SOURCES) == set()


def test_the_article_on_spread_uses_all_ten_sources_of_the_manuscript(articles):
    cited = [SOURCES[key] for key in articles[SPREAD].markup.cited]

    assert {item.get("DOI", "").lower() for item in cited} >= SEED_DOIS
    assert {item["title"] for item in cited} >= SEED_PAGES


def test_the_set_shows_every_part_of_an_article(articles):
    markups = [article.markup for article in articles.values()]
    kinds = [a["data-kind"] for m in markups for a in m.of("aside")]

    assert any(m.of("table") for m in markups)
    assert any(len(a["data-source"].split()) >= 3 for m in markups for a in m.citations)
    assert any("ask" in a.get("class", "") for m in markups for a in m.of("ul"))
    assert kinds.count("survival") >= 1
    assert kinds.count("care") >= 3
    assert kinds.count("word") >= 3


def test_every_topic_has_an_article(articles):
    assert {t for article in articles.values() for t in article.front["topics"]} == set(TOPICS)


def test_every_image_is_used(articles):
    inside = {a["data-image"] for article in articles.values() for a in article.markup.of("figure")}
    leading = {article.front["image"] for article in articles.values() if "image" in article.front}

    assert inside
    assert inside | leading == set(IMAGES)


# Texts of both kinds


def test_only_allowed_tags_classes_and_attributes_appear(text):
    for tag, attrs in text.markup.elements:
        assert tag in ALLOWED, tag
        assert set(attrs) <= ALLOWED_ATTRIBUTES.get(tag, set()), (tag, attrs)
        if "class" in attrs:
            assert attrs["class"] in ALLOWED[tag], (tag, attrs)
    assert text.markup.stack == []


def test_no_word_of_war_and_no_label_is_used(text):
    found = FORBIDDEN.findall(everything_read(text))

    assert found == []


def test_nothing_is_shouted(text):
    assert "!" not in everything_read(text)


def test_internal_links_lead_somewhere(text):
    for attrs in text.markup.of("a"):
        href = attrs["href"]
        if article := re.fullmatch(r"/articles/([a-z0-9-]+)/", href):
            assert article[1] in {p.stem for p in ARTICLES} | {"changes", "feed"}, href
        elif page := re.fullmatch(r"/about/([a-z0-9-]+)/", href):
            assert page[1] in {p.stem for p in PAGES}, href
        else:
            assert href in {
                "/support-groups/",
                "/support-groups/suggest/",
                "/sources/",
                "/articles/",
                "/feedback/",
            }, href


def test_headings_start_below_the_title_and_skip_no_level(text):
    levels = [int(tag[1]) for tag, _ in text.markup.elements if tag in {"h2", "h3"}]

    first = 3 if text.path in SHARED else 2  # a shared text has its title at level 2

    assert levels[:1] in ([], [first])


# Pages


@pytest.mark.parametrize("slug", ["how-we-check-our-articles", "privacy", "accessibility", "contact"])
def test_each_page_the_site_links_to_exists(slug):
    assert DEMO / "pages" / f"{slug}.html" in PAGES


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_a_page_has_a_title_and_a_summary(path):
    assert set(Text(path).front) == {"title", "summary"}


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_a_page_can_be_read_at_about_age_twelve(path):
    grade = reading_grade(Text(path).markup.running)

    assert grade <= 8.0, round(grade, 1)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_a_page_gives_no_invented_telephone_number(path):
    prose = Text(path).markup.prose

    assert not re.search(r"\d{3}[ .-]\d{4}|\(\d{3}\)", prose)


# Sources, topics, people, images


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda s: s["id"])
def test_a_source_says_what_it_is(source):
    assert re.fullmatch(r"[a-z][a-z0-9-]*", source["id"])
    assert source["title"]
    assert source["author"]
    assert source["custom"]["evidence_kind"] in EVIDENCE_KINDS
    if source["type"] == "article-journal":
        assert source["container-title"]
        assert source["container-title-short"]
        assert source["issued"]["date-parts"][0][0] >= 1980
    if "URL" in source:
        assert source["URL"].startswith(("https://", "http://"))
    if source["type"] == "webpage":  # the day on which a stored copy was read, or that it was one
        assert ("accessed" in source) is not ("archive" in source)
        assert "URL" in source or source["archive"]
    if "DOI" in source:
        assert re.fullmatch(r"10\.\d{4,9}/\S+", source["DOI"])
    if "PMID" in source:
        assert source["PMID"].isdigit()


def test_no_two_sources_share_a_key_a_doi_or_a_title():
    items = json.loads((DEMO / "sources.json").read_text())

    for field in ("id", "DOI", "PMID", "title"):
        values = [item[field].lower() for item in items if field in item]
        assert len(values) == len(set(values)), field


@pytest.mark.parametrize("person", PEOPLE.values(), ids=lambda p: p["slug"])
def test_a_person_of_the_demonstration_says_that_it_is_invented(person):
    assert "invented person" in person["bio"]
    assert "no clinician has reviewed" in person["bio"].lower()
    if person["credentials"]:
        assert "(fictional)" in person["credentials"]
    assert person["role"]
    assert person["disclosures"]


def test_topics_have_a_line_and_a_place_of_their_own():
    assert 4 <= len(TOPICS) <= 6
    assert [t["position"] for t in TOPICS.values()] == list(range(1, len(TOPICS) + 1))
    assert all(t["title"] and t["description"].endswith(".") for t in TOPICS.values())


def test_every_article_begins_with_a_picture_of_its_own(articles):
    leading = [article.front.get("image", "") for article in articles.values()]

    assert set(leading) <= set(IMAGES)
    assert len(set(leading)) == len(leading)


@pytest.mark.parametrize("key", IMAGES)
def test_a_picture_has_no_ground_that_would_glare_on_a_dark_page(key):
    with Image.open(DEMO / "images" / f"{key}.png") as file:
        picture = file.convert("RGBA")

    right, bottom = picture.width - 1, picture.height - 1
    corners = [picture.getpixel(corner) for corner in ((0, 0), (right, 0), (0, bottom), (right, bottom))]
    assert [alpha for *_color, alpha in corners] == [0, 0, 0, 0]


@pytest.mark.parametrize("image", IMAGES.values(), ids=lambda i: i["key"])
def test_an_image_has_a_file_its_drawing_and_words_for_those_who_cannot_see_it(image):
    picture = DEMO / "images" / f"{image['key']}.png"

    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 250_000
    assert picture.with_suffix(".svg").exists()
    assert len(image["alt"]) > 80
    assert image["caption"].endswith(".")
    assert image["title"]
    assert image["credit"]
    assert image["license"] == "CC BY 4.0"
