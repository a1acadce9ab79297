"""Provinces of Italy, whose two letters people write after the town: "20121 Milano MI". Names of regions: the gazetteer.

Source: ISO 3166-2:IT, with the provinces of Sardinia up to 2016.
"""

PROVINCES = {
    "Abruzzo": "AQ CH PE TE", "Aosta Valley": "AO", "Apulia": "BA BR BT FG LE TA", "Basilicate": "MT PZ",
    "Calabria": "CS CZ KR RC VV", "Campania": "AV BN CE NA SA", "Emilia-Romagna": "BO FC FE MO PC PR RA RE RN",
    "Friuli Venezia Giulia": "GO PN TS UD", "Latium": "FR LT RI RM VT", "Liguria": "GE IM SP SV",
    "Lombardy": "BG BS CO CR LC LO MB MI MN PV SO VA", "The Marches": "AN AP FM MC PU", "Molise": "CB IS",
    "Piedmont": "AL AT BI CN NO TO VB VC", "Sardinia": "CA CI NU OG OR OT SS SU VS",
    "Sicily": "AG CL CT EN ME PA RG SR TP", "Tuscany": "AR FI GR LI LU MS PI PO PT SI",
    "Trentino-Alto Adige": "BZ TN", "Umbria": "PG TR", "Veneto": "BL PD RO TV VE VI VR",
}  # fmt: skip
REGIONS = {code: region for region, codes in PROVINCES.items() for code in codes.split()}


def region_of(text: str) -> str:
    """The region of a province, or the text as it is.

    >>> region_of("MI"), region_of("Lombardy"), region_of("FL")
    ('Lombardy', 'Lombardy', 'FL')
    """
    return REGIONS.get(text, text)
