"""What programs put on the clipboard: HTML in the shape that each of them writes, around made-up words."""

WORD_LISTS = """@list l0:level1 {mso-level-number-format:bullet; mso-level-text:·;}
@list l0:level2 {mso-level-number-format:bullet; mso-level-text:o;}
@list l1:level1 {mso-level-text:"%1\\.";}
@list l1:level2 {mso-level-number-format:alpha-lower;}
@list l2:level1 {mso-level-number-format:roman-lower;}"""
WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns:m="http://schemas.microsoft.com/office/2004/12/omml"
xmlns="http://www.w3.org/TR/REC-html40"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Font Definitions */ @font-face {font-family:Symbol; panose-1:5 5 1 2 1 7 6 2 5 7;}
p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0in; font-size:11.0pt; font-family:"Calibri",sans-serif;}
h1 {mso-style-next:Normal; mso-outline-level:1; font-weight:normal;}
p.Section, li.Section {mso-style-name:Section; mso-outline-level:2;}
span.Strong1 {mso-style-name:Strong; font-weight:bold;}
%(lists)s --></style></head><body lang=EN-US style='tab-interval:.5in;word-wrap:break-word'>
<!--StartFragment-->%(body)s<!--EndFragment--></body></html>"""
LIBREOFFICE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title>
<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/><style type="text/css">
@page { size: 8.5in 11in; margin: 0.79in } p { margin-bottom: 0.1in; line-height: 115%%; background: transparent }
h1 { margin-bottom: 0.08in; page-break-after: avoid } h1.western { font-family: "Liberation Serif", serif; font-size: 24pt; font-weight: bold }
a:link { color: #000080; text-decoration: underline } a.sdfootnoteanc { font-size: 57%% }</style></head>
<body lang="en-US" link="#000080" vlink="#800000" dir="ltr">%s</body></html>"""
PAGES = """<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd"><html><head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="Generator" content="Cocoa HTML Writer">
<style type="text/css">p.p1 {margin: 0.0px 0.0px 12.0px 0.0px; font: 11.0px 'Helvetica Neue'; color: #000000}
p.p2 {margin: 0.0px; font: bold 18.0px 'Helvetica Neue'} li.li1 {margin: 0.0px; font: 11.0px 'Helvetica Neue'}
span.s1 {font: bold 11.0px 'Helvetica Neue'} span.s2 {font: italic 11.0px 'Helvetica Neue'} span.s3 {font: 7.3px 'Helvetica Neue'; vertical-align: 4.0px}
span.s4 {text-decoration: line-through} ul.ul1 {list-style-type: disc}</style></head><body>%s</body></html>"""
WORD_ONLINE_ITEM = (
    '<div class="ListContainerWrapper SCXW42 BCX0"><{tag} class="{name} SCXW42" role="list" start="{number}">'
    '<li data-leveltext="" data-font="Symbol" data-listid="{list}" data-aria-posinset="{number}" data-aria-level="{level}" '
    'role="listitem" class="OutlineElement Ltr SCXW42"><p class="Paragraph SCXW42" paraid="1" paraeid="{{2}}">'
    '<span data-contrast="auto" lang="EN-US" class="TextRun SCXW42"><span class="NormalTextRun SCXW42">{words}</span></span>'
    '<span class="EOP SCXW42" data-ccp-props="{{}}">&nbsp;</span></p></li></{tag}></div>'
)
WORD_NOTE_MARK = """<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span
style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference><span
style='font-size:11.0pt;line-height:107%'>[1]</span></span><![endif]></span></span></a>"""
WORD_NOTE = """<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"
title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference>[1]</span><![endif]></span></span></a> Doe B. Bone pain. <i>J Pain</i>. 2019.<o:p></o:p></p></div></div>"""
WORD_COMMENT_MARK = """<a style='mso-comment-reference:AL_1;mso-comment-date:20260101T1010'>your nurse</a><span class=MsoCommentReference><span
style='font-size:8.0pt'><![if !supportAnnotations]><a class=msocomanchor id="_anchor_1" href="#_msocom_1" language=JavaScript
name="_msoanchor_1">[AL1]</a><![endif]><span style='mso-special-character:comment'>&nbsp;</span></span></span>"""
WORD_COMMENT = """<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left size=1
width="33%"><![endif]><div style='mso-element:comment'><![if !supportAnnotations]><div id="_com_1" class=msocomtxt><![endif]><a
name="_msocom_1"></a><p class=MsoCommentText><span class=MsoCommentReference><span style='font-size:8.0pt'><span
style='mso-special-character:comment'>&nbsp;<![if !supportAnnotations]><a class=msocomoff
href="#_msoanchor_1">[AL1]</a><![endif]></span></span></span>Is this still true?<o:p></o:p></p></div></div></div>"""
GOOGLE_TABLE = """<div dir="ltr" style="margin-left:0pt;" align="left"><table style="border:none;border-collapse:collapse;"><colgroup><col
width="1" /></colgroup><tbody><tr style="height:0pt"><td style="border:solid" colspan="2"><p dir="ltr"><span
style="font-weight:400">Both</span></p></td></tr><tr><td><p dir="ltr"><span>1</span></p></td><td><br></td></tr></tbody></table></div>"""


