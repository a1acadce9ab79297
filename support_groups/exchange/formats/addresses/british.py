"""Counties of the United Kingdom and Ireland, which people write after the town. Keys of names."""

from support_groups.exchange.formats.addresses.keys import key

COUNTIES = {
    "GB": frozenset(
        "bedfordshire|berkshire|buckinghamshire|cambridgeshire|cheshire|cornwall|cumbria|derbyshire|devon|dorset|county durham|"
        "co durham|east sussex|east riding of yorkshire|east yorkshire|essex|gloucestershire|greater london|"
        "greater manchester|hampshire|hants|herefordshire|hertfordshire|herts|huntingdonshire|isle of wight|kent|lancashire|lancs|"
        "leicestershire|lincolnshire|lincs|merseyside|middlesex|norfolk|north yorkshire|northamptonshire|northants|"
        "northumberland|nottinghamshire|notts|oxfordshire|oxon|rutland|shropshire|somerset|south yorkshire|staffordshire|staffs|"
        "suffolk|surrey|sussex|tyne and wear|warwickshire|west midlands|west sussex|west yorkshire|wiltshire|wilts|worcestershire|"
        "yorkshire|beds|bucks|cambs|cheshire east|glos|aberdeenshire|angus|argyll|argyll and bute|ayrshire|banffshire|"
        "berwickshire|caithness|clackmannanshire|dumfries and galloway|dumfriesshire|dunbartonshire|east ayrshire|"
        "east dunbartonshire|east lothian|east renfrewshire|fife|highland|inverclyde|inverness shire|kincardineshire|"
        "kirkcudbrightshire|lanarkshire|midlothian|moray|morayshire|nairnshire|north ayrshire|north lanarkshire|orkney|"
        "peeblesshire|perth and kinross|perthshire|renfrewshire|ross shire|roxburghshire|scottish borders|selkirkshire|shetland|"
        "south ayrshire|south lanarkshire|stirlingshire|sutherland|west dunbartonshire|west lothian|wigtownshire|"
        "anglesey|isle of anglesey|blaenau gwent|caerphilly|carmarthenshire|ceredigion|clwyd|conwy|denbighshire|dyfed|flintshire|"
        "glamorgan|gwent|gwynedd|merthyr tydfil|mid glamorgan|monmouthshire|pembrokeshire|powys|rhondda cynon taf|"
        "south glamorgan|torfaen|vale of glamorgan|west glamorgan|county antrim|county armagh|county down|county fermanagh|"
        "county londonderry|county tyrone|co antrim|co armagh|co down|co fermanagh|co londonderry|co tyrone".split("|")
    ),
    "IE": frozenset(
        f"{prefix}{name}"
        for prefix in ("", "county ", "co ")
        for name in (
            "carlow|cavan|clare|cork|donegal|dublin|galway|kerry|kildare|kilkenny|laois|leitrim|limerick|longford|louth|mayo|"
            "meath|monaghan|offaly|roscommon|sligo|tipperary|waterford|westmeath|wexford|wicklow"
        ).split("|")
    ),
}  # fmt: skip


def is_county_of(text: str, country: str) -> bool:
    """
    >>> is_county_of("Surrey", "GB"), is_county_of("Co. Cork", "IE"), is_county_of("Surrey", "US")
    (True, True, False)
    """
    return key(text) in COUNTIES.get(country, ())
