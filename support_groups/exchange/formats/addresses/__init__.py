"""Where a group of a file meets, out of columns and lines of text: every word in a column, or kept and asked about."""

from support_groups.exchange.formats.addresses.countries import is_region
from support_groups.exchange.formats.addresses.placing import NOTES, placed
from support_groups.exchange.formats.addresses.reader import Address, read_address
from support_groups.exchange.formats.addresses.towns import Hints
