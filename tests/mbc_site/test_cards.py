"""Pictures of shared links: what they say, that each is drawn once, and that nobody can make the site draw more."""

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from PIL import Image

from mbc_site.cards import drawing, files, lettering
from mbc_site.cards.card import Card
from mbc_site.models import OrganizationDetails
from support_groups.models import Group
from tests.descriptions import head_of
from tests.factories import make_edition, make_group, make_person, make_published, make_topic, make_venue

pytestmark = pytest.mark.django_db
CARD = Card("Stillwater", "Pain", "When bone pain will not let you sleep", ("Medically reviewed, June 2026",))


def card_of(client, address: str) -> tuple[str, str]:
    """The path of a page's card, and its words."""
    meta = head_of(client, address).meta
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    return meta["og:image"].removeprefix("http://testserver"), meta["og:image:alt"]


def kept() -> set[str]:
    folder = Path(settings.DATA_DIR, "cards")
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


@pytest.fixture
def drawn(monkeypatch) -> list[Card]:
    """The cards drawn in this test."""
    cards = []
    monkeypatch.setattr(files, "png", lambda card: cards.append(card) or drawing.png(card))
    return cards


def test_an_articles_card_says_its_title_topic_and_review(visitor):
    article = make_published(
        title="Bone pain",
        topics=[make_topic(title="Symptoms")],
        reviewer=make_person(),
        reviewed_on=date(2026, 6, 2),
    )

    address, alt = card_of(visitor, article.get_absolute_url())
    answer = visitor.get(address)

    assert alt == "Bone pain. Symptoms. Medically reviewed, June 2026. Stillwater"
    assert answer.headers["Content-Type"] == "image/png"
    assert int(answer.headers["Content-Length"]) == len(answer.content) < 60_000
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))


def test_an_article_nobody_reviewed_says_so_on_its_card(visitor):
    _address, alt = card_of(visitor, make_published(title="Bones").get_absolute_url())

    assert alt == "Bones. Understand MBC. Not yet reviewed by a clinician. Stillwater"


def test_a_groups_card_says_how_when_and_where_it_meets(visitor):
    group = make_group(name="Lanterns", venue=make_venue(name="Library", street="5 Elm St"))

    _address, alt = card_of(visitor, group.get_absolute_url())

    words = alt.replace("\N{NO-BREAK SPACE}", " ")
    assert words.startswith("Lanterns. Support group · In person. Every Tuesday, 6:30 to 8 pm")
    assert words.endswith("Library, Akron, OH. Stillwater")
    assert "Elm" not in alt


def test_a_card_keeps_what_the_page_keeps_to_itself(visitor):
    hidden = make_group(venue=make_venue(name="Rose’s house", street="5 Elm St", is_street_public=False))
    remote = make_group(
        attendance="online", join_link="https://zoom.us/j/1", passcode="4711", link_visibility="on_request"
    )

    words = [card_of(visitor, group.get_absolute_url())[1] for group in (hidden, remote)]

    assert not [secret for secret in ("Rose", "Elm", "zoom", "4711") if secret in " ".join(words)]
    assert "Akron, OH" in words[0]


def test_all_other_pages_have_the_card_of_the_site(visitor):
    OrganizationDetails.objects.create(name="Friends", tagline="Living with stage 4")

    cards = {card_of(visitor, address) for address in ("/", "/articles/", "/support-groups/", "/sources/")}

    ((address, alt),) = cards
    assert alt.startswith("Living with stage 4")
    assert visitor.get(address).status_code == 200


def test_a_card_is_drawn_once(visitor, drawn):
    address, _alt = card_of(visitor, make_published().get_absolute_url())

    first, second = visitor.get(address).content, visitor.get(address).content

    assert first == second
    assert len(drawn) == len(kept()) == 1


def test_a_page_does_not_draw_its_card(visitor, drawn):
    visitor.get(make_published().get_absolute_url())

    assert drawn == []


