"""Links that open a meeting: whoever has one is in the room."""

import re

# What comes before the service’s name is not looked at: that would take minutes in a text without blanks.
MEETING_LINK = re.compile(
    r"(?:zoom\.us/[jsw]|zoom\.us/my|zoomgov\.com/j|meet\.google\.com/|teams\.microsoft\.com/|teams\.live\.com/"
    r"|webex\.com/(?:meet|join|[\w./-]{0,200}m[a-z0-9]+)|gotomeet(?:ing)?\.(?:me|com)/|meet\.jit\.si/|whereby\.com/|bluejeans\.com/\d"
    r"|chat\.whatsapp\.com/|us0\dweb\.zoom\.us/|meet\.goto\.com/\w|join\.skype\.com/|discord\.gg/|signal\.group/)",
    re.IGNORECASE,
)
