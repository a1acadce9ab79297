"""States of Mexico as people shorten them on envelopes: "Tijuana, B.C.", "Guadalajara, Jal." Keys, and names of the gazetteer."""

STATES = {
    "ags": "aguascalientes", "bc": "baja california", "bcs": "baja california sur", "camp": "campeche", "chis": "chiapas",
    "chih": "chihuahua", "coah": "coahuila", "col": "colima", "dgo": "durango", "gto": "guanajuato", "gro": "guerrero",
    "hgo": "hidalgo", "jal": "jalisco", "mich": "michoacan", "mor": "morelos", "nay": "nayarit", "nl": "nuevo leon",
    "oax": "oaxaca", "pue": "puebla", "qro": "queretaro", "q roo": "quintana roo", "qroo": "quintana roo",
    "slp": "san luis potosi", "sin": "sinaloa", "son": "sonora", "tab": "tabasco", "tamps": "tamaulipas", "tlax": "tlaxcala",
    "ver": "veracruz", "yuc": "yucatan", "zac": "zacatecas", "edo mex": "estado de mexico", "edo de mex": "estado de mexico",
    "df": "mexico city", "d f": "mexico city", "mexico df": "mexico city", "mexico d f": "mexico city",
}  # fmt: skip
