import pytest

from articles.markup import clean, clean_inline, to_text

CITED = '<sup class="citation" data-source="redig2013 iqbal2014" data-locator="p. 4|p. 9">Redig 2013</sup>'

STAYS = [
    "<p>Plain words, <strong>strong</strong> and <em>slanted</em>, H<sub>2</sub>O, 10<sup>9</sup>.</p>",
    f"<p>It spreads.{CITED}</p>",
    '<p>Ask <a href="https://www.cancer.gov/types?a=1&amp;b=2#top">them</a> or <a href="/articles/x/">read</a>.</p>',
    '<p><a href="mailto:help@example.org">Write</a> or <a href="tel:+18005550142">call</a>.</p>',
    '<ul class="ask"><li>Why?</li><li>When?<ul><li>At night?</li></ul></li></ul>',
    '<ol start="3"><li>Third</li></ol>',
    '<h2 id="rest">Rest</h2><h3 id="sleep">Sleep</h3><h4 id="naps">Naps</h4>',
    '<aside class="callout" data-kind="care"><p class="callout-title">Call</p><p>If it hurts.</p></aside>',
    '<aside class="callout" data-kind="survival"><p>Numbers.</p></aside>',
    '<figure class="figure" data-image="bone-scan"><img src="/media/a.webp" alt="A scan">'
    "<figcaption>Where it shows.</figcaption></figure>",
    '<table><caption>Who to ask</caption><thead><tr><th scope="col">What</th></tr></thead>'
    '<tbody><tr><td colspan="2">Pain</td></tr></tbody></table>',
    '<blockquote><p lang="es" dir="ltr">Hola</p></blockquote>',
    '<p><span lang="es">Hola</span> <abbr title="metastatic breast cancer">MBC</abbr><br>again</p><hr>',
]


@pytest.mark.parametrize("html", STAYS)
def test_allowed_markup_is_unchanged(html):
    assert clean(html) == html


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("<h1>Title</h1>", '<h2 id="title">Title</h2>'),
        ("<h6>Small</h6>", '<h4 id="small">Small</h4>'),
        (
            "<p><b>a</b> <i>b</i> <u>c</u> <font color=red>d</font></p>",
            "<p><strong>a</strong> <em>b</em> c d</p>",
        ),
        ("<div>One</div><div>Two</div>", "<p>One</p><p>Two</p>"),
        ("<div><p>One</p><div>Two</div></div>", "<p>One</p><p>Two</p>"),
        ("<section><h2>A</h2><article>b</article></section>", '<h2 id="a">A</h2><p>b</p>'),
        ("<p>a\r\nb</p>\r\n", "<p>a\nb</p>"),
        ("<p>a<br />b</p>", "<p>a<br>b</p>"),
        ("<p>&alpha; &nbsp; &lt;b&gt; &amp;amp;</p>", "<p>α &nbsp; &lt;b&gt; &amp;amp;</p>"),
        ("<p>2 < 3 & 5 > 4</p>", "<p>2 &lt; 3 &amp; 5 &gt; 4</p>"),
        ('<p class="MsoNormal" style="color:red" id="x" onclick="y()">a</p>', "<p>a</p>"),
        ("<p>a<!-- secret -->b</p>", "<p>ab</p>"),
        ("<p></p><p> </p><p>&nbsp;</p><p><br></p><h2></h2><ul></ul><table></table>", ""),
        ("<p>one<strong> </strong>two</p>", "<p>one two</p>"),
        ("<p>a<span>b</span></p>", "<p>ab</p>"),
        ('<p><a name="top">a</a><a href="">b</a></p>', "<p>ab</p>"),
        ("<p>an open <em>end", "<p>an open <em>end</em></p>"),
    ],
)
def test_equivalent_markup_is_normalized(written, stored):
    assert clean(written) == stored


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><ul><li>a</li></ul></ul>", "<ul><li><ul><li>a</li></ul></li></ul>"),
        ("<ol>a<li>b</li>c<p>d</p></ol>", "<ol><li>a</li><li>b</li><li>c</li><li><p>d</p></li></ol>"),
        ("<li>a</li> <li>b</li>c", "<ul><li>a</li><li>b</li></ul>c"),
    ],
)
def test_lists_hold_items_and_items_are_in_lists(written, stored):
    assert clean(written) == stored


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("<dl><dt>Scan</dt><dd>Picture</dd></dl>", "Scan\nPicture"),
        ("<td><div>one</div><div>two</div></td>", "one\ntwo"),
        ("<table><tr><td><div>one</div><div>two</div></td></tr></table>", "one\ntwo"),
        ("<ul><li>one<div>two</div></li></ul>", "one\ntwo"),
        ("<h2>one<div>two</div></h2>", "one two"),
        ("one<address>two</address>three", "one\ntwo\nthree"),
        ("<pre>one</pre><pre>two</pre>", "one\ntwo"),
        ("<details><summary>one</summary>two</details>", "one\ntwo"),
        ("one<p></p>two", "one two"),
        (
            "<figure class='figure' data-image='k'>one<p>two</p><figcaption>three</figcaption>four</figure>five",
            "three\none four\ntwo\nfive",
        ),
    ],
)
def test_words_of_adjacent_blocks_stay_apart(written, words):
    assert to_text(clean(written)) == words


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x01", "\x0b", "\x1f", "\x7f", "\x85", "\ud800", "\ufffe", "\ufdd0", "\ufeff"],
)
@pytest.mark.parametrize("spell", [str, lambda c: f"&#{ord(c)};", lambda c: f"&#x{ord(c):x};"])
def test_characters_that_databases_or_parsers_refuse_are_not_stored(character, spell):
    stored = clean(f"<p>a{spell(character)}b</p>")

    assert character not in stored
    assert clean(stored) == stored
    stored.encode()


