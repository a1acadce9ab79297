"""What names of journals look like. Pure functions.

The words are those most frequent in the abbreviated titles of the NLM Catalog (ISO 4); the list need not be complete.
"""

import re

SMALL = frozenset(
    "of and the in for on & de la le les et du des der die das und fur für a an to with from y e del di i della at by per".split()
)
ABBREVIATIONS = frozenset(
    """
    J Med Res Clin Biol Sci Int Rev Am Mol Acta Surg Curr Arch Soc Exp Ther Oncol Eur Chem Rep Ann Pediatr Immunol Pathol
    Physiol Microbiol Psychol Adv Dev Neurol Behav Pract Pharmacol Biochem Genet Can Nutr Phys Infect Appl Neurosci Bull
    Opin Cardiovasc Scand Assoc Environ Nat Vet Metab Hum Ophthalmol Br Nurs Front Toxicol Dermatol Radiol Biomed Orthop
    Pharm Gastroenterol Endocrinol Crit Annu Reprod Acad Disord Biotechnol Transl Cardiol Gynecol Eng Trans Educ Psychiatr
    Epidemiol Prog Dent Obstet Anim Respir Technol Biophys Comput Urol Hematol Lab Anat Semin Ment Syst Proc Lett Anal
    Commun Prev Comp Nephrol Rheumatol Gen Q Chir Rehabil Thorac Paediatr Stud Hosp Manag Intern Evol Trop Neurosurg Klin
    Hepatol Geriatr Parasitol Aust Fam Jpn Invest Addict Diagn Transplant Struct Radiat Neurobiol Stat Adolesc Glob Coll
    Afr Otolaryngol Hyg Cogn Protoc Qual Virol Perspect Ecol Biosci Magn Circ Haematol Thromb Chemother Gerontol Vasc
    Inform Obes Reson Interv Anaesth Monogr Occup Mater Discov Biochim Dtsch Inst Integr Natl Symp Mech Nucl Bras Plast
    Vis Funct Saf Investig Trauma Otol Antimicrob Morphol Anesth Gastrointest Econ Gynaecol Zentralbl Zool Chin Inflamm
    Z N An Engl Wochenschr Agents Histochem Pers Serv Dig Probl Otorhinolaryngol Regul Math Tech Endocr Prim Netw Relat Evid
    Psychother Psychosom Palliat Rech Ars Mon Sitz Ber Pol Hung Rom Turk Isr Zhonghua Zhongguo Nihon Kagaku Lond Angew
    Ed Org Inorg Macromol Sustain Electrochem Catal Funct Fac Univ Ned Tijdschr Ugeskr Laeger Praxis Rozhl Vestn Vopr
    """.split()
)
FULL_WORDS = frozenset(
    """
    Journal Journals Reviews Review Annals Reports Archives Proceedings Transactions Zeitschrift Revue Revista Rivista
    Annales Anales Bulletin Letters Research Lancet BMC BMJ JAMA PLoS PLOS JCO JNCI NPJ npj ACS IEEE CA MMWR Cell Cancer
    Public Health Treat Care Open Nature Science Medicine Frontiers Psychology Nursing Hematology Oncology Nano Support
    Tetrahedron Soins
    """.split()
)
SINGLE = frozenset(
    """
    Nature Science Lancet Cell Biochemistry JAMA Genetics Circulation Bioinformatics Virology Gastroenterology Blood
    Pediatrics Neurology Neuron Development eLife Elife Endocrinology Oncogene Experientia Oncotarget Cancer Cancers
    Diabetes Brain Gut Immunology BMJ Neuroimage NeuroImage Surgery Radiology Immunity Stroke Diabetologia Epilepsia
    Addiction Chest Hepatology Metabolism Biomaterials Ophthalmology Neuroscience mBio Nutrients Methods Thorax Autophagy
    Vaccine Theranostics Hypertension Gene Sleep Transplantation Atherosclerosis Cells Carcinogenesis Anesthesiology
    Parasitology Bioessays Neuropsychologia Molecules EBioMedicine Allergy Viruses Pain Resuscitation Laryngoscope
    Epidemiology Leukemia Anaesthesia Microbiome Infection Cytokine Cortex Genomics Pharmacology Chemotherapy Bone
    Neoplasia Transfusion CMAJ AIDS Urology Oncoimmunology Gerontologist Oncologist Epigenetics Haematologica Drugs
    Inflammation Contraception Langmuir Trials Angiology Injury Steroids Ergonomics Ecology Psychooncology
    Psycho-Oncology Angiogenesis Nutrition Pathology Breast Maturitas Cureus Life Sensors Medicine Dermatology
    Ecancermedicalscience EClinicalMedicine eClinicalMedicine iScience Tumori Onkologie Onkologe Menopause Healthcare
    Biomedicines Pharmaceuticals Pharmaceutics Antioxidants Children Diagnostics Lymphology Sexologies PeerJ Clinics
    Medicina Respirology Nephron Pancreas Nutrire Small Materials Polymers Sustainability
    """.split()
)
LOWER_CASE = ("npj", "eLife", "mBio", "iScience", "eClinicalMedicine", "mSphere", "eNeuro", "bmj")
WHOLE_WORD = re.compile(
    r"(?:[aeioy]|tion|sion|ment|ness|ing|er|or|ers|ors|ics|sis|tis|al|ed|ism|ist|ew|rt|nt|ns|ts|es|us|um|ss|an|in|on|en|ll|th|ck|rd|nd|ld)$"
)
WORD = re.compile(r"[^\s():/,=]+")


