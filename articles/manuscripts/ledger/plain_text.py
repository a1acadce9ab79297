"""The text of plain text and Markdown files, line by line, without any of the reader's rules.

Of Markdown only what nobody sees is taken away: addresses, tags, the marks of tables, quotations and emphasis
(CommonMark 0.31).
"""

import html
import re
from collections.abc import Iterator

from articles.manuscripts.ledger.passages import Passage
from articles.manuscripts.ledger.words import lowered, raised, with_gaps

LINE_END = re.compile("\r\n?|[\n\u2028\u2029\x0b\x0c\x85]")
DIVIDER = re.compile(r"[\s\-=_~*+#|:.•·<>]*")
BULLET = re.compile(r"^(?:[ \t\u00a0>]*(?:[•◦▪‣·●○■–*+-]|o(?=\t))[ \t\u00a0]+)?")
RAISED = re.compile(r"<(sup|sub)>([^<>\n]{1,60})</\1>", re.IGNORECASE)

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"</?[A-Za-z][\w:-]{0,30}(?:\s[^<>]{0,2000})?/?>")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
TARGET = re.compile(
    r"""(?<=\])\(\s*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)"""
)
DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\]\n]{1,200})\]:[ \t]*\S+.*$", re.MULTILINE)
ADDRESS = re.compile(r"<((?:https?|mailto|ftp):[^<>\s]*|[^<>\s@]+@[^<>\s@]+)>")
LABEL = re.compile(r"\s*(\d{1,9})[.)](?=\s|$)")
LOWERED = re.compile(r"(?<!~)~([^~\s]{1,30})~(?!~)")  # as Pandoc writes them
UPPER = re.compile(r"(?<!\^)\^([^\^\s]{1,30})\^")
TASK = re.compile(r"^(\s*(?:[-+*]|\d{1,9}[.)])\s+)\[([ xX])\](?=\s)")
NOTE = re.compile(r"\[\^[^\]\s]{1,60}\]:?")
CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^\n]{1,1000}?)(?<!`)\1(?!`)")
ATTRIBUTES = re.compile(
    r"^(#{1,6} [^\n]*?)[ \t]*\{[ \t]*[#.][^{}\n]{0,200}\}[ \t]*$"
)  # of a heading, as Pandoc writes them
FENCE = re.compile(r"^\s*(?:`{3,}|~{3,}).*$")


def passages(text: str) -> Iterator[Passage]:
    """
    >>> [passage.text for passage in passages("• 10<sup>9</sup>\\n----\\n\\n<5")]
    ['10⁹', '<5']
    """
    for number, line in enumerate(LINE_END.split(text), 1):
        line = BULLET.sub("", RAISED.sub(_marked, line))
        if not DIVIDER.fullmatch(line):
            yield Passage(number, line)


def markdown_passages(text: str) -> Iterator[Passage]:
    """
    >>> [passage.text for passage in markdown_passages("> **5 \\\\< 6**[^1]\\n\\n| a | b |\\n|---|---|\\n\\n[x](http://y.org)")]
    ['**5 < 6**', '  a   b  ', '[x]']
    """
    text = COMMENT.sub(_blank_lines, RAISED.sub(_marked, LINE_END.sub("\n", text)))
    names = {name.casefold() for name in DEFINITION.findall(text)}
    text = TARGET.sub("", DEFINITION.sub("", text))
    text = UPPER.sub(lambda m: with_gaps(raised(m[1])), LOWERED.sub(lambda m: lowered(m[1]), text))
    labels = _Labels()
    for number, line in enumerate(text.split("\n"), 1):
        line = ATTRIBUTES.sub(r"\1", line)
        line = TASK.sub(lambda m: m[1] + ("☐" if m[2] == " " else "☒"), line)
        line = labels.without_automatic(re.sub(r"^\s*(?:>\s?)+", "", line))
        line = CODE.sub(lambda m: html.escape(m[2]).replace("\\", "\\\\"), line)
        line = ADDRESS.sub(r"\1", FENCE.sub("", line))
        line = re.sub(r"\]\[([^\]]*)\]", lambda m: "]" if m[1].casefold() in names else m[0], line)
        line = NOTE.sub("", line).replace("~~", "").replace("|", " ")
        line = TAG.sub(" ", ESCAPED.sub(lambda m: f"&#{ord(m[1])};", BULLET.sub("", line)))
        line = html.unescape(line)
        if not DIVIDER.fullmatch(line):
            yield Passage(number, line)


class _Labels:
    """Of the numbers of a list only the first one counts, and only if it is not 1 (CommonMark 0.31, 5.3)."""

    def __init__(self) -> None:
        self._is_in_list = False

    def without_automatic(self, line: str) -> str:
        label = LABEL.match(line)
        is_automatic = label and (self._is_in_list or int(label[1]) == 1)
        if label or (line.strip() and not line.startswith((" ", "\t"))):
            self._is_in_list = bool(label)
        return line[label.end() :] if label and is_automatic else line


def _marked(match: re.Match[str]) -> str:
    return with_gaps(raised(match[2])) if match[1].lower() == "sup" else lowered(match[2])


def _blank_lines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
