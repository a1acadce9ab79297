"""Names that keep their capital when a title is put into sentence case: places, peoples, eponyms of oncology."""

import re

PLACES = """
Africa African Africans America American Americans Argentina Asia Asian Asians Atlantic Australia Australian Austria
Austrian Bangladesh Belgian Belgium Brazil Brazilian Britain British Bulgaria California Canada Canadian Caribbean
Caucasian Caucasians Chile China Chinese Colombia Croatia Cuba Cuban Czech Denmark Danish Dutch Egypt Egyptian England
English Ethiopia Ethiopian Europe European Europeans Filipino Finland Finnish Florida France French German Germany
Ghana Greece Greek Hispanic Hispanics Hungary Hungarian India Indian Indonesia Indonesian Iran Iranian Iraq Ireland Irish Israel
Israeli Italian Italy Japan Japanese Jewish Kenya Kenyan Korea Korean Latina Latinas Latino Latinos Lebanon Malaysia
Malaysian Maori Medicare Medicaid Mediterranean Mexican Mexico Morocco Muslim Nepal Netherlands Nigeria Nigerian Nordic
Norway Norwegian Ontario Pacific Pakistan Pakistani Peru Poland Polish Portugal Portuguese Romania Russia Russian
Scandinavia Scandinavian Scotland Scottish Serbia Singapore Slovenia Spain Spanish Sweden Swedish Swiss Switzerland
Taiwan Taiwanese Texas Thai Thailand Tunisia Turkey Turkish Uganda Ukraine Ukrainian Vietnam Vietnamese Wales Welsh
"""
PEOPLE = """
Alzheimer Ashkenazi Barrett Bayes Bayesian Bloom Bonferroni Burkitt Cochrane Cowden Cox Crohn Cushing Delphi Doppler Down
Ewing Fanconi Fisher Fraumeni Gaussian Gleason Hodgkin Huntington Kaplan Kaposi Karnofsky Ki Lewis Lewy Li Lynch Markov
Medline Meier Mendelian Monte Carlo Paget Papanicolaou Parkinson Peutz Jeghers Poisson PubMed Raynaud Richardson
Scarff Sjögren Wilms Wnt Notch
"""
TIMES = """
January February March April June July August September October November December
Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""
AMBIGUOUS = {
    "March",
    "Down",
    "Li",
    "Ki",
    "Notch",
    "Turkey",
}  # mostly ordinary words in titles, or parts of longer names

PROPER = frozenset((PLACES + PEOPLE + TIMES).split()) - AMBIGUOUS
PROPER_PHRASES = re.compile(
    r"\b(?:United (?:States|Kingdom)|New (?:York|Zealand|South Wales|England)|South (?:Africa|Korea|America|Asia)"
    r"|(?:Northern|Southern|Western|Eastern|North|East|West|Central) (?:Ireland|Africa|America|Europe|Asia)"
    r"|Hong Kong|Saudi Arabia|Sri Lanka|Los Angeles|San Francisco|Puerto Rico|Medicare Advantage"
    r"|World Health Organization|National (?:Cancer (?:Institute|Database)|Institutes? of Health)"
    r"|American (?:Cancer Society|Society of Clinical Oncology|Joint Committee on Cancer)"
    r"|European (?:Society for Medical Oncology|Prospective Investigation into Cancer and Nutrition)|Food and Drug Administration"
    r"|Nurses[’'] Health Study|Women[’']s Health Initiative|Down (?:Syndrome|syndrome)|Li[- ]Fraumeni|Monte Carlo"
    r"|Affordable Care Act|Ki-67)\b"
)
