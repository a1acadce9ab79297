"""What an import leaves for staff to read, as lines of their notes that stay until somebody has settled them."""

from django.utils.translation import gettext_lazy

from support_groups.exchange.formats import addresses
from support_groups.exchange.unsaved_rows import Values

SCHEDULE_NOTE = gettext_lazy("Schedule in the file: %s")
ADDRESS_NOTE = gettext_lazy("Address in the file: %s")
ASKED_NOTE = gettext_lazy("Asked by the import: %s")


def has_questions(notes: str) -> bool:
    """Whether notes for staff still hold what an import asked, each on a line of its own."""
    beginnings = tuple(str(note).partition("%s")[0] for note in (SCHEDULE_NOTE, ADDRESS_NOTE, ASKED_NOTE))
    return any(line.startswith(beginnings) for line in notes.splitlines())


def leftovers(values: Values) -> list[str]:
    """What a coordinator must still read: schedules that raise questions, texts that must not be public."""
    unread = [str(SCHEDULE_NOTE) % text for text in values.get("_unread", [])]
    address = [str(ADDRESS_NOTE) % text for text in values.get(addresses.NOTES, [])]
    return [*unread, *address, *values.get("_private", []), *values.get("_differing", [])]
