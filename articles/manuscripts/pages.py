"""Web pages (also Word's) to blocks. Lines count paragraphs, or those of `data-line` where a converter wrote them."""

import re
from dataclasses import dataclass, field, replace

from lxml import etree, html

from articles.manuscripts.blocks import Block, Run, joined, plain, tidy
from articles.manuscripts.manuscript import UnreadableManuscript
from articles.manuscripts.report import Report
from articles.manuscripts.text import BULLET

BLOCKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 blockquote pre dt dd figcaption caption td th section article main body header footer aside address center details summary ul ol dl table figure form fieldset".split()
)
DROPPED = {
    **dict.fromkeys(
        (
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "head",
            "link",
            "meta",
            "object",
            "embed",
            "applet",
            "canvas",
            "audio",
            "video",
            "iframe",
        ),
        "Left out: code, style or embedded media of the page",
    ),
    **dict.fromkeys(("nav", "button", "select", "input", "textarea"), "Left out: navigation of the page"),
}
MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "sup": "sup", "sub": "sub"}
STYLE = (
    (r"font-weight:\s*(?:bold|[6-9]00)", "strong"),
    (r"font-style:\s*italic", "em"),
    (r"vertical-align:\s*super", "sup"),
    (r"vertical-align:\s*sub\b", "sub"),
)
NOTE_LINK = re.compile(
    r"#(?:_?(?:ft|ed)n|fn:?-?|footnote-?|endnote-?|sdfootnote|sdendnote)(\w{1,20}?)(?:sym)?$", re.IGNORECASE
)
NOTE_BACK = re.compile(
    r"#(?:_?(?:ft|ed)nref|fnref:?-?|footnote-ref|endnote-ref|sd(?:foot|end)note\w*anc)", re.IGNORECASE
)
NOTE_PLACE = re.compile(
    r"^(?:_?(?:ft|ed)n|fn:?-?|footnote-?|endnote-?|sdfootnote|sdendnote)(\d{1,4})(?:sym)?$", re.IGNORECASE
)
LINKS = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
HEADING_CLASS = re.compile(r"\bMso(?:Heading|Title)|\bMsoTitle\b", re.IGNORECASE)
DEEPEST = 200


@dataclass
class Place:
    """Where the walk is: format, list, and the block that is being collected."""

    marks: frozenset[str] = frozenset()
    href: str = ""
    kind: str = "paragraph"
    level: int = 0
    depth: int = -1
    number: int | None = None
    hint: str = ""
    note: str = ""


@dataclass
class Page:
    report: Report
    breaks: str = "\n"
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    count: int = 0
    line: int = 0
    at: Place = field(default_factory=Place)
    is_first_of_item: bool = True

    def flush(self) -> None:
        """End the block being collected; line breaks inside it part it into lines."""
        pieces, self.runs = _split_at_breaks(self.runs), []
        for index, runs in enumerate(pieces):
            runs = joined(runs)
            if not plain(runs) and not any(run.note for run in runs):
                continue
            self.count += index == 0 or not self.line
            self._add(runs, is_tight=index > 0)

    def _add(self, runs: tuple[Run, ...], *, is_tight: bool) -> None:
        at = self.at
        line = self.line or self.count
        if at.note:
            self._add_note(runs, line)
            return
        kind = at.kind
        if (
            kind == "item"
            and not self.is_first_of_item
            and not is_tight
            and self.blocks
            and self.blocks[-1].kind == "item"
        ):
            self.blocks[-1] = replace(self.blocks[-1], runs=joined([*self.blocks[-1].runs, Run(" "), *runs]))
            return
        label = ("" if at.number is None else f"{at.number}.") if kind == "item" else ""
        level = max(at.depth, 0) if kind == "item" else at.level
        self.blocks.append(
            Block(
                kind,
                line,
                runs,
                level,
                at.number if kind == "item" else None,
                label,
                is_tight=is_tight,
                hint=at.hint,
            )
        )
        self.is_first_of_item = False

    def _add_note(self, runs: tuple[Run, ...], line: int) -> None:
        last = self.blocks[-1] if self.blocks else None
        if last and last.kind == "reference" and last.key == self.at.note:
            self.blocks[-1] = replace(last, runs=joined([*last.runs, Run(" "), *runs]))
        else:
            self.blocks.append(Block("reference", line, runs, key=self.at.note))


def read_blocks(text: str, report: Report) -> list[Block]:
    """
    >>> [(b.kind, b.text) for b in read_blocks("<nav>Home</nav><h1>Bones</h1><p>They <b>hurt</b>.</p>", Report())]
    [('heading', 'Bones'), ('paragraph', 'They hurt.')]
    """
    root = parse(text)
    article = next(
        (found[0] for path in (".//article", ".//main", ".//body") if len(found := root.findall(path)) == 1),
        None,
    )
    page = Page(report)
    if article is not None:
        _note_outside(root, article, report)
    walk(article if article is not None else root, page, 0)
    page.flush()
    title = root.findtext(".//title")
    return _with_title(page.blocks, tidy(title or "").strip(), report)


