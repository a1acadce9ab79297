"""The time zones a visitor can choose from."""

from support_groups.schedules import zones

OFFERED = """
America/New_York America/Chicago America/Denver America/Phoenix America/Los_Angeles America/Anchorage
Pacific/Honolulu America/Puerto_Rico
America/Halifax America/St_Johns America/Regina
Europe/London Europe/Dublin Australia/Sydney Australia/Brisbane Australia/Adelaide Australia/Darwin Australia/Perth
Pacific/Auckland Pacific/Guam Asia/Manila Asia/Kolkata Africa/Johannesburg Africa/Lagos Africa/Nairobi America/Jamaica
America/Mexico_City America/Tijuana America/Hermosillo America/Cancun America/Guatemala America/Costa_Rica
America/Panama America/Bogota America/Lima America/Guayaquil America/Caracas America/Santo_Domingo America/Havana
America/La_Paz America/Asuncion America/Santiago America/Montevideo America/Argentina/Buenos_Aires
Europe/Madrid Atlantic/Canary
""".split()


def zones_offered(language: str = "en") -> list[tuple[str, str]]:
    """(IANA name, label): of the United States, then of other places where English or Spanish is spoken.

    >>> zones_offered()[:2], zones_offered("es")[0]
    ([('America/New_York', 'Eastern'), ('America/Chicago', 'Central')], ('America/New_York', 'hora del Este'))
    """
    return [(zone, zones.label(zone, language)) for zone in OFFERED]
