"""Regions people know by a name no atlas draws, for `derive_districts`: which counties (or which circle) they are.

Each line: name; aliases | where | whose definition it is. Where: "CA: Marin, Napa; NV: Washoe" are whole counties,
"ME; NH" whole states, "@ 34.2 -118.5 18" is a circle (degrees, km). A name that stands for several regions ("Tri-Cities")
is an alias of each, and asked about.
"""

US = """
San Francisco Bay Area; Bay Area; the Bay Area; the Bay; SF Bay Area; SF Bay; San Francisco Bay; Área de la Bahía; Bahía de San Francisco | CA: Alameda, Contra Costa, Marin, Napa, San Francisco, San Mateo, Santa Clara, Solano, Sonoma | Association of Bay Area Governments: nine counties
East Bay; the East Bay | CA: Alameda, Contra Costa | two counties east of San Francisco Bay
East Bay, Rhode Island; East Bay | RI: Bristol; @ 41.75 -71.27 14 | Bristol County and East Providence
South Bay, Santa Clara County; South Bay; the South Bay | CA: Santa Clara | the county south of San Francisco Bay
South Bay, Los Angeles; South Bay; the South Bay | @ 33.84 -118.36 13 | South Bay Cities Council of Governments
North Bay; the North Bay | CA: Marin, Napa, Solano, Sonoma | four counties north of San Francisco Bay
San Francisco Peninsula; the Peninsula; SF Peninsula; Mid-Peninsula | CA: San Mateo; @ 37.42 -122.14 9 | San Mateo County to Palo Alto
Virginia Peninsula; the Peninsula | @ 37.1 -76.45 26 | Hampton, Newport News, Poquoson, Williamsburg, York and James City
Silicon Valley | CA: Santa Clara; @ 37.48 -122.2 12 | Joint Venture Silicon Valley: Santa Clara County and the south of San Mateo County
Inland Empire; the Inland Empire; the I.E. | CA: Riverside, San Bernardino | US Census Bureau: Riverside-San Bernardino-Ontario
Central Valley; the Central Valley; California Central Valley; Valle Central | CA: Butte, Colusa, Fresno, Glenn, Kern, Kings, Madera, Merced, Placer, Sacramento, San Joaquin, Shasta, Stanislaus, Sutter, Tehama, Tulare, Yolo, Yuba | US Geological Survey: Central Valley of California
San Joaquin Valley | CA: Fresno, Kern, Kings, Madera, Merced, San Joaquin, Stanislaus, Tulare | eight counties
Central Coast; California Central Coast | CA: Monterey, San Benito, San Luis Obispo, Santa Barbara, Santa Cruz, Ventura | six counties
Southern California; SoCal; So Cal; Sur de California | CA: Imperial, Kern, Los Angeles, Orange, Riverside, San Bernardino, San Diego, San Luis Obispo, Santa Barbara, Ventura | ten counties
Northern California; NorCal; Nor Cal; Norte de California | CA: Alameda, Alpine, Amador, Butte, Calaveras, Colusa, Contra Costa, Del Norte, El Dorado, Fresno, Glenn, Humboldt, Inyo, Kings, Lake, Lassen, Madera, Marin, Mariposa, Mendocino, Merced, Modoc, Mono, Monterey, Napa, Nevada, Placer, Plumas, Sacramento, San Benito, San Francisco, San Joaquin, San Mateo, Santa Clara, Santa Cruz, Shasta, Sierra, Siskiyou, Solano, Sonoma, Stanislaus, Sutter, Tehama, Trinity, Tulare, Tuolumne, Yolo, Yuba | the other 48 counties
San Fernando Valley; the San Fernando Valley; SF Valley; the Valley | @ 34.2 -118.52 12; @ 34.2 -118.36 14; @ 34.28 -118.45 5 | City of Los Angeles: the valley and its cities
San Gabriel Valley; SGV | @ 34.09 -117.97 24 | San Gabriel Valley Council of Governments
Coachella Valley | @ 33.74 -116.33 38 | Coachella Valley Association of Governments
Wine Country; Napa Valley | CA: Napa, Sonoma | Napa and Sonoma counties
Greater Los Angeles | CA: Los Angeles, Orange | US Census Bureau: Los Angeles-Long Beach-Anaheim
Greater Sacramento; Capital Region; Sacramento area | CA: El Dorado, Placer, Sacramento, Sutter, Yolo, Yuba | Sacramento Area Council of Governments
Lake Tahoe; Tahoe; the Lake Tahoe area | @ 39.09 -120.04 34 | the lake and its towns
High Desert | @ 34.53 -117.3 45 | Victor Valley
Antelope Valley | @ 34.65 -118.15 30 | Lancaster and Palmdale
Puget Sound; Puget Sound region; the Sound | WA: King, Kitsap, Pierce, Snohomish | Puget Sound Regional Council: four counties
Eastside; the Eastside | @ 47.6 -122.13 16 | the cities east of Lake Washington
Olympic Peninsula | WA: Clallam, Grays Harbor, Jefferson, Mason | four counties
Inland Northwest | WA: Spokane, Whitman, Stevens, Pend Oreille, Lincoln, Adams; ID: Kootenai, Bonner, Latah, Nez Perce, Shoshone, Benewah, Boundary | around Spokane and Coeur d'Alene
Tri-Cities, Tennessee; Tri-Cities; the Tri-Cities | TN: Carter, Hawkins, Sullivan, Unicoi, Washington; VA: Scott, Washington | Kingsport, Johnson City and Bristol
Tri-Cities, Michigan; Tri-Cities; the Tri-Cities; Great Lakes Bay | MI: Bay, Midland, Saginaw | Bay City, Midland and Saginaw
Tri-Cities, Virginia; Tri-Cities; the Tri-Cities | @ 37.25 -77.38 18 | Petersburg, Colonial Heights and Hopewell
Pacific Northwest; the Pacific Northwest; PNW; Noroeste del Pacífico | WA; OR; ID | Washington, Oregon and Idaho
Willamette Valley; the Willamette Valley | OR: Benton, Clackamas, Lane, Linn, Marion, Multnomah, Polk, Washington, Yamhill | nine counties
Portland metropolitan area; Portland metro | OR: Clackamas, Multnomah, Washington; WA: Clark | Metro, and Clark County
Rogue Valley | OR: Jackson, Josephine | two counties
Treasure Valley | ID: Ada, Canyon, Gem, Payette | Boise, Nampa, Caldwell
Front Range; the Front Range; Front Range Urban Corridor | CO: Adams, Arapahoe, Boulder, Broomfield, Denver, Douglas, El Paso, Jefferson, Larimer, Pueblo, Weld | Fort Collins to Pueblo
Western Slope; the Western Slope | CO: Delta, Garfield, Gunnison, La Plata, Mesa, Moffat, Montezuma, Montrose, Ouray, Pitkin, Rio Blanco, Routt, San Miguel, Eagle | west of the Continental Divide
Wasatch Front; the Wasatch Front | UT: Davis, Salt Lake, Utah, Weber | Wasatch Front Regional Council, with Utah County
Valley of the Sun; the Valley | AZ: Maricopa | Maricopa County
Four Corners; the Four Corners | CO: Archuleta, La Plata, Montezuma; NM: San Juan; AZ: Apache; UT: San Juan | the counties around the point of four states
Navajo Nation; Diné Bikéyah | AZ: Apache, Navajo; NM: McKinley, San Juan; UT: San Juan; @ 36.05 -111.2 45 | the counties it lies in, and Tuba City
Dallas-Fort Worth Metroplex; the Metroplex; Metroplex; DFW; DFW Metroplex; Dallas-Fort Worth; Dallas/Fort Worth; D-FW; North Texas | TX: Collin, Dallas, Denton, Ellis, Hood, Hunt, Johnson, Kaufman, Parker, Rockwall, Tarrant, Wise | North Central Texas Council of Governments
Texas Hill Country; Hill Country; the Hill Country | TX: Bandera, Blanco, Burnet, Comal, Edwards, Gillespie, Hays, Kendall, Kerr, Kimble, Llano, Mason, Medina, Real, Uvalde, Travis, San Saba | Texas Parks and Wildlife: Hill Country
Rio Grande Valley; the Rio Grande Valley; RGV; the Valley; Valle del Río Grande | TX: Cameron, Hidalgo, Starr, Willacy | four counties
Texas Panhandle; the Panhandle; Panhandle | TX: Armstrong, Briscoe, Carson, Castro, Childress, Collingsworth, Dallam, Deaf Smith, Donley, Gray, Hall, Hansford, Hartley, Hemphill, Hutchinson, Lipscomb, Moore, Ochiltree, Oldham, Parmer, Potter, Randall, Roberts, Sherman, Swisher, Wheeler | Texas Comptroller: High Plains, the northern 26 counties
Golden Triangle; the Golden Triangle; Golden Triangle, Texas | TX: Hardin, Jefferson, Orange | Beaumont, Port Arthur and Orange
Golden Triangle, Mississippi; Golden Triangle; the Golden Triangle | MS: Clay, Lowndes, Oktibbeha | Columbus, Starkville and West Point
Permian Basin; the Permian Basin | TX: Andrews, Ector, Howard, Martin, Midland, Reeves, Ward, Winkler; NM: Eddy, Lea | Midland and Odessa, with southeast New Mexico
Coastal Bend | TX: Aransas, Kleberg, Nueces, San Patricio | around Corpus Christi
Greater Houston | TX: Austin, Brazoria, Chambers, Fort Bend, Galveston, Harris, Liberty, Montgomery, Waller | US Census Bureau: Houston
Gulf Coast; the Gulf Coast; Costa del Golfo | TX: Aransas, Brazoria, Calhoun, Cameron, Chambers, Galveston, Harris, Jackson, Jefferson, Kenedy, Kleberg, Matagorda, Nueces, Orange, Refugio, San Patricio, Victoria, Willacy; LA: Calcasieu, Cameron, Iberia, Jefferson, Lafourche, Orleans, Plaquemines, St. Bernard, St. Mary, St. Tammany, Terrebonne, Vermilion; MS: Hancock, Harrison, Jackson; AL: Baldwin, Mobile; FL: Bay, Charlotte, Citrus, Collier, Dixie, Escambia, Franklin, Gulf, Hernando, Hillsborough, Jefferson, Lee, Levy, Manatee, Monroe, Okaloosa, Pasco, Pinellas, Santa Rosa, Sarasota, Taylor, Wakulla, Walton | NOAA: coastal counties of the Gulf
Mississippi Gulf Coast | MS: Hancock, Harrison, Jackson | three counties
Mississippi Delta; the Delta | MS: Bolivar, Coahoma, Humphreys, Issaquena, Leflore, Quitman, Sharkey, Sunflower, Tallahatchie, Tunica, Washington, Yazoo | Delta counties
Acadiana; Cajun Country | LA: Acadia, Evangeline, Iberia, Lafayette, St. Landry, St. Martin, St. Mary, Vermilion, Avoyelles, Jefferson Davis | Lafayette and the parishes around it
Greater Baton Rouge; Capital Region; Baton Rouge area | LA: Ascension, East Baton Rouge, East Feliciana, Iberville, Livingston, Pointe Coupee, West Baton Rouge, West Feliciana | around Baton Rouge
Northshore; the Northshore | LA: St. Tammany, Tangipahoa, Washington | north of Lake Pontchartrain
The Shoals | AL: Colbert, Lauderdale | Florence, Sheffield, Tuscumbia and Muscle Shoals
South Florida; Sur de la Florida; Sur de Florida; Greater Miami | FL: Broward, Miami-Dade, Palm Beach | US Census Bureau: Miami-Fort Lauderdale-West Palm Beach
Southwest Florida; SWFL | FL: Charlotte, Collier, Lee, Sarasota | four counties
Central Florida | FL: Lake, Orange, Osceola, Polk, Seminole, Sumter, Volusia, Brevard, Marion | around Orlando
Tampa Bay; Tampa Bay area; the Tampa Bay area | FL: Hernando, Hillsborough, Pasco, Pinellas | US Census Bureau: Tampa-St. Petersburg-Clearwater
Space Coast; the Space Coast | FL: Brevard | Brevard County
Treasure Coast; the Treasure Coast | FL: Indian River, Martin, St. Lucie | three counties
First Coast; Northeast Florida | FL: Baker, Clay, Duval, Nassau, St. Johns | around Jacksonville
Florida Panhandle; the Panhandle; Panhandle; Northwest Florida; the Florida Panhandle | FL: Bay, Calhoun, Escambia, Franklin, Gadsden, Gulf, Holmes, Jackson, Jefferson, Leon, Liberty, Okaloosa, Santa Rosa, Wakulla, Walton, Washington | west of the Aucilla River
Big Bend, Florida; Big Bend | FL: Dixie, Franklin, Jefferson, Lafayette, Leon, Levy, Madison, Taylor, Wakulla, Gadsden | around Apalachee Bay
Big Bend, Texas; Big Bend; Trans-Pecos | TX: Brewster, Jeff Davis, Presidio, Pecos, Culberson | the bend of the Rio Grande
Florida Keys; the Keys; the Florida Keys; Cayos de Florida | @ 25.24 -80.33 9; @ 25.1 -80.42 14; @ 24.9 -80.65 18; @ 24.72 -81.05 22; @ 24.68 -81.4 20; @ 24.57 -81.75 20 | Monroe County's islands
Nature Coast | FL: Citrus, Hernando, Levy, Sumter | Nature Coast
Emerald Coast | FL: Bay, Escambia, Okaloosa, Santa Rosa, Walton | five counties
Research Triangle; the Triangle; Triangle; the Research Triangle; Raleigh-Durham; Triangle area | NC: Chatham, Durham, Franklin, Johnston, Orange, Wake | Raleigh, Durham and Chapel Hill
Piedmont Triad; the Triad; Triad; the Piedmont Triad | NC: Alamance, Davidson, Davie, Forsyth, Guilford, Randolph, Rockingham, Stokes, Surry, Yadkin | Greensboro, Winston-Salem and High Point
Outer Banks; the Outer Banks; OBX | NC: Currituck, Dare; @ 35.15 -75.9 30 | the barrier islands to Ocracoke
Western North Carolina; WNC | NC: Avery, Buncombe, Burke, Caldwell, Cherokee, Clay, Graham, Haywood, Henderson, Jackson, Macon, Madison, McDowell, Mitchell, Polk, Rutherford, Swain, Transylvania, Watauga, Yancey | the mountain counties
Lowcountry; the Lowcountry; Low Country | SC: Beaufort, Berkeley, Charleston, Colleton, Dorchester, Hampton, Jasper, Georgetown | the southern coast
Upstate South Carolina; the Upstate; Upstate SC | SC: Anderson, Cherokee, Greenville, Laurens, Oconee, Pickens, Spartanburg, Union, Abbeville, Greenwood | ten counties
Midlands, South Carolina; Midlands; the Midlands; Midlands of South Carolina | SC: Calhoun, Fairfield, Kershaw, Lexington, Newberry, Richland, Saluda, Sumter | around Columbia
Grand Strand; the Grand Strand | SC: Horry, Georgetown | around Myrtle Beach
CSRA; Central Savannah River Area | GA: Burke, Columbia, Lincoln, McDuffie, Richmond; SC: Aiken, Edgefield | around Augusta
Golden Isles | GA: Glynn, McIntosh | around Brunswick
Metro Atlanta | GA: Cherokee, Clayton, Cobb, Coweta, DeKalb, Douglas, Fayette, Forsyth, Fulton, Gwinnett, Henry, Rockdale | Atlanta Regional Commission
Hampton Roads; Tidewater; the Tidewater; Tidewater Virginia; the 757 | VA: Isle of Wight, James City, York, Gloucester, Chesapeake, Hampton, Newport News, Norfolk, Poquoson, Portsmouth, Suffolk, Virginia Beach, Williamsburg | Hampton Roads Planning District Commission
Shenandoah Valley; the Shenandoah Valley | VA: Augusta, Frederick, Page, Rockbridge, Rockingham, Shenandoah, Warren, Clarke; WV: Berkeley, Jefferson | ten counties
Northern Virginia; NoVA; No Va | VA: Arlington, Fairfax, Loudoun, Prince William, Alexandria, Falls Church, Manassas, Manassas Park | Northern Virginia Regional Commission
Southside Virginia | VA: Halifax, Pittsylvania, Mecklenburg, Brunswick, Charlotte, Lunenburg, Henry, Patrick, Danville, Martinsville | the southern Piedmont
Washington metropolitan area; DMV; the DMV; DC area; Washington DC area; DC metro; National Capital Region; Greater Washington | DC; MD: Charles, Frederick, Montgomery, Prince George's; VA: Arlington, Fairfax, Loudoun, Prince William, Stafford, Alexandria, Falls Church, Manassas, Manassas Park | Metropolitan Washington Council of Governments
Delmarva; Delmarva Peninsula; the Delmarva Peninsula | DE; MD: Caroline, Cecil, Dorchester, Kent, Queen Anne's, Somerset, Talbot, Wicomico, Worcester; VA: Accomack, Northampton | Delaware and the Eastern Shore of Maryland and Virginia
Eastern Shore; the Eastern Shore; Eastern Shore of Maryland | MD: Caroline, Cecil, Dorchester, Kent, Queen Anne's, Somerset, Talbot, Wicomico, Worcester | nine counties
Eastern Shore of Virginia; Eastern Shore; the Eastern Shore | VA: Accomack, Northampton | two counties
Southern Maryland | MD: Calvert, Charles, St. Mary's | three counties
Western Maryland | MD: Allegany, Garrett, Washington | three counties
Lehigh Valley, Pennsylvania; Lehigh Valley; the Lehigh Valley | PA: Lehigh, Northampton | Lehigh Valley Planning Commission
Poconos; the Poconos; Pocono Mountains | PA: Carbon, Monroe, Pike, Wayne | four counties
Main Line; the Main Line; Philadelphia Main Line | @ 40.03 -75.37 16 | Overbrook to Paoli
Delaware Valley; the Delaware Valley; Greater Philadelphia | PA: Bucks, Chester, Delaware, Montgomery, Philadelphia; NJ: Burlington, Camden, Gloucester, Mercer; DE: New Castle | Delaware Valley Regional Planning Commission, with New Castle
Wyoming Valley; NEPA; Northeastern Pennsylvania | PA: Lackawanna, Luzerne, Wyoming | Scranton and Wilkes-Barre
Laurel Highlands; the Laurel Highlands | PA: Fayette, Somerset, Westmoreland | three counties
South Jersey; Southern New Jersey | NJ: Atlantic, Burlington, Camden, Cape May, Cumberland, Gloucester, Ocean, Salem | eight counties
North Jersey; Northern New Jersey | NJ: Bergen, Essex, Hudson, Morris, Passaic, Sussex, Union, Warren | eight counties
Central Jersey; Central New Jersey | NJ: Hunterdon, Mercer, Middlesex, Monmouth, Somerset | New Jersey law of 2023, with Monmouth
Jersey Shore, New Jersey; the Jersey Shore; Jersey Shore | NJ: Atlantic, Cape May, Monmouth, Ocean | four counties
Long Island; Long Island New York; LI; Nassau and Suffolk; Isla Larga | NY: Nassau, Suffolk | two counties; Brooklyn and Queens are New York City's
The Hamptons; Hamptons; East End | @ 40.93 -72.35 34 | the South Fork
North Fork; the North Fork | @ 41.05 -72.45 26 | of Long Island
Five Boroughs; the five boroughs; New York boroughs | NY: Bronx, Kings, New York, Queens, Richmond | New York City
Tri-State Area, New York; Tri-State; the Tri-State Area; Tri-State Area; NY tri-state | NY: Bronx, Kings, Nassau, New York, Putnam, Queens, Richmond, Rockland, Suffolk, Westchester; NJ: Bergen, Essex, Hudson, Hunterdon, Middlesex, Monmouth, Morris, Ocean, Passaic, Somerset, Sussex, Union; CT: Fairfield, New Haven | New York, New Jersey, Connecticut
Tri-State Area, Cincinnati; Tri-State; the Tri-State Area; Tri-State Area; Greater Cincinnati | OH: Butler, Clermont, Hamilton, Warren; KY: Boone, Campbell, Kenton; IN: Dearborn | Ohio, Kentucky, Indiana
Tri-State Area, Huntington; Tri-State; the Tri-State Area; Tri-State Area | WV: Cabell, Wayne; KY: Boyd, Greenup; OH: Lawrence | West Virginia, Kentucky, Ohio
Tri-State Area, Evansville; Tri-State; the Tri-State Area; Tri-State Area | IN: Gibson, Posey, Vanderburgh, Warrick; KY: Henderson, Union; IL: White, Wabash | Indiana, Illinois, Kentucky
Tri-State Area, Dubuque; Tri-State; the Tri-State Area; Tri-State Area; Tri-States | IA: Dubuque; IL: Jo Daviess; WI: Grant | Iowa, Illinois, Wisconsin
Hudson Valley; the Hudson Valley; Mid-Hudson | NY: Columbia, Dutchess, Greene, Orange, Putnam, Rockland, Sullivan, Ulster, Westchester | Hudson River Valley National Heritage Area, to Columbia and Greene
Capital District; Capital Region; the Capital District | NY: Albany, Rensselaer, Saratoga, Schenectady | Capital District Regional Planning Commission
Finger Lakes; the Finger Lakes | NY: Cayuga, Chemung, Livingston, Monroe, Onondaga, Ontario, Schuyler, Seneca, Steuben, Tioga, Tompkins, Wayne, Wyoming, Yates | New York State: Finger Lakes tourism region
Catskills; the Catskills; Catskill Mountains | NY: Delaware, Greene, Sullivan, Ulster | four counties
Adirondacks; the Adirondacks; Adirondack Mountains | NY: Clinton, Essex, Franklin, Fulton, Hamilton, Herkimer, Lewis, Warren, St. Lawrence | the counties of the park
North Country; the North Country | NY: Clinton, Essex, Franklin, Hamilton, Jefferson, Lewis, St. Lawrence | New York State: North Country
Southern Tier; the Southern Tier | NY: Broome, Chemung, Chenango, Delaware, Schuyler, Steuben, Tioga, Tompkins | New York State: Southern Tier
Mohawk Valley | NY: Fulton, Herkimer, Montgomery, Oneida, Otsego, Schoharie | New York State: Mohawk Valley
Western New York; WNY | NY: Allegany, Cattaraugus, Chautauqua, Erie, Niagara | New York State: Western New York
Central New York; CNY | NY: Cayuga, Cortland, Madison, Onondaga, Oswego | New York State: Central New York
Upstate New York; Upstate NY; the Upstate | NY: Albany, Allegany, Broome, Cattaraugus, Cayuga, Chautauqua, Chemung, Chenango, Clinton, Columbia, Cortland, Delaware, Erie, Essex, Franklin, Fulton, Genesee, Greene, Hamilton, Herkimer, Jefferson, Lewis, Livingston, Madison, Monroe, Montgomery, Niagara, Oneida, Onondaga, Ontario, Orleans, Oswego, Otsego, Rensselaer, St. Lawrence, Saratoga, Schenectady, Schoharie, Schuyler, Seneca, Steuben, Sullivan, Tioga, Tompkins, Ulster, Warren, Washington, Wayne, Wyoming, Yates | north of the lower Hudson counties
New England; Nueva Inglaterra | CT; MA; ME; NH; RI; VT | six states
Cape Cod; the Cape | MA: Barnstable | Barnstable County
Berkshires; the Berkshires; Berkshire Hills | MA: Berkshire | Berkshire County
Pioneer Valley; the Pioneer Valley | MA: Franklin, Hampden, Hampshire | three counties
North Shore, Massachusetts; North Shore; the North Shore | @ 42.6 -70.87 26 | Essex County's coast
North Shore, Illinois; North Shore; the North Shore; Chicago North Shore | @ 42.15 -87.8 22 | Evanston to Lake Bluff
North Shore, Minnesota; North Shore; the North Shore | MN: Cook, Lake; @ 46.87 -91.95 25 | Duluth to Grand Portage
South Shore; the South Shore; South Shore Massachusetts | @ 42.13 -70.8 28 | Quincy to Plymouth
MetroWest; Metro West Boston | @ 42.29 -71.42 17 | around Framingham
Merrimack Valley | @ 42.68 -71.23 26 | Lowell, Lawrence and Haverhill
Martha's Vineyard; the Vineyard | MA: Dukes | Dukes County
Nantucket Island | MA: Nantucket | Nantucket County
Seacoast New Hampshire; the Seacoast; New Hampshire Seacoast; Seacoast | NH: Strafford; @ 43.03 -70.85 26 | Strafford County, Hampton and Exeter to York, Maine
Upper Valley; the Upper Valley | NH: Grafton, Sullivan; VT: Orange, Windsor | Lebanon, Hanover and White River Junction
White Mountains; the White Mountains | NH: Carroll, Coos, Grafton | three counties
Northeast Kingdom; the Northeast Kingdom; NEK | VT: Caledonia, Essex, Orleans | three counties
Midcoast Maine; Mid-Coast Maine; Midcoast | ME: Knox, Lincoln, Sagadahoc, Waldo | four counties
Down East Maine; Down East; Downeast | ME: Hancock, Washington | two counties
Aroostook | ME: Aroostook | Aroostook County
Twin Cities; the Twin Cities; Minneapolis-St. Paul; Minneapolis-Saint Paul; Twin Cities metro; Ciudades Gemelas | MN: Anoka, Carver, Dakota, Hennepin, Ramsey, Scott, Washington | Metropolitan Council: seven counties
Iron Range; the Iron Range | @ 47.45 -92.85 55; @ 47.85 -92.0 22 | Mesabi and Vermilion ranges
Twin Ports; the Twin Ports | @ 46.75 -92.1 18 | Duluth and Superior
Quad Cities; the Quad Cities; Quad City area | IA: Scott; IL: Henry, Mercer, Rock Island | Davenport, Bettendorf, Rock Island, Moline
Siouxland | IA: Plymouth, Woodbury; NE: Dakota; SD: Union | around Sioux City
Chicagoland; Greater Chicago | IL: Cook, DuPage, Kane, Kendall, Lake, McHenry, Will; IN: Lake, Porter; WI: Kenosha | Chicago Metropolitan Agency for Planning, with northwest Indiana and Kenosha
Northwest Indiana; NWI | IN: Lake, LaPorte, Newton, Porter, Jasper | five counties
Southern Illinois; Little Egypt | IL: Alexander, Franklin, Jackson, Johnson, Massac, Perry, Pulaski, Saline, Union, Williamson, Gallatin, Hardin, Pope, Jefferson, Hamilton, White | around Carbondale
Metro East; the Metro East | IL: Clinton, Jersey, Madison, Monroe, St. Clair | across from St. Louis
Fox Valley; Fox Cities; Fox River Valley | WI: Calumet, Outagamie, Winnebago | Appleton and Oshkosh
Fox Valley, Illinois; Fox Valley | @ 41.87 -88.31 24 | Aurora to Elgin
Door Peninsula; Door County peninsula | WI: Door | Door County
Driftless Area; the Driftless | WI: Crawford, Grant, Iowa, La Crosse, Richland, Sauk, Vernon; IA: Allamakee, Clayton, Winneshiek; MN: Houston, Winona | the unglaciated hills
Upper Peninsula; the Upper Peninsula; Upper Peninsula of Michigan; the U.P.; U.P. | MI: Alger, Baraga, Chippewa, Delta, Dickinson, Gogebic, Houghton, Iron, Keweenaw, Luce, Mackinac, Marquette, Menominee, Ontonagon, Schoolcraft | fifteen counties
Keweenaw Peninsula; Copper Country | MI: Baraga, Houghton, Keweenaw, Ontonagon | four counties
Metro Detroit; Greater Detroit; Southeast Michigan | MI: Macomb, Oakland, Wayne, Washtenaw, Monroe, Livingston, St. Clair | Southeast Michigan Council of Governments
Michiana | IN: Elkhart, LaPorte, Marshall, St. Joseph; MI: Berrien, Cass | around South Bend
The Thumb; Michigan Thumb; Thumb of Michigan | MI: Huron, Lapeer, Sanilac, St. Clair, Tuscola | five counties
Miami Valley | OH: Clark, Darke, Greene, Miami, Montgomery, Preble | around Dayton
Mahoning Valley | OH: Mahoning, Trumbull; PA: Mercer | Youngstown and Warren
Northeast Ohio; NEO | OH: Ashtabula, Cuyahoga, Geauga, Lake, Lorain, Mahoning, Medina, Portage, Stark, Summit, Trumbull, Wayne | Cleveland, Akron, Canton and Youngstown
Northern Kentucky; NKY | KY: Boone, Campbell, Kenton | three counties
Bluegrass Region; Bluegrass; the Bluegrass | KY: Bourbon, Clark, Fayette, Franklin, Jessamine, Madison, Scott, Woodford | around Lexington
Kentuckiana | KY: Bullitt, Jefferson, Oldham, Shelby; IN: Clark, Floyd, Harrison | around Louisville
Ozarks; the Ozarks; Ozark Mountains | MO: Barry, Christian, Douglas, Greene, Howell, Lawrence, Oregon, Ozark, Polk, Shannon, Stone, Taney, Texas, Webster, Wright, Dallas, Laclede, Phelps, Camden; AR: Baxter, Benton, Boone, Carroll, Fulton, Izard, Madison, Marion, Newton, Searcy, Stone, Washington | of Missouri and Arkansas
Lake of the Ozarks | MO: Camden, Miller, Morgan | three counties
Bootheel; Missouri Bootheel; the Bootheel | MO: Dunklin, New Madrid, Pemiscot | three counties
Northwest Arkansas; NWA | AR: Benton, Madison, Washington | Fayetteville, Springdale, Rogers, Bentonville
Greater Kansas City | MO: Cass, Clay, Jackson, Platte, Ray; KS: Johnson, Leavenworth, Miami, Wyandotte | Mid-America Regional Council
Flint Hills | KS: Chase, Geary, Lyon, Morris, Pottawatomie, Riley, Wabaunsee, Butler | eight counties
Green Country; Northeast Oklahoma | OK: Cherokee, Creek, Delaware, Mayes, Muskogee, Osage, Ottawa, Rogers, Tulsa, Wagoner, Washington, Craig, Nowata, Adair | around Tulsa
Oklahoma Panhandle; the Panhandle; Panhandle | OK: Beaver, Cimarron, Texas | three counties
Nebraska Panhandle; the Panhandle; Panhandle | NE: Banner, Box Butte, Cheyenne, Dawes, Deuel, Garden, Kimball, Morrill, Scotts Bluff, Sheridan, Sioux | eleven counties
Black Hills; the Black Hills | SD: Custer, Fall River, Lawrence, Meade, Pennington; WY: Crook, Weston | of South Dakota and Wyoming
Red River Valley | ND: Cass, Grand Forks, Pembina, Richland, Traill, Walsh; MN: Clay, Kittson, Marshall, Norman, Polk, Wilkin | of North Dakota and Minnesota
Flathead Valley | MT: Flathead, Lake | around Kalispell
Panhandle, Idaho; North Idaho; Idaho Panhandle; the Panhandle; Panhandle | ID: Benewah, Bonner, Boundary, Kootenai, Shoshone | five counties
Magic Valley | ID: Cassia, Gooding, Jerome, Minidoka, Twin Falls, Lincoln, Camas | around Twin Falls
Eastern Panhandle; the Panhandle; Panhandle | WV: Berkeley, Jefferson, Morgan | three counties
Northern Panhandle; the Panhandle; Panhandle | WV: Brooke, Hancock, Marshall, Ohio | four counties
Mat-Su Valley; Mat-Su; Matanuska Valley; the Valley | AK: Matanuska-Susitna | one borough
Kenai Peninsula; the Peninsula | AK: Kenai Peninsula | one borough
Southeast Alaska; Inside Passage; Alaska Panhandle; the Panhandle; Panhandle | AK: Haines, Juneau, Ketchikan Gateway, Petersburg, Sitka, Skagway, Wrangell, Hoonah-Angoon, Prince of Wales-Hyder, Yakutat | boroughs of the panhandle
Big Island; the Big Island; Big Island of Hawaii; Hawaii Island; Island of Hawaii; Isla Grande de Hawái | HI: Hawaii | Hawaii County
Oahu; O'ahu; Island of Oahu | HI: Honolulu | City and County of Honolulu
Maui Island; Maui; Island of Maui | @ 20.8 -156.35 42 | the island
Kauai Island; Kauai; Kaua'i; Island of Kauai; Garden Island | HI: Kauai | Kauai County
Molokai Island; Molokai; Moloka'i | @ 21.13 -157.15 18; @ 21.13 -156.88 18 | the island
Lanai Island; Lanai; Lana'i | @ 20.83 -156.92 15 | the island
Midwest; the Midwest; Middle West; Medio Oeste | IL; IN; IA; KS; MI; MN; MO; NE; ND; OH; SD; WI | US Census Bureau: Midwest
Northeast; the Northeast; North East; the North East | CT; ME; MA; NH; NJ; NY; PA; RI; VT | US Census Bureau: Northeast
Southeast; the Southeast | AL; FL; GA; KY; MS; NC; SC; TN; VA; WV | ten states
Southwest; the Southwest; American Southwest | AZ; NM; NV; UT; TX; OK | six states
Deep South; the Deep South | AL; GA; LA; MS; SC | five states
Mid-Atlantic; the Mid-Atlantic; Middle Atlantic | DE; DC; MD; NJ; NY; PA; VA; WV | eight states
Mountain West; the Mountain West; Rocky Mountains; the Rockies; Rockies | CO; ID; MT; NV; UT; WY | six states
Appalachia; Southern Appalachia | WV; @ 37.4 -83.2 110; @ 36.8 -82 100; @ 35.9 -83.2 120 | West Virginia and the mountains south of it
East Tennessee | TN: Anderson, Blount, Bradley, Campbell, Carter, Claiborne, Cocke, Grainger, Greene, Hamblen, Hamilton, Hawkins, Jefferson, Johnson, Knox, Loudon, McMinn, Meigs, Monroe, Morgan, Polk, Rhea, Roane, Scott, Sevier, Sullivan, Unicoi, Union, Washington | the Grand Division
Middle Tennessee | TN: Bedford, Cannon, Cheatham, Coffee, Davidson, Dickson, Franklin, Giles, Lawrence, Lincoln, Macon, Marshall, Maury, Montgomery, Moore, Putnam, Robertson, Rutherford, Smith, Sumner, Trousdale, Warren, White, Williamson, Wilson | around Nashville
Mid-South | TN: Fayette, Shelby, Tipton; MS: DeSoto; AR: Crittenden | around Memphis
Great Smoky Mountains; Smoky Mountains; the Smokies; Smokies | TN: Blount, Cocke, Sevier; NC: Haywood, Swain | the counties of the park
Cumberland Plateau | TN: Bledsoe, Cumberland, Fentress, Grundy, Morgan, Overton, Scott, Sequatchie, Van Buren, White | of Tennessee
"""

