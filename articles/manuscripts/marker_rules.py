"""Is a number in the text a citation? Each rule looks at the text before and after it: cite, text or unsure."""

import re

FORMULA = "\u2061"  # stands for a formula in the text before a marker
UNITS = re.compile(r"cm|mm|km|dm|nm|µm|μm|ft|yd|mi|in|kg|mg|dL|mL|sec|min")
COUNTED = re.compile(
    r"stage|grade|phase|type|level|figure|fig|table|step|arm|group|cohort|cycle|day|week|month|year"
    r"|visit|item|section|chapter|part|question|n|line|one|two|three|four|five|six|seven|eight|nine"
    r"|equation|equations|eq|eqs|eqn|formula|no|nos|panel|box|appendix|option|note|footnote"
    r"|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|all|these|those|least"
)
ABBREVIATED = re.compile(r"\b(?:eqs?|eqn|figs?|nos?|tab|sec|ch|vol|pt)\.$", re.IGNORECASE)
# n (%), mean (SD), and the number of an equation at the end of its line
AFTER_VALUE = re.compile(rf"(?:(?<![\w-])[\d.,]*\d\s?%?\s+|{FORMULA}\s*|\t)$")
VALUE = re.compile(r"(?:[<>≤≥~≈−-]?\s?[\d.,]*\d\s?%?)?")
ENDS_IN_WORD = re.compile(r"[A-Za-z][\w-]*$")
POWER_OF_TEN = re.compile(r"(?:^|[×x·*])10$")
RECEPTOR = re.compile(r"\b[A-Z]{1,3}[A-Za-z]*\d*\+$")  # HR+, HER2+, CD4+
BEFORE_ENUMERATION = re.compile("and|or|are|include|were|is|the|either")
AFTER_CITATION = re.compile(
    r"and|or|but|which|that|in|with|for|to|as|is|are|was|were|have|has|had|on|by|from|at|of|when"
    r"|while|who|whereas|because|so|than|then|if|also|may|can|could|should|would|will|did|does|do"
    r"|not|it|they|this|these|however|although|though|since|after|before|during|among|between|into"
)


def square_brackets(before: str, after: str, text: str) -> str:
    """Square brackets are a citation almost anywhere, but not at the very start or behind a lone value: median [range].

    >>> square_brackets("spread to bone ", ".", "3"), square_brackets("54 ", "", "3-5"), square_brackets("", " is", "3")
    ('cite', 'unsure', 'unsure')
    """
    return "unsure" if VALUE.fullmatch(before.strip()) else "cite"


def round_brackets(before: str, after: str, text: str) -> str:
    """
    >>> round_brackets("spread to bone ", ".", "3"), round_brackets("in ", " patients", "20"), round_brackets("274", ":113", "2")
    ('cite', 'unsure', 'text')
    """
    stripped = before.rstrip()
    if not stripped:
        return "text"
    is_attached = stripped == before
    if is_attached and stripped[-1].isdigit():
        return "unsure" if ENDS_IN_WORD.search(stripped[-20:]) else "text"
    if AFTER_VALUE.search(before):
        return "unsure"
    word = _last_word(stripped)
    is_counted = COUNTED.fullmatch(word.lower()) or ABBREVIATED.search(stripped)
    begins_enumeration = stripped[-1] in ":;" or is_counted or BEFORE_ENUMERATION.fullmatch(word.lower())
    if not is_attached and begins_enumeration:
        return "text" if re.match(r"\s+\w", after) else "unsure"
    if is_counted or re.fullmatch(r"[A-Z]{2,}[\d-]*|\w", word):
        return "unsure"
    return _round_brackets_after_word(stripped, is_attached, after)


def _last_word(text: str) -> str:
    return re.search(r"[\w’'-]*$", text)[0] if text[-1].isalnum() else ""


def _round_brackets_after_word(stripped: str, is_attached: bool, after: str) -> str:
    """Judge by what follows: the end of a clause, a word that continues a sentence, or a new sentence."""
    following = re.match(r"\s*(?:$|[.,;:!?)\]”\"’]|\s([\w’']+))", after)
    if following and (following[1] is None or AFTER_CITATION.fullmatch(following[1].lower())):
        return "cite"
    if is_attached:
        return "cite" if following or stripped[-1] in '.!?”",;)’' else "unsure"
    starts_sentence = following is not None and following[1][:1].isupper()
    return "cite" if starts_sentence and stripped[-1] in '.!?”"' else "unsure"


def superscript(before: str, after: str, text: str) -> str:
    """After a digit or a unit it is a power, before a letter an isotope, else a citation.

    >>> superscript("lungs", ".", "3"), superscript("10", "/L", "9"), superscript("m", ", twice", "2"), superscript("HER2", " is", "3")
    ('cite', 'text', 'text', 'cite')
    >>> superscript("ER+", " is", "3"), superscript("x+", "", "2"), superscript("of 24", " women", "3")
    ('cite', 'text', 'unsure')
    >>> superscript("of 10 ", "/L", "9"), superscript("in 12 ", " women", "3"), superscript("for women ", ".", "3")
    ('text', 'unsure', 'cite')
    """
    if not before or (before[-1] in "[(/×^_+=" and not RECEPTOR.search(before)):
        return "cite" if before[-1:] == "/" and not after[:1].isalpha() else "text"
    token = re.search(r"[^\s()\[\],;:“”\"]*$", before)[0]
    if before[-1].isspace() or not token:
        return _superscript_after_space(before.rstrip(), after)
    if after[:1] and after[:1] in "⁺⁻+":
        return "text"
    return _superscript_of_token(token, before, text)


def _superscript_after_space(stripped: str, after: str) -> str:
    """After a number and a space it may still be a power."""
    if after[:1].isalpha():
        return "text"
    number = re.search(r"(?<![\w.,])[\d.,]*\d$", stripped)
    if not number:
        return "cite"
    return "text" if number[0] == "10" or after[:1] == "/" else "unsure"


def _superscript_of_token(token: str, before: str, text: str) -> str:
    if before[-1].isdigit() and re.fullmatch(r"[\d.,×x·*]+", token):
        return "text" if POWER_OF_TEN.search(token) or len(token) == 1 else "unsure"
    base = token if before[-1].isdigit() else re.split(r"[/·*\d]", token)[-1]
    if _is_letter(base, before):
        return "text" if text in ("2", "3") else "unsure"
    if _is_unit(base, before) and text in ("2", "3", "-1", "-2"):
        return "text"
    return "unsure" if before[-1] in "-–" else "cite"


def _is_letter(base: str, before: str) -> bool:
    return len(base) == 1 and base.isalpha() and not before[-2:-1].isalpha()


def _is_unit(base: str, before: str) -> bool:
    return bool(UNITS.fullmatch(base)) and (base != "in" or bool(re.search(r"\d\s?in$", before)))