def test_an_address_with_other_words_leads_to_the_card_as_it_is_now_and_draws_nothing(visitor, drawn):
    article = make_published(title="Bones")
    old, _alt = card_of(visitor, article.get_absolute_url())
    article.title = "Bones and sleep"
    article.save()
    make_edition(article)
    new, _alt = card_of(visitor, article.get_absolute_url())
    invented = [f"/cards/article-{article.pk}-{number:016x}.png" for number in range(20)]

    answers = [visitor.get(address) for address in (old, *invented)]

    assert old != new
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {(302, new)}
    assert (drawn, kept()) == ([], set())


@pytest.mark.parametrize("status", [Group.Status.DRAFT, Group.Status.CLOSED])
def test_what_is_not_public_has_no_card(visitor, drawn, status):
    group = make_group()
    address, _alt = card_of(visitor, group.get_absolute_url())
    Group.objects.update(status=status)

    assert visitor.get(address).status_code == 404
    assert drawn == []


def test_an_article_that_was_withdrawn_has_no_card(visitor, drawn):
    article = make_published()
    address, _alt = card_of(visitor, article.get_absolute_url())
    article.withdraw()

    assert visitor.get(address).status_code == 404
    assert drawn == []


@pytest.mark.parametrize(
    "name", ["site-0-", "article-1-xyz", "person-1-" + "0" * 16, f"article-{'9' * 30}-{'0' * 16}"]
)
def test_odd_addresses_are_not_found(visitor, name):
    assert visitor.get(f"/cards/{name}.png").status_code == 404


def test_a_full_disk_only_means_that_it_is_drawn_again(visitor, drawn, monkeypatch):
    address, _alt = card_of(visitor, make_published().get_absolute_url())

    def refuse(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("articles.storage.WholeFileStorage._save", refuse)

    assert [visitor.get(address).status_code for _time in range(2)] == [200, 200]
    assert len(drawn) == 2


def test_old_cards_are_removed_and_new_ones_stay():
    files.picture(CARD)
    now = datetime.now(UTC)

    assert files.purge(now + files.KEPT_FOR - timedelta(minutes=1)) == 0
    assert files.purge(now + files.KEPT_FOR + timedelta(minutes=1)) == 1
    assert kept() == set()
    call_command("purge_cards")


@pytest.mark.parametrize(
    ("text", "drawable"),
    [
        ("Año ½ “so” – é", True),
        ("Table \N{REMINDER RIBBON}", True),
        ("\N{REMINDER RIBBON}", False),
        ("日本", False),
    ],
)
def test_a_line_that_no_font_can_write_is_left_out(text, drawable, monkeypatch):
    monkeypatch.setattr(lettering, "OTHERS", ())

    found = lettering.written(text, lettering.DISPLAY, 40)

    assert (found is not None) == drawable
    assert not found or "\N{REMINDER RIBBON}" not in found[0]


def test_letters_that_the_sites_fonts_lack_are_written_in_another():
    other = lettering.font(lettering.OTHERS[0], 40)
    if other is None:
        pytest.skip("this machine has no DejaVu")

    text, font = lettering.written("Łódź", lettering.DISPLAY, 40)

    assert (text, font.getname()) == ("Łódź", other.getname())


def test_a_machine_that_cannot_read_the_fonts_draws_a_card_without_words(monkeypatch):
    monkeypatch.setattr(lettering, "font", lambda *args: None)
    lettering._has.cache_clear()

    picture = drawing.png(CARD)

    lettering._has.cache_clear()
    assert picture.startswith(b"\x89PNG")


@pytest.mark.parametrize("words", [1, 12, 60])
def test_long_titles_stay_above_the_lake(words):
    card = Card("Stillwater", "Pain", "Metastases " * words, ("One", "Two", "Three"))

    with Image.open(io.BytesIO(drawing.png(card))) as picture:
        shore = picture.convert("RGB").crop((0, drawing.SHORE + 1, 1200, drawing.SHORE + 8)).getcolors()

    assert len(shore) == 1


def test_an_endless_word_is_cut():
    font = lettering.font(lettering.TEXT, 40)

    (line,) = lettering.lines("M" * 200, font, 600, 1)

    assert line.endswith("…")
    assert font.getlength(line) <= 600
