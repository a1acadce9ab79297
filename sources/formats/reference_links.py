"""Names of links that a web page prints behind each reference: "PubMed", "Google Scholar". Pure functions."""

import re

NAME = (
    r"(?:DOI|PubMed(?: Abstract| Central)?|PMC(?: free article)?|Google Scholar|Cross ?[Rr]ef(?: Full Text)?"
    r"|Web of Science(?:®)?|(?:View in )?Scopus|CAS|ISI|ADS|MathSciNet|Medline|Article|(?:Free )?Full Text"
    r"|Green Version|View (?:PDF|[Aa]rticle|[Rr]ecord in Scopus))"
)
IN_BRACKETS = re.compile(rf"\[{NAME}\](?: ?\|(?= ?\[))?", re.IGNORECASE)
AT_END = re.compile(
    rf"(?:[ |]{{0,3}}{NAME}){{2,12}}$|(?<=\d)\.?[ |]{{1,3}}?(?:Google Scholar|Cross[Rr]ef)$|(?<=[\w/])(?:external|pdf) icon$"
)
LINE = re.compile(rf"\s*(?:[\s|]{{0,3}}{NAME}){{1,12}}\s*")


def without_links_at_end(text: str) -> str:
    """
    >>> without_links_at_end("2019;69:7. doi:10.1000/jx.1PubMedGoogle ScholarCrossref")
    '2019;69:7. doi:10.1000/jx.1'
    >>> without_links_at_end("Doe B. How to search PubMed")
    'Doe B. How to search PubMed'
    """
    return AT_END.sub("", text)


def is_line_of_links(line: str) -> bool:
    """
    >>> is_line_of_links("PubMed Abstract | CrossRef Full Text | Google Scholar"), is_line_of_links("PubMed searches")
    (True, False)
    """
    return bool(LINE.fullmatch(line))
