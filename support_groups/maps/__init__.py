"""Maps drawn on the server, without tiles, so nobody learns where a patient looks for help.

Pure: no database, no network. Use `draw`.
"""

from support_groups.maps.drawing import Map, draw
