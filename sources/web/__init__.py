"""One polite, guarded request to a public web address; the only code of the site that opens a connection.

Who asks a service (`sources.lookup.fetch`) and who checks a link (`sources.links`) come through here, so an
address typed by a stranger can never make the server talk to its own network.
"""

from sources.web.client import Answer, Client, NoSuchHost, Unreachable
from sources.web.guard import PUBLIC, Forbidden, Guard
from sources.web.pace import Pace

__all__ = ["PUBLIC", "Answer", "Client", "Forbidden", "Guard", "NoSuchHost", "Pace", "Unreachable"]
