"""Where a visitor is, and how far away a group meets: offline, from the files in data/.

Pure: no database, no network. What a visitor typed is never logged and never sent anywhere. Use the names below.
"""

from support_groups.places.addresses import of_address
from support_groups.places.clocks import Basis, Clocks, Finding, of_place
from support_groups.places.finding import PlaceMatches, find
from support_groups.places.gazetteer import countries
from support_groups.places.mailboxes import is_mailbox
from support_groups.places.place import WITH_STATES, Place, PlaceKind
from support_groups.places.zones import zones_offered