def parse(text: str) -> etree._Element:
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
    text = re.sub(
        r"<!\[(?:if|endif)[^\]>]{0,200}\]>|<!--\[if .{0,20000}?<!\[endif\]-->", "", text, flags=re.DOTALL
    )
    try:
        root = html.document_fromstring(
            text, parser=html.HTMLParser(huge_tree=False, no_network=True, remove_pis=True)
        )
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableManuscript(
            "This web page could not be read. Save it as .docx and try again."
        ) from error
    if not (root.text_content() or "").strip() and root.find(".//img") is None:
        raise UnreadableManuscript("The file holds no text.")
    return root


def _note_outside(root: etree._Element, article: etree._Element, report: Report) -> None:
    """What stands beside the article on the page."""
    if article.tag == "body":
        return
    inside = set(article.iter())
    ancestors = set(article.iterancestors())
    body = root.find(".//body")
    for element in body.iter() if body is not None else ():
        if (
            element in inside
            or element in ancestors
            or not isinstance(element.tag, str)
            or element.getparent() not in ancestors
        ):
            continue
        words = tidy(_words(element)).strip()
        if words:
            report.add(1, words[:2000], "Left out: it stands outside the article on the page")


def _words(element: etree._Element) -> str:
    return " ".join(" ".join(part.itertext()) for part in [element] if part.tag not in ("script", "style"))


def walk(element: etree._Element, page: Page, depth: int) -> None:
    """Collect the blocks under `element`; what follows it in its parent is the caller's."""
    if not isinstance(element.tag, str):
        return
    if depth > DEEPEST:
        raise UnreadableManuscript(
            "The page is nested too deeply to be read. Save it as .docx and try again."
        )
    tag = element.tag.rpartition("}")[2].lower()
    if tag in DROPPED:
        _drop(element, tag, page)
    elif tag == "br":
        page.runs.append(Run(page.breaks))
    elif tag == "hr":
        page.flush()
    elif tag == "img":
        _picture(element, page)
    elif tag == "table" and not _is_layout(element):
        _table(element, page)
    elif tag in BLOCKS:
        _block(element, tag, page, depth)
    else:
        _inline(element, tag, page, depth)


def _inside(element: etree._Element, page: Page, depth: int) -> None:
    _say(element.text, page)
    for child in element:
        walk(child, page, depth + 1)
        _say(child.tail, page)


def _say(text: str | None, page: Page) -> None:
    if text:
        text = text if page.breaks == "\r" else re.sub(r"[\r\n]+", " ", text)
        page.runs.append(Run(text, page.at.marks, page.at.href))


def _drop(element: etree._Element, tag: str, page: Page) -> None:
    words = tidy(" ".join(element.itertext())).strip()
    if words and tag not in ("head", "title"):
        page.report.add(page.line or page.count + 1, words[:2000], DROPPED[tag])


def _block(element: etree._Element, tag: str, page: Page, depth: int) -> None:
    page.flush()
    outer, outer_line, outer_first = page.at, page.line, page.is_first_of_item
    page.at = _place(element, tag, outer, page)
    if given := element.get("data-line"):
        page.line = int(given)
    _inside(element, page, depth)
    page.flush()
    page.at, page.line, page.is_first_of_item = (
        outer,
        outer_line,
        outer_first if tag not in ("ul", "ol", "li") else False,
    )


def _place(element: etree._Element, tag: str, at: Place, page: Page) -> Place:
    css_class, place = element.get("class") or "", replace(at)
    if note := NOTE_PLACE.match(element.get("id") or ""):
        place.note = note[1]
    if re.fullmatch(r"h[1-6]", tag) and at.kind != "item":
        place.kind, place.level = "heading", int(tag[1])
        place.hint = (
            "title"
            if tag == "h1" and not any(block.level == 1 and block.kind == "heading" for block in page.blocks)
            else ""
        )
    elif re.search(r"\bMsoTitle\b", css_class):
        place.kind, place.level, place.hint = "heading", 1, "title"
    elif tag in ("ul", "ol"):
        place.depth, place.number = at.depth + 1, None
    elif tag == "li":
        place.kind, place.number = "item", _item_number(element)
        page.is_first_of_item = True
    elif tag == "blockquote" and at.kind == "paragraph":
        place.kind = "quote"
    elif (
        tag in ("figcaption", "caption")
        or re.search(r"\b(?:Mso|wp-)?caption\b", css_class, re.IGNORECASE)
        and tag in ("p", "div")
    ):
        place.hint = "caption"
    elif re.search(r"\bMsoToc\d|\btoc\b", css_class):
        place.hint = "contents"
    elif tag == "p" and (match := re.search(r"mso-list:\s*l\d+ level(\d)", element.get("style") or "")):
        place.kind, place.depth, place.hint = "item", int(match[1]) - 1, "mso"
        page.is_first_of_item = True
    return place


