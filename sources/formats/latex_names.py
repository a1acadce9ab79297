"""LaTeX macros by what they stand for: those that pylatexenc 2.11 does not know, and those that only set type.

"LaTeX2e: An unofficial reference manual" (23.4 "Text symbols"), textcomp, siunitx 3 (units) and upgreek.
"""

SYMBOLS = {
    "textless": "<", "lt": "<", "textgreater": ">", "gt": ">", "textbar": "|", "vert": "|", "textquotedbl": '"',
    "copyright": "©", "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "pounds": "£", "degree": "°", "micro": "μ",
    "textmicro": "μ", "ohm": "Ω", "angstrom": "Å", "celsius": "°C", "degreeCelsius": "°C", "textcelsius": "°C",
    "percent": "%", "permil": "‰", "textpermil": "‰", "EUR": "€", "euro": "€", "checkmark": "✓", "neg": "¬", "lnot": "¬",
    "textprime": "′", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "dash": "-", "hyphen": "-", "textfractionsolidus": "⁄",
    "lbrack": "[", "rbrack": "]", "male": "♂", "textmale": "♂", "female": "♀", "textfemale": "♀", "textlogicalnot": "¬",
    "slash": "/", "mid": "|", "colon": ":",
}  # fmt: skip
LITERALS = {  # characters that mean something to LaTeX
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^",
    "textdollar": "$", "textunderscore": "_", "lbrace": "{", "rbrace": "}", "backslash": "\\",
}  # fmt: skip
GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega".split()
)  # as \textalpha and \upalpha, too
SPACES = frozenset(
    "space quad qquad enspace thinspace nobreakspace newline linebreak par hfill hspace".split()
)
SETTING = frozenset(
    """
    tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge bfseries mdseries itshape slshape scshape upshape
    rmfamily sffamily ttfamily normalfont selectfont rm sf tt bf it sl sc em cal boldmath unboldmath displaystyle textstyle
    limits nolimits left right big Big bigl bigr Bigl Bigr middle relax protect noindent indent newblock sloppy nobreak allowbreak
    unskip ignorespaces xspace null strut mathstrut hyphenation discretionary leavevmode mathop mathbin mathrel mathord
    mathopen mathclose boldsymbol bm mathregular text textnormal textup textmd textrm textsf texttt textsc mathrm mathsf mathtt
    mathbb mathcal mathfrak mathbf mathit mbox hbox fbox makebox url emph textit textbf textsl underline overline uppercase
    lowercase MakeUppercase MakeLowercase ensuremath num si SI qty unit ce enquote noopsort textgreek greektext latintext
    foreignlanguage selectlanguage textlatin
    """.split()
)


def symbol(name: str) -> str:
    """The characters of a macro that we know better than pylatexenc; "" for others.

    >>> symbol("textless"), symbol("alpha")
    ('<', '')
    """
    return SYMBOLS.get(name, " " if name in SPACES else "")


def greek(name: str) -> str:
    """The macro of the letter that `upmu` and `textmu` stand for; "" for others.

    >>> greek("upmu"), greek("textbeta"), greek("uparrow")
    ('mu', 'beta', '')
    """
    letter = name.removeprefix("up").removeprefix("text")
    return letter if letter != name and letter.lower() in GREEK else ""