def word(body: str) -> str:
    """Word for Windows or Mac."""
    return WORD % {"lists": WORD_LISTS, "body": body}


def word_p(words: str) -> str:
    return f"<p class=MsoNormal>{words}<o:p></o:p></p>\n"


def word_symbol(letter: str, font: str) -> str:
    """What Word writes for Insert › Symbol."""
    return (
        f"<span style='font-family:{font};mso-ascii-font-family:Calibri;mso-hansi-font-family:Calibri;mso-char-type:symbol;"
        f"mso-symbol-font-family:{font}'><span style='mso-char-type:symbol;mso-symbol-font-family:{font}'>{letter}</span></span>"
    )


def word_formula(omml: str) -> str:
    """A formula, and behind it the picture for programs that can't read it."""
    return (
        f"<!--[if gte msEquation 12]><m:oMath>{omml}</m:oMath><![endif]--><![if !msEquation]><span style='position:relative;"
        'top:3.0pt;mso-text-raise:-3.0pt\'><!--[if gte vml 1]><v:shape id="_x0000_i1025"></v:shape><![endif]--><![if !vml]>'
        '<img width=61 height=19 src="file:///C:/clip_image002.png" v:shapes="_x0000_i1025"><![endif]></span><![endif]>'
    )


def word_item(words: str, marker: str, list: str = "l0", level: int = 1) -> str:
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;\n</span>"
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='margin-left:{level / 2}in;text-indent:-.25in;mso-list:{list} level{level} lfo1'>"
        "<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol;mso-bidi-font-family:\nSymbol'>"
        f"<span style='mso-list:Ignore'>{marker}{gap}</span></span><![endif]>{words}<o:p></o:p></p>\n"
    )


def google_docs(body: str) -> str:
    """A selection of Google Docs, which is inside a bold element that is not bold."""
    return (
        f'<meta charset=\'utf-8\'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-0a1b2c3d">{body}</b>'
        '<br class="Apple-interchange-newline">'
    )


def google_span(words: str, **style: str) -> str:
    usual = {
        "font-size": "11pt", "font-family": "Arial,sans-serif", "color": "#000000", "background-color": "transparent",
        "font-weight": "400", "font-style": "normal", "font-variant": "normal", "text-decoration": "none",
        "vertical-align": "baseline", "white-space": "pre-wrap",
    }  # fmt: skip
    css = ";".join(
        f"{name}:{value}"
        for name, value in (usual | {name.replace("_", "-"): value for name, value in style.items()}).items()
    )
    return f'<span style="{css};">{words}</span>'


def google_p(*spans: str, tag: str = "p") -> str:
    return f'<{tag} dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;">{"".join(spans)}</{tag}>'


def libreoffice(body: str) -> str:
    return LIBREOFFICE % body


def pages(body: str) -> str:
    """Apple Pages, Notes and TextEdit."""
    return PAGES % body


def word_online(body: str) -> str:
    return f'<html><body><!--StartFragment--><div class="OutlineGroup">{body}</div><!--EndFragment--></body></html>'


def word_online_p(*runs: str, attributes: str = "") -> str:
    return (
        f'<div class="OutlineElement Ltr SCXW42 BCX0" style="direction: ltr;"><p class="Paragraph SCXW42" {attributes}>'
        f'{"".join(runs)}<span class="EOP SCXW42">&nbsp;</span></p></div>'
    )


def word_online_run(words: str, classes: str = "", style: str = "") -> str:
    return (
        f'<span data-contrast="auto" lang="EN-US" class="TextRun {classes} SCXW42" style="font-size: 11pt; {style}">'
        f'<span class="NormalTextRun {classes} SCXW42" style="background-color: inherit;">{words}</span></span>'
    )


def word_online_item(words: str, *, tag: str = "ul", level: int = 1, number: int = 1, list: int = 1) -> str:
    name = "BulletListStyle1" if tag == "ul" else "NumberListStyle1"
    return WORD_ONLINE_ITEM.format(tag=tag, name=name, words=words, level=level, number=number, list=list)


def outlook_web(body: str) -> str:
    return f"<html><body>\n<!--StartFragment-->{body}<!--EndFragment-->\n</body>\n</html>"


def web_page(body: str) -> str:
    """What Chromium copies of a page: the selection, with the computed style on its spans."""
    return f"<html>\n<body>\n<!--StartFragment-->{body}<!--EndFragment-->\n</body>\n</html>"
