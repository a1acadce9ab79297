r"""LaTeX in BibTeX values -> Unicode with <i>, <b>, <sup>, <sub>; and back.

Accents and symbols are pylatexenc's (2.11), asked for one macro at a time and remembered: whole values through it cost
milliseconds each, lose superscripts, and an unfinished macro raises IndexError.
"""

import logging
import re
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text

from sources.formats.latex_arguments import MARK, grouped, joined
from sources.formats.latex_names import LITERALS, SETTING, greek, symbol

MARKUP = {
    "textit": "i", "emph": "i", "textsl": "i", "mathit": "i", "textbf": "b", "mathbf": "b", "textsuperscript": "sup",
    "textsubscript": "sub", "^": "sup", "_": "sub", "sp": "sup", "sb": "sub",
}  # fmt: skip
SWITCHES = re.compile(r"\\(em|it|itshape|sl|bf|bfseries)(?![A-Za-z])\s*")
PLAIN = frozenset(
    ("url", "text", "mbox", "textrm", "textsf", "texttt", "textsc", "mathrm", "ensuremath", "uppercase")
)
DROPPED = frozenset(
    ("begin", "end", "cite", "citep", "citet", "label", "vspace", "hspace", "relax", "noopsort")
)
ACCENTS = "\"'`^~=."
LETTER_ACCENTS = frozenset("cvHukdbrt")
# While brackets and escapes are being read, literal specials stand aside as noncharacters, which no file holds.
ASIDE = dict(zip("{}$\\&%#_~^", "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7\ufdd8\ufdd9", strict=True))
BACK = str.maketrans({mark: character for character, mark in ASIDE.items()})
ESCAPED = re.compile(r"\\([{}$&%#_])")
GROUP = re.compile(r"(\\[A-Za-z]+\*?\s*|\\[\"'`^~=.]\s*|[\^_])?\{([^{}]*)\}")
ACCENT = re.compile(r"\\(?:[\"'`^~=.]\s*|[cvHukdbrt](?:\s+|(?=\\)))(?:\\[ij](?![A-Za-z])\s?|[^\W\d_])")
MACRO = re.compile(r"\\([A-Za-z]+)\*?\s*|\\(.)", re.DOTALL)
MATHS = re.compile(r"\$([^$]{1,400})\$")
SCRIPT = re.compile(r"([\^_])\s*(\\[A-Za-z]+|[^\s{}\\^_])")
LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))
DEEPEST = 30
NEEDS_READING = re.compile(r"[\\{}$~^]|--|``|''")

# It complains of macros without arguments.
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
_latex = LatexNodes2Text(keep_comments=True, strict_latex_spaces=False)


def to_unicode(text: str) -> str:
    r"""
    >>> to_unicode(r"{BRCA1} in M{\"u}nchen \& {\'E}vian"), to_unicode(r"CO$_2$ and \textit{in vivo} $\alpha$-catenin")
    ('BRCA1 in München & Évian', 'CO<sub>2</sub> and <i>in vivo</i> α-catenin')
    >>> to_unicode(r"50\% of \$5--10~mg")
    '50% of $5–10 mg'
    """
    if not NEEDS_READING.search(text):
        return text
    text = MATHS.sub(lambda match: _maths(match[1]), ESCAPED.sub(lambda match: ASIDE[match[1]], text))
    for pair, character in LIGATURES:
        text = text.replace(pair, character)
    text = grouped(text)
    for _ in range(DEEPEST):
        if "{" not in text:
            break
        text = GROUP.sub(_group, text)
    text = _read(text.replace("{", "").replace("}", ""))
    return " ".join(text.replace("~", " ").translate(BACK).split())


def _read(text: str) -> str:
    """Macros in a text without braces."""
    if "\\" not in text:
        return text
    return MACRO.sub(_macro, ACCENT.sub(lambda match: _symbol(match[0].rstrip()) or match[0][-1], text))


def verbatim(text: str) -> str:
    r"""A link, DOI or number: no typography, only escapes and braces undone.

    >>> verbatim(r"https://example.org/a\_b\%20c~d"), verbatim("{10.1000/abc}")
    ('https://example.org/a_b%20c~d', '10.1000/abc')
    """
    if not NEEDS_READING.search(text):
        return " ".join(text.split())
    text = re.sub(r"\\url\s*\{([^{}]*)\}", r"\1", text)
    text = re.sub(r"\\(?:textasciitilde|sim)\s*(?:\{\})?|\$\\sim\$|\{\\textasciitilde\}", "~", text)
    text = re.sub(r"\\textunderscore\s*(?:\{\})?", "_", text)
    return " ".join(re.sub(r"\\([_%&#$~{}-])", r"\1", text).replace("{", "").replace("}", "").split())


def _maths(text: str) -> str:
    """In braces, so that a symbol at its end does not swallow the space that follows."""
    return "{" + SCRIPT.sub(r"\1{\2}", text) + "}"


