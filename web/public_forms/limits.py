"""How many forms are taken in an hour: of one kind from one internet connection, and of all kinds from everybody.

The second limit is for a flood that comes from many connections: somebody has to read what was sent.
"""

import datetime

from django.conf import settings

from web.client_address import client_address
from web.rate_limits import is_allowed

WITHIN = datetime.timedelta(hours=1)
EVERYBODY = "everybody"


def is_within_limits(request, kind: str, at: datetime.datetime) -> bool:
    """Count this request. Only a keyed hash of the connection is kept, for a day at most."""
    return is_allowed(
        f"form: {kind}", client_address(request), most=settings.FORMS_PER_CONNECTION, within=WITHIN, at=at
    ) and is_allowed("all forms", EVERYBODY, most=settings.FORMS_PER_HOUR, within=WITHIN, at=at)
