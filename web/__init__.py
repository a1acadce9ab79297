"""Everything that goes to or comes from the network: requests, links, mail, time limits. It imports no other app.

All requests, such as look-ups (`sources.lookup.fetch`) and link checks (`web.links`), go through `Client`, so an address
typed by a stranger can never make the server talk to its own network. All messages are queued (`web.mail`).
"""

from web.client import Answer, Client, NoSuchHost, Unreachable
from web.guard import PUBLIC, Forbidden, Guard
from web.pace import Pace
