"""`make bench-search`: the search of the site with 10,000 articles of 1,500 words and 10,000 groups, on SQLite or on the
PostgreSQL server that DATABASE_URL names.

Words are 20,000 invented ones, as frequent as a Zipf law has it, and among them words that are in 0.1, 1, 10 and 30 % of the
texts. A page of 20 results with quotations is made each time. The database is made anew and thrown away.
"""

import os
import random
import tempfile
from collections.abc import Iterator
from itertools import accumulate, islice
from statistics import median, quantiles
from time import perf_counter, process_time

from measuring import calls
from pages import prepare

TEXTS = int(os.environ.get("BENCH_TEXTS", "10000"))  # of each kind
ROUNDS = 5
VOCABULARY, ARTICLE, GROUP = 20_000, 1500, 120
SHARES = {"0.1 %": 0.001, "1 %": 0.01, "10 %": 0.1, "30 %": 0.3}
EACH = 4  # words of each share
CONSONANTS, VOWELS = "bcdfghklmnprstvz", "aeiou"
AT_ONCE = 100


def invented(chance: random.Random) -> str:
    return "".join(
        chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.choice([2, 3, 3, 4]))
    )


def asked() -> dict[str, list[str]]:
    """The words of each share; they begin with a letter that no other word begins with."""
    return {
        name: [
            f"w{place}x{number}qua".translate({48 + n: "abcdefghij"[n] for n in range(10)})
            for number in range(EACH)
        ]
        for place, name in enumerate(SHARES)
    }


class Writer:
    """Writes the same texts each time."""

    def __init__(self):
        self.chance = random.Random(1)  # noqa: S311  not for secrets
        self.words = sorted({invented(self.chance) for _ in range(3 * VOCABULARY)})[:VOCABULARY]
        self.chance.shuffle(self.words)
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))
        self.sought = [(word, SHARES[name]) for name, words in asked().items() for word in words]

    def running(self, number: int) -> list[str]:
        return self.chance.choices(self.words, cum_weights=self.weights, k=number)

    def text(self, number: int) -> list[str]:
        """With the words that are searched for, once or several times, in as many texts as they are to be in."""
        words = self.running(number)
        for word, share in self.sought:
            if self.chance.random() < share:
                for _ in range(self.chance.choice([1, 1, 2, 5])):
                    words[self.chance.randrange(number)] = word
        return words


def texts() -> Iterator:
    from mbc_site.search.results import Kind
    from mbc_site.search.texts import Passage, Text

    writer = Writer()
    for kind, length in ((Kind.ARTICLE, ARTICLE), (Kind.GROUP, GROUP)):
        for key in range(1, TEXTS + 1):
            title, lead, *parts = _cut(writer.text(length))
            headings = [" ".join(writer.running(3)) for _ in parts]
            passages = [Passage(part, heading, "part") for part, heading in zip(parts, headings, strict=True)]
            yield Text(kind, key, "en", title, f"/{kind}/{key}/", lead, passages)


def _cut(words: list[str]) -> Iterator[str]:
    """A title, a summary and six sections, in sentences of twelve words."""
    size = len(words) // 6
    yield " ".join(words[:4])
    yield " ".join(words[4:16])
    for part in (words[start : start + size] for start in range(16, len(words), size)):
        yield ". ".join(" ".join(part[start : start + 12]) for start in range(0, len(part), 12))


def fill() -> None:
    from django.db import transaction

    from mbc_site.search import indexing

    began, every = perf_counter(), texts()
    while some := list(islice(every, AT_ONCE)):
        with transaction.atomic():
            indexing.replace([], some)
    print(f"{2 * TEXTS} texts indexed in {perf_counter() - began:.0f} s")


def searches() -> dict[str, list[str]]:
    words = asked()
    names = list(words)
    pairs = {
        f"{one} and {other}": [f"{a} {b}" for a, b in zip(words[one], reversed(words[other]), strict=True)]
        for one, other in [
            (names[0], names[2]),
            (names[1], names[3]),
            (names[2], names[3]),
            (names[3], names[3]),
        ]
    }
    return words | pairs


def measure() -> None:
    from django.db import connection

    from mbc_site.search import search, suggest

    everything: list[tuple[float, float]] = []
    print(
        f"{connection.vendor}: milliseconds of a page of 20 with quotations; the last two of this process alone"
    )
    print(f"  {'words in':18} {'found':>6} {'calls':>7} {'median':>7} {'95 %':>7} {'median':>7} {'95 %':>7}")
    for name, queries in searches().items():
        found = search(queries[0]).total
        taken = [_timed(lambda query=query: search(query)) for _round in range(ROUNDS) for query in queries]
        everything += taken
        print(f"  {name:18} {found:6} {calls(lambda query=queries[0]: search(query)):7} {_row(taken)}")
    print(f"  {'all of them':33} {_row(everything)}")
    typed = [
        _timed(lambda start=start: suggest(start))
        for start in ("wa", "ba", "tel", "wdx")
        for _ in range(ROUNDS)
    ]
    wrong = [_timed(lambda word=word: search(word[1:])) for word in asked()["10 %"] for _ in range(ROUNDS)]
    print(f"  {'suggestions':33} {_row(typed)}")
    print(f"  {'a letter is missing':33} {_row(wrong)}")


def _timed(what) -> tuple[float, float]:
    """Milliseconds, and those of this process."""
    began, used = perf_counter(), process_time()
    what()
    return (perf_counter() - began) * 1000, (process_time() - used) * 1000


def _row(taken: list[tuple[float, float]]) -> str:
    columns = zip(*taken, strict=True)
    return " ".join(f"{median(column):7.1f} {quantiles(column, n=20)[-1]:7.1f}" for column in columns)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, os.environ.get("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"))
        from django.db import connection

        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = f"{folder}/test.sqlite3"
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            fill()
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
            measure()
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
