from pathlib import Path

import pytest

from articles.manuscripts import Author, Figure, read
from tests.articles.manuscripts.manuscripts import NAMESPACE, docx

FILES = Path(__file__).parent / "files"


@pytest.fixture(scope="module")
def word():
    return read((FILES / "superscripts.docx").read_bytes(), "a.docx")


def test_word_title_byline_and_headings_are_read(word):
    assert word.title == "Bone health in metastatic breast cancer"
    assert word.authors == [Author("Jane Doe", "RN, MPH")]
    assert word.body.startswith("<h2>What happens in bone</h2>")
    assert "<h3>Who is at risk</h3>" in word.body


def test_word_superscripts_and_an_automatically_numbered_list_become_citations(word):
    assert (
        '<p>Cells reach bone early.<sup class="citation" data-reference="1">1</sup> Later they grow'
        '<sup class="citation" data-reference="1 3">1,3</sup> and break it.'
        '<sup class="citation" data-reference="1 2 3">1,2,3</sup> A count of 10<sup>9</sup>/L and 2 m<sup>2</sup> of skin'
        " stay, as does CO<sub>2</sub>. A brand<sup>®</sup> too.</p>" in word.body
    )
    assert [(r.number, r.item["title"]) for r in word.references] == [
        (1, "Bones under strain"),
        (2, "Keeping bones strong"),
        (3, "A second look"),
    ]
    assert [note for note in word.notes if "is used twice" in note.reason] == []


def test_word_lists_links_and_tables_are_kept(word):
    assert (
        "<ul><li>People with <strong>long</strong> treatment<ul><li>steroids</li></ul></li>"
        '<li>People past <a href="https://example.org/menopause">menopause</a></li></ul>' in word.body
    )
    assert (
        "<table><thead><tr><th>Drug</th><th>How often</th></tr></thead><tbody><tr><td>Zoledronic acid</td>"
        "<td>Every 12 weeks</td></tr></tbody></table>" in word.body
    )


def test_a_word_picture_is_a_figure_to_fill(word):
    assert word.figures == [Figure("Figure 1. Where cells settle", "Photo: A. Nother", 13)]
    assert [note.reason for note in word.notes if note.line == 13 and note.is_left_out] == [
        "Picture 1 was left out. Add it under Pictures, then place it here."
    ]


def test_word_footnotes_and_endnotes_are_references():
    manuscript = read((FILES / "footnotes.docx").read_bytes(), "a.docx")

    assert manuscript.title == "Sleeping through treatment"
    assert manuscript.body == (
        '<h2>Why sleep goes</h2>\n<p>Steroids keep people awake.<sup class="citation" data-reference="1">1</sup>'
        ' So does worry.<sup class="citation" data-reference="2">2</sup></p>\n<p>Ask early.</p>'
    )
    assert [(r.number, r.item["title"]) for r in manuscript.references] == [
        (1, "Sleep and steroids"),
        (2, "Worry at night"),
    ]
    assert manuscript.authors == [Author("Jane Doe", "RN", "Jane Doe, RN, is a nurse in Ohio.")]


