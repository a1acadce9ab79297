"""HTML as a browser lays it out: without the white space that only makes templates readable."""

import re

BLOCKS = "p|div|li|ul|ol|dl|dt|dd|h1|h2|h3|h4|section|header|form|fieldset|legend|label|option|select|address|svg|path|br"


def compact(html: str) -> str:
    """
    >>> compact("<p>\\n  <b>One</b>\\n  two,\\n  <a href='/'>\\n    three\\n  </a>\\n</p>")
    "<p><b>One</b> two, <a href='/'>three</a></p>"
    """
    html = " ".join(html.split()).replace(" >", ">")
    html = re.sub(rf" ?(</?(?:{BLOCKS})\b[^>]*>) ?", r"\1", html)
    html = re.sub(r"(<(?!input|img)[a-z][^>]*>) ", r"\1", html)
    return html.replace(" </", "</")