GB = """
Home Counties; the Home Counties | Berkshire, Buckinghamshire, Essex, Hertfordshire, Kent, Surrey | the counties that border London
East Anglia | Cambridgeshire, Norfolk, Suffolk | three counties
Yorkshire | East Riding of Yorkshire, North Yorkshire, South Yorkshire, West Yorkshire | four counties
Sussex | East Sussex, West Sussex | two counties
West Country; the West Country | Cornwall, Devon, Dorset, Somerset | four counties
Midlands; the Midlands | Derbyshire, Leicestershire, Northamptonshire, Nottinghamshire, Rutland, Shropshire, Staffordshire, Warwickshire, West Midlands, Worcestershire, Herefordshire | East and West Midlands
East Midlands; the East Midlands | Derbyshire, Leicestershire, Lincolnshire, Northamptonshire, Nottinghamshire, Rutland | Office for National Statistics
North East England; the North East; Tyneside | County Durham, Northumberland, Tyne and Wear | three counties
Lake District; the Lake District; the Lakes | @ 54.5 -3.1 36 | the national park
Peak District; the Peak District | @ 53.3 -1.8 28 | the national park
Cotswolds; the Cotswolds | @ 51.9 -1.75 22; @ 51.75 -2.1 18; @ 51.72 -1.95 8 | the national landscape
Scottish Highlands; Highlands; the Highlands; Highlands of Scotland | Highland | Highland council area
Central Belt; the Central Belt | @ 55.9 -3.85 48 | Glasgow to Edinburgh
"""

