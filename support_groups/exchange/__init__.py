"""The directory as files: out as open data, in from other people's lists.

`formats` is pure: bytes to plain values and back. `describing`, `comparing` and `storing` know the models;
`importing` and `exporting` are what views, admin and commands call.
"""
