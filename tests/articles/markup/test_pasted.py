"""What other programs put on the clipboard and into files, shortened, and what is stored of it."""

from articles.markup import Numbering, Picture, clean, render

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;font-family:"Calibri",sans-serif;} --></style></head>
<body lang=EN-US><!--StartFragment-->
<p class=MsoTitle><span lang=EN-GB>Rest<o:p></o:p></span></p>
<h1 style='mso-list:l0'><a name="_Toc1"></a>Why rest<span style='mso-spacerun:yes'>  </span>helps</h1>
<p class=MsoNormal style='margin-left:36.0pt'><b style='mso-bidi-font-weight:normal'>Sleep</b><span lang=EN-GB
style='font-size:12.0pt'> is hard.<sup>3</sup><o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>Nap early</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='height:10pt'><td width=301 valign=top
style='width:225pt'><p class=MsoNormal>When<o:p></o:p></p></td><td><p class=MsoNormal>Night</p></td></tr></table>
<p><img width=10 height=10 src="file:///C:/Users/a/clip_image001.png"></p>
<!--EndFragment--></body></html>"""

GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a2b"><h2 dir="ltr"
style="line-height:1.38;"><span style="font-size:16pt;">Why rest helps</span></h2><p dir="ltr" style="margin-top:0pt"><span
style="font-weight:700;">Sleep</span><span> is hard. See </span><a href="https://www.google.com/url?q=https://nih.gov"
style="text-decoration:none;"><span style="color:#1155cc;">NIH</span></a><span>.</span></p><br><ul style="margin-top:0;"><li
dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>One</span></p></li><ul><li dir="ltr" aria-level="2"><p
dir="ltr" role="presentation"><span>Inner</span></p></li></ul></ul><div dir="ltr" align="left"><table><colgroup><col
width="100"></colgroup><tbody><tr><td><p><span>When</span></p></td></tr></tbody></table></div></b>"""


def test_a_paste_from_word_keeps_headings_words_tables_and_superscripts():
    assert clean(WORD).split("\n") == [
        '<p><span lang="EN-GB">Rest</span></p>',
        '<h2 id="why-rest-helps">Why rest  helps</h2>',
        '<p><strong>Sleep</strong><span lang="EN-GB"> is hard.<sup>3</sup></span></p>',
        "",
        "<p>·&nbsp; Nap early</p>",
        "<table><tbody><tr><td><p>When</p></td><td><p>Night</p></td></tr></tbody></table>",
    ]


def test_a_paste_from_google_docs_keeps_headings_links_and_nested_lists():
    stored = clean(GOOGLE_DOCS)

    assert '<h2 dir="ltr" id="why-rest-helps">Why rest helps</h2>' in stored
    assert (
        '<p dir="ltr">Sleep is hard. See <a href="https://www.google.com/url?q=https://nih.gov">NIH</a>.</p>'
        in stored
    )
    assert (
        '<li dir="ltr"><p dir="ltr">One</p><ul><li dir="ltr"><p dir="ltr">Inner</p></li></ul></li>' in stored
    )
    assert "<table><tbody><tr><td><p>When</p></td></tr></tbody></table>" in stored
    assert "style" not in stored
    assert "docs-internal" not in stored


BODY = (
    '<h2 id="rest">Rest</h2><p>It helps.<sup class="citation" data-source="a1 b2 c3" data-locator="p. 4">A</sup></p>'
    '<figure class="figure" data-image="scan"><figcaption>Where.</figcaption></figure>'
    '<aside class="callout" data-kind="survival"><p>Half.</p></aside>'
    '<aside class="callout" data-kind="care"><p>Call.</p></aside>'
    "<table><caption>When</caption><tbody><tr><td>Now</td></tr></tbody></table>"
)


def test_a_public_page_pasted_back_keeps_only_its_words():
    page = render(
        BODY, Numbering(), {"scan": Picture("/media/scan.webp", 10, 10, "A scan", credit="Ada")}
    ).html

    stored = clean(str(page))

    assert stored == (
        '<h2 id="rest">Rest</h2><p>It helps.<sup>1(p4),2,3</sup></p><p>Where.<small>Ada</small></p>'
        "<p>Survival numbers: open this only if you want to see them</p><p>Half.</p> "
        '<h2 id="when-to-call-your-care-team">When to call your care team</h2><p>Call.</p> '
        "<table><caption>When</caption><tbody><tr><td>Now</td></tr></tbody></table>"
    )
