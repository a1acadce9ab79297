"""Organizations and study groups as authors of references. Pure functions."""

import re

GROUP_WORDS = re.compile(
    r"\b(?:group|investigators?|collaborat\w+|committees?|consortium|network|initiative|team|trialists|panel|society|institutes?"
    r"|association|foundation|alliance|organi[sz]ation|council|cent(?:er|re)s?|university|hospital|clinic|college|agency|department"
    r"|administration|ministry|academy|federation|union|commission|bureau|office|trust|charity|coalition|board|register|registry"
    r"|program(?:me)?|services?|school|library|company|inc|ltd|llc|gmbh|editors?|force|nhs|nice|who|cdc|fda|nci|asco|esmo|nccn|\w+\.org"
    r"|cancer (?:research uk|australia|council|care|now)|komen|research|government|authority|secretariat|staff|directorate|collective"
    r"|partnership|division|congress|parliament|institution|laborator(?:y|ies)|corporation|unit|gesellschaft|société|sociedad|società"
    r"|ministère|ministerio|bundesamt|verein)\b",
    re.IGNORECASE,
)
SMALL = frozenset(
    "of and for the on in to de la du des der die das und für et y e del di van von voor".split()
)
LEAD = r"(?:(?:on behalf of|for|and|with|en representación del?|en nombre del?|au nom d[eu]) )?(?:the )?"
GROUP_IN_LIST = re.compile(
    rf"{LEAD}(?P<name>[^,;:.(“\"\s](?:[^,;:.(“\"]|\([A-Z][\w\- ]{{1,15}}\)){{2,200}})(?=[,;:.&]|$| ?[(\[“\"])"
)


def organization(text: str) -> bool:
    """Does this look like the name of an organization rather than a title?

    >>> organization("American Cancer Society"), organization("What is cancer recurrence?")
    (True, False)
    >>> organization("Metastatic Breast Cancer Research (MBCR)")
    True
    """
    if text.endswith(("?", "!")) or len(text.split()) > 14 or ":" in text:
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w.’'-]*", text) if word.lower() not in SMALL]
    if not words or sum(word[0].isupper() for word in words) < len(words):
        return False
    return bool(GROUP_WORDS.search(text) or re.search(r"\([A-Z]{2,8}\)$|\.(?:org|com|gov|net)$", text))


def group_among_people(text: str) -> bool:
    """Like `organization`, but a few words may be in small letters.

    >>> group_among_people("REPLACE investigators"), group_among_people("Task Force of the Bone Society and others")
    (True, True)
    >>> group_among_people("Analysis of a social commerce network")
    False
    """
    return bool(GROUP_WORDS.search(text)) and mostly_capitals(text)


def mostly_capitals(text: str) -> bool:
    """
    >>> mostly_capitals("CBS (Statistics Netherlands)"), mostly_capitals("Global cancer statistics")
    (True, False)
    """
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if word.lower() not in SMALL]
    small = [word for word in words if word[0].islower() and not GROUP_WORDS.fullmatch(word)]
    return bool(words) and (text[0].isupper() or text[0].isdigit()) and len(small) * 4 <= len(words)
