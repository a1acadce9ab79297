"""Advice on a text while it is written: what could be easier to read, and which figures name no source.

Pure: stored HTML -> `Advised`. It is advice. Nothing here ever stops a text from being saved or published, so it is
better to miss something than to be wrong. `tests/articles/test_advice.py` lists what it says of the demonstration.
"""

from articles.advice.advising import MOST, Advice, Advised, advise
from articles.advice.reading_grade import reading_grade, syllables
