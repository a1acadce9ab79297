"""What is different between two texts, word by word, as people read it; admin/_differences.html shows it."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, zip_longest

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editing.alignment import PARAGRAPHS, matches

SAME, REMOVED, ADDED = "same", "removed", "added"
# For those who can't see that it is marked.
SIGNS = {REMOVED: ("del", _("Removed:")), ADDED: ("ins", _("Added:"))}
# A citation in brackets is one token, like a word with its hyphens and apostrophes, and a number with its point.
TOKENS = re.compile(r"\[[^\[\]\n]{1,80}\]|\w+(?:[-'’.,]\w+)*|\n|[^\S\n]+|[^\w\s]")
PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")
# Between two larger changes, so few unchanged letters (some three words) make the text harder to read.
FEWEST_UNCHANGED_LETTERS = 15
CONTEXT = 1  # unchanged paragraphs shown before and after a change


@dataclass(frozen=True)
class Piece:
    kind: str  # SAME, REMOVED or ADDED
    text: str


@dataclass(frozen=True)
class Passage:
    """A paragraph, or paragraphs that became one or several; `is_folded` if it is a run of unchanged ones."""

    pieces: tuple[Piece, ...]
    is_folded: bool = False
    is_moved: bool = False  # the same paragraph was removed here and added there

    @property
    def kinds(self) -> set[str]:
        return {piece.kind for piece in self.pieces}

    @property
    def is_same(self) -> bool:
        return self.kinds == {SAME}

    @property
    def is_whole(self) -> bool:
        """Added or removed as a whole, not changed inside."""
        return len(self.kinds) == 1 and not self.is_same

    @property
    def kind(self) -> str:
        return "".join(self.kinds) if len(self.kinds) == 1 else "changed"

    @property
    def count(self) -> int:
        return sum(len(PARAGRAPH.findall(piece.text)) for piece in self.pieces)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def in_one_text(self) -> SafeString:
        return _marked(self.pieces)

    @property
    def before(self) -> SafeString:
        return _marked([piece for piece in self.pieces if piece.kind != ADDED])

    @property
    def after(self) -> SafeString:
        return _marked([piece for piece in self.pieces if piece.kind != REMOVED])


@dataclass(frozen=True)
class Difference:
    """Of one field or list of rows. The template is admin/_differences.html."""

    label: str
    text: str  # the new value
    changes: list[Passage] = field(default_factory=list)  # as `word_changes` has them
    is_merged: bool = False  # the form shows the new value, because only somebody else changed it
    is_rows: bool = False
    is_file: bool = False
    is_formatted_anew: bool = False  # besides: words that stayed are formatted otherwise


def only_formatting(label: str) -> Difference:
    return Difference(label, gettext("Only the formatting is different, such as bold or italic."))


def is_formatted_anew(before: Sequence[tuple[str, Hashable]], after: Sequence[tuple[str, Hashable]]) -> bool:
    """Whether a word that both texts have is formatted otherwise. Each text is a list of (word, formatting).

    >>> is_formatted_anew([("Bones", ""), ("ache", "")], [("Bones", "bold"), ("hurt", "")])
    True
    >>> is_formatted_anew([("Bones", ""), ("ache", "")], [("Bones", ""), ("hurt", "bold")])
    False
    """
    words, others = ([word for word, _formatting in text] for text in (before, after))
    return any(
        before[match.start + place] != after[match.other + place]
        for match in matches(words, others)
        for place in range(match.size)
    )


def word_changes(before: str, after: str) -> list[Passage]:
    """Paragraphs aligned, and their words marked. Both texts count as ended by a line end: joining the pieces without
    the added ones gives `before`, without the removed ones `after`.

    >>> [[(piece.kind, piece.text) for piece in passage.pieces] for passage in word_changes("Bones ache.", "Bones hurt.")]
    [[('same', 'Bones '), ('removed', 'ache'), ('added', 'hurt'), ('same', '.\\n')]]
    """
    changes = _readable(_changes(_ended(before), _ended(after)))
    passages = [Passage(tuple(pieces)) for pieces in _rows(changes)]
    return list(_folded(_with_moves(passages)))


def _ended(text: str) -> str:
    return f"{text}\n" if text and not text.endswith("\n") else text


def _changes(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """(removed, added, unchanged after that), all the way through both texts."""
    ours, theirs = PARAGRAPH.findall(before), PARAGRAPH.findall(after)
    for removed, added, same in _runs(ours, theirs, matches(ours, theirs, PARAGRAPHS)):
        tokens, others = TOKENS.findall(removed), TOKENS.findall(added)
        yield from _runs(tokens, others, matches(tokens, others))
        yield "", "", same


def _runs(before: list[str], after: list[str], found) -> Iterator[tuple[str, str, str]]:
    start = other = 0
    for match in found:
        same = "".join(before[match.start : match.start + match.size])
        yield "".join(before[start : match.start]), "".join(after[other : match.other]), same
        start, other = match.start + match.size, match.other + match.size
    yield "".join(before[start:]), "".join(after[other:]), ""


def _readable(changes: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Without scattered words that two different sentences happen to share."""
    readable: list[_Change] = []
    for removed, added, same in changes:
        change = _Change([removed], [added], [same])
        while readable and _is_scattered(readable[-1], change):
            change = readable.pop().joined(change)
        readable.append(change)
    for each in readable:
        yield "".join(each.removed), "".join(each.added), "".join(each.same)