def test_word_tracked_changes_hidden_text_and_headers_are_reported():
    runs = (
        '<w:r><w:t xml:space="preserve">Bones </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>often</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://example.org/"</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>hurt</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    header = f"<w:hdr {NAMESPACE}><w:p><w:r><w:t>Draft of May</w:t></w:r></w:p></w:hdr>"
    document = f"<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>Bones</w:t></w:r></w:p><w:p>{runs}</w:p></w:body></w:document>"

    manuscript = read(docx(document, word__header1__xml=header))

    assert manuscript.body == '<p>Bones often<a href="https://example.org/">hurt</a></p>'
    assert [(note.text, note.reason) for note in manuscript.notes] == [
        ("never", "Left out: text deleted with tracked changes"),
        ("secret", "Left out: hidden text"),
        ("Draft of May", "Left out: a page header"),
    ]


def test_markdown_is_read_with_the_lines_of_the_file():
    manuscript = read(
        b"---\ntitle: Bone health\nauthor: Jane Doe, RN\ntags: bone\n---\n\nBones **matter**.[^3] They do[^smith], at 10^9^/L.\n\n"
        b"## Next steps\n\n1. One\n2. [Two](https://example.org)\n   - inner\n\n[^3]: Doe B. *Bones*. J X. 2001;1:2.\n"
        b"[^smith]: Smith C. More bones. J X.\n    2002;1:3.\n",
        "bones.md",
    )

    assert (manuscript.title, manuscript.authors) == ("Bone health", [Author("Jane Doe", "RN")])
    assert manuscript.body == (
        '<p>Bones <strong>matter</strong>.<sup class="citation" data-reference="3">3</sup> They do'
        '<sup class="citation" data-reference="4">4</sup>, at 10<sup>9</sup>/L.</p>\n<h2>Next steps</h2>\n'
        '<ol><li>One</li><li><a href="https://example.org">Two</a><ul><li>inner</li></ul></li></ol>'
    )
    assert [(r.number, r.line, r.text) for r in manuscript.references] == [
        (3, 15, "Doe B. Bones. J X. 2001;1:2."),
        (4, 16, "Smith C. More bones. J X. 2002;1:3."),
    ]
    assert "tags: bone" in [note.text for note in manuscript.notes]


def test_a_web_page_gives_its_article_and_reports_the_rest():
    manuscript = read(
        b"<html><head><title>Bones | Site</title><style>p{}</style></head><body><nav>Home</nav><article><h1>Bones</h1>"
        b"<p>They hurt.<sup>1</sup> See <a href='javascript:alert(1)'>that</a>.</p><script>x()</script>"
        b"<h2>References</h2><ol><li><a href='https://example.org/b'>Bone Society. Bones in trouble</a>.</li></ol></article>"
        b"<footer>Foot</footer></body></html>"
    )

    assert manuscript.title == "Bones"
    assert manuscript.body == '<p>They hurt.<sup class="citation" data-reference="1">1</sup> See that.</p>'
    assert manuscript.references[0].item == {
        "type": "webpage",
        "title": "Bones in trouble",
        "author": [{"literal": "Bone Society"}],
        "URL": "https://example.org/b",
    }
    noted = [note.text for note in manuscript.notes]
    assert [
        text for text in ("Home", "Foot", "x()", "javascript:alert(1)", "Bones | Site") if text not in noted
    ] == []


def test_lists_and_notes_of_a_page_saved_by_word_are_understood():
    manuscript = read(
        b"<html><body><p class=MsoTitle>Bones</p><p class=MsoNormal>They hurt<a href='#_edn1' name='_ednref1'><sup>[1]</sup></a>.</p>"
        b"<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>\xc2\xb7"
        b"<span>&nbsp;&nbsp; </span></span>A dull ache</p><div style='mso-element:endnote' id=edn1><p><a href='#_ednref1'>[1]</a>"
        b" Doe B. One. J X. 2001;1:2.</p></div></body></html>"
    )

    assert manuscript.title == "Bones"
    assert manuscript.body == (
        '<p>They hurt<sup class="citation" data-reference="1">1</sup>.</p>\n<ul><li>A dull ache</li></ul>'
    )
    assert [r.text for r in manuscript.references] == ["Doe B. One. J X. 2001;1:2."]


def test_lists_typed_by_hand_are_lists():
    page = "<h1>Bones</h1><p>Try this:</p><p>1.&nbsp; Rest</p><p>2.&nbsp; <b>Heat</b></p><p>• Ice</p><p>• Tea</p><p>3. Stop</p>"

    assert read(page.encode()).body == (
        "<p>Try this:</p>\n<ol><li>Rest</li><li><strong>Heat</strong></li></ol>\n<ul><li>Ice</li><li>Tea</li></ul>\n<p>3. Stop</p>"
    )


def test_a_line_below_a_table_that_begins_with_an_asterisk_keeps_it():
    page = "<h1>Doses</h1><p>Take these:</p><table><tr><td>A*</td><td>5</td></tr></table><p>* Not at night.</p><p>Ask.</p>"

    assert read(page.encode()).body.endswith("<p>* Not at night.</p>\n<p>Ask.</p>")


def test_lines_that_begin_with_asterisks_are_a_list():
    page = "<h1>Doses</h1><p>Take these:</p><p>* Ice</p><p>* Tea</p>"

    assert read(page.encode()).body.endswith("<ul><li>Ice</li><li>Tea</li></ul>")


def test_a_page_with_bold_lines_for_headings_is_read():
    page = (
        "<p><b>Scans</b></p><p>By Ana Lee, MSW</p><p>Waiting is hard.<sup>[1]</sup></p><p><b>Before the scan</b></p><p>Plan.</p>"
        "<p><b>References:</b></p><p>1. Doe B. Scans. J X. 2016;100:110-113.</p>"
    )
    manuscript = read(page.encode())

    assert (manuscript.title, manuscript.authors) == ("Scans", [Author("Ana Lee", "MSW")])
    assert manuscript.body == (
        '<p>Waiting is hard.<sup class="citation" data-reference="1">1</sup></p>\n<h2>Before the scan</h2>\n<p>Plan.</p>'
    )
    assert [r.item["title"] for r in manuscript.references] == ["Scans"]


def test_text_in_a_manuscript_never_becomes_markup():
    manuscript = read(b'A Title\n\nLess < more & <script>alert(1)</script> "quoted".\n', "a.txt")

    assert manuscript.body == '<p>Less &lt; more &amp; &lt;script&gt;alert(1)&lt;/script&gt; "quoted".</p>'
