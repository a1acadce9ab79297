"""Names of people and groups, out of Crossref's contributor objects or out of CSL names, as CSL names.

Crossref REST API, "Metadata retrieval: contributors": `given`, `family`, `suffix`, or `name` for a group, each with
`sequence` "first" or "additional"; groups stand among the people, in the order of the byline.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sources.csl import name_text
from sources.formats.groups import GROUP
from sources.formats.people import given_name, suffix
from sources.lookup.markup import plain, repaired

THE = re.compile(r"the\s", re.IGNORECASE)
FOR_THE = re.compile(r"^(?:and\s+)?(?:on behalf of|for)\s+(?:the\s+)?", re.IGNORECASE)
STRAY_PARTICLE = re.compile(
    r"^((?:[A-Z]\.?[ -]?){1,4}) (Le|La|De|Du|Da|Di|Del|Della|Dos|Van|Von|Ter|Ten|Den|El|Al|St\.?)$"
)
PARTICLE = re.compile(r"(?:[^\W\d_]{1,4}[’'‘]|.+\s|al-|el-|de[A-Z]|di[A-Z]|la[A-Z]|van[A-Z]|von[A-Z])")
PARTICLES = ("dropping-particle", "non-dropping-particle")


def csl_names(listed: Any, warnings: list[str]) -> list[dict[str, str]]:
    """CSL names in the order of the byline; what had to be repaired is added to `warnings`."""
    contributors = _first_first(_mappings(listed), warnings)
    people: list[dict[str, str]] = []
    damaged = []
    for contributor in contributors:
        name = _name(contributor, warnings)
        if name and name not in people:
            people.append(name)
        if any(map(_is_damaged, contributor.values())):
            damaged.append(name_text(name))
    if damaged:
        warnings.append(
            _("These names had damaged letters and were repaired: %(names)s. Please check them.")
            % {"names": "; ".join(damaged)}
        )
    return _without_capitals(people, warnings)


def _mappings(listed: Any) -> list[Mapping[str, Any]]:
    return [name for name in listed if isinstance(name, Mapping)] if isinstance(listed, Sequence) else []


def _without_capitals(people: list[dict[str, str]], warnings: list[str]) -> list[dict[str, str]]:
    if not people or not all(map(_is_in_capitals, people)):
        return people
    warnings.append(_("The names were in capitals and were changed. Please check them."))
    return [{part: _capitalized(text) for part, text in name.items()} for name in people]


def _first_first(contributors: list[Mapping[str, Any]], warnings: list[str]) -> list[Mapping[str, Any]]:
    if not any("sequence" in name for name in contributors):
        return contributors
    first = [name for name in contributors if name.get("sequence") == "first"]
    if not first:
        warnings.append(_("The record does not say who the first author is. Check that none is missing."))
    elif contributors[0] not in first:
        warnings.append(
            _("The authors were out of order. The first author was moved to the front; please check.")
        )
    return [*first, *(name for name in contributors if name not in first)]


def _name(contributor: Mapping[str, Any], warnings: list[str]) -> dict[str, str]:
    texts = {
        part: plain(text) for part, text in contributor.items() if isinstance(text, str) and text.strip()
    }
    return _group(texts) or _person(texts, warnings)


def _is_damaged(text: Any) -> bool:
    return isinstance(text, str) and repaired(text) != text


def _group(texts: Mapping[str, str]) -> dict[str, str]:
    whole = texts.get("name") or texts.get("literal") or _group_as_family(texts)
    return {"literal": FOR_THE.sub("", whole)} if whole else {}


def _group_as_family(texts: Mapping[str, str]) -> str:
    """The name of a group that stands where a family name should, or ""."""
    family = texts.get("family", "")
    if "given" in texts or " " not in family:
        return ""
    return family if GROUP.search(family) or THE.match(family) else ""


def _person(texts: Mapping[str, str], warnings: list[str]) -> dict[str, str]:
    family, given = texts.get("family", ""), texts.get("given", "")
    if not family:
        return {"literal": given} if given else {}
    family, given = _family_and_given(family, given, warnings)
    given = given if _is_in_capitals(texts) else given_name(given)
    name = {"family": family} | ({"given": given} if given else {})
    name |= {part: texts[part] for part in PARTICLES if part in texts}
    return name | ({"suffix": suffix(texts["suffix"])} if "suffix" in texts else {})


def _family_and_given(family: str, given: str, warnings: list[str]) -> tuple[str, str]:
    if match := STRAY_PARTICLE.match(given):
        family, given = f"{match[2]} {family}", match[1].strip()
        sentence = _("Part of a family name was with the initials. Check this name: %(name)s.")
        warnings.append(sentence % {"name": family})
    elif family[0].islower() and not PARTICLE.match(family):
        sentence = _("A family name starts with a lowercase letter. Check this name: %(name)s.")
        warnings.append(sentence % {"name": family})
    return family, given


def _is_in_capitals(name: Mapping[str, str]) -> bool:
    text = name.get("family") or name.get("literal") or ""
    return len(text) > 3 and text.isupper()


def _capitalized(text: str) -> str:
    """
    >>> _capitalized("MC ARTHUR-O'NEIL"), _capitalized("A. J.")
    ("Mc Arthur-O'Neil", 'A. J.')
    """
    return re.sub(r"[^\W\d_]{2,}", lambda match: match[0].capitalize(), text)