class _Change:
    """What was removed and added in one place, and what follows unchanged."""

    def __init__(self, removed: list[str], added: list[str], same: list[str]):
        self.removed, self.added, self.same = removed, added, same
        self.sizes = [sum(map(_letters, texts)) for texts in (removed, added)]
        self.is_empty = not any((*removed, *added))

    def joined(self, following: "_Change") -> "_Change":
        if following.is_empty:
            self.same += following.same
            return self
        for ours, theirs in ((self.removed, following.removed), (self.added, following.added)):
            ours += [*self.same, *theirs]
        kept = sum(map(_letters, self.same))
        self.sizes = [ours + kept + theirs for ours, theirs in zip(self.sizes, following.sizes, strict=True)]
        self.same = following.same
        return self


def _letters(text: str) -> int:
    return len(text) - text.count(" ")


def _is_scattered(change: _Change, following: _Change) -> bool:
    """Whether the words between the two belong to the change, or nothing changed after them."""
    if following.is_empty or not any(change.same):
        return True
    letters = sum(map(_letters, change.same))
    if letters > FEWEST_UNCHANGED_LETTERS or any("\n" in text for text in change.same):
        return False
    return letters <= min(max(change.sizes), max(following.sizes))


def _rows(changes: Iterable[tuple[str, str, str]]) -> Iterator[list[Piece]]:
    """A row ends where both texts are at the end of a paragraph."""
    row: list[Piece] = []
    open_texts: set[str] = set()  # those that are inside a paragraph
    for unit in chain.from_iterable(map(_units, changes)):
        for piece in unit:
            row.append(piece)
            texts = {piece.kind} if piece.kind != SAME else {REMOVED, ADDED}
            open_texts = open_texts - texts if piece.text.endswith("\n") else open_texts | texts
        if row and not open_texts:
            yield row
            row = []
    if row:
        yield row


def _units(change: tuple[str, str, str]) -> Iterator[list[Piece]]:
    removed, added, same = (PARAGRAPH.findall(text) for text in change)
    for old, new in zip_longest(removed, added):
        yield [Piece(kind, text) for kind, text in ((REMOVED, old), (ADDED, new)) if text]
    for text in same:
        yield [Piece(SAME, text)]


def _with_moves(passages: list[Passage]) -> list[Passage]:
    texts = {
        kind: {passage.text.strip() for passage in passages if passage.kinds == {kind}}
        for kind in (REMOVED, ADDED)
    }
    moved = (texts[REMOVED] & texts[ADDED]) - {""}
    return [
        Passage(passage.pieces, is_moved=True)
        if passage.is_whole and passage.text.strip() in moved
        else passage
        for passage in passages
    ]


def _folded(passages: list[Passage]) -> Iterator[Passage]:
    groups = [(is_same, list(group)) for is_same, group in groupby(passages, lambda passage: passage.is_same)]
    for number, (is_same, group) in enumerate(groups):
        first = CONTEXT if number else 0
        last = len(group) - (CONTEXT if number < len(groups) - 1 else 0)
        if not is_same or last - first < 2:
            yield from group
            continue
        hidden = Piece(SAME, "".join(passage.text for passage in group[first:last]))
        yield from (*group[:first], Passage((hidden,), is_folded=True), *group[last:])


def _marked(pieces: Iterable[Piece]) -> SafeString:
    """As HTML, with a mark for a paragraph end that was added or removed, and without an empty line at the end."""
    texts = [[piece.kind, piece.text] for piece in pieces]
    for part in texts:
        if part[0] != SAME and "\n" in part[1] and not part[1].strip():
            part[1] = f"¶{part[1]}"
    if texts:
        texts[-1][1] = texts[-1][1].rstrip("\n")
    return format_html_join("", "{}", ((_mark(kind, text),) for kind, text in texts if text))


def _mark(kind: str, text: str) -> str:
    if kind == SAME:
        return text
    tag, sign = SIGNS[kind]
    return format_html('<{0}><span class="sign">{1}</span> {2}</{0}>', tag, sign, text)