def test_a_carriage_return_written_as_a_number_is_a_line_end():
    assert clean("<p>a&#13;b</p>") == "<p>a\nb</p>"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (
            '<sup class="citation" data-source="Redig2013&nbsp;iqbal2014 redig2013">x</sup>',
            ("redig2013 iqbal2014", None),
        ),
        ('<sup class="citation citation" data-source="a1">x</sup>', ("a1", None)),
        ('<sup class="x citation" data-source="a1" data-locator=" p.  4 ">x</sup>', ("a1", "p. 4")),
        ('<sup class="citation" data-source="a1 b2" data-locator=" | p. 7 ">x</sup>', ("a1 b2", "|p. 7")),
        (
            '<sup class="citation" data-source="a1 9bad b2" data-locator="p. 1|p. 2|p. 3">x</sup>',
            ("a1 b2", "p. 1|p. 3"),
        ),
        ('<sup class="citation" data-source="a1" data-locator=" | ">x</sup>', ("a1", None)),
    ],
)
def test_a_citation_is_tidied_and_each_locator_stays_with_its_source(written, stored):
    keys, locator = stored
    page = f' data-locator="{locator}"' if locator else ""

    assert clean(written) == f'<sup class="citation" data-source="{keys}"{page}>x</sup>'


def test_a_citation_without_a_source_is_a_plain_superscript():
    assert clean('<p>10<sup class="citation" data-source="!!">9</sup></p>') == "<p>10<sup>9</sup></p>"
    assert clean('<p>10<sup data-source="a1" data-locator="p">9</sup></p>') == "<p>10<sup>9</sup></p>"


def test_a_citation_without_a_label_gets_its_keys():
    assert clean('<sup class="citation" data-source="a1 b2"></sup>').endswith(">a1, b2</sup>")


def test_a_citation_inside_a_link_is_moved_behind_it():
    written = f'<p>See <a href="/x">this{CITED} page</a> today.</p>'

    assert clean(written) == f'<p>See <a href="/x">this page</a>{CITED} today.</p>'


@pytest.mark.parametrize(
    "html",
    [
        '<p>a<img src="/media/a.webp" alt="x">b</p>',
        '<p>a<img src="https://elsewhere.example/a.webp">b</p>',
        '<p>a</p><figure><img src="/media/a.webp"></figure><p>b</p>',
        '<p>a</p><figure data-image="k"><img src="/media/../secret"><img src="/elsewhere.png"></figure><p>b</p>',
    ],
)
def test_only_the_picture_of_a_figure_is_kept(html):
    assert "<img" not in clean(html)
    assert to_text(clean(html)).split() in (["ab"], ["a", "b"])


def test_a_callout_has_a_known_kind_and_is_never_nested():
    inner = '<aside class="callout" data-kind="word"><p>a</p></aside>'

    assert clean('<aside class="callout" data-kind="advert"><p>a</p></aside>') == "<p>a</p>"
    assert clean("<aside><p>a</p></aside>") == "<p>a</p>"
    assert clean(f'<aside class="callout" data-kind="care">{inner}</aside>') == (
        '<aside class="callout" data-kind="care"><p>a</p></aside>'
    )


def test_a_callout_title_with_a_citation_becomes_text_and_keeps_the_citation():
    stored = clean(
        f'<aside class="callout" data-kind="care"><p class="callout-title">Call{CITED}</p></aside>'
    )

    assert stored == f'<aside class="callout" data-kind="care"><p>Call{CITED}</p></aside>'


def test_key_points_are_lines_of_words_links_and_citations():
    assert clean_inline(f"<p>Ask <b>early</b>.</p>{CITED}<ul><li>x</li></ul><img src=/media/a.webp>") == (
        f"Ask <strong>early</strong>.{CITED}x"
    )
    assert clean_inline("one\n two\r\nthree") == "one two three"
    assert clean_inline("<script>alert(1)</script>") == ""
