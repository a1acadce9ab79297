"""Counties of the United Kingdom and Ireland, for `derive_districts`: of which districts, as GeoNames names them, they consist.

English counties are those of the Lieutenancies Act 1997; Scotland and Wales have their council areas.
"""

ENGLAND = {
    "Bedfordshire": "Bedford; Central Bedfordshire; Luton",
    "Berkshire": "Bracknell Forest; Reading; Royal Borough of Windsor and Maidenhead; Slough; West Berkshire; Wokingham",
    "Buckinghamshire": "Buckinghamshire; Milton Keynes",
    "Cambridgeshire": "Cambridgeshire; Peterborough",
    "Cheshire": "Borough of Halton; Cheshire East; Cheshire West and Chester; Warrington",
    "Cornwall": "Cornwall; Isles of Scilly",
    "County Durham": "County Durham; Darlington; Hartlepool",
    "Cumbria": "Cumbria",
    "Derbyshire": "Derby; Derbyshire",
    "Devon": "Borough of Torbay; Devon; Plymouth",
    "Dorset": "Bournemouth; Dorset; Poole",
    "East Riding of Yorkshire": "City of Kingston upon Hull; East Riding of Yorkshire",
    "East Sussex": "Brighton and Hove; East Sussex",
    "Essex": "Borough of Thurrock; Essex; Southend-on-Sea",
    "Gloucestershire": "Gloucestershire; South Gloucestershire",
    "Greater London": "Greater London",
    "Greater Manchester": "Borough of Bolton; Borough of Bury; Borough of Oldham; Borough of Rochdale; Borough of Stockport; "
    "Borough of Tameside; Borough of Wigan; City and Borough of Salford; Manchester; Trafford",
    "Hampshire": "Hampshire; Portsmouth; Southampton",
    "Herefordshire": "Herefordshire",
    "Hertfordshire": "Hertfordshire",
    "Isle of Wight": "Isle of Wight",
    "Kent": "Kent; Medway",
    "Lancashire": "Blackburn with Darwen; Blackpool; Lancashire",
    "Leicestershire": "City of Leicester; Leicestershire",
    "Lincolnshire": "Lincolnshire; North East Lincolnshire; North Lincolnshire",
    "Merseyside": "Knowsley; Liverpool; Metropolitan Borough of Wirral; Sefton; St. Helens",
    "Norfolk": "Norfolk",
    "North Yorkshire": "City of York; Middlesbrough; North Yorkshire; Redcar and Cleveland; Stockton-on-Tees",
    "Northamptonshire": "Northamptonshire",
    "Northumberland": "Northumberland",
    "Nottinghamshire": "Nottingham; Nottinghamshire",
    "Oxfordshire": "Oxfordshire",
    "Rutland": "District of Rutland",
    "Shropshire": "Shropshire; Telford and Wrekin",
    "Somerset": "Bath and North East Somerset; North Somerset; Somerset",
    "South Yorkshire": "Barnsley; Doncaster; Rotherham; Sheffield",
    "Staffordshire": "Staffordshire; Stoke-on-Trent",
    "Suffolk": "Suffolk",
    "Surrey": "Surrey",
    "Tyne and Wear": "Borough of North Tyneside; Gateshead; Newcastle upon Tyne; South Tyneside; Sunderland",
    "Warwickshire": "Warwickshire",
    "West Midlands": "City and Borough of Birmingham; Coventry; Dudley; Sandwell; Solihull; Walsall; Wolverhampton",
    "West Sussex": "West Sussex",
    "West Yorkshire": "Bradford; Calderdale; City and Borough of Leeds; City and Borough of Wakefield; Kirklees",
    "Wiltshire": "Borough of Swindon; Wiltshire",
    "Worcestershire": "Worcestershire",
}

SCOTLAND = """Aberdeenshire; Angus; Argyll and Bute; Clackmannanshire; Dumfries and Galloway; East Ayrshire;
East Dunbartonshire; East Lothian; East Renfrewshire; Eilean Siar=Outer Hebrides; Fife; Highland; Inverclyde; Midlothian;
Moray; North Ayrshire; North Lanarkshire; Orkney Islands=Orkney; Perth and Kinross; Renfrewshire; Shetland Islands=Shetland;
South Ayrshire; South Lanarkshire; The Scottish Borders=Scottish Borders; West Dunbartonshire; West Lothian"""

WALES = """Anglesey; Blaenau Gwent; Bridgend county borough=Bridgend County; Caerphilly County Borough=Caerphilly County;
Carmarthenshire; County of Ceredigion=Ceredigion; County of Flintshire=Flintshire; Denbighshire; Gwynedd; Monmouthshire;
Neath Port Talbot; Pembrokeshire; Rhondda Cynon Taf; Sir Powys=Powys; Torfaen County Borough=Torfaen;
Vale of Glamorgan"""

NORTHERN_IRELAND = {  # the six counties; the districts of 1973 cross their borders here and there
    "County Antrim": "Antrim Borough; Ballymena District; Ballymoney District; Carrickfergus District; City of Belfast; "
    "Larne District; Lisburn District; Moyle District; Newtownabbey District",
    "County Armagh": "Armagh District; Craigavon District; Newry and Mourne District",
    "County Down": "Ards District; Banbridge District; Castlereagh District; City of Belfast; Down District; "
    "Lisburn District; Newry and Mourne District; North Down District",
    "County Fermanagh": "Fermanagh District",
    "County Londonderry": "City of Derry; Coleraine District; Limavady District; Magherafelt District",
    "County Tyrone": "Cookstown District; Dungannon District; Omagh District; Strabane District",
}

IRELAND = {
    "Carlow": "County Carlow", "Cavan": "An Cabhan", "Clare": "An Clar", "Cork": "County Cork", "Donegal": "County Donegal",
    "Dublin": "Dublin City; Dun Laoghaire-Rathdown; Fingal County; South Dublin", "Galway": "County Galway",
    "Kerry": "Ciarrai", "Kildare": "Kildare", "Kilkenny": "Kilkenny", "Laois": "Laois", "Leitrim": "County Leitrim",
    "Limerick": "County Limerick", "Longford": "An Longfort", "Louth": "Lu", "Mayo": "Maigh Eo", "Meath": "An Mhi",
    "Monaghan": "County Monaghan", "Offaly": "Uibh Fhaili", "Roscommon": "Roscommon", "Sligo": "Sligo",
    "Tipperary": "North Tipperary; South Tipperary", "Waterford": "Waterford", "Westmeath": "An Iarmhi",
    "Wexford": "Loch Garman", "Wicklow": "Wicklow",
}  # fmt: skip

ALIASES = {
    "County Durham": "Durham", "County Londonderry": "County Derry; Co Derry", "Shropshire": "Salop",
    "Outer Hebrides": "Western Isles; Na h-Eileanan Siar", "Tyne and Wear": "Tyne & Wear", "Anglesey": "Isle of Anglesey",
    "Isle of Wight": "IOW", "Greater London": "London area", "Orkney": "Orkney Islands", "Shetland": "Shetland Islands",
    "East Riding of Yorkshire": "East Yorkshire; East Riding",
}  # fmt: skip

AUTHORITIES = {  # codes of the Office for National Statistics whose towns do not tell; votes that outnumber them
    "E06000039": {"Slough": 1000},
    "E08000024": {"Sunderland": 1000},
    "E09": {"Greater London": 1000},  # the boroughs of London
}
