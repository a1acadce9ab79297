"""Elements of a web page that have no text between their tags, or that are left out with all that is in them."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from articles.manuscripts import html_left_out as left_out
from articles.manuscripts.blocks import Block, Run, joined, tidy
from articles.manuscripts.formula_runs import formula_runs
from articles.manuscripts.html_collector import BlockCollector
from articles.manuscripts.mathml import read_mathml
from articles.manuscripts.tex import tex_runs

EMOJI_CLASS = re.compile(r"\b(?:wp-smiley|emoji|emoticon)\b")
TEX_CLASS = re.compile(r"\b(?:latex|tex|mwe-math\S*)\b")
SPELLED_OUT = gettext_lazy("Left out: what shows when the pointer rests on these words")


def leave_out(element: etree._Element, tag: str, reason: str, collector: BlockCollector) -> None:
    """Put the words of an element into the report."""
    if tag == "script" and (element.get("type") or "").startswith("math/"):
        typed_formula(element.text or "", collector)
        return
    if tag in left_out.CODE:
        text = left_out.code(element) if tag == "script" else ""
    else:
        mark = next((mark for mark in ("sup", "sub") if mark in collector.at.marks), "")
        text = left_out.words(element, mark)
    if tag in left_out.MEDIA:
        text = f"{text} {left_out.address(element)}".strip()
    if tag == "svg" and not text and element.get("aria-hidden") != "true":
        text = _("a drawing without words")
    if text:
        collector.report.drop(collector.place, text, reason)


def leave_out_comment(element: etree._Element, collector: BlockCollector) -> None:
    """A comment in the code, which may hold a text box of Word's."""
    if element.tag is etree.Comment:
        for words, reason in left_out.comment_words(element.text or ""):
            collector.report.drop(collector.place, words, reason)


def leave_out_title(element: etree._Element, tag: str, collector: BlockCollector) -> None:
    """The long form of an abbreviation and the like, which shows only where there is a mouse."""
    title = tidy(element.get("title") or "").strip()
    if tag in ("a", "abbr", "acronym", "dfn") and title:
        words = left_out.words(element)
        if title.casefold() != words.casefold():
            collector.report.drop(collector.place, f"{words}: {title}", SPELLED_OUT)


def typed_formula(text: str, collector: BlockCollector) -> None:
    """A formula in TeX."""
    runs = tex_runs(text, collector.report, collector.place) if text.strip() else ()
    collector.runs += [replace(run, marks=run.marks | collector.at.marks) for run in runs]


def _typed(element: etree._Element, collector: BlockCollector) -> None:
    typed_formula(element.get("alt") or "", collector)


def _formula(element: etree._Element, collector: BlockCollector) -> None:
    is_display = element.get("display") == "block" or element.get("mode") == "display"
    if is_display:
        collector.flush()
    before = collector.runs[-1].text[-1:] if collector.runs else ""
    runs = formula_runs(read_mathml(element), collector.report, collector.place, before)
    collector.runs += [replace(run, marks=run.marks | collector.at.marks) for run in runs]
    if is_display:
        collector.flush()


def arrange_figure(figure: etree._Element) -> None:
    """Put the caption below the picture, or into a table; a quotation or text has none, only words below it."""
    caption, table = figure.find("figcaption"), figure.find(".//table")
    if caption is None:
        return
    picture = next(figure.iter("img", "image"), None)
    if picture is not None and caption not in picture.iterancestors():
        _detach(caption)
        outermost = next(item for item in (picture, *picture.iterancestors()) if item.getparent() is figure)
        caption.tail, outermost.tail = outermost.tail, None
        outermost.addnext(caption)
    elif picture is None and table is not None and table.find("caption") is None:
        _detach(caption)
        caption.tag = "caption"
        table.insert(0, caption)
    elif picture is None:
        caption.tag = "p"


def take_readings(ruby: etree._Element) -> str:
    """How the characters of a `ruby` element are read, now taken out of it."""
    readings = [item for item in ruby.iter("rt", "rtc") if item.getparent().tag not in ("rt", "rtc")]
    text = "".join(left_out.words(item) for item in readings)
    for item in [*readings, *ruby.iter("rp")]:
        if item.getparent() is not None:
            _detach(item)
    return text


def _detach(element: etree._Element) -> None:
    """Take an element out; the text after it stays where it is."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def _break(element: etree._Element, collector: BlockCollector) -> None:
    collector.runs.append(Run("\n"))


def _rule(element: etree._Element, collector: BlockCollector) -> None:
    collector.flush()


def _picture(element: etree._Element, collector: BlockCollector) -> None:
    """A picture parts its paragraph, unless it stands for a letter or a formula."""
    words = element.get("alt") or element.get("title") or ""
    css_class = element.get("class") or ""
    if words and EMOJI_CLASS.search(css_class):
        collector.add(words)
    elif words and TEX_CLASS.search(css_class):
        typed_formula(words, collector)
    elif {element.get("width"), element.get("height")} != {"1"}:  # which only counts visits
        collector.flush()
        collector.count += not collector.line
        collector.add_block(Block("picture", collector.line or collector.count, joined([Run(words)])))


def _field(element: etree._Element, collector: BlockCollector) -> None:
    kind = element.get("type") or "text"
    if kind in ("checkbox", "radio"):
        collector.add("☑ " if element.get("checked") is not None else "☐ ")
    elif words := left_out.words(element):
        collector.report.drop(collector.place, words, left_out.FORM_REASON)


VOID = {
    "br": _break,
    "hr": _rule,
    "img": _picture,
    "image": _picture,
    "input": _field,
    "math": _formula,
    "tex-formula": _typed,  # of our own Markdown
}