def _item_number(element: etree._Element) -> int | None:
    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return None
    start = int(parent.get("start")) if (parent.get("start") or "").isdecimal() else 1
    number = start - 1
    for item in parent.iterchildren("li"):
        number = int(item.get("value")) if (item.get("value") or "").isdecimal() else number + 1
        if item is element:
            return number
    return None


def _inline(element: etree._Element, tag: str, page: Page, depth: int) -> None:
    outer = page.at
    style = element.get("style") or ""
    if "mso-list:ignore" in style.replace(" ", "").lower():
        _word_bullet(element, page)
        return
    marks = outer.marks | ({MARKS[tag]} if tag in MARKS else set())
    marks |= {mark for pattern, mark in STYLE if style and re.search(pattern, style, re.IGNORECASE)}
    page.at = replace(outer, marks=frozenset(marks))
    if tag == "a" and (href := (element.get("href") or "").strip()):
        if _note_link(element, href, page):
            page.at = outer
            return
        page.at.href = href if LINKS.match(href) else ""
        if not page.at.href and not href.startswith(("#", "/")):
            page.report.add(
                page.line or page.count + 1,
                href[:200],
                "Left out: an address that cannot be linked to; its words were kept",
            )
    _inside(element, page, depth)
    page.at = outer


def _note_link(element: etree._Element, href: str, page: Page) -> bool:
    """A link to a footnote becomes its marker; one back to the text is left out (it is only an arrow or a number)."""
    if NOTE_BACK.search(href):
        return True
    match = NOTE_LINK.search(href)
    if match and re.fullmatch(r"[\s\[\]()\d*†‡a-z]{1,8}", "".join(element.itertext())):
        page.runs.append(Run("", note=match[1]))
        return True
    return False


def _word_bullet(element: etree._Element, page: Page) -> None:
    """Word's typed bullet or number in front of an item."""
    label = tidy("".join(element.itertext())).strip()
    if match := re.fullmatch(r"\(?(\d{1,3})[.)]", label):
        page.at.number = int(match[1])
    elif label and not BULLET.match(label + " x") and label not in ("§", "o", "·", "Ø", "ü"):
        page.runs.append(Run(label + " "))


def _picture(element: etree._Element, page: Page) -> None:
    page.flush()
    page.count += not page.line
    page.blocks.append(Block("picture", page.line or page.count, joined([Run(element.get("alt") or "")])))


def _is_layout(table: etree._Element) -> bool:
    """One column, or tables inside: the table only places things on the page."""
    return table.find(".//table") is not None or all(len(row) <= 1 for row in table.iter("tr"))


def _table(element: etree._Element, page: Page) -> None:
    page.flush()
    rows, head = [], 0
    outer = page.at
    page.at = Place()
    for row in element.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if cells and not rows:
            head = int(all(cell.tag == "th" for cell in cells) or row.getparent().tag == "thead")
        rows.append(tuple(_cell(cell, page) for cell in cells))
    caption = element.find("caption")
    runs = _cell(caption, page) if caption is not None else ()
    page.at = outer
    page.count += not page.line
    width = max((len(row) for row in rows), default=0)
    filled = tuple(row + ((),) * (width - len(row)) for row in rows if row)
    page.blocks.append(
        Block(
            "table",
            int(element.get("data-line") or 0) or page.line or page.count,
            runs,
            rows=filled,
            head=head,
        )
    )


def _cell(element: etree._Element, page: Page) -> tuple[Run, ...]:
    inner = Page(page.report, count=page.count, line=page.line)
    _inside(element, inner, 0)
    inner.flush()
    parts: list[Run] = []
    for block in inner.blocks:
        parts += [*([Run(" ")] if parts else []), *block.runs]
    return joined(parts)


def _split_at_breaks(runs: list[Run]) -> list[list[Run]]:
    pieces: list[list[Run]] = []
    piece: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n") if not run.note else [run.text]
        piece.append(replace(run, text=first))
        for other in others:
            pieces.append(piece)
            piece = [replace(run, text=other)]
    return [*pieces, piece]


def _with_title(blocks: list[Block], title: str, report: Report) -> list[Block]:
    """The page's <title> where no heading of the first level is in the article."""
    if not title:
        return blocks
    if any(block.hint == "title" or (block.kind == "heading" and block.level == 1) for block in blocks):
        report.add(1, title, "Left out: the name of the page; the article's own title was taken")
        return blocks
    first = next((block for block in blocks if block.kind in ("heading", "paragraph")), None)
    if first and (first.text.casefold() in title.casefold() and len(first.text) > 3):
        report.add(1, title, "Left out: the name of the page; the article's own title was taken")
        return [replace(block, hint="title") if block is first else block for block in blocks]
    return [Block("heading", 1, (Run(title),), 1, hint="title"), *blocks]
