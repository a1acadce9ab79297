"""Known regions by their towns: what each holds, and what lies clearly outside (boxes reach some kilometers around it)."""

REGIONS = """
San Francisco Bay Area | San Jose CA; Oakland CA; Napa CA; Santa Rosa CA; Vallejo CA; Gilroy CA; Livermore CA | Sacramento CA; Santa Cruz CA; Stockton CA; Modesto CA
East Bay, California | Oakland CA; Berkeley CA; Fremont CA; Concord CA; Livermore CA; Richmond CA | San Rafael CA; Palo Alto CA; Stockton CA
South Bay, Los Angeles | Torrance CA; Redondo Beach CA; Manhattan Beach CA; Hawthorne CA; Gardena CA | Santa Monica CA; Pasadena CA; Anaheim CA; Burbank CA
North Bay | San Rafael CA; Novato CA; Napa CA; Santa Rosa CA; Petaluma CA; Vallejo CA | Oakland CA; San Mateo CA; Sacramento CA
San Francisco Peninsula | Palo Alto CA; San Mateo CA; Redwood City CA; Daly City CA; Pacifica CA | Oakland CA; San Jose CA; Fremont CA
Virginia Peninsula | Hampton VA; Newport News VA; Williamsburg VA; Poquoson VA | Virginia Beach VA; Richmond VA; Chesapeake VA
Silicon Valley | San Jose CA; Palo Alto CA; Mountain View CA; Sunnyvale CA; Cupertino CA; Menlo Park CA | San Francisco CA; Oakland CA; Santa Cruz CA
Inland Empire | Riverside CA; San Bernardino CA; Ontario CA; Temecula CA; Palm Springs CA | Pasadena CA; San Diego CA; Irvine CA
Central Valley | Fresno CA; Bakersfield CA; Stockton CA; Modesto CA; Sacramento CA; Redding CA; Chico CA; Visalia CA | San Jose CA; Oakland CA; Monterey CA; Los Angeles CA
Central Coast | Monterey CA; Salinas CA; San Luis Obispo CA; Santa Barbara CA; Ventura CA; Santa Cruz CA | Fresno CA; San Francisco CA; Pasadena CA
San Fernando Valley | Van Nuys CA; Burbank CA; Encino CA; Northridge CA; San Fernando CA; Calabasas CA; Glendale CA; Chatsworth CA | Santa Clarita CA; Torrance CA; Pomona CA; Oxnard CA; Long Beach CA
San Gabriel Valley | Pasadena CA; Alhambra CA; El Monte CA; West Covina CA; Monrovia CA; Arcadia CA; Pomona CA; Whittier CA | Long Beach CA; Santa Monica CA; Riverside CA; Anaheim CA
Coachella Valley | Palm Springs CA; Indio CA; Palm Desert CA; Coachella CA; Desert Hot Springs CA | Riverside CA; El Centro CA; Yucca Valley CA
Lake Tahoe | South Lake Tahoe CA; Tahoe City CA; Incline Village NV; Truckee CA; Stateline NV | Sacramento CA; Placerville CA; Auburn CA
High Desert | Victorville CA; Apple Valley CA; Hesperia CA; Adelanto CA; Barstow CA | Palm Springs CA; Pasadena CA
Antelope Valley | Lancaster CA; Palmdale CA; Rosamond CA; Littlerock CA | Bakersfield CA; Pasadena CA; Victorville CA
Puget Sound | Seattle WA; Tacoma WA; Everett WA; Bremerton WA; Bellevue WA | Yakima WA; Bellingham WA; Olympia WA
Eastside, Washington | Bellevue WA; Redmond WA; Kirkland WA; Issaquah WA; Bothell WA; Sammamish WA | Tacoma WA; Everett WA; Bremerton WA
Tri-Cities, Tennessee | Kingsport TN; Johnson City TN; Bristol TN; Bristol VA; Elizabethton TN | Knoxville TN; Asheville NC
Tri-Cities, Virginia | Petersburg VA; Hopewell VA; Colonial Heights VA | Richmond VA; Williamsburg VA
Treasure Valley | Boise ID; Nampa ID; Caldwell ID; Meridian ID | Twin Falls ID; Idaho Falls ID
Willamette Valley | Portland OR; Salem OR; Eugene OR; Corvallis OR; Albany OR | Bend OR; Medford OR
Rogue Valley | Medford OR; Ashland OR; Grants Pass OR | Klamath Falls OR; Roseburg OR
Front Range | Denver CO; Boulder CO; Fort Collins CO; Colorado Springs CO; Pueblo CO; Greeley CO; Aurora CO | Grand Junction CO; Vail CO; Cheyenne WY; Aspen CO
Wasatch Front | Salt Lake City UT; Provo UT; Ogden UT; West Valley City UT; Layton UT | Logan UT; Moab UT; St. George UT
Four Corners | Farmington NM; Durango CO; Cortez CO; Shiprock NM | Grand Junction CO; Albuquerque NM; Flagstaff AZ
Dallas-Fort Worth Metroplex | Dallas TX; Fort Worth TX; Arlington TX; Plano TX; Denton TX; Frisco TX; Irving TX | Waco TX; Tyler TX; Wichita Falls TX
Texas Hill Country | Fredericksburg TX; Kerrville TX; Boerne TX; New Braunfels TX; San Marcos TX; Marble Falls TX | Waco TX; Houston TX; Laredo TX
Rio Grande Valley | McAllen TX; Brownsville TX; Harlingen TX; Edinburg TX | Laredo TX; Corpus Christi TX
Texas Panhandle | Amarillo TX; Borger TX; Pampa TX; Dalhart TX | Lubbock TX; Midland TX
Permian Basin | Midland TX; Odessa TX; Big Spring TX; Hobbs NM; Carlsbad NM | Lubbock TX; Abilene TX; El Paso TX
Coastal Bend | Corpus Christi TX; Kingsville TX; Rockport TX; Port Aransas TX | Victoria TX; Laredo TX
Golden Triangle, Texas | Beaumont TX; Port Arthur TX; Orange TX | Houston TX; Lake Charles LA
Acadiana | Lafayette LA; New Iberia LA; Opelousas LA; Crowley LA | Baton Rouge LA; Shreveport LA; New Orleans LA
Northshore, Louisiana | Covington LA; Mandeville LA; Slidell LA; Hammond LA | New Orleans LA; Baton Rouge LA
South Florida | Miami FL; Fort Lauderdale FL; West Palm Beach FL; Boca Raton FL | Naples FL; Fort Myers FL; Orlando FL
Tampa Bay | Tampa FL; Clearwater FL; Saint Petersburg FL; Brandon FL | Orlando FL; Fort Myers FL
Space Coast | Melbourne FL; Titusville FL; Cocoa Beach FL; Palm Bay FL | Orlando FL; Daytona Beach FL; Vero Beach FL
Florida Panhandle | Pensacola FL; Panama City FL; Tallahassee FL; Destin FL | Gainesville FL; Jacksonville FL; Mobile AL
Florida Keys | Key West FL; Marathon FL; Islamorada FL; Key Largo FL; Big Pine Key FL | Miami FL; Naples FL; Homestead FL; Florida City FL
Research Triangle | Raleigh NC; Durham NC; Chapel Hill NC; Cary NC | Greensboro NC; Fayetteville NC; Rocky Mount NC
Piedmont Triad | Greensboro NC; Winston-Salem NC; High Point NC; Burlington NC | Durham NC; Charlotte NC
Outer Banks | Kitty Hawk NC; Nags Head NC; Manteo NC; Ocracoke NC; Hatteras NC | Elizabeth City NC; New Bern NC; Virginia Beach VA
Lowcountry | Charleston SC; Beaufort SC; Hilton Head Island SC; Summerville SC | Columbia SC; Myrtle Beach SC; Augusta GA
Midlands, South Carolina | Columbia SC; Lexington SC; Camden SC; Newberry SC | Greenville SC; Charleston SC; Rock Hill SC
Hampton Roads | Norfolk VA; Virginia Beach VA; Chesapeake VA; Newport News VA; Hampton VA; Suffolk VA; Williamsburg VA | Richmond VA; Petersburg VA
Northern Virginia | Arlington VA; Alexandria VA; Fairfax VA; Leesburg VA; Manassas VA | Richmond VA; Fredericksburg VA; Winchester VA; Baltimore MD
Shenandoah Valley | Harrisonburg VA; Staunton VA; Winchester VA; Lexington VA | Charlottesville VA; Roanoke VA
Delmarva | Salisbury MD; Ocean City MD; Dover DE; Wilmington DE; Easton MD; Chincoteague VA | Annapolis MD; Baltimore MD; Norfolk VA
Lehigh Valley | Allentown PA; Bethlehem PA; Easton PA | Reading PA; Philadelphia PA; Scranton PA
Poconos | Stroudsburg PA; East Stroudsburg PA; Honesdale PA; Jim Thorpe PA | Scranton PA; Allentown PA
Main Line | Ardmore PA; Wayne PA; Paoli PA; Villanova PA | Trenton NJ; Wilmington DE; West Chester PA
Long Island | Hempstead NY; Garden City NY; Huntington NY; Montauk NY; Riverhead NY | White Plains NY; Stamford CT; Manhattan NY
The Hamptons | Southampton NY; East Hampton NY; Montauk NY; Sag Harbor NY; Westhampton Beach NY | Huntington NY; Smithtown NY; New London CT
North Fork | Greenport NY; Southold NY; Mattituck NY; Orient NY; Cutchogue NY | Huntington NY; Patchogue NY; Montauk NY; New London CT
Hudson Valley | Poughkeepsie NY; Kingston NY; Newburgh NY; White Plains NY; Beacon NY | Albany NY; Binghamton NY
Finger Lakes | Ithaca NY; Geneva NY; Canandaigua NY; Rochester NY; Corning NY; Auburn NY | Buffalo NY; Utica NY; Binghamton NY
Adirondacks | Lake Placid NY; Saranac Lake NY; Lake George NY; Tupper Lake NY | Syracuse NY; Albany NY; Burlington VT
Cape Cod | Hyannis MA; Provincetown MA; Falmouth MA; Sandwich MA; Chatham MA | Plymouth MA; New Bedford MA; Nantucket MA
Berkshires | Pittsfield MA; North Adams MA; Great Barrington MA; Lenox MA | Northampton MA; Albany NY; Springfield MA
Pioneer Valley | Springfield MA; Northampton MA; Amherst MA; Greenfield MA; Holyoke MA | Worcester MA; Pittsfield MA; Hartford CT
North Shore, Massachusetts | Salem MA; Gloucester MA; Beverly MA; Lynn MA; Newburyport MA; Peabody MA; Marblehead MA; Rockport MA | Quincy MA; Lowell MA; Framingham MA; Portsmouth NH
South Shore | Quincy MA; Weymouth MA; Hingham MA; Plymouth MA; Scituate MA; Braintree MA | Hyannis MA; Framingham MA; Lynn MA; New Bedford MA
MetroWest | Framingham MA; Natick MA; Marlborough MA; Hudson MA; Wellesley MA; Ashland MA | Worcester MA; Boston MA; Lowell MA
Merrimack Valley | Lowell MA; Lawrence MA; Haverhill MA; Methuen MA; Andover MA | Boston MA; Worcester MA; Portsmouth NH
Seacoast New Hampshire | Portsmouth NH; Dover NH; Exeter NH; Rochester NH; Kittery ME; Hampton NH | Manchester NH; Concord NH; Portland ME
Northeast Kingdom | St. Johnsbury VT; Newport VT; Lyndonville VT | Burlington VT; Montpelier VT
Midcoast Maine | Rockland ME; Camden ME; Bath ME; Belfast ME; Damariscotta ME | Portland ME; Bangor ME; Augusta ME
Twin Cities | Minneapolis MN; Saint Paul MN; Bloomington MN; Stillwater MN; Burnsville MN | Rochester MN; Saint Cloud MN; Duluth MN
Iron Range | Hibbing MN; Virginia MN; Eveleth MN; Ely MN; Grand Rapids MN; Chisholm MN | Duluth MN; Bemidji MN; International Falls MN
Twin Ports | Duluth MN; Superior WI; Proctor MN; Hermantown MN | Hibbing MN; Ashland WI
Quad Cities | Davenport IA; Bettendorf IA; Moline IL; Rock Island IL | Iowa City IA; Peoria IL; Dubuque IA
Chicagoland | Chicago IL; Aurora IL; Joliet IL; Waukegan IL; Gary IN; Kenosha WI | Rockford IL; Milwaukee WI; South Bend IN
North Shore, Illinois | Evanston IL; Wilmette IL; Winnetka IL; Highland Park IL; Lake Forest IL; Glencoe IL | Naperville IL; Kenosha WI; Aurora IL
North Shore, Minnesota | Two Harbors MN; Grand Marais MN; Silver Bay MN; Duluth MN | Hibbing MN; Ely MN
Fox Valley, Illinois | Aurora IL; Elgin IL; St. Charles IL; Batavia IL; Geneva IL | Chicago IL; Rockford IL; Joliet IL
Fox Valley, Wisconsin | Appleton WI; Oshkosh WI; Neenah WI; Menasha WI | Green Bay WI; Madison WI
Upper Peninsula | Marquette MI; Houghton MI; Escanaba MI; Iron Mountain MI; St. Ignace MI | Petoskey MI; Green Bay WI; Traverse City MI
Metro Detroit | Detroit MI; Ann Arbor MI; Dearborn MI; Troy MI; Pontiac MI | Toledo OH; Flint MI; Lansing MI
Miami Valley | Dayton OH; Springfield OH; Kettering OH; Troy OH | Cincinnati OH; Columbus OH; Lima OH
Northeast Ohio | Cleveland OH; Akron OH; Canton OH; Youngstown OH; Lorain OH | Columbus OH; Toledo OH; Mansfield OH
Kentuckiana | Louisville KY; New Albany IN; Jeffersonville IN; Shelbyville KY | Lexington KY; Cincinnati OH
Northwest Arkansas | Fayetteville AR; Bentonville AR; Rogers AR; Springdale AR | Fort Smith AR; Little Rock AR; Joplin MO
Black Hills | Rapid City SD; Deadwood SD; Spearfish SD; Custer SD; Hot Springs SD | Pierre SD; Gillette WY
Mid-South | Memphis TN; Southaven MS; West Memphis AR; Germantown TN | Jackson TN; Tupelo MS; Little Rock AR
Great Smoky Mountains | Gatlinburg TN; Pigeon Forge TN; Cherokee NC; Bryson City NC | Asheville NC; Chattanooga TN
Appalachia | Pikeville KY; Hazard KY; Bristol VA; Charleston WV; Boone NC; Johnson City TN; Knoxville TN | Louisville KY; Charlotte NC; Nashville TN; Richmond VA
Maui Island | Kahului HI; Lahaina HI; Hāna HI; Kīhei HI | Honolulu HI; Hilo HI; Kaunakakai HI; Lanai City HI
Molokai Island | Kaunakakai HI; Maunaloa HI | Lahaina HI; Honolulu HI; Lanai City HI
Lanai Island | Lanai City HI | Lahaina HI; Kaunakakai HI
Oahu | Honolulu HI; Kailua HI; Pearl City HI; Waipahu HI | Kahului HI; Hilo HI
Navajo Nation | Shiprock NM; Window Rock AZ; Tuba City AZ; Kayenta AZ; Chinle AZ | Flagstaff AZ; Albuquerque NM; Durango CO
Lake District | Windermere UK; Kendal UK; Penrith UK | Carlisle UK; Lancaster UK; Barrow in Furness UK
Peak District | Buxton UK; Matlock UK; Glossop UK | Manchester UK; Derby UK; Nottingham UK; Leeds UK
Cotswolds | Cirencester UK; Stroud UK; Cheltenham UK; Chipping Norton UK | Oxford UK; Bristol UK; Worcester UK; Swindon UK
Central Belt | Glasgow UK; Edinburgh UK; Falkirk UK; Stirling UK; Livingston UK; Paisley UK | Perth UK; Dundee UK; Ayr UK; Dumfries UK
Home Counties | Guildford UK; Reading UK; Maidstone UK; St Albans UK; Chelmsford UK | Oxford UK; Brighton UK; Cambridge UK
East Anglia | Norwich UK; Ipswich UK; Cambridge UK; Lowestoft UK | Lincoln UK; Colchester UK; Northampton UK
Yorkshire | Leeds UK; York UK; Sheffield UK; Harrogate UK | Manchester UK; Nottingham UK; Durham UK
West Country | Exeter UK; Plymouth UK; Truro UK; Taunton UK; Dorchester UK | Cardiff UK; Southampton UK; Oxford UK
Greater Toronto Area | Toronto ON; Mississauga ON; Oshawa ON; Brampton ON; Markham ON; Burlington ON; Newmarket ON | Hamilton ON; Barrie ON; Guelph ON; St. Catharines ON; Kitchener ON
Golden Horseshoe | Toronto ON; Hamilton ON; St. Catharines ON; Oshawa ON; Niagara Falls ON; Mississauga ON | London ON; Kingston ON; Barrie ON; Peterborough ON
Niagara Region | St. Catharines ON; Niagara Falls ON; Welland ON; Fort Erie ON; Grimsby ON; Port Colborne ON | Hamilton ON; Toronto ON
Lower Mainland | Vancouver BC; Surrey BC; Abbotsford BC; Chilliwack BC; Richmond BC; North Vancouver BC | Victoria BC; Nanaimo BC; Bellingham WA; Squamish BC
Fraser Valley | Abbotsford BC; Chilliwack BC; Mission BC; Langley BC; Hope BC | Vancouver BC; Richmond BC; Bellingham WA
Vancouver Island | Victoria BC; Nanaimo BC; Campbell River BC; Duncan BC; Port Alberni BC; Courtenay BC | Vancouver BC; Powell River BC; Bellingham WA; Richmond BC
Okanagan | Kelowna BC; Penticton BC; Vernon BC; Osoyoos BC; Summerland BC | Kamloops BC; Nelson BC; Castlegar BC
Greater Montreal | Montréal QC; Laval QC; Longueuil QC; Saint-Jérôme QC; Terrebonne QC; Châteauguay QC | Granby QC; Trois-Rivières QC; Sherbrooke QC; Ottawa ON
Cape Breton | Sydney NS; Glace Bay NS | Antigonish NS; Halifax NS; New Glasgow NS; Truro NS
National Capital Region, Ottawa | Ottawa ON; Gatineau QC; Kanata ON | Kingston ON; Montréal QC; Cornwall ON
"""
