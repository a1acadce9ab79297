"""Addresses as people write them in many countries: parts, and what is asked instead of guessed."""

import doctest
import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support_groups.exchange.formats.addresses import Hints, read_address

MODULES = "attempts before_town british countries italian ledger placing points postcodes reader sameness streets towns".split()
ORDER = ("venue", "street", "room", "town", "region", "postcode", "country")


def parts(text: str) -> str:
    """All parts in one line, "|" between."""
    values = read_address(text).values
    return "|".join(values.get(name, "") for name in ORDER)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_are_true(name):
    module = importlib.import_module(f"support_groups.exchange.formats.addresses.{name}")

    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 Fern St, Kansas City, MO 64112, USA", "|12 Fern St||Kansas City|MO|64112|US"),
        (
            "12 Fern St, Suite 200, Kansas City, MO 64112-1234",
            "|12 Fern St|Suite 200|Kansas City|MO|64112-1234|US",
        ),
        ("12 Fern St Suite 200 Kansas City MO 64112", "|12 Fern St|Suite 200|Kansas City|MO|64112|US"),
        ("12 fern st kansas city mo 64112", "|12 fern st||kansas city|MO|64112|US"),
        ("Fern Church\n12 Fern Street\nAkron, Ohio 44308", "Fern Church|12 Fern Street||Akron|OH|44308|US"),
        ("PO Box 12, Akron, OH 44308", "|PO Box 12||Akron|OH|44308|US"),
        ("Rehoboth Beach, DE 19971", "|||Rehoboth Beach|DE|19971|US"),
        ("1 Fern Hwy, Rehoboth Beach, DE 19971, USA", "|1 Fern Hwy||Rehoboth Beach|DE|19971|US"),
        ("350 Fern Ave, New York, NY 10118", "|350 Fern Ave||New York|NY|10118|US"),
        ("350 Fern Ave, New York, USA", "|350 Fern Ave||New York|||US"),
        ("45 Fern St, St. Paul, Minn. 55101", "|45 Fern St||St. Paul|MN|55101|US"),
        ("02115 Boston", "|||Boston||02115|US"),
        ("San Juan, PR 00901", "|||San Juan|PR|00901|US"),
        ("8 Washington Blvd, Vancouver, Washington 98660", "|8 Washington Blvd||Vancouver|WA|98660|US"),
        ("Corner of Fern and 4th, Akron OH", "|Corner of Fern and 4th||Akron|OH||US"),
        ("Fern & Church Streets, Akron, OH", "|Fern & Church Streets||Akron|OH||US"),
        ("5th & Fern, Akron, OH", "|5th & Fern||Akron|OH||US"),
        ("Fern Hall, Church Street, Akron, OH", "Fern Hall|Church Street||Akron|OH||US"),
        ("350 E 73rd St, NY, NY 10021", "|350 E 73rd St||New York|NY|10021|US"),
        ("Venice, CA", "|||Venice|CA||US"),
        ("Naples, FL", "|||Naples|FL||US"),
        ("Lebanon, PA", "|||Lebanon|PA||US"),
    ],
)
def test_an_american_address_is_read(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("83 104 Street NW, Edmonton, Alberta, T6E 4E8, Canada", "|83 104 Street NW||Edmonton|AB|T6E 4E8|CA"),
        ("83 104 Street NW, Edmonton AB t6e4e8", "|83 104 Street NW||Edmonton|AB|T6E 4E8|CA"),
        (
            "12 rue des Fougères O, Montréal (Québec) H3B 1A7",
            "|12 rue des Fougères O||Montréal|QC|H3B 1A7|CA",
        ),
        (
            "12, rue des Fougères, bureau 2, Montréal, QC H3B 1A7",
            "|12, rue des Fougères|bureau 2|Montréal|QC|H3B 1A7|CA",
        ),
        ("London, ON", "|||London|ON||CA"),
        ("R.R. #1, Wolfville, Nova Scotia B4P 2R1", "|R.R. #1||Wolfville|NS|B4P 2R1|CA"),
        ("1 Fern Rd, Vancouver, BC V5K 0A1", "|1 Fern Rd||Vancouver|BC|V5K 0A1|CA"),
        ("Sydney, NS B1P 6R7", "|||Sydney|NS|B1P 6R7|CA"),
    ],
)
def test_a_canadian_address_is_read(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fern Hall, 12 High Street, Guildford, Surrey GU1 3AA, United Kingdom",
            "Fern Hall|12 High Street||Guildford|Surrey|GU1 3AA|GB",
        ),
        ("12 High Street, Merrow, Guildford, GU1 3AA", "|12 High Street, Merrow||Guildford||GU1 3AA|GB"),
        ("12 High Street Guildford gu13aa", "|12 High Street||Guildford||GU1 3AA|GB"),
        (
            "Flat 2, 10 Fern Street, Edinburgh, Scotland EH2 2AN",
            "|10 Fern Street|Flat 2|Edinburgh|Scotland|EH2 2AN|GB",
        ),
        (
            "22 Fern Avenue, Belfast, Northern Ireland BT1 1DA",
            "|22 Fern Avenue||Belfast|Northern Ireland|BT1 1DA|GB",
        ),
        ("Cardiff, Wales", "|||Cardiff|Wales||GB"),
        (
            "Fern House, Fern Close, Royston, Hertfordshire, SG8 5HL, England",
            "Fern House|Fern Close||Royston|Hertfordshire|SG8 5HL|GB",
        ),
        ("Fern Hall, Chapel Lane, Guildford GU1 3AA", "Fern Hall|Chapel Lane||Guildford||GU1 3AA|GB"),
        ("12 Fern Street, Midleton, Co. Cork, P25 X123", "|12 Fern Street||Midleton|Co. Cork|P25 X123|IE"),
    ],
)
def test_a_british_or_irish_address_is_read(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Farnstr. 92, 10119 Berlin, Germany", "|Farnstr. 92||Berlin||10119|DE"),
        ("Farnstraße 92, 10119 Berlin, Deutschland", "|Farnstraße 92||Berlin||10119|DE"),
        ("Farnstr. 92, D-10119 Berlin", "|Farnstr. 92||Berlin||10119|DE"),
        ("Farnstr. 92, 10119 Berlin", "|Farnstr. 92||Berlin||10119|DE"),
        ("10119 Berlin Germany", "|||Berlin||10119|DE"),
        ("Germany, Berlin", "|||Berlin|||DE"),
        ("Varenkade 1, 1071 XX Amsterdam", "|Varenkade 1||Amsterdam||1071 XX|NL"),
        ("12 rue des Fougères, 75011 Paris", "|12 rue des Fougères||Paris||75011|FR"),
        ("12 rue des Fougères 75011 PARIS", "|12 rue des Fougères||PARIS||75011|FR"),
        ("Calle 60 #4, Mérida, Yucatán, C.P. 97000, México", "|Calle 60 #4||Mérida|Yucatán|97000|MX"),
        (
            "Av. Helecho 16, C1118AAT CABA, Argentina",
            "|Av. Helecho 16||Buenos Aires|Buenos Aires F.D.|C1118AAT|AR",
        ),
        ("Tijuana, B.C.", "|||Tijuana|Baja California||MX"),
        ("Monterrey, N.L., México", "|||Monterrey|Nuevo León||MX"),
        ("Victoria, B.C.", "|||Victoria|BC||CA"),
        ("Carrera 7 # 5-51, Bogotá D.C., Colombia", "|Carrera 7 # 5-51||Bogotá|Bogota D.C.||CO"),
        ("1 Fern Crescent, Grafton, Auckland 1023", "|1 Fern Crescent, Grafton||Auckland||1023|NZ"),
        ("Ein Karem, Jerusalem 9112001, Israel", "Ein Karem|||Jerusalem||9112001|IL"),
        ("5-1-1 Tsukiji, Chuo-ku, Tokyo 104-0045, Japan", "|5-1-1 Tsukiji||Chuo-ku|Tokyo|104-0045|JP"),
        ("Calle Helecho 12, 28013 Madrid, España", "|Calle Helecho 12||Madrid||28013|ES"),
        ("C/ Helecho, 12, 3º B, 28013 Madrid", "|C/ Helecho, 12|3º B|Madrid||28013|ES"),
        ("ul. Prosta 5, 00-950 Warszawa", "|ul. Prosta 5||Warszawa||00-950|PL"),
        ("Ormbunksgatan 5, 114 55 Stockholm", "|Ormbunksgatan 5||Stockholm||114 55|SE"),
        ("Farnplatz 3, 1010 Wien, Österreich", "|Farnplatz 3||Wien||1010|AT"),
        ("CH-8001 Zürich", "|||Zürich||8001|CH"),
        ("Via Felce 12, 20121 Milano MI, Italia", "|Via Felce 12||Milano|MI|20121|IT"),
        ("Rue de la Fougère 10, 1000 Bruxelles", "|Rue de la Fougère 10||Bruxelles||1000|BE"),
        ("Rua do Feto 100, 1100-053 Lisboa, Portugal", "|Rua do Feto 100||Lisboa||1100-053|PT"),
    ],
)
def test_a_continental_address_is_read(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Av. Helecho 222, Col. Prado, 06600 Ciudad de México, CDMX, México",
            "|Av. Helecho 222, Col. Prado||Ciudad de México|Mexico City|06600|MX",
        ),
        ("Av. Helecho 10, C1043AAZ Buenos Aires, Argentina", "|Av. Helecho 10||Buenos Aires||C1043AAZ|AR"),
        (
            "Av. Feto 1000, São Paulo - SP, 01310-100, Brasil",
            "|Av. Feto 1000||São Paulo|São Paulo|01310-100|BR",
        ),
        ("Parramatta NSW 2150", "|||Parramatta|NSW|2150|AU"),
        ("Unit 5/12 Fern St, Fitzroy VIC 3065", "|12 Fern St|Unit 5|Fitzroy|VIC|3065|AU"),
        ("12 Fern Street, Auckland 1010, New Zealand", "|12 Fern Street||Auckland||1010|NZ"),
        ("Kobe, 650-0001, Japan", "|||Kobe||650-0001|JP"),
    ],
)
def test_an_address_of_other_continents_is_read(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wilmington, DE", "|||Wilmington|DE||US"),
        ("Hamburg, DE", "|||Hamburg|||DE"),
        ("Atlanta, Georgia", "|||Atlanta|GA||US"),
        ("Tbilisi, Georgia", "|||Tbilisi|||GE"),
        ("Gary, IN", "|||Gary|IN||US"),
        ("Mumbai, IN", "|||Mumbai|||IN"),
        ("Denver, CO", "|||Denver|CO||US"),
        ("Bogotá, CO", "|||Bogotá|||CO"),
        ("Little Rock, AR", "|||Little Rock|AR||US"),
        ("Lebanon, PA 17042", "|||Lebanon|PA|17042|US"),
        ("Ontario, CA 91764", "|||Ontario|CA|91764|US"),
        ("Toronto, ON, CA", "|||Toronto|ON||CA"),
    ],
)
def test_the_other_parts_decide_what_an_ambiguous_word_means(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Ontario, CA", ["CA", "US"]),
        ("Richmond, CA", ["CA", "US"]),
        ("Georgia", ["GE", "US"]),
        ("Paris", ["CA", "FR", "US"]),
        ("Akron, OH 44308, Canada", ["CA", "US"]),
        ("1 Fern Rd, Toronto, ON M5V 2T6, USA", ["CA", "US"]),
    ],
)
def test_a_country_that_is_not_certain_is_left_open(text, countries):
    address = read_address(text)

    assert address.country == ""
    assert address.may_be_in == countries


@pytest.mark.parametrize(
    ("hints", "country"),
    [(Hints(country="CA"), "CA"), (Hints(near=frozenset({"US"})), "US"), (Hints(chosen="US"), "US")],
)
def test_what_is_known_beside_the_text_decides(hints, country):
    assert read_address("Richmond, CA", hints).country == country


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Behind the big tree", ["Behind the big tree"]),
        ("12 Fern St, behind the big tree, Akron, OH 44308", ["behind the big tree"]),
        ("12 Fern St, Akron, OH 44308 (use side door)", ["use side door"]),
    ],
)
def test_what_is_not_understood_is_handed_back(text, unread):
    assert read_address(text).unread == unread


@pytest.mark.parametrize(("text", "surplus"), [("Orange County, CA, USA", ["Orange County"])])
def test_a_county_is_no_town(text, surplus):
    address = read_address(text)

    assert (address.town, address.region, address.country) == ("", "CA", "US")
    assert address.surplus == surplus


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text):
    read_address(text)