def _group(match: re.Match[str]) -> str:
    """A group without groups in it, and the macro whose argument it is."""
    prefix, content = (match[1] or "").strip(), match[2]
    name = prefix.lstrip("\\").rstrip("*")
    if _is_accent(prefix, name):
        return _accented(prefix, content)
    if name in DROPPED:
        return ""
    if prefix and not content.strip():
        return _named(name) if _is_known(name) else prefix.replace("\\", ASIDE["\\"])
    if not prefix:
        name, content = _switched(content)
    if MARK in content:
        content = joined(content)
    return _wrapped(prefix, name, _read(content))


def _accented(prefix: str, content: str) -> str:
    r"""A letter with its accent, or without one that it cannot have. `\~{}` is how people write a tilde."""
    if not content.strip():
        return ASIDE.get(prefix[1:], "")
    return (_symbol(f"{prefix}{{{content}}}") if len(content) <= 12 else "") or _read(content)


def _is_accent(prefix: str, name: str) -> bool:
    return prefix.startswith("\\") and (name in LETTER_ACCENTS or prefix[1] in ACCENTS)


def _switched(content: str) -> tuple[str, str]:
    r"""The macro that does what a switch at the beginning of a group does, `{\bf text}`, and the rest."""
    switch = SWITCHES.match(content)
    if not switch:
        return "", content
    return "textbf" if switch[1].startswith("bf") else "textit", content[switch.end() :]


def _wrapped(prefix: str, name: str, content: str) -> str:
    if name == "^" and content == "∘":
        return "°"
    if name in ("footnote", "footnotetext"):
        return f" ({content})"
    if name == "sqrt":
        return f"√{content}" if content.isalnum() else f"√({content})"
    if name in MARKUP:
        return f"<{MARKUP[name]}>{content}</{MARKUP[name]}>"
    if name in ("enquote", "mkbibquote"):
        return f"“{content}”"
    is_symbol = prefix.startswith("\\") and name not in PLAIN and len(_named(name)) == 1
    return (_named(name) if is_symbol else "") + content


def _macro(match: re.Match[str]) -> str:
    if match[1]:
        return _named(match[1]) if _is_known(match[1]) else ASIDE["\\"] + match[0][1:]
    if match[2] in "\\ \n\t,;:":  # a break, a space
        return " "
    return "" if match[2] in "/-!" + ACCENTS else match[2]


def _named(name: str) -> str:
    """What a macro without argument stands for."""
    if name in LITERALS:
        return ASIDE[LITERALS[name]]
    if name in DROPPED or name in SETTING:
        return ""
    return symbol(name) or _symbol("\\" + (greek(name) or name))


def _is_known(name: str) -> bool:
    """Whether a macro stands for something or only sets type. One that nobody knows stays in the text, to be seen."""
    return name in DROPPED or name in SETTING or bool(_named(name))


@lru_cache(maxsize=4096)
def _symbol(latex: str) -> str:
    r"""One macro as text, "" for those that only set type.

    >>> _symbol(r"\alpha"), _symbol(r"\'{\i}"), _symbol(r"\c{c}"), _symbol(r"\unknown")
    ('α', 'í', 'ç', '')
    """
    try:
        character = _latex.latex_to_text(latex)
    except Exception:  # an unfinished macro: pylatexenc raises whatever its table entry happens to raise
        return ""
    character = character.strip()
    return (
        character
        if len(character) <= 20
        and not {"\\", "%"} & set(character)
        and (len(character) == 1 or "<" not in character)
        else ""
    )


ESCAPES = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
})  # fmt: skip
TAGS = re.compile(r"</?(i|b|sup|sub)>", re.IGNORECASE)
COMMANDS = {"i": r"\textit{", "b": r"\textbf{", "sup": r"\textsuperscript{", "sub": r"\textsubscript{"}


def from_unicode(text: str) -> str:
    r"""
    >>> from_unicode("R&D: 5% of {x}_1"), from_unicode("<i>BRCA1</i> & more")
    ('R\\&D: 5\\% of \\textbraceleft{}x\\textbraceright{}\\_1', '\\textit{BRCA1} \\& more')
    """
    written, position = "", 0
    pairs = _balanced(text)
    for match in TAGS.finditer(text):
        if not pairs:
            break
        written += _escaped(text[position : match.start()])
        written += "}" if match[0][1] == "/" else COMMANDS[match[1].lower()]
        position = match.end()
    return written + _escaped(text[position:])


def _balanced(text: str) -> bool:
    """Are the tags properly nested? Otherwise they are text."""
    waiting: list[str] = []
    for match in TAGS.finditer(text):
        if match[0][1] != "/":
            waiting.append(match[1].lower())
        elif not waiting or waiting.pop() != match[1].lower():
            return False
    return not waiting


def _escaped(text: str) -> str:
    escaped = text.translate(ESCAPES)
    for pair, _ in LIGATURES:
        escaped = escaped.replace(pair[:2], f"{pair[0]}{{{pair[1]}}}")
    return escaped
