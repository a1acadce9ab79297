"""Signals of the bibliography. Higher layers listen; this one does not know them."""

from django.dispatch import Signal

# The sources with these keys were merged into another, or a merge was undone. Sent with `keys`, inside the transaction:
# whatever is derived from these keys must be refreshed.
merges_changed = Signal()
