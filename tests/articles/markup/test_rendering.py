import pytest

from articles.markup import Numbering, Picture, picture_html, render, render_inline
from tests.factories import cite

SCAN = Picture(
    "/media/scan-800.webp",
    800,
    600,
    "A scan",
    caption="What the scan shows.",
    credit="Drawing: Ada",
    renditions=(
        ("image/avif", 400, "/media/scan-400.avif"),
        ("image/avif", 800, "/media/scan-800.avif"),
        ("image/webp", 400, "/media/scan-400.webp"),
    ),
)

CLOSED = 'data-in-print="Closed in print, too. To print the numbers, open this box on the page first."'


def figure(key, caption=""):
    caption = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="figure" data-image="{key}">{caption}</figure>'


def callout(kind, inside):
    return f'<aside class="callout" data-kind="{kind}">{inside}</aside>'


def test_a_figure_becomes_a_picture_with_widths_and_its_size():
    assert render(figure("scan"), pictures={"scan": SCAN}).html == (
        '<figure><picture><source type="image/avif" srcset="/media/scan-400.avif 400w, /media/scan-800.avif 800w" '
        'sizes="(min-width: 62rem) 40.5rem, 100vw"><source type="image/webp" srcset="/media/scan-400.webp 400w" '
        'sizes="(min-width: 62rem) 40.5rem, 100vw"><img src="/media/scan-800.webp" width="800" height="600" '
        'alt="A scan"></picture><figcaption>What the scan shows.<small>Drawing: Ada</small></figcaption></figure>'
    )


def test_only_the_first_picture_that_is_there_loads_at_once():
    rendered = render(figure("gone") + figure("scan") + figure("scan"), pictures={"scan": SCAN})

    assert [' loading="lazy"' in part for part in rendered.html.split("<img ")[1:]] == [False, True]


def test_the_caption_in_the_text_wins_and_the_credit_is_always_shown():
    html = render(figure("scan", f"Where it <em>shows</em>.{cite('a1')}"), pictures={"scan": SCAN}).html

    assert "What the scan shows." not in html
    assert "<figcaption>Where it <em>shows</em>.<sup" in html
    assert "<small>Drawing: Ada</small></figcaption>" in html


def test_a_credit_written_in_the_text_is_not_doubled():
    html = render(figure("scan", "Where.<small>Photo: Bo</small>"), pictures={"scan": SCAN}).html

    assert "Drawing: Ada" not in html


def test_a_picture_without_words_has_no_caption():
    assert (
        "figcaption" not in render(figure("scan"), pictures={"scan": Picture("/media/a.webp", 1, 1, "")}).html
    )


def test_what_the_numbers_in_a_picture_stand_for_is_a_list_under_it():
    picture = Picture(
        "/media/a.webp", 1, 1, "", caption="Cells.", credit="Ada", legend=("They <leave>", "They rest")
    )

    own, from_text = (
        render(figure("scan", words), pictures={"scan": picture}).html for words in ("", "Mine.")
    )

    listed = "<ol><li>They &lt;leave&gt;</li><li>They rest</li></ol><small>Ada</small></figcaption>"
    assert f"<figcaption>Cells.{listed}" in own
    assert f"<figcaption>Mine.{listed}" in from_text


def test_a_missing_picture_is_left_out_and_reported_by_key_or_caption():
    rendered = render(
        f"<p>a</p>{figure('gone', 'Bone.')}{figure('', 'Liver.')}<p>b</p>".replace(' data-image=""', ""),
        pictures={"scan": SCAN},
    )

    assert rendered.html == "<p>a</p><p>b</p>"
    assert rendered.missing_pictures == ["gone", "Liver."]


def test_picture_descriptions_are_escaped():
    nasty = "\"><script>alert(1)</script>'</source>&amp;"
    picture = Picture("/media/a.webp", 1, 1, nasty, nasty, nasty, (("image/webp", 400, "/media/a.webp"),))

    for html in (render(figure("scan"), pictures={"scan": picture}).html, picture_html(picture)):
        assert "<script" not in html
        assert html.count("<source") == 1
        assert "&lt;/source&gt;" in html


