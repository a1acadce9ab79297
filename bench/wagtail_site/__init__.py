"""The same words as a Wagtail site, to be measured beside ours: see ../peer_wagtail.sh."""
