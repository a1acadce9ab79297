"""Footnotes and comments of web pages, as each program writes them."""

import pytest

from articles.manuscripts import Manuscript, read

ONE = "Doe B, Roe C. Bone pain. J Pain. 2019;3:4-9."
TWO = "Roe C. More pain. J Pain. 2020;4:5-9."

PAGES = {
    "Word": (
        "<p>Pain.<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a> Rest.<a href='#_edn1'"
        " name='_ednref1'><sup>[i]</sup></a></p><div><hr><div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> {}</p></div></div>"
        "<div><hr><div id=edn1><p><a href='#_ednref1' name='_edn1'>[i]</a> {}</p></div></div>"
    ),
    "LibreOffice": (
        "<p>Pain.<a class=sdfootnoteanc name=sdfootnote1anc href='#sdfootnote1sym'><sup>1</sup></a> Rest.<a class=sdendnoteanc"
        " name=sdendnote1anc href='#sdendnote1sym'><sup>i</sup></a></p><div id=sdfootnote1><p><a name=sdfootnote1sym"
        " href='#sdfootnote1anc'>1</a>{}</p></div><div id=sdendnote1><p><a name=sdendnote1sym href='#sdendnote1anc'>i</a>{}</p></div>"
    ),
    "Google Docs": (
        "<p>Pain.<sup><a href='#ftnt1' id=ftnt_ref1>[1]</a></sup> Rest.<sup><a href='#ftnt2' id=ftnt_ref2>[2]</a></sup></p><hr>"
        "<div><p><a href='#ftnt_ref1' id=ftnt1>[1]</a><span>&nbsp;{}</span></p></div><div><p><a href='#ftnt_ref2' id=ftnt2>[2]</a>{}</p></div>"
    ),
    "Pandoc": (
        "<p>Pain.<a href='#fn1' class=footnote-ref id=fnref1><sup>1</sup></a> Rest.<a href='#fn2' id=fnref2><sup>2</sup></a></p>"
        "<section class=footnotes><hr><ol><li id=fn1><p>{}<a href='#fnref1'>↩︎</a></p></li><li id=fn2><p>{}<a href='#fnref2'>↩︎</a></p></li></ol></section>"
    ),
    "a wiki": (
        "<p>Pain.<sup id=cite_ref-1><a href='#cite_note-1'>[1]</a></sup> Rest.<sup id=cite_ref-a_2-0><a href='#cite_note-a-2'>[2]</a></sup></p>"
        "<ol><li id=cite_note-1><b><a href='#cite_ref-1'>^</a></b> {}</li><li id=cite_note-a-2>^ <a href='#cite_ref-a_2-0'><sup>a</sup></a> {}</li></ol>"
    ),
    "brackets around the link": (
        "<p>Pain.[<a href='#n1' id=r1>1</a>] Rest.[<a href='#n2' id=r2>2</a>]</p><p id=n1>[<a href='#r1'>1</a>] {}</p><p id=n2>[<a href='#r2'>2</a>] {}</p>"
    ),
    "one paragraph of all notes": (
        "<p>Pain.<a href='#n1' id=r1>1</a> Rest.<a href='#n2' id=r2>2</a></p><p><a id=n1 href='#r1'>1</a>. {}<br><a id=n2 href='#r2'>2</a>. {}</p>"
    ),
    "a table of notes": (
        "<p>Pain.<a href='#n1' id=r1>1</a> Rest.<a href='#n2' id=r2>2</a></p><table><tr><td><a id=n1 href='#r1'>1</a></td><td>{}</td></tr>"
        "<tr><td><a id=n2 href='#r2'>2</a></td><td>{}</td></tr></table>"
    ),
    "no way back": "<p>Pain.<a href='#fn-1'>1</a> Rest.<a href='#fn-2'>2</a></p><p id=fn-1>{}</p><p id=fn-2>{}</p>",
}


def of_page(inner: str) -> Manuscript:
    return read(f"<html><body><h1>A title</h1><h2>A part</h2>{inner}</body></html>".encode())


@pytest.mark.parametrize("name", PAGES)
def test_footnotes_become_sources_whoever_wrote_the_page(name):
    manuscript = of_page(PAGES[name].format(ONE, TWO))

    assert manuscript.body == (
        '<h2>A part</h2>\n<p>Pain.<sup class="citation" data-reference="1">1</sup> Rest.'
        '<sup class="citation" data-reference="2">2</sup></p>'
    )
    assert [reference.text for reference in manuscript.references] == [ONE, TWO]
    assert manuscript.notes == []


def test_marks_that_share_brackets_are_one_citation():
    page = "<p>Pain [<a href='#n1' id=r1>1</a>,<a href='#n2' id=r2>2</a>].</p><p id=n1><a href='#r1'>1</a> {}</p><p id=n2><a href='#r2'>2</a> {}</p>"

    assert (
        '<p>Pain<sup class="citation" data-reference="1 2">1,2</sup>.</p>'
        in of_page(page.format(ONE, TWO)).body
    )


def test_a_note_keeps_all_its_paragraphs():
    page = f"<p>Pain.<a href='#n1' id=r1>1</a></p><ol><li id=n1><p>{ONE}</p><p>See also: {TWO} <a href='#r1'>back to text</a></p></li></ol>"

    texts = " ".join(reference.text for reference in of_page(page).references)

    assert ONE in texts
    assert TWO in texts


def test_a_note_whose_mark_is_missing_is_kept_as_a_source():
    manuscript = of_page(f"<p>Pain.</p><div><p><a href='#ftnt_ref1' id=ftnt1>[1]</a> {ONE}</p></div>")

    assert [reference.text for reference in manuscript.references] == [ONE]


def test_two_places_that_link_to_each_other_are_no_note():
    page = "<p>See <a href='#b' id=a>below</a>.</p><p>Here, <a href='#a' id=b>as above</a>, it goes on.</p>"

    assert of_page(page).body.endswith("<p>See below.</p>\n<p>Here, as above, it goes on.</p>")


@pytest.mark.parametrize(
    "html",
    [
        "<p>Pain<sup><a href='#cmnt1' id=cmnt_ref1>[a]</a></sup>.</p><div><p><a href='#cmnt_ref1' id=cmnt1>[a]</a><span>Check this.</span></p></div>",
        "<p>Pain.</p><div><p><a href='#cmnt_ref1' id=cmnt1>[a]</a><span>Check this.</span></p></div>",
        "<p>Pain<a href='#_msocom_1' name=_msoanchor_1 id=_anchor_1>[a]</a>.</p><div style='mso-element:comment-list'><div id=_com_1>"
        "<a name=_msocom_1></a><p><a href='#_msoanchor_1'>[a]</a>Check this.</p></div></div>",
    ],
)
def test_comments_in_the_margin_are_left_out_and_reported(html):
    manuscript = of_page(html)

    assert manuscript.body == "<h2>A part</h2>\n<p>Pain.</p>"
    assert [(note.text.replace(" ", ""), note.reason) for note in manuscript.notes] == [
        ("[a]Checkthis.", "Left out: a comment in the margin")
    ]