CA = """
Greater Toronto Area; GTA; the GTA; Greater Toronto | @ 43.7 -79.5 30; @ 43.43 -79.75 12; @ 43.58 -79.9 14; @ 43.8 -79.85 20; @ 44.0 -79.45 32; @ 43.95 -78.95 28 | Durham, Halton, Peel, Toronto and York | ON
Golden Horseshoe; the Golden Horseshoe | @ 43.7 -79.5 30; @ 43.43 -79.75 12; @ 43.58 -79.9 14; @ 43.8 -79.85 20; @ 44.0 -79.45 32; @ 43.95 -78.95 28; @ 43.22 -79.9 22; @ 43.08 -79.27 34 | Oshawa to Niagara Falls | ON
Niagara Region; Niagara Peninsula | @ 43.08 -79.27 34 | Regional Municipality of Niagara | ON
National Capital Region, Ottawa; Ottawa-Gatineau; Ottawa Valley | @ 45.35 -75.75 55 | National Capital Commission | ON
Lower Mainland; the Lower Mainland; Metro Vancouver; Greater Vancouver | @ 49.22 -122.95 32; @ 49.17 -122.55 18; @ 49.1 -122.3 14; @ 49.17 -121.95 16; @ 49.35 -121.5 16 | Metro Vancouver and the Fraser Valley | BC
Fraser Valley | @ 49.1 -122.55 14; @ 49.1 -122.3 14; @ 49.17 -121.95 16; @ 49.35 -121.5 16 | Langley to Hope | BC
Vancouver Island | @ 48.45 -123.45 30; @ 48.8 -123.8 28; @ 49.15 -124.0 25; @ 49.3 -124.6 32; @ 49.7 -125.1 32; @ 50.0 -125.4 30; @ 49.2 -125.6 45; @ 50.5 -127.3 70 | the island | BC
Okanagan; Okanagan Valley; the Okanagan | @ 50.25 -119.25 28; @ 49.9 -119.45 30; @ 49.5 -119.6 25; @ 49.15 -119.5 20 | Osoyoos to Vernon | BC
Greater Montreal | @ 45.55 -73.65 45 | Communauté métropolitaine de Montréal | QC
Maritimes; the Maritimes; Maritime Provinces; Atlantic Canada | = NB, NS, PE | three provinces |
Cape Breton; Cape Breton Island | @ 46.2 -60.6 80 | the island | NS
Prairies; the Prairies; Prairie Provinces | = AB, SK, MB | three provinces |
"""

COUNTY_ALIASES = {  # (state, county): what people say
    ("CA", "Los Angeles"): ("LA County", "L.A. County"),
    ("CA", "San Francisco"): ("SF County", "City and County of San Francisco"),
    ("CA", "San Luis Obispo"): ("SLO County",),
    ("CA", "San Bernardino"): ("SB County",),
    ("FL", "Miami-Dade"): ("Dade County", "Miami Dade"),
    ("FL", "Palm Beach"): ("Palm Beaches County",),
    ("MD", "Prince George's"): ("PG County", "P.G. County"),
    ("MD", "Anne Arundel"): ("AA County",),
    ("NY", "Kings"): ("Brooklyn County",),
    ("NY", "New York"): ("Manhattan County",),
    ("HI", "Honolulu"): ("City and County of Honolulu",),
    ("WA", "King"): ("Seattle County",),
    ("AK", "Matanuska-Susitna"): ("Mat-Su Borough",),
    ("MN", "St. Louis"): ("Saint Louis County Minnesota",),
}
