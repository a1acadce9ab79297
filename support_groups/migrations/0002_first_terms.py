"""The words every directory starts with. Staff add to them; codes never change."""

from django.db import migrations

AUDIENCES = [
    ("living-with-mbc", "People living with MBC", "Personas que viven con cáncer de mama metastásico"),
    ("newly-diagnosed", "Newly diagnosed", "Recién diagnosticadas"),
    ("women", "Women", "Mujeres"),
    ("men", "Men", "Hombres"),
    ("young-adults", "Under 45", "Menores de 45 años"),
    ("older-adults", "65 and over", "65 años o más"),
    ("parents", "Parents of children at home", "Madres y padres con hijos en casa"),
    ("lgbtq", "LGBTQ+", "LGBTQ+"),
    ("black", "Black women", "Mujeres negras"),
    ("hispanic", "Hispanic and Latina women", "Mujeres hispanas y latinas"),
    ("asian", "Asian women", "Mujeres asiáticas"),
    ("indigenous", "American Indian and Alaska Native people", "Personas indígenas"),
    ("veterans", "Veterans and service members", "Veteranas y personal militar"),
    ("partners", "Partners and spouses", "Parejas"),
    ("family-friends", "Family and friends", "Familia y amistades"),
    ("carers", "Caregivers", "Personas cuidadoras"),
    ("children-teens", "Children and teenagers", "Niños y adolescentes"),
    ("bereaved", "People who have lost someone", "Personas en duelo"),
]
LANGUAGES = [
    ("en", "English", "Inglés"),
    ("es", "Spanish", "Español"),
    ("cmn", "Mandarin Chinese", "Chino mandarín"),
    ("yue", "Cantonese", "Cantonés"),
    ("vi", "Vietnamese", "Vietnamita"),
    ("tl", "Tagalog", "Tagalo"),
    ("ko", "Korean", "Coreano"),
    ("ht", "Haitian Creole", "Criollo haitiano"),
    ("fr", "French", "Francés"),
    ("pt", "Portuguese", "Portugués"),
    ("ru", "Russian", "Ruso"),
    ("ar", "Arabic", "Árabe"),
    ("hi", "Hindi", "Hindi"),
    ("ase", "American Sign Language", "Lengua de señas estadounidense"),
]
ACTIVITIES = [
    ("talking", "Talking and listening", "Conversar y escuchar"),
    ("speakers", "Speakers and questions", "Charlas y preguntas"),
    ("writing", "Writing", "Escritura"),
    ("art", "Art and crafts", "Arte y manualidades"),
    ("movement", "Gentle movement or yoga", "Movimiento suave o yoga"),
    ("walking", "Walking", "Caminatas"),
    ("meditation", "Meditation and relaxation", "Meditación y relajación"),
    ("meals", "Eating together", "Comidas compartidas"),
    ("music", "Music", "Música"),
    ("reading", "Reading together", "Lectura"),
    ("faith", "Prayer and faith", "Oración y fe"),
]
ACCESS = [
    ("step-free", "Step-free entrance", "Entrada sin escalones"),
    ("elevator", "Elevator", "Ascensor"),
    ("accessible-restroom", "Accessible restroom", "Baño accesible"),
    ("disabled-parking", "Parking for disabled visitors", "Estacionamiento para personas con discapacidad"),
    ("near-transit", "Bus or train nearby", "Autobús o tren cerca"),
    ("comfortable-seats", "Armchairs, or a place to lie down", "Sillones o un lugar para recostarse"),
    ("hearing-loop", "Hearing loop", "Bucle magnético"),
    ("fragrance-free", "Fragrance-free", "Sin perfumes"),
    ("quiet-room", "A quiet room to step out to", "Un cuarto tranquilo"),
    ("childcare", "Childcare", "Cuidado de niños"),
    ("captions", "Captions", "Subtítulos"),
    ("sign-language", "Sign language interpreter", "Intérprete de lengua de señas"),
]
SUBTYPES = [
    ("hormone-positive", "Hormone receptor positive", "Receptores hormonales positivos"),
    ("her2-positive", "HER2 positive", "HER2 positivo"),
    ("her2-low", "HER2 low", "HER2 bajo"),
    ("triple-negative", "Triple negative", "Triple negativo"),
    ("inflammatory", "Inflammatory", "Inflamatorio"),
    ("lobular", "Lobular", "Lobulillar"),
    ("brca", "BRCA and other inherited mutations", "BRCA y otras mutaciones heredadas"),
]
SEEDS = {
    "audience": AUDIENCES,
    "language": LANGUAGES,
    "activity": ACTIVITIES,
    "accessfeature": ACCESS,
    "subtype": SUBTYPES,
}


def seed(apps, schema_editor):
    for model, terms in SEEDS.items():
        rows = apps.get_model("support_groups", model).objects
        for place, (code, name, name_es) in enumerate(terms, start=1):
            rows.get_or_create(code=code, defaults={"name": name, "name_es": name_es, "position": place * 10})


def unseed(apps, schema_editor):
    """The tables go with the migration before this one; what staff added meanwhile goes with them."""


class Migration(migrations.Migration):
    dependencies = [("support_groups", "0001_initial")]

    operations = [migrations.RunPython(seed, unseed)]
