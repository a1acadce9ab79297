"""What the ground floor says aloud. It knows nobody who listens."""

from django.dispatch import Signal

# Another source stands for these keys now (merged), or they stand for themselves again. Sent with `keys`, inside the
# transaction: whoever derives something from keys derives it again.
merges_changed = Signal()