@pytest.mark.parametrize(
    ("kind", "title", "page"),
    [
        ("key-points", "", '<section class="keypoints" aria-labelledby="callout-1"><p class="callout-title" id="callout-1">The short version</p><p>x</p></section>'),
        ("key-points", "In short", '<section class="keypoints" aria-labelledby="callout-1"><p class="callout-title" id="callout-1">In short</p><p>x</p></section>'),
        ("care", "", '<section class="care" aria-labelledby="when-to-call-your-care-team"><h2 id="when-to-call-your-care-team">When to call your care team</h2><p>x</p></section>'),
        ("care", "Call", '<section class="care" aria-labelledby="call"><h2 id="call">Call</h2><p>x</p></section>'),
        ("survival", "", '<details class="survival"><summary ' + CLOSED + '>Survival numbers: open this only if you want to see them</summary><p>x</p></details>'),
        ("survival", "Years", '<details class="survival"><summary ' + CLOSED + '>Years</summary><p>x</p></details>'),
    ],
)  # fmt: skip
def test_callouts_have_their_own_title_or_the_default(kind, title, page):
    title = f'<p class="callout-title">{title}</p>' if title else ""

    assert render(callout(kind, f"{title}<p>x</p>")).html == page


def test_a_word_from_us_is_signed():
    html = render(callout("word", "<p>You are not alone.</p>")).html

    assert 'class="word"' in html
    assert html.index("You are not alone.") < html.index("<footer>A word from us</footer>")


def test_survival_numbers_are_closed_until_the_reader_opens_them():
    assert "open" not in render(callout("survival", "<p>x</p>")).html.split("<summary")[0]


@pytest.mark.parametrize(
    ("words", "is_bare"),
    [("https://a.example/x/", True), ("a.example/x", True), ("a.example", False), ("the page", False)],
)
def test_print_does_not_repeat_an_address_that_is_its_own_link_text(words, is_bare):
    html = render(f'<p><a href="https://a.example/x/">{words}</a></p>').html

    assert ('class="bare"' in html) is is_bare


def test_bare_words_in_a_callout_or_between_blocks_are_paragraphs():
    assert (
        "</summary><p>Half of <em>all</em>.</p></details>"
        in render(callout("survival", "Half of <em>all</em>.")).html
    )
    assert render("one <em>two</em><p>three</p>four").html == "<p>one <em>two</em></p><p>three</p><p>four</p>"


def test_two_callouts_of_a_kind_have_two_ids():
    html = render(callout("care", "<p>x</p>") + callout("care", "<p>y</p>")).html

    assert 'id="when-to-call-your-care-team"' in html
    assert 'aria-labelledby="when-to-call-your-care-team-2"' in html


def test_a_wide_table_scrolls_in_a_named_region_reachable_by_keyboard():
    cells = "<tbody><tr><td>x</td></tr></tbody>"

    assert render(f"<table><caption>When</caption>{cells}</table><table>{cells}</table>after").html == (
        '<div class="scroll" role="region" tabindex="0" aria-labelledby="table-1"><table>'
        f'<caption id="table-1">When</caption>{cells}</table></div>'
        f'<div class="scroll" role="region" tabindex="0" aria-label="Table 2"><table>{cells}</table></div><p>after</p>'
    )


def test_a_table_inside_a_cell_scrolls_with_the_table_around_it():
    inner = "<table><tbody><tr><td>in</td></tr></tbody></table>"
    html = render(f"<table><tbody><tr><td>{inner}</td></tr></tbody></table>").html

    assert html == (
        f'<div class="scroll" role="region" tabindex="0" aria-label="Table 1"><table><tbody><tr><td>{inner}</td></tr></tbody>'
        "</table></div>"
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("at 7:30 pm", "at 7:30\xa0pm"),
        ("Stage 4, stage IV, stage left", "Stage\xa04, stage\xa0IV, stage left"),
        ("March 17 and March winds", "March\xa017 and March winds"),
        ("take 5 mg or 12 % of 3 cmx", "take 5\xa0mg or 12\xa0% of 3 cmx"),
        ("38 °C", "38\xa0°C"),
    ],
)
def test_words_that_belong_together_do_not_break_across_lines(written, shown):
    assert render(f"<p>{written}</p>").html == f"<p>{shown}</p>"
    assert render_inline(written, Numbering()) == shown


def test_text_is_cleaned_again_before_rendering():
    html = render(
        '<p onclick="x()">a<script>b</script><a href="javascript:c">d</a></p><iframe src="/e"></iframe>'
    ).html

    assert html == "<p>ad</p>"


def test_an_empty_text_is_an_empty_page():
    assert render("") == render("<p></p>")
    assert (render("").html, render("").contents, render("").cited) == ("", [], [])
