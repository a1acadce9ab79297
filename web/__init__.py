"""What goes to the network or comes from it: requests to other sites, links, mail, time limits. It knows no other app.

Whoever asks a service (`sources.lookup.fetch`) or checks a link (`web.links`) comes through `Client`, so an address
typed by a stranger can never make the server talk to its own network. Whoever writes a mail queues it (`web.mail`).
"""

from web.client import Answer, Client, NoSuchHost, Unreachable
from web.guard import PUBLIC, Forbidden, Guard
from web.pace import Pace

__all__ = ["PUBLIC", "Answer", "Client", "Forbidden", "Guard", "NoSuchHost", "Pace", "Unreachable"]