def journal_like(name: str) -> bool:
    """Every word but the small ones has a capital, and there are few. What follows a colon or "=" is not looked at.

    >>> journal_like("J Intern Med"), journal_like("CA: A Cancer Journal for Clinicians"), journal_like("Breast cancer spreads")
    (True, True, False)
    """
    name = re.split(r" ?: | = ", name, maxsplit=1)[0]
    words = WORD.findall(name)
    if not words or len(words) > 14 or len(name) > 120:
        return False
    big = [word for word in words if word.lower() not in SMALL]
    return bool(big) and all(
        word[0].isupper() or word[0].isdigit() or word[0] in "[“’'" or word in LOWER_CASE for word in big
    )


def known(name: str) -> bool:
    """A journal of one word that we know, or several words with a usual abbreviation among them.

    >>> known("Cell"), known("Ann Oncol"), known("Quality of Life")
    (True, True, False)
    """
    words = [word.strip(".") for word in WORD.findall(name)]
    return name.strip(".") in SINGLE or (
        len(words) > 1 and any(word in ABBREVIATIONS | FULL_WORDS for word in words)
    )


def abbreviated(piece: str) -> bool:
    """A few words of which the last is an abbreviation: "Int.", "Ment.", "Proc. Natl.", "N."

    >>> abbreviated("Int."), abbreviated("Health Syst."), abbreviated("Breast Cancer."), abbreviated("in vitro.")
    (True, True, False, False)
    """
    words = piece.rstrip(".").split()
    if not words or len(words) > 4 or not piece.endswith(".") or not journal_like(piece):
        return False
    if re.fullmatch(r"[A-Z]", words[-1]) or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]|\(\w+\)", words[-1]):
        return True
    return any(word.strip(".") in ABBREVIATIONS for word in words)


def cut_short(piece: str) -> bool:
    """Up to three words with capitals of which the last breaks off as an abbreviation does, in the middle of a syllable.

    >>> cut_short("NPJ Genom."), cut_short("A Review."), cut_short("Bone Cancer.")
    (True, False, False)
    """
    words = piece.rstrip(".").split()
    is_short = 0 < len(words) <= 3 and piece.endswith(".") and journal_like(piece)
    return is_short and bool(re.fullmatch(r"[A-Z][a-z]{2,}", words[-1])) and not WHOLE_WORD.search(words[-1])
