"""Columns drawn with tabs or spaces, which the draft does not keep: its reader may take one number for another."""

import re

from django.utils.translation import gettext_lazy

GAP = re.compile(r"(?<=\S)(?: {3,}|[ ]*\t\s*)(?=\S)")
LABEL = re.compile(r"\s*[(\[]?(?:\d[\d.]*|[A-Za-z]|[ivxIVX]+|[^\w\s])[.)\]:]*[ ]*\t\s*")
NO_COLUMNS = gettext_lazy("The spaces of this text were not kept. If they make columns, make it a table.")


def gaps(text: str) -> int:
    """How many, the one behind a label of a list not counted.

    >>> gaps("Drug\\tDose\\tDays"), gaps("x   y"), gaps("a)\\tRest"), gaps("[1]\\tDoe A."), gaps("A  dose")
    (2, 1, 0, 0, 0)
    """
    label = LABEL.match(text)
    return len(GAP.findall(text, label.end() if label else 0))
