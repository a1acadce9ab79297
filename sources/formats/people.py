"""Names as RIS, EndNote and PubMed write them -> CSL names. Family names keep their particles as given."""

import re

from sources.csl import spaced_initials
from sources.formats.groups import GROUP, organization
from sources.formats.name_forms import (
    SUFFIX,
    begins_with_given_name,
    inverted,
    natural,
    turned,
    without_degrees,
)
from sources.formats.name_lists import split_names

Name = dict[str, str]

ROMAN = {"2nd": "II", "3rd": "III", "4th": "IV"}
MEDLINE = re.compile(r"(?P<family>\S.*?) (?P<given>[^\W\d_a-z]{1,3}(?:-[^\W\d_a-z])?)(?: (?P<suffix>\S+))?")
NATURAL = re.compile(
    r"(?P<given>(?:\S+ )*?(?:[^\W\d_]\.-?)+ (?:(?:[^\W\d_]\.-?)+ )*)(?P<family>\S{2,}(?: \S{2,})?)"
)
GLUED = re.compile(r"([^\W\d_]\.)(?=[^\W\d_])")


def person(text: str) -> Name | None:
    """One name, best as "Family, Given, Suffix"; what has no comma is an organization unless it has initials.

    >>> person("van der Berg, JW, Jr.")
    {'family': 'van der Berg', 'given': 'J. W.', 'suffix': 'Jr'}
    >>> person("American Cancer Society"), person("Department of Health,, UK")
    ({'literal': 'American Cancer Society'}, {'literal': 'Department of Health, UK'})
    >>> person("Claude E. Shannon"), person(" , ")
    ({'given': 'Claude E.', 'family': 'Shannon'}, None)
    """
    text = without_degrees(" ".join(text.split()).strip(" ;"))
    if not re.search(r"\w", text):
        return None
    if ",," in text or text.endswith(","):  # how EndNote marks organizations
        return {"literal": text.replace(",,", ",").rstrip(", ")}
    family, *rest = [part.strip() for part in text.split(",")]
    if not rest or not family:
        return without_comma(text.strip(" ,"))
    if len(rest) > 2 or (literal := organization(text)):
        return {"literal": text if len(rest) > 2 else literal}
    if inverted(family) and len(rest) == 1 and SUFFIX.fullmatch(rest[0]):  # "Kearse LA, Jr."
        return without_comma(f"{family} {rest[0]}")
    return _parted(family, rest)


def _parted(family: str, rest: list[str]) -> Name:
    given, after = (rest[0], "".join(rest[1:]))
    if SUFFIX.fullmatch(given):  # BibTeX order, or no given name
        given, after = after, given
    name = {"family": family}
    if not after:
        given, after = without_suffix(given)
    if given:
        name["given"] = given_name(given)
    if after:
        name["suffix"] = suffix(after)
    return name


def without_suffix(given: str) -> tuple[str, str]:
    """
    >>> without_suffix("Martin Luther Jr."), without_suffix("Amanda J.")
    (('Martin Luther', 'Jr.'), ('Amanda J.', ''))
    """
    before, _, last = given.rpartition(" ")
    return (before, last) if before and SUFFIX.fullmatch(last) else (given, "")


def without_comma(text: str) -> Name:
    """
    >>> without_comma("van Eijck CH"), without_comma("King ML Jr")
    ({'family': 'van Eijck', 'given': 'C. H.'}, {'family': 'King', 'given': 'M. L.', 'suffix': 'Jr'})
    >>> without_comma("Vega T.H."), without_comma("J Vega")
    ({'family': 'Vega', 'given': 'T. H.'}, {'given': 'J.', 'family': 'Vega'})
    >>> without_comma("Team UK"), without_comma("WHO"), without_comma("Cancer Research UK")
    ({'literal': 'Team UK'}, {'literal': 'WHO'}, {'literal': 'Cancer Research UK'})
    """
    if GROUP.search(text) or len(text) > 80 or text.startswith("{"):
        return {"literal": text}
    bare, lineage = without_suffix(text)
    if name := inverted(bare):
        return {"family": name[0], "given": given_name(name[1])} | (
            {"suffix": suffix(lineage)} if lineage else {}
        )
    if match := NATURAL.fullmatch(text):
        return {"given": given_name(match["given"]), "family": match["family"]}
    if (name := natural(text)) and len(name[1]) == 1:  # two letters may be an agency's: "US Oncology"
        return {"given": given_name(name[1]), "family": name[0]}
    return person(turned(text)) or {} if begins_with_given_name(text) else {"literal": text}


def medline(text: str) -> Name | None:
    """PubMed's AU: initials are never a word, however many (MEDLINE/PubMed Data Element Descriptions, "AU").

    >>> medline("SMITH JAB"), medline("Dutch Colorectal Cancer Group")
    ({'family': 'SMITH', 'given': 'J. A. B.'}, {'literal': 'Dutch Colorectal Cancer Group'})
    """
    match = MEDLINE.fullmatch(" ".join(text.split()))
    if match and match["family"].isupper() and not match["suffix"]:
        return {"family": match["family"], "given": given_name(match["given"])}
    return person(text)


def given_name(text: str) -> str:
    """Initials apart and dotted, words as they are.

    >>> given_name("SD"), given_name("Amanda J"), given_name("J.-P."), given_name("A.J."), given_name("Jo")
    ('S. D.', 'Amanda J.', 'J.-P.', 'A. J.', 'Jo')
    """
    words = GLUED.sub(r"\1 ", text.replace(",", " ")).split()
    return " ".join(_initials(word, alone=len(words) == 1 or len(word) == 1) for word in words)


def _initials(word: str, *, alone: bool) -> str:
    if not alone:
        return word
    if re.fullmatch(r"[^\W\d_]-[^\W\d_]", word) and word.isupper():
        return f"{word[0]}.-{word[2]}."
    return spaced_initials(word) if len(word) <= 3 else word


def suffix(text: str) -> str:
    """
    >>> suffix("Jr."), suffix("3rd")
    ('Jr', 'III')
    """
    text = text.strip().rstrip(".")
    return ROMAN.get(text.lower(), text)


def people(texts: list[str]) -> list[Name]:
    """Every name, also where one text has several."""
    return [
        name
        for text in texts
        if text
        for part in split_names(" ".join(text.split()))
        if (name := person(part))
    ]
